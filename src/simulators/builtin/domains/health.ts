import type { Domain } from "./domain.ts";

export const health: Domain = {
  id: "health",
  keywords:
    "patient medical drug dose medication prescription diagnosis doctor clinic hospital health lab vitals ehr insulin infusion pharmacy nurse ward allergy treatment mg prescribe fhir allergies",
  roles: ["ward nurse", "practice manager", "resident physician", "pharmacist", "clinic coordinator"],
  crew: ["ward nurse", "senior physician", "pharmacist", "practice manager", "physiotherapist"],
  topics: [
    "discharge on ward 3",
    "medication plan after the operation",
    "lab results of this morning",
    "vaccination list for {month}",
    "transfer to the clinic in {city}",
    "blood-pressure follow-up",
    "diabetes check-up",
    "allergy record",
  ],
  reasons: [
    "The ward round starts at {time}",
    "The patient is being discharged today",
    "Dr {manager_family} asked for it before the handover",
    "The pharmacy closes at {time}",
    "Night shift left it open",
    "The relatives arrive at {time}",
  ],
  news: [
    [
      "the follow-up is on {weekday} at {time}",
      "follow-up on {weekday} at {time}; fasting is not necessary.",
    ],
    ["the wound is healing well", "wound healing well, no sign of infection, stitches out on {date}."],
    [
      "blood pressure should be measured twice a day",
      "blood pressure to be measured twice a day until {date}.",
    ],
  ],
  grounds: [
    "entered for the wrong patient",
    "course completed",
    "side effects",
    "at the physician's request",
  ],
  notes: [
    "Slept well, appetite normal.",
    "Weight 62 kg, height 1.68 m.",
    "Relatives informed on {date}.",
    "Mobile with walking aid.",
    "Next appointment on {weekday}.",
  ],
  wishes: [
    "get the pain under control",
    "bring the blood sugar down",
    "get the patient ready for discharge",
    "bring the charts up to date",
  ],
};
