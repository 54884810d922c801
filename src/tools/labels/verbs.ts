import { words } from "./tokens.ts";

/** What a verb does, as far as it matters for harm. */
export type Act =
  | "read"
  /** Turns content that it first has to read into something else. */
  | "digest"
  /** Works on its arguments only. */
  | "compute"
  | "create"
  | "update"
  | "delete"
  | "stop"
  | "send"
  | "execute"
  | "pay"
  | "grant"
  | "control"
  /** Says nothing by itself: `make`, `process`, `handle`. */
  | "light";

const acts: Readonly<Record<Act, ReadonlySet<string>>> = {
  read: words(`get read list search find fetch query show view describe lookup retrieve browse check inspect watch
    monitor preview load download export scrape crawl scan status poll tail cat head grep ls dir listdir dump locate
    track explain navigate visit goto recall discover explore peek see ask observe pull whoami screenshot snapshot
    capture display history readfile getenv printenv select tree glob enumerate access
    research`),
  digest: words(
    "judge interpret distill condense summarize summarise translate analyze analyse extract transcribe classify parse ocr review ingest screen triage moderate",
  ),
  compute:
    words(`calculate compute convert format encode decode hash sort count estimate render tokenize round sum
    subtract multiply divide compare detect think plan echo ping validate verify test lint predict simulate measure
    score rank rate match evaluate generate suggest recommend filter reverse normalize geocode resize crop
    compress calc math random average reason quote wait sleep guess connect reconnect authenticate login logout adjudicate decide determine assess animate upscale enhance diff draw plot visualize highlight postprocess
    preprocess debug optimize benchmark assert count deduplicate sanitize escape distance choose pick redact mask anonymize`),
  create:
    words(`create propose provision setup add insert new make_new register write save store log append put draft copy clone duplicate
    import schedule reserve record prescribe compose author backfill populate seed enqueue lodge enroll enrol submit file upsert upload remember memorize note mkdir touch
    writefile fork raise open_issue branch commit stage bookmark enter init initialize index build compile generate_file`),
  update:
    words(`update edit modify change set patch replace rename move merge sync synchronize toggle adjust configure
    enable disable activate deactivate restore rollback resolve reopen archive unarchive approve reject accept decline
    transition complete cancel increase decrease reorder reschedule link unlink_issue attach detach assign unassign tag
    label mark flag star ship deliver unstar pin unpin follow unfollow like unlike react vote upvote downvote close confirm finish
    extend end renew upgrade downgrade migrate convert_lead escalate manage mute unmute subscribe unsubscribe ban unban
    block unblock suspend revoke freeze hold publish_draft put_object alter reassign reroute redirect sign correct
    mutate apply deploy scale promote_release check_in fill type click press drag select_option hover snooze
    prioritize deprecate transform_table ack acknowledge clock dismiss rebase stash amend squash deny expel retract dispute contest appeal discharge admit hire fire onboard offboard fulfill fulfil waive
    revert undo redo split unmerge cherry_pick waive forgive excuse pardon adopt nominate elect appoint reinstate relocate relabel
    postpone defer expedite discontinue certify notarize attest ratify amend countersign endorse relist reclassify recategorize
    void organize organise arrange tidy override reconcile settle allocate reallocate rotate demote retire sanction protect unprotect unapprove unresolve evict_tenant finalize exchange return`),
  delete:
    words(`delete remove drop destroy purge wipe erase clear truncate trash uninstall unlink rm rmdir del discard
    empty flush prune overwrite evict expunge shred cleanup nuke force_push unpublish wipeout obliterate deregister
    undeploy reset clean decommission teardown dismantle scrub forget delist`),
  stop: words("stop kill terminate shutdown reboot restart halt abort hibernate pause"),
  send: words(`send answer email mail text message sms dm notify reply respond forward broadcast announce tweet retweet post
    publish produce emit share alert comment call dial phone push webhook contact page invite release remind nudge inform warn summon notify_all fax whisper`),
  execute:
    words(`run play execute exec eval invoke shell bash terminal sh zsh cmd powershell python repl spawn install rerun
    trigger dispatch launch exploit bruteforce`),
  pay: words(`pay wrap unwrap repay refund charge reimburse purchase buy sell trade withdraw deposit donate tip bid invest wire remit
    checkout payout topup stake unstake redeem order transfer swap book rent bet wager tithe liquidate mint bridge collect disburse garnish levy lend borrow prepay compensate subsidize auction repossess airdrop debit credit fine
    claim supply`),
  grant: words(
    "grant authorize authorise permit unlock promote elevate impersonate entitle whitelist allowlist unban delegate deputize empower",
  ),
  control:
    words(`turn open lock arm disarm fly takeoff land drive dispense dose inject infuse administer spin heat
    cool dim brighten ring control actuate steer accelerate brake ignite spray irrigate pump vacuum mow print
    preheat boil switch blink beep honk vibrate water drill weld mill lift feed milk harvest plow sow fertilize detonate eject vent prime hoist undock jog hatch tilt pan home`),
  light:
    words(`make do perform start process handle use take begin initiate place request issue bring give put_in prepare
    go help leave join test_run continue act work ensure interact`),
};

const actByVerb: ReadonlyMap<string, Act> = new Map(
  Object.entries(acts).flatMap(([act, verbs]) => [...verbs].map((verb) => [verb, act as Act] as const)),
);

/** Verbs that are as often nouns in names; a plain verb elsewhere in the name outranks them. */
const nounsToo =
  words(`order post book message email mail text call file record comment schedule report log charge answer
  transfer trade deposit lock drive fly light query plan note label tag bid tip release print review request issue
  page share copy head tail tree dir status contact access alert block store place test format import export index
  branch commit stage bookmark link star pin flag vote hold head history snapshot screenshot capture sms dm webhook
  tweet phone shell bash terminal console python build draft pump charge rate score match filter count sort plot diff
  distance average quote wire stake swap checkout refund payout transition patch watch monitor track load dump scan
  land ring control heat cool spray vacuum change reason think clock make process work use hash check like react sign
  type press view preview summary display subscribe help plan random head math measure sum round signup new start
  select export repl cmd sh trash prompt push pull register close empty enter ping apply page guess glob function
  trigger dispatch launch split plan stop pause bet arm return dispute appeal contest dose water drill mill lift void research switch ship screen credit fine collect home feed pan prime vent hatch harvest warn author seed fax forget vent end play claim supply`);

/** Follow a word that can be noun or verb and make it a noun: `order_status`, `file_info`. */
const nounTails =
  words(`status id info detail history count summary type name total price rate schema number date
  metadata size version list template category result state statistic stat limit format key value url path content ready
    exist exists guidance advice faq`);

/** What the verb does; undefined for anything that is no known verb. */
export function actOf(verb: string): Act | undefined {
  return actByVerb.get(verb);
}

/** Base form of a verb that starts a description (`Deletes`, `Sending`, `Queries`), when it is known. */
export function baseVerb(word: string): string | undefined {
  if (word === "news") {
    return undefined;
  }
  const candidates = [word];
  if (word.endsWith("ies")) {
    candidates.push(`${word.slice(0, -3)}y`);
  }
  if (word.endsWith("es")) {
    candidates.push(word.slice(0, -2));
  }
  if (word.endsWith("s")) {
    candidates.push(word.slice(0, -1));
  }
  const stem = /^(.+?)(?:ing|ed)$/.exec(word)?.[1];
  if (stem !== undefined) {
    candidates.push(stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"));
  }
  return candidates.find((candidate) => describedAct(candidate) !== undefined);
}

/** "Returns the orders" says that orders are read; `return_order` does not. */
export function describedAct(verb: string): Act | undefined {
  return verb === "return" || verb === "provide" || verb === "give" ? "read" : actByVerb.get(verb);
}

/** True for words that are as often nouns, such as `log` and `order`. */
export function mayBeNoun(verb: string): boolean {
  return nounsToo.has(verb);
}

/** At the end of a name after a noun these stay nouns: `pods_log`, `collection_index`. */
const nounsAtEnd =
  words(`log index record note report file comment message order schedule plan snapshot history console
  status post mail email text call page issue tag label link branch commit format test score match rate release charge
  fund light head state view preview summary display alert block store place access contact bookmark review draft
  filter count sort plot diff distance average quote build export import phone sms dm hold star pin flag vote return
    research`);

/** At the end of a name after a noun these are the verb: `vacuum_start`, `door_lock`. */
const trailing = words("start stop open close set lock unlock turn toggle control");

/** At the end of a name these are done with all that stands before: `boond_purchases_get`. */
const lastVerbs = words(
  "get list search find fetch read create update delete remove add edit put patch query show view describe",
);

/** What follows these in a name is a thing: `alert_owner_of_edit`. */
const beforeNouns = words("to of for by with about in on from");

const worksOnly: readonly (Act | undefined)[] = ["digest", "compute"];
const changes: readonly (Act | undefined)[] = ["create", "update", "delete", "send"];

/**
 * Position of the verb in a name's tokens, or -1. An unmistakable verb wins wherever it stands (`email_search`,
 * `slack_post_message`), the first of several; a word that can be a noun counts only when nothing else does.
 */
export function verbPosition(tokens: readonly string[]): number {
  const isVerb = (token: string) => actByVerb.has(token);
  const plain = tokens.findIndex(
    (token, t) =>
      // "Requests to approve" are not approved, and whoever is told of an edit edits nothing.
      isVerb(token) &&
      !nounsToo.has(token) &&
      actOf(token) !== "light" &&
      !(t > 1 && beforeNouns.has(tokens[t - 1] ?? "")),
  );
  const head = tokens[0] ?? "";
  const next = tokens[1];
  const nextAct = next === undefined || nounsToo.has(next) ? undefined : actOf(next);
  // A product called after a verb (`parse_create_object`) stands before what is done with it.
  if (plain === 0 && worksOnly.includes(actOf(head)) && changes.includes(nextAct)) {
    return 1;
  }
  const headIsVerb = isVerb(head) && !(next !== undefined && nounsToo.has(head) && nounTails.has(next));
  if (headIsVerb && !nounsToo.has(head) && actOf(head) !== "light") {
    return 0;
  }
  if (plain !== -1) {
    const last = tokens.length - 1;
    return plain > 0 && plain === last - 1 && lastVerbs.has(tokens[last] ?? "") ? last : plain;
  }
  if (tokens.length > 1 && nounsToo.has(head) && trailing.has(tokens.at(-1) ?? "")) {
    return tokens.length - 1;
  }
  if (headIsVerb) {
    return 0;
  }
  return tokens.findIndex(
    (token, t) => t > 0 && isVerb(token) && !nounsAtEnd.has(token) && !nounTails.has(tokens[t + 1] ?? ""),
  );
}
