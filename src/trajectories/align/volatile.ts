const maxLength = 1_000_000;

const volatile =
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?:call|toolu|chatcmpl|resp|msg|req|run|span|trace)_[A-Za-z0-9]{6,64}\b/gi;

/**
 * The text with times of day, UUIDs and generated ids replaced by a mark: what differs between two runs that did the
 * same. Only for what was said and seen; in arguments the very id can be the decision.
 */
export function maskVolatile(text: string): string {
  // Looking for a character is a hundred times as fast, and no such text is without one of them.
  const mayBe = text.includes("-") || text.includes("_");
  return !mayBe || text.length > maxLength ? text : text.replace(volatile, "\u0001");
}
