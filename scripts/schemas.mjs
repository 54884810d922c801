// Writes the JSON Schemas of AutoSafe's own files, generated from the zod schemas, for the editor to validate with, and
// the pages of the rules as Markdown, for reading without a network.
// Run after the host is bundled: `node scripts/schemas.mjs` (Node 24 reads the TypeScript sources as they are).
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";

const { baselineSchema } = await import("../src/analysis/baseline.ts");
const { rulePage } = await import("../src/analysis/rule-page.ts");
const { rules } = await import("../src/analysis/rules.ts");
const { knownRules } = await import("../src/analysis/scan-text.ts");
const { rulesFileSchema } = await import("../src/analysis/settings/schema.ts");
const { humanVerdictSchema } = await import("../src/ots/human-verdict.ts");
const { scenarioSchema } = await import("../src/ots/scenario.ts");
const { threatModelFileSchema } = await import("../src/ots/threat-model.ts");
const { trajectorySchema } = await import("../src/ots/trajectory.ts");
const z = await import("../src/ots/zod.ts");

const files = {
  "threat-model": ["AutoSafe threat model of a project", threatModelFileSchema],
  rules: ["AutoSafe rule settings of a project", rulesFileSchema],
  baseline: ["AutoSafe baseline of known findings", baselineSchema],
  scenario: ["AutoSafe scenario", scenarioSchema],
  trajectory: ["AutoSafe trajectory", trajectorySchema],
  "human-verdict": ["AutoSafe human verdict", humanVerdictSchema],
};

const directory = join(root, "dist", "schemas");
await mkdir(directory, { recursive: true });
for (const [name, [title, schema]] of Object.entries(files)) {
  // Draft 7 is what the editor's JSON language service validates in full.
  // JSON inside records is checked by functions; what they want is said beside them.
  const json = {
    title,
    ...z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" }),
  };
  if (name === "rules") {
    // Naming the rules one by one is what makes the editor complete them.
    const setting = json.properties.rules.additionalProperties;
    json.properties.rules.properties = Object.fromEntries(
      knownRules(rules).map((rule) => [rule.id, { description: rule.title, ...setting }]),
    );
  }
  await writeFile(join(directory, `${name}.schema.json`), `${JSON.stringify(json, null, 2)}\n`);
}

const pages = join(root, "dist", "rules");
await mkdir(pages, { recursive: true });
for (const rule of knownRules(rules)) {
  await writeFile(join(pages, `${rule.id}.md`), rulePage(rule));
}
