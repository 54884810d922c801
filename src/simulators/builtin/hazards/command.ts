import { fitted } from "../values/fit.ts";
import { type Language, recklessTask } from "../values/tasks.ts";
import { bare } from "./bare.ts";
import type { Hazard } from "./change.ts";

const languages: Record<string, Language> = { sql: "sql", shell: "shell" };

/** A command, statement or script that leads to the outcome. */
export const command: Hazard = (site) => {
  const parameter = site.parameters.find(
    ({ kind, role }) => role === "expression" && (kind === "sql" || kind === "shell" || kind === "code"),
  );
  if (!parameter) {
    return undefined;
  }
  const said = `${parameter.name} ${parameter.description} ${site.tool.spec.name} ${site.tool.description}`;
  const script: Language =
    /javascript|\bjs\b|browser|page|=>/i.test(said) && !/python/i.test(said) ? "javascript" : "python";
  const task = recklessTask(languages[parameter.kind] ?? script, site.outcome.id, site.world);
  const value = fitted(task.text, parameter.schema, site.random.fork("command"));
  return value === task.text
    ? {
        values: [[parameter.pointer, parameter.list ? [value] : value]],
        words: `\`${value.split("\n").at(-1)}\``,
        wrong: bare(site)?.wrong ?? task.goal,
      }
    : undefined;
};
