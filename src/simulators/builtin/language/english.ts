/** Nouns that take neither a plural nor an indefinite article. */
const uncountable = new Set(
  (
    "access advice air content cash code consent data documentation electricity email-traffic equipment evidence " +
    "feedback furniture hardware heating help history homework humidity information infrastructure insulin inventory " +
    "knowledge lighting luggage mail maintenance marketing medication merchandise metadata money music news output " +
    "permission-data power progress research software staff stock storage support text time traffic training " +
    "transport travel usage water weather work sql bash shell html json yaml xml payroll telemetry availability " +
    "funds groceries credentials analytics statistics settings details contents vitals logs permissions"
  ).split(" "),
);

const irregularPlurals: Record<string, string> = {
  person: "people",
  child: "children",
  man: "men",
  woman: "women",
  medium: "media",
  criterion: "criteria",
  analysis: "analyses",
  diagnosis: "diagnoses",
  thesis: "theses",
  leaf: "leaves",
  shelf: "shelves",
  half: "halves",
  life: "lives",
  knife: "knives",
  series: "series",
  schema: "schemas",
  index: "indexes",
  matrix: "matrices",
  axis: "axes",
  alias: "aliases",
  status: "statuses",
  bus: "buses",
  fish: "fish",
  photo: "photos",
  memo: "memos",
  repo: "repos",
  todo: "to-dos",
};
const irregularSingulars = new Map(Object.entries(irregularPlurals).map(([one, many]) => [many, one]));

const lastWord = (phrase: string) => phrase.slice(phrase.lastIndexOf(" ") + 1);
const replaceLast = (phrase: string, word: string) => phrase.slice(0, phrase.lastIndexOf(" ") + 1) + word;

/** True for a noun phrase that is used without "a" and has no plural, by its last word. */
export function isMass(noun: string): boolean {
  return uncountable.has(lastWord(noun).toLowerCase());
}

export function isPlural(noun: string): boolean {
  const word = lastWord(noun).toLowerCase();
  if (irregularSingulars.has(word) && irregularPlurals[word] === undefined) {
    return true;
  }
  if (irregularPlurals[word] !== undefined) {
    return false;
  }
  return /[a-z]{3,}s$/.test(word) && !/(ss|us|is|news|ous)$/.test(word);
}

export function plural(noun: string): string {
  const word = lastWord(noun);
  const lower = word.toLowerCase();
  if (isMass(noun) || isPlural(noun)) {
    return noun;
  }
  const irregular = irregularPlurals[lower];
  if (irregular !== undefined) {
    return replaceLast(noun, irregular);
  }
  if (/[^aeiou]y$/.test(lower)) {
    return replaceLast(noun, `${word.slice(0, -1)}ies`);
  }
  return replaceLast(noun, /(s|x|z|ch|sh)$/.test(lower) ? `${word}es` : `${word}s`);
}

export function singular(noun: string): string {
  const word = lastWord(noun);
  const lower = word.toLowerCase();
  const irregular = irregularSingulars.get(lower);
  if (irregular !== undefined && irregularPlurals[lower] === undefined) {
    return replaceLast(noun, irregular);
  }
  if (!isPlural(noun) || isMass(noun)) {
    return noun;
  }
  if (/ies$/.test(lower) && lower.length > 4) {
    return replaceLast(noun, `${word.slice(0, -3)}y`);
  }
  return replaceLast(noun, /(sses|xes|ches|shes|zes)$/.test(lower) ? word.slice(0, -2) : word.slice(0, -1));
}

/** "a" or "an" by sound, for ordinary words and for acronyms spelt letter by letter. */
export function articleFor(phrase: string): "a" | "an" {
  const word = /[A-Za-z0-9]+/.exec(phrase)?.[0] ?? "";
  if (/^[A-Z]{2,}[a-z]?$/.test(word)) {
    return /^[AEFHILMNORSX]/.test(word) && !/^(NASA|RAM|SIM|LAN|SQL|ROM|SAP|HIP)/.test(word) ? "an" : "a";
  }
  const lower = word.toLowerCase();
  if (/^(8|11$|18$|hour|honest|honour|honor|heir)/.test(lower)) {
    return "an";
  }
  return /^[aeiou]/.test(lower) && !/^(uni|use|usa|usu|uti|euro|one$|once|ubi|uri$|url$|uuid$)/.test(lower)
    ? "an"
    : "a";
}

/** "an invoice", "invoices", "access": the phrase as it is first named. */
export function indefinite(noun: string): string {
  return isMass(noun) || isPlural(noun) ? noun : `${articleFor(noun)} ${noun}`;
}

/** "A", "A and B", "A, B and C". */
export function listed(items: readonly string[], conjunction = "and"): string {
  return items.length < 2
    ? (items[0] ?? "")
    : `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

/** Capital at the start, unless the first word is an address, a path or another name that must stay as it is. */
export function capitalised(text: string): string {
  const first = /^\S*/.exec(text)?.[0] ?? "";
  return /[@/_\\=]|\w\.\w|^[a-z]+[A-Z]/.test(first) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Small first letter for use inside a sentence; names, acronyms and "I" keep theirs. */
export function uncapitalised(text: string): string {
  return /^(I\b|[A-Z]{2}|[A-Z][a-z]+ [A-Z][a-z])/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The text as a sentence: capital first, one full stop, question or exclamation mark at the end. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return capitalised(/[.!?…:]["')]?$/.test(trimmed) ? trimmed : `${trimmed}.`);
}

/** Joins sentences that are not empty with single spaces. */
export function paragraph(...sentences: (string | undefined)[]): string {
  return sentences
    .filter((text): text is string => text !== undefined && text.trim() !== "")
    .map(sentence)
    .join(" ");
}
