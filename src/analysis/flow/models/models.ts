import type { Models } from "../engine.ts";
import { ensuredBy } from "./guards.ts";
import { modelledResult } from "./results.ts";
import type { Sink } from "./sink.ts";
import { modelSinks } from "./sinks-model.ts";
import { pythonSinks } from "./sinks-python.ts";
import { scriptSinks } from "./sinks-script.ts";

/** Paths whose sinks are remembered. */
const maxRemembered = 20_000;

function modelsOf(sinks: readonly Sink[]): Models {
  const remembered = new Map<string, readonly Sink[]>();
  const sinksOf = (path: string): readonly Sink[] => {
    let found = remembered.get(path);
    if (found === undefined) {
      found = [sinks, modelSinks].flatMap((table) => table.find(({ callee }) => callee.test(path)) ?? []);
      if (remembered.size > maxRemembered) {
        remembered.clear();
      }
      remembered.set(path, found);
    }
    return found;
  };
  return {
    stated: () => undefined,
    result: modelledResult,
    ensures: (_, call) => ensuredBy(call),
    sinks: (_, call) =>
      call.paths.flatMap((path) =>
        sinksOf(path)
          .flatMap((sink) => sink.uses(call, path))
          .filter((use) => use !== undefined),
      ),
  };
}

export const pythonModels: Models = modelsOf(pythonSinks);
export const scriptModels: Models = modelsOf(scriptSinks);
