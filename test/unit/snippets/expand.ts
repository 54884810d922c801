/** What is in the document after the snippet was inserted and every stop left as it is. */
export function expand(body: readonly string[]): string {
  const stops = new Map<string, string>();
  const text = body
    .join("\n")
    .replaceAll(/(?<!\\)\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, (_, stop: string, first: string) => {
      stops.set(stop, first);
      return first;
    })
    .replaceAll(/(?<!\\)\$\{(\d+):([^}]*)\}/g, (_, stop: string, placeholder: string) => {
      stops.set(stop, placeholder);
      return placeholder;
    });
  return text
    .replaceAll(/(?<!\\)\$(\d+)/g, (_, stop: string) => stops.get(stop) ?? "")
    .replaceAll(/\\([$}\\])/g, "$1");
}
