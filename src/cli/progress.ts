import type { CommandIo } from "./command.ts";

export interface Progress {
  /** `done` of `total`; a total of 0 means unknown. */
  update(done: number, total: number, note?: string): void;
  /** Removes the bar, so that what follows starts on a clean line. */
  end(): void;
}

const width = 28;
const redrawMilliseconds = 80;

/** A progress bar on standard error, drawn in place on a terminal; silent elsewhere, where it would only fill logs. */
export function progressBar(io: CommandIo, label: string): Progress {
  if (!io.errIsTerminal) {
    return { update: () => {}, end: () => {} };
  }
  let drawn = 0;
  return {
    update(done, total, note = "") {
      const now = performance.now();
      if (now - drawn < redrawMilliseconds && done !== total) {
        return;
      }
      drawn = now;
      const filled = total === 0 ? 0 : Math.round((done / total) * width);
      const bar = total === 0 ? "" : `[${"#".repeat(filled)}${".".repeat(width - filled)}] `;
      const count = total === 0 ? `${done}` : `${done}/${total}`;
      io.err(`\r\u001b[2K${label} ${bar}${count} ${note}`);
    },
    end() {
      io.err("\r\u001b[2K");
    },
  };
}
