import { contentHash } from "../../ots/ids.ts";
import { jsonObjectSchema } from "../../ots/json.ts";
import type { ServerDefinition } from "../../ots/server.ts";
import { schemaVersion, schemaVersionSchema } from "../../ots/vocabulary.ts";
import * as z from "../../ots/zod.ts";

/** A tool as an MCP server lists it; what it says beyond this is kept. */
export const listedToolSchema = z.looseObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: jsonObjectSchema.optional(),
});
export type ListedTool = z.infer<typeof listedToolSchema>;

/** `.autosafe/mcp/<server>.tools.json`: what a server listed when somebody last looked and agreed. Holds no secrets. */
export const snapshotSchema = z.object({
  schemaVersion: schemaVersionSchema,
  /** The configuration that names the server. */
  server: z.object({ name: z.string(), file: z.string(), transport: z.string() }),
  /** What the server calls itself. */
  serverInfo: z.object({ name: z.string(), version: z.string() }).optional(),
  /** ISO 8601. */
  listedAt: z.string(),
  /** Of everything a model reads of the tools: names, titles, descriptions, schemas, annotations. */
  hash: z.string(),
  tools: z.array(listedToolSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export interface Listing {
  serverInfo?: { name: string; version: string };
  tools: ListedTool[];
}

/** Tools in name order, so that a server's order of the day is no change. */
export function snapshotOf(server: ServerDefinition, listing: Listing, listedAt: Date): Snapshot {
  const tools = listing.tools.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return {
    schemaVersion,
    server: { name: server.name, file: server.source.file, transport: server.transport },
    ...(listing.serverInfo ? { serverInfo: listing.serverInfo } : {}),
    listedAt: listedAt.toISOString(),
    hash: contentHash(canonical(tools.map(readByModel))),
    tools,
  };
}

export function snapshotText(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}

/** Undefined when the text is no snapshot: then there is nothing to compare with. */
export function readSnapshot(text: string): Snapshot | undefined {
  try {
    return snapshotSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export interface SnapshotChanges {
  added: string[];
  removed: string[];
  /** Tools of the same name that say something else, with the members that differ. */
  changed: { name: string; members: string[] }[];
}

/** What a server lists otherwise than when it was agreed to; undefined when a model reads the same. */
export function changesBetween(before: Snapshot, after: Snapshot): SnapshotChanges | undefined {
  if (before.hash === after.hash) {
    return undefined;
  }
  const byName = (snapshot: Snapshot) => new Map(snapshot.tools.map((tool) => [tool.name, tool]));
  const old = byName(before);
  const now = byName(after);
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: [...now].flatMap(([name, tool]) => {
      const known = old.get(name);
      const members = known === undefined ? [] : differing(readByModel(known), readByModel(tool));
      return members.length > 0 ? [{ name, members }] : [];
    }),
  };
}

type Read = ReturnType<typeof readByModel>;

function readByModel({ name, title, description, inputSchema, outputSchema, annotations }: ListedTool) {
  return { name, title, description, inputSchema, outputSchema, annotations };
}

function differing(a: Read, b: Read): string[] {
  return (Object.keys(b) as (keyof Read)[]).filter((key) => canonical(a[key]) !== canonical(b[key]));
}

/** JSON with members in name order. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ""
  );
}
