import { type Rule, rule, says } from "./rule.ts";

/** Days, times, lengths of time. */
export const timesRules: readonly Rule[] = [
  rule("duration", "duration", /\b(duration|length|expires in|ttl|period|interval|valid for)\b/),
  rule("timezone", "detail", /\b(time ?zone|tz|timezone)\b/),
  rule(
    "datetime",
    "time",
    /\b(datetime|timestamp|date time|starts? at|ends? at|scheduled (at|for|time)|send at|expires at|publish at|start datetime|end datetime|when|remind at|start iso|scheduled)\b/,
  ),
  rule(
    "time",
    "time",
    /^(time|start|end|start time|end time|hour|at|from time|to time|pickup time)$/,
    says(/\b\d{1,2}:\d\d\b|time of day|hh:mm/i),
  ),
  rule(
    "datetime",
    "time",
    /^(start|end|start time|end time|time|since|until|before|after|at|deadline)$/,
    (around, description) =>
      /8601|datetime|date and time|timestamp|rfc/i.test(description) || around.domain === "calendar",
  ),
  rule("time", "time", /\b(time|start time|end time|pickup time|hour)\b/),
  rule(
    "date",
    "time",
    /\b(date|day|due|deadline|check ?in|check ?out|birthday|dob|birth|start|end|since|until|before|after|valid from|valid until|departure date|return date|expiry|expires|starts|ends|on|week|month|check in date|arrival date)\b/,
  ),
];
