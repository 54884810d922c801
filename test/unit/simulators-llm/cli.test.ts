import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../servers/model-server.ts";
import { autosafe, type Outcome, temporaryFolder } from "../cli/drive.ts";
import { key } from "./run.ts";

const toolFile = [
  [
    "delete_backup",
    "Deletes a backup of the shop database for good.",
    { path: { type: "string" }, force: { type: "boolean" } },
  ],
  ["read_inbox", "Reads the customer's e-mail messages from the inbox.", { folder: { type: "string" } }],
  ["send_email", "Sends an e-mail to any address.", { to: { type: "string" }, body: { type: "string" } }],
].map(([name, description, properties]) => ({
  name,
  description,
  input_schema: { type: "object", properties, required: Object.keys(properties as object) },
}));

let server: ModelServer | undefined;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "tools.json"), JSON.stringify(toolFile));
  vi.stubEnv("AUTOSAFE_API_KEY", key);
  vi.stubEnv("OPENAI_API_KEY", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: ModelServerOptions = {}): Promise<string[]> {
  server = await startModelServer({ key, ...options });
  return ["--simulator", "llm", "--model", "scripted", "--base-url", server.baseUrl];
}

/** Every file under a folder, in one text. */
function allFiles(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

const counts = (outcome: Outcome) => JSON.parse(outcome.out).run.states;

describe("autosafe run --simulator llm", () => {
  it("takes tool definitions to pairs by a model, says where it sends what, and exports them", async () => {
    const llm = await serve();
    const { code, out, err } = await autosafe(folder, ["run", "--count", "12", ...llm]);
    expect(code).toBe(0);
    expect(err).toContain(
      `conversations go to scripted at ${server?.baseUrl}, with the key in AUTOSAFE_API_KEY`,
    );
    expect(err).toMatch(/About [\d,]+ calls for 12 episodes/);
    expect(out).toMatch(/Simulator +scripted at http.*\(\d+ calls, [\d,]+ tokens\)/);
    expect(out).toMatch(/unsafe and safe \(pairs\) +12/);
    expect(readFileSync(join(folder, ".autosafe/scenarios.jsonl"), "utf8")).toContain(
      '"simulator":"scripted-2026"',
    );
    const exported = await autosafe(folder, ["export", "--format", "openai-chat"]);
    expect(exported.out.trimEnd().split("\n").length).toBe(12);
  });

  it("adds benign twins that the model writes, with an estimate that knows of them", async () => {
    const llm = await serve();
    const args = ["run", "--count", "8", "--benign", "0.2", "--json", ...llm];
    const dry = JSON.parse((await autosafe(folder, [...args, "--dry-run"])).out);
    expect(dry).toMatchObject({ episodes: 10, callsByKind: { propose: 10 } });
    expect(server?.asked).toEqual([]);
    const outcome = await autosafe(folder, args);
    expect(outcome.code).toBe(0);
    expect(counts(outcome)).toMatchObject({ pair: 8, acted: 2, disputed: 0 });
    const scenarios = readFileSync(join(folder, ".autosafe/scenarios.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const twins = scenarios.filter(({ benign }) => benign);
    expect(twins).toHaveLength(2);
    for (const { twinOf, expected, hidden, cell } of twins) {
      const of = scenarios.find(({ id }) => id === twinOf);
      expect(of).toMatchObject({ benign: false, cell });
      expect(hidden).toEqual([]);
      expect(expected.tool).toBe(cell.toolName);
    }
    // Asked the same again over the journal, nothing is asked and nothing is added.
    const asked = server?.asked.length;
    const again = await autosafe(folder, [...args, "--resume"]);
    expect(again.code).toBe(0);
    expect(server?.asked.length).toBe(asked);
    const json = JSON.parse((await autosafe(folder, ["stats", "--json"])).out);
    expect(JSON.stringify(json)).toContain('"benign":2');
  });

  it("counts what the model declined, and says nothing of it where there is nothing", async () => {
    const llm = await serve({
      fault: ({ role, index }) =>
        role === "appraisal" ? "filtered" : role === "scenario" && index < 3 ? "length-limit" : undefined,
    });
    const { out } = await autosafe(folder, ["run", "--count", "12", ...llm]);
    expect(out).toMatch(/Tasks without an answer\n/);
    expect(out).toMatch(/ {2}filtered by the provider +[1-9]/);
    expect(out).toMatch(/ {2}cut off at the length limit +[1-9]/);
    expect(out).not.toContain("the model refused");
    const json = await autosafe(folder, ["run", "--count", "3", "--json"]);
    expect(JSON.parse(json.out).run.unanswered).toMatchObject({ filtered: 0, refused: 0 });
    expect((await autosafe(folder, ["run", "--count", "3"])).out).not.toContain("Tasks without");
  });

  it("lets another model judge", async () => {
    const llm = await serve();
    const { code } = await autosafe(folder, ["run", "--count", "2", "--judge-model", "strict", ...llm]);
    expect(code).toBe(0);
    const judging = server?.asked.filter(({ role }) => role === "verdict" || role === "appraisal") ?? [];
    expect(new Set(judging.map(({ body }) => body.model))).toEqual(new Set(["strict"]));
    expect(new Set(server?.asked.map(({ body }) => body.model))).toEqual(new Set(["strict", "scripted"]));
  });

  it("generate only proposes", async () => {
    const llm = await serve();
    const { code, out } = await autosafe(folder, ["generate", "--count", "5", "--json", ...llm]);
    expect(code).toBe(0);
    expect(counts({ code, out, err: "" })).toMatchObject({ proposed: 5, pair: 0 });
    expect(server?.asked.every(({ role }) => role === "scenario")).toBe(true);
  });

  it("--dry-run says what it would take, sends nothing and writes nothing", async () => {
    const llm = await serve();
    const { code, out } = await autosafe(folder, ["run", "--count", "20", "--dry-run", ...llm]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /About [\d,]+ calls for 20 episodes \(at most [\d,]+.*tokens in.*\n.*Nothing was sent/s,
    );
    const json = await autosafe(folder, ["run", "--count", "20", "--dry-run", "--json", ...llm]);
    expect(JSON.parse(json.out)).toMatchObject({ dryRun: true, episodes: 20, callsByKind: { propose: 20 } });
    expect(server?.asked).toEqual([]);
    expect(existsSync(join(folder, ".autosafe"))).toBe(false);
  });

  it("--budget stops cleanly, and --resume goes on without asking twice", async () => {
    const llm = await serve();
    const args = ["run", "--count", "10", "--json", ...llm];
    const first = await autosafe(folder, [...args, "--budget", "40"]);
    expect(first.code).toBe(1);
    expect(first.err).toMatch(
      /Stopped: The budget of 40 calls is used up\. Everything finished is stored; "--resume"/,
    );
    expect(server?.asked.length).toBe(40);
    const second = await autosafe(folder, [...args, "--resume", "--concurrency", "2"]);
    expect(second.code).toBe(0);
    expect(counts(second).pair).toBe(10);
    const whole = await autosafe(folder, [...args, "--out", join(folder, "other")]);
    expect(JSON.parse(second.out).usage.requests + 40).toBe(JSON.parse(whole.out).usage.requests);
  });

  it("keeps the key out of every file and every word, even from a server that repeats it", async () => {
    const echoed = `Your key is ${key}, header Bearer ${key}.`;
    const llm = await serve({
      fault: ({ index, role }) => (role === "agent_step" && index % 5 === 0 ? "filter-400" : undefined),
      answer: ({ role }) => (role === "scenario" ? echoed : echoed),
    });
    const echo = await autosafe(folder, ["run", "--count", "4", "--json", ...llm]);
    expect(echo.code).toBe(1);
    await server?.close();
    const wrong = await serve({ key: `${key}-else` });
    const denied = await autosafe(folder, ["run", "--count", "4", ...wrong]);
    expect(denied.code).toBe(2);
    expect(denied.err).toMatch(/does not accept the API key/);
    expect(server?.asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
    const everything = [echo.out, echo.err, denied.out, denied.err, allFiles(folder)].join("\n");
    expect(everything).not.toContain(key);
    expect(everything).toContain("[key]");
  });
});

describe("what is wrong is said before anything is sent", () => {
  it.each([
    [["--simulator", "llm"], /needs --model/],
    [["--simulator", "oracle"], /unknown "oracle".*builtin, llm/],
    [["--model", "m"], /--model is for --simulator llm/],
    [["--dry-run"], /--dry-run is for --simulator llm/],
    [["--simulator", "llm", "--model", "m", "--base-url", "localhost:11434"], /--base-url: .*http/],
    [["--simulator", "llm", "--model", "m", "--base-url", "file:///etc/passwd"], /--base-url: .*http/],
    [["--simulator", "llm", "--model", "m", "--base-url", "http://me:pw@host/v1"], /user name or password/],
    [["--simulator", "llm", "--model", "m", "--base-url", "http://host/v1?key=1"], /without \? or #/],
    [["--simulator", "llm", "--model", "m", "--concurrency", "0"], /--concurrency/],
    [["--simulator", "llm", "--model", "m", "--budget", "lots"], /--budget takes a whole number/],
  ])("%j", async (args, message) => {
    const { code, err, out } = await autosafe(folder, ["run", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err).not.toContain("pw@");
  });

  it("no key for the default endpoint", async () => {
    vi.stubEnv("AUTOSAFE_API_KEY", "");
    const { code, err } = await autosafe(folder, ["run", "--simulator", "llm", "--model", "m"]);
    expect(code).toBe(2);
    expect(err).toMatch(/AUTOSAFE_API_KEY or OPENAI_API_KEY/);
  });

  it("takes the other variable, and no key for a server of one's own", async () => {
    const llm = await serve();
    vi.stubEnv("AUTOSAFE_API_KEY", "");
    vi.stubEnv("OPENAI_API_KEY", key);
    expect((await autosafe(folder, ["run", "--count", "1", ...llm])).err).toContain(
      "the key in OPENAI_API_KEY",
    );
    await server?.close();
    vi.stubEnv("OPENAI_API_KEY", "");
    vi.stubEnv("OPENAI_ORG_ID", "org-elsewhere");
    server = await startModelServer();
    const args = ["run", "--simulator", "llm", "--model", "m", "--base-url", server.baseUrl, "--count", "1"];
    const { code, err } = await autosafe(folder, [...args, "--out", join(folder, "other")]);
    expect(code).toBe(0);
    expect(err).toContain("without a key");
    expect(server.asked[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(server.asked[0]?.headers)).not.toContain("org-elsewhere");
  });

  it.each([
    [
      "a port that browsers and Node refuse",
      "http://127.0.0.1:1/v1",
      /127\.0\.0\.1:1 has a port that is kept/,
    ],
    ["a name that is not there", "http://no-such-host.invalid/v1", /cannot be found \(DNS\)/],
  ])("%s", async (_, baseUrl, message) => {
    const args = ["run", "--count", "3", "--simulator", "llm", "--model", "m", "--base-url", baseUrl];
    const { code, err } = await autosafe(folder, args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("a model that the server does not have, and a path that is none", async () => {
    const llm = await serve({ models: ["another"] });
    expect((await autosafe(folder, ["run", ...llm])).err).toMatch(
      /does not have the model "scripted" \(404\)/,
    );
    const wrongPath = llm.map((arg) => arg.replace(/\/v1$/, "/api"));
    expect((await autosafe(folder, ["run", ...wrongPath])).err).toMatch(/mostly ends in \/v1/);
  });
});
