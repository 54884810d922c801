import type { Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { InputError } from "../syntax/input-error.ts";
import { printableLine } from "../syntax/printable.ts";
import type { AlignedRow, RowKind } from "../trajectories/align/rows.ts";
import { type Alignment, alignTrajectories } from "../trajectories/align.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { loadEntry, openTrajectoryFile, readingOptions } from "./trajectory-file.ts";
import { wholeNumber } from "./values.ts";

export const alignCommand: Command = {
  name: "align",
  usage: "A [B] [--left N] [--right N] [--json]",
  summary: "Aligns two trajectories row by row and says where their decisions part.",
  options: {
    left: { type: "string", value: "N", help: "which trajectory of A (default: the first)" },
    right: {
      type: "string",
      value: "N",
      help: "which trajectory of B (default: the first; without B, the second of A)",
    },
    ...readingOptions,
    json: {
      type: "boolean",
      help: "print one JSON document: {left, right, rows, firstDecisionDivergence, …}",
    },
  },
  maxPositionals: 2,
  async run(line, io) {
    const [a, b] = line.positionals;
    if (a === undefined) {
      throw new InputError("align needs one file with two trajectories, or two files");
    }
    const left = await loadSide(a, line, "left", 1, io);
    const right = await loadSide(b ?? a, line, "right", b === undefined ? 2 : 1, io);
    const alignment = alignTrajectories(left.trajectory, right.trajectory);
    if (line.values.json) {
      const side = ({ file, number, trajectory }: Side) => ({ file, entry: number, id: trajectory.id });
      io.out(`${JSON.stringify({ left: side(left), right: side(right), ...alignment }, null, 2)}\n`);
    } else {
      io.out(text(alignment, left.trajectory, right.trajectory));
    }
    return 0;
  },
};

interface Side {
  file: string;
  number: number;
  trajectory: Trajectory;
}

async function loadSide(
  file: string,
  line: ParsedCommandLine,
  option: "left" | "right",
  usual: number,
  io: CommandIo,
): Promise<Side> {
  const opened = await openTrajectoryFile(file, line, io);
  try {
    const count = opened.summaries.length;
    const number = wholeNumber(line, option, 1, count) ?? usual;
    if (number > count) {
      throw new InputError(`${file}: holds one trajectory only; give a second file`);
    }
    const trajectory = await loadEntry(opened, number - 1, io);
    if (!trajectory) {
      throw new InputError(`${file}: trajectory ${number} cannot be read`);
    }
    return { file, number, trajectory };
  } finally {
    await opened.close();
  }
}

const signs: Readonly<Record<RowKind, string>> = {
  equal: "=",
  "args-differ": "≠ arguments",
  "text-differs": "~ words",
  "action-differs": "≠ action",
  "left-only": "< only left",
  "right-only": "> only right",
  moved: "↕ moved",
};

const column = 52;

function text(alignment: Alignment, left: Trajectory, right: Trajectory): string {
  const { rows, sharedPrefix, firstDecisionDivergence: divergence } = alignment;
  const lines = sharedPrefix > 1 ? [`${sharedPrefix} identical steps\n`] : [];
  rows.forEach((row, index) => {
    if (index < sharedPrefix && sharedPrefix > 1) {
      return;
    }
    lines.push(rowText(row, left, right, index === divergence));
  });
  lines.push(
    divergence === undefined
      ? "The decisions do not part.\n"
      : `The decisions part in row ${divergence + 1}${stepNumbers(rows[divergence])}.\n`,
  );
  return lines.join("");
}

function rowText(row: AlignedRow, left: Trajectory, right: Trajectory, here: boolean): string {
  const side = (trajectory: Trajectory, index: number | undefined) =>
    (index === undefined ? "" : `${index + 1} ${summary(trajectory.steps[index])}`)
      .padEnd(column)
      .slice(0, column);
  const moves = (row.moves ?? []).map(({ side: where, move }) => `${where} ${move}`).join(", ");
  const note = `${signs[row.kind]}${moves === "" ? "" : ` (${moves})`}`;
  return `${here ? "→" : " "} ${side(left, row.left)} | ${side(right, row.right)} ${note}`
    .trimEnd()
    .concat("\n");
}

function summary(step: Step | undefined): string {
  if (step === undefined) {
    return "";
  }
  if (step.kind === "message") {
    return printableLine(`${step.from}: ${step.text}`, column);
  }
  const { action } = step;
  const words =
    action.kind === "answer"
      ? `says ${action.text}`
      : `${action.tool}(${action.raw ?? JSON.stringify(action.arguments).slice(1, -1)})`;
  return printableLine(words, column);
}

function stepNumbers(row: AlignedRow | undefined): string {
  const sides = [
    row?.left === undefined ? undefined : `step ${row.left + 1} on the left`,
    row?.right === undefined ? undefined : `step ${row.right + 1} on the right`,
  ].filter((side) => side !== undefined);
  return sides.length === 0 ? "" : `: ${sides.join(", ")}`;
}
