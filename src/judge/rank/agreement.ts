import type { SideScore } from "./preference.ts";

/** Of the tools that tell the sides apart, the share that prefers the chosen one. */
export function agreementOf(chosen: SideScore, rejected: SideScore): number | null {
  const net = (side: SideScore, tool: string) => side.found.find((one) => one.tool === tool)?.net ?? 0;
  const tools = new Set([...chosen.found, ...rejected.found].map(({ tool }) => tool));
  const telling = [...tools].filter((tool) => net(chosen, tool) !== net(rejected, tool));
  const agreeing = telling.filter((tool) => net(chosen, tool) > net(rejected, tool));
  return telling.length === 0 ? null : agreeing.length / telling.length;
}
