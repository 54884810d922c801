import * as z from "../../ots/zod.ts";
import { CodeLimitError, parseCode } from "../../syntax/parsed.ts";
import type { CodeEffect } from "./code/effect.ts";
import { programEffects } from "./code/program-effects.ts";
import { shellEffects } from "./code/shell-effects.ts";
import { sqlEffects } from "./code/sql.ts";
import { BeltError, defineTool } from "./tool.ts";

const longest = 20_000;

const input = z.object({
  language: z.enum(["shell", "sql", "python", "javascript"]),
  text: z.string().describe("the command, statement or snippet; it is read, never run"),
});

const output = z.object({
  /** Nothing but reading was found. */
  onlyReads: z.boolean(),
  effects: z.array(
    z.object({
      kind: z.enum(["read", "write", "delete", "network", "send", "privilege", "execute", "stop"]),
      what: z.string(),
      text: z.string(),
      wide: z.boolean(),
    }),
  ),
});

/** What a command, statement or snippet would do. */
export const code = defineTool({
  id: "code",
  description:
    "What a shell command, SQL statement, Python or JavaScript snippet would do if it ran: reads, writes, deletes, network, sending, rights, running other code; and whether it is bounded to what it names.",
  effect: "pure",
  input,
  output,
  async run({ language, text }) {
    if (text.length > longest) {
      throw new BeltError(`The text has ${text.length} characters; up to ${longest} are read.`);
    }
    const effects = await effectsOf(language, text);
    return {
      onlyReads: effects.every(({ kind }) => kind === "read"),
      effects: effects.map(({ kind, what, text: part, wide }) => ({ kind, what, text: part, wide })),
    };
  },
});

async function effectsOf(language: z.infer<typeof input>["language"], text: string): Promise<CodeEffect[]> {
  if (language === "shell") {
    return shellEffects(text);
  }
  if (language === "sql") {
    return sqlEffects(text);
  }
  try {
    const document = await parseCode(language, text, { maxLength: longest, maxMilliseconds: 500 });
    try {
      return programEffects(document);
    } finally {
    }
  } catch (error) {
    throw error instanceof CodeLimitError ? new BeltError(error.message) : error;
  }
}
