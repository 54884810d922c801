/**
 * Program text of every language in one small vocabulary. The lowering of each language makes it, the evaluator reads
 * it; neither knows the other. Offsets are UTF-16 code units of the unit's text.
 */
interface At {
  readonly start: number;
  readonly end: number;
}

export interface Argument {
  /** For keyword arguments. */
  readonly name?: string;
  /** `*args`, `**kwargs`, `...rest`. */
  readonly isSpread?: boolean;
  readonly value: Expression;
}

export interface Entry {
  /** Undefined for a computed key and for a spread. */
  readonly key?: string;
  readonly computed?: Expression;
  readonly isSpread?: boolean;
  readonly value: Expression;
}

export type Expression = At &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "member"; readonly object: Expression; readonly property: string }
    | { readonly kind: "index"; readonly object: Expression; readonly index: Expression }
    | {
        readonly kind: "call";
        readonly callee: Expression;
        readonly args: readonly Argument[];
        readonly isNew: boolean;
      }
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "literal"; readonly value: number | boolean | null }
    /** A regular expression literal. */
    | { readonly kind: "regex"; readonly pattern: string; readonly flags: string }
    /** f-strings, template literals, implicit joining. A tag receives the parts unjoined. */
    | {
        readonly kind: "template";
        readonly parts: readonly (string | Expression)[];
        readonly tag?: Expression;
      }
    | {
        readonly kind: "binary";
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "compare";
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "logic";
        readonly operator: "and" | "or" | "??";
        readonly operands: readonly Expression[];
      }
    | { readonly kind: "not"; readonly operand: Expression }
    | {
        readonly kind: "choice";
        readonly test: Expression;
        readonly whenTrue: Expression;
        readonly whenFalse: Expression;
      }
    | { readonly kind: "list"; readonly items: readonly Argument[] }
    | { readonly kind: "object"; readonly entries: readonly Entry[] }
    | { readonly kind: "function"; readonly definition: FunctionDefinition }
    | { readonly kind: "class"; readonly definition: ClassDefinition }
    | {
        readonly kind: "each";
        readonly pattern: Pattern;
        readonly over: Expression;
        readonly inner: Expression;
      }
    | {
        readonly kind: "assign";
        readonly target: Pattern;
        readonly value: Expression;
        readonly operator?: string;
      }
    /** Anything else; its value depends on its parts. */
    | { readonly kind: "other"; readonly parts: readonly Expression[] }
  );

export type Pattern = At &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "place"; readonly target: Expression }
    | { readonly kind: "list"; readonly items: readonly Pattern[] }
    | {
        readonly kind: "object";
        readonly entries: readonly { readonly key: string; readonly pattern: Pattern }[];
        readonly rest?: Pattern;
      }
    | { readonly kind: "default"; readonly pattern: Pattern; readonly value: Expression }
  );

export type Statement = At &
  (
    | { readonly kind: "evaluate"; readonly value: Expression }
    | {
        readonly kind: "assign";
        readonly target: Pattern;
        readonly value: Expression;
        /** `+=` and the like. */
        readonly operator?: string;
        /** The annotated type, as written. */
        readonly type?: Expression;
      }
    | { readonly kind: "return"; readonly value?: Expression }
    | { readonly kind: "raise"; readonly value?: Expression }
    | { readonly kind: "jump" }
    | {
        readonly kind: "if";
        readonly test: Expression;
        readonly whenTrue: readonly Statement[];
        readonly whenFalse: readonly Statement[];
      }
    | {
        readonly kind: "loop";
        readonly each?: { readonly pattern: Pattern; readonly over: Expression };
        readonly test?: Expression;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: "try";
        readonly body: readonly Statement[];
        readonly handlers: readonly { readonly pattern?: Pattern; readonly body: readonly Statement[] }[];
        readonly orElse: readonly Statement[];
        readonly finally: readonly Statement[];
      }
    | {
        readonly kind: "switch";
        readonly subject: Expression;
        readonly cases: readonly {
          /** Empty for the default case. */
          readonly values: readonly Expression[];
          readonly body: readonly Statement[];
        }[];
      }
    | { readonly kind: "block"; readonly body: readonly Statement[] }
    | { readonly kind: "function"; readonly definition: FunctionDefinition }
    | { readonly kind: "class"; readonly definition: ClassDefinition }
    | {
        readonly kind: "import";
        readonly bindings: readonly ImportBinding[];
        readonly stars: readonly string[];
      }
  );

export interface ImportBinding {
  readonly name: string;
  readonly module: string;
  /** Names inside the module; empty for the module itself. */
  readonly path: readonly string[];
}

export interface Parameter extends At {
  readonly pattern: Pattern;
  /** Empty when the parameter is destructured. */
  readonly name: string;
  readonly kind: "plain" | "rest" | "keywords";
  readonly fallback?: Expression;
  /** The annotated type, read as an expression; undefined when there is none. */
  readonly type?: Expression;
}

export interface FunctionDefinition extends At {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Lowered when first asked for. */
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  /** For methods: neither `staticmethod` nor `static`. */
  readonly isStatic: boolean;
  readonly returns?: Expression;
}

export interface ClassDefinition extends At {
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly methods: ReadonlyMap<string, FunctionDefinition>;
  readonly attributes: ReadonlyMap<string, Expression>;
  /** Annotated types of attributes, parameter properties included. */
  readonly types: ReadonlyMap<string, Expression>;
}
