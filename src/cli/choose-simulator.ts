import type { ThreatModel } from "../ots/threat-model.ts";
import { ownExecutor } from "../pipeline/executor.ts";
import { InputError } from "../syntax/input-error.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { batchOption, type ChosenSimulator, simulatorOptions, type Way } from "./simulator-option.ts";
import { listOf } from "./values.ts";

/** @throws InputError for options that do not go together, or that name no usable endpoint. */
export async function chooseSimulator(
  line: ParsedCommandLine,
  io: CommandIo,
  { seed, model, way = { kind: "live" } }: { seed: number; model: ThreatModel; way?: Way },
): Promise<ChosenSimulator> {
  const [kind = "builtin", ...others] = listOf(line, "simulator", ["builtin", "llm"]) ?? [];
  if (others.length > 0) {
    throw new InputError("--simulator takes one of: builtin, llm");
  }
  // Loaded late: simulators bring the validator of arguments with them.
  const { createBuiltinSimulator } = await import("../simulators/builtin/simulator.ts");
  const builtin = createBuiltinSimulator({ seed, model });
  if (kind === "llm") {
    const { chooseModel } = await import("./model-option.ts");
    const { lookUpsOf } = await import("./lookup-option.ts");
    return chooseModel(line, io, {
      threatModel: model,
      estimator: builtin,
      way,
      lookUps: await lookUpsOf(line, io),
    });
  }
  const stray = Object.keys({ ...simulatorOptions, ...batchOption }).find(
    (name) => name !== "simulator" && line.values[name] !== undefined,
  );
  if (stray !== undefined) {
    throw new InputError(`--${stray} is for --simulator llm; the built-in simulator sends nothing`);
  }
  return {
    executor: ownExecutor(builtin),
    signal: io.signal,
    fingerprint: "builtin",
    title: () => "built-in (deterministic, no network)",
    note: () => "",
  };
}
