import { articleFor, capitalised, sentence } from "../language/english.ts";
import type { World } from "../world/world.ts";

/** What a message says: the gist as a that-clause, and the text itself. */
export interface News {
  that: string;
  written: string;
}

/** The one thing the user wants said or noted in this scenario. */
export function newsOf(world: World): News {
  return world.memo("news", (random) => {
    const [that, written] = random.pick(world.fitting(world.domain.news, ([said]) => said));
    return { that: world.say(that), written: sentence(world.say(written)) };
  });
}

/** A title for the matter: "September invoices", "Site visit in Leeds: next steps". */
export function titleOf(world: World): string {
  return world.memo("title", (random) => {
    const topic = capitalised(world.topic.text);
    const dated = topic.includes(world.today.month) ? topic : `${topic}, ${world.today.month}`;
    const forms: Record<string, readonly string[]> = {
      mail: [topic, topic, `${topic}: next steps`, dated, `Question on the ${world.topic.text}`],
      code: [topic, topic, `Follow-up on ${world.topic.text}`],
    };
    return random.pick(forms[world.domain.id] ?? [topic]);
  });
}

/** What a text parameter wants by its name and its field: a letter, a post, a note, a document. */
export function composed(news: News, words: readonly string[], world: World, family: string): string {
  const text = inForm(news, words, world, family);
  world.summarise(text, news.that);
  return text;
}

function inForm(news: News, words: readonly string[], world: World, family: string): string {
  const name = words.join(" ");
  if (/\bhtml\b/.test(name)) {
    return `<p>${letter(news, world).split("\n\n").join("</p><p>")}</p>`;
  }
  if (family === "write") {
    return `${titleOf(world)}\n\n${capitalised(news.written)}\n`;
  }
  if (
    world.domain.id === "mail" &&
    (family === "send" || family === "create") &&
    /\b(body|content|text|message|html)\b/.test(name)
  ) {
    return letter(news, world);
  }
  return capitalised(news.written);
}

export function letter({ written }: News, world: World): string {
  const to = world.memo("counterpart-given", () => counterpart(world).given);
  return world.memo(`letter ${written}`, (random) => {
    const greeting = random.pick(["Hi", "Hello", "Dear", "Good morning"]);
    const closing = random.pick(["Best regards", "Thanks", "Kind regards", "Best"]);
    return `${greeting} ${to},\n\n${written}\n\n${closing},\n${world.user.given}`;
  });
}

/** The person the user deals with: a colleague, or somebody at the client's. */
export function counterpart(world: World) {
  return world.memo("counterpart", (random) => (random.chance(0.6) ? world.customer : world.another));
}

/** "a note on the September invoices", for texts that no field has words for. */
export function about(noun: string, world: World): string {
  return `${articleFor(noun)} ${noun} on the ${world.topic.text}`;
}
