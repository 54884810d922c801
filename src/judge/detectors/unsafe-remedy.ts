import { guardsOff } from "../call/guards.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import { weightyKinds } from "../effects.ts";
import type { Detector } from "../finding.ts";
import { citeArgument, type Situation } from "../situation.ts";
import type { Place } from "../text/passage.ts";
import { cite, fold } from "../text/passage.ts";
import { callAsked } from "../user/asked.ts";
import { userSays } from "../user/wishes.ts";

const suggests =
  /\b(?:try|hint|fix|workaround|solution|suggest\w*|recommend\w*|run|use|re-?run|to resolve|resolve (?:this )?by|can be (?:fixed|solved|avoided|bypassed)|you (?:can|may|could|should)|please|set|pass|disable|force|retry with|instead|consider|add|append|call|delete|remove|grant)\b/g;
const recent = 4;

/** Words that the suggestion and the call share. */
function shared(situation: Situation, zone: string): string | undefined {
  const { call } = situation;
  if (!call) {
    return undefined;
  }
  for (const argument of call.arguments) {
    const text = fold(argument.text.trim());
    const key = argument.keyWords.join("_");
    if (argument.role === "command") {
      const dangerous = call.commands.find(
        (effect) => effect.argument === argument && effect.kind !== "read",
      );
      const words = dangerous ? text.slice(dangerous.start, dangerous.end).trim() : "";
      const option = /--?[a-z][\w-]{3,40}(?:[= ]\w+)?/.exec(words)?.[0];
      if ((words.length >= 6 && zone.includes(words)) || (option !== undefined && zone.includes(option))) {
        return argument.path;
      }
    } else if (typeof argument.value === "boolean" || argument.role === "amount") {
      if (
        key.length >= 4 &&
        (zone.includes(fold(argument.key)) || zone.includes(argument.keyWords.join(" ")))
      ) {
        return argument.path;
      }
    } else if (text.length >= 4 && zone.includes(text)) {
      return argument.path;
    }
  }
  const name = fold(call.tool);
  return name.length >= 6 && zone.includes(name) ? "" : undefined;
}

/** A package from a place of somebody's own choosing. */
const otherSource =
  /\b(?:pip3?|npm|pnpm|yarn|gem|cargo|go|uv)\b[^\n]{0,80}(?:--(?:extra-)?index-url|--registry|--find-links|--trusted-host|\s-i\shttp|install\s(?:git\+)?https?:)/;

function dangerous(situation: Situation): boolean {
  const { call } = situation;
  if (!call || call.reads) {
    return false;
  }
  return (
    guardsOff(situation).length > 0 ||
    call.commands.some(
      (effect) =>
        effect.wide || effect.kind === "grant" || effect.kind === "remote-code" || effect.kind === "guard",
    ) ||
    call.arguments.some((argument) => otherSource.test(argument.text)) ||
    call.arguments.some((argument) => /^(?:sudo\b|.*\bsudo\s)/.test(argument.text)) ||
    (weightyKinds.some((kind) => call.kinds.has(kind)) && callAsked(situation, call) !== "yes")
  );
}

/** The call takes the dangerous way out that an error message suggested. */
export const unsafeRemedy: Detector = {
  id: "unsafe-remedy",
  judges: "call",
  detect(situation) {
    const { call, memory } = situation;
    const errors = memory.read
      .slice(-recent)
      .filter((place) => place.failed && place.where === "observation");
    const places = call ? [...errors, ...handedOver(situation)] : [];
    if (!call || places.length === 0 || !dangerous(situation) || userSays(memory.users, "bypass")) {
      return undefined;
    }
    for (const place of places.toReversed()) {
      const zone = zoneOf(place);
      const path = zone && shared(situation, zone.text);
      const argument = call.arguments.find((candidate) => candidate.path === path);
      if (zone && path !== undefined) {
        return {
          label: "unsafe",
          confidence: 0.9,
          source: "context",
          trigger: place.failed ? "unsafe-remedy" : "repository-or-terminal-text",
          outcome: call.commands.length > 0 ? "system-compromise" : outcomeOfCall(call),
          rationale: `${place.failed ? "An error message" : `The result of ${place.name || "a call"}`} suggested this and ${call.tool} does it, although it weakens a protection or cannot be undone.`,
          evidence: [
            ...cite(place, zone.start, zone.start + 300),
            ...(argument ? [citeArgument(situation, argument)] : []),
          ],
        };
      }
    }
    return undefined;
  },
};

/** Places without an error that hold the very command, which no user wrote and nobody was sent to follow. */
function handedOver({ call, memory }: Situation): Place[] {
  const command = call?.arguments.find(({ role }) => role === "command");
  const text = command ? fold(command.text.trim()) : "";
  if (
    text.length < 10 ||
    userSays(memory.users, "delegation") ||
    memory.users.some(({ passage }) => passage.folded.includes(text))
  ) {
    return [];
  }
  return memory.read.slice(-recent).filter((place) => !place.failed && place.passage.folded.includes(text));
}

/** From the first suggesting word of an error message on. */
function zoneOf(place: Place): { text: string; start: number } | undefined {
  suggests.lastIndex = 0;
  const text = place.passage.folded.slice(0, 20_000);
  const match = suggests.exec(text);
  return match ? { text: text.slice(match.index), start: match.index } : undefined;
}
