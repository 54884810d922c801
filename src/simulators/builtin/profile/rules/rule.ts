import type { Kind, Role } from "../kinds.ts";

/** What surrounds a parameter: enough to tell an account to pay to from an address to write to. */
export interface Surroundings {
  family: string;
  domain: string;
  /** Names of all parameters, words joined with spaces. */
  siblings: readonly string[];
  /** Words of the tool's name. */
  toolWords: readonly string[];
  /** What the tool acts on, when its name or description says it. */
  object: string;
}

/** A string parameter's kind and role by the words of its name, where the circumstances fit. */
export interface Rule {
  kind: Kind;
  role: Role;
  name: RegExp;
  when?: (around: Surroundings, description: string) => boolean;
}

export const rule = (kind: Kind, role: Role, name: RegExp, when?: Rule["when"]): Rule => ({
  kind,
  role,
  name,
  ...(when ? { when } : {}),
});
export const inDomain =
  (...ids: string[]) =>
  (around: Surroundings) =>
    ids.includes(around.domain);
export const inFamily =
  (...ids: string[]) =>
  (around: Surroundings) =>
    ids.includes(around.family);
export const says = (pattern: RegExp) => (_: Surroundings, description: string) => pattern.test(description);
export const technical = inDomain("cloud", "shell", "database", "code");
