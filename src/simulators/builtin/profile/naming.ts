import { singular } from "../language/english.ts";
import { spoken } from "../language/words.ts";
import type { Kind, Role } from "./kinds.ts";
import type { Surroundings } from "./rules/rule.ts";
import type { Unit } from "./units.ts";

/** "to" and "from" are no words to ask with. */
export function labelFor(role: Role, kind: Kind, label: string, noun: string): string {
  if (
    kind === "id" &&
    /^(primary|duplicates?|parent|main|first|second|related|original|other|old|new|target|source)$/.test(
      label,
    )
  ) {
    return `${label} ${noun}`;
  }
  if (role === "time") {
    return label
      .replace(/ at$/, " time")
      .replace(/^(start|end)$/, kind === "date" ? "$1 date" : "$1 time")
      .replace(/^on$/, "date");
  }
  const bare = /^(to|e-mail to|mail to|send to|forward to|recipients?|dest|dst)$/.test(label);
  if (role === "recipient" && bare) {
    return kind === "account"
      ? "target account"
      : kind === "path" || kind === "folder"
        ? "destination"
        : kind === "city" || kind === "airport"
          ? "destination"
          : "recipient";
  }
  if (kind === "url" && /^(medium|media|image|photo|picture|attachment)\b/.test(label)) {
    return "picture";
  }
  return label === "from" || label === "src"
    ? kind === "account"
      ? "source account"
      : "source"
    : label === "cc" || label === "bcc"
      ? "copy recipient"
      : label;
}

const suffixes =
  /^(ids?|uuid|guid|name|names|list|array|string|str|value|text|number|no|nr|iso|utc|url|path|eur|usd|gbp|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|ms|celsius|fahrenheit|mg|ml|kg|cm|mm|km|percent|pct|cents|rpm|bar|psi|gb|mb|kb|bytes|c|f|m|s|kmh|mps)$/;

export function labelOf(
  words: readonly string[],
  outer: readonly string[],
  list: boolean,
  unit: Unit | undefined,
): string {
  const kept =
    words.length > 1
      ? words.filter((word, place) => !(place === words.length - 1 && suffixes.test(word)))
      : words;
  if (
    words.length === 2 &&
    /^(full|first|last|display|given|family|middle|nick)$/.test(words[0] ?? "") &&
    words[1] === "name"
  ) {
    return words.join(" ");
  }
  const own =
    kept.length === 1 && /^(id|ids|name|type|value|number|code|status|key|date|state)$/.test(kept[0] ?? "")
      ? [...outer, ...kept]
      : kept;
  if (unit?.text === "°C" || unit?.text === "°F") {
    return "temperature";
  }
  const label = spoken(own.filter((word) => !/^(is|has|the|new|should)$/.test(word)));
  return (list ? label : singular(label)) || spoken(words) || "value";
}

export function nounOf(
  words: readonly string[],
  outer: readonly string[],
  description: string,
  around: Surroundings,
): string {
  const kept = words.filter(
    (word) =>
      !/^(full|display|given|family|last|primary|duplicates?|parent|main|first|second|related|original|other|cents?|eur|usd|gbp|ids?|uuid|guid|uid|key|keys|number|numbers|no|nr|code|reference|ref|identifiers?|name|names|path|paths|list|to|from|source|target|new|old|slug|ts|arn|handle)$/.test(
        word,
      ),
  );
  if (kept.length > 0) {
    const noun = singular(spoken(kept));
    return { pull: "pull request", po: "purchase order", mr: "merge request" }[noun] ?? noun;
  }
  if (outer.length > 0) {
    return singular(spoken(outer));
  }
  const said =
    /\b(?:ids?|number|name|key|code|identifiers?|reference|path)s? (?:of|for) (?:the|a|an|each|your|all)?\s*([a-z]+(?: [a-z]+)?)\b/i.exec(
      description,
    )?.[1] ?? /\b(?:the|a|an) ([a-z]+) (?:id|number|name|key|code|identifier)\b/i.exec(description)?.[1];
  const noun = said?.toLowerCase().replace(/\s(to|in|of|for|from|that|which|with|on|as|such|and|or)$/, "");
  return (
    singular(
      noun !== undefined && !/^(unique|specific|given|resource|object|target|exact|full)$/.test(noun)
        ? noun
        : around.object,
    ) || "entry"
  );
}
