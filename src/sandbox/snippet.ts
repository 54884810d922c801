import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const limits = { milliseconds: 1_000, grace: 1_500, bytes: 16 * 1024 * 1024, heapMegabytes: 64 };

/** The worker and the engine's wasm: beside the entry points in the bundle, in the sources and the package otherwise. */
function findParts(): { worker: string; wasm: string } {
  const own = fileURLToPath(import.meta.url);
  const source = join(dirname(own), "worker.ts");
  for (let folder = dirname(own); ; folder = dirname(folder)) {
    const bundled = { worker: join(folder, "snippet-worker.js"), wasm: join(folder, "wasm", "quickjs.wasm") };
    const installed = join(
      folder,
      "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm",
    );
    if (existsSync(bundled.worker) && existsSync(bundled.wasm)) {
      return bundled;
    }
    if (existsSync(source) && existsSync(installed)) {
      return { worker: source, wasm: installed };
    }
    if (dirname(folder) === folder) {
      throw new Error(
        "The sandbox (snippet-worker.js, quickjs.wasm) is missing from this installation of AutoSafe.",
      );
    }
  }
}

/**
 * Runs a JavaScript snippet inside QuickJS compiled to WebAssembly, in a thread of its own that is ended when time is up:
 * the engine's own limit stops loops, ending the thread stops what runs inside one native call. No file system, no network
 * and no host object can be reached from inside; what comes out is the text of the last value.
 * @throws Error with the reason, fit to show, when there is no value.
 */
export async function runSnippet(text: string, signal?: AbortSignal): Promise<string> {
  const { worker: file, wasm } = findParts();
  const engine = new Uint8Array(await readFile(wasm));
  signal?.throwIfAborted();
  const worker = new Worker(file, {
    workerData: { text, wasm: engine, milliseconds: limits.milliseconds, bytes: limits.bytes },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  try {
    return await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new Error(`The snippet ran longer than ${limits.milliseconds / 1000} second and was stopped.`),
        );
        stop();
      }, limits.milliseconds + limits.grace);
      worker.once("message", (answer: { result: string } | { problem: string }) => {
        clearTimeout(timer);
        if ("result" in answer) {
          resolve(answer.result);
        } else {
          reject(new Error(answer.problem));
        }
      });
      const ended = (reason: string) => {
        clearTimeout(timer);
        reject(new Error(reason));
      };
      worker.once("error", (error: Error) => ended(`The sandbox gave up: ${error.message}`));
      worker.once("exit", () => ended("The sandbox was stopped."));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
