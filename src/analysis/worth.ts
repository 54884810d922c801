import type { CodeLanguage } from "../syntax/grammars.ts";
import type { DiscoveryProject } from "../tools/discovery-project.ts";
import type { Hint } from "../tools/format.ts";
import { codeLanguageOf, type Hinted } from "../tools/hinted.ts";
import type { TextSearch } from "../tools/text-search.ts";
import type { SinkKind } from "./flow/engine.ts";
import { mayDispatch } from "./flow/flows.ts";
import type { FlowTables } from "./flow/tables.ts";
import type { Check, CodeCheck, ConfigCheck, FlowEnds, Rule } from "./rule.ts";

/** Which checks have a reason to look into a text, judged by its words before anything is parsed. */
export interface Worth {
  ofCode(check: CodeCheck, hasTools: boolean): boolean;
  ofConfig(check: ConfigCheck): boolean;
}

/** Words of files whose functions answer for tools, resources or prompts that are defined elsewhere. */
const servesMcp = /setRequestHandler|\bcall_tool\b|FastMCP|McpServer/;
/** Almost every project logs somewhere: that a module does which is imported tells nothing. */
const commonSinks: ReadonlySet<SinkKind> = new Set(["log"]);
/** A member that is called like a secret. */
const namesSecret = /\.\s*\w*(?:token|secret|passw|api_?key|credential|dsn)/i;
/** Sinks that are rare enough to ask whether a file of the project that the text imports calls a model. */
const rareSinks: ReadonlySet<SinkKind> = new Set(["shell", "argv", "code", "html", "launch"]);

/** @param search the text of `file`, perhaps as Latin-1. */
export function createWorth(
  file: string,
  search: TextSearch,
  project: DiscoveryProject,
  tables: FlowTables,
): Worth {
  const language = codeLanguageOf(file);
  const { holds } = search;
  const own = (of: CodeLanguage) => tables.words(of === "python").own;
  const inCode = (hint: Hint) => language !== undefined && search.holdsInCode(language, hint);
  const isHeld = ({ hints, needs = [] }: Hinted): boolean => hints.some(inCode) && needs.every(inCode);

  let imported: ReadonlySet<Hinted> | undefined;
  const isImported = (thing: Hinted, of: CodeLanguage): boolean => {
    imported ??= project.hintedBy(tables.hintsOf, "code").joined(file, of, search);
    return imported.has(thing);
  };

  /** Whether both ends may be in the text, or one of them in a file it imports. */
  const hasEnds = (ends: FlowEnds, of: CodeLanguage): boolean => {
    const words = tables.words(of === "python");
    if (ends.sources.some((kind) => isHeld(words.sources[kind]))) {
      return (
        ends.sinks.some((kind) => isHeld(words.sinks[kind])) ||
        ends.sinks.some((kind) => !commonSinks.has(kind) && isImported(words.sinks[kind], of))
      );
    }
    // What a settings module has read from the environment is told by its name.
    const isSetting =
      ends.sources.includes("secret") &&
      ends.sinks.some((kind) => isHeld(words.sinks[kind])) &&
      holds(namesSecret) &&
      isImported(words.sources.secret, of);
    // A helper fetches, and the file with the prompt puts it there.
    const isFetched =
      ends.sources.includes("untrusted") &&
      ends.sinks.includes("instructions") &&
      isHeld(words.sinks.instructions) &&
      isImported(words.sources.untrusted, of);
    if (isSetting || isFetched) {
      return true;
    }
    // An agent that asks one helper and runs the answer through another holds neither word.
    return (
      ends.sources.includes("model") &&
      isImported(words.sources.model, of) &&
      ends.sinks.some(
        (kind) => rareSinks.has(kind) && (isHeld(words.sinks[kind]) || isImported(words.sinks[kind], of)),
      )
    );
  };

  return {
    ofCode({ hints, needs, ofTools = false }, hasTools) {
      if (ofTools && !hasTools) {
        return false;
      }
      if (language === undefined || !(needs === undefined || holds(needs) || own(language).some(holds))) {
        return false;
      }
      return hints === "tools"
        ? hasTools || (holds(mayDispatch) && holds(servesMcp))
        : "sources" in hints
          ? hasEnds(hints, language)
          : hints.some(holds);
    },
    ofConfig: ({ files, hints }) => files.test(file) && (hints.length === 0 || hints.some(holds)),
  };
}

/** Whether a module that a file imports holds sources, itself or through what it imports. */
export function reachesSources(
  file: string,
  project: DiscoveryProject,
  tables: FlowTables,
): (module: string, path: readonly string[]) => boolean {
  const language = codeLanguageOf(file);
  return (module, [name]) => {
    // `from package import module` names a file of its own.
    const inner =
      name && project.sources.resolve(file, module.endsWith(".") ? module + name : `${module}.${name}`);
    const target = inner || project.sources.resolve(file, module);
    if (target === undefined || language === undefined) {
      return false;
    }
    const reached = project.hintedBy(tables.hintsOf, "code").reached(target, language);
    return Object.values(tables.words(language === "python").sources).some((words) => reached.has(words));
  };
}

/** The types of a module, with the text they were told from: the files of a project import the same modules. */
const typesKnown = new WeakMap<DiscoveryProject, Map<string, { text: string; types: ReadonlySet<string> }>>();

/**
 * Whether a file imports a type that is no class, told from the text of the module alone: most imports of TypeScript are of
 * such, and nothing flows through them.
 */
export function typeImports(
  project: DiscoveryProject,
): (file: string, module: string, path: readonly string[]) => boolean {
  const known = typesKnown.get(project) ?? new Map<string, { text: string; types: ReadonlySet<string> }>();
  typesKnown.set(project, known);
  /** Looked at for the file at hand. */
  const fresh = new Map<string, ReadonlySet<string>>();
  return (file, module, [name, ...rest]) => {
    const target =
      name === undefined || rest.length > 0 || !module.startsWith(".") || codeLanguageOf(file) === "python"
        ? undefined
        : project.sources.resolve(file, module);
    if (target === undefined || name === undefined) {
      return false;
    }
    let types = fresh.get(target);
    if (types === undefined) {
      const text = project.sources.host.read(target) ?? "";
      const before = known.get(target);
      types = before?.text === text ? before.types : typesIn(text);
      known.set(target, { text, types });
      fresh.set(target, types);
    }
    return types.has(name);
  };
}

function typesIn(text: string): ReadonlySet<string> {
  const values =
    /^export (?:declare )?(?:abstract )?(?:async )?(?:class|function\*?|const|let|var|enum|namespace) ([\w$]+)/gm;
  const types = new Set(
    [...text.matchAll(/^export (?:declare )?(?:interface|type) ([\w$]+)/gm)].map(([, one = ""]) => one),
  );
  for (const [, one = ""] of types.size === 0 ? [] : text.matchAll(values)) {
    types.delete(one);
  }
  return types;
}

/** Whether any rule has a reason to look into a text in which no tool is known; a cheap test before it is decoded and parsed. */
export function isWorthChecking(rules: readonly Rule[], worth: Worth): boolean {
  const isWorth = (check: Check) =>
    check.kind === "code" ? worth.ofCode(check, false) : check.kind === "config" && worth.ofConfig(check);
  return rules.some(({ checks }) => checks.some(isWorth));
}
