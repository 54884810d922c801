import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as vscode from "vscode";
import { autosafe, eventually, folder, show, toolNode } from "./window.ts";

const file = "mail-assistant/tools.py";
const variable = "AUTOSAFE_API_KEY";
/** Keys that cannot occur by accident. */
const stored = `sk-stored-${randomUUID()}`;
const environment = `sk-environment-${randomUUID()}`;

/** What the person was told, and how the key was asked for. */
const said: string[] = [];
const asked: vscode.InputBoxOptions[] = [];

/** Stands in for the person: types the key, agrees to everything, reads every message. */
function person(): () => void {
  const { window } = vscode;
  const original = {
    showInputBox: window.showInputBox,
    showInformationMessage: window.showInformationMessage,
    showWarningMessage: window.showWarningMessage,
    showErrorMessage: window.showErrorMessage,
  };
  const hear = async (message: string, ...rest: unknown[]) => {
    const [options] = rest as [{ modal?: boolean; detail?: string } | undefined];
    said.push(message, options?.detail ?? "");
    return options?.modal ? "Send" : undefined;
  };
  Object.assign(window, {
    showInputBox: async (options: vscode.InputBoxOptions) => {
      asked.push(options);
      return stored;
    },
    showInformationMessage: hear,
    showWarningMessage: hear,
    showErrorMessage: hear,
  });
  return () => Object.assign(window, original);
}

async function update(values: Record<string, unknown>): Promise<void> {
  const settings = vscode.workspace.getConfiguration("autosafe");
  for (const [name, value] of Object.entries(values)) {
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

const execute = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
const heard = (pattern: RegExp) => eventually(`${pattern}`, () => said.find((text) => pattern.test(text)));

/** The files below a folder that have one of the keys in them. */
async function filesWithKeys(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(stored) || bytes.includes(environment)) {
      found.push(path);
    }
  }
  return found;
}

describe("API keys", () => {
  /** Says the key back in an error, as careless servers do. */
  let server: Server;
  const sent: (string | undefined)[] = [];
  let restore = () => {};

  before(async () => {
    server = createServer((request, response) => {
      const { authorization } = request.headers;
      sent.push(authorization);
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${authorization}` } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    restore = person();
    await show(file);
    await update({
      "model.provider": "endpoint",
      "model.baseUrl": `http://127.0.0.1:${port}/v1`,
      "model.name": "scripted",
    });
  });
  after(async () => {
    restore();
    delete process.env[variable];
    await execute("autosafe.clearApiKey").then(undefined, () => {});
    await update({ "model.provider": undefined, "model.baseUrl": undefined, "model.name": undefined });
    server.close();
  });
  beforeEach(() => {
    said.length = 0;
    asked.length = 0;
    sent.length = 0;
  });

  it("none is stored and none is sent at first", async () => {
    await execute("autosafe.clearApiKey");
    await heard(/No key is stored for 127\.0\.0\.1:\d+\.$/);
    await execute("autosafe.testConnection");
    await heard(/without a key/);
    assert.deepEqual([...new Set(sent)], [undefined]);
  });

  it("one in the environment counts, and is shown for what it is", async () => {
    process.env[variable] = environment;
    await execute("autosafe.testConnection");
    await heard(/with the key in the environment variable AUTOSAFE_API_KEY/);
    assert.deepEqual([...new Set(sent)], [`Bearer ${environment}`]);
    await execute("autosafe.clearApiKey");
    await heard(/No key is stored .*Requests still go with the key in the environment variable/);
  });

  it("a stored one is typed hidden, goes before the environment's and is used", async () => {
    await execute("autosafe.setApiKey");
    assert.equal(asked[0]?.password, true);
    assert.match(asked[0]?.prompt ?? "", /Now: with the key in the environment variable AUTOSAFE_API_KEY/);
    await heard(/The key for 127\.0\.0\.1:\d+ is stored\./);
    await execute("autosafe.testConnection");
    await heard(/with the stored key/);
    assert.deepEqual([...new Set(sent)], [`Bearer ${stored}`]);
    await execute("autosafe.setApiKey");
    assert.match(asked[1]?.prompt ?? "", /Now: with the stored key/);
  });

  it("appear in no message, setting, record, report or log, also after a run that the server turned away", async () => {
    await execute("autosafe.runPipeline", await toolNode(file, "search_mail")).then(undefined, () => {});
    await (await autosafe()).idle();
    assert.ok(sent.length > 0, "the run sent nothing");
    for (const text of said) {
      assert.ok(!text.includes(stored) && !text.includes(environment), "a message shows a key");
    }
    const settings = vscode.workspace.getConfiguration("autosafe");
    assert.ok(!JSON.stringify(settings.inspect("model") ?? settings).includes(stored));
    const data = process.env.AUTOSAFE_TEST_DATA;
    assert.ok(data, "the runner names no data folder");
    assert.ok(
      (await readdir(join(data, "data/logs"), { recursive: true })).some((name) => /AutoSafe/i.test(name)),
    );
    assert.deepEqual(await filesWithKeys(data), []);
    assert.deepEqual(await filesWithKeys(folder().uri.fsPath), []);
  });

  it("are gone when cleared, and the environment's counts again until it is gone too", async () => {
    await execute("autosafe.clearApiKey");
    await heard(/The stored key for .* is deleted\. Requests still go with the key in the environment/);
    delete process.env[variable];
    await execute("autosafe.testConnection");
    await heard(/without a key/);
    assert.deepEqual([...new Set(sent)], [undefined]);
  });
});
