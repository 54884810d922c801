import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Turn } from "../syntax/code-document.ts";
import { ownerOf } from "../syntax/owner.ts";
import { inTurn } from "../syntax/turn-document.ts";
import type { FoundTool } from "./format.ts";
import { pythonTurns } from "./python/turns.ts";
import { scriptTurns } from "./script/turns.ts";

/** Regions inside regions that are followed. */
const maxDepth = 2;
const maxTurns = 500;
/** Characters; what is longer is a module in its wrapper. */
const maxRegion = 8_000;
/** How often a region may give nothing before it is left alone. */
const maxIdle = 4;
const aboutTools = /tool|input_?schema|function_?declaration|kernel_function|description/i;

interface Region {
  /** Names of the tools it defines whatever it is given. */
  fixed: ReadonlySet<string>;
  idle: number;
}

/**
 * Tools that a function, a class or a loop of the project makes of what it is given: `defineTool("read_note", "…")`,
 * `for (const spec of specs) tools.push(tool(spec))`. Each lies where the turn is made: at the call, at the item of the list.
 * `find` gives the tools of a document.
 */
export function toolsOfTurns(
  document: CodeDocument,
  find: (document: CodeDocument) => FoundTool[],
): FoundTool[] {
  return turnsIn(document, find, 0);
}

function turnsIn(
  document: CodeDocument,
  find: (document: CodeDocument) => FoundTool[],
  depth: number,
): FoundTool[] {
  const regions = new Map<number, Region>();
  const verdicts = new Map<number, boolean>();
  const isWanted = (region: Node): boolean => {
    const known = verdicts.get(region.id);
    const isShort = region.endIndex - region.startIndex <= maxRegion;
    const isAround = document.turn !== undefined && region.id === document.turn.region.id;
    const wanted = known ?? (isShort && !isAround && aboutTools.test(document.textOf(region)));
    verdicts.set(region.id, wanted);
    return wanted;
  };
  const found: FoundTool[] = [];
  let left = maxTurns;
  for (const turn of document.language === "python"
    ? pythonTurns(document, isWanted)
    : scriptTurns(document, isWanted)) {
    if (left-- <= 0) {
      break;
    }
    const region = regions.get(turn.region.id) ?? begin(document, turn, find);
    regions.set(turn.region.id, region);
    if (region.idle >= maxIdle) {
      continue;
    }
    const seen = inTurn(ownerOf(document, turn.region), outermost(document, turn));
    const own = find(seen).filter(({ name }) => !region.fixed.has(name));
    const inner = depth < maxDepth ? turnsIn(seen, find, depth + 1) : [];
    region.idle = own.length + inner.length === 0 ? region.idle + 1 : Number.NEGATIVE_INFINITY;
    found.push(...own, ...inner);
  }
  return found;
}

function begin(document: CodeDocument, turn: Turn, find: (document: CodeDocument) => FoundTool[]): Region {
  const bound = document.turn?.bound ?? new Map();
  const seen = inTurn(ownerOf(document, turn.region), outermost(document, { ...turn, bound }));
  return { fixed: new Set(find(seen).map(({ name }) => name)), idle: 0 };
}

/** What a turn makes in another turn lies where that one is made. */
function outermost(document: CodeDocument, turn: Turn): Turn {
  const { turn: outer } = document;
  return outer === undefined ? turn : { ...turn, site: outer.site, from: outer.from };
}
