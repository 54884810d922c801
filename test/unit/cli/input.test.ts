import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../../src/version.ts";
import { autosafe, exampleWorkspace, temporaryFolder } from "./drive.ts";

describe("the command line", () => {
  it("prints help and version", async () => {
    const folder = temporaryFolder();
    expect(await autosafe(folder, ["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
    const help = await autosafe(folder, ["--help"]);
    for (const name of ["discover", "generate", "run", "export", "stats"]) {
      expect(help.out).toContain(`  ${name} `);
      const own = await autosafe(folder, [name, "--help"]);
      expect(own.code).toBe(0);
      expect(own.out).toContain(`Usage: autosafe ${name}`);
    }
    expect((await autosafe(folder, [])).code).toBe(2);
  });

  it.each([
    [["fly"], /unknown command "fly".*discover/s],
    [["run", "--speed", "9"], /--speed/],
    [["run", "--count", "many"], /--count takes a whole number.*"many"/],
    [["run", "--count", "-1"], /--count/],
    [["run", "--seed", "99999999999"], /--seed/],
    [["run", "--sources", "weather"], /unknown "weather".*instruction, context, action/],
    [["run", "--outcomes", ""], /--outcomes needs at least one/],
    [["run", "--tools", "no_such_tool"], /unknown "no_such_tool".*send_mail/],
    [["run", "a", "b"], /at most 1/],
    [["run", "nowhere"], /nowhere: no such folder/],
    [["run", "README.md"], /README\.md: not a folder/],
    [["discover", "nowhere.py"], /nowhere\.py/],
    [["export", "--format", "papyrus"], /papyrus.*openai-chat/],
    [["export"], /--format/],
    [["export", "--format", "openai-chat"], /no AutoSafe data here/],
    [["stats"], /no AutoSafe data here/],
    [["run", "--resume"], /nothing to resume/],
  ])("answers %j with a clear message and exit code 2", async (args, message) => {
    const { code, err, out } = await autosafe(exampleWorkspace(), args);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  it("finds tools in files named one by one, and prints one JSON document", async () => {
    const folder = exampleWorkspace();
    const { code, out } = await autosafe(folder, [
      "discover",
      "shop-api",
      "mail-assistant/tools.py",
      "--json",
    ]);
    expect(code).toBe(0);
    const { tools } = JSON.parse(out);
    expect(tools.map((tool: { name: string }) => tool.name)).toEqual(
      expect.arrayContaining(["refundOrder", "query_sales", "send_mail"]),
    );
    expect(tools.find((tool: { name: string }) => tool.name === "send_mail")).toMatchObject({
      file: "mail-assistant/tools.py",
      schemaCompleteness: { level: "full" },
      inputSchema: { required: ["to", "subject", "body"] },
    });
  });

  it("says so when there is nothing to find", async () => {
    const { code, out, err } = await autosafe(temporaryFolder(), ["discover"]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("No tool definitions found");
    const run = await autosafe(temporaryFolder(), ["run"]);
    expect(run.code).toBe(0);
    expect(run.out).toContain("No tool definitions found");
  });

  it("names file, line and reason for a file that is not JSON", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "broken.json"), '{"tools": [\n  {"name": }\n]}');
    const { err } = await autosafe(folder, ["discover", "broken.json"]);
    expect(err).toMatch(/broken\.json:2/);
  });

  it("does not read a 200 MB file, hang in a cycle of links, or break on a schema nested 10,000 deep", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "huge.json"), "");
    truncateSync(join(folder, "huge.json"), 200 * 1024 * 1024);
    mkdirSync(join(folder, "a"));
    symlinkSync("..", join(folder, "a/up"));
    symlinkSync("self", join(folder, "self"));
    const depth = 10_000;
    const schema = `${'{"type":"object","properties":{"a":'.repeat(depth)}{}${"}}".repeat(depth)}`;
    writeFileSync(join(folder, "deep.json"), `{"tools":[{"name":"deep","input_schema":${schema}}]}`);
    writeFileSync(
      join(folder, "good.json"),
      '[{"name":"send_mail","description":"Sends mail","input_schema":{"type":"object"}}]',
    );
    const named = await autosafe(folder, ["discover", "huge.json", "deep.json", "--json"]);
    expect(named.code).toBe(0);
    expect(named.err).toMatch(/huge\.json.*200 MB/);
    expect(named.err).toMatch(/deep\.json/);
    const all = await autosafe(folder, ["discover", "--json"]);
    expect(all.err).not.toMatch(/\n\s+at /);
    expect(JSON.parse(all.out).tools.map((tool: { name: string }) => tool.name)).toEqual(["send_mail"]);
  });
});
