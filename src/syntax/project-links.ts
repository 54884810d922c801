import type { CodeDocument, Declaration, Origin } from "./code-document.ts";
import { extend } from "./linked-names.ts";
import type { Links } from "./links.ts";

/** A module found in the project, with the rest of the path into it. */
export interface Target {
  document: CodeDocument;
  links: Links;
  path: readonly string[];
}

const maxDepth = 12;
const maxDeclarations = 8;
/** Names one file may ask for before the rest stays as written. */
const maxQuestions = 5_000;

/**
 * Answers from the files of a project. `find` gives the module an import of the file leads to; `isOwn` says of a name,
 * without parsing, that the module defines it itself, so that nothing is handed on; `text` is that of the module; `nesting` counts how many files deep the
 * question is, over all files together.
 */
export function createLinks(
  find: (origin: Origin) => Target | undefined,
  isOwn: (origin: Origin) => boolean,
  text: (origin: Origin) => string | undefined,
  nesting: { depth: number },
): Links {
  const followed = new Map<string, readonly Declaration[]>();
  const traced = new Map<string, readonly Origin[]>();

  /** Each question is answered once; while it is open it is answered by `unanswered`, so that circles end. */
  const once = <Answer>(
    known: Map<string, Answer>,
    { module, path }: Origin,
    unanswered: Answer,
    answer: () => Answer,
  ): Answer => {
    const key = `${module}\n${path.join(".")}`;
    const before = known.get(key);
    if (before !== undefined || nesting.depth >= maxDepth || known.size > maxQuestions) {
      return before ?? unanswered;
    }
    known.set(key, unanswered);
    nesting.depth++;
    try {
      const found = answer();
      known.set(key, found);
      return found;
    } finally {
      nesting.depth--;
    }
  };

  const exported = (origin: Origin) => {
    const target = origin.path.length === 0 ? undefined : find(origin);
    const [name, ...rest] = target?.path ?? [];
    const found = name === undefined ? [] : (target?.document.names.exported(name) ?? []);
    return target === undefined ? undefined : { target, found: found.slice(0, maxDeclarations), rest };
  };

  return {
    module: find,
    text,
    follow: (origin) =>
      once(followed, origin, [], () => {
        const { target, found = [], rest = [] } = exported(origin) ?? {};
        return found.flatMap((declaration) => {
          const { imported } = declaration;
          if (imported === undefined) {
            return rest.length === 0 ? [declaration] : [];
          }
          return target?.links.follow(extend(imported, rest)) ?? [];
        });
      }),
    trace: (origin) =>
      once(traced, origin, [origin], () => {
        if (isOwn(origin)) {
          return [origin];
        }
        const { target, found = [], rest = [] } = exported(origin) ?? {};
        const origins = found.flatMap(({ imported, kind, value }): readonly Origin[] => {
          if (imported !== undefined) {
            return target?.links.trace(extend(imported, rest)) ?? [];
          }
          return kind === "variable" && value !== undefined && target !== undefined
            ? target.document.names.origins(value).map((found) => extend(found, rest))
            : [];
        });
        return origins.length > 0 ? [...new Set(origins)] : [origin];
      }),
  };
}
