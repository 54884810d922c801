import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-ends-"));
});
afterEach(() => rm(root, { recursive: true }));

async function found(files: Record<string, string>): Promise<string[]> {
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(root, file), text);
  }
  const { findings } = await scanFiles(root, [], { ...rulesInForce("rules.json", undefined), model });
  return findings.map(({ ruleId, file, range }) => `${ruleId} ${file}:${range.startLine + 1}`);
}

const python = {
  "brain.py": `from openai import OpenAI

class Brain:
    def __init__(self):
        self.client = OpenAI()

    def ask(self, prompt):
        reply = self.client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
        return reply.choices[0].message.content
`,
  "hands.py": `import subprocess

class Hands:
    def do(self, line):
        return subprocess.run(line, shell=True, timeout=20, text=True)
`,
};
const head = "from brain import Brain\nfrom hands import Hands\n\n";

test("an agent that asks one helper and runs the answer through another, in Python", async () => {
  const agent = `${head}class Agent:
    def __init__(self):
        self.brain = Brain()
        self.hands = Hands()

    def step(self, task):
        return self.hands.do(self.brain.ask(task))
`;
  expect(await found({ ...python, "agent.py": agent })).toEqual(["llm-output-to-exec hands.py:5"]);
});

test("the same with a choice among known commands, or a person's word", async () => {
  const agent = `${head}known = {"uptime", "free -m"}

def chosen(task):
    line = Brain().ask(task)
    if line not in known:
        raise ValueError(line)
    return Hands().do(line)

def confirmed(task):
    line = Brain().ask(task)
    if input(f"Run {line}? ") != "y":
        return None
    return Hands().do(line)
`;
  expect(await found({ ...python, "agent.py": agent })).toEqual([]);
});

test("the same in TypeScript, through a file that hands both on", async () => {
  const files = {
    "brain.ts": `import { generateText } from "ai";
export async function complete(prompt: string): Promise<string> {
  const { text } = await generateText({ model: "openai/gpt", prompt });
  return text;
}
`,
    "hands.ts": `import { exec } from "node:child_process";
import { promisify } from "node:util";
const run = promisify(exec);
export class Hands {
  async do(line: string) {
    return run(line, { timeout: 5000 });
  }
}
`,
    "index.ts": 'export { complete } from "./brain.js";\nexport { Hands } from "./hands.js";\n',
    "agent.ts": `import { complete, Hands } from "./index.js";
const hands = new Hands();
export const step = async (task: string) => hands.do(await complete(task));
`,
  };
  expect(await found(files)).toEqual(["llm-output-to-exec hands.ts:6"]);
});
