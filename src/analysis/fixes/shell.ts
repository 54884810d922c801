import type { Fix, TextEdit } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { pythonImport, scriptImport } from "./imports.ts";
import { callParts, holesOf } from "./parts.ts";

/** What a shell reads as more than a word; a command with any of it cannot become a list. */
const operators = /[|&;<>()$`\\"'*?[\]#~=%{}\n]/;

/** The program with its arguments as a list; where the command needs its shell, the value quoted. */
export function shellFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const parts = callParts(hit);
  if (parts === undefined) {
    return [];
  }
  return unit.isPython ? pythonFixes(hit, parts) : scriptFixes(hit, parts);
}

type Parts = NonNullable<ReturnType<typeof callParts>>;

function pythonFixes(hit: Hit, parts: Parts): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const holes = holesOf(unit, parts.argument);
  if (holes === undefined) {
    return [];
  }
  const words = wordsOf(holes, true, textsAmong(unit, holes));
  const shell = parts.keywords.get("shell");
  if (words !== undefined && shell !== undefined && /^subprocess\./.test(hit.what)) {
    const removed = document.rangeAt(shell.from, shell.to);
    const list: TextEdit = {
      file,
      range: document.rangeAt(parts.argument.start, parts.argument.end),
      newText: `[${words.join(", ")}]`,
    };
    return [
      {
        title: "Run the program without a shell",
        kind: "safe",
        edits: [list, { file, range: removed, newText: "" }],
      },
    ];
  }
  const edits = holes.flatMap((hole): TextEdit[] =>
    typeof hole === "string"
      ? []
      : [{ file, range: document.rangeAt(hole.start, hole.end), newText: `shlex.quote(${hole.text})` }],
  );
  const imported = pythonImport(document, file, "import shlex", "shlex");
  return edits.length === 0
    ? []
    : [
        {
          title: "Quote the value with shlex.quote",
          kind: "safe",
          edits: [...(imported === undefined ? [] : [imported]), ...edits],
        },
      ];
}

/** `exec("cmd " + x)` of child_process becomes `execFile("cmd", [x])`, which takes the same options and callback. */
function scriptFixes(hit: Hit, parts: Parts): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const holes = holesOf(unit, parts.argument);
  const words = holes && wordsOf(holes, false, new Set());
  const callee = document.text.slice(parts.callee.start, parts.callee.end);
  const match = /^(.*\.)?exec(Sync)?$/.exec(callee);
  const [program, ...args] = words ?? [];
  if (match === null || program === undefined || !/^child_process\./.test(hit.what)) {
    return [];
  }
  const name = `execFile${match[2] ?? ""}`;
  const edits: TextEdit[] = [
    {
      file,
      range: document.rangeAt(parts.callee.start, parts.callee.end),
      newText: `${match[1] ?? ""}${name}`,
    },
    {
      file,
      range: document.rangeAt(parts.argument.start, parts.argument.end),
      newText: `${program}, [${args.join(", ")}]`,
    },
  ];
  const imported =
    match[1] === undefined
      ? scriptImport(document, file, `import { ${name} } from "node:child_process";`)
      : undefined;
  return [
    {
      title: "Run the program without a shell",
      kind: "safe",
      edits: [...(imported === undefined ? [] : [imported]), ...edits],
    },
  ];
}

/** The names among the holes that are parameters annotated as text. */
function textsAmong({ document }: Hit["place"]["unit"], holes: Holes): Set<string> {
  const names = holes.flatMap((hole) => {
    if (typeof hole === "string" || !/^\w+$/.test(hole.text)) {
      return [];
    }
    const at = document.root.descendantForIndex(hole.start, hole.end);
    const declared = at === null ? [] : document.names.lookup(hole.text, at);
    return declared.every(({ type }) => type !== undefined && document.textOf(type) === "str")
      ? [hole.text]
      : [];
  });
  return new Set(names);
}

type Holes = NonNullable<ReturnType<typeof holesOf>>;

/** The command as the words of a list; undefined when it needs its shell or a value stands inside a word with quotes. */
function wordsOf(holes: Holes, isPython: boolean, texts: ReadonlySet<string>): string[] | undefined {
  const words: { text: string; values: string[]; isOpen: boolean }[] = [];
  let open: { text: string; values: string[]; isOpen: boolean } | undefined;
  const begin = () => {
    if (open === undefined) {
      open = { text: "", values: [], isOpen: true };
      words.push(open);
    }
    return open;
  };
  for (const hole of holes) {
    if (typeof hole !== "string") {
      const word = begin();
      word.values.push(hole.text);
      word.text += isPython ? `{${hole.text}}` : `\${${hole.text}}`;
      continue;
    }
    if (operators.test(hole)) {
      return undefined;
    }
    for (const piece of hole.split(/(\s+)/)) {
      if (piece.trim() === "") {
        open = piece === "" ? open : undefined;
      } else {
        begin().text += piece;
      }
    }
  }
  const [program] = words;
  if (program === undefined || program.values.length > 0) {
    return undefined;
  }
  return words.map(({ text, values }) => {
    const [only] = values;
    if (only === undefined) {
      return JSON.stringify(text);
    }
    const isWhole = values.length === 1 && text === (isPython ? `{${only}}` : `\${${only}}`);
    // An f-string takes numbers, a list of arguments does not.
    return isWhole
      ? texts.has(only) || !isPython
        ? only
        : `str(${only})`
      : isPython
        ? `f"${text}"`
        : `\`${text}\``;
  });
}
