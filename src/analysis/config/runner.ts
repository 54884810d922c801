import type { Launch, Piece } from "./launch.ts";

/** A package that a command fetches and runs. */
export interface FetchedPackage {
  piece: Piece;
  ecosystem: "npm" | "python" | "docker" | "deno" | "go";
  /** It is fetched without a question. */
  unasked: boolean;
}

/** The name of a program without its folder and ending. */
export function programOf(command: string): string {
  return (
    command
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(?:exe|cmd|bat|ps1)$/i, "")
      .toLowerCase() ?? ""
  );
}

/** `cmd /c npx …` is the documented way to run npx on Windows: what it wraps is what counts. */
export function unwrapped(launch: Pick<Launch, "command" | "args">): {
  program: string;
  args: readonly Piece[];
} {
  const program = programOf(launch.command?.text ?? "");
  const [first, second, ...rest] = launch.args;
  return program === "cmd" &&
    /^\/[ck]$/i.test(first?.text ?? "") &&
    second !== undefined &&
    !/\s/.test(second.text)
    ? { program: programOf(second.text), args: rest }
    : { program, args: launch.args };
}

/** The package a launch fetches; undefined when it runs something that is there already. */
export function fetchedPackage(launch: Pick<Launch, "command" | "args">): FetchedPackage | undefined {
  const { program, args } = unwrapped(launch);
  const texts = args.map(({ text }) => text);
  const [first, second] = texts;
  if (/^(?:npx|bunx|pnpx)$/.test(program)) {
    return npm(args);
  }
  if (/^(?:pnpm|yarn)$/.test(program) && first === "dlx") {
    return npm(args.slice(1));
  }
  if ((program === "npm" && /^(?:exec|x)$/.test(first ?? "")) || (program === "bun" && first === "x")) {
    return npm(args.slice(1));
  }
  if (program === "uvx") {
    return python(args);
  }
  if (program === "uv" && first === "tool" && second === "run") {
    return python(args.slice(2));
  }
  if (program === "pipx" && first === "run") {
    return python(args.slice(1));
  }
  if (/^(?:docker|podman)$/.test(program) && first === "run") {
    return image(args.slice(1));
  }
  if (program === "deno" && first === "run") {
    const piece = args.find(({ text }) => /^https?:\/\//.test(text));
    return piece && { piece, ecosystem: "deno", unasked: true };
  }
  if (program === "go" && first === "run") {
    const piece = args.slice(1).find(({ text }) => /^[\w.-]+\.\w+\//.test(text));
    return piece && { piece, ecosystem: "go", unasked: true };
  }
  return undefined;
}

function npm(args: readonly Piece[]): FetchedPackage | undefined {
  if (args.some(({ text }) => /^--(?:no-install|offline|no)$/.test(text))) {
    return undefined;
  }
  const unasked = args.some(({ text }) => /^(?:-y|--yes)$/.test(text));
  const named = optionValue(args, ["-p", "--package"]);
  const piece = named ?? firstWord(args, ["-c", "--call", "-w", "--workspace", "--registry", "--cache"]);
  return piece && { piece, ecosystem: "npm", unasked };
}

function python(args: readonly Piece[]): FetchedPackage | undefined {
  const piece =
    optionValue(args, ["--from", "--spec"]) ??
    firstWord(args, [
      "--with",
      "-p",
      "--python",
      "--index-url",
      "-i",
      "--index",
      "--extra-index-url",
      "--with-editable",
      "--directory",
    ]);
  return piece && { piece, ecosystem: "python", unasked: true };
}

const imageFlags =
  /^(?:-[evpwunhlmca]|--(?:env|volume|publish|workdir|user|name|network|net|mount|env-file|label|entrypoint|hostname|add-host|memory|cpus|platform|pull|pid|cap-add|cap-drop|security-opt|device|gpus|restart|dns|tmpfs|ulimit|shm-size|log-driver|ip))$/;

function image(args: readonly Piece[]): FetchedPackage | undefined {
  for (let index = 0; index < args.length; index++) {
    const piece = args[index];
    if (piece === undefined || imageFlags.test(piece.text)) {
      index += 1;
    } else if (!piece.text.startsWith("-")) {
      return { piece, ecosystem: "docker", unasked: true };
    }
  }
  return undefined;
}

function optionValue(args: readonly Piece[], flags: readonly string[]): Piece | undefined {
  const index = args.findIndex(({ text }) => flags.includes(text));
  if (index !== -1) {
    return args[index + 1];
  }
  const joined = args.find(({ text }) => flags.some((flag) => text.startsWith(`${flag}=`)));
  return joined && { ...joined, text: joined.text.slice(joined.text.indexOf("=") + 1) };
}

function firstWord(args: readonly Piece[], valued: readonly string[]): Piece | undefined {
  for (let index = 0; index < args.length; index++) {
    const piece = args[index];
    if (piece !== undefined && valued.includes(piece.text)) {
      index += 1;
    } else if (piece !== undefined && !piece.text.startsWith("-")) {
      return piece;
    }
  }
  return undefined;
}

/** Whether a package names one version for good, or is none that is fetched from elsewhere. */
export function isPinned({ piece: { text }, ecosystem }: FetchedPackage): boolean {
  if (/^(?:\.{0,2}[\\/]|~|[A-Za-z]:\\|file:|\.$)/.test(text) || /\$\{|\{\{|^\$/.test(text)) {
    return true;
  }
  if (/^(?:git\+|github:|gitlab:|https?:\/\/.*\.git)/.test(text)) {
    return /[@#][0-9a-f]{40}\b/.test(text);
  }
  switch (ecosystem) {
    case "npm":
      return /.@\d+\.\d+\.\d+[\w.+-]*$/.test(text) || /\.tgz$/.test(text);
    case "python":
      return /(?:==|@)\s*v?\d+(?:\.\d+)*[\w.+-]*$/.test(text) || /\.(?:whl|tar\.gz)$/.test(text);
    case "docker":
      return /@sha256:[0-9a-f]{64}$/.test(text) || (/:[\w.-]+$/.test(text) && !/:latest$/.test(text));
    case "deno":
      return /@v?\d+\.\d+/.test(text);
    case "go":
      return /@v\d+\.\d+|@[0-9a-f]{7,40}$/.test(text) || !text.includes("@");
  }
}
