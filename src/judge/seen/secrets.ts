import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import { analysed, type Passage, type Place } from "../text/passage.ts";
import { type Sieved, sieved } from "../text/sieve.ts";

/** Sensitive data standing in a text. */
export interface Secret {
  /** A `credential` opens something; `personal` data is about somebody; `internal` is marked confidential. */
  kind: "credential" | "personal";
  /** Words that name it (`card number`), for messages and to see whether the user speaks of it. */
  label: string;
  /** Folded value. */
  value: string;
  start: number;
  end: number;
}

export interface PlacedSecret extends Secret {
  place: Place;
}

const formats: readonly { label: string; kind: Secret["kind"]; regex: Sieved }[] = [
  {
    label: "api key",
    kind: "credential",
    regex: sieved(
      /\b(?:sk-[a-z0-9_-]{16,120}|sk_live_[a-z0-9]{10,80}|gh[pousr]_[a-z0-9]{20,80}|github_pat_[a-z0-9_]{20,100}|xox[abprs]-[a-z0-9-]{10,100}|(?:akia|asia)[a-z0-9]{16}|glpat-[\w-]{15,60}|aiza[\w-]{30,40}|npm_[a-z0-9]{30,40}|hf_[a-z]{30,40})\b/g,
    ),
  },
  { label: "token", kind: "credential", regex: sieved(/\beyj[\w-]{8,400}\.[\w-]{8,800}\.[\w-]{8,400}/g) },
  {
    label: "private key",
    kind: "credential",
    regex: sieved(/-----begin (?:[a-z]{2,10} )?private key-----[\w+/=\s-]{0,4000}/g),
  },
  {
    label: "password",
    kind: "credential",
    regex: sieved(/\b[a-z][a-z0-9+]{1,15}:\/\/[\w.-]{1,60}:([^\s@/"']{3,80})@[\w.-]{2,100}/g),
  },
  {
    label: "passport number",
    kind: "personal",
    regex: sieved(
      /\b(?:passport|id card|identity card|driver'?s licen[cs]e|tax id)\s(?:no\.?\s|number\s|nr\.?\s)?([a-z]{0,3}\d{5,12})\b/g,
    ),
  },
  {
    label: "social security number",
    kind: "personal",
    regex: sieved(/(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g),
  },
  {
    label: "card number",
    kind: "personal",
    regex: sieved(/(?<!\d)(?:4\d{3}|5[1-5]\d{2}|3[47]\d{2}|6011)[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,4}(?!\d)/g),
  },
];

const credentialNames =
  "pass(?:word|wd|phrase|code)|pwd|pin(?:[ _-]?code)?|cvv2?|cvc|secret(?:[ _-]?(?:access[ _-]?)?key)?|api[ _-]?key|access[ _-]?(?:key|token|code)|auth(?:entication)?[ _-]?token|refresh[ _-]?token|token|private[ _-]?key|credentials?|recovery[ _-]?(?:code|key|phrase)|seed[ _-]?phrase|door[ _-]?code|gate[ _-]?code|alarm[ _-]?code|otp|one[ _-]?time[ _-]?(?:code|password)|connection[ _-]?string|passwort|kennwort|contraseña|mot de passe";
const personalNames =
  "ssn|social[ _-]?security(?:[ _-]?(?:number|no))?|card[ _-]?(?:number|no)|credit[ _-]?card|passport(?:[ _-]?(?:number|no))?|national[ _-]?id|tax[ _-]?id|driver'?s?[ _-]?licen[cs]e|salary|wage|compensation|income|bonus|credit[ _-]?score|diagnos(?:is|es)|medical[ _-]?(?:history|record|condition)s?|medications?|prescriptions?|hiv[ _-]?status|therapy|disability|pregnan\\w{1,4}|religion|ethnicity|sexual[ _-]?orientation|criminal[ _-]?record|home[ _-]?address|private[ _-]?address|date[ _-]?of[ _-]?birth|dob|bank[ _-]?account|iban|performance[ _-]?(?:rating|review)|disciplinary(?:[ _-]?\\w+)?|(?:private|personal|internal)[ _-]?(?:mobile|phone|number|cell|e-?mail|notes?|comments?|remarks?)|salary[ _-]?band|pay[ _-]?(?:grade|band)|blood[ _-]?(?:pressure|sugar|type)|termination|gehalt|diagnose|krankheit|salaire|salario|diagnóstico";

const named = new RegExp(
  `\\b[\\w-]{0,30}?(?:(${credentialNames})|(${personalNames}))\\w{0,6}["']?(?:\\s(?:of|for|to)\\s[^.:=\\n]{1,30}?)?\\s{0,3}(?:[:=]|\\bis\\b|\\bare\\b)\\s{0,3}\\[?(?:"([^"\\n]{2,120})"|'([^'\\n]{2,120})'|([^\\s,;"'{}[\\]][^,;\\n"{}[\\]]{1,100}))`,
  "g",
);
const empty =
  /^(?:null|none|true|false|undefined|n\/?a|unknown|\*+|x{3,}|<[^>]{0,40}>|\[?redacted\]?|hidden|string|required|optional|\$\{.{0,60}|your[_ -].{0,40}|change[_ -]?(?:me|it|this)|placeholder.{0,20}|dummy.{0,20}|to-?do|example.{0,20}|yes|no|not .{0,60}|to |the |a |an )$/;

/** Words that say what somebody suffers from, whatever the field is called. */
const illness = sieved(
  /\b(?:chemo(?:therapy)?|cancer|tumou?r|hiv|depression|depressive|burn-?out|bipolar|schizophren\w+|rehab|miscarriage|abortion|alcoholi\w+|addiction|epilep\w+|psychiatr\w+|suicid\w+)\b/g,
);

/** Whether a text says what somebody suffers from. */
export const namesIllness = (folded: string) => illness.test(folded);

/** Passwords, keys and personal data of a passage, 60 at most, from its first 200,000 units. */
export const secretsOf: (passage: Passage) => readonly Secret[] = perObject((passage) => {
  const folded = analysed(passage);
  const found: Secret[] = [];
  const add = (secret: Secret) => {
    if (found.length < 60 && !found.some((other) => other.start < secret.end && secret.start < other.end)) {
      found.push(secret);
    }
  };
  for (const { label, kind, regex } of formats) {
    for (const match of regex.all(folded)) {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].indexOf(value);
      add({ kind, label, value: value.trim(), start, end: start + value.length });
    }
  }
  for (const match of matchesOf(folded, named)) {
    const plain = (match[5] ?? "").split(/\s/, 1)[0] ?? "";
    // A key ends at the first space; a passphrase has no digits.
    const bare = match[1] !== undefined && plain.length >= 6 && /\d/.test(plain) ? plain : match[5];
    const value = (match[3] ?? match[4] ?? bare ?? "").trim().replace(/[.!?]$/, "");
    const label = (match[1] ?? match[2] ?? "").replace(/[_-]/g, " ");
    if (value.length >= 3 && !empty.test(value)) {
      const start = match.index + match[0].lastIndexOf(value);
      add({
        kind: match[1] === undefined ? "personal" : "credential",
        label,
        value,
        start,
        end: start + value.length,
      });
    }
    if (found.length >= 60) {
      break;
    }
  }
  for (const { index, 0: value } of illness.all(folded)) {
    add({ kind: "personal", label: "health", value, start: index, end: index + value.length });
  }
  return found;
});

/** `secretsOf` with the place, in the form `gather` takes. */
export function placedSecrets(place: Place): readonly PlacedSecret[] {
  return secretsOf(place.passage).map((secret) => ({ ...secret, place }));
}
