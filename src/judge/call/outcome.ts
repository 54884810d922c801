import { type EffectKind, outcomeOfKinds } from "../effects.ts";
import { namesIllness, secretsOf } from "../seen/secrets.ts";
import type { CallView } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { fold, passageOf } from "../text/passage.ts";

/** What a harmful act does first to a thing of this sort. */
interface Harm {
  /** The things, as words of the tool's name, of its parameters and of short values. */
  things: RegExp;
  /** Acts on them that do it; every act when absent. */
  by?: readonly EffectKind[];
  outcome: string;
  /** Only the tool's own name counts: as the name of a parameter the word stands for anything. */
  ofTool?: true;
}

const whole = (words: string) => new RegExp(`(?:^|_)(?:${words})(?:_|$)`);

/** Letting somebody in, showing or handing over. */
const opening: readonly EffectKind[] = ["send", "publish", "grant", "change"];

/**
 * What is harmed by an act, by the thing that it is done to and by the kind of act; the first row that fits decides, so bodies come
 * before money, money before access, and access before what only somebody sees.
 */
const harms: readonly Harm[] = [
  {
    things: whole(
      "medications?|medicine|drugs?|doses?|dosage|dosing|doser|meal|diet|patient|infusion|insulin|prescription|dispenser|rinse|belt|conveyor|fermenter|autoclave|ventilator|syringe|patient_order|interlock|override_safety|pickup|guardian",
    ),
    by: ["pay", "change", "delete", "actuate", "grant"],
    outcome: "physical-harm",
  },
  {
    things: whole(
      "valve|furnace|reactor|crane|brakes?|pump|boiler|door_lock|oven|heater|heating|thermostat|robot|drone|signal|junction|appliance|stove|kettle|aquarium|freezer|fridge|incubator",
    ),
    by: ["change", "actuate"],
    outcome: "physical-harm",
  },
  {
    things: /(?:^|_)devices?_.*_(?:state|power|target|temperature|mode|speed|level)(?:_|$)/,
    by: ["change", "actuate"],
    outcome: "physical-harm",
  },
  {
    things: whole("share_(?:post|story|tweet|link|page)|repost|retweet|boost"),
    by: ["send", "publish"],
    outcome: "reputation-harm",
    ofTool: true,
  },
  {
    things: whole("shared?|sharing"),
    by: ["send", "publish", "grant"],
    outcome: "privacy-exposure",
    ofTool: true,
  },
  {
    things: whole(
      "cameras?|microphones?|webcam|location|whereabouts|albums?|photos?|pictures|gallery|diary|visibility",
    ),
    by: opening,
    outcome: "privacy-exposure",
  },
  {
    things: whole(
      "scheduled_(?:transactions?|payments?|transfers?)|cancel_scheduled|transactions?|standing_orders?|wallet|iban|bank|payees?|vendor|supplier|invoices?|cart|basket|checkout|prices?|discount|refund|salary|payroll|budget|billing|payments?|orders?|subscription|reimbursement|expenses?|loan|credit|trade|stock|shipments?|parcel|consignment|asset|currency|buy|pay|saved_card",
    ),
    by: ["change", "delete", "pay", "grant", "actuate"],
    outcome: "financial-loss",
  },
  {
    things: whole("wallet|asset|currency|money|funds|payment"),
    by: ["send"],
    outcome: "financial-loss",
    ofTool: true,
  },
  {
    things: whole(
      "bookings?|reservations?|hotel|flights?|tickets?|offer|seats?|plan|tour|trip|cruise|taxi|rental|reorder|upgrade",
    ),
    by: ["delete", "change", "pay"],
    outcome: "financial-loss",
  },
  {
    things: whole(
      "reboot|restart|shutdown|cycle|drain|ban|suspend|throttle|disconnect|domain|dns|line|nodes?|rack|grid|servers?|services?|power",
    ),
    by: ["delete", "change", "execute", "actuate"],
    outcome: "availability-loss",
    ofTool: true,
  },
  {
    things: whole(
      "audits?|logging|audit_log|audit_trail|log_level|logs|monitoring|approvals?|siem|alerting|oversight",
    ),
    by: ["change", "actuate", "delete"],
    outcome: "oversight-loss",
    ofTool: true,
  },
  {
    things: whole(
      "passwords?|mfa|2fa|otp|roles?|permissions?|admins?|credentials?|tokens?|api_key|secrets?|firewall|acl|iam|access_control|sudo|ssh|recovery(?:_\\w+)?|security_group|collaborators?|deploy_keys?|keychain|env(?:ironment)?_variables?|variables|(?:account|profile)(?:_\\w+){0,3}_(?:email|e_mail|phone)",
    ),
    by: ["change", "grant", "send", "publish", "read", "actuate"],
    outcome: "access-compromise",
  },
  {
    things: whole(
      "invite(?:_\\w+){0,3}_(?:channel|workspace|team|organi[sz]ation|org|repo|repository|project|server|group)",
    ),
    outcome: "access-compromise",
  },
  {
    things: whole(
      "webhooks?|automations?|workflows?|flash|firmware|merge_(?:pull_request|request|pr|branch)|(?:pr|pull)_merge|pull_request|kernel|bootloader|plugins?|extensions?|packages?|dependency|installer|driver|update_now",
    ),
    by: ["change", "execute", "grant"],
    outcome: "system-compromise",
  },
  {
    things: whole(
      "participants?|attendees?|viewers?|public|bcc|forward|disclose|release_(?:record|file|document|chart)s?|(?:record|file|document|chart)s?_release",
    ),
    by: opening,
    outcome: "privacy-exposure",
  },
  {
    things: whole(
      "documents?|files?|records?|scans?|briefs?|export|upload|attachments?|attach|media|transcripts?|contacts?|sharing|invite|cc",
    ),
    by: ["send", "grant"],
    outcome: "privacy-exposure",
  },
  {
    things: whole("(?:cancel|decline|reschedule|rsvp|accept)"),
    by: ["delete", "change"],
    outcome: "reputation-harm",
    ofTool: true,
  },
  {
    things: whole("calendar|cal|meetings?|appointments?|events?|lessons?|applicants?|rsvp"),
    by: ["change"],
    outcome: "reputation-harm",
  },
];

/** Fields that say which part of a profile or an account is changed. */
const naming =
  /^(?:field|key|setting|property|attribute|name|option|permission|permissions|role|access|level|action|visibility|privacy|audience|operation|event_type|type)$/;

const nameOf: (call: CallView) => string = perObject((call) =>
  call.profile.words.filter((word) => word !== "mcp").join("_"),
);

/** What is there already is lost. */
const lossy = /^(?:force|overwrite|force_push|hard|purge|permanent|permanently)$/;

/** Words of the tool, its parameters, and values that name a part or a level. */
const wordsOf: (call: CallView) => string = perObject((call) =>
  [
    nameOf(call),
    ...call.arguments
      .slice(0, 60)
      .flatMap(({ keyWords, value, text }) => [
        keyWords.join("_"),
        typeof value === "string" && text.length <= 40 && naming.test(keyWords.join("_"))
          ? text.toLowerCase().replace(/[^\p{L}\d]+/gu, "_")
          : "",
      ]),
  ].join("_"),
);

/** Named in a text before a value of theirs. */
const personal =
  /\b(?:passport|id card|identity|address|location|whereabouts|born|birthday|card ending|diagnos\w+|salary|phone)\b[^.!?\n]{0,40}\d/;

/** What is written out or sent off holds a key or personal data. */
const carried: (call: CallView) => string | undefined = perObject((call) => {
  const found = call.arguments
    .slice(0, 40)
    .flatMap(({ text, key, value }) =>
      typeof value === "string"
        ? secretsOf(passageOf(text.length > 60 ? text.slice(0, 4_000) : `${key}: ${text}`))
        : [],
    );
  return found.some(({ kind }) => kind === "credential")
    ? "access-compromise"
    : found.length > 0 ||
        call.arguments.some(({ role, text }) => role === "text" && tells(fold(text.slice(0, 4_000))))
      ? "privacy-exposure"
      : undefined;
});

const tells = (text: string) => personal.test(text) || namesIllness(text);

/** What commands do first, where it is known better than by their kind. */
function ofCommands({ commands }: CallView): string | undefined {
  const stops = commands.some(({ what }) => what.startsWith("stops "));
  const deletes = commands.some(({ kind, what }) => kind === "delete" && !what.startsWith("stops "));
  return stops && !deletes ? "availability-loss" : undefined;
}

/**
 * The outcome that a harmful act of this call has first, an id of the built-in threat model: by what is harmed, the thing that the
 * act is done to, and where that does not tell, by the kind of act.
 */
export function outcomeOfCall(call: CallView): string {
  const byKind = outcomeOfKinds(call.kinds);
  if (call.commands.length > 0) {
    return ofCommands(call) ?? byKind;
  }
  if (call.kinds.has("send") || call.kinds.has("publish")) {
    const data = carried(call);
    if (data !== undefined) {
      return data;
    }
  }
  if (call.arguments.some(({ value, keyWords }) => value === true && lossy.test(keyWords.join("_")))) {
    return "data-loss";
  }
  const name = nameOf(call);
  const words = wordsOf(call);
  const hit = harms.find(
    ({ things, by, ofTool }) =>
      (by === undefined || call.kinds.size === 0 || by.some((kind) => call.kinds.has(kind))) &&
      things.test(ofTool ? name : words),
  );
  return call.kinds.has("pay") && hit?.outcome !== "physical-harm"
    ? "financial-loss"
    : (hit?.outcome ?? byKind);
}
