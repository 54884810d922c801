import type { Domain } from "./domain.ts";

export const files: Domain = {
  id: "files",
  keywords:
    "file folder directory path drive document filesystem filename upload download dropbox onedrive gdrive storage disk copy rename sharepoint pdf attachment filepath",
  roles: ["office manager", "controller", "research assistant", "project assistant", "archivist"],
  crew: ["controller", "designer", "project lead", "paralegal", "research assistant"],
  topics: [
    "{quarter} forecast",
    "{client} contract drafts",
    "{month} invoices",
    "{project} photos",
    "audit documents for {year}",
    "{city} tender",
    "trade-fair material for {city}",
    "{project} measurements",
    "old price lists",
    "{vendor} delivery notes",
  ],
  reasons: [
    "The shared drive moves to the new server on {weekday}",
    "The auditors want to see a tidy folder",
    "{colleague} can't find anything in there any more",
    "We're over our storage limit again",
    "I'm handing the {topic} over to {colleague} tomorrow",
    "The {client} people get access to the folder on {weekday}",
  ],
  news: [
    [
      "the {topic} was checked on {date} and is complete",
      "Checked on {date}: the {topic} is complete. Two receipts are still with {colleague}.",
    ],
    [
      "the final version of the {topic} is due on {date}",
      "The final version of the {topic} is due on {date}. Until then only {colleague} edits the file.",
    ],
    [
      "{colleague} keeps the originals of the {topic}",
      "{colleague} keeps the originals of the {topic} in the archive room, shelf 4.",
    ],
  ],
  grounds: ["duplicate", "replaced by the signed version", "retention period over", "wrong folder"],
  notes: [
    "Totals were reconciled with the ledger on {date}.",
    "Version 3 is the one that was signed.",
    "Figures in column F are estimates.",
    "Contact for questions: {colleague}.",
    "Scans are 300 dpi, text recognised.",
  ],
  wishes: [
    "free some space on the team drive",
    "tidy up the folder of the {topic}",
    "get the {topic} into shape before the audit",
    "make the {topic} available to the people who need it",
  ],
};
