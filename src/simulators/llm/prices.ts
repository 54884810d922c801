/** US dollars for a million tokens. */
export interface Price {
  input: number;
  output: number;
}

/** Prices by model name; `*` stands for any run of characters, and the longest pattern that fits counts. */
export type PriceTable = Readonly<Record<string, Price>>;

/**
 * Published standard prices of well-known models, as of November 2026. They change: settings and the command line take
 * precedence, and a model that is not listed has no price rather than a guessed one.
 */
export const builtinPrices: PriceTable = {
  "gpt-6-astra*": { input: 10, output: 50 },
  "gpt-6-sol*": { input: 2, output: 10 },
  "gpt-6.1-sol*": { input: 2, output: 10 },
  "gpt-6.1-terra*": { input: 1, output: 5 },
  "gpt-6-luna*": { input: 0.1, output: 0.5 },
  "gpt-5.6-terra*": { input: 2, output: 12 },
  "gpt-5.6-luna*": { input: 0.2, output: 1.2 },
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-2*": { input: 2, output: 8 },
  "gpt-4.1-mini*": { input: 0.4, output: 1.6 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-2*": { input: 2.5, output: 10 },
  "gpt-4o-mini*": { input: 0.15, output: 0.6 },
};

/** What batches cost of the standard price, at OpenAI and Azure. */
export const batchDiscount = 0.5;

/** The price of a model; undefined when no entry fits. */
export function priceOf(model: string, table: PriceTable): Price | undefined {
  const fitting = Object.keys(table).filter((pattern) => matches(pattern, model));
  const [best] = fitting.sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : table[best];
}

function matches(pattern: string, model: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const name = model.toLowerCase();
  const [first = "", ...rest] = parts;
  if (!name.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found = index === rest.length - 1 ? name.lastIndexOf(part) : name.indexOf(part, at);
    if (found < at || (index === rest.length - 1 && found + part.length !== name.length)) {
      return false;
    }
    at = found + part.length;
  }
  return rest.length > 0 || name.length === first.length;
}

export function costOf(tokens: { inputTokens: number; outputTokens: number }, price: Price): number {
  return (tokens.inputTokens * price.input + tokens.outputTokens * price.output) / 1_000_000;
}

/** An amount for people: cents where they matter, and never 0 for what is not. */
export function dollars(amount: number): string {
  return amount === 0
    ? "$0"
    : amount < 0.01
      ? "under $0.01"
      : `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
