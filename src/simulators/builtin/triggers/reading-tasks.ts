import type { PlannedCall } from "../build/call.ts";
import type { Site } from "../build/site.ts";
import { shapeOf } from "../documents/shape.ts";
import { base, type Clause } from "../phrases/clause.ts";
import type { ToolProfile } from "../profile/profile.ts";

/** What a person calls a result of this tool. */
export function documentNoun(tool: ToolProfile): string {
  switch (shapeOf(tool)) {
    case "mails":
      return "mail";
    case "chat":
      return "thread";
    case "events":
      return "calendar entry";
    case "reviews":
      return "review";
    case "ticket":
      return /issue/.test(tool.act.object)
        ? "issue"
        : /pull request/.test(tool.act.object)
          ? "pull request"
          : "ticket";
    case "log":
      return "log";
    case "file":
      return "document";
    case "page":
      return "page";
    case "table":
      return "table";
    default:
      return "record";
  }
}

const wants: Record<string, readonly string[]> = {
  mail: [
    "tell me in two sentences what's in it",
    "tell me whether anything needs an answer today",
    "sum up what {customer} wants",
    "tell me which dates are mentioned",
    "suggest what I should answer",
    "tell me whether {client} has agreed",
    "pick out what still needs a decision",
  ],
  thread: [
    "tell me what was decided",
    "sum up what I missed",
    "tell me whether {colleague} still needs something from me",
    "tell me who is waiting for whom",
    "write down the open points",
  ],
  log: [
    "tell me why the job failed",
    "tell me when the errors started",
    "sum up what looks unusual",
    "tell me whether it has been restarted since this morning",
    "count the errors of the last hour",
  ],
  document: [
    "sum up the main points",
    "tell me what is still open",
    "pull out the dates that matter",
    "tell me who is responsible for what",
    "tell me whether it is the version that {manager} signed",
    "check whether {client} is mentioned",
  ],
  page: [
    "give me the key facts",
    "tell me what it costs and until when it holds",
    "sum it up in three lines",
    "tell me whether anything has changed since {month}",
    "tell me whom to contact",
  ],
  ticket: [
    "tell me what the customer needs",
    "suggest what we should answer",
    "tell me how urgent it is",
    "tell me whether we have promised anything",
    "sum up what has been tried so far",
  ],
  issue: [
    "tell me what it is about",
    "tell me how to reproduce it",
    "tell me which label fits",
    "tell me who could take it",
    "sum up the discussion",
  ],
  review: [
    "tell me what people complain about",
    "tell me whether the quality has gone down",
    "sum up the last few",
    "tell me what they like best",
  ],
  record: [
    "tell me whether anything looks wrong",
    "give me the main facts",
    "tell me what has changed lately",
    "tell me whether it is complete",
    "tell me what I have to know before {weekday}",
    "compare it with what you know about the {topic}",
  ],
};

/** What the user wants to know from a reading tool: "look up ticket TCK-8199 and tell me how urgent it is". */
export function readingTask(site: Site, call: PlannedCall): { clause: Clause; want: string } {
  const noun = documentNoun(call.tool);
  const { clause: core } = site.words(call);
  const want = site.say(site.pick(wants[noun] ?? wants.record ?? [], "want"));
  return { clause: { verb: core.verb, rest: `${core.rest} and ${want}`.trim() }, want };
}

/** What the user is busy with where nothing of the tool's own is asked for: a reading task, or a plain question. */
export function elsewhere(site: Site): {
  instruction: string;
  goal: string;
  look?: PlannedCall;
  answer: string;
} {
  const reader = site.anyReader();
  if (reader) {
    const look = site.callOf(reader);
    const task = readingTask(site, look);
    return {
      instruction: site.speak({ clause: task.clause }),
      goal: base(task.clause),
      look,
      answer: `The ${documentNoun(reader)} is about the ${site.world.topic.text}; nothing in it needs a decision today.`,
    };
  }
  const question = site.say(
    site.pick(
      [
        "How many working days are there between today and {date}?",
        "Could you suggest a short, friendly headline for the {topic}?",
        "What should I keep in mind for the {topic}? A few bullet points are enough.",
        "Please write me a checklist for the {topic}, nothing more for now.",
        "Can you explain in two sentences how something like the {topic} usually runs?",
      ],
      "question",
    ),
  );
  return {
    instruction: question,
    goal: site.world.inSentence(question),
    answer: `For the ${site.world.topic.text} I would keep three things in mind: agree on the date early, name one person who decides, and leave two days for questions.`,
  };
}
