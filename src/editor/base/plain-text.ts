// Tool names, descriptions and instructions come from files that anybody may have written. Here they are made harmless
// for the places of the editor that would read icons, links or hidden characters out of them.

/** Control characters, direction overrides and invisible characters, with which a text can look like another. */
const invisible =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** One line of at most `max` characters: white space joined, invisible characters shown as U+FFFD. */
export function oneLine(text: string, max = 160): string {
  // Cut before cleaning, so that a text of megabytes costs no more than its beginning.
  const line = text
    .slice(0, max * 4)
    .replaceAll(/\s+/gu, " ")
    .trim()
    .replaceAll(invisible, "\uFFFD");
  const characters = [...line];
  return characters.length > max || text.length > max * 4
    ? `${characters.slice(0, max - 1).join("")}…`
    : line;
}

/** For labels of quick picks, which would draw `$(name)` as an icon. */
export function withoutIcons(text: string): string {
  return oneLine(text).replaceAll("$(", "$ (");
}

/** For notifications and messages of views, which would make a link, even to a command, of `[text](target)`. */
export function withoutLinks(text: string, max = 400): string {
  return oneLine(text, max).replaceAll("](", "] (");
}

/**
 * For Markdown, which shows it as it is: every ASCII punctuation mark is escaped, so that there is neither emphasis nor
 * markup nor a link, not even of a bare address. (`MarkdownString.appendText` also forbids line breaks.)
 */
export function inMarkdown(text: string, max = 300): string {
  return oneLine(text, max).replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
}
