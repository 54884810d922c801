import { clause } from "../clause.ts";
import type { FamilyPhrase } from "../families.ts";
import { places, saying, titled, verbOf } from "../join.ts";
import { named, thing } from "../things.ts";

const addresses = /^(notify|alert|contact|message|text|e-mail|mail|remind|ping|broadcast|call|page|dm)$/;

export const send: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const to = bag.takeAll("recipient").map((entry) => entry.text);
  const [first, ...copies] = to;
  const copied = copies.length > 0 ? `with a copy to ${copies.join(" and ")}` : undefined;
  if (/^(reply|respond|answer)$/.test(verb)) {
    const object = bag.take("object");
    return clause(
      verb,
      "to",
      object ? named(object, tool.act.object) : (first ?? "the last message"),
      saying(bag, world),
    );
  }
  if (verb === "forward") {
    return clause(verb, thing(bag, tool, "of", "the message"), first && `to ${first}`, copied);
  }
  if (addresses.test(verb) && (first !== undefined || tool.act.object !== "")) {
    const whom = first ?? (tool.act.object === "all" ? "everyone" : `the ${tool.act.object}`);
    return clause(verb, whom, copied, titled(bag), saying(bag, world, "that"));
  }
  const what = thing(bag, tool, "for", "a message");
  return clause(
    addresses.test(verb) ? "send" : verb,
    what,
    first && `to ${first}`,
    copied,
    titled(bag),
    saying(bag, world),
  );
};

export const publish: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const to = bag.take("recipient");
  const thread = bag.takeWhere(({ parameter }) => parameter.role === "object" && parameter.kind === "id");
  const what =
    thread && /comment|reply|answer/.test(`${verb} ${tool.act.object}`)
      ? `${tool.act.object === "" ? "" : `${thing(bag, tool)} `}on ${named(thread)}`
      : thing(bag, tool, "of", "a post");
  return clause(
    verb,
    what,
    to && `${to.parameter.kind === "channel" ? "in" : "to"} ${named(to)}`,
    places(bag),
    titled(bag),
    saying(bag, world),
  );
};

export const share: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const what = thing(bag, tool, "of", "the file");
  const to = bag.take("recipient");
  const grant = bag.take("grant");
  const link = verb === "share" ? "with" : verb === "download" ? "to" : "to";
  return clause(
    verb,
    what,
    to && `${link} ${to.text}`,
    grant && `as ${grant.text}`,
    places(bag),
    titled(bag),
    saying(bag, world, "note"),
  );
};
