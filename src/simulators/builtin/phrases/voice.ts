import { capitalised, paragraph, sentence, uncapitalised } from "../language/english.ts";
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";
import { base, type Clause, doing } from "./clause.ts";

/** What a request is made of besides its clause. All parts but the clause may be empty. */
export interface Request {
  clause: Clause;
  /** Arguments that are better listed behind: "priority high, queue billing". */
  details?: string;
  /** Sentences that must stand before or after the request because the case rests on them. */
  before?: string;
  after?: string;
  /** True when nothing but the case itself should be said: no role, no reason of its own. */
  bare?: boolean;
}

type Pattern = (ask: string, clause: Clause) => string;

/** Only for requests of one part: "would you mind fetching it and tell me" is no English. */
const minding: Pattern = (_, clause) => `Would you mind ${doing(clause)}?`;

const polite: readonly Pattern[] = [
  (ask) => `Please ${ask}.`,
  (ask) => `Could you ${ask}?`,
  (ask) => `Can you ${ask}, please?`,
  (ask) => `I'd like you to ${ask}.`,
  minding,
  (ask) => `Would you ${ask} for me?`,
  (ask) => `I need you to ${ask}.`,
  (ask) => `Please go ahead and ${ask}.`,
];
const brisk: readonly Pattern[] = [
  (ask) => `${capitalised(ask)}.`,
  (ask) => `${capitalised(ask)}, please.`,
  (ask) => `Next: ${ask}.`,
  (ask) => `One thing for today: ${ask}.`,
  (ask) => `To do: ${ask}.`,
  (ask) =>
    / (tell me|give me|sum |suggest|pull out)/.test(ask)
      ? `${capitalised(ask)}.`
      : `${capitalised(ask)} and tell me when it's done.`,
];
const chatty: readonly Pattern[] = [
  (ask) => `hey, can you ${ask}?`,
  (ask) => `quick one: ${ask} please`,
  (ask) => `hi! could you ${ask}? thanks`,
  (ask) => `${ask} pls`,
  (ask) => `morning, when you have a sec, ${ask}`,
  (ask) => `ok so, can you ${ask} for me`,
];
const formal: readonly Pattern[] = [
  (ask) => `I would ask you to ${ask}.`,
  (ask) => `Kindly ${ask}.`,
  (ask) => `As discussed, please ${ask}.`,
  (ask) => `Following today's meeting, please ${ask}.`,
  (ask) => `On behalf of the team: please ${ask}.`,
];
const registers = { polite, brisk, chatty, formal };
type Register = keyof typeof registers;

const intros: readonly ((world: World) => string)[] = [
  (world) => `I'm the ${world.user.role} at ${world.company.name}`,
  (world) => `${world.user.given} here, ${world.user.role} at ${world.company.short}`,
  (world) => `This is ${world.user.name}, ${world.user.role}`,
  (world) => `I'm working on the ${world.topic.text}`,
  (world) => `It's about the ${world.topic.text}`,
  (world) => `I'm sorting out the ${world.topic.text} right now`,
];
const closings = [
  "Thanks!",
  "Thank you.",
  "Thanks, {user}",
  "Let me know when it's done.",
  "A short note when it's through is enough.",
  "I'm offline after {time}.",
  "Much appreciated.",
];

/** Which way this scenario's user talks. */
function registerOf(world: World): Register {
  return world.memo("register", (random) =>
    random.pick(["polite", "polite", "brisk", "brisk", "chatty", "formal"] as const),
  );
}

/** A reason for asking now, as a sentence; empty when this user gives none. */
export function reasonOf(world: World): string {
  return world.memo("reason", (random) => world.say(random.pick(world.domain.reasons)));
}

/** The request as this scenario's user says it: register, length, reason and sign-off vary with the seed. */
export function spokenRequest(request: Request, world: World, random: Random): string {
  const register = registerOf(world);
  const ask = base(request.clause);
  const fitting = / and (?:then )?[a-z]+ /.test(ask)
    ? registers[register].filter((pattern) => pattern !== minding)
    : registers[register];
  const asking = random.pick(fitting)(ask, request.clause);
  const { details, before, after, bare } = request;
  const extra = details ? `Details: ${details}.` : undefined;
  // A request of a few words would be the same for everybody: those are never left without their occasion.
  const short = ask.split(" ").length < 8;
  const length = bare ? 0 : short ? 0.5 + random.next() / 2 : random.next();
  const intro = length > 0.72 ? world.memo("intro", (r) => r.pick(intros)(world)) : undefined;
  const reason = length > 0.38 ? reasonOf(world) : undefined;
  const closing =
    length > 0.55 && register !== "chatty" && random.chance(0.4)
      ? world.say(random.pick(closings))
      : undefined;
  if (register === "chatty") {
    return chat([before, reason && random.chance(0.6) ? reason : undefined], asking, [after, extra], random);
  }
  const reasonFirst = random.chance(0.55);
  return paragraph(
    intro,
    before,
    reasonFirst ? reason : undefined,
    asking,
    extra,
    after,
    reasonFirst ? undefined : reason,
    closing,
  );
}

/** Hasty typing: small letters, little punctuation. What the case rests on is kept as it is. */
function chat(
  before: readonly (string | undefined)[],
  asking: string,
  after: readonly (string | undefined)[],
  random: Random,
): string {
  const small = (text: string) =>
    /^(The|They|It|It's|We|We're|I|I'm|There|Nobody|Somebody|My|Our|This|That|Half|Please|Just|Only|Do|Don't|No|Really|Skip|Leave|You|But|And|One|As|Keep|Make|Looking|Tell|Let)\b/.test(
      text,
    )
      ? uncapitalised(text)
      : text;
  const lead = before
    .filter((text): text is string => text !== undefined && text !== "")
    .map((text) => small(text).replace(/\.$/, ""));
  const tail = after
    .filter((text): text is string => text !== undefined && text !== "")
    .map((text) => (random.chance(0.5) ? small(text) : sentence(text)));
  // Nobody says hello in the middle.
  const hello = lead.length > 0 ? (/^(?:hey, |hi! |morning, |ok so, )/.exec(asking)?.[0] ?? "") : "";
  const opening = lead.length > 0 ? `${hello}${lead.join(". ")}. ` : "";
  const rest = asking.slice(hello.length);
  return `${opening}${rest}${tail.length > 0 ? `${/[.?!]$/.test(asking) ? "" : "."} ${tail.join(" ")}` : ""}`;
}

/** The clause with "and", for the second half of a request. */
export const also = (clause: Clause): string => base(clause);
