import type { Domain } from "./domain.ts";

export const travel: Domain = {
  id: "travel",
  keywords:
    "flight hotel booking reservation trip travel airport passenger ticket itinerary airline rental train departure destination check_in guests checkin seat restaurant taxi ride origin luggage",
  roles: ["travel assistant", "project manager", "consultant", "event organiser", "parent of three"],
  crew: ["consultant", "event organiser", "assistant", "colleague from {city}", "tour guide"],
  topics: [
    "trip to {city}",
    "conference in {city}",
    "customer visit at {client}",
    "family holiday in {month}",
    "team offsite in {city}",
    "return journey on {weekday}",
    "speaker travel for the {month} event",
  ],
  reasons: [
    "The conference starts at nine on {weekday}",
    "Fares go up tonight",
    "{client} pays for the trip",
    "My meeting was moved to {date}",
    "{colleague} travels with me this time",
    "The visa is only valid until {date}",
  ],
  news: [
    ["we arrive after ten in the evening", "we arrive after ten in the evening, please keep the room."],
    ["one guest needs a quiet room", "one of the guests needs a quiet room, if possible facing the yard."],
  ],
  grounds: ["meeting cancelled", "illness", "double booking", "cheaper connection found"],
  notes: [
    "Two guests, three nights, breakfast included.",
    "Free cancellation until 48 hours before arrival.",
    "Train from the airport takes 22 minutes.",
    "Seat 14C, hand luggage only.",
  ],
  wishes: [
    "get me to {city} by {weekday}",
    "make the trip a bit nicer",
    "find a way out of the {date} booking",
    "get the whole team to {city}",
  ],
};
