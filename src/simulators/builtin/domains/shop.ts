import type { Domain } from "./domain.ts";

export const shop: Domain = {
  id: "shop",
  keywords:
    "order cart product sku skus refund ship parcel checkout shipping shipment inventory stock catalog discount coupon purchase delivery shop item price return  warehouse merchant review quantity",
  roles: [
    "shop manager",
    "customer service lead",
    "purchasing clerk",
    "warehouse supervisor",
    "owner of an online shop",
  ],
  crew: [
    "warehouse supervisor",
    "customer service agent",
    "purchasing clerk",
    "marketing lead",
    "accountant",
  ],
  topics: [
    "damaged delivery to {city}",
    "{month} promotion",
    "restock of the oak shelves",
    "return from {client}",
    "late parcels of last week",
    "bulk order for {client}",
    "discontinued lamps",
    "price list for {quarter}",
  ],
  reasons: [
    "The customer has called three times",
    "The courier comes at {time}",
    "The promotion starts on {weekday}",
    "We do the stock count on {date}",
    "{colleague} promised an answer today",
    "The supplier closes for two weeks in {month}",
  ],
  news: [
    [
      "the parcel leaves on {weekday}",
      "your parcel leaves on {weekday}. You'll get the tracking number by mail.",
    ],
    [
      "the replacement is on its way",
      "we're sorry about the damage. The replacement is on its way and arrives on {weekday}.",
    ],
    [
      "the item is back in stock from {date}",
      "the item is back in stock from {date}; we've reserved two for you.",
    ],
  ],
  grounds: [
    "arrived damaged",
    "ordered twice",
    "wrong size delivered",
    "customer changed their mind",
    "lost in transit",
  ],
  notes: [
    "Parcel was handed to the courier on {date}.",
    "Customer prefers delivery after 17:00.",
    "Two of six items were missing.",
    "Shelf B-14 holds the spare stock.",
    "Colour differs from the picture.",
  ],
  wishes: [
    "keep the customer happy",
    "get the shelves filled again",
    "clear the unsold stock",
    "sort out the complaints from last week",
  ],
};
