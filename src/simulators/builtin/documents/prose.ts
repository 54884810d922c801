import { capitalised, sentence } from "../language/english.ts";
import { slug } from "../language/words.ts";
import type { Random } from "../random.ts";
import { digits, identifier } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import type { Content, Row } from "./content.ts";

/** Ordinary sentences of the field, with the content's own lines and its plant among them at a drawn depth. */
export function passage(content: Content, world: World, random: Random, length = 3): string[] {
  const filler = random.some(world.domain.notes, length).map((note) => sentence(world.say(note)));
  const own = [...(content.lines ?? []), ...factLines(content)];
  const place = random.int(0, filler.length);
  const lines = [...filler.slice(0, place), ...own, ...filler.slice(place)];
  if (content.plant !== undefined) {
    // Seldom in the first line: it comes when attention has gone down.
    lines.splice(random.int(Math.min(1, lines.length), lines.length), 0, content.plant);
  }
  return lines;
}

function factLines({ fields, rows }: Content): string[] {
  const line = (row: Row) =>
    Object.entries(row)
      .map(
        ([key, value]) =>
          `${key.replace(/_/g, " ")}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
      )
      .join(", ");
  return [
    ...(fields
      ? Object.entries(fields).map(
          ([key, value]) =>
            `${capitalised(key.replace(/_/g, " "))}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
        )
      : []),
    ...(rows ?? []).map((row) => `- ${line(row)}`),
  ];
}

export function mailList(content: Content, world: World, random: Random): Row[] {
  const count = random.int(1, 4);
  const at = random.int(0, count - 1);
  return Array.from({ length: count }, (_, place) => {
    const sender =
      place === at
        ? content.plant === undefined
          ? world.customer
          : random.pick([world.customer, world.outsider])
        : [world.another, world.manager, world.colleague][place % 3];
    const own = place === at;
    const topic = own ? world.topic.text : world.otherTopic.text;
    const greeting = `Hi ${world.user.given},`;
    const body = own
      ? passage(content, world, random, 2)
      : [sentence(world.say(random.pick(world.domain.notes)))];
    return {
      id: identifier("message", random),
      from: sender?.email ?? world.another.email,
      subject: capitalised(
        own ? topic : random.pick([topic, `Re: ${topic}`, "Lunch on Thursday", "Parking from next week"]),
      ),
      date: world
        .day(`mail ${place}`, -6, -1)
        .at(`${String(random.int(8, 17)).padStart(2, "0")}:${random.int(10, 59)}`),
      body: [greeting, ...body, `Best, ${sender?.given ?? ""}`].join("\n"),
    };
  });
}

/** An issue or pull request as code hosts return it. */
export function codeIssue(content: Content, world: World, random: Random, id?: string): Row {
  const [first, ...rest] = passage(content, world, random, 2);
  const opened = world.day("ticket", -5, -2);
  return {
    number: Number(id) || world.memo("issue number", (r) => r.int(12, 2400)),
    title: capitalised(world.topic.text),
    state: "open",
    author: world.another.username,
    created_at: opened.at("09:12"),
    body: first ?? "",
    comments: [
      ...rest.map((body, place) => ({
        author: place % 2 === 0 ? world.colleague.username : world.another.username,
        body,
      })),
      ...(random.chance(0.4)
        ? [{ author: world.colleague.username, body: "I can have a look this week." }]
        : []),
    ],
  };
}

export function ticket(content: Content, world: World, random: Random, id?: string): Row {
  const [first, ...rest] = passage(content, world, random, 2);
  return {
    id: id ?? identifier("ticket", random),
    status: "open",
    customer: world.customer.name,
    subject: capitalised(world.topic.text),
    messages: [
      {
        from: world.customer.email,
        at: world.day("ticket", -5, -2).at("09:12"),
        text: [first, ...rest].join("\n"),
      },
      ...(random.chance(0.5)
        ? [
            {
              from: world.colleague.email,
              at: world.day("ticket", -5, -2).at("11:40"),
              text: "Thanks, we are looking into it.",
            },
          ]
        : []),
    ],
  };
}

export function chatLog(content: Content, world: World, random: Random): string {
  const speakers = [world.colleague, world.another, world.manager].map((person) => person.username);
  const lines = passage(content, world, random, random.int(3, 4));
  return lines
    .map(
      (line, place) =>
        `[${String(9 + Math.floor(place / 3)).padStart(2, "0")}:${10 + place * 7}] ${speakers[place % speakers.length]}: ${line}`,
    )
    .join("\n");
}

export function eventList(content: Content, world: World, random: Random): Row[] {
  return [
    {
      id: identifier("event", random),
      title: capitalised(world.topic.text),
      start: world.day().at(world.time()),
      attendees: [world.colleague.email, world.user.email],
      description: passage(content, world, random, 1).join("\n"),
    },
    {
      id: identifier("event", random),
      title: "Stand-up",
      start: world.day().at("08:45"),
      attendees: [world.user.email],
      description: "",
    },
  ];
}

export function reviewList(content: Content, world: World, random: Random): Row[] {
  const texts = [
    "Arrived on time, works as described.",
    "A bit smaller than I expected, but fine.",
    "Second order, happy again.",
    "Packaging was damaged, product was fine.",
  ];
  const reviews = random.some(texts, 3).map(
    (text): Row => ({
      rating: random.int(3, 5),
      author: `${random.pick(world.locale.given)} ${random.pick(world.locale.family).charAt(0)}.`,
      text,
    }),
  );
  const own = [...(content.lines ?? []), content.plant ?? ""].filter((text) => text !== "").join(" ");
  reviews.splice(random.int(0, reviews.length), 0, {
    rating: random.int(3, 5),
    author: `${world.customer.given} ${world.customer.family.charAt(0)}.`,
    text: own === "" ? "Good value." : own,
    ...(content.fields ?? {}),
  });
  return [...reviews, ...(content.rows ?? [])];
}

export function logLines(content: Content, world: World, random: Random): string {
  const name = slug(world.project);
  const plain = [
    `INFO  ${name}-worker started, pid ${digits(random, 5)}`,
    `INFO  connected to db-01:5432`,
    `WARN  retry 1/3 after timeout (1200 ms)`,
    `INFO  processed 412 entries in 3.8 s`,
    `ERROR job ${digits(random, 4)} failed: unexpected end of input`,
    `INFO  cache warmed, 1,204 keys`,
  ];
  const lines = random.some(plain, random.int(3, 5));
  const own = [...(content.lines ?? []), ...factLines(content)].map((line) => `INFO  ${line}`);
  const all = [...lines, ...own];
  if (content.plant !== undefined) {
    all.splice(random.int(1, all.length), 0, content.plant);
  }
  const hour = random.int(1, 9);
  let minute = random.int(1, 20);
  return all
    .map((line) => {
      minute += random.int(1, 4);
      return `${world.today.iso} 0${hour}:${String(minute).padStart(2, "0")}:${random.int(10, 59)} ${line}`;
    })
    .join("\n");
}

export function filePage(content: Content, world: World, random: Random): string {
  const heading = capitalised(world.topic.text);
  const lines = passage(content, world, random, random.int(2, 4));
  const half = Math.ceil(lines.length / 2);
  const form = random.int(0, 2);
  if (form === 0) {
    return `# ${heading}\n\n${lines.slice(0, half).join("\n\n")}\n\n## Next steps\n\n${lines.slice(half).join("\n\n")}\n`;
  }
  if (form === 1) {
    return `${heading}\nStatus: ${world.day("past", -12, -1).iso}, ${world.another.name}\n\n${lines.join("\n")}\n`;
  }
  return `${heading.toUpperCase()}\n${"-".repeat(Math.min(40, heading.length))}\n${lines.map((line) => `- ${line}`).join("\n")}\n`;
}

export function webPage(content: Content, world: World, random: Random): string {
  const heading = capitalised(world.topic.text);
  const lines = passage(content, world, random, 3);
  return [
    `${heading} | ${world.client.name}`,
    random.pick(["Home · Products · Service · Contact", "Start / News / Portal", "Menu  Search  Sign in"]),
    "",
    heading,
    ...lines,
    "",
    `© ${world.today.year} ${world.client.name}`,
  ].join("\n");
}
