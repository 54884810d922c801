import type { RiskCell, Scenario } from "../ots/scenario.ts";
import { SimulatorError } from "../ots/task.ts";

/** What a run holds its proposals against. */
export interface ExistingScenarios {
  /** Instructions near this cell, for a proposal to stay away from. */
  nearby(cell: RiskCell): readonly string[];
  /** The instruction of a scenario that this one nearly repeats; empty when it is not at hand, undefined when there is none. */
  repeatedBy(scenario: Scenario): string | undefined;
  /** Takes in a scenario that the run goes on with. */
  add(scenario: Scenario): void;
}

/** A proposal that was turned down, with the instruction of the scenario that it repeats. */
export class RepeatedScenario extends SimulatorError {
  readonly repeated: string;

  constructor(repeated: string) {
    super("near-duplicate", "every case found for it nearly repeats a scenario that exists");
    this.repeated = repeated;
  }
}

/** Takes a new proposal in. @throws RepeatedScenario when it nearly repeats one that exists. */
export function mustBeNew(scenario: Scenario, existing: ExistingScenarios): void {
  const repeated = existing.repeatedBy(scenario);
  if (repeated !== undefined) {
    throw new RepeatedScenario(repeated);
  }
  existing.add(scenario);
}
