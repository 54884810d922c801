/**
 * Why a regular expression of a project is not taken, or undefined. Repetition inside repetition and back references can
 * make a match take for ever, and the text it is run on is somebody else's.
 */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "iu");
  } catch (error) {
    return `no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (/\\[1-9]|\\k</.test(pattern)) {
    return "back references can make a match take for ever; write the alternatives out";
  }
  return repeatsRepetition(pattern)
    ? "repetition inside repetition can make a match take for ever; write it with one `*`, `+` or `{}` only"
    : undefined;
}

const token = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|\{\d+(?:,\d*)?\}|[()|]|[*+?]\??|./gsu;

/** Whether a group that holds a `*`, `+`, `{}` or an alternative is itself repeated without a limit. */
function repeatsRepetition(pattern: string): boolean {
  const groups: { repeats: boolean }[] = [{ repeats: false }];
  let closed: { repeats: boolean } | undefined;
  for (const [part] of pattern.matchAll(token)) {
    const current = groups.at(-1);
    const previous = closed;
    closed = undefined;
    if (part.startsWith("(")) {
      groups.push({ repeats: false });
    } else if (part === ")" && groups.length > 1) {
      closed = groups.pop();
      const outer = groups.at(-1);
      if (outer !== undefined) {
        outer.repeats ||= closed?.repeats ?? false;
      }
    } else if (/^(?:[*+]\??|\{\d+,\d*\}|\{\d{2,}\})$/.test(part)) {
      if (previous?.repeats) {
        return true;
      }
      if (current !== undefined) {
        current.repeats = true;
      }
    } else if (part === "|" && groups.length > 1 && current !== undefined) {
      current.repeats = true;
    }
  }
  return false;
}
