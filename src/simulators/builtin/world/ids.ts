import type { Random } from "../random.ts";

const letters = "abcdefghijkmnpqrstuvwxyz";
const alphanumeric = "abcdefghjkmnpqrstuvwxyz23456789";
const hex = "0123456789abcdef";

const run = (random: Random, alphabet: string, length: number) => {
  let text = "";
  for (let i = 0; i < length; i++) {
    text += alphabet[random.int(0, alphabet.length - 1)];
  }
  return text;
};

export const digits = (random: Random, length: number): string =>
  String(random.int(1, 9)) + run(random, "0123456789", Math.max(0, length - 1));
export const hexadecimal = (random: Random, length: number): string => run(random, hex, length);
/** Letters and figures; always some figures, so that another one in the same style differs. */
export const token = (random: Random, length: number): string =>
  run(random, alphanumeric, Math.max(0, length - 2)) + run(random, "23456789", Math.min(2, length));

export function uuid(random: Random): string {
  const h = (length: number) => hexadecimal(random, length);
  return `${h(8)}-${h(4)}-4${h(3)}-${"89ab"[random.int(0, 3)]}${h(3)}-${h(12)}`;
}

/** Fills `#` with digits; everything else stays. */
export function filled(pattern: string, random: Random): string {
  return pattern.replace(/#/g, () => String(random.int(0, 9)));
}

/** Another identifier in the style of `example`: digits, hex and lower-case runs drawn anew, words kept. */
export function inTheStyleOf(example: string, random: Random): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(example)) {
    return uuid(random);
  }
  return example.replace(/[A-Za-z0-9]+/g, (part) => {
    if (/^\d+$/.test(part)) {
      return part.length === 4 && /^(19|20)\d\d$/.test(part) ? part : digits(random, part.length);
    }
    if (/\d/.test(part) && /[a-z]/.test(part)) {
      return part
        .replace(/[a-z]/g, () => run(random, letters, 1))
        .replace(/\d/g, () => String(random.int(0, 9)));
    }
    return part.replace(/\d/g, () => String(random.int(0, 9)));
  });
}

const shortForms: Record<string, string> = {
  order: "SO",
  invoice: "INV",
  customer: "C",
  ticket: "TCK",
  user: "usr",
  account: "acc",
  patient: "P",
  employee: "E",
  message: "msg",
  event: "evt",
  payment: "pay",
  transaction: "txn",
  document: "doc",
  case: "CS",
  product: "SKU",
  device: "dev",
  booking: "BK",
  reservation: "RES",
  subscription: "sub",
  issue: "ISS",
  project: "PRJ",
  claim: "CLM",
  contract: "CT",
  shipment: "SH",
  candidate: "CAN",
  application: "APP",
  job: "job",
  instance: "i",
  volume: "vol",
  report: "RPT",
  task: "T",
  appointment: "APT",
};

/** An identifier for a thing called `noun`, in one of the styles systems use: `SO-104233`, `usr_8k2m4p`, `INV2026-0412`. */
export function identifier(noun: string, random: Random): string {
  const word = noun.split(" ").at(-1) ?? noun;
  const short = shortForms[word] ?? word.replace(/[^a-z]/gi, "").slice(0, 3);
  if (short === "") {
    return digits(random, 6);
  }
  if (short === "i" || short === "vol") {
    return `${short}-0${hexadecimal(random, 9)}`;
  }
  switch (random.int(0, 3)) {
    case 0:
      return `${short.toUpperCase()}-${digits(random, random.int(4, 6))}`;
    case 1:
      return `${short.toLowerCase()}_${token(random, 8)}`;
    case 2:
      return `${short.toUpperCase()}${digits(random, 6)}`;
    default:
      return `${short.toLowerCase()}-${digits(random, 5)}`;
  }
}
