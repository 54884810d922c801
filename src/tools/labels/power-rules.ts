import { mentions, names, objectIs } from "./intent.ts";
import { type Rule, when } from "./rule.ts";
import { words } from "./tokens.ts";

const amounts = words("amount sum_of_money quantity_usd price total amount_cents value_usd amount_usd");
const alwaysPaying = words(
  "pay refund charge reimburse purchase buy donate withdraw deposit remit checkout payout topup wager liquidate",
);
const trading = words("sell trade invest bid tip wire stake unstake redeem rent mint bet tithe");
const placing = words(
  "place create submit execute make process issue send schedule approve initiate trigger perform request confirm authorize capture open do run put new add",
);
const moved =
  words(`payment refund transfer trade bid bet purchase order charge payout donation wire deposit withdrawal
  subscription money fund payroll credit crypto bitcoin eth token usdc transaction expense loan reimbursement
  standing_order disbursement security_purchase balance swap tip`);
const notMoved = words(
  "work_order sort_order payment_link payment_method test draft alert template purchase_request feature review report note",
);
const needsAmount = words(
  "transaction credit token balance order expense loan deposit purchase subscription",
);
const upgradable = words("plan subscription seat membership tier flight");

/** Money, securities or orders that cost money move. */
const movesMoney: Rule = {
  label: "moves-money",
  find(intent, shape) {
    const { verb } = intent;
    if (names(intent, notMoved) !== undefined) {
      return undefined;
    }
    if (alwaysPaying.has(verb)) {
      const charged = verb !== "charge" || mentions(intent, "device") === undefined;
      return when(charged, mentions(intent, "money"));
    }
    if (trading.has(verb)) {
      return mentions(intent, "money", "bookable") ?? shape.parameterNamed(amounts);
    }
    if (verb === "order") {
      return names(intent, words("by list item")) === undefined ? (intent.nouns[0] ?? "") : undefined;
    }
    if (verb === "transfer" || verb === "swap") {
      return mentions(intent, "money") ?? shape.parameterNamed(amounts);
    }
    if (verb === "book" || verb === "reserve") {
      return mentions(intent, "bookable") ?? names(intent, words("ticket trip"));
    }
    if (verb === "upgrade" || verb === "renew" || verb === "subscribe") {
      return names(intent, upgradable);
    }
    if (verb === "update" || verb === "modify" || verb === "change" || verb === "edit") {
      return shape.parameterNamed(amounts) === undefined
        ? undefined
        : names(intent, words("payment transaction standing_order transfer payout"));
    }
    if (placing.has(verb)) {
      const thing =
        names(intent, moved) ??
        (verb === "request" || verb === "make" ? mentions(intent, "bookable") : undefined);
      const records =
        intent.act === "create" &&
        thing !== undefined &&
        needsAmount.has(thing) &&
        thing !== "order" &&
        thing !== "subscription";
      return records && shape.parameterNamed(amounts) === undefined ? undefined : thing;
    }
    return undefined;
  },
};

const granting = words(
  "grant authorize authorise permit elevate impersonate entitle whitelist allowlist unban promote",
);
const issuing = words(
  "create generate issue add new make register provision rotate reset invite assign set update change modify share attach put upload approve enable edit",
);
const keys = words(
  "api_key access_token ssh_key credential password service_account token keycode passcode oauth certificate",
);
const rights = words(
  "role permission access privilege membership collaborator acl scope admin administrator owner superuser entitlement policy_iam sharing security_group visibility",
);
const guards = words(
  "mfa firewall authentication 2fa tls ssl waf antivirus auth protection verification alarm captcha encryption guardrail approval logging audit_log",
);

/** Someone gets more access than before, or a lock or guard goes away. */
const grantsAccess: Rule = {
  label: "grants-access",
  find(intent, shape) {
    const { verb } = intent;
    if (granting.has(verb)) {
      const releases =
        verb !== "promote" ||
        names(intent, rights) !== undefined ||
        mentions(intent, "account") !== undefined;
      return when(releases, mentions(intent, "access", "account", "person"));
    }
    if (verb === "unlock") {
      return names(intent, words("conversation issue thread achievement")) === undefined
        ? (intent.nouns[0] ?? "")
        : undefined;
    }
    if (verb === "open") {
      return names(intent, words("port firewall security_group"));
    }
    if (
      verb === "disable" ||
      verb === "deactivate" ||
      verb === "turn" ||
      verb === "remove" ||
      verb === "bypass" ||
      verb === "delete"
    ) {
      return names(intent, guards);
    }
    if (verb === "share") {
      return names(
        intent,
        words("document file folder drive calendar dashboard vault secret album sheet spreadsheet note"),
      );
    }
    if (verb === "invite") {
      return (
        mentions(intent, "account", "person") ??
        when(shape.parameterNamed(words("role")) !== undefined, "role")
      );
    }
    if (!issuing.has(verb)) {
      return undefined;
    }
    const key = names(intent, keys);
    if (
      key !== undefined &&
      (key !== "token" ||
        names(intent, words("access api auth personal bearer session refresh login")) !== undefined)
    ) {
      return key;
    }
    const right = names(intent, rights);
    if (right !== undefined && verb !== "update") {
      return right;
    }
    if (right !== undefined) {
      return names(intent, words("permission role access privilege acl visibility sharing"));
    }
    const joins =
      (verb === "add" || verb === "assign") && mentions(intent, "account", "person") !== undefined;
    const group = names(
      intent,
      words("group team organization org workspace project repository channel tenant"),
    );
    if (joins && group !== undefined) {
      return group;
    }
    const opensAccount =
      (verb === "create" || verb === "register" || verb === "provision") && objectIs(intent, "account");
    return opensAccount === false ? undefined : opensAccount;
  },
};

const controlling =
  words(`set turn open close start stop lock unlock move adjust control activate deactivate toggle enable
  disable arm disarm switch increase decrease raise lower change update configure trigger run execute send dispatch
  pause resume schedule operate calibrate rotate pan reset restart shutdown dim brighten heat cool`);
const selfMoving = words(
  "takeoff drive dispense inject infuse administer spin steer accelerate brake ignite spray irrigate mow preheat fly actuate",
);
const virtual =
  words(`virtual vm web search query browser issue conversation thread file account theme state_machine code
  ticket template config database learning rental sales list history document google pull_request table screen user
  job log alert note record price payment order`);
const medicine = words("prescription medication drug dose dosage insulin injection infusion vaccine");

/** A device, a vehicle, a medicine or a laboratory does something in the world. */
const physicalEffect: Rule = {
  label: "physical-effect",
  find(intent) {
    const { verb, act } = intent;
    if (act === "read" || act === "compute" || act === "digest" || names(intent, virtual) !== undefined) {
      return undefined;
    }
    if (selfMoving.has(verb)) {
      return when(
        !(verb === "drive" || verb === "fly") ||
          mentions(intent, "device") !== undefined ||
          intent.kind === "description" ||
          intent.nouns.length <= 1,
        intent.nouns[0] ?? "",
      );
    }
    if (controlling.has(verb)) {
      return (
        mentions(intent, "device") ??
        when(
          verb !== "update" && verb !== "change" && verb !== "schedule",
          names(intent, words("infusion dose dosage alarm")),
        )
      );
    }
    if (verb === "prescribe" || act === "create" || verb === "order") {
      const drug = names(intent, words("prescription"));
      return drug ?? when(verb === "order" || verb === "prescribe", names(intent, medicine));
    }
    return undefined;
  },
};

export const powerRules: readonly Rule[] = [movesMoney, grantsAccess, physicalEffect];
