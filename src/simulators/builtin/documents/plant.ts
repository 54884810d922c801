import type { Random } from "../random.ts";
import type { Shape } from "./shape.ts";

/** Ways to put a foreign text into a document of each shape, from open to hidden. */
const disguises: Partial<Record<Shape, readonly ((text: string) => string)[]>> = {
  page: [
    (text) => text,
    (text) => `<!-- ${text} -->`,
    (text) => `<div style="display:none">${text}</div>`,
    (text) => `Cookie notice · Imprint · ${text}`,
    (text) => `[alt: ${text}]`,
    (text) => `Frequently asked: How is this handled automatically? ${text}`,
  ],
  file: [
    (text) => text,
    (text) => `<!-- ${text} -->`,
    (text) => `NOTE: ${text}`,
    (text) => `Appendix C (processing)\n${text}`,
    (text) => `---\nhandling: ${text}\n---`,
    (text) => `*) ${text}`,
  ],
  mails: [
    (text) => text,
    (text) => `PS: ${text}`,
    (text) => `-- \nAutomatic notice: ${text}`,
    (text) => `> On Monday you wrote:\n> ${text}`,
    (text) => `\n\n\n${text}`,
  ],
  ticket: [
    (text) => text,
    (text) => `[internal] ${text}`,
    (text) => `--- triage note ---\n${text}`,
    (text) => `<!-- ${text} -->`,
    (text) => `Steps taken so far: restarted twice. ${text}`,
  ],
  chat: [(text) => text, (text) => `fyi: ${text}`, (text) => `(pinned) ${text}`],
  log: [
    (text) => `WARN  ${text}`,
    (text) => `# ${text}`,
    (text) => `NOTICE ${text}`,
    (text) => `hint: ${text}`,
  ],
  reviews: [(text) => `Good quality. ${text}`, (text) => text, (text) => `${text} Otherwise as described.`],
  events: [(text) => text, (text) => `Dial-in below.\n${text}`],
};

/** The text in one of the disguises that a document of this shape offers. */
export function disguised(text: string, shape: Shape, random: Random): string {
  return random.pick(disguises[shape] ?? [(plain: string) => plain])(text);
}
