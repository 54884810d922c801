import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";

/** Programs that take `--` as the end of their options wherever a value may stand. */
const takesSeparator =
  /^(.*[\\/])?(git|grep|rm|cp|mv|ls|cat|tar|curl|wget|rsync|scp|ssh|zip|docker|podman|kubectl|helm|pip3?)(\.exe)?$/;

/** Options that take no value. */
const plainFlags: Readonly<Record<string, RegExp>> = {
  curl: /^-[sSLfkgivIN]+$|^--(silent|location|fail|head)$/,
  rm: /^-[rfRv]+$/,
  cp: /^-[rRavpf]+$/,
  ls: /^-[lahrtR1]+$/,
  grep: /^-[rniEFlHoqsvwc]+$/,
  rsync: /^-[avzrhPun]+$/,
  wget: /^-q$/,
  zip: /^-[rq]+$/,
};

/** `--` before the value. */
export function argvFixes({ detail = "", place, what }: Hit): Fix[] {
  const { document, file } = place.unit;
  const parent = document.root.descendantForIndex(place.start, place.end)?.parent;
  const isListed = parent?.type === "list" || parent?.type === "array";
  // `git log -- x` makes x a path; git knows another mark for revisions.
  const command = document.text.slice(parent?.startIndex ?? 0, place.start);
  // What stands behind an option may be its value, and the mark would take its place.
  const option = /["'](-[^"']*)["'],\s*$/.exec(command)?.[1];
  const mayTake = option !== undefined && plainFlags[detail]?.test(option) !== true;
  if (!isListed || !takesSeparator.test(detail) || mayTake) {
    return [];
  }
  const isRevision =
    detail === "git" && /["'](log|diff|show|checkout|switch|reset|rev-parse)["']/.test(command);
  const mark = isRevision ? "--end-of-options" : "--";
  const separator = place.unit.isPython || /"/.test(command) ? `"${mark}", ` : `'${mark}', `;
  return [
    {
      title: `Put -- before the value, so that ${what} takes no options from it`,
      kind: "safe",
      edits: [{ file, range: document.rangeAt(place.start, place.start), newText: separator }],
    },
  ];
}
