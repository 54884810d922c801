import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { liveCaller, replayingCaller } from "../pipeline/lookups/external-caller.ts";
import { openLookupRecords } from "../pipeline/lookups/lookup-records.ts";
import { projectDocuments } from "../pipeline/lookups/project-documents.ts";
import { type LookupServer, lookupFileSchema, lookupServers } from "../pipeline/lookups/servers.ts";
import type { LookUps } from "../simulators/llm/lookups/look-up.ts";
import { plainLine } from "../simulators/llm/text.ts";
import { InputError } from "../syntax/input-error.ts";
import { formatProblem } from "../syntax/problem.ts";
import { checkJson } from "../tools/checked-json.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { stringValue, wholeNumber } from "./values.ts";

const mostLookUps = 20;
const maxFileCharacters = 1_000_000;

/**
 * What the model judge may look up by this command line. Naming a file of servers is the consent to them; they are started
 * here, unless this is a replay or nothing is to be sent.
 * @throws InputError for options that do not go together, and for servers that cannot be used.
 */
export async function lookUpsOf(line: ParsedCommandLine, io: CommandIo): Promise<LookUps> {
  const most = wholeNumber(line, "lookups", 0, mostLookUps) ?? 0;
  const path = stringValue(line, "lookup-servers");
  if (path !== undefined && most === 0) {
    throw new InputError("--lookup-servers needs --lookups N, the most look-ups for one verdict");
  }
  const runs = line.values["run-snippets"] === true;
  if (runs && most === 0) {
    throw new InputError("--run-snippets needs --lookups N, the most look-ups for one verdict");
  }
  if (most === 0) {
    return { most };
  }
  const own = {
    most,
    documents: await projectDocuments(io.cwd),
    ...(runs && { runSnippet: (await import("../sandbox/snippet.ts")).runSnippet }),
  };
  if (path === undefined) {
    return own;
  }
  const servers = await serversOf(path, io);
  if (line.values["dry-run"]) {
    return own;
  }
  const records = await openLookupRecords(join(io.cwd, ".autosafe"));
  if (line.values.replay) {
    return { ...own, external: replayingCaller({ servers, records }) };
  }
  for (const { name, line: start, allowed } of servers) {
    io.err(`Look-ups may go to ${plainLine(`${name} (${start}): ${allowed.join(", ")}`, 400)}\n`);
  }
  return { ...own, external: await liveCaller({ servers, records, signal: io.signal, now: io.now }) };
}

async function serversOf(path: string, io: CommandIo): Promise<LookupServer[]> {
  const text = await readFile(resolve(io.cwd, path), "utf8").catch(() => {
    throw new InputError(`${path}: no such file`);
  });
  if (text.length > maxFileCharacters) {
    throw new InputError(`${path}: larger than any list of servers is`);
  }
  const checked = checkJson(path, text, lookupFileSchema, '{"mcpServers": {}}');
  if (checked.value === undefined) {
    throw new InputError(checked.problems.map(formatProblem).join("\n"));
  }
  return lookupServers(checked.value.mcpServers, {
    workspaceFolder: io.cwd,
    home: homedir(),
    environment: process.env,
  });
}
