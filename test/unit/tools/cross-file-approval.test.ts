import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { createCollection } from "../../../src/tools/discover-files.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";

describe("approval that another file states", () => {
  it("says which", async () => {
    const files = {
      "shared.ts": 'export const careful = { description: "Empties the shelf.", needsApproval: true };\n',
      "tools.ts":
        'import { tool } from "@openai/agents";\nimport { careful } from "./shared";\n' +
        'export const empty = tool({ ...careful, name: "empty_shelf", execute: async () => 1 });\n' +
        'export const fill = tool({ name: "fill_shelf", description: "Fills it.", needsApproval: true, execute: async () => 1 });\n',
    };
    const project = createDiscoveryProject(createMemoryHost(new Map(Object.entries(files))));
    const source = { file: "tools.ts", text: files["tools.ts"] };
    const { tools } = await discoverInText(source, builtinThreatModel, project);
    expect(
      tools.map(({ approval }) => [approval?.required, approval?.file, approval?.range?.startLine]),
    ).toEqual([
      ["always", "shared.ts", 0],
      ["always", undefined, 3],
    ]);
  });

  it.each([
    [
      "Python",
      "agent.py",
      'from langchain.agents import create_agent\nfrom shop import cancel, show\nagent = create_agent("m", tools=[cancel, show], ' +
        'middleware=[HumanInTheLoopMiddleware(interrupt_on={"cancel_order": True})])\n',
      "shop.py",
      'from langchain.tools import tool\n@tool("cancel_order")\ndef cancel(id: str):\n    """Cancels."""\n' +
        '@tool\ndef show(id: str):\n    """Shows."""\n',
    ],
    [
      "TypeScript",
      "agent.ts",
      'import { createAgent } from "langchain";\nimport { cancel } from "./shop";\n' +
        "createAgent({ tools: [cancel], middleware: [humanInTheLoopMiddleware({ interruptOn: { cancel_order: true } })] });\n",
      "shop.ts",
      'import { tool } from "langchain";\n' +
        'export const cancel = tool(async () => 1, { name: "cancel_order", description: "Cancels.", schema: { type: "object" } });\n',
    ],
  ])(
    "reaches the tools an agent lists, in %s, whichever file is read first",
    async (_, agent, text, shop, tools) => {
      const project = createDiscoveryProject(
        createMemoryHost(
          new Map([
            [agent, text],
            [shop, tools],
          ]),
        ),
      );
      for (const order of [
        [agent, shop],
        [shop, agent],
      ]) {
        const collection = createCollection();
        for (const file of order) {
          const source = { file, text: file === agent ? text : tools };
          collection.add(
            { file, lossy: false, named: false },
            await discoverInText(source, builtinThreatModel, project),
          );
        }
        const cancel = collection.sorted([]).tools.filter(({ name }) => name === "cancel_order");
        expect(cancel).toHaveLength(1);
        expect(cancel[0]?.source.file).toBe(shop);
        expect(cancel[0]?.approval).toMatchObject({ required: "always", file: agent });
        expect(cancel[0]?.capabilities.map(({ label }) => label)).not.toContain("no-confirmation");
      }
    },
  );
});
