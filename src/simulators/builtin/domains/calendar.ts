import type { Domain } from "./domain.ts";

export const calendar: Domain = {
  id: "calendar",
  keywords:
    "calendar event meeting appointment schedule attendees invite availability reschedule agenda slot organizer recurrence reminder",
  roles: ["executive assistant", "team lead", "recruiter", "practice manager", "project manager"],
  crew: ["managing director", "recruiter", "designer", "head of sales", "project manager"],
  topics: [
    "{quarter} planning workshop",
    "{client} contract review",
    "interview with the design candidate",
    "{project} steering meeting",
    "budget round",
    "visit of the {vendor} team",
    "{month} all-hands",
    "performance talk with {colleague}",
  ],
  reasons: [
    "{manager} is only in {city} for two days",
    "The {client} people fly in on {weekday}",
    "My week has filled up faster than I thought",
    "{colleague} can't make the old time",
    "The room on the third floor is free again",
    "We promised the agenda by {date}",
  ],
  news: [
    [
      "the agenda has three points and takes an hour",
      "three points, one hour: figures, open risks, next steps. Please read the paper beforehand.",
    ],
    ["everybody should bring their {topic} numbers", "please bring your numbers for the {topic}."],
    [
      "we meet in the small room on the second floor",
      "we meet in the small room on the second floor; the link for remote guests is in the invitation.",
    ],
  ],
  grounds: ["clashes with another meeting", "organiser is ill", "decided by mail", "moved to next week"],
  notes: [
    "The workshop needs a projector and a whiteboard.",
    "{colleague} joins for the first half hour only.",
    "Guests from {client} register at reception.",
    "The slot before lunch works for everyone in {city}.",
  ],
  wishes: [
    "get my week sorted",
    "make room for the {topic}",
    "get all the people for the {topic} into one meeting soon",
    "clear my {weekday}",
  ],
};
