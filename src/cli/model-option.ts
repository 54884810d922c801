import type { Simulator } from "../ots/task.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { estimateRun, estimateTasks } from "../pipeline/estimate.ts";
import { liveExecutor } from "../pipeline/live-executor.ts";
import { sentInClear } from "../simulators/llm/endpoint/endpoint.ts";
import { endpointTransport } from "../simulators/llm/endpoint/transport.ts";
import { UsageMeter } from "../simulators/llm/endpoint/usage.ts";
import { RunStop } from "../simulators/llm/failures.ts";
import { createLlmSimulator } from "../simulators/llm/simulator.ts";
import { estimateText, modelsInWords, priceRange, usageText } from "../simulators/llm/spending.ts";
import { weighTask } from "../simulators/llm/weigh.ts";
import { InputError } from "../syntax/input-error.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { endpointOf } from "./endpoint-option.ts";
import { type ChosenSimulator, defaultConcurrency } from "./simulator-option.ts";
import { roleModels, spendingOf } from "./spending-option.ts";
import { stringValue, wholeNumber } from "./values.ts";

const maxConcurrency = 512;

/**
 * A language model at the endpoint that the command line names. `estimator` plays runs through for estimates.
 * @throws InputError when no model is named, the base URL cannot be used, or the default endpoint has no key.
 */
export function chooseModel(
  line: ParsedCommandLine,
  io: CommandIo,
  { threatModel, estimator }: { threatModel: ThreatModel; estimator: Simulator },
): ChosenSimulator {
  const model = stringValue(line, "model")?.trim() ?? "";
  if (model === "") {
    throw new InputError("--simulator llm needs --model, the model's name at its server");
  }
  const models = roleModels(line, model);
  const { endpoint, keyVariable } = endpointOf(line);
  const { budget, price } = spendingOf(line);
  const concurrency = wholeNumber(line, "concurrency", 1, maxConcurrency) ?? defaultConcurrency;
  const meter = new UsageMeter({ budget, price });
  const simulator = createLlmSimulator({
    transport: endpointTransport({ endpoint, meter }),
    server: endpoint.baseUrl,
    models,
    threatModel,
  });
  const executor = liveExecutor({ simulator, concurrency, signal: io.signal });
  const name = `${modelsInWords(models)} at ${endpoint.baseUrl}`;
  const note = () => usageText(meter.totals());
  return {
    executor,
    signal: AbortSignal.any([io.signal, executor.stopped]),
    fingerprint: JSON.stringify([endpoint.baseUrl, executor.id]),
    title: () => `${name} (${note()})`,
    note,
    remote: {
      estimate: (run) =>
        estimateRun({
          ...run,
          simulator: estimator,
          weigh: (task, answer) => weighTask(task, answer, threatModel),
          signal: io.signal,
        }),
      estimateTasks: (tasks, episodes) =>
        estimateTasks(tasks, {
          episodes,
          simulator: estimator,
          weigh: (task, answer) => weighTask(task, answer, threatModel),
          signal: io.signal,
        }),
      announcement: (estimate) =>
        [
          `Tool definitions and simulated conversations go to ${name}`,
          keyVariable === undefined ? ", without a key" : `, with the key in ${keyVariable}`,
          `.\n${estimateText(estimate, priceRange(estimate, models, price))}\n`,
          sentInClear(endpoint)
            ? "Warning: this address is not encrypted; the key can be read on the way.\n"
            : "",
        ].join(""),
      usage: () => meter.totals(),
      stopped() {
        const reason: unknown = executor.stopped.reason;
        return reason instanceof RunStop
          ? { message: sentence(reason.message), code: reason.why === "budget" ? 1 : 2 }
          : undefined;
      },
    },
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/[.\s]*$/, ".");
}
