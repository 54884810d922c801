import type { Domain } from "./domain.ts";

export const mail: Domain = {
  id: "mail",
  keywords:
    "email mail inbox mailbox gmail message outlook smtp recipient cc bcc newsletter attachment subject forward imap draft mailing letter",
  roles: [
    "assistant to the managing director",
    "project lead",
    "office manager",
    "account manager",
    "head of sales",
  ],
  crew: ["head of finance", "project lead", "office manager", "legal counsel", "account manager"],
  topics: [
    "{quarter} budget review",
    "{client} framework contract",
    "site visit in {city}",
    "{month} board papers",
    "offer for {client}",
    "{project} kick-off",
    "supplier meeting with {vendor}",
    "{month} team offsite",
    "renewal of the {vendor} contract",
    "{project} status report",
  ],
  reasons: [
    "I'm on the train to {city} and can't get at my mailbox properly",
    "{colleague} is waiting for it",
    "I have the call with {client} at {time}",
    "My inbox has been a mess since I came back from leave",
    "I promised {manager} it would be done before {weekday}",
    "We're closing the {topic} this week",
  ],
  news: [
    [
      "the meeting about the {topic} moves to {weekday} at {time}",
      "the meeting about the {topic} moves to {weekday} at {time}. Same room, same agenda.",
    ],
    [
      "I'll send my comments on the {topic} by {weekday}",
      "thanks for the draft. You'll have my comments on the {topic} by {weekday}.",
    ],
    ["the {topic} is approved and can go ahead", "the {topic} is approved, please go ahead as discussed."],
    [
      "I need the final figures for the {topic} by {date}",
      "could you let me have the final figures for the {topic} by {date}? A short table is enough.",
    ],
    [
      "{colleague} takes over the {topic} from {weekday} on",
      "from {weekday} on {colleague} takes over the {topic}. Please copy them in on everything.",
    ],
    [
      "we accept the delivery date of {date}",
      "we accept the delivery date of {date}. Please send the confirmation to me directly.",
    ],
  ],
  grounds: [
    "superseded by a newer version",
    "sent twice by mistake",
    "project closed",
    "at the sender's request",
  ],
  notes: [
    "Thanks again for the good talk on {weekday}.",
    "The numbers for the {topic} are in the attached sheet.",
    "{colleague} asked whether we can bring the date forward to {date}.",
    "Parking is behind the building; please register at reception.",
    "We would like to keep the scope as agreed in {month}.",
    "Lunch is arranged for eight people.",
  ],
  wishes: [
    "get my inbox under control",
    "take care of the mails I didn't get to",
    "make sure everybody involved in the {topic} is up to date",
    "get {client} off my back",
  ],
};
