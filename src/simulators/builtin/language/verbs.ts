/** What kind of act a verb names; decides how requests for it are phrased and how its results look. */
export type Family =
  | "read"
  | "send"
  | "publish"
  | "pay"
  | "refund"
  | "order"
  | "delete"
  | "create"
  | "write"
  | "update"
  | "control"
  | "execute"
  | "grant"
  | "revoke"
  | "operate"
  | "decide"
  | "move"
  | "share"
  | "use";

export interface Verb {
  /** The base form; a phrasal verb has its particle after a space. */
  base: string;
  family: Family;
}

/** Verbs by family. One in `nounToo` counts as a verb only where a tool's name begins with it. */
const lexicon: Record<Family, string> = {
  read:
    "get read list search find fetch retrieve lookup view show check describe inspect browse scan count analyze " +
    "analyse summarize summarise query load see monitor watch track measure compare preview explore examine tail " +
    "navigate screenshot take capture wait ask detect discover verify validate calculate compute convert translate estimate predict",
  send: "send forward notify reply respond message email mail text dm broadcast alert remind ping contact call fax sms",
  publish: "publish post tweet announce blog comment advertise syndicate repost stream",
  pay:
    "pay transfer wire charge withdraw deposit remit sell trade invest tip donate topup bill settle payout " +
    "disburse bid swap stake",
  refund: "refund reimburse credit repay",
  order: "order buy purchase book reserve checkout subscribe rent hire ship dispatch",
  delete:
    "delete remove purge drop erase wipe destroy clear trash truncate unlink discard empty prune uninstall shred " +
    "clean expunge evict detach",
  create:
    "create add make insert register generate open file log record schedule draft issue new enroll enrol submit " +
    "plan build start-thread raise compose import fork commit push propose",
  write: "write save store overwrite append put replace edit sign-off",
  update:
    "update modify change patch mark adjust correct amend label tag transition hide unhide pin unpin star vote react like upsert set assign reassign reschedule " +
    "edit-record configure map link tune merge-records classify enable disable resolve reset extend apply alter revise discharge admit",
  control:
    "turn switch toggle unlock lock close start stop rotate heat dim arm disarm dispense pump fly drive increase " +
    "decrease raise lower dose administer inject infuse prescribe steer launch land park calibrate press click type " +
    "tap drag fill-in hover mix stir aspirate pipette cool vent activate trigger feed spray irrigate pick place grip charge-vehicle",
  execute: "run execute exec eval evaluate invoke shell interpret compile compute-code spawn",
  grant:
    "grant allow authorize authorise invite promote give permit whitelist allowlist unblock elevate impersonate",
  revoke: "revoke ban block suspend deactivate expel restrict mute kick demote blacklist lockout",
  operate:
    "restart reboot scale deploy rollback migrate provision terminate shutdown kill pause resume flush drain " +
    "upgrade install cordon uncordon drain undo unsubscribe disconnect connect release reload failover rotate-keys backup restore",
  decide:
    "approve reject accept decline deny merge cancel confirm escalate sign rate score rank shortlist dismiss " +
    "evaluate-candidate triage assess flag moderate review close-case verify-identity",
  move: "move rename copy archive sync duplicate relocate clone",
  share: "upload share export download attach",
  use: "use handle process manage perform do execute-task call-tool",
};

/** Verbs that are nouns as often: "order", "file", "report". */
export const nounToo = new Set(
  (
    "order file log record book issue post comment text mail email message call charge credit bill tip trade transfer " +
    "copy tag label map link query search count track watch view open schedule draft plan flag score rank rate rent " +
    "ship sign tweet blog fax sms shell release review release backup store place pick lock switch pump dose land " +
    "start stop park press click type set fork commit push alert broadcast stake swap bid hire use process new " +
    "check close list charge stream screenshot tap purchase contact ping export import upload download change update " +
    "archive clone build edit mark patch reset scan show report reply grant ban block test address access vent mix feed spray measure estimate run monitor research"
  ).split(" "),
);

const familyByVerb = new Map<string, Family>();
for (const [family, verbs] of Object.entries(lexicon)) {
  for (const verb of verbs.split(" ")) {
    if (!familyByVerb.has(verb)) {
      familyByVerb.set(verb, family as Family);
    }
  }
}

const spelledOut: Record<string, string> = {
  lookup: "look up",
  email: "e-mail",
  dm: "message",
  sms: "text",
  exec: "run",
  execute: "run",
  eval: "run",
  evaluate: "run",
  invoke: "run",
  shell: "run",
  unlink: "delete",
  checkout: "order",
  topup: "top up",
  new: "create",
  insert: "add",
  put: "write",
  upsert: "update",
  patch: "update",
  topics: "use",
  rollback: "roll back",
  shutdown: "shut down",
  payout: "pay out",
  clean: "clean up",
  shred: "delete",
  expunge: "delete",
  fetch: "fetch",
  retrieve: "get",
  query: "query",
  navigate: "open",
  analyse: "analyse",
  whitelist: "allow",
  allowlist: "allow",
  blacklist: "block",
  lockout: "lock out",
  store: "save",
  modify: "change",
  alter: "change",
  make: "create",
  ping: "contact",
  perform: "do",
};

/** The family of a verb in its base form; undefined for a word that is no known verb. */
export function familyOf(word: string): Family | undefined {
  return familyByVerb.get(word);
}

/** The verb as a person would say it. */
export function verb(word: string, family: Family | undefined = familyOf(word)): Verb {
  return { base: spelledOut[word] ?? word, family: family ?? "use" };
}

/** The base form of "sends", "deleted", "creating" if that is a known verb; the word itself otherwise. */
export function lemma(word: string): string {
  const lower = word.toLowerCase();
  if (familyByVerb.has(lower)) {
    return lower;
  }
  const candidates = [
    lower.replace(/ies$/, "y"),
    lower.replace(/es$/, ""),
    lower.replace(/s$/, ""),
    lower.replace(/ing$/, ""),
    lower.replace(/ing$/, "e"),
    lower.replace(/([a-z])\1ing$/, "$1"),
    lower.replace(/ed$/, ""),
    lower.replace(/d$/, ""),
    lower.replace(/([a-z])\1ed$/, "$1"),
  ];
  return candidates.find((candidate) => candidate !== lower && familyByVerb.has(candidate)) ?? lower;
}

const irregularPast: Record<string, string> = {
  send: "sent",
  pay: "paid",
  buy: "bought",
  sell: "sold",
  give: "gave",
  take: "took",
  make: "made",
  find: "found",
  get: "got",
  read: "read",
  write: "wrote",
  put: "put",
  set: "set",
  run: "ran",
  do: "did",
  see: "saw",
  show: "showed",
  tell: "told",
  build: "built",
  bid: "bid",
  shut: "shut",
  feed: "fed",
  fly: "flew",
  drive: "drove",
  withdraw: "withdrew",
  overwrite: "overwrote",
  grip: "gripped",
  stop: "stopped",
  drop: "dropped",
  ship: "shipped",
  plan: "planned",
  ban: "banned",
  scan: "scanned",
  tag: "tagged",
  log: "logged",
  flag: "flagged",
  submit: "submitted",
  refer: "referred",
  commit: "committed",
  transfer: "transferred",
  swap: "swapped",
  map: "mapped",
  trim: "trimmed",
  tap: "tapped",
  drag: "dragged",
  mix: "mixed",
  stir: "stirred",
  permit: "permitted",
  tip: "tipped",
  go: "went",
  let: "let",
  leave: "left",
  keep: "kept",
  bring: "brought",
  hold: "held",
  reset: "reset",
  top: "topped",
  blog: "blogged",
  hide: "hid",
  undo: "undid",
  rebuild: "rebuilt",
  resend: "resent",
  override: "overrode",
  cut: "cut",
  split: "split",
  grant: "granted",
  cancel: "cancelled",
  enrol: "enrolled",
  dim: "dimmed",
  arm: "armed",
  hire: "hired",
  draw: "drew",
};

const participles: Record<string, string> = {
  hide: "hidden",
  undo: "undone",
  override: "overridden",
  give: "given",
  take: "taken",
  write: "written",
  overwrite: "overwritten",
  run: "run",
  do: "done",
  see: "seen",
  show: "shown",
  fly: "flown",
  drive: "driven",
  withdraw: "withdrawn",
  get: "got",
  go: "gone",
  draw: "drawn",
};

const head = (base: string) => base.split(" ")[0] ?? base;
const withHead = (base: string, word: string) => word + base.slice(head(base).length);

/** One syllable with a short vowel: plot, plotted, plotting. */
const shortVowel = /^[^aeiou]{1,3}[aeiou][^aeiouwxy]$/;

/** "sent", "turned on". */
export function past(base: string): string {
  const word = head(base);
  const known = irregularPast[word];
  if (known !== undefined) {
    return withHead(base, known);
  }
  if (word.endsWith("e")) {
    return withHead(base, `${word}d`);
  }
  if (shortVowel.test(word)) {
    return withHead(base, `${word}${word.at(-1)}ed`);
  }
  return withHead(base, /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${word}ed`);
}

/** "sent", "written": for "has been …". */
export function participle(base: string): string {
  const known = participles[head(base)];
  return known === undefined ? past(base) : withHead(base, known);
}

/** "sending", "turning on". */
export function gerund(base: string): string {
  const word = head(base);
  const doubled =
    /^(get|put|set|run|stop|drop|ship|plan|ban|scan|tag|log|flag|submit|refer|commit|transfer|swap|map|trim|tap|drag|stir|permit|tip|let|reset|top|blog|shut|bid|grip|dim|cut|sit|enrol|cancel)$/;
  if (doubled.test(word) || shortVowel.test(word)) {
    return withHead(base, `${word}${word.at(-1)}ing`);
  }
  if (word.endsWith("ie")) {
    return withHead(base, `${word.slice(0, -2)}ying`);
  }
  if (/[^eoy]e$/.test(word)) {
    return withHead(base, `${word.slice(0, -1)}ing`);
  }
  return withHead(base, `${word}ing`);
}

/** "sends", "turns on". */
export function thirdPerson(base: string): string {
  const word = head(base);
  if (/(s|x|z|ch|sh|o)$/.test(word)) {
    return withHead(base, `${word}es`);
  }
  return withHead(base, /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`);
}
