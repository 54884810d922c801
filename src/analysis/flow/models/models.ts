import type { Models } from "../engine.ts";
import { byText } from "./by-text.ts";
import { ensuredBy } from "./guards.ts";
import { modelledResult } from "./results.ts";
import type { Sink } from "./sink.ts";
import { modelSinks } from "./sinks-model.ts";
import { pythonSinks } from "./sinks-python.ts";
import { scriptSinks } from "./sinks-script.ts";

function modelsOf(sinks: readonly Sink[]): Models {
  const sinksOf = byText((path) =>
    [sinks, modelSinks].flatMap((table) => table.find(({ callee }) => callee.test(path)) ?? []),
  );
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
