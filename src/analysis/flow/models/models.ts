import type { Models } from "../engine.ts";
import { ensuredBy } from "./guards.ts";
import { modelledResult } from "./results.ts";
import type { Sink } from "./sink.ts";
import { modelSinks } from "./sinks-model.ts";
import { pythonSinks } from "./sinks-python.ts";
import { scriptSinks } from "./sinks-script.ts";

function modelsOf(sinks: readonly Sink[]): Models {
  return {
    result: modelledResult,
    ensures: (_, call) => ensuredBy(call),
    sinks: (_, call) =>
      call.paths.flatMap((path) => {
        const found = [sinks, modelSinks].map((table) => table.find(({ callee }) => callee.test(path)));
        return found.flatMap((sink) => sink?.uses(call, path) ?? []).filter((use) => use !== undefined);
      }),
  };
}

export const pythonModels: Models = modelsOf(pythonSinks);
export const scriptModels: Models = modelsOf(scriptSinks);
