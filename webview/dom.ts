type Child = Node | string | undefined | false;

/**
 * Makes an element. Strings become text nodes: nothing here or elsewhere in the pages parses markup, because what is shown
 * comes from whoever wrote a tool, a web page or an e-mail.
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes?: Readonly<Record<string, string>>,
  ...children: Child[]
): HTMLElementTagNameMap[Name];
export function el(
  name: string,
  attributes?: Readonly<Record<string, string>>,
  ...children: Child[]
): HTMLElement;
export function el(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Puts values into a string of the host: `Step {0} of {1}`. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

let numbers: Intl.NumberFormat | undefined;

/** A number with the separators of the page's language. The first one takes a browser long. */
export function formatted(value: number): string {
  numbers ??= new Intl.NumberFormat(document.documentElement.lang || undefined);
  return numbers.format(value);
}

/** Runs of control characters, direction overrides and invisible characters. */
const hidden =
  /([\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}])\1*/gu;
const ordinary = "\t\n\r";

/** A text of the data, with those characters made visible that would hide part of it or turn its direction. */
export function shown(text: string): Node {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    const [run, first = ""] = match;
    if (ordinary.includes(first)) {
      continue;
    }
    const count = run.length / first.length;
    const name = count > 1 ? `${nameOf(first)} ×${count}` : nameOf(first);
    fragment.append(text.slice(from, match.index), el("span", { class: "hidden-character" }, name));
    from = match.index + run.length;
  }
  fragment.append(text.slice(from));
  return fragment;
}

const controls =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

/** `ESC` for control characters, whose pictures many fonts lack; `U+200B` for others. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return controls[code] ?? (code === 0x7f ? "DEL" : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
}

/**
 * Puts the focus on an element when the page has it already. A page comes up a while after it was opened; by then the
 * focus may be in a question of the editor, which would close, or in the tree that was walked through.
 */
export function focusHere(element: HTMLElement | null | undefined): void {
  if (document.hasFocus()) {
    element?.focus({ preventScroll: true });
  }
}
