import type { ClassDefinition, Expression, FunctionDefinition, Pattern, Statement } from "./ir.ts";
import type { Scope, Unit } from "./unit.ts";

/** Which functions of a file may have to do with sources. */
export interface Relevance {
  /** Whether a function is worth working out. Each that is makes those worth it that use what it leaves behind. */
  includes(definition: FunctionDefinition): boolean;
}

interface Stretch {
  start: number;
  end: number;
}

/** What a stretch of text is made of. */
interface Part {
  /** Whether it holds a word of a source. */
  isSource: boolean;
  /** Else every name in it. */
  names: ReadonlySet<string>;
}

const noNames: ReadonlySet<string> = new Set();

/**
 * Attributes that are assigned, containers that are put into, global names and functions that are kept under a name. Each
 * begins at the start of a word, lest every letter of it is tried.
 */
const leaving = [
  /\.\s*#?([\w$]+)\s*(?::[^=\n]*)?(?:\|\||\?\?|[+|&])?=(?![=>])/g,
  /(?<![\w$])([\w$]+)\s*\[[^\]\n]*\]\s*=(?![=>])/g,
  /(?<![\w$])([\w$]+)\s*\??\.\s*(?:append|extend|push|unshift|add|insert|update|set|appendleft|put)\s*\(/g,
  /\bglobal\s+(\w+)/g,
  /(?<![\w$])([\w$]+)\s*[:=]\s*(?:async\s*)?(?:function\b|\([^()\n]*\)\s*(?::[^=\n]+)?=>|[\w$]+\s*=>)/g,
];
const assigned = /(?<![.\w$])([\w$]+)\s*(?:\|\||\?\?|[+|&])?=(?![=>])/g;

/**
 * Goes by words alone, over-generously: a function is worth it when its text holds a word of a source, or a name that is bound
 * to something of which that holds, in whatever way a name can come by it.
 * @param words of sources, none of them global.
 * @param reaches whether a module of the workspace holds sources, itself or through what it imports.
 */
export function createRelevance(
  unit: Unit,
  scope: Scope,
  words: readonly RegExp[],
  reaches: (module: string, path: readonly string[]) => boolean,
): Relevance {
  const { text } = unit.document;
  const names = new Set<string>();
  const classes = new Set<ClassDefinition>();
  const present = words.filter((word) => word.test(text));
  const parts = new Map<string, Part>();

  const add = (name: string) => {
    if (/^[\w$]{2,}$/.test(name)) {
      names.add(name);
    }
  };
  /** Parts are asked about again each time a name has come up, so what they are made of is kept. */
  const matches = ({ start, end }: Stretch): boolean => {
    const key = `${start} ${end}`;
    let part = parts.get(key);
    if (part === undefined) {
      const content = text.slice(start, end);
      const isSource = present.some((word) => word.test(content));
      part = { isSource, names: isSource ? noNames : new Set(content.match(/[\w$]{2,}/g)) };
      parts.set(key, part);
    }
    return part.isSource || shareOne(names, part.names);
  };

  const bind = (target: Pattern): void => {
    switch (target.kind) {
      case "name":
        add(target.name);
        break;
      case "place":
        addPlace(target.target, add);
        break;
      case "list":
        target.items.forEach(bind);
        break;
      case "object":
        for (const { pattern: inner } of target.entries) {
          bind(inner);
        }
        if (target.rest !== undefined) {
          bind(target.rest);
        }
        break;
      case "default":
        bind(target.pattern);
    }
  };

  const see = (statement: Statement): void => {
    switch (statement.kind) {
      case "assign":
        if (matches(statement)) {
          bind(statement.target);
        }
        break;
      case "evaluate":
        if (statement.value.kind === "assign" && matches(statement)) {
          bind(statement.value.target);
        }
        break;
      case "class":
        seeClass(statement.definition);
        break;
      case "if":
        [...statement.whenTrue, ...statement.whenFalse].forEach(see);
        break;
      case "loop":
      case "block":
        statement.body.forEach(see);
        break;
      case "try":
        [statement.body, ...statement.handlers.map(({ body }) => body), statement.orElse, statement.finally]
          .flat()
          .forEach(see);
    }
  };

  /** A class that inherits from something relevant is so as a whole. */
  const seeClass = (definition: ClassDefinition): void => {
    if (definition.bases.some((base) => matches(base))) {
      classes.add(definition);
      add(definition.name);
    }
    for (const [name, value] of definition.attributes) {
      if (matches(value)) {
        add(name);
        add(definition.name);
      }
    }
  };

  for (const [name, { module, path }] of scope.imports) {
    const written = [module, ...path].join(".");
    const asWritten = `import ${module} from ${module} import ${path.join(".")} ${written} "${module}"`;
    if (words.some((word) => word.test(asWritten)) || reaches(module, path)) {
      add(name);
    }
  }
  const settle = () => {
    for (let before = -1; before !== names.size; ) {
      before = names.size;
      unit.statements.forEach(see);
    }
  };
  settle();

  return {
    includes(definition) {
      const start = Math.min(definition.start, ...definition.decorators.map((one) => one.start));
      const { end } = definition;
      const isInClass = [...classes].some(
        ({ start, end }) => start <= definition.start && definition.end <= end,
      );
      if (!isInClass && !matches({ start, end })) {
        return false;
      }
      const part = text.slice(start, end);
      const before = names.size;
      add(definition.name);
      for (const [, name = ""] of leaving.flatMap((one) => [...part.matchAll(one)])) {
        add(name);
      }
      for (const [, name = ""] of unit.isPython ? [] : part.matchAll(assigned)) {
        if (scope.names.has(name)) {
          add(name);
        }
      }
      if (names.size > before) {
        settle();
      }
      return true;
    },
  };
}

function shareOne(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const one of few) {
    if (many.has(one)) {
      return true;
    }
  }
  return false;
}

function addPlace(target: Expression, add: (name: string) => void): void {
  if (target.kind === "member") {
    add(target.property);
  }
  if (target.kind === "member" || target.kind === "index") {
    addPlace(target.object, add);
  } else if (target.kind === "name") {
    add(target.name);
  }
}
