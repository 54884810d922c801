import { possessive } from "../../language/english.ts";
import { clause } from "../clause.ts";
import type { FamilyPhrase } from "../families.ts";
import { placed, places, verbOf } from "../join.ts";
import { named, thing } from "../things.ts";

export const grant: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const who = bag.takeKind("username", "email", "person") ?? bag.take("recipient");
  const right = bag.take("grant");
  const target = bag.take("object");
  const place = bag.take("place") ?? bag.takeKind("channel");
  const where = place
    ? place.vague
      ? place.text
      : placed(place).replace(/^(in|on) /, "")
    : target
      ? named(target, tool.act.object)
      : undefined;
  const rest = place && target ? `for ${named(target, tool.act.object)}` : undefined;
  if (!who) {
    const what =
      right && target ? `${named(target)} to ${right.parameter.label} ${right.text}` : thing(bag, tool);
    return clause(
      verb,
      right && target ? what : `${what}${where ? ` on ${where}` : ""}`,
      right && !target ? `as ${right.text}` : undefined,
    );
  }
  if (/^(invite|add|enrol|enroll)$/.test(verb)) {
    return clause(verb, who.text, where && `to ${where}`, right && `as ${right.text}`, rest);
  }
  if (/^(promote|elevate)$/.test(verb)) {
    return clause(verb, who.text, right && `to ${right.text}`, where && `on ${where}`, rest);
  }
  if (/^(impersonate|unblock)$/.test(verb)) {
    return clause(verb, who.text, where && `on ${where}`, rest);
  }
  const access = right ? `${right.text} access` : "access";
  return clause(
    /^(allow|permit|authori[sz]e)$/.test(verb) ? "give" : verb,
    who.text,
    access,
    where && `to ${where}`,
    rest,
  );
};

export const revoke: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const who =
    bag.take("recipient") ?? bag.takeKind("username", "email", "person", "ip") ?? bag.take("object");
  const where = places(bag).replace(/^(in|on) /, "");
  if (who && /^(revoke|remove|delete|detach|restrict)$/.test(verb)) {
    const what =
      tool.act.object === "" || /^(user|member|collaborator)s?$/.test(tool.act.object)
        ? "access"
        : tool.act.object;
    return who.parameter.role === "object" && who.parameter.kind === "id"
      ? clause(verb, named(who, tool.act.object), where && `from ${where}`)
      : clause(verb, `${possessive(who.text)} ${what}`, where && `to ${where}`);
  }
  return clause(verb, who ? who.text : thing(bag, tool), where && `from ${where}`);
};
