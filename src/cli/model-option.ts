import type { Simulator } from "../ots/task.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { type Estimate, estimateRun, estimateTasks } from "../pipeline/estimate.ts";
import { liveExecutor } from "../pipeline/live-executor.ts";
import { baseUrlProblem, type Endpoint, sentInClear } from "../simulators/llm/endpoint/endpoint.ts";
import { endpointTransport } from "../simulators/llm/endpoint/transport.ts";
import { UsageMeter } from "../simulators/llm/endpoint/usage.ts";
import { RunStop } from "../simulators/llm/failures.ts";
import { createLlmSimulator } from "../simulators/llm/simulator.ts";
import { weighTask } from "../simulators/llm/weigh.ts";
import { InputError } from "../syntax/input-error.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { type ChosenSimulator, defaultBaseUrl, defaultConcurrency } from "./simulator-option.ts";
import { stringValue, wholeNumber } from "./values.ts";

const maxConcurrency = 512;

/** Environment variables that may hold the key; the first that is set counts. Nothing else is read from there. */
const keyVariables = ["AUTOSAFE_API_KEY", "OPENAI_API_KEY"] as const;

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
  const judge = stringValue(line, "judge-model")?.trim() || undefined;
  const { endpoint, keyVariable } = endpointOf(line);
  const calls = wholeNumber(line, "budget", 1, 1_000_000_000);
  const concurrency = wholeNumber(line, "concurrency", 1, maxConcurrency) ?? defaultConcurrency;
  const meter = new UsageMeter(calls === undefined ? {} : { calls });
  const simulator = createLlmSimulator({
    transport: endpointTransport({ endpoint, meter }),
    server: endpoint.baseUrl,
    models: { default: model, ...(judge !== undefined && { judge }) },
    threatModel,
  });
  const executor = liveExecutor({ simulator, concurrency, signal: io.signal });
  const name = `${judge === undefined ? model : `${model}, judged by ${judge},`} at ${endpoint.baseUrl}`;
  const note = () => {
    const { completions, inputTokens, outputTokens } = meter.totals();
    return `${count(completions)} calls, ${count(inputTokens + outputTokens)} tokens`;
  };
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
          `.\n${estimateText(estimate)}\n`,
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

function endpointOf(line: ParsedCommandLine): { endpoint: Endpoint; keyVariable: string | undefined } {
  const baseUrl = (stringValue(line, "base-url") ?? defaultBaseUrl).replace(/\/+$/, "");
  const problem = baseUrlProblem(baseUrl);
  if (problem !== undefined) {
    throw new InputError(`--base-url: ${problem}`);
  }
  const keyVariable = keyVariables.find((variable) => (process.env[variable]?.trim() ?? "") !== "");
  if (keyVariable === undefined) {
    // A dry run sends nothing, so it must not need a key either.
    if (baseUrl === defaultBaseUrl && line.values["dry-run"] !== true) {
      throw new InputError(
        `${defaultBaseUrl} needs a key: put it in the environment variable ${keyVariables.join(" or ")}, or name another server with --base-url`,
      );
    }
    return { endpoint: { baseUrl }, keyVariable };
  }
  return { endpoint: { baseUrl, apiKey: process.env[keyVariable]?.trim() ?? "" }, keyVariable };
}

/** An estimate in words. */
export function estimateText({ episodes, calls, mostCalls, inputTokens, outputTokens }: Estimate): string {
  return (
    `About ${count(calls)} calls for ${count(episodes)} episodes (at most ${count(mostCalls)}, repairs and retries not ` +
    `counted), about ${count(inputTokens)} tokens in and ${count(outputTokens)} out, hidden reasoning not counted.`
  );
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/[.\s]*$/, ".");
}
