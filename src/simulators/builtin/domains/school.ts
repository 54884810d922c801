import type { Domain } from "./domain.ts";

export const school: Domain = {
  id: "school",
  keywords:
    "student grade course enrollment enrolment teacher school exam lecture assignment homework classroom quiz lesson semester pupil class_id university library_loan",
  roles: ["teacher", "course coordinator", "head of year", "registrar", "teaching assistant"],
  crew: ["head of year", "registrar", "lab assistant", "class teacher", "exam officer"],
  topics: [
    "midterm of {month}",
    "physics course",
    "{city} exchange trip",
    "lab reports of {month}",
    "resit in {month}",
    "timetable for {quarter}",
    "parents' evening",
    "term papers",
  ],
  reasons: [
    "The marks go out on {weekday}",
    "The exam board meets on {date}",
    "Parents have started to ask",
    "The registrar closes the list at {time}",
    "{colleague} is off sick and left it to me",
    "The resit is on {date}",
  ],
  news: [
    [
      "the deadline for the {topic} moves to {date}",
      "the deadline for the {topic} moves to {date}. Please hand in online.",
    ],
    [
      "the lesson on {weekday} starts at {time}",
      "on {weekday} the lesson starts at {time}, in the usual room.",
    ],
    ["the marks are in the system", "the marks are in the system. Questions until {date}, please."],
    ["two tasks were corrected again", "Two tasks were corrected again; the total went up a little."],
  ],
  grounds: ["counted twice", "doctor's note handed in", "course full", "moved away", "wrong class"],
  notes: [
    "Handed in on {date}.",
    "Repeats the course from {year}.",
    "Sits in the second row because of poor eyesight.",
    "Extra time in exams was approved in {month}.",
  ],
  wishes: [
    "get the marks finished",
    "fill the places that are left in the course",
    "bring the class list up to date",
    "get the parents' questions answered",
  ],
};
