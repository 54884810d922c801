import type { Budget } from "../simulators/llm/endpoint/usage.ts";
import { builtinPrices, type Price, priceOf } from "../simulators/llm/prices.ts";
import { type RoleModels, roles } from "../simulators/llm/roles.ts";
import { InputError } from "../syntax/input-error.ts";
import type { ParsedCommandLine } from "./command.ts";
import { stringValue } from "./values.ts";

/**
 * Which model plays which role by `--model`, `--judge-model` and `--role-models`.
 * @throws InputError for a role there is not.
 */
export function roleModels(line: ParsedCommandLine, main: string): RoleModels {
  const judge = stringValue(line, "judge-model")?.trim();
  const models: RoleModels = { default: main, ...(judge && { judge }) };
  for (const entry of stringValue(line, "role-models")?.split(",") ?? []) {
    const [name = "", model = ""] = entry.split("=").map((part) => part.trim());
    const role = roles.find((candidate) => candidate === name);
    if (!role || model === "") {
      throw new InputError(
        `--role-models takes ROLE=MODEL, roles are ${roles.join(", ")}; not "${entry.trim()}"`,
      );
    }
    models[role] = model;
  }
  return models;
}

export interface Spending {
  budget: Budget;
  price: (model: string) => Price | undefined;
}

/** @throws InputError for a budget or price that is none, or a budget in dollars for models without a price. */
export function spendingOf(line: ParsedCommandLine): Spending {
  const given = stringValue(line, "price");
  const own = given === undefined ? undefined : priceIn(given);
  return { budget: budgetOf(line), price: own ? () => own : (model) => priceOf(model, builtinPrices) };
}

function priceIn(text: string): Price {
  const [input = Number.NaN, output = Number.NaN, ...more] = text.split(",").map(Number);
  if (!(input >= 0 && output >= 0) || more.length > 0) {
    throw new InputError(
      `--price takes two amounts, dollars for a million tokens in and out, such as 0.4,1.6; not "${text}"`,
    );
  }
  return { input, output };
}

const units: Readonly<Record<string, keyof Budget>> = {
  "": "calls",
  calls: "calls",
  tokens: "tokens",
  usd: "dollars",
};

function budgetOf(line: ParsedCommandLine): Budget {
  const text = stringValue(line, "budget");
  const budget: Budget = {};
  for (const part of text?.split(",") ?? []) {
    const [, number = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(part) ?? [];
    const field = units[unit.toLowerCase()];
    const amount = Number(number);
    if (
      field === undefined ||
      number === "" ||
      !(amount > 0) ||
      (field !== "dollars" && !Number.isInteger(amount))
    ) {
      throw new InputError(
        `--budget takes a whole number of calls, or 2000000tokens, or 5usd, several by commas; not "${part}"`,
      );
    }
    budget[field] = amount;
  }
  return budget;
}
