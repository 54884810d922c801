import type { JsonObject } from "../ots/json.ts";

/** One line of a session log, with what the tree is built from. */
export interface SessionLine {
  record: JsonObject;
  /** Place in the file. */
  order: number;
  uuid: string;
  parent: string | undefined;
  /** A message of the user or the agent, as opposed to bookkeeping. */
  speaks: boolean;
  sidechain: boolean;
  /** API message the line is a piece of; assistant lines only. */
  messageId: string | undefined;
  /** Ids of the calls in the line. */
  calls: readonly string[];
  /** Ids of the calls whose results are all that the line holds. */
  results: readonly string[];
}

export interface SessionPath {
  lines: readonly SessionLine[];
  sidechain: boolean;
  /** 0 for the conversation itself, 1… for branches that were left by editing or trying again. */
  branch: number;
}

const maxBranches = 100;
/** Ends of the tree looked at, and lines walked up from each for one that speaks: bounds a hostile tree. */
const maxLeaves = 2_000;
const maxSilentLines = 5_000;

type ByUuid = ReadonlyMap<string, SessionLine>;

/**
 * Takes the tree of a session apart into conversations: for each root the path to its latest line, then the branches
 * that were abandoned. Pieces of one message and the results of parallel calls hang beside the path in the tree; they
 * are brought back into it.
 */
export function sessionPaths(lines: readonly SessionLine[]): SessionPath[] {
  const byUuid = new Map<string, SessionLine>();
  for (const line of lines) {
    if (!byUuid.has(line.uuid)) {
      byUuid.set(line.uuid, line);
    }
  }
  const beside = besideIndex([...byUuid.values()]);
  const covered = new Set<SessionLine>();
  const branches = new Map<SessionLine, number>();
  const paths: SessionPath[] = [];
  for (const leaf of latestLeaves(byUuid)) {
    if (covered.has(leaf) || paths.length >= maxBranches) {
      continue;
    }
    const way = pathTo(leaf, byUuid);
    const root = [...way].at(-1) ?? leaf;
    const path = completed(way, beside);
    for (const line of path) {
      covered.add(line);
    }
    const branch = branches.get(root) ?? 0;
    branches.set(root, branch + 1);
    paths.push({ lines: path, sidechain: leaf.sidechain, branch });
  }
  return paths.sort((a, b) => (a.lines[0]?.order ?? 0) - (b.lines[0]?.order ?? 0) || a.branch - b.branch);
}

/** The last speaking line above each end of the tree, latest first. */
function latestLeaves(byUuid: ByUuid): SessionLine[] {
  const lines = [...byUuid.values()];
  const parents = new Set(lines.map((line) => line.parent));
  const ends = lines.filter((line) => !parents.has(line.uuid)).slice(-maxLeaves);
  const leaves = ends.flatMap((end) => {
    let at: SessionLine | undefined = end;
    for (let walked = 0; at && !at.speaks && walked < maxSilentLines; walked++) {
      at = at.parent === undefined ? undefined : byUuid.get(at.parent);
    }
    return at?.speaks ? [at] : [];
  });
  // Where parents form a circle nothing is an end; the last message still ends a conversation.
  const last = lines.findLast((line) => line.speaks);
  return (leaves.length > 0 || !last ? leaves : [last]).sort((a, b) => b.order - a.order);
}

/** From a line up to its root, which comes last. A sub-agent's path ends where its own lines end. */
function pathTo(leaf: SessionLine, byUuid: ByUuid): Set<SessionLine> {
  const path = new Set<SessionLine>();
  let at: SessionLine | undefined = leaf;
  while (at && !path.has(at) && at.sidechain === leaf.sidechain) {
    path.add(at);
    at = at.parent === undefined ? undefined : byUuid.get(at.parent);
  }
  return path;
}

interface BesideIndex {
  pieces: ReadonlyMap<string, readonly SessionLine[]>;
  results: ReadonlyMap<string, readonly SessionLine[]>;
}

function besideIndex(lines: readonly SessionLine[]): BesideIndex {
  const pieces = new Map<string, SessionLine[]>();
  const results = new Map<string, SessionLine[]>();
  const add = (map: Map<string, SessionLine[]>, key: string, line: SessionLine) => {
    const known = map.get(key);
    if (known) {
      known.push(line);
    } else {
      map.set(key, [line]);
    }
  };
  for (const line of lines) {
    if (line.messageId !== undefined) {
      add(pieces, line.messageId, line);
    }
    for (const id of line.results) {
      add(results, id, line);
    }
  }
  return { pieces, results };
}

/** The path in file order with the other pieces of its messages and the results of all their calls. */
function completed(path: Set<SessionLine>, { pieces, results }: BesideIndex): SessionLine[] {
  // A set may grow while it is walked: what is added is walked too.
  for (const line of path) {
    if (line.messageId !== undefined) {
      for (const piece of pieces.get(line.messageId) ?? []) {
        path.add(piece);
      }
    }
    for (const id of line.calls) {
      for (const result of results.get(id) ?? []) {
        path.add(result);
      }
    }
  }
  return [...path].sort((a, b) => a.order - b.order);
}
