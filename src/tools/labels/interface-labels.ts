import type { Capability } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import type { Intent } from "./intent.ts";
import type { Parameter, ToolShape } from "./shape.ts";
import { words } from "./tokens.ts";

const freeText =
  words(`body text message content comment note description caption html markdown md prompt instruction
  memo remark bio yaml manifest script command sql snippet payload feedback answer reply transcript patch
  diff reason_text new_str file_text body_html announcement bericht cuerpo mensaje texto data input summary
  instructions review post tweet letter speech xml json`);
const pointing = words("click hover select tap");
const boundFormats = words("date date-time time email uri url uuid ipv4 ipv6 hostname binary byte");
const widening = words("recursive glob wildcard pattern mask filter selector where criteria all everyone");
const wideningNames =
  /^(?:all|include_all|delete_all|select_all|apply_to_all|for_all|everyone|all_users|to_all|where_clause|path_pattern|file_pattern)$/;
const wideningText =
  /\bwild ?cards?\b|\bglob(?:s|bing)?\b|(?:["'`]\*["'`]|\*) (?:for|means|to (?:select|match)) (?:all|every)|\b["'`]?all["'`]? (?:for|to|means) (?:all|every|delete)/i;
const paging = words("page limit pagelen per_page page_size cursor offset");
/** What is checked on a page by clicking it. */
export const ticked = /\b(?:check ?box|radio button)/i;
/** Pages and what is on them. */
export const pageWords =
  /\b(?:browser|web ?page|page|form|element|button|selector|keyboard|input field|text input|focused input|textarea|iframe|webview|playwright|puppeteer|selenium)\b/i;
const asking = words(
  "confirm confirmation confirmed approve approved approval dry_run preview simulate validate_only acknowledge acknowledged",
);
const runsText = words("query function cmd code expression statement js javascript python program argument");

type Evidence = Capability["evidence"][number];

/** A parameter that takes any text. */
function takesFreeText(parameter: Parameter, runsIt: boolean): boolean {
  const last = parameter.tokens.at(-1) ?? "";
  const named =
    freeText.has(last) || freeText.has(parameter.tokens.join("_")) || (runsIt && runsText.has(last));
  const text = parameter.types.length === 0 || parameter.types.includes("string");
  const bound =
    parameter.choices.length > 0 || parameter.hasPattern || boundFormats.has(parameter.format ?? "");
  return named && text && !bound;
}

/** Text of the caller's choice goes somewhere. `labels` are the tool's other labels. */
export function freeTextEvidence(
  shape: ToolShape,
  labels: ReadonlySet<CapabilityLabel>,
  main: Intent | undefined,
): Evidence | undefined {
  // What is clicked is named by its text.
  if (main !== undefined && pointing.has(main.verb)) {
    return undefined;
  }
  const runsIt = labels.has("executes-code");
  const sink = shape.parameters.find((parameter) => takesFreeText(parameter, runsIt));
  return sink === undefined
    ? undefined
    : { kind: "parameter", text: `parameter "${sink.name}" takes any text` };
}

/** One call can be widened to many things at once. */
export function wideningEvidence(shape: ToolShape, main: Intent | undefined): Evidence | undefined {
  const isPaged = shape.parameterNamed(paging) !== undefined;
  const isPage = pageWords.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.firstSentence}`);
  const wide = shape.parameters.find((parameter) => {
    const name = parameter.tokens.join("_");
    // The rest of a list, or one element of a page, is no wider than what was asked for.
    if (
      (main?.act === "create" || main?.act === "light" || main?.verb === "subscribe") &&
      /(?:filter|criteria|selector|pattern)$/.test(name)
    ) {
      // What is made gets a filter of its own.
      return false;
    }
    if ((name === "all" && isPaged) || (name.endsWith("selector") && (isPage || main?.verb === "click"))) {
      return false;
    }
    return (
      widening.has(parameter.tokens.at(-1) ?? "") ||
      wideningNames.test(name) ||
      wideningText.test(parameter.description)
    );
  });
  return wide === undefined
    ? undefined
    : { kind: "parameter", text: `parameter "${wide.name}" can cover many things at once` };
}

/** Name of a parameter by which a call can be confirmed or tried out first. */
export function confirmingParameter(shape: ToolShape): string | undefined {
  return shape.parameterNamed(asking);
}
