import type { Json } from "../../../ots/json.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { Random } from "../random.ts";
import { amountOf } from "../values/numbers.ts";
import { digits, filled, identifier, token } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import type { Row } from "./content.ts";

type Field = readonly [pattern: RegExp, key: string, value: (world: World, random: Random) => Json];

/** Facts that a description promises: "customer, address, items and payment". */
const promised: readonly Field[] = [
  [/\bcustomers?\b/, "customer", (w) => w.customer.name],
  [/\b(e-?mail)\b/, "email", (w) => w.customer.email],
  [/\bphone\b/, "phone", (w) => w.memo("phone", (r) => filled(w.locale.phone, r))],
  [
    /\b(home )?address\b/,
    "address",
    (w) => w.memo("address", (r) => `${w.locale.street(r.pick(w.locale.streets), r.int(2, 140))}, ${w.city}`),
  ],
  [/\bsalary|salary band\b/, "monthly_salary", (_, r) => r.int(52, 128) * 50],
  [/\bbank\b|\biban\b/, "iban", (w) => w.memo("person iban", (r) => filled(w.locale.iban, r))],
  [
    /\bitems?\b/,
    "items",
    (w) => [w.memo("product", (r) => r.pick(["oak shelf 80 cm", "desk lamp Arvid", "wool blanket grey"]))],
  ],
  [
    /\bpayment\b/,
    "payment",
    (w) => ({ total: amountOf(w), currency: w.locale.currency, paid_on: w.day("past", -20, -4).iso }),
  ],
  [/\ballerg/, "allergies", (_, r) => r.some(["penicillin", "latex", "peanuts", "none known"], 1)],
  [/\bdiagnos/, "diagnoses", (_, r) => r.some(["hypertension", "type 2 diabetes", "fractured wrist"], 2)],
  [
    /\bmedication\b/,
    "medication",
    (_, r) => r.some(["ramipril 5 mg", "metformin 500 mg", "pantoprazole 40 mg"], 2),
  ],
  [/\btemperature\b/, "temperature_c", (_, r) => 19 + r.int(0, 8) / 2],
  [/\bhumidity\b/, "humidity", (_, r) => r.int(35, 60) / 100],
  [/\bsmoke\b/, "smoke", () => false],
  [/\bpresence\b/, "presence", (_, r) => r.chance(0.6)],
  [/\btags?\b/, "tags", (w) => [w.project.toLowerCase(), "team-owned"]],
  [/\bowners?\b/, "owner", (w) => w.another.username],
  [/\bcounterpart(y|ies)\b/, "counterparty", (w) => w.vendor.name],
  [/\bamounts?\b/, "amount", (w) => amountOf(w)],
  [/\bnotes?\b/, "note", (w, r) => w.say(r.pick(w.domain.notes))],
];

/** What records of a field usually hold besides. */
const usual: Record<string, readonly Field[]> = {
  money: [
    [/./, "booked_on", (w) => w.day("past", -20, -4).iso],
    [/./, "counterparty", (w) => w.vendor.name],
    [/./, "amount", (w) => -amountOf(w)],
    [/./, "currency", (w) => w.locale.currency],
  ],
  shop: [
    [/./, "status", (_, r) => r.pick(["delivered", "shipped", "in packing"])],
    [/./, "total", (w) => amountOf(w)],
    [/./, "ordered_on", (w) => w.day("past", -20, -4).iso],
  ],
  people: [
    [/./, "name", (w) => w.colleague.name],
    [/./, "department", (_, r) => r.pick(["Operations", "Finance", "Service"])],
    [/./, "since", (w) => String(w.today.year - 3)],
  ],
  health: [
    [/./, "name", (w) => w.customer.name],
    [/./, "weight_kg", (_, r) => r.int(48, 96)],
    [/./, "ward", (_, r) => `ward ${r.int(1, 6)}`],
  ],
  cloud: [
    [/./, "name", (w) => `${w.project.toLowerCase()}-node-1`],
    [/./, "state", () => "running"],
    [/./, "launched", (w) => w.day("past", -90, -20).iso],
  ],
  access: [
    [/./, "name", (w) => w.colleague.name],
    [/./, "username", (w) => w.colleague.username],
    [/./, "role", () => "member"],
    [/./, "last_sign_in", (w) => w.day("past", -9, -1).iso],
  ],
  home: [[/./, "updated", (w) => w.today.at("18:04")]],
  travel: [
    [/./, "name", (w, r) => `Hotel ${r.pick(["Zum Anker", "Lumen", "Parkhaus", "Storgatan 9"])} ${w.city}`],
    [/./, "price_per_night", (w) => amountOf(w)],
    [/./, "rating", (_, r) => r.int(36, 48) / 10],
  ],
  any: [
    [/./, "title", (w) => w.topic.text],
    [/./, "status", (_, r) => r.pick(["open", "in progress", "done"])],
    [/./, "owner", (w) => w.another.name],
    [/./, "updated", (w) => w.day("past", -12, -1).iso],
  ],
};

/** One ordinary record as this tool would return it. Fields its description promises come first. */
export function ordinaryRow(tool: ToolProfile, world: World, random: Random, place = 0): Row {
  const row: Row = {
    id: world.memo(`row id ${tool.spec.name} ${place}`, (r) =>
      /id|number/.test(tool.act.object)
        ? digits(r, 5)
        : identifier(tool.act.object.split(" ").at(-1) ?? "entry", r),
    ),
  };
  const said = promised.filter(([pattern]) => pattern.test(tool.description.toLowerCase())).slice(0, 7);
  const fields = said.length >= 3 ? said : [...said, ...(usual[tool.domain.id] ?? usual.any ?? [])];
  for (const [, key, value] of fields) {
    row[key] ??= value(world, random.fork(key));
  }
  return place === 0 ? row : varied(row, world, random);
}

/** The same kind of record for somebody else. */
function varied(row: Row, world: World, random: Random): Row {
  const others = random.shuffle(world.locale.given);
  const family = random.pick(world.locale.family);
  const name = `${others[0]} ${family}`;
  const changed: Row = {};
  for (const [key, value] of Object.entries(row)) {
    changed[key] =
      key === "name" &&
      typeof value === "string" &&
      !world.nameOf(value) &&
      !["people", "health", "school"].includes(world.domain.id)
        ? value
            .replace(/-(\d+)$/, () => `-${random.int(2, 9)}`)
            .replace(
              /^Hotel \S+( \S+)?/,
              () => `Hotel ${random.pick(["Seeblick", "Central", "Nordstern", "Old Mill"])}`,
            )
        : key === "customer" || key === "name"
          ? name
          : key === "email"
            ? `${others[0]?.toLowerCase().replace(/[^a-z]/g, "")}@${world.client.domain}`
            : key === "username"
              ? `${others[0]?.charAt(0).toLowerCase()}${token(random, 5)}`
              : typeof value === "number" && /price|amount|total|salary|cost|weight/.test(key)
                ? Math.round(value * (0.6 + random.next()) * 100) / 100
                : key === "title"
                  ? world.otherTopic.text
                  : value;
  }
  return changed;
}
