import { contentHash } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";
import { overlap, wordGrams } from "../simulators/word-grams.ts";
import { caseText } from "./near-duplicates/case-text.ts";
import { NearIndex } from "./near-duplicates/near-index.ts";
import { nearDuplicate } from "./near-duplicates/neighbours.ts";
import { type Signature, signatureOf } from "./near-duplicates/signature.ts";

export const splitNames = ["train", "validation", "test"] as const;
export type SplitName = (typeof splitNames)[number];

/** Shares of validation and test data, each from 0 to 0.5; the rest is for training. */
export interface SplitShares {
  validation: number;
  test: number;
}

/** Which side a scenario is on, or why it can be on none. */
export type SplitPlace = { split: SplitName } | { leftOut: string };

/** Estimates from signatures scatter around the true likeness: from here on texts are compared word for word. */
const suspicious = 0.42;

interface Side {
  instructions: NearIndex;
  cases: NearIndex;
}

/**
 * Assigns scenarios to sides so that nothing leaks from training to testing: all of one family (a tool and a trigger)
 * are on one side, and so is what nearly repeats another case. A family's side follows from the seed and its name
 * alone, unless its first scenario nearly repeats one that has a side already; then it joins that one. Asked in the
 * order in which scenarios were stored, growing data never moves one that had a side. A scenario that nearly repeats
 * cases of another side than its family's would leak and has none.
 */
export class Splitter {
  readonly #shares: SplitShares;
  readonly #seed: number;
  readonly #families = new Map<string, SplitName>();
  readonly #sides: Record<SplitName, Side> = { train: newSide(), validation: newSide(), test: newSide() };
  readonly #places = new Map<string, SplitPlace>();
  readonly #scenarioOf: (id: string) => Scenario | undefined;

  /** @param scenarioOf reads a scenario that was placed before, to compare word for word */
  constructor(shares: SplitShares, seed: number, scenarioOf: (id: string) => Scenario | undefined) {
    this.#shares = shares;
    this.#seed = seed;
    this.#scenarioOf = scenarioOf;
  }

  place(scenario: Scenario): SplitPlace {
    const known = this.#places.get(scenario.id);
    if (known) {
      return known;
    }
    const place = this.#decide(scenario);
    this.#places.set(scenario.id, place);
    return place;
  }

  #decide(scenario: Scenario): SplitPlace {
    const instruction = signatureOf(scenario.instruction);
    const laidOut = signatureOf(caseText(scenario));
    const alike = splitNames.filter((name) => {
      const { instructions, cases } = this.#sides[name];
      return (
        this.#repeats(scenario, instructions, instruction, (one) => one.instruction) ||
        this.#repeats(scenario, cases, laidOut, caseText)
      );
    });
    const family = familyOf(scenario);
    const side = this.#families.get(family) ?? alike[0] ?? this.#drawn(family);
    const other = alike.find((name) => name !== side);
    if (other) {
      return {
        leftOut: `it nearly repeats a scenario of the ${other} data while its family is in the ${side} data`,
      };
    }
    this.#families.set(family, side);
    this.#sides[side].instructions.add(scenario.id, instruction);
    this.#sides[side].cases.add(scenario.id, laidOut);
    return { split: side };
  }

  #repeats(
    scenario: Scenario,
    index: NearIndex,
    signature: Signature,
    textOf: (scenario: Scenario) => string,
  ): boolean {
    const near = index.nearest(signature, suspicious);
    const other = near && this.#scenarioOf(near.id);
    return (
      other !== undefined && overlap(wordGrams(textOf(scenario)), wordGrams(textOf(other))) >= nearDuplicate
    );
  }

  /** A family's side by its name: the first 48 bits of a hash as a number between 0 and 1, against the shares. */
  #drawn(family: string): SplitName {
    const bytes = Buffer.from(contentHash(`${this.#seed}\n${family}`), "base64url");
    const drawn = bytes.readUIntBE(0, 6) / 2 ** 48;
    const { validation, test } = this.#shares;
    return drawn < test ? "test" : drawn < test + validation ? "validation" : "train";
  }
}

/** Scenarios of one family differ in wording and values only. A benign twin is of its hazard's family. */
function familyOf({ cell, trigger }: Scenario): string {
  return JSON.stringify([cell.toolName, cell.source, trigger]);
}

function newSide(): Side {
  return { instructions: new NearIndex(), cases: new NearIndex() };
}
