// Writes the JSON Schemas of AutoSafe's own files, generated from the zod schemas, for the editor to validate with.
// Run after the host is bundled: `node scripts/schemas.mjs` (Node 24 reads the TypeScript sources as they are).
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";

const { humanVerdictSchema } = await import("../src/ots/human-verdict.ts");
const { scenarioSchema } = await import("../src/ots/scenario.ts");
const { threatModelFileSchema } = await import("../src/ots/threat-model.ts");
const { trajectorySchema } = await import("../src/ots/trajectory.ts");
const { z } = await import("../src/ots/zod.ts");

const files = {
  "threat-model": ["AutoSafe threat model of a project", threatModelFileSchema],
  scenario: ["AutoSafe scenario", scenarioSchema],
  trajectory: ["AutoSafe trajectory", trajectorySchema],
  "human-verdict": ["AutoSafe human verdict", humanVerdictSchema],
};

const directory = join(root, "dist", "schemas");
await mkdir(directory, { recursive: true });
for (const [name, [title, schema]] of Object.entries(files)) {
  // Draft 7 is what the editor's JSON language service validates in full.
  const json = { title, ...z.toJSONSchema(schema, { target: "draft-7", io: "input" }) };
  await writeFile(join(directory, `${name}.schema.json`), `${JSON.stringify(json, null, 2)}\n`);
}
