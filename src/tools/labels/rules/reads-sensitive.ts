import {
  answersYesOrNo,
  headed,
  type Intent,
  isHarmless,
  keepsSecrets,
  mentions,
  names,
  objectIs,
} from "../intent.ts";
import { type Concept, conceptsOf } from "../nouns.ts";
import type { Rule } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";
import { isReadOnlyQuery, isSqlTool } from "./sql.ts";

const capturing = words("take capture record grab");
const captured = words("screenshot photo picture camera screen audio recording microphone webcam");
const places = words("location position whereabouts gps_position");
const located = words(
  "user vehicle car device phone driver employee person child my current live last gps patient customer family",
);
const secrets = words("password secret credential private_key api_key ssn");
const dumping = words("export dump backup");
/** What is backed up comes back as it was; what backups there are says little. */
const fetching = words("download export read fetch open load restore");
const backups = words("backup");
const stores = words("database db table schema sql");
const asking = words("query scan select aggregate execute run ask");
const results = /\b(?:results?|rows?|records?)\b|结果|結果/i;
const storeWords =
  /\b(?:dynamo ?db|mongo ?db|mongo|cassandra|firestore|cosmos ?db|couchbase|bigquery|snowflake|redshift|clickhouse|oracle|postgres\w*|mysql|mssql|sqlite|database|data warehouse)\b/i;
const questions = words(
  "query question sql statement filter pipeline key_condition filter_expression where expression cypher aggregation",
);
const picking = words("find list get fetch count");
const filters = words("filter where pipeline key_condition filter_expression");
const kinds = words("collection table index");
const diaries = words("calendar outlook agenda");
const asked = words("user human person customer agent expert");

/** Personal, secret or internal data. */
export const readsSensitive: Rule = {
  label: "reads-sensitive",
  find(intent, shape) {
    const { verb, act } = intent;
    if (capturing.has(verb)) {
      return intent.objects.flat().find((noun) => captured.has(noun));
    }
    const comesBack = asking.has(verb) && results.test(shape.firstSentence);
    if (isSqlTool(intent, shape) && (act === "read" || isReadOnlyQuery(shape) || comesBack)) {
      return "sql";
    }
    if (dumping.has(verb) && names(intent, stores) !== undefined) {
      return names(intent, stores);
    }
    if (fetching.has(verb) && headed(intent, backups) !== undefined && !isHarmless(intent)) {
      return "backup";
    }
    if (isStoreQuery(intent, shape)) {
      return "database";
    }
    if ((act !== "read" && act !== "digest") || isHarmless(intent) || answersYesOrNo(shape)) {
      return undefined;
    }
    if (isOfNobody(intent, shape)) {
      return undefined;
    }
    if (verb === "ask" && names(intent, asked) !== undefined) {
      return undefined;
    }
    if (names(intent, mine) !== undefined && names(intent, anything) !== undefined) {
      return "my";
    }
    const secret = intent.kind === "description" ? names(intent, secrets) : undefined;
    // A check says whether a key is there, not what it is.
    const own: readonly Concept[] = verb === "check" ? [] : ["secret"];
    return (
      secret ??
      objectIs(intent, "person", "personal", "private", ...own) ??
      (objectIs(intent, "message") === undefined ? undefined : mentions(intent, "private")) ??
      placeOf(intent) ??
      diaryOf(intent) ??
      freeTimeOf(intent) ??
      keptOf(intent, shape) ??
      (keepsSecrets(shape) && !listing.has(verb) ? objectIs(intent, "document") : undefined) ??
      ownerOf(intent) ??
      detailsOf(intent) ??
      talkOf(intent) ??
      owned.exec(shape.firstSentence)?.[1]?.toLowerCase() ??
      kindOfOwn.exec(shape.firstSentence)?.[0].toLowerCase() ??
      (names(intent, books) !== undefined && names(intent, entries) !== undefined ? "journal" : undefined)
    );
  },
};

/** Records of a database that a query of the caller's wording picks. */
function isStoreQuery(intent: Intent, shape: ToolShape): boolean {
  const picks =
    picking.has(intent.verb) &&
    shape.parameterNamed(filters) !== undefined &&
    shape.parameterNamed(kinds) !== undefined;
  const asks = asking.has(intent.verb) && shape.parameterNamed(questions) !== undefined;
  return (
    (picks || asks) &&
    storeWords.test(shape.firstSentence) &&
    (intent.act === "read" || isReadOnlyQuery(shape) || intent.verb === "aggregate") &&
    !isHarmless(intent)
  );
}

const workplaces = words("slack team mattermost feishu lark dingtalk wecom discord");
const talk = words("message thread conversation dm chat history");

const spoken = words("conversation chat");
const logs = words("history record transcript log raw_conversation");

/** What colleagues say to each other is meant for them, and what somebody said before is theirs. */
function talkOf(intent: Intent): string | undefined {
  const kept = names(intent, spoken) !== undefined && names(intent, logs) !== undefined;
  return kept || names(intent, workplaces) !== undefined ? headed(intent, talk) : undefined;
}

/** Where a person, a phone or a car is; where a shop or a city is concerns nobody. */
function placeOf(intent: Intent): string | undefined {
  const place = intent.objects.map((phrase) => phrase.at(-1) ?? "").find((noun) => places.has(noun));
  return place !== undefined && names(intent, located) !== undefined ? place : undefined;
}

/** "Events" are personal in a calendar only. */
function diaryOf(intent: Intent): string | undefined {
  const events = intent.objects.some((phrase) => phrase.at(-1) === "event");
  return events && names(intent, diaries) !== undefined ? "event" : undefined;
}

const free = words("availability");
const busy = words("calendar schedule attendee colleague free_busy participant meeting agenda");

/** When somebody has time; rooms, goods and names are available to everybody. */
function freeTimeOf(intent: Intent): string | undefined {
  const somebody = mentions(intent, "person") ?? names(intent, busy);
  return somebody === undefined ? undefined : names(intent, free);
}

const published = words(
  "price fare economic earning dividend content editorial holiday release event market season",
);
const calendars = words("calendar");
const machines =
  /\b(?:services?|servers?|apis?|systems?|clusters?|connections?|endpoints?|nodes?|deployments?|databases?|backends?|applications?|tools?)\b/i;

/** Profiles of these are settings. */
const technical = words(
  "quality security performance browser aws cpu memory build launch configuration config voice color colour compiler tls ssl vpn instance query cost codec encoding sound company stock ticker token coin asset product movie game",
);
/** Who sits in these is known to everybody. */
const assemblies =
  /\b(?:parliaments?|congress|senate|bundestag|cabinet|city council|house of (?:commons|lords|representatives))\b/i;
const collections = /\b(?:data ?sets?|class(?:es)?|enums?|structs?|modules?|namespaces?|archives?)\b/i;

/** Calendars of prices, parts of a class and the health of machines concern no person. */
function isOfNobody(intent: Intent, shape: ToolShape): boolean {
  const heads = intent.objects.map((phrase) => phrase.at(-1) ?? "");
  return (
    (heads.some((head) => calendars.has(head)) && names(intent, published) !== undefined) ||
    (heads.includes("member") &&
      (collections.test(shape.firstSentence) || assemblies.test(shape.firstSentence))) ||
    (heads.includes("profile") && names(intent, technical) !== undefined) ||
    (heads.includes("health") && machines.test(shape.firstSentence))
  );
}

const listing = words("list ls enumerate");
const kept = words("address card");
const keptWords =
  /\b(?:saved|delivery|shipping|billing|home|postal|payment|credit|debit|customers?|users?|contacts?)\b/i;

/** Addresses and cards that are kept of somebody; others are of networks, maps and games. */
function keptOf(intent: Intent, shape: ToolShape): string | undefined {
  const thing = intent.objects.map((phrase) => phrase.at(-1) ?? "").find((noun) => kept.has(noun));
  return thing !== undefined && intent.verb !== "select" && keptWords.test(shape.firstSentence)
    ? thing
    : undefined;
}

/** "A candidate's answers": whatever it is, it is theirs. */
const owned =
  /\b(customer|candidate|patient|employee|applicant|client|member|student|guest|tenant|resident|pupil|child|driver)['’]s\b/i;
/** What is said to be the user's own: "the user's uploaded documents", "personal notes". */
const kindOfOwn =
  /\busers?['’]s? (?:own |personal |private |uploaded |saved |stored )+\w+|\b(?:personal|private|confidential) (?:\w+ )?(?:documents?|files?|notes?|data|information|records?|knowledge|e?mails?|messages?|photos?)\b/i;
const mine = words("my");
const anything = words("data info information record account profile detail history file document note");
const books = words("journal ledger");
const entries = words("entry ledger");

const details = words("information info detail data history record activity preference");

/** Whatever is told of one person: `user_flight_information`. */
function detailsOf(intent: Intent): string | undefined {
  return intent.objects.find(
    ([first = "", ...rest]) =>
      rest.length > 1 &&
      details.has(rest.at(-1) ?? "") &&
      first !== "account" &&
      conceptsOf(first).includes("person"),
  )?.[0];
}

/** "Posts of people" are nobody in particular's. */
const plural = words("people account");
const articles = words("a an the one every all each this that");

/** "Attendance of a pupil", "image of the patient": whatever it is, it is somebody's. */
function ownerOf(intent: Intent): string | undefined {
  const { nouns } = intent;
  const of = nouns.indexOf("of");
  const owner = of === -1 ? undefined : nouns.slice(of + 1).find((noun) => !articles.has(noun));
  return owner !== undefined && !plural.has(owner) && conceptsOf(owner).includes("person")
    ? owner
    : undefined;
}
