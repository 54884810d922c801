import { domainToUnicode } from "node:url";
import { entityKind } from "../../text/values.ts";

export type AddressKind = "email" | "url" | "domain" | "phone" | "iban" | "path" | "other";

/** An address in its normal form: equal addresses have equal forms. */
export interface Address {
  kind: AddressKind;
  normal: string;
  /** Domain of an e-mail address or URL, in Unicode; empty for the others. */
  domain: string;
  /** What is odd about it, fit to show. */
  remarks: string[];
}

const ibanLengths: Readonly<Record<string, number>> = {
  de: 22,
  at: 20,
  ch: 21,
  fr: 27,
  gb: 22,
  es: 24,
  it: 27,
  nl: 18,
  be: 16,
  pl: 28,
  pt: 25,
  se: 24,
  no: 15,
  dk: 18,
  fi: 18,
  ie: 22,
  lu: 20,
  cz: 24,
  gr: 27,
  hu: 28,
  ro: 24,
  lt: 20,
  lv: 21,
  ee: 20,
  bg: 22,
  hr: 21,
  sk: 24,
  si: 19,
  mt: 31,
  cy: 28,
  tr: 26,
  ae: 23,
  sa: 24,
  il: 23,
};

/** Remainder by 97 of an IBAN's digits: 1 when its check digits are right (ISO 13616). */
function ibanRemainder(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const scripts: readonly [string, RegExp][] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
];

function remarksOnDomain(domain: string, written: string): string[] {
  const remarks: string[] = [];
  if (/xn--/i.test(written)) {
    remarks.push(`punycode for ${domain}`);
  }
  const mixed = scripts.filter(([, script]) => script.test(domain)).map(([name]) => name);
  if (mixed.length > 1) {
    remarks.push(`letters of ${mixed.join(" and ")} mixed`);
  }
  return remarks;
}

function ofDomain(written: string): { domain: string; remarks: string[] } {
  const lower = written.toLowerCase().replace(/\.$/, "").normalize("NFKC");
  const domain = domainToUnicode(lower) || lower;
  return { domain, remarks: remarksOnDomain(domain, lower) };
}

function ofUrl(text: string): Address {
  try {
    const url = new URL(text);
    const { domain, remarks } = ofDomain(url.hostname);
    const user =
      url.username === "" ? [] : [`"${url.username}@" before the host is a user name, not the host`];
    const path = decodeURI(url.pathname).replace(/\/$/, "");
    return {
      kind: "url",
      normal: `${url.protocol}//${domain}${url.port ? `:${url.port}` : ""}${path}${url.search}`,
      domain,
      remarks: [...remarks, ...user],
    };
  } catch {
    return { kind: "url", normal: text.toLowerCase(), domain: "", remarks: ["not a valid URL"] };
  }
}

function ofPath(text: string): Address {
  const parts: string[] = [];
  for (const part of text.replaceAll("\\", "/").split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== "..") {
        parts.pop();
      } else if (!text.startsWith("/")) {
        parts.push("..");
      }
    } else if (part !== "." && part !== "") {
      parts.push(part);
    }
  }
  const remarks = text.includes("..") ? ["goes up with .."] : [];
  return { kind: "path", normal: `${/^[/\\]/.test(text) ? "/" : ""}${parts.join("/")}`, domain: "", remarks };
}

/** The kind and normal form of an address. Reads 400 units. */
export function addressOf(written: string): Address {
  const text = written.trim().slice(0, 400);
  const squeezed = text.replace(/[\s-]/g, "").toLowerCase();
  if (/^[a-z]{2}\d{2}[a-z0-9]{10,30}$/.test(squeezed) && ibanLengths[squeezed.slice(0, 2)] !== undefined) {
    const right = ibanLengths[squeezed.slice(0, 2)] === squeezed.length && ibanRemainder(squeezed) === 1;
    return {
      kind: "iban",
      normal: squeezed.toUpperCase(),
      domain: "",
      remarks: right ? [] : ["length or check digits are wrong"],
    };
  }
  const email = /^([^\s@<>"]{1,64})@([^\s@<>"/]{3,253})$/.exec(text);
  if (email) {
    const { domain, remarks } = ofDomain(email[2] ?? "");
    return { kind: "email", normal: `${(email[1] ?? "").toLowerCase()}@${domain}`, domain, remarks };
  }
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(text)) {
    return ofUrl(text);
  }
  if (/^\+?[\d\s()./-]{7,24}$/.test(text) && /\d{5}/.test(text.replace(/\D/g, ""))) {
    const digits = text.replace(/\D/g, "").replace(/^00/, "");
    return {
      kind: "phone",
      normal: text.startsWith("+") || text.startsWith("00") ? `+${digits}` : digits,
      domain: "",
      remarks: [],
    };
  }
  if (
    /^(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,8}[\p{L}][\p{L}\d-]{1,30}\.?$/u.test(text) &&
    !/[/\\]/.test(text) &&
    !/\.(?:txt|pdf|csv|json|md|py|js|ts|docx?|xlsx?|png|jpe?g|log|zip|ya?ml|html?|sh|sql)$/i.test(text)
  ) {
    const { domain, remarks } = ofDomain(text);
    return { kind: "domain", normal: domain, domain, remarks };
  }
  return entityKind(text) === "path" || /^[~.]{0,2}[/\\]|^[a-z]:\\|[\\/]/i.test(text)
    ? ofPath(text)
    : { kind: "other", normal: text.toLowerCase().normalize("NFKC"), domain: "", remarks: [] };
}

const secondLevel = /^(?:co|com|org|net|gov|edu|ac|or|ne|go)\.[a-z]{2}$/;

/** The part of a domain that somebody registered: `mail.example.co.uk` belongs to `example.co.uk`. */
export function registered(domain: string): string {
  const parts = domain.split(".");
  const tail = parts.slice(-2).join(".");
  return parts.length > 2 && secondLevel.test(tail) ? parts.slice(-3).join(".") : tail;
}
