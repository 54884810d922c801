let latest: { text: string; answers: Map<RegExp, boolean> } | undefined;

/** Whether a pattern (not global) occurs in a text; looked for once while the same text is asked about, however many tools it has. */
export function textHolds(text: string, pattern: RegExp): boolean {
  if (latest?.text !== text) {
    latest = { text, answers: new Map() };
  }
  const answer = latest.answers.get(pattern) ?? pattern.test(text);
  latest.answers.set(pattern, answer);
  return answer;
}
