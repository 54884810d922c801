/**
 * Ways to ask for structure, best first. Servers differ in what they take: each rung asks less of the server and leaves
 * more to the model.
 */
export const rungs = ["strict-schema", "plain-schema", "forced-tool", "json-object", "text"] as const;
export type Rung = (typeof rungs)[number];

export function rungBelow(rung: Rung): Rung | undefined {
  return rungs[rungs.indexOf(rung) + 1];
}
