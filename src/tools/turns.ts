import type { CodeDocument, Turn } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { fileOf } from "../syntax/owner.ts";
import { field } from "../syntax/tree.ts";
import { inTurn } from "../syntax/turn-document.ts";
import type { FoundTool } from "./format.ts";
import { pythonTurns } from "./python/turns.ts";
import { placeText } from "./same-tool.ts";
import { holderOf } from "./script/holders.ts";
import { scriptTurns } from "./script/turns.ts";

/** Regions inside regions that are followed. */
const maxDepth = 2;
const maxTurns = 500;
/** Characters; what is longer is a module in its wrapper. */
const maxRegion = 8_000;
/** How often a region may give nothing before it is left alone. */
const maxIdle = 4;
const aboutTools = /tool|input_?schema|function_?declaration|kernel_function|description/i;
/** What a short function that only hands on to another one may say. */
const makes = /\b(?:make|build|create|define|register|add|wrap|new)\w*\s*\(/i;
const maxHandingOn = 600;

interface Region {
  /** How often it gave nothing in a row. */
  idle: number;
  /** Worked out when a turn gives something. */
  known?: Known;
}

interface Known {
  /** Names of the tools it defines whatever it is given. */
  fixed: ReadonlySet<string>;
  /** Where names stand that it goes by when nobody gives it one. */
  outside: readonly string[];
  /** What the function itself is called. */
  own: string | undefined;
  /** The tool it makes whatever it is given, for want of another name under its own. */
  made: FoundTool | undefined;
}

/** What the turns of a document make. */
export interface TurnTools {
  found: FoundTool[];
  /** Places (see `placeText`), in this and other files, of names that stand for a function whose calls make the tools. */
  replaced: Set<string>;
}

/** The place of a tool's name, to compare with others. */
export function placeKey(document: CodeDocument, { file, nameRange }: FoundTool): string {
  return placeText(file ?? document.file, nameRange);
}

/**
 * Tools that a function, a class or a loop of the project makes of what it is given: `defineTool("read_note", "…")`,
 * `for (const spec of specs) tools.push(tool(spec))`. Each lies where the turn is made: at the call, at the item of the list.
 * `find` gives the tools of a document.
 */
export function toolsOfTurns(document: CodeDocument, find: Find, depth = 0): TurnTools {
  const regions = new Map<number, Region>();
  const verdicts = new Map<number, boolean>();
  const isWanted = (region: Node): boolean => {
    const known = verdicts.get(region.id);
    const wanted = known ?? mayMake(document, region);
    verdicts.set(region.id, wanted);
    return wanted;
  };
  const found: FoundTool[] = [];
  const replaced = new Set<string>();
  let left = maxTurns;
  for (const turn of document.language === "python"
    ? pythonTurns(document, isWanted)
    : scriptTurns(document, isWanted)) {
    if (left-- <= 0) {
      break;
    }
    const region: Region = regions.get(turn.region.id) ?? { idle: 0 };
    regions.set(turn.region.id, region);
    if (region.idle >= maxIdle) {
      continue;
    }
    const seen = inTurn(fileOf(document, turn.region), outermost(document, turn));
    const all = find(seen);
    const within = turnsInside(seen, find, depth);
    if (all.length + within.length === 0) {
      region.idle++;
      continue;
    }
    region.known ??= read(document, turn, find, depth);
    const known = region.known;
    const own = all.filter(({ name, description }) => {
      // Much is done in loops; what says nothing of itself is no tool.
      const speaks = description !== "" || /^(call|new|decorated)/.test(turn.site.type);
      const isNamed = !known.fixed.has(name) || (known.own === name && isHeldAs(document, turn.site, name));
      return speaks && isNamed;
    });
    const inner = within.filter(({ name }) => !known.fixed.has(name));
    region.idle = own.length + inner.length === 0 ? region.idle + 1 : Number.NEGATIVE_INFINITY;
    found.push(...own.map((tool) => placedIn(known, tool)), ...inner);
    for (const place of own.length === 0 ? [] : known.outside) {
      replaced.add(place);
    }
  }
  return { found, replaced };
}

/** What a call only gives a name to is still where the function makes it. */
function placedIn({ made }: Known, tool: FoundTool): FoundTool {
  if (
    made?.description !== tool.description ||
    JSON.stringify(made.inputSchema) !== JSON.stringify(tool.inputSchema)
  ) {
    return tool;
  }
  const { file, range, nameRange } = made;
  return { ...tool, ...(file === undefined ? {} : { file }), range, nameRange };
}

/** `searchWeb: searchWeb(session)`: the call goes by the name its function happens to have. */
function isHeldAs(document: CodeDocument, site: Node, name: string): boolean {
  const holder = document.language === "python" ? undefined : holderOf(document, site);
  return holder !== undefined && document.textOf(holder.nameNode) === name;
}

function turnsInside(seen: CodeDocument, find: Find, depth: number): FoundTool[] {
  return depth < maxDepth ? toolsOfTurns(seen, find, depth + 1).found : [];
}

type Find = (document: CodeDocument) => FoundTool[];

function mayMake(document: CodeDocument, region: Node): boolean {
  const length = region.endIndex - region.startIndex;
  const isAround = document.turn !== undefined && region.id === document.turn.region.id;
  if (isAround || length > maxRegion) {
    return false;
  }
  const text = document.textOf(region);
  return aboutTools.test(text) || (length <= maxHandingOn && makes.test(text));
}

/** What a region gives when nothing is known of what it is given. */
function read(document: CodeDocument, { region }: Turn, find: Find, depth: number): Known {
  const owner = fileOf(document, region);
  const seen = inTurn(owner, { region, bound: new Map(), site: region, from: owner });
  const tools = find(seen);
  const body = document.rangeOf(field(region, "body") ?? region);
  const isOutside = ({ nameRange: { startLine, startColumn } }: FoundTool) =>
    startLine < body.startLine ||
    startLine > body.endLine ||
    (startLine === body.startLine && startColumn < body.startColumn);
  const outside = tools.filter(isOutside).map((tool) => placeKey(owner, tool));
  const name = field(region, "name") ?? (region.parent === null ? undefined : field(region.parent, "name"));
  const own = name && document.textOf(name);
  const made = tools.find((tool) => document.language !== "python" && isOutside(tool) && tool.name === own);
  return {
    fixed: new Set([...tools, ...turnsInside(seen, find, depth)].map((tool) => tool.name)),
    outside,
    own,
    made: made && { ...made, file: owner.file },
  };
}

/** What a turn makes in another turn lies where that one is made. */
function outermost(document: CodeDocument, turn: Turn): Turn {
  const { turn: outer } = document;
  const { site, from } = turn;
  return outer === undefined ? turn : { ...turn, site: outer.site, from: outer.from, inner: { site, from } };
}
