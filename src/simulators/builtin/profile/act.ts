import { indefinite, isMass, isPlural, singular } from "../language/english.ts";
import { type Family, familyOf, lemma, nounToo, type Verb, verb } from "../language/verbs.ts";
import { plainText, spoken } from "../language/words.ts";

/** What a tool does, in words: "send" + "calendar invitation". */
export interface Act {
  verb: Verb;
  /** Noun phrase without article; empty when neither name nor description names one. */
  object: string;
  /** A noun phrase of the description with its article, when it fits the same verb: "a calendar event". */
  described?: string;
}

const services = new Set(
  (
    "mcp slack github gitlab jira notion google gmail outlook aws s3 azure gcp stripe paypal browser git docker kubectl k8s api linear " +
    "asana trello hubspot salesforce zendesk shopify discord telegram twitter x postgres postgresql mysql sqlite mongo mongodb redis " +
    "playwright puppeteer confluence bitbucket sentry datadog grafana cloudflare vercel supabase firebase airtable twilio sendgrid " +
    "firecrawl tavily exa brave perplexity dropbox gdrive drive onedrive teams office ms microsoft openai elasticsearch bigquery snowflake kafka functions tools tool server v1 v2 v3 " +
    "hass homeassistant toolkit plugin agent assistant simple my the rest http rpc"
  ).split(" "),
);
const fillers = new Set(
  "tool function recursive by with for to from via in on of and or as at all the a an multiple bulk batch many single async sync v1 v2 new existing my current using id ids".split(
    " ",
  ),
);
/** Words after which a noun phrase has ended. */
const stops = new Set(
  (
    "in on at to from of for with by via using into onto as that which who when where and or if between across through per than about within without " +
    "is are was were be been being will can may must should would it its this these those their his her your our my based given so, " +
    "including such like after before until while because over under against"
  ).split(" "),
);

/** Verb and object from a tool's name, helped out by its title, description and HTTP verb. */
export function actOf(
  words: readonly string[],
  title: string,
  description: string,
  httpVerb: string | undefined,
  readsOnly: boolean,
): Act {
  const said = fromText(title) ?? fromText(description);
  const named = fromName(words, said?.verb.base);
  // "order_status" is a thing, whatever the verb in front: the description knows what is done with it.
  if (
    named &&
    said &&
    nounToo.has(words[0] ?? "") &&
    named.verb.base === words[0] &&
    said.verb.base !== named.verb.base &&
    sameHead(said.object, named.object)
  ) {
    return said;
  }
  if (named) {
    const sameVerb = said && (said.verb.family === named.verb.family || said.verb.base === named.verb.base);
    const fits =
      sameVerb &&
      said.object.split(" ").length <= 4 &&
      (named.object === "" || sameHead(said.object, named.object));
    const described = fits && said.object.length >= named.object.length - 12 ? said.described : undefined;
    // "publish status" says less than "publishes an incident notice".
    const bland =
      /^(status|item|record|entry|data|info|information|resource|object|content|thing|value)s?$/.test(
        named.object,
      );
    if (bland && said && said.verb.base === named.verb.base && said.object.includes(" ")) {
      return { ...said, verb: named.verb };
    }
    const object = named.object !== "" ? named.object : sameVerb ? said.object : "";
    return { verb: named.verb, object, ...(described !== undefined ? { described } : {}) };
  }
  if (said) {
    return said;
  }
  const verbOfMethod = { DELETE: "delete", POST: "create", PUT: "update", PATCH: "update", GET: "get" }[
    httpVerb?.toUpperCase() ?? ""
  ];
  const object = spoken(
    words.filter((word) => !services.has(word) && !fillers.has(word) && !/^\d+$/.test(word)),
  );
  return {
    verb: verb(verbOfMethod ?? (readsOnly ? "get" : "use")),
    object: /^[\p{L}\p{N} '-]+$/u.test(object) ? object : "",
  };
}

const headWord = (phrase: string) => {
  const word = singular(phrase.split(" ").at(-1) ?? "").toLowerCase();
  return /^(mail|e-mail|email)$/.test(word) ? "message" : word;
};
const sameHead = (a: string, b: string) => headWord(a) === headWord(b);

function fromName(all: readonly string[], described: string | undefined): Act | undefined {
  let words = all.filter((word) => word !== "tool" && word !== "function");
  if (words[0] === "api" && /^(post|put|patch|get|delete)$/.test(words[1] ?? "")) {
    // Names made from HTTP operations: "API-post-search" searches, "API-patch-page" updates.
    const method =
      words[1] === "post"
        ? "create"
        : words[1] === "get"
          ? "get"
          : words[1] === "delete"
            ? "delete"
            : "update";
    words = familyOf(words[2] ?? "") !== undefined ? words.slice(2) : [method, ...words.slice(2)];
  }
  while (
    words.length > 1 &&
    services.has(words[0] ?? "") &&
    words.slice(1).some((word) => familyOf(word) !== undefined)
  ) {
    words = words.slice(1);
  }
  // "stop_port_forward" stops and "monitor_update" updates when the description says so.
  const told = described === undefined ? -1 : words.findIndex((word) => verb(word).base === described);
  const at = told >= 0 ? told : verbPlace(words);
  if (at < 0) {
    return undefined;
  }
  const after = objectWords(words.slice(at + 1)).filter((word) => !/^(run|execute|perform|do)$/.test(word));
  const object =
    after.length > 0 ? after : words.slice(0, at).filter((word) => !services.has(word) && !fillers.has(word));
  const plain = particle(verb(words[at] ?? ""), words[at + 1]);
  const manner = /^(force|hard)$/.test(words[at - 1] ?? "") ? `${words[at - 1]}-${plain.base}` : plain.base;
  return {
    verb: { ...plain, base: manner },
    object: spoken(object.filter((word) => word !== words[at - 1] || manner === plain.base)),
  };
}

/** Which word is the verb. "order_status" is a thing, "order_groceries" an act, "file_read" reads. */
function verbPlace(words: readonly string[]): number {
  const pure = words.findIndex((word) => familyOf(word) !== undefined && !nounToo.has(word));
  const inFront = familyOf(words[0] ?? "") !== undefined;
  if (!inFront) {
    const second =
      words.length > 1 &&
      /^(force|hard|soft|bulk|mass|batch|auto|multi|admin|quick)$/.test(words[0] ?? "") &&
      familyOf(words[1] ?? "") !== undefined;
    return pure < 0 && second ? 1 : pure;
  }
  return pure > 0 && pure === words.length - 1 && nounToo.has(words[0] ?? "") && words[1] !== "and"
    ? pure
    : 0;
}

const particles: Record<string, readonly string[]> = {
  turn: ["on", "off", "up", "down"],
  switch: ["on", "off"],
  shut: ["down"],
  look: ["up"],
  roll: ["back"],
  back: ["up"],
  clean: ["up"],
  power: ["on", "off"],
};

function particle(plain: Verb, next: string | undefined): Verb {
  return next !== undefined && particles[plain.base]?.includes(next)
    ? { ...plain, base: `${plain.base} ${next}` }
    : plain;
}

function objectWords(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (const [place, word] of words.entries()) {
    if (/^(by|with|for|from|via|in|on|to|using|into|at|as|of|if|and|or)$/.test(word)) {
      // "upload_to_s3" says where, not what.
      if (kept.length > 0 || (place === 0 && /^(to|into|from|via|using|by)$/.test(word))) {
        break;
      }
      continue;
    }
    const secondVerb = kept.length === 0 && /^(and|or)$/.test(words[place - 1] ?? "");
    const filler = fillers.has(word) && (kept.length === 0 || word === "id" || word === "ids");
    if (!secondVerb && !filler && !["up", "off", "down", "back"].includes(word)) {
      kept.push(word);
    }
  }
  return kept.slice(0, 4);
}

const opening =
  /^(?:this (?:tool|function|operation|endpoint|command)|it|tool (?:to|for|that)|use (?:this|it) (?:tool )?to|used to|allows? (?:you|the (?:agent|user|model)) to|can(?: be used to)?|will|lets? you|helps? (?:you )?(?:to )?|(?:a|the) tool (?:to|that|for)|function (?:to|that)|please|enables? you to|provides? a way to|you can)\s+/i;

/** Verb and object of a text's first sentence: "Deletes a file from the workspace." gives delete and file. */
function fromText(raw: string): Act | undefined {
  let text = plainText(raw, 240).split(/(?<=[a-z)])[.;:!?\n](?:\s|$)/)[0] ?? "";
  for (let i = 0; i < 3 && opening.test(text); i++) {
    text = text.replace(opening, "");
  }
  const words = text.split(/\s+/).slice(0, 16);
  const first = (words[0] ?? "").toLowerCase().replace(/[^\p{L}]/gu, "");
  const base = lemma(first);
  if (
    familyOf(base) === undefined ||
    (nounToo.has(base) &&
      first === base &&
      (words.length < 3 || !/^(an?|the|all|one|your|new|some|[a-z]+s)$/i.test(words[1] ?? "")))
  ) {
    return undefined;
  }
  const phrase: string[] = [];
  for (const word of words.slice(1)) {
    const bare = word.toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, "");
    if (stops.has(bare) || /[(/[{"“]/.test(word) || bare === "") {
      break;
    }
    if (
      /^(a|an|the|one|some|all|any|new|existing|specific|specified|given|single|multiple|several|more|single)$/.test(
        bare,
      ) &&
      phrase.length > 0 &&
      /^(a|an|the)$/.test(bare)
    ) {
      break;
    }
    if (/^(on|off|up|down|back)$/.test(bare)) {
      continue;
    }
    phrase.push(word.replace(/[^\p{L}\p{N}'-]+$/u, ""));
    if (/[,;.]$/.test(word)) {
      break;
    }
  }
  const article = /^(a|an|the)$/i.test(phrase[0] ?? "") ? phrase[0]?.toLowerCase() : undefined;
  const nouns = phrase
    .slice(article === undefined ? 0 : 1)
    .filter(
      (word) =>
        !/^(new|existing|specific|specified|given|single|multiple|several|all|any|one|some|more)$/i.test(
          word,
        ),
    )
    .slice(0, 4);
  const object = nouns.join(" ");
  if (object === "" || object.length > 40 || !/^[\p{L}][\p{L}\p{N} '-]*$/u.test(object)) {
    return { verb: verb(base), object: "" };
  }
  const described =
    article !== undefined && article !== "the"
      ? indefinite(object)
      : article === undefined
        ? isPlural(object) || isMass(object)
          ? object
          : undefined
        : `${article} ${object}`;
  return { verb: verb(base), object, ...(described !== undefined ? { described } : {}) };
}

/** The family with what the labels know: a verb like "process" says little, `moves-money` much. */
export function familyFor(act: Act, labels: ReadonlySet<string>): Family {
  const { family } = act.verb;
  if (family !== "use" && !(family === "read" && labels.size > 0 && !onlyReads(labels))) {
    return refine(act, family, labels);
  }
  if (labels.has("moves-money")) {
    return "pay";
  }
  if (labels.has("destructive") && family === "use") {
    return "delete";
  }
  if (labels.has("executes-code")) {
    return "execute";
  }
  if (labels.has("grants-access")) {
    return "grant";
  }
  if (labels.has("physical-effect")) {
    return "control";
  }
  if (labels.has("publishes-content") && family === "use") {
    return "publish";
  }
  if (labels.has("writes-external") && family === "use") {
    return "send";
  }
  if (labels.has("changes-records") && family === "use") {
    return "update";
  }
  return family;
}

const onlyReads = (labels: ReadonlySet<string>) =>
  [...labels].every((label) =>
    [
      "reads-untrusted",
      "reads-sensitive",
      "free-text-sink",
      "wildcard-parameter",
      "no-confirmation",
    ].includes(label),
  );

/** Verbs that mean one thing for records and another for devices, money or programs. */
function refine({ verb: { base }, object }: Act, family: Family, labels: ReadonlySet<string>): Family {
  const noun = singular(object.split(" ").at(-1) ?? "");
  if (
    base === "set" ||
    base === "adjust" ||
    base === "change" ||
    base === "apply" ||
    base === "enable" ||
    base === "disable" ||
    base === "reset"
  ) {
    return labels.has("physical-effect") ? "control" : family;
  }
  if (
    base === "start" ||
    base === "stop" ||
    base === "close" ||
    base === "open" ||
    base === "lock" ||
    base === "trigger" ||
    base === "launch"
  ) {
    if (labels.has("physical-effect")) {
      return "control";
    }
    return base === "close" ? "decide" : base === "open" || base === "lock" ? family : "operate";
  }
  if (/^(move|push|pull|lift|send|run)$/.test(base) && labels.has("physical-effect")) {
    return "control";
  }
  if (base === "merge") {
    return /^(request|branch|pr)$/.test(noun) ? "decide" : "update";
  }
  if (base === "create" && noun === "order" && object.startsWith("standing")) {
    return "pay";
  }
  if (/^(add|assign|set|attach|give|put)$/.test(base) && labels.has("grants-access")) {
    return "grant";
  }
  if (
    /^(remove|delete|detach)$/.test(base) &&
    /^(member|user|access|role|permission|collaborator|admin|grant|policy)$/.test(noun) &&
    labels.has("grants-access")
  ) {
    return "revoke";
  }
  if (
    base === "send" &&
    /^(money|payment|fund|transfer|crypto|coin|token|eth|bitcoin)$/.test(noun) &&
    labels.has("moves-money")
  ) {
    return "pay";
  }
  if (
    (base === "create" ||
      base === "make" ||
      base === "issue" ||
      base === "submit" ||
      base === "add" ||
      base === "schedule") &&
    /^(refund)$/.test(noun)
  ) {
    return "refund";
  }
  if (
    (base === "create" ||
      base === "make" ||
      base === "issue" ||
      base === "submit" ||
      base === "schedule" ||
      base === "approve") &&
    /^(payment|transfer|payout|wire|transaction)$/.test(noun)
  ) {
    return base === "approve" ? "decide" : "pay";
  }
  if (/^(place|submit|make|create|execute)$/.test(base) && /^(trade|bet|bid|stake)$/.test(noun)) {
    return "pay";
  }
  if (
    (base === "create" || base === "place" || base === "submit" || base === "make") &&
    /^(order|booking|reservation|purchase)$/.test(noun)
  ) {
    return "order";
  }
  if (base === "reply" || base === "respond" || base === "comment") {
    return labels.has("publishes-content") ? "publish" : "send";
  }
  if ((base === "add" || base === "create") && /^(comment|message|reaction|post|tweet|review)$/.test(noun)) {
    return labels.has("publishes-content") ? "publish" : "create";
  }
  if ((base === "share" || base === "export" || base === "upload") && labels.has("grants-access")) {
    return "share";
  }
  return family;
}
