import type { TaskKind } from "../../ots/task.ts";

export const roles = ["propose", "act", "observe", "judge", "reflect"] as const;
export type Role = (typeof roles)[number];

/** Which model plays which role; a role without its own takes `default`. `appraise` follows `judge`. */
export type RoleModels = { default: string } & { [role in Role]?: string };

export function modelFor(kind: TaskKind, models: RoleModels): string {
  return models[kind === "appraise" ? "judge" : kind] ?? models.default;
}

/** The model's name when one plays all roles, else the default and the exceptions. */
export function simulatorId({ default: main, ...others }: RoleModels): string {
  const exceptions = Object.entries(others)
    .filter(([, model]) => model !== main)
    .map(([role, model]) => `${role}=${model}`);
  return [main, ...exceptions].join(",");
}
