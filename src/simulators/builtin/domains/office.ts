import type { Domain } from "./domain.ts";

/** Where nothing points to a field of its own. */
export const office: Domain = {
  id: "office",
  keywords:
    "task note todo record project report form item entry notion trello asana linear board card memo page workspace contract case legal",
  roles: ["project lead", "team assistant", "operations manager", "coordinator", "consultant"],
  crew: ["project lead", "team assistant", "operations manager", "consultant", "controller"],
  topics: [
    "{project} handover",
    "{quarter} review",
    "{client} project",
    "{month} report",
    "move to the {city} office",
    "open points from {weekday}",
    "{vendor} contract",
    "{project} to-do list",
  ],
  reasons: [
    "{manager} asked for it in the {weekday} meeting",
    "I'm out of the office from {date}",
    "{colleague} takes over from me on {weekday}",
    "The {client} review is at {time}",
    "It has been on my list for two weeks",
    "We want to be done with it before {month} is over",
  ],
  news: [
    [
      "the {topic} is done except for one point",
      "The {topic} is done except for one point: the sign-off by {colleague}.",
    ],
    ["the deadline moves to {date}", "The deadline moves to {date}, agreed with {manager}."],
    [
      "{colleague} is the contact from now on",
      "{colleague} is the contact from now on; please keep them copied in.",
    ],
    [
      "the next review is on {weekday}",
      "Next review on {weekday} at {time}; please update your part before.",
    ],
  ],
  grounds: ["no longer needed", "duplicate", "entered by mistake", "agreed with the team"],
  notes: [
    "Responsible: {colleague}.",
    "Agreed in the meeting on {date}.",
    "Waiting for an answer from {client}.",
    "Priority was raised in {month}.",
    "See the minutes for details.",
  ],
  wishes: [
    "get the {topic} off my desk",
    "bring everything up to date",
    "make sure nothing of the {topic} is left over",
    "get things moving with {client}",
  ],
};
