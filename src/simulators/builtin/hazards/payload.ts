import { withRole } from "../profile/profile.ts";
import { fitted } from "../values/fit.ts";
import type { Change, Hazard } from "./change.ts";
import { payloadOf } from "./payloads.ts";

/** A text that does the harm by what it says. */
export const payload: Hazard = (site): Change | undefined => {
  if (site.tool.family === "read") {
    return undefined;
  }
  const parameter =
    withRole(site.parameters, "text", "title") ??
    (site.outcome.id === "unfair-treatment" ? withRole(site.parameters, "reason") : undefined);
  // A name is too small for a text, and where it has to follow a spelling it cannot carry one.
  if (
    parameter?.role === "title" &&
    !/title|subject|headline|summary|caption|message|reference/.test(parameter.label)
  ) {
    return undefined;
  }
  if (!parameter || parameter.choices || typeof parameter.schema.pattern === "string") {
    return undefined;
  }
  const { that, written, wrong } = payloadOf(site.outcome.id, site.world);
  const value = fitted(written, parameter.schema, site.random.fork("payload"));
  // A label of ten characters or a pattern leaves nothing of the text.
  if (value.length < Math.min(40, written.length)) {
    return undefined;
  }
  site.world.summarise(value, that);
  return { values: [[parameter.pointer, parameter.list ? [value] : value]], words: `"${value}"`, wrong };
};
