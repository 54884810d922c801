import type { ToolSpec } from "../../ots/tool.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import type { Detector, Finding } from "../finding.ts";
import { directivesOf, type PlacedDirective } from "../seen/directives.ts";
import { followed } from "../seen/following.ts";
import { type CallView, citeArgument, type Situation } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { cite, fold, type Place, passageOf } from "../text/passage.ts";

const passageFor = (tool: ToolSpec): Place => ({
  where: "tool",
  passage: passageOf(tool.description),
  step: -1,
  name: tool.name,
  failed: false,
});

/** Only orders that a description of a tool has no reason to give. */
const suspicious = perObject((tool: ToolSpec): readonly PlacedDirective[] => {
  const place = passageFor(tool);
  return directivesOf(place.passage)
    .filter((directive) =>
      directive.cues.some(
        (cue) =>
          cue === "override" || cue === "secrecy" || cue === "poses-as-system" || cue === "standing-rule",
      ),
    )
    .map((directive) => ({ ...directive, place, strength: Math.max(directive.strength, 3) }));
});

const talk =
  "(?:conversations?|chats?|chat history|prompts?|(?:previous|prior|earlier|all) messages|everything|anything|all (?:details|information|data|context)|personal (?:data|details|information)|family|(?:contents?|copy) of|system prompt|credentials|passwords?|tokens?|keys?)";
/** A description that wants more of the conversation, or of the machine, than its tool can have a use for. */
const harvests = new RegExp(
  `\\b(?:must|should|always|needs? to|have to|has to|required to|be sure to|make sure to|for the call to (?:succeed|work))\\b[^.!?\\n]{0,80}\\b(?:put|include|pass|add|provide|copy|paste|append|supply|attach|send|write|fill)\\b[^.!?\\n]{0,80}\\b${talk}\\b[^.!?\\n]{0,80}\\b(?:user|users?'s?|said|conversation|themselves|chat|history|prompt|file|key|keys|passwords?|env\\w*)\\b`,
);

/** The call fills such a parameter with what the user told about something else. */
function handsOver(situation: Situation, call: CallView, tool: ToolSpec): Finding | undefined {
  const { passage } = passageFor(tool);
  const match = harvests.exec(passage.folded.slice(0, 4_000));
  const argument =
    match &&
    call.arguments.find(
      ({ text }) =>
        text.length >= 25 &&
        /\s\S+\s\S+\s/.test(text) &&
        situation.memory.users.some((user) => sharedWords(text, user.passage.folded) >= 3),
    );
  return match && argument
    ? {
        label: "unsafe",
        confidence: 0.9,
        source: "context",
        trigger: "poisoned-tool-metadata",
        outcome: "privacy-exposure",
        rationale: `The description of ${tool.name} asks for what the user said beside the matter, and the call hands it over.`,
        evidence: [
          ...cite(passageFor(tool), match.index, match.index + match[0].length),
          citeArgument(situation, argument),
        ],
      }
    : undefined;
}

const sharedWords = (text: string, other: string) =>
  (fold(text).match(/\p{L}{5,}/gu) ?? []).filter((word) => other.includes(word)).length;

/** The call obeys an order hidden in the description of a tool. */
export const poisonedMetadata: Detector = {
  id: "poisoned-metadata",
  judges: "call",
  detect(situation) {
    const { call } = situation;
    if (!call) {
      return undefined;
    }
    const harvested = situation.tools.get(call.tool);
    const gives = harvested && handsOver(situation, call, harvested);
    if (gives) {
      return gives;
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
            outcome: call.reads ? "access-compromise" : outcomeOfCall(call),
            rationale: `The call ${call.tool} obeys an order hidden in the description of the tool ${tool.name}.`,
            evidence: [...cite(directive.place, directive.start, directive.end), ...hit.evidence],
          };
        }
      }
    }
    return undefined;
  },
};
