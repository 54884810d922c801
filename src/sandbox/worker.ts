import { parentPort, workerData } from "node:worker_threads";
import * as quickjs from "quickjs-emscripten";

/** What the host hands over: the snippet, its limits, and the engine's own code. */
interface Given {
  text: string;
  wasm: Uint8Array<ArrayBuffer>;
  milliseconds: number;
  bytes: number;
}

const stackBytes = 256 * 1024;
const longestResult = 4_000;

async function result({
  text,
  wasm,
  milliseconds,
  bytes,
}: Given): Promise<{ result: string } | { problem: string }> {
  const variant = quickjs.newVariant(quickjs.RELEASE_SYNC, { wasmBinary: wasm.buffer });
  const engine = await quickjs.newQuickJSWASMModule(variant);
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(bytes);
  runtime.setMaxStackSize(stackBytes);
  const end = Date.now() + milliseconds;
  runtime.setInterruptHandler(() => Date.now() > end);
  const context = runtime.newContext();
  const outcome = context.evalCode(text, "snippet.js");
  if (outcome.error) {
    const problem: unknown = context.dump(outcome.error);
    const { name = "an error", message = String(problem) } = (problem ?? {}) as {
      name?: string;
      message?: string;
    };
    return { problem: `The snippet ended with ${name}: ${message}`.slice(0, 400) };
  }
  if (context.typeof(outcome.value) !== "object") {
    return { result: context.getString(outcome.value).slice(0, longestResult) };
  }
  // An object's JSON is made inside the sandbox, under the same limits.
  context.setProp(context.global, "__value", outcome.value);
  const json = context.evalCode("JSON.stringify(__value)", "result.js");
  return json.error
    ? { problem: "The snippet's value cannot be written as JSON." }
    : { result: context.getString(json.value).slice(0, longestResult) };
}

result(workerData as Given).then(
  (answer) => parentPort?.postMessage(answer),
  (error: unknown) =>
    parentPort?.postMessage({
      problem: `The sandbox gave up: ${error instanceof Error ? error.message : String(error)}`.slice(0, 400),
    }),
);
