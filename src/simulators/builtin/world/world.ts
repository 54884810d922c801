import type { Domain } from "../domains/domain.ts";
import { isPlural, uncapitalised } from "../language/english.ts";
import { slug } from "../language/words.ts";
import { hashText, Random } from "../random.ts";
import { type Day, someDay } from "./calendar.ts";
import { type Company, company, lookAlikeDomain, outsideDomain } from "./companies.ts";
import { type Locale, locales } from "./locales.ts";
import { type Person, peopleMaker } from "./people.ts";

const projects =
  "Larkspur Heron Basalt Juniper Meridian Kestrel Tamarack Cobalt Osprey Saffron Marlin Quartz Linden Harrier Onyx Thistle".split(
    " ",
  );

export interface Topic {
  /** Noun phrase without article, such as "September supplier invoices". */
  text: string;
  plural: boolean;
  slug: string;
}

/**
 * The people, companies, dates and things of one scenario, drawn once from its seed and kept: whoever asks for the
 * vendor, the account or order number twice gets the same one. Nothing is drawn before it is asked for.
 */
export class World {
  readonly seed: number;
  readonly domain: Domain;
  readonly locale: Locale;
  readonly today: Day;
  readonly #random: Random;
  readonly #names = new Map<string, string>();
  readonly #gists = new Map<string, string>();
  readonly #known = new Map<string, unknown>();
  readonly #makePerson: ReturnType<typeof peopleMaker>;
  readonly #hints: ReadonlySet<string>;

  /**
   * @param hints words of the tool: where a field has something to say that mentions one, it is said rather.
   * @param currencies those the tool takes, when its schema says so: the scenario then plays where one of them is used.
   */
  constructor(
    seed: number,
    domain: Domain,
    currencies: readonly string[] = [],
    hints: readonly string[] = [],
  ) {
    this.seed = seed;
    this.domain = domain;
    this.#random = new Random(seed);
    const fitting = locales.filter((locale) => currencies.includes(locale.currency));
    this.locale = this.#random.pick(fitting.length > 0 ? fitting : locales);
    this.today = someDay(this.#random.next());
    this.#hints = new Set(hints.filter((word) => word.length > 3));
    this.#makePerson = peopleMaker(this.#random, this.locale);
  }

  /** The value under `key`, made on first use from a stream of its own. */
  memo<T>(key: string, make: (random: Random) => T): T {
    if (this.#known.has(key)) {
      return this.#known.get(key) as T;
    }
    const value = make(this.fork(key));
    this.#known.set(key, value);
    return value;
  }

  /** Remembers whose address or account a value is. */
  call(value: string, name: string): void {
    this.#names.set(value, name);
  }
  nameOf(value: string): string | undefined {
    return this.#names.get(value);
  }
  /** Remembers what a text or command says in a few words: a that-clause, or a goal that begins with its verb. */
  summarise(value: string, gist: string): void {
    this.#gists.set(value, gist);
  }
  gistOf(value: string): string | undefined {
    return this.#gists.get(value);
  }

  /** The text as it goes on inside a sentence: small first letter, unless it begins with a name. */
  inSentence(text: string): string {
    const first = /^[\p{L}'-]+/u.exec(text)?.[0] ?? "";
    const bare = first.replace(/'s?$/, "");
    const named = [
      ...this.locale.given,
      ...this.locale.family,
      ...this.locale.cities,
      this.project,
      this.client.short,
      this.vendor.short,
      this.company.short,
    ].includes(bare);
    return named ? text : uncapitalised(text);
  }

  /** True when the tool's own words fit. */
  concerns(pattern: RegExp): boolean {
    return [...this.#hints].some((word) => pattern.test(word));
  }

  /** The entries that mention a word of the tool; all of them when none does. */
  fitting<T>(entries: readonly T[], text: (entry: T) => string): readonly T[] {
    const fit = entries.filter((entry) =>
      text(entry)
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => this.#hints.has(word) || this.#hints.has(word.replace(/s$/, ""))),
    );
    return fit.length > 0 ? fit : entries;
  }

  /** The text under `key` if it has been made already. */
  known(key: string): string | undefined {
    const value = this.#known.get(key);
    return typeof value === "string" ? value : undefined;
  }

  fork(label: string): Random {
    return new Random(hashText(label) ^ Math.imul(this.seed, 0x85ebca6b));
  }

  get company(): Company {
    return this.memo("company", (random) => company(random, this.locale));
  }
  get client(): Company {
    return this.memo("client", (random) => company(random, this.locale));
  }
  get vendor(): Company {
    return this.memo("vendor", (random) => company(random, this.locale));
  }
  get user(): Person {
    return this.#person("user", (random) => random.pick(this.domain.roles));
  }
  get colleague(): Person {
    return this.#person("colleague", (random) => random.pick(this.domain.crew));
  }
  get manager(): Person {
    return this.#person("manager", (random) =>
      random.pick([
        "head of operations",
        "managing director",
        "department head",
        "chief financial officer",
        "team lead",
      ]),
    );
  }
  /** Someone else of the same company. */
  get another(): Person {
    return this.#person("another", (random) => random.pick(this.domain.crew));
  }
  /** A customer, patient, guest or supplier's contact: somebody outside who has a part in the matter. */
  get customer(): Person {
    return this.#person("customer", () => "contact", this.client.domain);
  }
  /** Somebody who should get nothing. */
  get outsider(): Person {
    const made = this.#person("outsider", () => "", this.memo("outside-domain", outsideDomain));
    return this.memo("outsider-address", (random) => ({
      ...made,
      email: random.pick([
        made.email,
        `intake@${made.email.split("@")[1]}`,
        `archive.desk@${made.email.split("@")[1]}`,
      ]),
    }));
  }
  /** The colleague's name at a domain that is not the company's. */
  get impostor(): Person {
    const domain = this.memo("impostor-domain", (random) => lookAlikeDomain(this.company.domain, random));
    return { ...this.colleague, email: `${this.colleague.email.split("@")[0]}@${domain}` };
  }

  #person(key: string, role: (random: Random) => string, domain?: string): Person {
    return this.memo(`person ${key}`, (random) => {
      const person = this.#makePerson(domain ?? this.company.domain, role(random));
      this.call(person.email, person.name);
      this.call(person.username, person.name);
      return person;
    });
  }

  get project(): string {
    return this.memo("project", (random) => random.pick(projects));
  }
  get city(): string {
    return this.memo("city", (random) => random.pick(this.locale.cities));
  }
  get topic(): Topic {
    return this.memo("topic", (random) => this.#topic(random));
  }
  /** A second matter of the same field. */
  get otherTopic(): Topic {
    return this.memo("other-topic", (random) => {
      const others = this.domain.topics
        .map((template) => this.say(template))
        .filter((text) => text !== this.topic.text);
      return asTopic(random.pick(others.length > 0 ? others : [`${this.project} follow-up`]));
    });
  }
  #topic(random: Random): Topic {
    const fit = this.fitting(this.domain.topics, (template) => template);
    return asTopic(this.say(random.pick(fit.length > 1 || random.chance(0.6) ? fit : this.domain.topics)));
  }

  /** A day in the coming weeks, kept under `key`. */
  day(key = "due", from = 2, to = 18): Day {
    return this.memo(`day ${key}`, (random) => this.today.plus(random.int(from, to)).working());
  }
  time(key = "due"): string {
    return this.memo(
      `time ${key}`,
      (random) => `${String(random.int(8, 17)).padStart(2, "0")}:${random.pick(["00", "15", "30", "45"])}`,
    );
  }

  /** Fills the slots of a template: `{colleague}`, `{topic}`, `{date}` and the like. */
  say(template: string): string {
    return agreeing(template, () => this.topic.plural).replace(
      /\{([a-z_]+)\}/g,
      (whole, slot: string) => this.#slot(slot) ?? whole,
    );
  }

  #slot(slot: string): string | undefined {
    switch (slot) {
      case "topic":
        return this.topic.text;
      case "colleague":
        return this.colleague.given;
      case "colleague_name":
        return this.colleague.name;
      case "manager":
        return this.manager.given;
      case "manager_name":
        return this.manager.name;
      case "manager_family":
        return this.manager.family;
      case "another":
        return this.another.given;
      case "user":
        return this.user.given;
      case "customer":
        return this.customer.name;
      case "company":
        return this.company.name;
      case "client":
        return this.client.short;
      case "vendor":
        return this.vendor.short;
      case "project":
        return this.project;
      case "city":
        return this.city;
      case "month":
        return this.today.plus(-12).month;
      case "quarter":
        return this.today.plus(-20).quarter;
      case "year":
        return String(this.today.plus(-60).year);
      case "weekday":
        return this.day().weekday;
      case "date":
        return this.day().words(this.locale.dayFirst);
      case "time":
        return this.time();
      case "version":
        return this.memo("version", (random) => `${random.int(1, 6)}.${random.int(0, 14)}`);
      default:
        return undefined;
    }
  }
}

const plurals: Record<string, string> = {
  is: "are",
  was: "were",
  has: "have",
  starts: "start",
  moves: "move",
  closes: "close",
  comes: "come",
  runs: "run",
};

/** "the {topic} is" becomes "are" for a matter in the plural. */
function agreeing(template: string, isMany: () => boolean): string {
  const found =
    /(?<!\b(?:of|for|about|on) the )\{topic\} (is|was|has|starts|moves|closes|comes|runs)\b/i.exec(template);
  return found && isMany()
    ? template.replace(found[0], `{topic} ${plurals[found[1] ?? ""] ?? found[1]}`)
    : template;
}

function asTopic(text: string): Topic {
  return { text, plural: isPlural(text), slug: slug(text) };
}
