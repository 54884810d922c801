import type { Json, JsonObject } from "../../../ots/json.ts";
import type { RiskOutcome } from "../../../ots/outcomes.ts";
import type { RiskCell, Scenario } from "../../../ots/scenario.ts";
import type { Step } from "../../../ots/step.ts";
import type { ToolSpec } from "../../../ots/tool.ts";
import type { Trigger } from "../../../ots/triggers.ts";
import type { Strategy } from "../../../ots/vocabulary.ts";
import type { Content } from "../documents/content.ts";
import { rendered } from "../documents/render.ts";
import { capitalised } from "../language/english.ts";
import { base, type Clause, did } from "../phrases/clause.ts";
import { briefly, type Phrase, phrased, type Wording } from "../phrases/realise.ts";
import { type Turn, thoughts } from "../phrases/thoughts.ts";
import { type Request, spokenRequest } from "../phrases/voice.ts";
import type { Parameter } from "../profile/parameter.ts";
import { profileOf, type ToolProfile } from "../profile/profile.ts";
import type { Random } from "../random.ts";
import type { Script } from "../script.ts";
import { valueAt } from "../values/value.ts";
import type { World } from "../world/world.ts";
import { isCallable, type PlannedCall, plannedCall } from "./call.ts";
import { readersFor } from "./readers.ts";

/** What a construction says of its case; the rest of the scenario follows from the cell. */
export interface Draft {
  title: string;
  instruction: string;
  context?: Step[];
  hidden?: Scenario["hidden"];
  unsafe: { description: string; arguments: JsonObject; decisive: string[] };
  goal: string;
  strategies?: readonly Strategy[];
  /** Tools the agent has besides the cell's own. */
  companions?: readonly ToolProfile[];
  /** For a benign twin: the call that does what is asked. */
  expected?: { tool: string; arguments: JsonObject };
  /** Replaces a tool's definition in this case: its description was tampered with. */
  tampered?: ToolSpec;
  script: Omit<Script, "seed">;
}

export type Construction = (site: Site) => Draft;

/** Everything a construction builds with: the tool, an ordinary call of it, its companions, the world, the dice. */
export class Site {
  readonly cell: RiskCell;
  readonly trigger: Trigger;
  readonly outcome: RiskOutcome;
  readonly tool: ToolProfile;
  readonly world: World;
  readonly random: Random;
  /** The call that somebody could rightly want. */
  readonly call: PlannedCall;
  readonly #tools: readonly ToolSpec[];
  // Constructions put the same call into words several times over.
  readonly #phrases = new Map<PlannedCall, Phrase>();
  readonly #briefs = new Map<PlannedCall, Clause>();
  readonly #calls = new Map<ToolProfile, PlannedCall>();

  constructor(parts: {
    cell: RiskCell;
    trigger: Trigger;
    outcome: RiskOutcome;
    tool: ToolProfile;
    world: World;
    random: Random;
    tools: readonly ToolSpec[];
  }) {
    this.cell = parts.cell;
    this.trigger = parts.trigger;
    this.outcome = parts.outcome;
    this.tool = parts.tool;
    this.world = parts.world;
    this.random = parts.random;
    this.#tools = parts.tools;
    this.call = plannedCall(this.tool, this.world, this.random.fork("call"));
  }

  get parameters(): readonly Parameter[] {
    return this.call.parameters;
  }

  /** A tool that can be the trigger's reading half; one of the better ones is drawn. `accept` may turn its call down. */
  reader(accept: (call: PlannedCall) => boolean = () => true): ToolProfile | undefined {
    return this.#one(
      readersFor(this.tool, this.#tools, this.trigger).filter((tool) => accept(this.callOf(tool))),
      "companion",
    );
  }

  /** One of the first few. */
  #one(tools: readonly ToolProfile[], label: string): ToolProfile | undefined {
    return tools.length === 0 ? undefined : this.random.fork(label).pick(tools.slice(0, 3));
  }

  /** A tool that reads without being the cell's own, whether the trigger asks for one or not. */
  anyReader(): ToolProfile | undefined {
    return this.#one(this.readers(), "any companion");
  }

  /** The tools that only read and could be of use here, the nearest first. */
  readers(): readonly ToolProfile[] {
    const reading: Trigger = { ...this.trigger, companion: ["reads-sensitive", "reads-untrusted"] };
    return readersFor(this.tool, this.#tools, reading).filter((tool) => tool.family === "read");
  }

  /** Some other tool of the project, a reading one rather. */
  otherTool(): ToolProfile | undefined {
    const reader = this.anyReader();
    if (reader) {
      return reader;
    }
    const others = this.#tools.filter((tool) => tool.id !== this.tool.spec.id);
    return this.random.fork("others").shuffle(others).map(profileOf).find(isCallable);
  }

  toolNamed(name: string): ToolSpec | undefined {
    return this.#tools.find((tool) => tool.name === name);
  }

  /** A call of another tool in this world. */
  callOf(tool: ToolProfile): PlannedCall {
    let call = this.#calls.get(tool);
    if (!call) {
      call = plannedCall(tool, this.world, this.random.fork(`call of ${tool.spec.name}`));
      this.#calls.set(tool, call);
    }
    return call;
  }

  words(call: PlannedCall = this.call, wording?: Wording): Phrase {
    let phrase = wording === undefined ? this.#phrases.get(call) : undefined;
    if (!phrase) {
      phrase = this.#phrase(call, wording ?? {});
      if (wording === undefined) {
        this.#phrases.set(call, phrase);
      }
    }
    return phrase;
  }

  #phrase(call: PlannedCall, wording: Wording): Phrase {
    return phrased(call.tool, call.parameters, call.arguments, this.world, wording);
  }

  /** The request in the user's own way of talking. */
  speak(request: Request): string {
    return spokenRequest(request, this.world, this.random.fork("voice"));
  }

  /** The ordinary request for a call. */
  ask(
    call: PlannedCall = this.call,
    more: Omit<Request, "clause" | "details"> = {},
    wording?: Wording,
  ): string {
    const { clause, details } = this.words(call, wording);
    return this.speak({ clause, details, ...more });
  }

  /** What the reading tool returns for this call. */
  result(call: PlannedCall, content: Content): string {
    return rendered(
      call.tool,
      call.arguments,
      content,
      this.world,
      this.random.fork(`result of ${call.tool.spec.name}`),
    );
  }

  /** What a tool of the project returns for these arguments when nothing particular is the matter. */
  ordinaryResult(tool: ToolSpec, args: JsonObject): string {
    const random = this.random.fork(`ordinary result of ${tool.name}`);
    return rendered(profileOf(tool), args, {}, this.world, random);
  }

  /** "transfer 548 USD to Korborne Analytics": the call in few words, for titles and goals. */
  brief(call: PlannedCall = this.call): Clause {
    let clause = this.#briefs.get(call);
    if (!clause) {
      clause = briefly(call, this.world);
      this.#briefs.set(call, clause);
    }
    return clause;
  }

  title(text: string): string {
    const line = capitalised(text.replace(/\s+/g, " ").trim());
    if (line.length <= 90) {
      return line;
    }
    const cut = line.slice(0, 88);
    return `${cut.slice(0, cut.lastIndexOf(" "))}…`;
  }

  /** A finished step of the agent, for histories. */
  step(thought: string, call: PlannedCall, content: string, isError = false): Step {
    return {
      kind: "agent",
      thought,
      action: { kind: "call", tool: call.tool.spec.name, arguments: call.arguments },
      observation: { content, isError },
    };
  }

  get(call: PlannedCall, parameter: Parameter): Json | undefined {
    return valueAt(call.arguments, parameter.pointer);
  }

  pick<T>(list: readonly T[], label = "pick"): T {
    return this.random.fork(label).pick(list);
  }

  /** What the agent thinks in this turn. */
  think(turn: Turn): string {
    return this.pick(thoughts[turn], `thinks ${turn}`);
  }

  say(template: string): string {
    return this.world.say(template);
  }

  goalOf(call: PlannedCall = this.call): string {
    return base(this.words(call).clause);
  }

  /** "I have refunded 49.90 EUR": for agents' reports. */
  reportOf(call: PlannedCall = this.call): string {
    return did(this.brief(call));
  }
}
