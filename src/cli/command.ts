import type { ParseArgsOptionsConfig } from "node:util";

/** What a command has of the outside world; tests pass their own. */
export interface CommandIo {
  cwd: string;
  /** Results only: with `--json` exactly one JSON document. */
  out(text: string): void;
  /** Progress and diagnostics. */
  err(text: string): void;
  /** True when progress can be drawn in place. */
  errIsTerminal: boolean;
  /** True when results go to a terminal that shows colours. */
  outHasColours: boolean;
  /** Fires on Ctrl-C. */
  signal: AbortSignal;
  now(): Date;
}

export interface ParsedCommandLine {
  values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  positionals: readonly string[];
}

export interface CommandOption {
  type: "string" | "boolean";
  /** Word for the value in the help text, such as DIR. */
  value?: string;
  /** May be given several times. */
  multiple?: true;
  /** The value may be left out; the option then reads as empty text. */
  valueIsOptional?: boolean;
  help: string;
}

/** One command of `autosafe`: a file of its own and a line in the registry. */
export interface Command {
  name: string;
  /** What stands behind the name in the usage line. */
  usage: string;
  summary: string;
  options: Readonly<Record<string, CommandOption>>;
  maxPositionals: number;
  /** Resolves to the exit code: 0 done, 1 done with findings or failures. Throws InputError for exit 2. */
  run(line: ParsedCommandLine, io: CommandIo): Promise<number>;
}

/** The command's options in the form `node:util` parses. */
export function parseConfig(command: Command): ParseArgsOptionsConfig {
  return Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple }]) => [
      name,
      { type, ...(multiple && { multiple }) },
    ]),
  );
}

/** The arguments with an empty value behind options whose value is left out, which `node:util` knows no way to say. */
export function withLeftOutValues(command: Command, args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const option = arg.startsWith("--") ? command.options[arg.slice(2)] : undefined;
    const next = args[index + 1];
    const isLeftOut = option?.valueIsOptional === true && (next === undefined || next.startsWith("-"));
    return isLeftOut ? `${arg}=` : arg;
  });
}

/** Help text of one command. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(command.options).map(([name, option]) => {
    const value = option.valueIsOptional ? `[${option.value}]` : option.value;
    const flag = value === undefined ? `--${name}` : `--${name} ${value}`;
    return `  ${flag.padEnd(22)} ${option.help}`;
  });
  return [
    `Usage: autosafe ${command.name} ${command.usage}`.trimEnd(),
    "",
    command.summary,
    "",
    "Options:",
    ...rows,
    "",
  ].join("\n");
}
