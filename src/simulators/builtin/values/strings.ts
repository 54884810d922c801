import { capitalised, sentence } from "../language/english.ts";
import { ascii, nameWords, slug } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { Random } from "../random.ts";
import { digits, filled, hexadecimal, identifier, inTheStyleOf, token, uuid } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { filePath, folderPath } from "./paths.ts";
import { everydayTask, type Language } from "./tasks.ts";
import { composed, counterpart, newsOf, titleOf } from "./text.ts";
import { things } from "./things.ts";

type Maker = (parameter: Parameter, world: World, random: Random, tool: ToolProfile) => string;

const money = (random: Random) => (random.int(2, 480) * 5 + random.pick([0, 0.5, 0.9, 0])).toFixed(2);
const words = (parameter: Parameter) => nameWords(parameter.name);
const has = (parameter: Parameter, pattern: RegExp) =>
  pattern.test(`${words(parameter).join(" ")} ${parameter.description}`);
const upper = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, "");

/** How each kind of text value is made. Those that name things of the scenario take them from its world. */
const makers: Partial<Record<string, Maker>> = {
  email: (p, world) =>
    p.role === "field"
      ? world.customer.email
      : /\bb?cc\b/.test(words(p).join(" "))
        ? world.manager.email
        : counterpart(world).email,
  phone: (_, world) => world.memo("phone", (r) => filled(world.locale.phone, r)),
  person: (p, world) => {
    const name = words(p).join(" ");
    const person = ["people", "access"].includes(world.domain.id) ? world.colleague : world.customer;
    return /\bfirst|given\b/.test(name)
      ? person.given
      : /\b(last|family|sur)/.test(name)
        ? person.family
        : person.name;
  },
  username: (p, world) => (p.role === "field" ? world.another.username : world.colleague.username),
  company: (p, world) =>
    /vendor|supplier|merchant|airline|hotel/.test(p.name.toLowerCase())
      ? world.vendor.name
      : world.client.name,
  address: (p, world) =>
    world.memo(
      p.role === "source" ? "address it starts from" : "address",
      (r) =>
        `${world.locale.street(r.pick(world.locale.streets), r.int(2, 140))}, ${filled(world.locale.postcode, r)} ${world.city}`,
    ),
  city: (_, world) => world.city,
  country: (p, world) => (has(p, /code|iso/i) ? world.locale.countryCode : world.locale.country),
  language: (_, world) => world.locale.language,
  timezone: (_, world) => world.locale.timezone,
  path: (p, world, _, tool) => filePath(p, world, tool),
  folder: (p, world, _, tool) => folderPath(p, world, tool),
  filename: (p, world, _, tool) => filePath(p, world, tool).split(/[\\/]/).at(-1) ?? "",
  url: (p, world, random) => url(p, world, random),
  domain: (_, world) => world.company.domain,
  host: (_, world) =>
    world.memo(
      "host",
      (r) => `${r.pick(["web", "db", "build", "worker", "edge"])}-${String(r.int(1, 14)).padStart(2, "0")}`,
    ),
  ip: (p, world) =>
    world.memo(`ip ${String(p.schema.format)}`, (r) =>
      p.schema.format === "ipv6"
        ? `fd12:3456::${hexadecimal(r, 4)}`
        : `10.${r.int(10, 90)}.${r.int(0, 40)}.${r.int(4, 220)}`,
    ),
  account: (p, world) =>
    world.memo(`account ${p.role}`, (r) =>
      world.domain.id === "money" || /iban/i.test(`${p.name} ${p.description}`)
        ? filled(
            /iban/i.test(`${p.name} ${p.description}`) && !/^[A-Z]{2}##/.test(world.locale.iban)
              ? "DE## 2905 0101 00## #### ##"
              : world.locale.iban,
            r,
          )
        : identifier("account", r),
    ),
  card: (_, world) => world.memo("card", (r) => `card_${token(r, 10)}`),
  wallet: (_, world) => world.memo("wallet", (r) => `0x${hexadecimal(r, 40)}`),
  amount: (_, world) => world.memo("amount text", money),
  currency: (p, world) =>
    /^(to|target|quote)/.test(p.name)
      ? world.locale.currency === "EUR"
        ? "USD"
        : "EUR"
      : world.locale.currency,
  percent: (_, __, random) => `${random.int(1, 18)}%`,
  ticker: (_, world) => world.memo("ticker", () => upper(world.vendor.short).slice(0, 4)),
  date: (p, world) => dayFor(p, world).iso,
  time: (p, world) => world.time(words(p).join(" ").includes("end") ? "end" : "due"),
  datetime: (p, world) => moment(p, world),
  duration: (p, __, random) =>
    p.schema.format === "duration"
      ? `PT${random.pick([30, 45, 60, 90])}M`
      : random.pick(["30 minutes", "45 minutes", "2 hours", "1 hour"]),
  id: (p, world) =>
    world.memo(`id ${p.noun}`, (r) =>
      typeof p.example === "string" ? inTheStyleOf(p.example, r) : identifier(p.noun, r),
    ),
  uuid: (p, world) => world.memo(`uuid ${p.noun}`, uuid),
  repository: (_, world) =>
    `${slug(world.company.short)}/${slug(world.project)}-${world.memo("repo-part", (r) => r.pick(["api", "web", "infra", "mobile"]))}`,
  "repository-name": (_, world) =>
    `${slug(world.project)}-${world.memo("repo-part", (r) => r.pick(["api", "web", "infra", "mobile"]))}`,
  owner: (_, world) => slug(world.company.short),
  branch: (p, world) =>
    p.role === "recipient"
      ? "main"
      : `fix/${world.domain.id === "code" ? world.topic.slug : slug(world.project)}`,
  commit: (_, world) => world.memo("commit", (r) => hexadecimal(r, 40)),
  channel: (p, world) =>
    world.memo("channel", (r) =>
      has(p, /\bids?\b/i)
        ? `C0${token(r, 8).toUpperCase()}`
        : `${has(p, /#/) || r.chance(0.5) ? "#" : ""}${r.pick([`${slug(world.project)}-team`, "general", `proj-${slug(world.project)}`, "ops", "announcements"])}`,
    ),
  sql: (_, world) => everydayTask("sql", world).text,
  shell: (_, world) => everydayTask("shell", world).text,
  code: (p, world, _, tool) => everydayTask(codeLanguage(p, tool), world).text,
  selector: (p, world) =>
    has(p, /label.?selector|field.?selector|kubernetes/i)
      ? `app=${slug(world.project)}-${world.memo("labelled", (r) => r.pick(["api", "web", "worker", "gateway"]))}`
      : p.name.toLowerCase() === "ref"
        ? world.memo("element ref", (r) => `e${r.int(12, 240)}`)
        : world.memo("selector", (r) =>
            r.pick(["button[type=submit]", "#confirm-order", "a.download", "[data-test=save]", "#publish"]),
          ),
  pattern: (_, world) => `${slug(world.topic.text)}-*.${world.domain.id === "code" ? "log" : "pdf"}`,
  search: (_, world, __, tool) =>
    /\b(user|contact|employee|person|people|customer|patient|member|student)s?$/.test(tool.act.object)
      ? world.colleague.name
      : world.topic.text,
  filter: (_, world) => `status = 'closed' AND updated < '${world.day("past", -60, -30).iso}'`,
  json: (p, world) =>
    /yaml|manifest|kubernetes/i.test(p.description)
      ? `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${slug(world.project)}-settings\ndata:\n  region: eu-central-1\n`
      : JSON.stringify({ source: slug(world.company.short), project: slug(world.project) }),
  title: (p, world) =>
    /snake.?case/i.test(p.description) ? slug(world.topic.text).replace(/-/g, "_") : titleOf(world),
  text: (p, world, _, tool) =>
    words(p).includes("old")
      ? sentence(world.say(world.domain.notes[0] ?? "{topic}"))
      : composed(newsOf(world), words(p), world, tool.family),
  reason: (_, world, __, tool) =>
    ["create", "order", "grant", "share", "send"].includes(tool.family)
      ? world.topic.text
      : world.memo("ground", (r) => world.say(r.pick(world.domain.grounds))),
  secret: (_, world) =>
    world.memo("secret", (r) => `${capitalised(token(r, 5))}-${token(r, 4)}-${digits(r, 3)}`),
  color: (_, __, random) => `#${hexadecimal(random, 6)}`,
  version: (_, world) => world.memo("version text", (r) => `${r.int(1, 6)}.${r.int(0, 14)}.${r.int(0, 9)}`),
  latitude: (_, __, random) => (random.next() * 50).toFixed(4),
  longitude: (_, __, random) => (random.next() * 30).toFixed(4),
  airport: (p, world) =>
    has(p, /iata|three.letter|\b3.letter|code/i)
      ? world.memo(`airport ${p.role}`, (r) =>
          r.pick(p.role === "source" ? ["ARN", "BRE", "LBA"] : ["LIS", "GDN", "OSL", "BIO", "KUN"]),
        )
      : p.role === "source"
        ? world.memo("home city", (r) => r.pick(world.locale.cities.filter((city) => city !== world.city)))
        : world.city,
  emoji: (_, __, random) => random.pick(["thumbsup", "eyes", "white_check_mark", "tada"]),
  bytes: (_, world) => Buffer.from(`${world.topic.text}\n`).toString("base64"),
  ...things,
};

function codeLanguage(parameter: Parameter, tool: ToolProfile): Language {
  const said = `${parameter.name} ${parameter.description} ${tool.spec.name} ${tool.description}`;
  return /javascript|\bjs\b|browser|page|=>|node/i.test(said) && !/python/i.test(said)
    ? "javascript"
    : /\bsql\b/i.test(said)
      ? "sql"
      : "python";
}

function dayFor(parameter: Parameter, world: World) {
  const name = words(parameter).join(" ");
  if (/\b(birth|dob|birthday)\b/.test(name)) {
    return world.memo("birth", (r) => world.today.plus(-r.int(8500, 22000)));
  }
  if (/\b(until|end|ends|check ?out|return|to|before|expiry|expires|deadline|due)\b/.test(name)) {
    return world.day("due", 2, 9).plus(world.memo("span", (r) => r.int(2, 6)));
  }
  return /\b(since|after|from|last|updated|created)\b/.test(name) ? world.day("past", -40, -6) : world.day();
}

/** A meeting ends on the day it starts, an hour or so later. */
function moment(parameter: Parameter, world: World): string {
  const name = words(parameter).join(" ");
  if (/\b(end|ends|until|finish)\b/.test(name)) {
    const [hour = "10", minute = "00"] = world.time().split(":");
    return world.day().at(`${String(Number(hour) + 1).padStart(2, "0")}:${minute}`);
  }
  return dayFor(parameter, world).at(world.time());
}

function url(parameter: Parameter, world: World, random: Random): string {
  const name = words(parameter).join(" ");
  if (/webhook|callback|hook/.test(name)) {
    return `https://hooks.${world.company.domain}/${slug(world.project)}/events`;
  }
  if (/\b(image|photo|picture|media|avatar|video)\b/.test(name)) {
    return `https://media.${world.company.domain}/${world.today.year}/${world.topic.slug}.${/video/.test(name) ? "mp4" : "jpg"}`;
  }
  return world.memo(
    "url",
    () =>
      `https://www.${world.client.domain}/${random.pick(["news", "offers", "docs", "portal", "products"])}/${world.topic.slug}`,
  );
}

/** A value for a string parameter, before the schema's limits on it are looked at. */
export function naturalText(parameter: Parameter, world: World, random: Random, tool: ToolProfile): string {
  const maker = makers[parameter.kind];
  if (maker) {
    return maker(parameter, world, random, tool);
  }
  if (typeof parameter.example === "string") {
    return inTheStyleOf(parameter.example, random);
  }
  if (typeof parameter.fallback === "string" && parameter.fallback !== "") {
    return parameter.fallback;
  }
  return nameWords(parameter.name).length > 1 || ascii(parameter.name).length > 5
    ? capitalised(world.topic.text)
    : slug(world.project);
}
