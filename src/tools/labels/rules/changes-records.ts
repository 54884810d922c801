import { headed, type Intent, isHarmless, mentions, names, objectIs, readDescription } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";
import { connectsAccount, isWayIn } from "./grants-access.ts";
import { coins, minting, movesMoney } from "./moves-money.ts";
import { physicalEffect } from "./physical-effect.ts";
import { gentleRemoval, marks, processed, takenOff } from "./removal.ts";

/** Changing these harms nobody. */
const views = words(
  "view zoom cursor viewport theme selection tab window focus timer breakpoint highlight language locale",
);
const writing = words("update set write insert append add save put delete create store log");
const paths = words("path file_path filepath file");
/** What a browser says of itself. */
const muting = words("mute unmute");
const closing = words("close accept dismiss end");
const asked = words("user_agent");
/** Formatting these changes them where they are kept. */
const formatted = words("sheet slide doc cell spreadsheet presentation document");
const rollouts = words("deployment deploy redeploy migration release rollout operation mutation chart helm");
const screens = words(
  "page browser tab window panel dialog app assistant session agent turn call conversation chat",
);
/** `merge_pdf`, `replace_text`: the result is handed back, nothing is stored. */
const processing = words(
  "replace edit merge crop rotate resize draw transform convert combine compile correct sign fill upload copy",
);
const processedMedia = words(
  "text string latex message image pdf video audio cell number expression chart plot graph diagram figure",
);
/** Creating these is sending, paying or granting, each a label of its own. */
/** Splitting these parts a record in two; anything else is only taken apart. */
const parted =
  words(`transaction invoice order payment bill issue ticket story task epic card cell row column pane window branch commit
  account shipment reservation`);
/** Pictures of data, handed back. */
const drawing = words("create build draw");
const drawn = words("visualization visualisation chart graph plot histogram heatmap infographic preview");
const notRecords =
  words(`tweet sms payment refund charge trade bid transfer donation role permission collaborator api_key
  access_token ssh_key invite invitation email message dm call post payout`);
const logging = words("log record save store draft note");
const drafts = words("draft");
const kept = words("event appointment meeting record note reminder task entry reservation");
const ledger = words("journal ledger entry receipt goods bill voucher posting");
const reserved = words("reservation appointment booking complaint entry");
const steering = words("set adjust");
const slots = words("appointment meeting table slot");
const arithmetic = words("a b x y num1 num2 first second left right addend");
/** Verbs of pages and shells that no record follows from by itself. */
const inPages = words("fill type click press drag select_option hover snooze ack clock");
const tables = words("cell row column spreadsheet sheet csv table template");
const settled = words(
  "issue ticket conversation thread incident alert case conflict comment discussion dispute",
);
const groups = words(
  "channel group server guild room team organization space community workspace project meeting",
);
const versioned = words("git branch repo repository file commit svn");

/** Stored records, files or settings are made or changed. */
export const changesRecords: Rule = {
  label: "changes-records",
  find(intent, shape) {
    const { verb, act } = intent;
    const object = intent.objects[0]?.at(-1);
    if (physicalEffect.find(intent, shape) !== undefined && names(intent, kept) === undefined) {
      return undefined;
    }
    if (
      isWayIn(intent) ||
      connectsAccount(intent) ||
      (closing.has(verb) && movesMoney.find(intent, shape) !== undefined)
    ) {
      return undefined;
    }
    if (verb === "unprotect") {
      return undefined;
    }
    if (verb === "reset") {
      return names(intent, versioned);
    }
    if (act === "delete" && headed(intent, marks) !== undefined) {
      return headed(intent, marks);
    }
    if (act === "delete" && gentleRemoval.has(verb)) {
      return names(intent, processed) === undefined ? takenOff(intent, shape) : undefined;
    }
    if (minting.has(verb) && names(intent, coins) !== undefined) {
      return undefined;
    }
    if (verb === "format") {
      return names(intent, formatted);
    }
    if (act === "execute") {
      return headed(intent, rollouts);
    }
    if (act === "stop") {
      return mentions(intent, "person");
    }
    if (verb === "join" || verb === "leave") {
      return headed(intent, groups);
    }
    // What is taken in is kept: in an index, a memory, a store.
    if (verb === "ingest") {
      return object ?? "";
    }
    if (verb === "promote" || verb === "demote") {
      return object;
    }
    if (verb === "open") {
      return objectIs(intent, "ticket");
    }
    if (verb === "post") {
      return names(intent, ledger);
    }
    if (verb === "make" || verb === "place") {
      return names(intent, reserved);
    }
    if (verb === "book") {
      return when(names(intent, slots) !== undefined, object);
    }
    if (verb === "checkout") {
      return names(intent, versioned);
    }
    if (act === "create" && objectIs(intent, "ticket") !== undefined) {
      return objectIs(intent, "ticket");
    }
    return (act === "create" || act === "update") && stores(intent, shape) ? (object ?? "") : undefined;
  },
};

function stores(intent: Intent, shape: ToolShape): boolean {
  const { verb, act } = intent;
  const object = intent.objects[0]?.at(-1);
  if (inPages.has(verb) && names(intent, tables) !== undefined) {
    return true;
  }
  if (names(intent, asked) !== undefined) {
    return false;
  }
  if (verb === "split") {
    return names(intent, parted) !== undefined;
  }
  if (inPages.has(verb) || (names(intent, views) !== undefined && !writing.has(verb))) {
    return false;
  }
  if (muting.has(verb) && object === undefined) {
    return false;
  }
  if (closing.has(verb) && (names(intent, screens) ?? names(readDescription(shape), screens)) !== undefined) {
    return false;
  }
  const inFiles = shape.parameterNamed(paths) !== undefined && shape.tool.annotations?.readOnlyHint !== true;
  if (
    object !== undefined &&
    processedMedia.has(object) &&
    processing.has(verb) &&
    !(object === "text" && inFiles)
  ) {
    return false;
  }
  if (drawing.has(verb) && headed(intent, drawn) !== undefined && !inFiles) {
    return false;
  }
  // To set the speed of a machine is to steer it.
  if (steering.has(verb) && mentions(readDescription(shape), "device") !== undefined) {
    return false;
  }
  if (verb === "confirm" && isHarmless(intent)) {
    return false;
  }
  if (verb === "resolve") {
    return names(intent, settled) !== undefined;
  }
  if (verb === "finish" || verb === "complete" || verb === "end") {
    return object !== undefined && intent.kind !== "description";
  }
  if (act === "create" && !logging.has(verb) && headed(intent, notRecords) !== undefined) {
    return names(intent, drafts) !== undefined;
  }
  const { parameters } = shape;
  const addsNumbers =
    verb === "add" &&
    parameters.length > 0 &&
    parameters.every(({ name }) => arithmetic.has(name.toLowerCase()));
  return !addsNumbers;
}
