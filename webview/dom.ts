/**
 * Makes an element. Strings become text nodes: nothing here or elsewhere in the pages parses markup, because what is shown
 * comes from whoever wrote a tool, a web page or an e-mail.
 */
export function el(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string | undefined)[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Puts a value into a string of the host: `Step {0}`. */
export function fill(text: string, value: string | number): string {
  return text.replace("{0}", () => String(value));
}

/** A number with the separators of the page's language. */
export function formatted(value: number): string {
  return value.toLocaleString(document.documentElement.lang || undefined);
}

/** Control characters, direction overrides and invisible characters. */
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
const ordinary = ["\t", "\n", "\r"];

/** A text of the data, with those characters made visible that would hide part of it or turn its direction. */
export function shown(text: string): Node {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (ordinary.includes(match[0])) {
      continue;
    }
    const code = match[0].codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    fragment.append(text.slice(from, match.index), el("span", { class: "hidden-character" }, name));
    from = match.index + match[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
