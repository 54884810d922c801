import type { Json, JsonObject } from "../../ots/json.ts";
import { matchesOf } from "../text/matches.ts";
import { perObject, perText } from "../text/memo.ts";
import { entityKind } from "../text/values.ts";
import { nameWords } from "./tool-profile.ts";

/** What an argument is for, read from its name first and its value second. */
export type Role =
  | "recipient"
  | "account"
  | "amount"
  | "path"
  | "url"
  | "id"
  | "date"
  | "text"
  | "query"
  | "command"
  | "flag"
  | "environment"
  | "role"
  | "other";

/** One leaf of a call's arguments. */
export interface Argument {
  /** JSON Pointer (RFC 6901) into the arguments. */
  path: string;
  /** The nearest property name: an array's items carry the array's. */
  key: string;
  keyWords: readonly string[];
  value: string | number | boolean | null;
  /** The value as text. */
  text: string;
  role: Role;
}

const limits = { leaves: 400, depth: 12, text: 20_000 };

const roleWords: readonly [Role, string][] = [
  ["command", "command cmd script code sql statement shell commands program source_code"],
  [
    "text",
    "body text message content subject description note notes comment title summary html reason caption purpose reference memo objet texte betreff verwendungszweck zweck asunto cuerpo post caption label details remark instructions prompt greeting signature explanation justification name",
  ],
  ["environment", "environment env stage cluster namespace instance"],
  ["role", "role roles permission permissions access scope level privilege visibility audience privacy"],
  [
    "account",
    "iban account accounts beneficiary payee wallet routing card payment destination_account konto compte cuenta empfaenger_konto",
  ],
  [
    "recipient",
    "to cc bcc recipient recipients receiver email emails mail attendee attendees participant participants invitee invitees phone telephone contact contacts destinatario destinataire empfaenger empfänger principal grantee assignee username user users member members guest guests with channel",
  ],
  [
    "amount",
    "amount sum price total value betrag montant importe quantity qty dose temperature celsius fahrenheit speed rate volume pressure weight count limit minutes seconds hours days millimetres percent level ml mg power duration",
  ],
  ["url", "url uri link endpoint webhook domain host hostname site callback destination"],
  ["path", "path paths file files filename directory dir folder folders filepath target"],
  [
    "date",
    "date time start end when until due day month year timestamp from_date to_date period deadline expires",
  ],
  ["query", "query q search keyword keywords filter filters pattern question topic term terms"],
  [
    "id",
    "id ids code sku number ref key uuid identifier num no badge order invoice ticket case patient booking reservation",
  ],
];
const roleByWord: ReadonlyMap<string, Role> = new Map(
  [...roleWords]
    .reverse()
    .flatMap(([role, words]) => words.split(" ").map((word): [string, Role] => [word, role])),
);

const valueRoles = {
  email: "recipient",
  url: "url",
  account: "account",
  phone: "recipient",
  path: "path",
} as const;

const typedLine = /^(?=[^\n]{3,400}\n$)\s{0,4}(?:sudo\s)?[\w./-]{2,40}(?:\s|\n$)/;

function roleOf(keyWords: readonly string[], value: Argument["value"], text: string): Role {
  if (typeof value === "boolean" || value === null) {
    return "flag";
  }
  const last = keyWords.at(-1) ?? "";
  const named =
    last === "id" || last === "ids"
      ? "id"
      : (roleByWord.get(last) ?? keyWords.map((w) => roleByWord.get(w)).find(Boolean));
  if (typeof value === "number") {
    return named === "id" || named === "account" || named === "date" ? named : "amount";
  }
  if (last === "code" && /^[\w.-]{1,12}$/.test(text) && !/[a-z]\.[a-z]/.test(text)) {
    return "id";
  }
  // What is typed and sent off with a line end is typed into a terminal.
  if (named === "text" && typedLine.test(text)) {
    return "command";
  }
  // A name of one word says what is acted on, more words are a title.
  if (last === "name" && named === "text" && /^\S{3,80}$/.test(text)) {
    return entityKind(text) === undefined ? "other" : valueRoles[entityKind(text) ?? "path"];
  }
  if (named === "text" || named === "command" || named === "query") {
    return named;
  }
  if (/^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\d{1,2}:\d{2}/.test(text)) {
    return "date";
  }
  const shape = text.length <= 300 ? entityKind(text) : undefined;
  if (
    shape !== undefined &&
    !(shape === "phone" && named !== undefined && named !== "recipient" && named !== "id")
  ) {
    return shape === "phone" && named === "id" && last !== "number" ? "id" : valueRoles[shape];
  }
  return named ?? (text.length > 120 || text.split(" ", 8).length > 6 ? "text" : "other");
}

function escapePointer(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

function collect(value: Json, path: string, key: string, depth: number, into: Argument[]): void {
  if (into.length >= limits.leaves || depth > limits.depth) {
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${path}/${index}`, key, depth + 1, into);
    });
  } else if (value !== null && typeof value === "object") {
    for (const [name, item] of Object.entries(value)) {
      collect(item, `${path}/${escapePointer(name)}`, name, depth + 1, into);
    }
  } else {
    const text = typeof value === "string" ? value.slice(0, limits.text) : String(value);
    const keyWords = nameWords(key);
    into.push({ path, key, keyWords, value, text, role: roleOf(keyWords, value, text) });
  }
}

/** Every leaf of a call's arguments: 400 at most, 12 levels deep, texts cut at 20,000 units. */
export const argumentLeaves: (values: JsonObject) => readonly Argument[] = perObject((values) => {
  const leaves: Argument[] = [];
  collect(values, "", "", 0, leaves);
  return leaves;
});

const pair =
  /["']?([A-Za-z_][\w-]{0,30})["']?\s{0,3}[:=]\s{0,3}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|(-?\d[\d.]{0,15}|true|false)(?![\w.]))/g;

/**
 * Arguments of a call that no reader could parse: `key: value` pairs in its text, or the whole text. Their path is
 * empty, the pointer to the call itself.
 */
export const rawArguments: (raw: string) => readonly Argument[] = perText((raw) => {
  const text = raw.slice(0, limits.text);
  const found = [...matchesOf(text, pair)]
    .slice(0, 40)
    .map(([, key = "", double, single, plain]): Argument => {
      const words = double ?? single ?? plain ?? "";
      const value =
        plain === undefined
          ? words
          : plain === "true" || plain === "false"
            ? plain === "true"
            : Number(plain);
      const keyWords = nameWords(key);
      return { path: "", key, keyWords, value, text: words, role: roleOf(keyWords, value, words) };
    });
  return found.length > 0 ? found : [{ path: "", key: "", keyWords: [], value: text, text, role: "text" }];
});
