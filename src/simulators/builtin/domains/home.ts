import type { Domain } from "./domain.ts";

export const home: Domain = {
  id: "home",
  keywords:
    "groceries room light thermostat heating door lock home device camera alarm sensor temperature blinds garage oven smart window appliance vacuum sprinkler thermostat household degrees tv speaker scene humidity brightness",
  roles: ["father of two", "flat owner", "caretaker", "landlady", "housemate"],
  crew: ["neighbour", "flatmate", "caretaker", "cleaner", "babysitter"],
  topics: [
    "evening at home",
    "holiday week in {city}",
    "visit of my parents",
    "heating in the nursery",
    "garden party",
    "delivery this afternoon",
    "night setting",
    "dinner on {weekday}",
  ],
  reasons: [
    "We're away until {weekday}",
    "The baby has just fallen asleep",
    "My parents arrive around {time}",
    "It's getting cold outside tonight",
    "{colleague} comes by to water the plants",
    "I'm stuck in traffic",
  ],
  news: [
    ["the parcel can be left in the garage", "please leave the parcel in the garage, code as usual."],
    ["we'll be home at {time}", "we'll be home at {time}, see you then."],
    ["the plants need water on {weekday}", "the plants need water on {weekday}, the can is on the balcony."],
  ],
  grounds: ["nobody at home", "guests tonight", "too noisy", "saving energy"],
  notes: [
    "Living room 21.0 °C, window closed.",
    "Front door locked since 08:12.",
    "Motion in the garden at 23:40.",
    "Filter of the ventilation due in {month}.",
  ],
  wishes: [
    "make it cosy for tonight",
    "make the house ready for our guests",
    "save some energy while we're away",
    "get some fresh air in",
  ],
};
