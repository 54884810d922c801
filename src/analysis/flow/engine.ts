import type { ClassDefinition, Expression, FunctionDefinition, Statement } from "./ir.ts";
import type { Scope, Unit } from "./unit.ts";
import type { CodePlace, FactMap, Label, Reference, Taint, Value } from "./value.ts";

export type FunctionReference = Extract<Reference, { kind: "function" }>;

/** Kinds of places where a value does harm. */
export type SinkKind =
  | "shell"
  | "argv"
  | "code"
  | "path"
  | "url"
  | "query"
  | "template"
  | "deserialise"
  | "html"
  | "instructions"
  | "prompt-template"
  | "dispatch"
  | "launch"
  | "log"
  | "memory"
  | "description"
  | "output"
  /** What is written into a file, wherever that lies. */
  | "content";

/** What a sink is given. */
export interface SinkUse {
  kind: SinkKind;
  value: Value;
  /** The argument that carries the value. */
  at: Expression;
  /** The call as a person writes it: `subprocess.run`. */
  what: string;
  /** What a rule wants to know besides, such as `write` for a path or the program of an argument list. */
  detail?: string;
}

/** A source that reaches a sink. */
export interface Hit extends Omit<SinkUse, "value" | "at"> {
  /** The tainted argument at the sink. */
  place: CodePlace;
  /** The whole call at the sink. */
  call: CodePlace;
  taint: Taint;
}

/** What a call does to the world, whoever decides about its arguments. */
export interface Effect {
  kind:
    | "runs"
    | "starts"
    | "writes"
    | "appends"
    | "deletes"
    | "inserts"
    | "changes-rows"
    | "pays"
    | "grants"
    | "fetches"
    | "sends";
  /** The call as a person writes it. */
  what: string;
  place: CodePlace;
}

/** A parameter that is called, or a member of one. */
export interface Invocation {
  taint: Taint;
  args: readonly Value[];
}

/** What a function does with its parameters, worked out once. */
export interface Summary {
  hits: readonly Hit[];
  /** Each kind once. */
  effects: ReadonlyMap<Effect["kind"], Effect>;
  returns: Value;
  /** What holds after every normal return. */
  ensures: FactMap;
  /** Fields a method or constructor leaves on its object. */
  selfFields: ReadonlyMap<string, Value>;
  /** Parameters that are called, with what they are given. */
  invokes: readonly Invocation[];
}

/** One run through one body. */
export interface Frame {
  scope: Scope;
  definition: FunctionDefinition | undefined;
  self: Value | undefined;
  facts: Map<Label, ReadonlySet<string>>;
  /** What follows is not reached. */
  isDead: boolean;
  returns: { value: Value; facts: FactMap }[];
  /** States in which `break` and `continue` left the loop or switch being run. */
  jumps: State[];
  hits: Hit[];
  effects: Map<Effect["kind"], Effect>;
  /** By what tells them apart: loops run twice, and a method comes by those of every method that it calls. */
  invokes: Map<string, Invocation>;
  /** Those that came as an object that was handed on before. */
  handedOn: Set<Invocation>;
  depth: number;
  /** How deep the evaluator as a whole is in bodies and in calls; one for all frames. */
  nesting: { depth: number; calls: number };
}

/** Names and facts at one point. */
export interface State {
  names: Map<string, Value>;
  facts: Map<Label, ReadonlySet<string>>;
}

/** An argument of a call with its value. */
export interface GivenArgument {
  name?: string;
  isSpread: boolean;
  value: Value;
  at: Expression;
}

/** A function that is handed what a model or its client asks for: of any tool by its name, of a resource, of a prompt. */
export interface Dispatcher {
  reference: FunctionReference;
  /** For resources and prompts, such as `resource file://{path}`; a function for all tools has none. */
  name?: string;
  /** Where the arguments are: position of the parameter and the members that lead there. */
  index: number;
  path: readonly string[];
}

/** A call with everything about it worked out. */
export interface CallView {
  /** Dotted paths the callee may be; see `Reference`. */
  paths: readonly string[];
  /** The last name of the callee: `execute` of `self.db.execute`. */
  method: string;
  callee: Value;
  receiver: Value | undefined;
  receiverAt: Expression | undefined;
  args: readonly GivenArgument[];
  isNew: boolean;
  at: Expression;
  frame: Frame;
  positional(index: number): GivenArgument | undefined;
  /** A keyword argument, or a member of an object literal given as argument. */
  keyword(name: string): GivenArgument | undefined;
}

/** Tables of one language. Each is asked about every call; the first answer counts. */
export interface Models {
  /** What a call gives, whatever its function does, because the project says so. */
  stated(engine: Engine, call: CallView): Value | undefined;
  /** What a call of something outside the workspace gives; undefined when the table does not know it. */
  result(engine: Engine, call: CallView): Value | undefined;
  sinks(engine: Engine, call: CallView): readonly SinkUse[];
  /** What is known after a call has returned. */
  ensures(engine: Engine, call: CallView): FactMap | undefined;
}

/** The parts of the evaluator, which call each other through it. */
export interface Engine {
  evaluate(frame: Frame, expression: Expression): Value;
  run(frame: Frame, statements: readonly Statement[]): void;
  call(frame: Frame, expression: Extract<Expression, { kind: "call" }>): Value;
  /** Calls a function value with values, as a wrapper or an iteration does. */
  invoke(frame: Frame, callee: Value, args: readonly Value[], at: Expression): Value;
  /** As `invoke`, for what a callee has called and where nobody looks at what the call gives. */
  handOn(frame: Frame, callee: Value, args: readonly Value[], at: Expression): void;
  /** As `handOn`, for a call that is the same whatever the callee was given; one object each time. */
  handOnFixed(frame: Frame, invocation: Invocation, at: Expression): void;
  /** Calls another function in the place of the one that was called, with the keyword arguments of the call. */
  forward(call: CallView, callee: Value, args: readonly Value[]): Value;
  summaryOf(reference: FunctionReference, depth: number): Summary;
  /** The names of a module once it has run. */
  moduleScope(unit: Unit): Scope;
  /** What a name that a scope imports is worth; undefined when it imports no such name. */
  imported(scope: Scope, name: string): Value | undefined;
  /** An empty frame. */
  frame(scope: Scope, definition: FunctionDefinition | undefined, depth: number): Frame;
  member(frame: Frame, value: Value, property: string, at: Expression): Value;
  models(unit: Unit): Models;
  label(definition: FunctionDefinition, index: number, path: readonly string[]): Label;
  /** Equal for values that nothing that follows tells apart. */
  identity(value: Value): number;
  /** Stands for every source at once: a person's word settles them all. */
  readonly anyone: Label;
  source(
    source: Extract<Label, { kind: "source" }>["source"],
    what: string,
    place: CodePlace,
    path?: readonly string[],
  ): Label;
  /** Fields any instance of a class has. */
  fieldsOf(reference: { definition: ClassDefinition; scope: Scope }): ReadonlyMap<string, Value>;
  /** Makes a function known, so that it is worked out even if nothing calls it. */
  remember(reference: FunctionReference): void;
  /** Makes a function known that answers every call of a server's tools itself. */
  addDispatcher(dispatcher: Dispatcher): void;
  /** Makes functions known that a graph runs, each with the state that the others leave. */
  addNodes(nodes: readonly FunctionReference[]): void;
  /** False when the work allowed is used up. */
  spend(): boolean;
}

/** The place of an expression in the file the frame runs in. */
export function placeOf(frame: Frame, { start, end }: { start: number; end: number }): CodePlace {
  return { unit: frame.scope.unit, start, end };
}
