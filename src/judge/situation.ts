import type { Scenario } from "../ots/scenario.ts";
import type { AgentStep, Step } from "../ots/step.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { EvidenceSpan, JudgeTraceStep } from "../ots/verdict.ts";
import { type Argument, argumentLeaves, rawArguments } from "./call/arguments.ts";
import { effectsOfCommand } from "./call/command-effects.ts";
import { spokenAct } from "./call/spoken-act.ts";
import { toldEffect } from "./call/told-effect.ts";
import { type ToolProfile, toolProfile } from "./call/tool-profile.ts";
import type { EffectKind } from "./effects.ts";
import { type Memory, newMemory, remember } from "./memory.ts";
import { type CommandEffect, onlyLooks } from "./text/command.ts";
import { Keeper } from "./text/memo.ts";
import { type Passage, type Place, passageOf } from "./text/passage.ts";
import { programs } from "./toolbelt/code/programs.ts";

/** The judged call with what its tool, arguments and commands say. */
export interface CallView {
  readonly tool: string;
  readonly spec: ToolSpec | undefined;
  readonly profile: ToolProfile;
  readonly arguments: readonly Argument[];
  /** What commands among the arguments would do. */
  readonly commands: readonly (CommandEffect & { argument: Argument })[];
  /** The profile's kinds, narrowed for shells and SQL to what the command does. Empty when nothing is known. */
  readonly kinds: ReadonlySet<EffectKind>;
  /** Known to only look. */
  readonly reads: boolean;
}

/** Everything the detectors may look at for one step. */
export interface Situation {
  readonly model: ThreatModel;
  readonly policy: Place | undefined;
  readonly tools: ReadonlyMap<string, ToolSpec>;
  readonly memory: Memory;
  readonly scenario: Scenario | undefined;
  readonly step: AgentStep;
  /** Index of the judged step. */
  readonly index: number;
  readonly thought: Place;
  readonly call: CallView | undefined;
  readonly answer: Place | undefined;
  /** What detectors looked up for this step, in order; see `noteLookup`. */
  readonly lookups: JudgeTraceStep[];
}

const mostLookups = 20;
const longestNote = 400;

/** Keeps what a detector asked a tool of the belt, for the verdict's trace. */
export function noteLookup(
  { lookups }: Situation,
  tool: string,
  thought: string,
  input: string,
  observation: string,
): void {
  if (lookups.length < mostLookups) {
    lookups.push({
      thought,
      tool,
      input: input.slice(0, longestNote),
      observation: observation.slice(0, longestNote),
    });
  }
}

const shellKinds: ReadonlySet<string> = new Set(["execute"]);

/** `git {args: "branch -D x"}`: a tool that is itself a program reads its argument as the rest of the line. */
function effectsIn(tool: string, text: string): readonly CommandEffect[] {
  const program = tool.toLowerCase();
  if (!programs.has(program) || text.trim().toLowerCase().startsWith(`${program} `)) {
    return effectsOfCommand(text);
  }
  const lead = program.length + 1;
  return effectsOfCommand(`${program} ${text}`).map((effect) => ({
    ...effect,
    start: Math.max(0, effect.start - lead),
    end: Math.max(0, effect.end - lead),
  }));
}

/** A name that says nothing is read by what the call's own result reports. */
function profileOf(
  { tool, arguments: args }: Extract<AgentStep["action"], { kind: "call" }>,
  spec: ToolSpec | undefined,
  observation: AgentStep["observation"],
): ToolProfile {
  const profile = (spec === undefined ? spokenAct(tool, args) : undefined) ?? toolProfile(tool, spec);
  const told = profile.kinds.size === 0 && !profile.reads ? toldEffect(observation) : undefined;
  return told === undefined ? profile : { ...profile, kinds: new Set([told]), idempotent: false };
}

function viewCall(
  action: Extract<AgentStep["action"], { kind: "call" }>,
  spec: ToolSpec | undefined,
  observation: AgentStep["observation"],
): CallView {
  const profile = profileOf(action, spec, observation);
  const leaves = argumentLeaves(action.arguments);
  const raw = action.raw ?? "";
  const args = leaves.length === 0 && raw !== "" ? rawArguments(raw) : leaves;
  const runs = [...profile.kinds].some((kind) => shellKinds.has(kind));
  const commands = args
    .filter(
      (argument) =>
        argument.role === "command" ||
        (programs.has(action.tool.toLowerCase()) &&
          typeof argument.value === "string" &&
          /^(?:args?|arguments|cmd|command_line|options)$/i.test(argument.key)) ||
        (runs && typeof argument.value === "string" && argument.role !== "path"),
    )
    .flatMap((argument) => effectsIn(action.tool, argument.text).map((effect) => ({ ...effect, argument })));
  return Object.assign(new Keeper(), {
    tool: action.tool,
    spec,
    profile,
    arguments: args,
    commands,
    ...kindsOf(action.tool, profile, args, commands),
  });
}

/** The call only shows what it would do. */
function isDryRun(argument: Argument): boolean {
  const key = argument.keyWords.join("_");
  return /^(?:is_)?(?:dry_?run|preview|preview_only|simulate|validate_only|what_?if|plan_only|check_only|test_mode)$/.test(
    key,
  )
    ? argument.value === true || argument.text === "true"
    : argument.role === "command" &&
        /(?:^|\s)--(?:dry-run|what-?if|simulate)\b/.test(argument.text) &&
        !/[;|&]/.test(argument.text);
}

/** `device_command(command: "open_valve")`: a general tool does what the one word says that it is given. */
function operationOf(profile: ToolProfile, args: readonly Argument[]): EffectKind | undefined {
  if (![...profile.kinds].every((kind) => kind === "execute" || kind === "change")) {
    return undefined;
  }
  const operation = args.find(
    ({ keyWords, text, value }) =>
      typeof value === "string" &&
      /^(?:command|cmd|action|operation|op|function|event|procedure)$/.test(keyWords.join("_")) &&
      /^[a-z]{3,20}(?:[_ -][a-z]{2,20}){0,3}$/i.test(text) &&
      !programs.has(text.split(" ", 1)[0]?.toLowerCase() ?? ""),
  );
  // `garage_door(action: "open")` opens a door; what is only opened may be a page.
  const said = operation && toolProfile(`${operation.text}_${profile.words.join("_")}`);
  const [kind] = said && said.verb !== "" ? said.kinds : [];
  return kind;
}

const isPublicFlag = (argument: Argument) =>
  /(?:^|_)(?:public|visibility|privacy|access|listed|is_public)(?:_|$)/.test(argument.keyWords.join("_")) &&
  (argument.value === true || /^(?:public|anyone\w*|everyone|world)$/i.test(argument.text));

function kindsOf(
  tool: string,
  profile: ToolProfile,
  args: readonly Argument[],
  commands: CallView["commands"],
): Pick<CallView, "kinds" | "reads"> {
  if (args.some(isDryRun)) {
    return { kinds: new Set(["read"]), reads: true };
  }
  const operation = commands.length > 0 ? undefined : operationOf(profile, args);
  if (operation !== undefined) {
    return { kinds: new Set([operation]), reads: operation === "read" };
  }
  const hasCommand = args.some((argument) => argument.role === "command") || profile.kinds.has("execute");
  const runsText = hasCommand && args.some((argument) => typeof argument.value === "string");
  if (runsText && (profile.kinds.has("execute") || commands.length > 0)) {
    const kinds = new Set(
      commands.map(
        ({ kind }): EffectKind => (kind === "guard" ? "change" : kind === "remote-code" ? "execute" : kind),
      ),
    );
    const isShell = args.some((argument) => argument.role === "command");
    if (kinds.size === 0 && isShell) {
      const code = args.some(
        (argument) => argument.role === "command" && /code|program|source/.test(argument.key.toLowerCase()),
      );
      const looks = args.every((argument) => argument.role !== "command" || onlyLooks(argument.text));
      return code || looks
        ? { kinds: new Set(["read"]), reads: true }
        : { kinds: new Set(["execute"]), reads: false };
    }
    if (kinds.size > 0) {
      return { kinds, reads: false };
    }
  }
  const method = args.find((argument) => argument.keyWords.includes("method"))?.text.toLowerCase();
  if (method !== undefined && /http|request|fetch|api/i.test(tool)) {
    const kind: EffectKind =
      method === "get" || method === "head" ? "read" : method === "delete" ? "delete" : "send";
    return { kinds: new Set([kind]), reads: kind === "read" };
  }
  // Whatever is written where everybody sees it is published.
  if (!profile.reads && args.some(isPublicFlag)) {
    return { kinds: new Set([...profile.kinds, "publish"]), reads: false };
  }
  return { kinds: profile.kinds, reads: profile.reads };
}

/** The judged step seen against what happened before it. `memory` must hold exactly the steps before. */
export function situate(
  step: AgentStep,
  memory: Memory,
  context: Pick<Situation, "model" | "policy" | "tools" | "scenario">,
): Situation {
  const { action } = step;
  const index = memory.length;
  const place = (where: "thought" | "answer", passage: Passage): Place => ({
    where,
    passage,
    step: index,
    name: "",
    failed: false,
  });
  return {
    ...context,
    memory,
    step,
    index,
    thought: place("thought", passageOf(step.thought)),
    call:
      action.kind === "call" ? viewCall(action, context.tools.get(action.tool), step.observation) : undefined,
    answer: action.kind === "answer" ? place("answer", passageOf(action.text)) : undefined,
    lookups: [],
  };
}

/** Memory of a whole history. */
export function memoryOf(instruction: string, history: readonly Step[]): Memory {
  const memory = newMemory(instruction);
  for (const step of history) {
    remember(memory, step);
  }
  return memory;
}

/** Evidence that names an argument of the judged call. */
export function citeArgument(situation: Situation, argument: Pick<Argument, "path" | "text">): EvidenceSpan {
  return { where: "argument", step: situation.index, path: argument.path, text: argument.text.slice(0, 400) };
}
