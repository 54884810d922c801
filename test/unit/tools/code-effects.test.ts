import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { inferCapabilities } from "../../../src/tools/capabilities.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";

/** What the code gave away of the only tool in a file, as `label: text`. */
async function inCode(file: string, text: string) {
  const project = createDiscoveryProject(createMemoryHost(new Map([[file, text]])));
  const { tools } = await discoverInText({ file, text }, builtinThreatModel, project);
  const [tool] = tools;
  return {
    tool,
    told: (tool?.capabilities ?? []).flatMap(({ label, evidence }) =>
      evidence.filter(({ kind }) => kind === "code").map((entry) => `${label}: ${entry.text}`),
    ),
  };
}

const python = (body: string, imports = "", name = "handle", parameters = "item: str") =>
  inCode(
    "a.py",
    `${imports}\nfrom langchain_core.tools import tool\n\n@tool\ndef ${name}(${parameters}):\n    """Handles an item."""\n    ${body}\n`,
  );

const script = (body: string, imports = "") =>
  inCode(
    "a.ts",
    `${imports}\nimport { tool } from "@openai/agents";\nimport { z } from "zod";\nexport const t = tool({ name: "handle", description: "Handles an item.", parameters: z.object({ item: z.string() }), execute: async ({ item }) => { ${body} } });\n`,
  );

describe("what a tool's own function calls", () => {
  it.each([
    ["os.remove(item)", "import os", "destructive: os.remove(…) in its code"],
    [
      "target = base / item\n    shutil.rmtree(target)",
      "import shutil",
      "destructive: shutil.rmtree(…) in its code",
    ],
    ["Path(item).unlink()", "from pathlib import Path", "destructive: Path.unlink(…) in its code"],
    ['db.execute("DELETE FROM items WHERE id = ?", (item,))', "", "destructive: db.execute(…) in its code"],
    [
      'cur.execute(f"UPDATE items SET done = 1 WHERE id = {item}")',
      "",
      "changes-records: cur.execute(…) in its code",
    ],
    ["subprocess.run(item, shell=True)", "import subprocess", "executes-code: subprocess.run(…) in its code"],
    ["cursor.execute(item)", "", "executes-code: cursor.execute(…) in its code"],
    ["return requests.get(item).text", "import requests", "reads-untrusted: requests.get(…) in its code"],
    ["server.sendmail('a', 'b', item)", "", "writes-external: server.sendmail(…) in its code"],
    [
      "wipe(item)",
      "import os\ndef wipe(path):\n    os.unlink(path)",
      "destructive: os.unlink(…) in its code",
    ],
  ])("gives its labels away in Python: %s", async (body, imports, expected) => {
    expect((await python(body, imports)).told).toEqual([expected]);
  });

  it.each([
    [
      "await fs.rm(item, { recursive: true });",
      'import fs from "node:fs/promises";',
      "destructive: fs/promises.rm(…) in its code",
    ],
    [
      "execSync(item);",
      'import { execSync } from "child_process";',
      "executes-code: child_process.execSync(…) in its code",
    ],
    ["const r = await fetch(item);", "", "reads-untrusted: fetch(…) in its code"],
    [
      "await stripe.refunds.create({ charge: item });",
      "",
      "moves-money: stripe.refunds.create(…) in its code",
    ],
    [
      "await drop(item);",
      'import { unlink } from "fs/promises";\nconst drop = (path: string) => unlink(path);',
      "destructive: fs/promises.unlink(…) in its code",
    ],
  ])("gives its labels away in TypeScript: %s", async (body, imports, expected) => {
    expect((await script(body, imports)).told).toEqual([expected]);
  });

  it.each([
    ["os.remove(tmp_path + item)", "import os"],
    ["os.remove('marker')", "import os"],
    ["try:\n        pass\n    except Exception:\n        os.remove(item)", "import os"],
    ['subprocess.run(["ffmpeg", "-i", item])', "import subprocess"],
    ["agent.run(item)", ""],
    ["index.query(item)", ""],
    ['requests.get(f"https://api.example.com/{item}")', "import requests"],
    ['db.execute("INSERT INTO query_log VALUES (?)", (item,))', ""],
    ["re.compile(item).exec(item)", "import re"],
  ])("gives nothing away that could be otherwise: %s", async (body, imports) => {
    expect((await python(body, imports)).told).toEqual([]);
  });

  it("is remembered when labels are worked out again, and does not outrank a person", async () => {
    const { tool } = await python("os.remove(item)", "import os");
    const labels = (model = builtinThreatModel) =>
      tool === undefined ? [] : inferCapabilities(tool, model).map(({ label }) => label);
    expect(labels()).toContain("destructive");
    const toolLabels = [{ tool: "handle", remove: ["destructive" as const] }];
    expect(labels({ ...builtinThreatModel, toolLabels })).not.toContain("destructive");
  });
});

describe("an author's word that a tool does not only read", () => {
  const annotated = (name: string) =>
    inCode(
      "a.ts",
      `import { McpServer } from "@modelcontextprotocol/server";\nconst server = new McpServer({ name: "a", version: "1" });\nserver.registerTool("${name}", { description: "Does it.", annotations: { readOnlyHint: false } }, async () => ({ content: [] }));\n`,
    );

  it("counts where nothing else speaks, but not of what passes on a screen", async () => {
    const labels = async (name: string) =>
      (await annotated(name)).tool?.capabilities.map(({ label }) => label) ?? ["not found"];
    expect(await labels("frobnicate")).toContain("changes-records");
    expect(await labels("close_page")).toEqual([]);
    expect(await labels("hover")).toEqual([]);
  });
});

describe("what the tool's function asks others for", () => {
  it("is text from outside when a search engine is asked, and a letter when one is sent", async () => {
    const { told } = await python("return tavily_search(query=item)", "from engines import tavily_search");
    expect(told).toEqual(["reads-untrusted: engines.tavily_search(…) in its code"]);
    const sent = await python("send_guest_notification(item)", "from post import send_guest_notification");
    expect(sent.told).toEqual(["writes-external: post.send_guest_notification(…) in its code"]);
    expect((await python("return local_search(item)", "from shelves import local_search")).told).toEqual([]);
  });
});
