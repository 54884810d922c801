import type { Domain } from "./domain.ts";

export const machines: Domain = {
  id: "machines",
  keywords:
    "vehicle robot arm gripper centrifuge reactor valve pump plc conveyor drone vehicle motor speed pressure rpm lab instrument sample pipette laser furnace altitude waypoint cnc actuator turbine robotic plate reagent joint axis velocity",
  roles: ["lab technician", "shift supervisor", "process engineer", "drone pilot", "automation engineer"],
  crew: [
    "lab technician",
    "safety officer",
    "shift supervisor",
    "process engineer",
    "maintenance technician",
  ],
  topics: [
    "run 14 of the enzyme series",
    "{project} pilot batch",
    "calibration of line 2",
    "survey flight over the {city} field",
    "night shift on line 3",
    "cleaning of the small reactor",
    "sample series for {client}",
    "maintenance of the press",
  ],
  reasons: [
    "The samples spoil after {time}",
    "The {client} inspection is on {weekday}",
    "We lost two hours this morning",
    "{colleague} set the run up before the shift change",
    "The batch has to leave the hall on {weekday}",
    "The wind picks up after {time}",
  ],
  news: [
    ["run 14 starts at {time}", "run 14 starts at {time}; the hood stays closed until it's done."],
    ["line 2 is back after maintenance", "line 2 is back after maintenance, counters reset on {date}."],
  ],
  grounds: ["end of run", "calibration due", "sensor fault", "shift change"],
  notes: [
    "Interlock test passed at 06:10.",
    "Rated values are in the manual, section 4.",
    "Shift handover is at {time}.",
    "Filter change planned for {weekday}.",
    "Last calibration on {date}.",
  ],
  wishes: [
    "make up for the lost time",
    "get the run finished today",
    "get the line going again",
    "speed things up a little",
  ],
};
