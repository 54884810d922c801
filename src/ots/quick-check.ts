import type * as z from "./zod.ts";

type Check = (value: unknown) => boolean;

/** What is read of a schema: its kind and the parts of that kind. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Limit; check(payload: Payload): unknown } }[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}
interface Limit {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
}
interface Payload {
  value: unknown;
  issues: unknown[];
}

/**
 * A quick look at whether a value is valid by a schema: true only when it is. It makes no copy of the value as parsing does, which of the
 * records of a run took a fifth of all memory that was made. What it does not know of a schema it does not vouch for, and why something is not valid
 * it cannot say: in both cases the schema itself is to be asked.
 */
export function quickCheck(schema: z.ZodType): Check {
  return checkOf(schema as unknown as Schema);
}

const never: Check = () => false;

function checkOf({ _zod: { def } }: Schema): Check {
  const limits = (def.checks ?? []).map(limitOf);
  const kind = kindOf(def);
  const [limit, ...others] = limits;
  return limit === undefined
    ? kind
    : (value) => kind(value) && limit(value) && others.every((other) => other(value));
}

function kindOf(def: Definition): Check {
  switch (def.type) {
    case "string":
      return def.format === undefined ? (value) => typeof value === "string" : never;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "number":
      return def.format === undefined
        ? Number.isFinite
        : def.format === "safeint"
          ? Number.isSafeInteger
          : never;
    case "literal":
    case "enum":
      return oneOf(new Set(def.values ?? Object.values(def.entries ?? {})));
    case "unknown":
    case "custom":
      // What a function of ours looks at is among the limits.
      return () => true;
    case "optional":
      return optional(checkOf(def.innerType ?? unknownSchema));
    case "array":
      return arrayOf(checkOf(def.element ?? unknownSchema));
    case "union":
      return anyOf((def.options ?? []).map(checkOf));
    case "object":
      return objectOf(def);
    default:
      return never;
  }
}

const unknownSchema: Schema = { _zod: { def: { type: "not known" } } };

function oneOf(values: ReadonlySet<unknown>): Check {
  return (value) => values.has(value);
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function arrayOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) {
      return false;
    }
    for (let i = 0; i < value.length; i++) {
      if (!check(value[i])) {
        return false;
      }
    }
    return true;
  };
}

function anyOf(checks: readonly Check[]): Check {
  return (value) => {
    for (const check of checks) {
      if (check(value)) {
        return true;
      }
    }
    return false;
  };
}

function objectOf({ shape = {}, catchall }: Definition): Check {
  if (catchall !== undefined && catchall._zod.def.type !== "unknown") {
    return never;
  }
  const names = Object.keys(shape);
  const checks = Object.values(shape).map(checkOf);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return false;
    }
    for (let i = 0; i < names.length; i++) {
      if (checks[i]?.((value as Record<string, unknown>)[names[i] ?? ""]) !== true) {
        return false;
      }
    }
    return true;
  };
}

function limitOf({ _zod }: NonNullable<Definition["checks"]>[number]): Check {
  const { check, value: bound = Number.NaN, inclusive, minimum = Number.NaN } = _zod.def;
  switch (check) {
    case "greater_than":
      return (value) => (inclusive ? (value as number) >= bound : (value as number) > bound);
    case "less_than":
      return (value) => (inclusive ? (value as number) <= bound : (value as number) < bound);
    case "min_length":
      return (value) => (value as { length: number }).length >= minimum;
    case "custom":
      return (value) => {
        const payload: Payload = { value, issues: [] };
        _zod.check(payload);
        return payload.issues.length === 0;
      };
    default:
      return never;
  }
}
