import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";

/** What discovery makes of the corpus for one framework: names, each as often as it counts. */
export interface CorpusResult {
  framework: string;
  expected: number;
  right: number;
  missed: string[];
  /** Found without being marked, or as a tool of another framework. */
  wrong: string[];
}

const corpus = "test/fixtures/corpus";
/** A comment beside each definition, written by hand, says the name a model would see; in a notebook, inside of its strings. */
const mark = /(?:#|\/\/) tool: (.+?)(?:\\n",?)?$/gm;

function* textsIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* textsIn(path);
    } else {
      yield readFileSync(path, "utf8");
    }
  }
}

/** Reads every folder of the corpus as a project of its own and compares with the marks in its files. */
export async function measureCorpus(root: string): Promise<CorpusResult[]> {
  const results: CorpusResult[] = [];
  for (const framework of readdirSync(join(root, corpus)).sort()) {
    const folder = join(root, corpus, framework);
    const expected = [...textsIn(folder)].flatMap((text) =>
      [...text.matchAll(mark)].map(([, name = ""]) => name),
    );
    const { tools } = await discoverPaths(folder, ["."], model);
    const open = [...expected];
    const wrong: string[] = [];
    for (const tool of tools) {
      const at = tool.framework === framework ? open.indexOf(tool.name) : -1;
      if (at === -1) {
        wrong.push(`${tool.name} (${tool.framework})`);
      } else {
        open.splice(at, 1);
      }
    }
    results.push({
      framework,
      expected: expected.length,
      right: expected.length - open.length,
      missed: open,
      wrong,
    });
  }
  return results;
}
