/** What is taken out of data that leaves the project. */
export interface RedactionPattern {
  /** In the report, and in the placeholder where that is words. */
  kind: string;
  /** Global; the first group is the part to replace where there is one. Bounded repetitions only. */
  regex: RegExp;
  /** What every match contains, quickly looked for: most texts have nothing of the kind. */
  needs: RegExp;
  /** Whether a match is one after all: a checksum, a domain that belongs to nobody. */
  holds?(match: string): boolean;
  /** What stands in its place: the same for the same value within an example, so that references still hold. */
  placeholder(number: number): string;
}

function words(kind: string): (number: number) => string {
  return (number) => `[${kind} ${number}]`;
}

const secret = (kind: string, needs: RegExp, regex: RegExp): RedactionPattern => ({
  kind,
  needs,
  regex,
  placeholder: words(kind),
});

const named =
  "pass(?:word|wd|phrase|code)|pwd|secret(?:[ _-]?key)?|api[ _-]?key|access[ _-]?(?:key|token)|auth[ _-]?token|refresh[ _-]?token|private[ _-]?key|connection[ _-]?string|recovery[ _-]?(?:code|phrase)|one[ _-]?time[ _-]?(?:code|password)";

/** Names of members and arguments whose value is a secret whatever it looks like. */
export const secretName = new RegExp(`(?:^|[^a-z])(?:${named})$`, "i");

/** Formats of keys as their issuers document them; longer and more telling ones first, because a match is taken once. */
export const redactionPatterns: readonly RedactionPattern[] = [
  secret(
    "private key",
    /-----BEGIN /,
    /-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY-----[\w+/=\s\\-]{0,8000}?-----END (?:[A-Z]{2,12} ){0,3}PRIVATE KEY-----/g,
  ),
  secret(
    "api key",
    /sk-|k_|gh[pousr]_|_pat_|xox|AKIA|ASIA|glpat-|AIza|npm_|hf_|SG\./,
    /\b(?:sk-[A-Za-z0-9_-]{16,200}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,100}|gh[pousr]_[A-Za-z0-9]{20,100}|github_pat_\w{20,120}|xox[abprs]-[A-Za-z0-9-]{10,120}|(?:AKIA|ASIA)[A-Z0-9]{16}|glpat-[\w-]{15,80}|AIza[\w-]{30,45}|npm_[A-Za-z0-9]{30,45}|hf_[A-Za-z0-9]{30,45}|SG\.[\w-]{16,40}\.[\w-]{30,60})\b/g,
  ),
  secret("token", /eyJ/, /\beyJ[\w-]{8,1000}\.[\w-]{8,2000}\.[\w-]{8,1000}/g),
  secret("token", /Bearer/, /\bBearer\s{1,3}([\w.~+/-]{20,500}={0,2})/g),
  secret("password", /@/, /\b[a-z][a-z0-9+]{1,15}:\/\/[\w.%-]{1,80}:([^\s@/"']{3,100})@[\w.-]{2,120}/gi),
  secret(
    "password",
    new RegExp(named, "i"),
    new RegExp(
      `\\b(?:${named})["']?\\s{0,3}(?:[:=]|\\bis\\b)\\s{0,3}["']?([^\\s"',;{}\\[\\]<>]{6,120})`,
      "gi",
    ),
  ),
  {
    kind: "e-mail address",
    needs: /@/,
    regex: /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}/g,
    // Reserved for documentation and tests (RFC 2606, RFC 6761): nobody's address.
    holds: (match) => !/[@.](?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/i.test(match),
    placeholder: (number) => `person${number}@example.com`,
  },
  {
    kind: "IBAN",
    needs: /[A-Z]{2}\d{2}/,
    regex: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g,
    holds: isIban,
    placeholder: words("IBAN"),
  },
  {
    kind: "card number",
    needs: /\d[ -]?\d/,
    regex: /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/g,
    holds: isCardNumber,
    placeholder: words("card number"),
  },
  secret(
    "social security number",
    /\d-\d\d-\d/,
    /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g,
  ),
  {
    kind: "phone number",
    needs: /\d{2}/,
    regex:
      /(?<![\w+.-])(?:\+\d{8,15}|(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,8}){1,4})(?![\w-])/g,
    holds: isPhoneNumber,
    placeholder: (number) => `+1 555 01${String(number % 100).padStart(2, "0")}`,
  },
];

/** ISO 13616: the remainder of the rearranged number is 1. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(" ", "");
  if (compact.length < 15 || compact.length > 34) {
    return false;
  }
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) {
      remainder = (remainder * 10 + Number(digit)) % 97;
    }
  }
  return remainder === 1;
}

/** ISO/IEC 7812: the Luhn checksum, and a first digit that card networks use. */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  if (!/^[3-6]/.test(digits) || /^(\d)\1+$/.test(digits)) {
    return false;
  }
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** International, or in groups as people write them; dates, versions and plain amounts are none. */
function isPhoneNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  const isDate = /^\d{4}[ .-]\d{2}[ .-]\d{2}$|^\d{1,2}[ .-]\d{1,2}[ .-]\d{4}$/.test(text);
  const isReserved = /555[ .-]?01\d\d$/.test(text);
  const shaped = text.startsWith("+") || text.includes("(") || /^0\d|^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(text);
  return shaped && !isDate && !isReserved && digits.length >= 8 && digits.length <= 15;
}
