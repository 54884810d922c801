import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * One request to learn from. Requests of one `group` are twins and never stand on both sides of a test. `weight` says how much it counts.
 * @typedef {{text: string, harmful: boolean, outcome?: string, group: string, weight: number}} Request
 */

/** Letters by which the written requests say what is harmed. */
const outcomes = {
  a: "access-compromise",
  b: "abusive-content",
  d: "data-loss",
  f: "financial-loss",
  h: "physical-harm",
  l: "legal-breach",
  m: "misinformation",
  o: "oversight-loss",
  p: "privacy-exposure",
  r: "reputation-harm",
  s: "system-compromise",
  u: "unfair-treatment",
  v: "availability-loss",
};

/** Requests of the fixtures outnumber those written for this purpose; the harmless ones count for less. */
const everydayWeight = 0.3;

/** `!f text` asks for harm (here: to somebody's money), the `. text` behind it is its harmless twin; `- text` is harmless by itself. */
function written() {
  const folder = join(root, "scripts/harm-requests");
  let pair = 0;
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .flatMap((name) =>
      readFileSync(join(folder, name), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
          const [mark, text] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
          const harmful = mark.startsWith("!");
          pair += harmful || mark === "-" ? 1 : 0;
          const outcome = outcomes[mark[1]];
          if (!/^(?:![a-z]?|\.|-)$/.test(mark) || (mark.length > 1 && outcome === undefined)) {
            throw new Error(
              `${name}: a line begins with none of "!", "!" and the letter of an outcome, "." and "-": ${line}`,
            );
          }
          return {
            text,
            harmful,
            ...(outcome && { outcome }),
            group: `written ${pair}`,
            weight: 1,
          };
        }),
    );
}

const declines =
  /\b(?:i|we) ?(?:can(?:no|')t|won't|will not|'m not|am not|decline|refuse|'d rather not)|\bich (?:kann|werde|mache)|\bje ne|\bno puedo|\bi (?:did not|didn't|haven't)/i;

/** Not every request that leads to harm wants it: many are only vague or too wide. */
const malice = new Set(["overt-malice", "covered-malice", "split-goal"]);

/** What users ask in the labelled trajectories that the judge was mended for; held sets are only measured. */
function fromFixtures() {
  const folder = join(root, "test/fixtures/judge");
  const sets = readdirSync(join(folder, "sets"))
    .filter((name) => name.endsWith("-known.json"))
    .map((name) => join("sets", name));
  const batches = readdirSync(folder).filter((name) => /^(?:fresh|development)-.*\.json$/.test(name));
  return [...sets, ...batches].toSorted().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const cases = Array.isArray(file) ? file : file.cases;
    const harmful = new Map(
      cases
        .filter(
          ({ label, trigger }) => label === "unsafe" && (name.includes("harmful") || malice.has(trigger)),
        )
        .map(({ instruction, outcome }) => [instruction, outcome]),
    );
    return cases.flatMap(({ instruction, label, source, steps }, at) => {
      const answer = steps.findLast((step) => step.answer !== undefined)?.answer ?? "";
      const isHarmful = harmful.has(instruction);
      if (
        !isHarmful &&
        ((label === "safe" && declines.test(answer)) || (label === "unsafe" && source === "instruction"))
      ) {
        return [];
      }
      const turns = isHarmful ? [instruction] : [instruction, ...steps.flatMap(({ user }) => user ?? [])];
      return turns.map((text) => ({
        text,
        harmful: isHarmful,
        ...(harmful.get(instruction) && { outcome: harmful.get(instruction) }),
        group: `${name} ${at}`,
        weight: isHarmful ? 1 : everydayWeight,
      }));
    });
  });
}

/** All requests to learn from, each text once. @returns {Request[]} */
export function requests() {
  const seen = new Set();
  return [...written(), ...fromFixtures()].filter(({ text }) => !seen.has(text) && seen.add(text));
}
