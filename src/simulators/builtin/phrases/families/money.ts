import { articleFor } from "../../language/english.ts";
import type { Bag, Entry } from "../bag.ts";
import { type Clause, clause } from "../clause.ts";
import type { FamilyPhrase } from "../families.ts";
import { counted, verbOf } from "../join.ts";
import { named, thing, withArticle } from "../things.ts";

/** "Korborne Analytics, IBAN PL87…": name and account of the one who is paid. */
function payee(bag: Bag): string {
  const party = bag.takeWhere(
    ({ parameter }) => parameter.role === "recipient" && parameter.kind === "company",
  );
  const entries = [party, ...bag.takeAll("recipient")].filter((entry): entry is Entry => entry !== undefined);
  return entries
    .map((entry) =>
      entry.vague || entries.length === 1
        ? entry.text
        : entry.parameter.kind === "account"
          ? `account ${entry.text}`
          : entry.text,
    )
    .join(", ");
}

const ofMoney = new Set([
  "transfer",
  "wire",
  "send",
  "remit",
  "withdraw",
  "deposit",
  "tip",
  "donate",
  "pay",
  "pay out",
  "refund",
  "disburse",
  "settle",
  "move",
]);

export const pay: FamilyPhrase = (tool, bag) => {
  const plain = verbOf(tool);
  bag.take("currency");
  const amount = bag.take("amount");
  const ticker = bag.takeKind("ticker");
  const side = bag.takeWhere(
    ({ parameter, vague, text }) =>
      !vague && parameter.choices !== undefined && /^(buy|sell|short)$/i.test(text),
  );
  const verb = side ? side.text.toLowerCase() : plain;
  if (ticker) {
    const count = bag.take("quantity");
    return clause(verb, count && `${count.text} shares of`, ticker.text, amount && `at ${amount.text}`);
  }
  const to = payee(bag);
  const from = bag.take("source");
  const where = to === "" ? undefined : `to ${to}`;
  const out = from && `from ${from.text}`;
  const object = bag.take("object");
  if (verb === "charge" || verb === "bill") {
    return clause(
      verb,
      amount?.text ?? "the amount",
      from ? `to ${from.text}` : object ? `to ${named(object, tool.act.object)}` : where,
    );
  }
  if (ofMoney.has(verb) || tool.act.object === "" || tool.act.object === "money") {
    const what =
      amount?.text ??
      (object ? undefined : tool.act.object === "" ? "the money" : withArticle(tool.act.object));
    return clause(
      verb,
      what,
      object && (amount ? `for ${named(object, tool.act.object)}` : named(object, tool.act.object)),
      out,
      where,
    );
  }
  const made = tool.act.described ?? withArticle(tool.act.object);
  return clause(
    verb === "create" && /standing order/.test(made) ? "set up" : verb,
    made,
    amount && `of ${amount.text}`,
    object && `for ${named(object, tool.act.object)}`,
    out,
    where,
  );
};

export const refund: FamilyPhrase = (tool, bag): Clause => {
  const verb = tool.act.verb.family === "refund" ? verbOf(tool) : "refund";
  bag.take("currency");
  const amount = bag.take("amount");
  const object = bag.take("object");
  const what = object ? named(object, tool.act.object) : undefined;
  const to = bag.take("recipient");
  return clause(
    verb,
    amount?.text ?? what ?? "the customer",
    amount && what ? `on ${what}` : undefined,
    to && `to ${to.text}`,
  );
};

export const order: FamilyPhrase = (tool, bag) => {
  const verb =
    tool.act.verb.family === "order"
      ? verbOf(tool)
      : /booking|reservation/.test(tool.act.object)
        ? "book"
        : "order";
  const item = bag.takeKind("product", "ticker");
  const count = bag.take("quantity");
  const from = bag.take("source");
  const to = bag.take("recipient");
  bag.take("currency");
  const amount = bag.take("amount");
  const { object, described } = tool.act;
  const bare = /^(order|booking|reservation|purchase)$/.test(object) ? "" : object;
  const people = count && /passenger|guest|person|adult|people|seat/.test(count.parameter.label);
  const items = item && count && !people ? `${count.text} x ${item.text}` : item?.text;
  const what = items ?? thing(bag, tool, "for", "one");
  const shown = items !== undefined && bare !== "" ? `${described ?? bare}: ${items}` : what;
  const limit =
    amount &&
    (/budget|max|limit/.test(amount.parameter.name.toLowerCase())
      ? `for at most ${amount.text}`
      : `for ${amount.text}`);
  return clause(
    verb,
    items === undefined && people && /flight|ticket|seat/.test(object)
      ? `${described ?? `${articleFor(object)} ${object}`}`
      : shown,
    from && `from ${from.text}`,
    to && (["city", "airport", "address"].includes(to.parameter.kind) ? `to ${to.text}` : `for ${to.text}`),
    people ? `for ${counted(count)}` : undefined,
    limit,
  );
};
