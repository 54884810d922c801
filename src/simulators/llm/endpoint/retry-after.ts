/**
 * The wait a server asks for, in milliseconds, from `retry-after-ms` or `retry-after` (seconds or an HTTP date).
 * Undefined when it does not say, or says nonsense. `now` is in milliseconds since the epoch.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const milliseconds = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) {
    return milliseconds;
  }
  const after = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(after)) {
    return Number(after) * 1000;
  }
  const date = /^[a-z]{3}, /i.test(after) ? Date.parse(after) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** A duration as rate-limit headers write it (`20ms`, `1s`, `6m0s`, `1h2m3s`, bare seconds), in milliseconds. */
export function resetDuration(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) {
    return Number(trimmed) * 1000;
  }
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return parts.length === 0 || parts.map(([whole]) => whole).join("") !== trimmed
    ? undefined
    : parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMilliseconds[unit ?? ""] ?? 0), 0);
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
