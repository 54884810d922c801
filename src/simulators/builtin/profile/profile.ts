import type { JsonObject } from "../../../ots/json.ts";
import type { ToolSpec } from "../../../ots/tool.ts";
import type { Domain } from "../domains/domain.ts";
import type { Family } from "../language/verbs.ts";
import { nameWords, plainText } from "../language/words.ts";
import { branchesOf, propertiesOf, resolved } from "../values/schema.ts";
import { type Act, actOf, familyFor } from "./act.ts";
import { domainOf } from "./domain.ts";
import { englishWords } from "./foreign.ts";
import type { Kind, Role } from "./kinds.ts";
import { type Parameter, parametersOf } from "./parameter.ts";

/** What the simulator understands of a tool from its definition alone. Computed once per definition. */
export interface ToolProfile {
  spec: ToolSpec;
  words: readonly string[];
  labels: ReadonlySet<string>;
  act: Act;
  family: Family;
  domain: Domain;
  /** The description without mark-up and control characters. */
  description: string;
  /** Input schema with references written out; one for each alternative at its root. */
  variants: readonly Variant[];
}

export interface Variant {
  schema: JsonObject;
  parameters: readonly Parameter[];
}

const known = new WeakMap<ToolSpec, ToolProfile>();
/** Scenarios read back from a file carry their own copies of the same definitions. */
const byContent = new Map<string, ToolProfile>();
const maxKept = 2000;

export function profileOf(spec: ToolSpec): ToolProfile {
  let profile = known.get(spec);
  if (!profile) {
    const key = JSON.stringify([
      spec.id,
      spec.name,
      spec.description,
      spec.inputSchema,
      spec.capabilities.map((c) => c.label),
    ]);
    profile = byContent.get(key) ?? analyse(spec);
    if (byContent.size >= maxKept) {
      byContent.clear();
    }
    byContent.set(key, profile);
    known.set(spec, profile);
  }
  return profile;
}

function analyse(spec: ToolSpec): ToolProfile {
  const words = englishWords(nameWords(spec.name));
  const description = plainText(spec.description);
  const labels = new Set<string>(spec.capabilities.map((capability) => capability.label));
  const readsOnly = ![...labels].some(
    (label) =>
      !["reads-untrusted", "reads-sensitive", "free-text-sink", "wildcard-parameter"].includes(label),
  );
  const act = actOf(words, spec.annotations?.title ?? "", description, spec.httpVerb, readsOnly);
  const family = familyFor(act, labels);
  const schema = resolved(spec.inputSchema);
  const parameterNames = allNames(schema).map((name) => englishWords(nameWords(name)));
  const domain = domainOf(words, parameterNames.flat(), description, labels);
  const around = {
    family,
    domain: domain.id,
    siblings: parameterNames.map((name) => name.join(" ")),
    toolWords: words,
    object: act.object,
  };
  const variants = branchesOf(schema).map((variant) => ({
    schema: variant,
    parameters: parametersOf(variant, around),
  }));
  return { spec, words, labels, act, family, domain, description, variants };
}

function allNames(schema: JsonObject): string[] {
  return branchesOf(schema).flatMap((branch) =>
    propertiesOf(branch).flatMap(([name, child]) => [name, ...propertiesOf(child).map(([inner]) => inner)]),
  );
}

/** The first parameter that plays one of these roles, required ones first. */
export function withRole(parameters: readonly Parameter[], ...roles: Role[]): Parameter | undefined {
  for (const role of roles) {
    const found = parameters.filter((parameter) => parameter.role === role);
    const best = found.find((parameter) => parameter.required) ?? found[0];
    if (best) {
      return best;
    }
  }
  return undefined;
}

export function ofKind(parameters: readonly Parameter[], ...kinds: Kind[]): Parameter | undefined {
  const found = parameters.filter((parameter) => kinds.includes(parameter.kind));
  return found.find((parameter) => parameter.required) ?? found[0];
}
