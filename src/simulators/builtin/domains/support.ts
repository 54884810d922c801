import type { Domain } from "./domain.ts";

export const support: Domain = {
  id: "support",
  keywords:
    "ticket customer crm zendesk contact lead case support salesforce hubspot helpdesk complaint client deal opportunity account_manager subscription escalate feedback sla",
  roles: [
    "support lead",
    "account manager",
    "customer success manager",
    "service desk agent",
    "sales operations lead",
  ],
  crew: ["support agent", "account manager", "product manager", "billing specialist", "sales manager"],
  topics: [
    "complaint from {client}",
    "renewal of {client}",
    "login trouble at {client}",
    "billing question from {city}",
    "old leads from the {city} fair",
    "{project} onboarding",
    "outage reports of {weekday}",
    "duplicate contacts",
  ],
  reasons: [
    "{client} is one of our three largest accounts",
    "The reply time runs out at {time}",
    "{manager} reviews the queue on {weekday}",
    "{colleague} is ill and left me the queue",
    "The quarterly numbers go out on {date}",
    "The customer is threatening to leave",
  ],
  news: [
    [
      "the problem is solved since {time}",
      "the problem is solved since {time}. Please sign in again and tell us if anything looks odd.",
    ],
    ["a technician will call on {weekday}", "a technician will call you on {weekday} between 9 and 11."],
    ["the contract runs until {date}", "your contract runs until {date}; nothing changes before then."],
    ["the credit note follows this week", "the credit note follows this week, as agreed with {colleague}."],
  ],
  grounds: ["duplicate ticket", "solved by phone", "no answer for 30 days", "goodwill", "contract ended"],
  notes: [
    "Customer since {year}, premium plan.",
    "Prefers e-mail, no calls before ten.",
    "Asked for a credit note in {month}.",
    "The admin on their side is new.",
    "Third contact on the same subject.",
  ],
  wishes: [
    "get the backlog down before {weekday}",
    "make {client} happy again",
    "straighten out our contact data",
    "get the renewal over the line",
  ],
};
