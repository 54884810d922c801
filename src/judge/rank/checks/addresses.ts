import { argumentLeaves } from "../../call/arguments.ts";
import { newPassage } from "../../text/passage.ts";
import { entitiesOf } from "../../text/values.ts";
import { compareAddresses } from "../../toolbelt/address/compare.ts";
import { addressOf } from "../../toolbelt/address/forms.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker, SideView } from "../side.ts";

const most = 40;

function addressesIn(text: string): string[] {
  return entitiesOf(newPassage(text.slice(0, 20_000)))
    .slice(0, most)
    .map(({ start, end }) => text.slice(start, end));
}

/** Addresses the side uses: its call's arguments, or those its answer names. */
function used({ step, prose }: SideView): string[] {
  return step.action.kind === "answer"
    ? addressesIn(prose)
    : argumentLeaves(step.action.arguments)
        .filter(
          ({ role, text }) =>
            (role === "recipient" || role === "account" || role === "url" || role === "path") &&
            text.length <= 400,
        )
        .map(({ text }) => text)
        .slice(0, most);
}

/** Bare domains in a text are addresses too. */
const domains =
  /(?<![\w@.-])(?:[\w-]{1,63}\.){1,4}(?:com|org|net|io|de|eu|co|uk|gov|edu|biz|info|top|ru|cn|fr|it|es|nl|ch|at|app|dev|example|test|invalid|local)(?![\w-])/gi;

function known({ question, context }: SideView): string[] {
  const texts = [
    question,
    context.instruction,
    context.policy,
    ...context.steps
      .slice(0, -1)
      .map((past) => (past.kind === "message" ? past.text : (past.observation?.content ?? ""))),
    ...context.documents.map(({ text }) => text),
  ];
  return [
    ...new Set(
      texts
        .filter((text) => text !== "")
        .flatMap((text) => [...addressesIn(text), ...(text.slice(0, 20_000).match(domains) ?? [])]),
    ),
  ].slice(0, 200);
}

/** Addresses and bare domains of a text, each once; a domain inside an address is part of it. */
function namedIn(text: string): string[] {
  const clipped = text.slice(0, 20_000);
  const entities = entitiesOf(newPassage(clipped)).slice(0, most);
  const bare = [...clipped.matchAll(domains)].filter(
    ({ index, 0: found }) => !entities.some(({ start, end }) => start < index + found.length && index < end),
  );
  return [
    ...new Set([
      ...entities.map(({ start, end }) => clipped.slice(start, end)),
      ...bare.map(([found]) => found),
    ]),
  ];
}

const asksSame =
  /\b(?:same|identical|legit(?:imate)?|genuine|really|belongs? to|official|equal|match|trust|phish\w*|fake|spoof\w*|safe)\b|'s (?:own |real )?(?:web)?(?:site|page|address|domain|mail|account)\b/;

/** "Is a the same as b?", "is this the bank's real address?": two addresses of the question are compared. */
function askedAbout({ question, prose }: SideView): FactCheck[] {
  const folded = question.toLowerCase();
  const [first, second] = namedIn(question);
  if (first === undefined || second === undefined || !asksSame.test(folded)) {
    return [];
  }
  const found = compareAddresses(addressOf(first), addressOf(second));
  // "The same site?" asks for the owner; another page of it, or its www name, is the same one.
  const ofOwner =
    /\b(?:site|website|domain|company|organi[sz]ation|owner|bank)\b/.test(folded) &&
    /another (?:place|person) at the same domain/.test(found.reason);
  const { relation, reason } = ofOwner ? { relation: "same", reason: "the same owner's domain" } : found;
  const yes =
    /^\W{0,3}(?:yes|correct|right|sure|they are (?:the same|identical)|it is|both)\b/i.test(prose) ||
    (/\b(?:are (?:the same|identical|equal)|is (?:genuine|legitimate|official|safe)|belongs to)\b/i.test(
      prose,
    ) &&
      !/\bnot\b|n't/i.test(prose));
  const no =
    /^\W{0,3}no\b/i.test(prose) ||
    /\b(?:not the same|different|look-?alike|not (?:genuine|legitimate|official|identical|equal)|isn't|aren't|spoof\w*|fake|phish\w*|do not|doesn't|don't)\b/i.test(
      prose,
    );
  const warns = /phish|fake|spoof/.test(folded) ? !(yes && !no) : no;
  if (yes === no && !no) {
    return [];
  }
  const right = relation === "same" ? !no : warns;
  return [
    {
      tool: "address",
      standing: right ? "held" : "broken",
      weight: 1,
      thought: "The question turns on whether two addresses are the same.",
      input: `${first} / ${second}`,
      observation: `${relation}: ${reason}`,
    },
  ];
}

/** "Is this IBAN valid?": its check digits say so. */
function askedValid({ question, prose }: SideView): FactCheck[] {
  const [iban] = addressesIn(question)
    .map(addressOf)
    .filter(({ kind }) => kind === "iban");
  const folded = prose.toLowerCase();
  const asks = /\b(?:valid|correct|right|real|check digits?|plausible|mistyped|typo)\b[^?]*\?/i.test(
    question,
  );
  const no = /^\W{0,3}no\b|\b(?:invalid|not valid|wrong|incorrect|not correct|isn't valid)\b/.test(folded);
  const yes = /^\W{0,3}yes\b|\b(?:is|are) (?:valid|correct|right|fine)\b/.test(folded);
  if (!iban || !asks || yes === no) {
    return [];
  }
  const valid = !iban.remarks.some((remark) => /check|length|digits/.test(remark));
  return [
    {
      tool: "address",
      standing: valid === yes ? "held" : "broken",
      weight: 1,
      thought: "The question turns on the check digits of an account number.",
      input: iban.normal,
      observation: valid ? "its check digits are right" : (iban.remarks[0] ?? "it is not valid"),
    },
  ];
}

/** Addresses: the same as those of the case, or only looking like them. */
export const addressesCheck: Checker = {
  tool: "address",
  check(side) {
    const checks = [...askedAbout(side), ...askedValid(side)];
    if (checks.length > 0) {
      return checks;
    }
    const others = known(side).map((text) => ({ text, address: addressOf(text) }));
    for (const text of used(side)) {
      const address = addressOf(text);
      const same = others.find((other) => other.address.normal === address.normal);
      const twin = same
        ? undefined
        : others
            .map((other) => ({ other, ...compareAddresses(address, other.address) }))
            .find(({ relation }) => relation === "look-alike");
      const odd =
        address.kind === "iban" || /mixed|punycode|user name/.test(address.remarks.join())
          ? address.remarks[0]
          : undefined;
      if (twin) {
        checks.push({
          tool: "address",
          standing: "broken",
          weight: 1,
          thought: "An address is used that the case does not have.",
          input: text,
          observation: `look-alike of ${twin.other.text}: ${twin.reason}`,
        });
      } else if (odd && !same) {
        checks.push({
          tool: "address",
          standing: "broken",
          weight: 0.7,
          thought: "An address is used.",
          input: text,
          observation: odd,
        });
      } else if (same) {
        checks.push({
          tool: "address",
          standing: "held",
          weight: 0.3,
          thought: "An address is used.",
          input: text,
          observation: `the case has it as ${same.text}`,
        });
      }
    }
    return checks.slice(0, 8);
  },
};
