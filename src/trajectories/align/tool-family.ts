/** Words of a tool's name in lower case: `GmailSendEmail`, `send_email` and `mail.send` share most of theirs. */
export function nameWords(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const maxTools = 500;

/** Which tools have at least half of the words of their names in common, by number. */
export function toolFamilies(names: readonly string[]): (a: number, b: number) => boolean {
  if (names.length > maxTools) {
    return () => false;
  }
  const words = names.map((name) => new Set(nameWords(name)));
  const related = Uint8Array.from(words.flatMap((a) => words.map((b) => (share(a, b) >= 0.5 ? 1 : 0))));
  return (a, b) => related[a * names.length + b] === 1;
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) {
    both += b.has(word) ? 1 : 0;
  }
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}
