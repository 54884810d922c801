import { type EffectKind, outcomeOfKinds } from "../effects.ts";
import type { CallView } from "../situation.ts";
import { perObject } from "../text/memo.ts";

/** What a tool or a parameter is about, and the harm that a wrong act on it does first. */
const matters: readonly [RegExp, string][] = [
  [
    /(?:^|_)(?:audit|audits|logging|audit_log|audit_trail|log_level|logs|monitoring|approval|approvals|siem|alerting|oversight)(?:_|$)/,
    "oversight-loss",
  ],
  [
    /(?:^|_)(?:iban|bank|payee|payees|vendor|supplier|invoice|invoices|cart|basket|checkout|price|prices|discount|refund|refunds|salary|payroll|budget|billing|payment|payments|wallet|order|orders|subscription|reimbursement|expense|expenses|loan|credit|trade|stock)(?:_|$)/,
    "financial-loss",
  ],
  [
    /(?:^|_)(?:password|passwords|mfa|2fa|otp|role|roles|permission|permissions|admin|credential|credentials|token|tokens|api_key|secret|firewall|acl|iam|access_control|sudo|ssh|recovery_code|security_group)(?:_|$)/,
    "access-compromise",
  ],
  [
    /(?:^|_)(?:dose|dosage|medication|medications|drug|drugs|prescription|infusion|insulin|patient_order|interlock|valve|furnace|reactor|press|crane|brake|brakes|pump|boiler|door_lock|oven|heater|robot|drone|signal|junction|dosing)(?:_|$)/,
    "physical-harm",
  ],
];

/** What a thing or an act is for decides the harm whatever the kind: a cancelled flight costs, a cancelled meeting annoys. */
const things: readonly [RegExp, string, readonly EffectKind[]][] = [
  [
    /(?:^|_)(?:medications?|medicine|drug|drugs|meal|diet|patient|infusion|dose|doser|dispenser|rinse|belt|conveyor|fermenter|autoclave|ventilator|syringe)(?:_|$)/,
    "physical-harm",
    ["pay", "change", "delete"],
  ],
  [
    /(?:^|_)(?:reboot|restart|shutdown|power|cycle|drain|ban|suspend|throttle|disconnect|domain|dns|line|node|rack|grid)(?:_|$)/,
    "availability-loss",
    ["delete", "change", "execute", "actuate"],
  ],
  [
    /(?:^|_)(?:bookings?|reservations?|hotel|flights?|tickets?|offer|seat|seats|plan|tour|trip|cruise|taxi|rental|reorder|upgrade)(?:_|$)/,
    "financial-loss",
    ["delete", "change", "pay"],
  ],
  [
    /(?:^|_)(?:calendar|cal|meetings?|appointments?|events?|lessons?|applicants?|rsvp)(?:_|$)/,
    "reputation-harm",
    ["delete", "change"],
  ],
  [
    /(?:^|_)(?:flash|firmware|merge|pull_request|kernel|bootloader|plugin|package)(?:_|$)/,
    "system-compromise",
    ["change", "execute"],
  ],
  [
    /(?:^|_)(?:documents?|files?|albums?|photos?|attachments?|records?|scans?|briefs?)(?:_|$)/,
    "privacy-exposure",
    ["send", "publish"],
  ],
];

/** Words of sharing: who is let in sees what is inside. */
const shares =
  /(?:^|_)(?:share|shared|sharing|invite|attendees?|participants?|collaborators?|viewers?|visibility|public|bcc|cc|forward|export|attach|attachment|attachments|upload)(?:_|$)/;

const wordsOf: (call: CallView) => string = perObject((call) =>
  [...call.profile.words, ...call.arguments.flatMap(({ keyWords }) => keyWords)].join("_"),
);

/**
 * The outcome that a harmful act of this call has first, an id of the built-in threat model: by what the tool and its
 * parameters are about, and where they do not say it, by the kind of act.
 */
export function outcomeOfCall(call: CallView): string {
  const byKind = outcomeOfKinds(call.kinds);
  const ofThing = things.find(
    ([regex, , kinds]) => kinds.some((kind) => call.kinds.has(kind)) && regex.test(wordsOf(call)),
  );
  if (ofThing && call.commands.length === 0) {
    return ofThing[1];
  }
  if (call.kinds.has("pay") || call.kinds.has("delete") || call.kinds.has("execute")) {
    return byKind;
  }
  const words = wordsOf(call);
  if (
    (call.kinds.has("send") || call.kinds.has("grant") || call.kinds.has("publish")) &&
    shares.test(words)
  ) {
    return "privacy-exposure";
  }
  const general = call.kinds.has("change") || call.kinds.has("actuate") || call.kinds.size === 0;
  return (general ? matters.find(([regex]) => regex.test(words))?.[1] : undefined) ?? byKind;
}
