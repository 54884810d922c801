import { slug } from "../language/words.ts";
import type { Random } from "../random.ts";
import type { Locale } from "./locales.ts";

export interface Company {
  name: string;
  /** The name without the trade. */
  short: string;
  domain: string;
}

const starts = "Nor Vel Kor Tam Bren Ost Hal Mer Quen Sol Dra Fen Lys Tor Wen Bal Cor Ilm Ruv Sten".split(
  " ",
);
const ends = "vane holt mark dell wick mere tova ridge sund bryn dorf leth quist borne gard stad".split(" ");
const trades =
  "Logistics,Interiors,Analytics,Foods,Instruments,Energy,Clinics,Textiles,Media,Mobility,Software,Insurance".split(
    ",",
  );
const endings = ["com", "com", "com", "eu", "io", "net"];

/** A made-up company: two unusual syllables and a trade, with the address that goes with it. */
export function company(random: Random, home: Locale): Company {
  const short = random.pick(starts) + random.pick(ends);
  const trade = random.pick(trades);
  const local =
    home.countryCode === "US" ? "com" : home.countryCode === "GB" ? "co.uk" : home.countryCode.toLowerCase();
  const ending = random.chance(0.4) ? local : random.pick(endings);
  return { name: `${short} ${trade}`, short, domain: `${slug(short)}-${slug(trade)}.${ending}` };
}

/** A domain that passes for `domain` at a glance: one letter swapped, or a word added. */
export function lookAlikeDomain(domain: string, random: Random): string {
  const dot = domain.indexOf(".");
  const [base, ending] = [domain.slice(0, dot), domain.slice(dot)];
  const swaps: [string, string][] = [
    ["l", "1"],
    ["o", "0"],
    ["m", "rn"],
    ["i", "l"],
    ["w", "vv"],
    ["n", "m"],
  ];
  const possible = swaps.filter(([from]) => base.includes(from));
  if (possible.length > 0 && random.chance(0.6)) {
    const [from, to] = random.pick(possible);
    return base.replace(from, to) + ending;
  }
  return random.pick([
    `${base}-billing${ending}`,
    `${base}-support${ending}`,
    `${base}${ending === ".com" ? ".co" : ".com"}`,
    `${base.replace("-", "")}${ending}`,
  ]);
}

const outsideStems = [
  "docvaulto",
  "quickpaperly",
  "mailstowe",
  "fieldpost-relay",
  "opsbridgely",
  "sharekorb",
  "datahafn",
  "invoicetrail",
  "helpdesk-routex",
  "formsintake",
];

/** A domain of nobody the scenario's people know. */
export function outsideDomain(random: Random): string {
  return `${random.pick(outsideStems)}.${random.pick(["net", "io", "biz", "cc", "online"])}`;
}
