import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { importsModule } from "./calls.ts";
import { receiverOf } from "./receivers.ts";

const sdk =
  /^(@modelcontextprotocol\/|mcp-handler|@vercel\/mcp-adapter|@cloudflare\/|agents\/mcp|@sentry\/mcp|mcp-framework)/;

/** Modules of the project itself: what they hand out is not known here. */
const ofProject = /^(\.|@\/|~|#|src\/|node:)/;

/**
 * Whether the object is an MCP server: of a class of the SDK; or, when nothing is known of it, in a file that imports
 * the SDK or in a call that looks right in itself (types are gone from compiled files, and imports with them).
 */
export function isMcpServer(document: CodeDocument, receiver: Node, looksRight: boolean): boolean {
  const { origins, isLocal } = receiverOf(document, receiver);
  if (origins.some(({ module }) => sdk.test(module))) {
    return true;
  }
  const foreign = origins.some(({ module }) => !ofProject.test(module));
  return !foreign && !isLocal && (looksRight || importsModule(document, sdk));
}
