import { join } from "node:path";
import { prepareFolder } from "../dataset/files.ts";
import { contentHash } from "../ots/ids.ts";
import { type Journal, openJournal } from "../pipeline/journal.ts";

/**
 * The answers that a model has given to questions about trajectories from files, kept in the `.autosafe` folder of `cwd`:
 * whatever is asked again, also after a crash, is answered from there.
 */
export async function openRunCache(cwd: string, fingerprint: string): Promise<Journal> {
  const folder = join(cwd, ".autosafe");
  await prepareFolder(folder);
  const name = contentHash(fingerprint).slice(0, 12).replaceAll(/[-_]/g, "0");
  return openJournal(join(folder, "runs", `recorded-${name}`));
}
