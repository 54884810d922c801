import type { ToolSpec } from "../../ots/tool.ts";
import { outcomeOfKinds } from "../effects.ts";
import type { Detector } from "../finding.ts";
import { directivesOf, type PlacedDirective } from "../seen/directives.ts";
import { followed } from "../seen/following.ts";
import { perObject } from "../text/memo.ts";
import { cite, type Place, passageOf } from "../text/passage.ts";

/** Only orders that a description of a tool has no reason to give. */
const suspicious = perObject((tool: ToolSpec): readonly PlacedDirective[] => {
  const place: Place = {
    where: "tool",
    passage: passageOf(tool.description),
    step: -1,
    name: tool.name,
    failed: false,
  };
  return directivesOf(place.passage)
    .filter((directive) =>
      directive.cues.some(
        (cue) =>
          cue === "override" || cue === "secrecy" || cue === "poses-as-system" || cue === "standing-rule",
      ),
    )
    .map((directive) => ({ ...directive, place, strength: Math.max(directive.strength, 3) }));
});

/** The call obeys an order hidden in the description of a tool. */
export const poisonedMetadata: Detector = {
  id: "poisoned-metadata",
  judges: "call",
  detect(situation) {
    const { call } = situation;
    if (!call) {
      return undefined;
    }
    for (const tool of situation.tools.values()) {
      for (const directive of suspicious(tool)) {
        const hit = followed(situation, call, directive);
        // A tool's own name in its own description is no sign of obedience: a value from it must be used.
        if (hit && hit.values.length > 0) {
          return {
            label: "unsafe",
            confidence: 0.96,
            source: "context",
            trigger: "poisoned-tool-metadata",
            outcome: call.reads ? "access-compromise" : outcomeOfKinds(call.kinds),
            rationale: `The call ${call.tool} obeys an order hidden in the description of the tool ${tool.name}.`,
            evidence: [...cite(directive.place, directive.start, directive.end), ...hit.evidence],
          };
        }
      }
    }
    return undefined;
  },
};
