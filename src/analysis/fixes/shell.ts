import type { Fix, TextEdit } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { pythonImport, scriptImport } from "./imports.ts";
import { callParts, type Holes, holesOf, type Span } from "./parts.ts";
import { areSingle, elementOf, separated, textsAmong, wordsOf } from "./words.ts";

/** The program with its arguments as a list; where the command needs its shell, the value quoted. */
export function shellFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const parts = callParts(hit);
  const holes = parts && (holesOf(unit, writtenAt(hit, parts)) ?? []);
  // A value that is the whole command cannot be told from it, and several words in one value cannot be told apart.
  const isMixed = holes?.some((hole) => typeof hole === "string" && hole.trim() !== "") === true;
  if (parts === undefined || holes === undefined || !isMixed || !areSingle(unit.document, holes)) {
    return [];
  }
  return unit.isPython ? pythonFixes(hit, parts, holes) : scriptFixes(hit, parts, holes);
}

type Parts = NonNullable<ReturnType<typeof callParts>>;

/** Where the command is put together: in the call, or where the variable that it is given gets its only value. */
function writtenAt({ place: { unit } }: Hit, { argumentNode, argument }: Parts): Span {
  const node = argumentNode.type === "identifier" ? unit.document.values.resolve(argumentNode) : undefined;
  return node === undefined ? argument : { start: node.startIndex, end: node.endIndex };
}

/** The arguments as a list, the mark that ends the options among them; undefined where only a shell will do. */
function listOf({ place: { unit } }: Hit, holes: Holes): string[] | undefined {
  const { document, isPython } = unit;
  const words = wordsOf(holes, isPython);
  const texts = textsAmong(document, holes);
  return (words && separated(words))?.map((word) => elementOf(word, isPython, texts));
}

function pythonFixes(hit: Hit, parts: Parts, holes: Holes): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const isHere = parts.argumentNode.type !== "identifier";
  const words = isHere ? listOf(hit, holes) : undefined;
  const shell = parts.keywords.get("shell");
  if (words !== undefined && shell !== undefined && /^subprocess\./.test(hit.what)) {
    const list: TextEdit = {
      file,
      range: document.rangeAt(parts.argument.start, parts.argument.end),
      newText: `[${words.join(", ")}]`,
    };
    const isLimited = parts.keywords.has("timeout") || hit.what === "subprocess.Popen";
    // The keyword's place is taken by the limit, so that commas stay as they are.
    const from = isLimited ? shell.from : shell.value.parent?.startIndex;
    const to = isLimited ? shell.to : shell.value.endIndex;
    const freed: TextEdit = {
      file,
      range: document.rangeAt(from ?? shell.from, to),
      newText: isLimited ? "" : "timeout=30",
    };
    return [{ title: "Run the program without a shell", kind: "safe", edits: [list, freed] }];
  }
  const edits = holes.flatMap((hole): TextEdit[] =>
    typeof hole === "string"
      ? []
      : [
          {
            file,
            range: document.rangeAt(hole.start, hole.end),
            newText: `shlex.quote(${quotable(hit, holes, hole.text)})`,
          },
        ],
  );
  const isQuotedAlready = holes.some((hole) => typeof hole === "string" && /["']/.test(hole));
  const imported = pythonImport(document, file, "import shlex", "shlex");
  return edits.length === 0 || isQuotedAlready
    ? []
    : [
        {
          title: "Quote the value with shlex.quote",
          kind: "safe",
          edits: [...(imported === undefined ? [] : [imported]), ...edits],
        },
      ];
}

/** `shlex.quote` takes texts only. */
function quotable({ place: { unit } }: Hit, holes: Holes, value: string): string {
  return textsAmong(unit.document, holes).has(value) || /^str\(/.test(value) ? value : `str(${value})`;
}

/** `exec("cmd " + x)` of child_process becomes `execFile("cmd", [x])`, which takes the same options and callback. */
function scriptFixes(hit: Hit, parts: Parts, holes: Holes): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const callee = document.text.slice(parts.callee.start, parts.callee.end);
  const isHere = parts.argumentNode.type !== "identifier";
  const [program, ...args] = (isHere ? listOf(hit, holes) : undefined) ?? [];
  const isSync = /Sync$/.test(hit.what);
  if (program === undefined || !/^child_process\.exec(Sync)?$/.test(hit.what)) {
    return [];
  }
  const name = `execFile${isSync ? "Sync" : ""}`;
  const called = calledAs(hit, callee, name);
  if (called === undefined) {
    return [];
  }
  const hasOptions = parts.args.some(
    (one) => /^(?:object|identifier)$/.test(one.type) && one.startIndex > parts.argument.start,
  );
  const limit = hasOptions ? "" : ", { timeout: 30_000 }";
  const edits: TextEdit[] = [
    { file, range: document.rangeAt(parts.callee.start, parts.callee.end), newText: called },
    {
      file,
      range: document.rangeAt(parts.argument.start, parts.argument.end),
      newText: `${program}, [${args.join(", ")}]${limit}`,
    },
  ];
  const isKnown = called.includes(".") || new RegExp(`[{,]\\s*${name}\\s*[},]`).test(document.text);
  const imported = isKnown
    ? undefined
    : scriptImport(document, file, `import { ${name} } from "node:child_process";`);
  return [
    {
      title: "Run the program without a shell",
      kind: "safe",
      edits: [...(imported === undefined ? [] : [imported]), ...edits],
    },
  ];
}

/** The callee that runs a program: a member of the module, the function itself, or as a promise where `exec` is one. */
function calledAs({ place: { unit }, call }: Hit, callee: string, name: string): string | undefined {
  const member = /^(.*\.)exec(Sync)?$/.exec(callee);
  if (member !== null) {
    return `${member[1]}${name}`;
  }
  const { document } = unit;
  const at = document.root.descendantForIndex(call.start, call.start + callee.length);
  const declared = at === null ? [] : document.names.lookup(callee, at);
  const value = declared.length === 1 ? declared[0]?.value : undefined;
  if (value === undefined || value === null) {
    return name;
  }
  return /^(?:util\.)?promisify\(/.test(document.textOf(value))
    ? `${document.textOf(value).split("(")[0]}(${name})`
    : undefined;
}
