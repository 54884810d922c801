import * as z from "../../ots/zod.ts";
import { newPassage } from "../text/passage.ts";
import { entitiesOf } from "../text/values.ts";
import { compareAddresses } from "./address/compare.ts";
import { addressOf, registered } from "./address/forms.ts";
import { type BeltContext, BeltError, defineTool } from "./tool.ts";

const input = z.object({
  address: z.string().describe("an e-mail address, domain, URL, telephone number, IBAN or path"),
  other: z
    .string()
    .nullable()
    .describe("the address to compare it with; null to compare with those of the case"),
});

const output = z.object({
  kind: z.enum(["email", "url", "domain", "phone", "iban", "path", "other"]),
  normal: z.string(),
  remarks: z.array(z.string()),
  /** With the other address, or with each address of the case that is the same or looks alike. */
  compared: z.array(
    z.object({ with: z.string(), relation: z.enum(["same", "look-alike", "different"]), reason: z.string() }),
  ),
  /** Whether it belongs to the organisation whose addresses the user and the policy name. */
  organisation: z.enum(["inside", "outside", "unknown"]),
});

const mostCompared = 200;

/** Addresses that the user, the policy and the observations name, the user's first. */
function namedIn(context: BeltContext): { own: string[]; read: string[] } {
  const find = (text: string) =>
    text === ""
      ? []
      : entitiesOf(newPassage(text.slice(0, 20_000))).map(({ start, end }) => text.slice(start, end));
  const turns = context.steps.flatMap((step) =>
    step.kind === "message" && step.from !== "agent" ? [step.text] : [],
  );
  const read = context.steps.flatMap((step) =>
    step.kind === "agent" && step.observation ? [step.observation.content] : [],
  );
  return {
    own: [context.instruction, context.policy, ...turns].flatMap(find),
    read: read.flatMap(find).slice(0, mostCompared),
  };
}

/** Free mail hosts belong to everybody, so they make nobody a colleague. */
const anybody =
  /^(?:gmail|googlemail|outlook|hotmail|yahoo|icloud|proton(?:mail)?|gmx|web|aol|live|me|qq|163)\./;

function organisationOf(domain: string, own: readonly string[]): "inside" | "outside" | "unknown" {
  const homes = own
    .map((text) => addressOf(text))
    .filter(({ kind, domain: home }) => kind === "email" && home !== "" && !anybody.test(home))
    .map(({ domain: home }) => registered(home));
  if (domain === "" || homes.length === 0) {
    return "unknown";
  }
  return homes.includes(registered(domain)) ? "inside" : "outside";
}

/** Normal form of an address, what it is the same as or only looks like, and whose it is. */
export const address = defineTool({
  id: "address",
  description:
    "Normal form of an e-mail address, domain, URL, telephone number, IBAN or path; whether it is the same as another one or only looks like it (homoglyphs, typing slips, subdomain tricks, punycode); inside or outside the user's organisation.",
  effect: "pure",
  input,
  output,
  run({ address: written, other }, context) {
    if (written.length > 400 || (other?.length ?? 0) > 400) {
      throw new BeltError("Addresses of up to 400 characters are read.");
    }
    const one = addressOf(written);
    const { own, read } = namedIn(context);
    const known = other === null ? [...new Set([...own, ...read])].slice(0, mostCompared) : [other];
    const compared = known
      .map((text) => ({ with: text, ...compareAddresses(one, addressOf(text)) }))
      .filter(({ relation }) => other !== null || relation !== "different");
    return {
      kind: one.kind,
      normal: one.normal,
      remarks: one.remarks,
      compared: compared.slice(0, 20),
      organisation: organisationOf(one.domain, own),
    };
  },
});
