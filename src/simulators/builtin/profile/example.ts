import type { Json, JsonObject } from "../../../ots/json.ts";

/** A value that the schema or the description gives as an example: "such as SO-104233". */
export function exampleOf(items: JsonObject, schema: JsonObject, description: string): Json | undefined {
  const listed = [items.examples, schema.examples].find((value) => Array.isArray(value) && value.length > 0);
  const stated = Array.isArray(listed) ? listed[0] : (items.example ?? schema.example);
  if (stated !== undefined && stated !== null) {
    return stated;
  }
  const quoted =
    /(?:such as|e\.?\s?g\.?,?:?|for example,?|for instance|example:|like|examples?:)\s*(?:"([^"]{1,60})"|'([^']{1,60})'|“([^”]{1,60})”|([A-Za-z0-9][\w./:@+-]{1,60}))/i.exec(
      description,
    );
  const found = quoted
    ?.slice(1)
    .find((text) => text !== undefined)
    ?.replace(/[.,;)]+$/, "");
  return found !== undefined && (/[\d/@._-]/.test(found) || /["'“]/.test(quoted?.[0] ?? ""))
    ? found
    : undefined;
}
