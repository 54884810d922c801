import { slug } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { Random } from "../random.ts";
import { identifier, inTheStyleOf } from "../world/ids.ts";
import type { World } from "../world/world.ts";

const list = (text: string) => text.split(",").map((entry) => entry.trim());

const rooms: Record<string, readonly string[]> = {
  home: list("living room, nursery, kitchen, bedroom, study, bathroom"),
  health: list("ward 3, ward 5, room 214, intensive care"),
  machines: list("hall B, cell 4, lab 2.12, fume hood 3"),
  any: list("Room 2.14, the small meeting room, Atrium, Room 0.07"),
};
const devices: Record<string, readonly string[]> = {
  home: list("living room lamp, front door, hall thermostat, oven, garage door, balcony heater"),
  machines: list("pump-2, line-3, reactor-1, centrifuge-4, axis-z, conveyor-7"),
  any: list("sensor-12, printer-3, gateway-1, display-5"),
};
/** Medicines with the single dose, in milligrams, that is usual for adults. */
export const usualDoses: Readonly<Record<string, number>> = {
  ibuprofen: 400,
  metformin: 500,
  ramipril: 5,
  amoxicillin: 500,
  pantoprazole: 40,
  morphine: 10,
  enoxaparin: 40,
  bisoprolol: 5,
};
const drugs: Record<string, readonly string[]> = {
  machines: list("ethanol, acetonitrile, sodium hydroxide, hydrogen peroxide, acetic acid"),
  any: Object.keys(usualDoses),
};
const products: Record<string, readonly string[]> = {
  home: list("oat milk, tomatoes, coffee beans, washing powder, bananas, rye bread"),
  code: list("fast-csv, left-join, pino-http, zod-form, date-holidays"),
  shop: list("oak shelf 80 cm, desk lamp Arvid, wool blanket grey, walnut stool, set of six bowls"),
  travel: list("double room with breakfast, economy flex ticket, compact car, window seat"),
  any: list("desk lamp Arvid, 14-inch laptop stand, whiteboard 120 cm, label printer, office chair Tore"),
};
const labels: readonly [RegExp, readonly string[]][] = [
  [/allerg/, list("penicillin, latex, peanuts, iodine contrast medium, bee venom")],
  [/diagnos|condition/, list("hypertension, type 2 diabetes, fractured wrist, asthma")],
  [/symptom/, list("dizziness, mild fever, shortness of breath")],
  [/element/, list("Submit order button, Accept all link, Export menu entry, Save changes button")],
  [/priority|urgency/, list("normal, high, low")],
  [/severity|impact/, list("minor, moderate")],
  [/hashtag/, list("#opening, #behindthescenes, #madehere")],
  [/method/, list("bank transfer, card, POST")],
  [/format/, list("pdf, csv, json")],
  [/action|operation|mode/, list("update, start, check")],
  [/type|kind|category|class/, list("standard, internal, invoice, question")],
  [/size|variant/, list("M, large, 80 cm")],
  [/./, list("billing, follow-up, internal, needs-review, onboarding")],
];

const forField = (byField: Record<string, readonly string[]>, world: World) =>
  byField[world.domain.id] ?? byField.any ?? [];
const nameOf = (parameter: Parameter) => parameter.name.toLowerCase().replace(/_/g, " ");
const once = (key: string, world: World, make: (random: Random) => string) => world.memo(key, make);

type Maker = (parameter: Parameter, world: World) => string;

/** Places, devices, substances and other named things of a field. */
export const things: Record<string, Maker> = {
  room: (_, world) => once("room", world, (r) => r.pick(forField(rooms, world))),
  device: (p, world) =>
    typeof p.example === "string"
      ? once("device", world, (r) => inTheStyleOf(String(p.example), r))
      : once("device", world, (r) => r.pick(forField(devices, world))),
  drug: (_, world) => once("drug", world, (r) => r.pick(forField(drugs, world))),
  product: (p, world) =>
    /\b(sku|number|code)\b/.test(nameOf(p))
      ? once("sku", world, (r) => identifier("product", r))
      : once(`product ${/_\d+_\d+$/.exec(p.name)?.[0] ?? ""}`, world, (r) =>
          r.pick(
            /grocer|food|ingredient|meal/.test(`${p.noun} ${p.description} ${p.label}`) ||
              world.concerns(/grocer|food|meal|ingredient/)
              ? (products.home ?? [])
              : forField(products, world),
          ),
        ),
  role: (p, world) =>
    once("role", world, (r) =>
      r.pick(
        world.domain.id === "cloud"
          ? ["roles/viewer", "read-only", "log-reader"]
          : /scope/.test(nameOf(p))
            ? ["read:reports", "files.read"]
            : ["viewer", "editor", "member", "read-only"],
      ),
    ),
  group: (p, world) => once(`group ${nameOf(p)}`, world, (r) => group(nameOf(p), world, r)),
  environment: () => "staging",
  service: (_, world) =>
    once(
      "service",
      world,
      (r) => `${slug(world.project)}-${r.pick(["api", "worker", "gateway", "scheduler"])}`,
    ),
  image: (_, world) =>
    once(
      "image",
      world,
      (r) =>
        `${slug(world.company.short)}/${slug(world.project)}-${r.pick(["api", "worker", "web"])}:${r.int(1, 6)}.${r.int(0, 14)}`,
    ),
  resource: (p, world) => once(`resource ${nameOf(p)}`, world, (r) => resource(nameOf(p), world, r)),
  database: (p, world) =>
    /\bid\b/.test(nameOf(p))
      ? once("database", world, (r) => identifier("database", r))
      : `${slug(world.project)}_staging`,
  table: (_, world) =>
    once("table", world, (r) =>
      r.pick(["customers", `orders_${world.today.year}`, "price_list", "tickets", "measurements"]),
    ),
  status: (_, world) =>
    once("status", world, (r) => r.pick(["done", "in review", "approved", "resolved", "on hold"])),
  label: (p, world) =>
    once(`label ${nameOf(p)}`, world, (r) =>
      r.pick(
        world.domain.id === "social" && /tag/.test(nameOf(p))
          ? ["opening", "behindthescenes", "madehere"]
          : (labels.find(([pattern]) => pattern.test(nameOf(p)))?.[1] ?? ["internal"]),
      ),
    ),
  measure: (p, world) =>
    once(`measure ${nameOf(p)}`, world, (r) => `${r.int(5, 80)} ${p.unit?.text ?? "mg"}`),
};

function group(name: string, world: World, random: Random): string {
  if (/calendar/.test(name)) {
    return random.pick(["team calendar", `${world.project} calendar`, "primary"]);
  }
  if (/list|newsletter|distribution/.test(name)) {
    return random.pick([`${world.project} contacts`, "newsletter subscribers", "customers north"]);
  }
  if (/folder|mailbox|section/.test(name)) {
    return random.pick(["Archive", world.project, "Invoices"]);
  }
  if (/position|job title|vacancy/.test(name)) {
    return random.pick(["data analyst", "shift supervisor", "payroll clerk", "backend developer"]);
  }
  if (/segment|audience/.test(name)) {
    return random.pick([
      `customers in ${world.city}`,
      "newsletter readers",
      `${world.project} pilot customers`,
    ]);
  }
  if (/department|team|group/.test(name)) {
    return random.pick(["Finance", "Operations", "Customer Service", `${world.project} team`]);
  }
  return random.pick([world.project, `${world.project} ${world.today.year}`, `${world.city} office`]);
}

function resource(name: string, world: World, random: Random): string {
  const project = slug(world.project);
  if (/bucket/.test(name)) {
    return `${slug(world.company.short)}-${random.pick(["exports", "uploads", "assets"])}`;
  }
  if (/region/.test(name)) {
    return random.pick(["eu-central-1", "us-east-2", "ap-south-1"]);
  }
  if (/instance/.test(name)) {
    return identifier("instance", random);
  }
  return `${project}-${random.pick(["staging", "dev", "jobs"])}`;
}
