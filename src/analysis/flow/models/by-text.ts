/** Texts whose answers are kept at most. */
const maxKept = 20_000;

/** Remembers answers by text: the tables of patterns are asked about the same paths and names again and again. */
export function byText<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) {
      return before as Answer;
    }
    const found = answer(text);
    if (known.size >= maxKept) {
      known.clear();
    }
    known.set(text, found);
    return found;
  };
}
