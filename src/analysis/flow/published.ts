import type { CallView, Dispatcher, Engine, Frame, FunctionReference } from "./engine.ts";
import type { Expression } from "./ir.ts";

/** Servers whose resources and prompts a client asks for by an address or with arguments that a model may choose. */
const pythonServer = /^(?:mcp\.server\.fastmcp(?:\.\w+)*|fastmcp(?:\.\w+)*)\.FastMCP\(\)$/;
const scriptServer = /McpServer\(\)\.(?:registerResource|resource|registerPrompt|prompt)$/;
const given = /^(?:ctx|context|self|cls)$/;

/** `@mcp.resource("notes://{name}")`: each parameter is a part of the address that was asked for. */
export function publishedBy(
  engine: Engine,
  frame: Frame,
  decorator: Expression,
  reference: FunctionReference,
): Dispatcher[] {
  const callee = decorator.kind === "call" ? decorator.callee : undefined;
  if (
    decorator.kind !== "call" ||
    callee?.kind !== "member" ||
    !/^(?:resource|prompt)$/.test(callee.property)
  ) {
    return [];
  }
  const server = engine.evaluate(frame, callee.object);
  if (!server.references.some((one) => one.kind === "path" && pythonServer.test(one.path))) {
    return [];
  }
  const address = decorator.args[0]?.value;
  const name = `${callee.property} ${address?.kind === "text" ? address.text : reference.definition.name}`;
  const found = reference.definition.parameters.flatMap((parameter, index) =>
    given.test(parameter.name) ? [] : [{ reference, name, index, path: [] }],
  );
  return found.length > 0 ? found : [{ reference, name, index: -1, path: [] }];
}

/** `server.registerResource(name, template, config, async (uri, variables) => …)` and its kind. */
export function publishedThrough({ paths, args, method }: CallView): Dispatcher[] {
  if (!paths.some((path) => scriptServer.test(path))) {
    return [];
  }
  const isPrompt = /rompt$/.test(method);
  const called = args[0]?.value.text ?? "";
  const name = `${isPrompt ? "prompt" : "resource"} ${called}`;
  return (args.at(-1)?.value.references ?? []).flatMap((reference) =>
    reference.kind === "function" ? [{ reference, name, index: isPrompt ? 0 : 1, path: [] }] : [],
  );
}
