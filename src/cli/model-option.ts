import type { Simulator } from "../ots/task.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { estimateRun, estimateTasks } from "../pipeline/estimate.ts";
import type { Executor } from "../pipeline/executor.ts";
import { sentInClear } from "../simulators/llm/endpoint/endpoint.ts";
import { UsageMeter } from "../simulators/llm/endpoint/usage.ts";
import { RunStop } from "../simulators/llm/failures.ts";
import type { LookUps } from "../simulators/llm/lookups/look-up.ts";
import { batchDiscount, type Price } from "../simulators/llm/prices.ts";
import type { RoleModels } from "../simulators/llm/roles.ts";
import { estimateText, modelsInWords, priceRange, usageText } from "../simulators/llm/spending.ts";
import { mostCallsOfVerdict, weighTask } from "../simulators/llm/weigh.ts";
import { InputError } from "../syntax/input-error.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { endpointOf, type NamedEndpoint } from "./endpoint-option.ts";
import type { ChosenSimulator, Way } from "./simulator-option.ts";
import { roleModels, spendingOf } from "./spending-option.ts";
import { stringValue } from "./values.ts";
import { openWay } from "./way.ts";

/** An executor that stops by itself when nothing more should be asked. */
export interface StoppingExecutor extends Executor {
  readonly stopped: AbortSignal;
  attach?(directory: string): void;
}

export interface ModelParts {
  threatModel: ThreatModel;
  estimator: Simulator;
  way: Way;
  lookUps: LookUps;
}

/**
 * A language model that the command line names. `estimator` plays runs through for estimates.
 * @throws InputError when no model is named, the base URL cannot be used, or the default endpoint has no key.
 */
export function chooseModel(
  line: ParsedCommandLine,
  io: CommandIo,
  { threatModel, estimator, way, lookUps }: ModelParts,
): ChosenSimulator {
  const model = stringValue(line, "model")?.trim() ?? "";
  if (model === "") {
    throw new InputError("--simulator llm needs --model, the model's name at its server");
  }
  const models = roleModels(line, model);
  const named = way.kind === "files" ? undefined : endpointOf(line);
  const server = named?.endpoint.baseUrl ?? "request files";
  const { budget, price: standard } = spendingOf(line);
  const price = way.kind === "live" ? standard : discounted(standard);
  const meter = new UsageMeter({ budget, price });
  const opened = openWay({ line, io, way, named, models, threatModel, meter, lookUps });
  const { executor } = opened;
  const name = `${modelsInWords(models)} at ${server}`;
  const note = () => [usageText(meter.totals()), opened.state()].filter((part) => part !== "").join(", ");
  const weigher = {
    simulator: estimator,
    weigh: (task: Parameters<typeof weighTask>[0], answer: Parameters<typeof weighTask>[1]) =>
      weighTask(task, answer, threatModel, lookUps.most),
    mostCallsOfVerdict: mostCallsOfVerdict(lookUps.most),
    signal: io.signal,
  };
  return {
    executor,
    signal: AbortSignal.any([io.signal, executor.stopped]),
    fingerprint: JSON.stringify([server, executor.id]),
    title: () => `${name} (${usageText(meter.totals())})`,
    note,
    attach: (directory) => executor.attach?.(directory),
    remote: {
      estimate: (run) => estimateRun({ ...run, ...weigher }),
      estimateTasks: (tasks, episodes) => estimateTasks(tasks, { episodes, ...weigher }),
      announcement: (estimate) =>
        announcement(name, named, lookUps, estimateText(estimate, priceRange(estimate, models, price))),
      usage: () => meter.totals(),
      stopped() {
        const reason: unknown = executor.stopped.reason;
        return reason instanceof RunStop
          ? { message: sentence(reason.message), code: codes[reason.why] }
          : undefined;
      },
    },
  };
}

const codes: Readonly<Record<RunStop["why"], number>> = { waiting: 0, budget: 1, endpoint: 2 };

function discounted(price: (model: string) => Price | undefined) {
  return (model: string): Price | undefined => {
    const full = price(model);
    return full && { input: full.input * batchDiscount, output: full.output * batchDiscount };
  };
}

function announcement(
  name: string,
  named: NamedEndpoint | undefined,
  { documents = [] }: LookUps,
  estimate: string,
): string {
  if (!named) {
    return `${estimate}\n`;
  }
  const { endpoint, keyVariable } = named;
  return [
    `Tool definitions and simulated conversations go to ${name}`,
    keyVariable === undefined ? ", without a key" : `, with the key in ${keyVariable}`,
    ".\n",
    documents.length === 0
      ? ""
      : `The judge may look passages up in, and send, ${documents.map(({ file }) => file).join(", ")}.\n`,
    `${estimate}\n`,
    sentInClear(endpoint) ? "Warning: this address is not encrypted; the key can be read on the way.\n" : "",
  ].join("");
}

export interface WayParts {
  line: ParsedCommandLine;
  io: CommandIo;
  way: Way;
  named: NamedEndpoint | undefined;
  models: RoleModels;
  threatModel: ThreatModel;
  meter: UsageMeter;
  lookUps: LookUps;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/[.\s]*$/, ".");
}
