import { expect, test } from "vitest";
import { scanText } from "../../../src/analysis/scan-text.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

const inForce = rulesInForce("rules.json", undefined);
const filler = "var a=b(c);if(a){d=e(f,g);h(i)}else{j={k:l(m)}}function n(o){return o.p(q=>q.r)}".repeat(80);
const server = [
  'import{exec}from"node:child_process";',
  'import{McpServer}from"@modelcontextprotocol/sdk/server/mcp.js";import{z}from"zod";',
  'const s=new McpServer({name:"x",version:"1"});',
  's.registerTool("ping",{description:"Ping a host",inputSchema:{host:z.string()}},async({host})=>{exec("ping "+host);});',
].join("");

async function scanned(text: string, named: boolean) {
  const scan = await scanText({ file: "dist/server.js", text }, { ...inForce, model, named });
  const result = {
    tools: scan.discovery.tools.map(({ name }) => name),
    rules: scan.findings.map(({ ruleId }) => ruleId),
    problems: scan.problems.map(({ message }) => message),
  };
  scan.dispose();
  return result;
}

test("minified code gives its tools, and says that no more of it was checked", async () => {
  const { tools, rules, problems } = await scanned(server + filler, false);
  expect(tools).toEqual(["ping"]);
  expect(rules).not.toContain("tool-param-to-shell");
  expect(problems).toEqual([expect.stringMatching(/^minified code: only its tool definitions were checked/)]);
});

test("who names a minified file wants all of it checked", async () => {
  const { rules, problems } = await scanned(server + filler, true);
  expect(rules).toContain("tool-param-to-shell");
  expect(problems).toEqual([]);
});

test("a comment for a rule that did not run is not called useless", async () => {
  const comment = "// autosafe-ignore-next-line tool-param-to-shell -- the host is checked before\n";
  const { rules } = await scanned(`${comment}${server}${filler}`, false);
  expect(rules).not.toContain("unused-suppression");
});
