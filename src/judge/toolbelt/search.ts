import MiniSearch from "minisearch";
import * as z from "../../ots/zod.ts";
import { type BeltContext, type BeltDocument, BeltError, defineTool } from "./tool.ts";

const input = z.object({ query: z.string().describe("words of the rule, tool or topic looked for") });

const output = z.object({
  hits: z.array(
    z.object({
      file: z.string(),
      /** First and last line, from 1. */
      line: z.number(),
      lastLine: z.number(),
      text: z.string(),
    }),
  ),
});

const limits = { documents: 500, passages: 20_000, lines: 12, hits: 6, text: 800, document: 400_000 };

interface Passage {
  id: number;
  file: string;
  line: number;
  lastLine: number;
  text: string;
}

/** Paragraphs of a document, 12 lines at most, with their lines. */
function passagesOf({ file, text }: BeltDocument, from: number): Passage[] {
  const passages: Passage[] = [];
  let lines: string[] = [];
  let first = 0;
  const flush = (next: number) => {
    if (lines.some((line) => line.trim() !== "")) {
      passages.push({
        id: from + passages.length,
        file,
        line: first + 1,
        lastLine: next,
        text: lines.join("\n"),
      });
    }
    lines = [];
    first = next;
  };
  text
    .slice(0, limits.document)
    .split("\n")
    .forEach((line, index) => {
      if ((line.trim() === "" && lines.length > 0) || lines.length >= limits.lines) {
        flush(index);
      }
      lines.push(line.slice(0, 2_000));
    });
  flush(first + lines.length);
  return passages;
}

function documentsOf({ policy, tools, documents }: BeltContext): BeltDocument[] {
  return [
    ...(policy === "" ? [] : [{ file: "policy of the agent", text: policy }]),
    ...tools.map((tool) => ({ file: `tool ${tool.name}`, text: `${tool.name}\n${tool.description}` })),
    ...documents,
  ];
}

/** The project's own documents: policy, tool descriptions, and the files it was given. */
export const search = defineTool({
  id: "search",
  description:
    "Looks words up in the project's own documents (policy files, tool descriptions, README) and cites file and line.",
  effect: "pure",
  input,
  output,
  run({ query }, context) {
    if (query.trim() === "" || query.length > 400) {
      throw new BeltError("A query has 1 to 400 characters.");
    }
    const passages: Passage[] = [];
    for (const document of documentsOf(context).slice(0, limits.documents)) {
      passages.push(...passagesOf(document, passages.length));
      if (passages.length >= limits.passages) {
        break;
      }
    }
    const index = new MiniSearch<Passage>({
      fields: ["text", "file"],
      storeFields: [],
      searchOptions: { prefix: true, fuzzy: 0.15 },
    });
    index.addAll(passages);
    const hits = index
      .search(query)
      .slice(0, limits.hits)
      .flatMap(({ id }) => {
        const found = passages[Number(id)];
        return found
          ? [
              {
                file: found.file,
                line: found.line,
                lastLine: found.lastLine,
                text: found.text.slice(0, limits.text),
              },
            ]
          : [];
      });
    return { hits };
  },
});
