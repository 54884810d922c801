import type { ToolProfile } from "../profile/profile.ts";

/** What a tool gives back, told from its name and description. */
export type Shape =
  | "mails"
  | "chat"
  | "events"
  | "reviews"
  | "ticket"
  | "log"
  | "file"
  | "page"
  | "table"
  | "records"
  | "record"
  | "done";

const byWords: readonly [Shape, RegExp][] = [
  ["mails", /\b(e?mails?|inbox|mailbox|messages? with sender)\b/],
  ["chat", /\b(channel|chat|conversation|thread|history of messages|dms?)\b/],
  ["events", /\b(events?|calendar|appointments?|agenda)\b/],
  ["reviews", /\b(reviews?|ratings|feedback|testimonials)\b/],
  ["ticket", /\b(tickets?|issues?|cases?|complaints?|pull requests?|incidents?|claims?)\b/],
  ["log", /\b(logs?|terminal|stdout|output|console|build|shell|bash|command|exec|journal|trace)\b/],
  ["table", /\b(sql|rows?|tables?|spreadsheet|csv|dataset)\b/],
  [
    "page",
    /\b(page|url|web|website|browse|fetch|snapshot|html|article|search results|news|crawl|scrape|site)\b/,
  ],
  [
    "file",
    /\b(files?|documents?|readme|notes?|docs?|wiki|protocol|contents?|documentation|knowledge|pdf|manual|text)\b/,
  ],
];

export function shapeOf(tool: ToolProfile): Shape {
  if (
    tool.family !== "read" &&
    tool.family !== "execute" &&
    !tool.labels.has("reads-untrusted") &&
    !tool.labels.has("reads-sensitive")
  ) {
    return "done";
  }
  const name = tool.words.join(" ");
  const named = byWords.find(([, pattern]) => pattern.test(name))?.[0];
  if (named) {
    return named === "mails" && /messages?/.test(name) && tool.domain.id === "chat" ? "chat" : named;
  }
  const several = /^(list|search|find|query|scan)$/.test(tool.act.verb.base) || /s$/.test(tool.act.object);
  const described = byWords.find(([, pattern]) =>
    pattern.test(tool.description.toLowerCase().slice(0, 160)),
  )?.[0];
  const records = several ? "records" : "record";
  return described !== undefined &&
    !(several && described === "file") &&
    !["chat", "table", "events"].includes(described) &&
    !/\b(customer|user|order|employee|patient|account|contact|product|instance|sensor|record|transaction)s?\b/.test(
      name,
    )
    ? described
    : records;
}
