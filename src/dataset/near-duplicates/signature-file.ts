import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { openToAppend, stateOfPath } from "../files.ts";
import { type Signature, signatureLength } from "./signature.ts";

/** The signatures of one scenario. */
export interface Signatures {
  instruction: Signature;
  trajectory: Signature;
}

// Names the format and the way signatures are made: a file of another kind is made anew.
const header = Buffer.from("autosafe-near-3\n", "latin1");
const keyBytes = 12;
const signatureBytes = signatureLength * 2;
const entryBytes = keyBytes + 2 * signatureBytes;

const keyOf = (id: string) => createHash("sha256").update(id).digest("binary").slice(0, keyBytes);

/**
 * Signatures made in earlier runs, so that a large store need not be read through again. Only a memory: without the file
 * everything is worked out anew, and what is damaged or left over in it does no harm.
 */
export class SignatureFile {
  readonly #path: string;
  readonly #bytes: Buffer;
  readonly #offsets = new Map<string, number>();

  private constructor(path: string, bytes: Buffer) {
    this.#path = path;
    this.#bytes = bytes;
    for (let at = header.length; at + entryBytes <= bytes.length; at += entryBytes) {
      this.#offsets.set(bytes.toString("latin1", at, at + keyBytes), at);
    }
  }

  static async read(path: string): Promise<SignatureFile> {
    try {
      const bytes = (await stateOfPath(path)) ? await readFile(path) : header;
      const whole = (bytes.length - header.length) % entryBytes === 0;
      if (whole && bytes.subarray(0, header.length).equals(header)) {
        return new SignatureFile(path, bytes);
      }
      await rm(path, { force: true });
    } catch {
      // Whatever keeps it from being read, it can be done without.
    }
    return new SignatureFile(path, header);
  }

  get(id: string): Signatures | undefined {
    const at = this.#offsets.get(keyOf(id));
    return at === undefined
      ? undefined
      : {
          instruction: this.#signatureAt(at + keyBytes),
          trajectory: this.#signatureAt(at + keyBytes + signatureBytes),
        };
  }

  #signatureAt(at: number): Signature {
    const signature = new Uint16Array(signatureLength);
    for (let i = 0; i < signatureLength; i++) {
      signature[i] = this.#bytes.readUInt16LE(at + 2 * i);
    }
    return signature;
  }

  /** Adds signatures to the file. That it cannot be written is no failure of the run. */
  async append(entries: readonly (Signatures & { id: string })[]): Promise<void> {
    if (entries.length === 0) {
      return;
    }
    const chunk = Buffer.alloc(entries.length * entryBytes);
    for (const [i, { id, instruction, trajectory }] of entries.entries()) {
      const at = i * entryBytes;
      chunk.write(keyOf(id), at, "latin1");
      instruction.forEach((value, place) => {
        chunk.writeUInt16LE(value, at + keyBytes + 2 * place);
      });
      trajectory.forEach((value, place) => {
        chunk.writeUInt16LE(value, at + keyBytes + signatureBytes + 2 * place);
      });
    }
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      const isNew = (await stateOfPath(this.#path)) === undefined;
      const handle = await openToAppend(this.#path);
      try {
        await handle.write(isNew ? Buffer.concat([header, chunk]) : chunk);
      } finally {
        await handle.close();
      }
    } catch {
      // The next run works them out again.
    }
  }
}
