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
