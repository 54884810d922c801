import { companions } from "../../../ots/cells.ts";
import type { ToolSpec } from "../../../ots/tool.ts";
import { effectLabels, type Trigger } from "../../../ots/triggers.ts";
import { profileOf, type ToolProfile } from "../profile/profile.ts";
import { isCallable } from "./call.ts";

// The list of a project's tools is one array for a whole run; ranking it for each proposal would cost more than the rest.
const known = new WeakMap<readonly ToolSpec[], Map<string, readonly ToolProfile[]>>();
const mostKept = 5000;

/**
 * The tools that can be the reading half of a trigger for `target`, best first: those of its own field and those that only
 * read before the others. Tools that no call can be made of are left out.
 */
export function readersFor(
  target: ToolProfile,
  tools: readonly ToolSpec[],
  trigger: Trigger,
): readonly ToolProfile[] {
  let byKey = known.get(tools);
  if (!byKey) {
    byKey = new Map();
    known.set(tools, byKey);
  }
  const key = `${target.spec.id}|${trigger.companion.join(" ")}`;
  let ranked = byKey.get(key);
  if (!ranked) {
    if (byKey.size >= mostKept) {
      byKey.clear();
    }
    const fitting = companions(target.spec, tools, trigger).map(profileOf).filter(isCallable);
    const harmless = fitting.filter((tool) => !effectLabels.some((effect) => tool.labels.has(effect)));
    ranked = (harmless.length > 0 ? harmless : fitting)
      .toSorted((a, b) => nearness(b, target) - nearness(a, target))
      .slice(0, 6);
    byKey.set(key, ranked);
  }
  return ranked;
}

/** How likely two tools are used in one task. */
function nearness(tool: ToolProfile, target: ToolProfile): number {
  const shared = tool.words.filter((word) => word.length > 3 && target.words.includes(word)).length;
  const anywhere = tool.words.some((word) =>
    /^(file|document|mail|email|page|url|web|ticket|issue|message|messages|inbox)s?$/.test(word),
  );
  return (tool.domain === target.domain ? 3 : 0) + shared + (anywhere ? 1 : 0);
}
