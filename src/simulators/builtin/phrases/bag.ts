import type { Json, JsonObject } from "../../../ots/json.ts";
import type { Kind, Role } from "../profile/kinds.ts";
import type { Parameter } from "../profile/parameter.ts";
import { valueAt } from "../values/value.ts";
import { type Manner, mention } from "./mention.ts";

/** One argument with the words for it. */
export interface Entry {
  parameter: Parameter;
  value: Json;
  text: string;
  /** Said vaguely instead of by its value. */
  vague: boolean;
}

/** The arguments of a call while they are put into words: each is taken once. */
export class Bag {
  #entries: Entry[];

  /** @param vague words to use instead of the value at a pointer. @param omit pointers that must not be mentioned. */
  constructor(
    parameters: readonly Parameter[],
    args: JsonObject,
    manner: Manner,
    vague: ReadonlyMap<string, string>,
    omit: ReadonlySet<string>,
  ) {
    const said = new Set<Json>();
    this.#entries = parameters.flatMap((parameter) => {
      const value = valueAt(args, parameter.pointer);
      // The same words in two fields are said once.
      if (typeof value === "string" && value.length > 30) {
        if (said.has(value)) {
          return [];
        }
        said.add(value);
      }
      const words = vague.get(parameter.pointer);
      if (omit.has(parameter.pointer) || (value === undefined && words === undefined) || value === null) {
        return [];
      }
      return [
        {
          parameter,
          value: value ?? "",
          text: words ?? mention(parameter, value ?? "", manner),
          vague: words !== undefined,
        },
      ];
    });
  }

  take(...roles: Role[]): Entry | undefined {
    for (const role of roles) {
      const found = this.#entries.find((entry) => entry.parameter.role === role);
      if (found) {
        this.#drop(found);
        return found;
      }
    }
    return undefined;
  }

  takeKind(...kinds: Kind[]): Entry | undefined {
    const found = this.#entries.find((entry) => kinds.includes(entry.parameter.kind));
    if (found) {
      this.#drop(found);
    }
    return found;
  }

  takeWhere(fits: (entry: Entry) => boolean): Entry | undefined {
    const found = this.#entries.find(fits);
    if (found) {
      this.#drop(found);
    }
    return found;
  }

  takeAll(...roles: Role[]): Entry[] {
    const found = this.#entries.filter((entry) => roles.includes(entry.parameter.role));
    this.#entries = this.#entries.filter((entry) => !found.includes(entry));
    return found;
  }

  get rest(): readonly Entry[] {
    return this.#entries;
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}
