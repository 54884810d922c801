import { constants } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BeltDocument } from "../../judge/toolbelt/tool.ts";

/** Texts that say what an agent of the project may do, and what the project is: policies, instructions for agents, READMEs. */
const wanted =
  /^(?:readme|agents?|claude|gemini|copilot-instructions|security|contributing|runbook|guidelines?|.*polic(?:y|ies)|.*rules?|.*terms)(?:[._-][\w.-]*)?\.(?:md|mdx|markdown|txt|rst)$/i;
const anyText = /\.(?:md|mdx|markdown|txt|rst)$/i;

/** Folders looked into beside the root; in `docs` and `policies` every text counts. */
const folders: readonly { path: string; file: RegExp }[] = [
  { path: "", file: wanted },
  { path: ".autosafe", file: wanted },
  { path: ".github", file: wanted },
  { path: "policies", file: anyText },
  { path: "policy", file: anyText },
  { path: "docs", file: anyText },
];

const limits = { documents: 60, bytes: 200_000, total: 2_000_000, entries: 2_000 };

/**
 * The project's own documents for the judge to search, in a stable order; files that cannot be read are left out, links are not
 * followed, long ones are cut.
 */
export async function projectDocuments(folder: string): Promise<BeltDocument[]> {
  const documents: BeltDocument[] = [];
  let total = 0;
  for (const { path, file } of folders) {
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    const names = entries
      .slice(0, limits.entries)
      .filter((entry) => entry.isFile() && file.test(entry.name))
      .map(({ name }) => name)
      .sort();
    for (const name of names) {
      if (documents.length >= limits.documents || total >= limits.total) {
        return documents;
      }
      const text = await beginningOf(join(folder, path, name));
      if (text !== undefined && !text.includes("\0")) {
        total += text.length;
        documents.push({ file: path === "" ? name : `${path}/${name}`, text });
      }
    }
  }
  return documents;
}

async function beginningOf(path: string): Promise<string | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const buffer = Buffer.alloc(limits.bytes);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}
