// What the scripts print: headings, one-line results, and failures a person can act on.
const bold = process.stdout.isTTY ? (text) => `\u001b[1m${text}\u001b[0m` : (text) => text;

/** A failure with a message for the user; anything else that is thrown is a bug and keeps its stack. */
export class Problem extends Error {}

export function heading(text) {
  console.log(`\n${bold(`== ${text}`)}`);
}

/** Seconds since `from` (from `performance.now()`), as text. */
export function since(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}

/** The last lines of a long output. */
export function tail(output, lines = 30) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Names the tests that were given a second try and why, whatever came of it: a test that needs one often is a defect.
 * @param {readonly {title: string, error?: string}[]} tests
 */
export function sayRetried(tests) {
  for (const { title, error } of tests)
    console.log(`  second try: ${title}\n${tail(error ?? "", 6).replace(/^/gm, "      ")}`);
}
