// Everything a run with a language model needs beside the pipeline; loaded with the first such run.
import * as vscode from "vscode";
import { settings } from "../../ledger.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Executor } from "../../pipeline/executor.ts";
import { liveExecutor } from "../../pipeline/live-executor.ts";
import type { ChatTransport } from "../../simulators/llm/chat.ts";
import { TraitsMemory } from "../../simulators/llm/decoding/traits.ts";
import { sentInClear } from "../../simulators/llm/endpoint/endpoint.ts";
import { endpointTransport } from "../../simulators/llm/endpoint/transport.ts";
import { type Budget, UsageMeter } from "../../simulators/llm/endpoint/usage.ts";
import type { RunStop } from "../../simulators/llm/failures.ts";
import type { LookUps } from "../../simulators/llm/lookups/look-up.ts";
import { builtinPrices, priceOf } from "../../simulators/llm/prices.ts";
import type { RoleModels } from "../../simulators/llm/roles.ts";
import { createLlmSimulator } from "../../simulators/llm/simulator.ts";
import {
  type EstimatedCalls,
  modelsInWords,
  type PriceRange,
  priceRange,
} from "../../simulators/llm/spending.ts";
import { readSetting } from "../base/settings.ts";
import type { ModelChoice } from "../model/choice.ts";
import { findModel } from "../model/find-model.ts";
import { type Keys, sourceText } from "../model/keys.ts";
import { editorModelTraits, editorTransport } from "../model/vscode-transport.ts";

/** A language model, ready for a run. */
export interface RunModel {
  executor: Executor;
  /** Fires when nothing more should be asked: budget, quota, an endpoint that answers nothing. */
  stopped: AbortSignal;
  /** Why, once it has fired. */
  stopReason(): RunStop | undefined;
  meter: UsageMeter;
  budget: Budget;
  models: RoleModels;
  /** What the judge may look up. */
  lookUps: LookUps;
  /** Model and address in words, with where the key is from. */
  place: string;
  /** The address alone. */
  host: string;
  /** Destination and models: what a person's consent is about. */
  consentKey: string;
  /** Something to say before anything is sent. */
  warning?: string;
  priceRange(estimate: EstimatedCalls): PriceRange | undefined;
}

/** More at once brings nothing but refusals from plans that are made for a person's own chat. */
const editorConcurrency = 2;

/**
 * Opens the chosen model for one run.
 * @throws InputError when VS Code does not offer it any more.
 */
export async function openRunModel(
  choice: Exclude<ModelChoice, { kind: "builtin" }>,
  parts: {
    keys: Keys;
    threatModel: ThreatModel;
    scope: vscode.ConfigurationScope;
    lookUps: LookUps;
    signal: AbortSignal;
    onChange: () => void;
  },
): Promise<RunModel> {
  const { keys, threatModel, scope, lookUps, signal, onChange } = parts;
  const own = readSetting(settings.modelPrices, scope);
  const price = (model: string) => priceOf(model, { ...builtinPrices, ...own });
  const budget = budgetFrom(readSetting(settings.modelBudget, scope));
  const meter = new UsageMeter({ budget, price, onChange });
  const open = (
    transport: ChatTransport,
    server: string,
    models: RoleModels,
    concurrency: number,
    memory: TraitsMemory,
  ) => {
    const alone = !readSetting(settings.modelSecondOpinion, scope);
    const simulator = createLlmSimulator({
      transport,
      server,
      models,
      threatModel,
      memory,
      lookUps,
      ...(alone && { besideVerdict: (verdict) => verdict }),
    });
    const executor = liveExecutor({ simulator, concurrency, signal });
    return {
      executor,
      stopped: executor.stopped,
      stopReason: () => executor.stopped.reason as RunStop | undefined,
      meter,
      budget,
      models,
      lookUps,
      priceRange: (estimate: EstimatedCalls) => priceRange(estimate, models, price),
    };
  };
  if (choice.kind === "vscode") {
    const model = await findModel(choice.id);
    const models = { default: model.id };
    return {
      ...open(
        editorTransport(model, meter),
        "vscode",
        models,
        editorConcurrency,
        new TraitsMemory(editorModelTraits),
      ),
      place: vscode.l10n.t("{0}, a language model of VS Code ({1})", model.name, model.vendor),
      host: model.name,
      consentKey: JSON.stringify(["vscode", choice.id]),
      warning: vscode.l10n.t(
        "Language models of VS Code are for trying out: your plan's limits apply, and the run ends at the first of them with everything kept.",
      ),
    };
  }
  const { models } = choice;
  const key = await keys.find(choice.endpoint.baseUrl);
  const endpoint = { ...choice.endpoint, ...(key && { apiKey: key.value }) };
  const concurrency = readSetting(settings.modelConcurrency, scope);
  return {
    ...open(
      endpointTransport({ endpoint, meter }),
      endpoint.baseUrl,
      models,
      concurrency,
      new TraitsMemory(),
    ),
    place: `${modelsInWords(models)} (${endpoint.baseUrl}), ${sourceText(key)}`,
    host: new URL(endpoint.baseUrl).host,
    consentKey: JSON.stringify([endpoint.baseUrl, models]),
    ...(sentInClear(endpoint) && {
      warning: vscode.l10n.t("This address is not encrypted: the key can be read on the way."),
    }),
  };
}

function budgetFrom({ calls, tokens, dollars }: Partial<Record<keyof Budget, number>>): Budget {
  const positive = (value: number | undefined) => value !== undefined && value > 0;
  return {
    ...(positive(calls) && { calls }),
    ...(positive(tokens) && { tokens }),
    ...(positive(dollars) && { dollars }),
  } as Budget;
}
