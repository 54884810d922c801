import type { Effect, SinkUse } from "../engine.ts";

/** Places whose content nobody misses. */
const passing = /cache|tmp|temp|\blogs?\b|logger|\.log\b|lock|telemetry/i;
/** Requests that only ask, although they are sent as a body. */
const asking =
  /graphql|search|query|embed|completions|\/chat|\/generate|\/messages|rpc|oauth|token|login|\/auth|lookup|convert|translate|analy[sz]e|render/i;

/** What a call does besides what it gives back; undefined for what only reads, and for caches and logs. */
export function effectOf(
  text: string,
  { kind, what, detail, value, at }: SinkUse,
): Effect["kind"] | undefined {
  const written = value.text ?? text.slice(at.start, Math.min(at.end, at.start + 2_000));
  switch (kind) {
    case "shell":
    case "code":
      return detail === "import" ? undefined : "runs";
    case "argv":
      return "starts";
    case "path":
      return passing.test(written) || detail === "read" || detail === "send"
        ? undefined
        : detail === "delete"
          ? "deletes"
          : /append/i.test(what)
            ? "appends"
            : "writes";
    case "query":
      return changeIn(written);
    case "url": {
      const method = /\.(post|put|patch|delete)$/i.exec(what)?.[1] ?? detail ?? "";
      // An address that is put together elsewhere may be a search.
      const isKnown = /\//.test(written);
      return /^(post|put|patch|delete)$/i.test(method) && isKnown && !asking.test(written)
        ? "sends"
        : "fetches";
    }
    default:
      return undefined;
  }
}

function changeIn(statement: string): Effect["kind"] | undefined {
  if (/\b(?:DELETE\s+FROM|DROP\s+(?:TABLE|DATABASE|SCHEMA)|TRUNCATE\s)/i.test(statement)) {
    return "deletes";
  }
  if (/\bINSERT\s+INTO\b(?![\s\S]*\bON\s+(?:CONFLICT|DUPLICATE))/i.test(statement)) {
    return "inserts";
  }
  return /\bUPDATE\s+[\w."`]+\s+SET\b|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bREPLACE\s+INTO\b|\bMERGE\s+INTO\b|\bALTER\s+TABLE\b/i.test(
    statement,
  )
    ? "changes-rows"
    : undefined;
}
