import { isHarmless, mentions, objectIs } from "./intent.ts";
import type { Rule } from "./rule.ts";
import { words } from "./tokens.ts";

const enumerating = words("list ls dir listdir tree glob enumerate count track locate find");
const browsing = words("browse scrape crawl navigate visit goto");
const opening = words("read open cat head tail load view fetch readfile parse ingest");
const webWords = /\b(?:web|internet|online|google|bing|wikipedia|search engine|websites?|duckduckgo)\b/i;
const addressParameters = words("url uri link website webpage page_url web_url href");
const fileParameters = words("path file filepath filename file_path file_name document pdf");
const capturing = words("take capture record grab");

/** Text that outsiders may have written and the agent then reads. */
const readsUntrusted: Rule = {
  label: "reads-untrusted",
  find(intent, shape) {
    const reads = intent.act === "read" || intent.act === "digest" || intent.verb === "open";
    if (!reads || isHarmless(intent) || mentions(intent, "device") !== undefined) {
      return undefined;
    }
    if (browsing.has(intent.verb)) {
      return "";
    }
    const written = objectIs(intent, "message", "ticket", "social", "web");
    if (written !== undefined) {
      return written;
    }
    const stored = objectIs(intent, "document", "source");
    if (stored !== undefined && !enumerating.has(intent.verb)) {
      return stored;
    }
    if (intent.verb === "search" && objectIs(intent, "web") === undefined && intent.objects.length <= 1) {
      const engine = mentions(intent, "web") ?? webWords.exec(shape.firstSentence)?.[0].toLowerCase();
      if (engine !== undefined) {
        return engine;
      }
    }
    const address = shape.parameterNamed(addressParameters);
    if (address !== undefined && !enumerating.has(intent.verb)) {
      return address;
    }
    const file = shape.parameterNamed(fileParameters);
    const takesIn = opening.has(intent.verb) || intent.act === "digest";
    return takesIn && file !== undefined ? file : undefined;
  },
};

/** Personal, secret or internal data. */
const readsSensitive: Rule = {
  label: "reads-sensitive",
  find(intent) {
    if (capturing.has(intent.verb)) {
      return mentions(intent, "personal") === undefined
        ? undefined
        : intent.nouns.find((noun) =>
            /^(?:screenshot|photo|picture|camera|screen|audio|recording|microphone)$/.test(noun),
          );
    }
    if ((intent.act !== "read" && intent.act !== "digest") || isHarmless(intent)) {
      return undefined;
    }
    return (
      objectIs(intent, "person", "personal", "secret", "private") ?? locationOf(intent.objects, intent.nouns)
    );
  },
};

const places = words("location position whereabouts track gps_position");

/** Where a person, a phone or a car is; where a shop or a city is concerns nobody. */
function locationOf(objects: readonly (readonly string[])[], nouns: readonly string[]): string | undefined {
  const place = objects.map((phrase) => phrase.at(-1) ?? "").find((noun) => places.has(noun));
  const whose =
    /^(?:user|vehicle|car|device|phone|driver|employee|person|child|my|current|live|last|gps|patient|customer|family)$/;
  return place !== undefined && nouns.some((noun) => whose.test(noun)) ? place : undefined;
}

export const readingRules: readonly Rule[] = [readsUntrusted, readsSensitive];
