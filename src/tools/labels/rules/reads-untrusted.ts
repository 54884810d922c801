import {
  answersYesOrNo,
  headed,
  type Intent,
  isHarmless,
  keepsSecrets,
  mentions,
  names,
  objectIs,
  readDescription,
} from "../intent.ts";
import { ticked } from "../interface-labels.ts";
import type { Rule } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

/** These give names, not what stands in the things named. */
const enumerating = words("list ls dir listdir tree glob enumerate count track locate find");
const browsing = words("browse scrape crawl navigate visit goto");
const opening = words("read open cat head tail load view fetch readfile ingest");
const containers = words(
  "channel inbox mailbox site website webpage page url link feed html blog sitemap newsletter",
);
const paths = words("file folder document attachment source code");
const addresses = words("url link");
const hiring =
  /\b(?:job (?:posting|listing|opening|ad|board|offer)s?|postings?|vacanc(?:y|ies)|classifieds?)\b/i;
const online = /web|ur[il]|page|html|domain|http|blog|online|internet|crawl|link/i;
const views = words("chat channel inbox conversation console feed timeline");
const facts = words("info information detail history account metadata property blame");
const capturing = words("take capture snapshot");
const asked = words("user human person customer agent expert");
const webWords =
  /\b(?:web|internet|online|google(?! (?:tasks?|drive|calendar|sheets?|docs?|slides?|contacts?|ads?|analytics|cloud|chat|meet|forms?|photos?|workspace))|bing|wikipedia|search engine|websites?|duckduckgo)\b/i;
/** What is asked of a search engine, which the text names. */
const searchWords = words("query q search_query search_term keywords");
const engineWords =
  /\b(?:search engine|web search(?:es)?|(?:google(?! cloud)|bing|duckduckgo|yahoo) (?:(?:web|news|jobs|scholar|images?|videos?) )?search)\b/i;
/** Texts that were put into an index come back from it. */
const retrieval = /\bsemantic(?:ally)?\b|\bvectors?\b|\bembeddings?\b|\bknowledge\b|\bmemor(?:y|ies)\b/i;
const addressParameters = words("url uri link website webpage page_url web_url href");
const fileParameters = words("path file filepath filename file_path file_name document pdf");

/** Text that outsiders may have written and the agent then reads. */
export const readsUntrusted: Rule = {
  label: "reads-untrusted",
  find(intent, shape) {
    const { verb, act } = intent;
    const converts = verb === "convert" && shape.parameterNamed(addressParameters) !== undefined;
    if (verb === "diff" || (act === "read" && names(intent, diffs) !== undefined)) {
      const nouns = [...intent.nouns, ...readDescription(shape).nouns];
      if (names({ nouns }, diffed) !== undefined) {
        return "diff";
      }
    }
    const reads = act === "read" || act === "digest" || (verb === "open" && !makes(shape)) || converts;
    if (!reads || isHarmless(intent) || answersYesOrNo(shape) || mentions(intent, "device") !== undefined) {
      return undefined;
    }
    // To select or check something on a page is to click it.
    if (verb === "select" || (verb === "check" && ticked.test(shape.firstSentence))) {
      return undefined;
    }
    if (capturing.has(verb) || (act === "digest" && mentions(intent, "web") !== undefined)) {
      return mentions(intent, "web");
    }
    if (verb === "ask" && (names(intent, asked) ?? objectIs(intent, "ticket")) !== undefined) {
      return undefined;
    }
    // An empty browser shows nothing yet.
    if (
      verb === "open" &&
      headed(intent, windows) !== undefined &&
      shape.parameterNamed(addressParameters) === undefined
    ) {
      return undefined;
    }
    if (going.has(verb) && !goesSomewhere(intent, shape)) {
      return undefined;
    }
    return browsing.has(verb)
      ? ""
      : (readObject(intent, shape) ?? searched(intent, shape) ?? readParameter(intent, shape));
  },
};

/** One also navigates back in a menu. */
function goesSomewhere(intent: Intent, shape: ToolShape): boolean {
  return (
    shape.tool.description === "" ||
    mentions(intent, "web") !== undefined ||
    shape.parameterNamed(addressParameters) !== undefined ||
    places.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.firstSentence}`)
  );
}

const opened = words("title subject body summary");
/** To open a ticket is to write one. */
function makes(shape: ToolShape): boolean {
  const { act } = readDescription(shape);
  return act === "create" || act === "send" || shape.parameterNamed(opened) !== undefined;
}

/** Else a code is a short name: of an airport, a country, a voucher. */
const program =
  /\b(?:source|repo\w*|files?|programs?|snippets?|functions?|examples?|codebase|librar\w+|scripts?|git\w*|sdk|api|coding|symbols?|ast|ripgrep|workspace|program\w*)\b/i;
const safes = words("vault");
/** What lies in these vaults bears interest. */
const invested = /\b(?:ap[yr]|tvl|yields?|tokens?|assets?|defi|onchain|deposits?)\b/i;

/** Addresses of what is worked on or called back, not of what is read. */
const media =
  /(?:image|img|photo|picture|audio|video|media|avatar|logo|icon|mask|frame|callback|webhook|redirect|base|api|server|proxy|return|rendezvous)_?(?:url|uri|link)s?$/i;
const going = words("navigate goto");
const places = /\b(?:url|link|web|sites?|websites?|pages?|webpages?|browser|tab|address)\b/i;
/** Where anybody may publish. */
const publicPlaces =
  /\b(?:on|from|across|over|through|search(?:es|ing)?) (?:the )?(?:web|internet|youtube|reddit|twitter|github|hacker ?news|stack ?overflow|tiktok|instagram|linkedin|wikipedia|arxiv|pubmed)\b/i;
const looking = words("find search lookup discover research");
const diffs = words("diff");
const diffed = words("git vcs repo repository commit branch patch working working_directory worktree");
const windows = words("browser tab window session");
const postings = words("job job_posting posting vacancy classified");
const publicNames = words("github gitlab reddit youtube stackoverflow stackexchange");
const general = words("ai tool web smart deep live general basic advanced quick universal");
const folders = words("folder");
const passages = words("context passage chunk excerpt snippet");
const stores = words("s3 bucket blob storage gcs");
const blobs = words("object blob");

const admitting =
  /\b(?:flights?|airlines?|passengers?|boarding|seats?|trains?|concerts?|cinema|movies?|travel|parking|lottery|admission|booking)\b/i;
const retrieving = words("get fetch retrieve");
const taking = words("get fetch retrieve read extract load find query");
/** "Gets the elements of the page": whatever it is, somebody put it there. */
/** "Loads the content of a set of pages". */
const ofTexts =
  /\b(?:contents?|texts?|bod(?:y|ies)) (?:of|from) (?:[\w-]+ ){0,4}(pages?|documents?|files?|urls?|articles?|websites?|notes?|messages?|e-?mails?|issues?|tickets?|comments?)\b/i;
const onPage =
  /\b(?:from|of|on|in) (?:the|a|an|any|this|each|given) (?:(?:current|given|open|web|active|input|local|specified) ){0,2}(web ?pages?|web ?sites?|html|dom|directory|folder)\b/i;
const listing = words("list enumerate");

function readObject(intent: Intent, shape: ToolShape): string | undefined {
  if (intent.verb === "grep") {
    return "";
  }
  if (retrieving.has(intent.verb) && names(intent, passages) !== undefined) {
    const kept = mentions({ nouns: [...intent.nouns, ...readDescription(shape).nouns] }, "document");
    if (kept !== undefined) {
      return kept;
    }
  }
  const saysList =
    retrieving.has(intent.verb) &&
    (listing.has(readDescription(shape).verb) || /\blist of\b/i.test(shape.firstSentence));
  const lists = enumerating.has(intent.verb) || (saysList && objectIs(intent, "source") === undefined);
  const found = objectIs(intent, "message", "ticket", "social", "web");
  // Tickets of travellers and audiences are no texts.
  if (
    found === "ticket" &&
    admitting.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.tool.description}`)
  ) {
    return undefined;
  }
  // What is asked often was answered by the house.
  if (
    found === "question" &&
    /\bfaqs?\b|frequently asked/i.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.firstSentence}`)
  ) {
    return undefined;
  }
  // Who gets an address has not read what stands there.
  const written = intent.verb === "get" && found !== undefined && addresses.has(found) ? undefined : found;
  // A building site has no pages.
  if (
    found === "site" &&
    !online.test(`${shape.tool.description} ${shape.parameters.map(({ name }) => name).join(" ")}`)
  ) {
    return undefined;
  }
  const opensView = intent.verb === "open" && written !== undefined && views.has(written);
  if (written !== undefined && !opensView && !(lists && containers.has(written))) {
    return written;
  }
  const page = taking.has(intent.verb)
    ? (onPage.exec(shape.firstSentence) ?? ofTexts.exec(shape.firstSentence))?.[1]?.toLowerCase()
    : undefined;
  if (page !== undefined) {
    return page;
  }
  const aboutIt = intent.objects.some((phrase) => facts.has(phrase.at(-1) ?? ""));
  const stored = aboutIt ? undefined : objectIs(intent, "document", "source");
  const holdsNoText = () => keepsSecrets(shape) || invested.test(shape.tool.description);
  if (stored !== undefined && safes.has(stored) && holdsNoText()) {
    return undefined;
  }
  // What folders there are is no text of anybody's.
  if (stored !== undefined && folders.has(stored) && retrieving.has(intent.verb)) {
    return undefined;
  }
  if (stored === "code" && !program.test(shape.tool.description)) {
    return undefined;
  }
  if (
    stored === undefined &&
    !lists &&
    names(intent, blobs) !== undefined &&
    names(intent, stores) !== undefined
  ) {
    return names(intent, blobs);
  }
  const onlyNames = lists && !(intent.verb === "find" && stored !== undefined && !paths.has(stored));
  return onlyNames ? undefined : stored;
}

/** A search that does not say in what: the web, when the tool mentions it. */
function searched(intent: Intent, shape: ToolShape): string | undefined {
  if (intent.verb === "research") {
    return "";
  }
  const place = looking.has(intent.verb)
    ? publicPlaces.exec(shape.firstSentence)?.[0].toLowerCase()
    : undefined;
  if (place !== undefined) {
    return place;
  }
  if (
    looking.has(intent.verb) &&
    headed(intent, postings) !== undefined &&
    hiring.test(shape.firstSentence)
  ) {
    return headed(intent, postings);
  }
  if (looking.has(intent.verb) && intent.kind === "name" && names(intent, publicNames) !== undefined) {
    return names(intent, publicNames);
  }
  if (intent.verb === "search" && intent.kind === "name" && intent.nouns.every((noun) => general.has(noun))) {
    return intent.nouns.length === 0 ? undefined : "";
  }
  const engine =
    shape.parameterNamed(searchWords) === undefined ? null : engineWords.exec(shape.firstSentence);
  if (engine !== null) {
    return engine[0].toLowerCase();
  }
  if (intent.verb !== "search" || intent.objects.length > 1) {
    return undefined;
  }
  const retrieved = retrieval.exec(shape.firstSentence)?.[0].toLowerCase();
  return mentions(intent, "web") ?? retrieved ?? webWords.exec(shape.firstSentence)?.[0].toLowerCase();
}

function readParameter(intent: Intent, shape: ToolShape): string | undefined {
  if (enumerating.has(intent.verb)) {
    return undefined;
  }
  const takesIn = opening.has(intent.verb) || intent.act === "digest";
  const address = shape.parameterNamed(addressParameters);
  const isRead = address !== undefined && (intent.act === "digest" || !media.test(address));
  return (isRead ? address : undefined) ?? (takesIn ? shape.parameterNamed(fileParameters) : undefined);
}
