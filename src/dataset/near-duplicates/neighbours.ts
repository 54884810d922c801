import { join } from "node:path";
import type { Scenario } from "../../ots/scenario.ts";
import { overlap, wordGrams } from "../../simulators/word-grams.ts";
import type { Store } from "../store.ts";
import { caseText } from "./case-text.ts";
import { NearIndex } from "./near-index.ts";
import { signatureOf } from "./signature.ts";
import { SignatureFile, type Signatures } from "./signature-file.ts";

/** Jaccard index of word 3-grams from which two texts count as near-duplicates. */
export const nearDuplicate = 0.5;

/** Estimates scatter; nobody is told of one, but what is turned down here stays below the threshold when it is counted. */
const suspicious = 0.42;

/** An existing scenario that another one nearly repeats, in its instruction or in its laid-out trajectory. */
export interface Twin {
  id: string;
  /** Estimated Jaccard index of word 3-grams, 0 to 1. */
  likeness: number;
}

export interface NearDuplicateCounts {
  /** Scenarios whose instruction nearly repeats another one's (Jaccard index of word 3-grams ≥ 0.5). */
  instructions: number;
  /** The same of the laid-out trajectories: request, history, prepared observations, unsafe call. */
  trajectories: number;
}

/** How long reading a large store may keep the event loop. */
const sliceMilliseconds = 15;
const fileName = join("runs", "near-duplicates.bin");

/** The scenarios of a store and of the run under way, held against each other. */
export class Neighbours {
  readonly #instructions = new NearIndex();
  readonly #trajectories = new NearIndex();
  readonly #file: SignatureFile;
  #unsaved: (Signatures & { id: string })[] = [];
  #last: { scenario: Scenario; signatures: Signatures } | undefined;

  private constructor(file: SignatureFile) {
    this.#file = file;
  }

  /** Takes in every scenario of the store; signatures made before come from a file beside the journals. */
  static async open(store: Store, signal?: AbortSignal): Promise<Neighbours> {
    const neighbours = new Neighbours(await SignatureFile.read(join(store.directory, fileName)));
    let sliceEnds = performance.now() + sliceMilliseconds;
    for (const { id, benign } of store.scenarios.summaries()) {
      if (benign) {
        continue; // says what its scenario says, on purpose
      }
      if (performance.now() > sliceEnds) {
        await new Promise((resume) => setImmediate(resume));
        sliceEnds = performance.now() + sliceMilliseconds;
      }
      if (signal?.aborted) {
        break;
      }
      const known = neighbours.#file.get(id);
      if (known) {
        neighbours.#put(id, known);
        continue;
      }
      const scenario = store.scenarios.get(id);
      if (scenario) {
        neighbours.add(scenario);
      }
    }
    return neighbours;
  }

  has(id: string): boolean {
    return this.#instructions.has(id);
  }

  /** The scenario that this one nearly repeats; undefined when it says something of its own, or is known itself. */
  twinOf(scenario: Scenario): Twin | undefined {
    if (this.#instructions.has(scenario.id)) {
      return undefined;
    }
    const { instruction, trajectory } = this.#signaturesOf(scenario);
    return (
      this.#instructions.nearest(instruction, suspicious) ??
      this.#trajectories.nearest(trajectory, suspicious)
    );
  }

  add(scenario: Scenario): void {
    if (!this.#instructions.has(scenario.id)) {
      const signatures = this.#signaturesOf(scenario);
      this.#put(scenario.id, signatures);
      this.#unsaved.push({ id: scenario.id, ...signatures });
    }
  }

  /** Keeps what was worked out for the next run. */
  async save(): Promise<void> {
    const entries = this.#unsaved;
    this.#unsaved = [];
    await this.#file.append(entries);
  }

  /** Counts the store's near-duplicates; the few that come near the threshold are compared word for word. */
  counts(store: Store): NearDuplicateCounts {
    const count = (index: NearIndex, textOf: (scenario: Scenario) => string) => {
      let near = 0;
      for (const [id, signature] of index.entries()) {
        const twin = index.nearest(signature, suspicious, id);
        const [own, other] = twin ? [store.scenarios.get(id), store.scenarios.get(twin.id)] : [];
        if (own && other && overlap(wordGrams(textOf(own)), wordGrams(textOf(other))) >= nearDuplicate) {
          near++;
        }
      }
      return near;
    };
    return {
      instructions: count(this.#instructions, ({ instruction }) => instruction),
      trajectories: count(this.#trajectories, caseText),
    };
  }

  #put(id: string, { instruction, trajectory }: Signatures): void {
    this.#instructions.add(id, instruction);
    this.#trajectories.add(id, trajectory);
  }

  /** Whatever is asked about is usually added next. */
  #signaturesOf(scenario: Scenario): Signatures {
    if (this.#last?.scenario !== scenario) {
      const signatures = {
        instruction: signatureOf(scenario.instruction),
        trajectory: signatureOf(caseText(scenario)),
      };
      this.#last = { scenario, signatures };
    }
    return this.#last.signatures;
  }
}
