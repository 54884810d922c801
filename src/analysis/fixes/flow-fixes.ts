import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { ancestor } from "../calls.ts";
import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { callParts, holesOf } from "./parts.ts";
import { linesBefore } from "./statements.ts";

/** The expression at a hit; null when the tree has none of that extent. */
function nodeAt({ place: { unit, start, end } }: Hit): Node | null {
  return unit.document.root.descendantForIndex(start, end);
}

/** Whether evaluating an expression a second time does nothing. */
function isPlain(text: string): boolean {
  return /^[\w$]+(?:\??\.[\w$]+|\[["']\w+["']\])*$/.test(text);
}

/** A person sees what the model wrote and says yes before it runs. */
export function approvalFixes(hit: Hit): Fix[] {
  const { document, file, isPython } = hit.place.unit;
  const node = nodeAt(hit);
  const value = document.text.slice(hit.place.start, hit.place.end);
  if (!isPython || node === null || !isPlain(value)) {
    return [];
  }
  const edit = linesBefore(document, file, node, (step) => [
    `if input(f"Run this?\\n{${value.replaceAll('"', "'")}}\\n[y/N] ") != "y":`,
    `${step}raise PermissionError("not approved")`,
  ]);
  return edit === undefined
    ? []
    : [{ title: "Ask a person before it runs", kind: "alternative", edits: [edit] }];
}

/** Whether it is there, in place of what it is. */
export function presenceFixes(hit: Hit): Fix[] {
  const { document, file, isPython } = hit.place.unit;
  const value = document.text.slice(hit.place.start, hit.place.end);
  const isVariable =
    /^os\.environ(?:\.get\(["']\w+["']\)|\[["']\w+["']\])$|^os\.getenv\(["']\w+["']\)$|^process\.env\.\w+$/.test(
      value,
    );
  const node = nodeAt(hit);
  const isText =
    node?.parent !== null && /^(?:interpolation|template_substitution)$/.test(node?.parent?.type ?? "");
  if (isText || (!isPlain(value) && !isVariable) || value === "os.environ" || value === "process.env") {
    return [];
  }
  const newText = isPython
    ? `bool(${value.replace(/^os\.environ\[(["']\w+["'])\]$/, "os.environ.get($1)")})`
    : `Boolean(${value})`;
  return [
    {
      title: "Say whether it is set, not what it is",
      kind: "alternative",
      edits: [{ file, range: document.rangeAt(hit.place.start, hit.place.end), newText }],
    },
  ];
}

/** Only what the server needs of the environment, which a person has to name. */
export function environmentFixes({ place }: Hit): Fix[] {
  const { document, file, isPython } = place.unit;
  const newText = isPython ? '{"TOKEN": os.environ["TOKEN"]}' : '{ TOKEN: process.env.TOKEN ?? "" }';
  return [
    {
      title: "Pass only what the server needs",
      kind: "alternative",
      edits: [{ file, range: document.rangeAt(place.start, place.end), newText }],
      placeholder: "TOKEN",
    },
  ];
}

/** Names that the object itself does not have are refused before the call. */
export function ownNameFixes(hit: Hit): Fix[] {
  const { unit, start, end } = hit.place;
  const { document, file } = unit;
  const name = document.text.slice(start, end);
  const node = nodeAt(hit);
  const access = node === null ? undefined : ancestor(node, ({ type }) => type === "subscript_expression");
  const object = access && field(access, "object");
  const table =
    object === undefined ? "" : document.textOf(object).replace(/^\((\w+)\s+as\s+[^()]+\)$/, "$1");
  if (unit.isPython || node === null || !/^[\w$]+$/.test(table) || table === "this" || !isPlain(name)) {
    return [];
  }
  const edit = linesBefore(document, file, node, (step) => [
    `if (!Object.hasOwn(${table}, ${name})) {`,
    `${step}throw new Error("unknown tool");`,
    "}",
  ]);
  return edit === undefined ? [] : [{ title: "Refuse names that are no tools", kind: "safe", edits: [edit] }];
}

/** The content as a variable of a constant template: `from_template("… {content}").partial(content=x)`. */
export function partialFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const parts = callParts(hit);
  const holes = parts && holesOf(unit, parts.argument);
  const callee = parts === undefined ? "" : document.text.slice(parts.callee.start, parts.callee.end);
  const values = (holes ?? []).filter((hole) => typeof hole !== "string");
  const [value] = values;
  const lead = (holes ?? []).map((hole) => (typeof hole === "string" ? hole : "{content}")).join("");
  if (
    !unit.isPython ||
    parts === undefined ||
    value === undefined ||
    values.length !== 1 ||
    !/\.from_template$/.test(callee) ||
    /[{}]/.test(lead.replace("{content}", ""))
  ) {
    return [];
  }
  const after = document.rangeAt(parts.call.endIndex, parts.call.endIndex);
  return [
    {
      title: "Give the content as a variable",
      kind: "safe",
      edits: [
        {
          file,
          range: document.rangeAt(parts.argument.start, parts.argument.end),
          newText: JSON.stringify(lead),
        },
        { file, range: after, newText: `.partial(content=${value.text})` },
      ],
    },
  ];
}

/** A table of the functions that may be called, which a person has to fill. */
export function tableFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const node = nodeAt(hit);
  const access = node === null ? undefined : ancestor(node, ({ type }) => type === "subscript");
  const object = access && field(access, "value");
  if (
    !unit.isPython ||
    object === undefined ||
    !/^(?:globals|locals|vars)\(\)$/.test(document.textOf(object))
  ) {
    return [];
  }
  const last = document.root.namedChildren.findLast(
    (one) => one !== null && /^(?:import|import_from|future_import)_statement$/.test(one.type),
  );
  if (last === undefined || last === null || /\bTOOLS\b/.test(document.text)) {
    return [];
  }
  const newline = document.text.includes("\r\n") ? "\r\n" : "\n";
  return [
    {
      title: "Look the name up in a table of your functions",
      kind: "alternative",
      edits: [
        {
          file,
          range: document.rangeAt(last.endIndex, last.endIndex),
          newText: `${newline}${newline}TOOLS = {}  # names the model may use, and their functions`,
        },
        { file, range: document.rangeOf(object), newText: "TOOLS" },
      ],
      placeholder: "{}",
    },
  ];
}
