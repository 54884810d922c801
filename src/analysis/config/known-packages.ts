/** Packages of MCP servers that many people start, as `npx` and `uvx` are given them. */
const known: readonly string[] = [
  "@modelcontextprotocol/server-everything",
  "@modelcontextprotocol/server-filesystem",
  "@modelcontextprotocol/server-memory",
  "@modelcontextprotocol/server-sequential-thinking",
  "@modelcontextprotocol/server-github",
  "@modelcontextprotocol/server-gitlab",
  "@modelcontextprotocol/server-google-maps",
  "@modelcontextprotocol/server-postgres",
  "@modelcontextprotocol/server-puppeteer",
  "@modelcontextprotocol/server-slack",
  "@modelcontextprotocol/server-brave-search",
  "@modelcontextprotocol/server-gdrive",
  "@modelcontextprotocol/server-redis",
  "@modelcontextprotocol/server-everart",
  "@modelcontextprotocol/inspector",
  "@playwright/mcp",
  "@upstash/context7-mcp",
  "@notionhq/notion-mcp-server",
  "@supabase/mcp-server-supabase",
  "@sentry/mcp-server",
  "@stripe/mcp",
  "@cloudflare/mcp-server-cloudflare",
  "@azure/mcp",
  "@browserbasehq/mcp",
  "@brightdata/mcp",
  "@tavily/mcp",
  "chrome-devtools-mcp",
  "desktop-commander",
  "@wonderwhy-er/desktop-commander",
  "exa-mcp-server",
  "figma-developer-mcp",
  "firecrawl-mcp",
  "mcp-remote",
  "supergateway",
  "tavily-mcp",
  "mcp-server-fetch",
  "mcp-server-git",
  "mcp-server-time",
  "mcp-server-sqlite",
  "mcp-atlassian",
  "postgres-mcp",
  "workspace-mcp",
  "duckduckgo-mcp-server",
  "blender-mcp",
];

/** Shorter names are one letter away from too many others. */
const minLength = 10;

/**
 * The well-known package that a name is a slip of the pen away from: one letter more, less, changed or swapped. Undefined for the package itself and for everything else.
 */
export function lookAlikeOf(name: string): string | undefined {
  return known.includes(name) || name.length < minLength
    ? undefined
    : known.find((one) => Math.abs(one.length - name.length) <= 1 && isOneSlip(one, name));
}

/** Whether two different texts differ by one letter, or by two neighbours that changed places. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  const isSwapped = left.length === 2 && left === [...right].reverse().join("");
  return (left.length <= 1 && right.length <= 1) || isSwapped;
}
