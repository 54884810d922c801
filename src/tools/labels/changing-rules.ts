import { type Intent, mentions, names, objectIs } from "./intent.ts";
import { type Rule, when } from "./rule.ts";
import type { ToolShape } from "./shape.ts";
import { words } from "./tokens.ts";

/** Taking these away changes a record but loses nothing. */
const attached =
  words(`label tag reaction star like favorite assignee reviewer cart item wishlist watchlist watcher
  bookmark follower mention reminder member permission role collaborator friend pin`);
/** Taking these away is text or image processing, or a matter of the view. */
const processed =
  words(`background noise duplicate whitespace stopword punctuation outlier accent prefix suffix substring
  character filter selection highlight formatting watermark breakpoint console input form field zoom cursor`);
const gentleRemoval = words("remove clear unlink detach drop empty reset prune");
const resettable = words(
  "database data table device repository environment branch account board index settings_all all workspace",
);
const readOnly = /\bread[- ]?only\b|\bselect (?:queries|statements) only\b|\bonly select\b/i;
const rawSql = words("sql query statement cypher database");

/** Data or a service is lost. */
const destructive: Rule = {
  label: "destructive",
  find(intent, shape) {
    const { verb, act } = intent;
    const object = intent.objects[0]?.at(-1);
    if (act === "delete") {
      if (verb === "reset") {
        return names(intent, resettable);
      }
      if (gentleRemoval.has(verb) && (names(intent, processed) ?? names(intent, attached)) !== undefined) {
        return undefined;
      }
      return object ?? "";
    }
    if (act === "stop") {
      const halted = mentions(intent, "host") ?? names(intent, words("query connection backup"));
      return mentions(intent, "device") === undefined || halted !== undefined ? halted : undefined;
    }
    if (verb === "format") {
      return names(intent, words("disk drive partition volume usb"));
    }
    return when(act === "execute" && isSql(intent, shape) && !readOnly.test(shape.tool.description), "sql");
  },
};

function isSql(intent: Intent, shape: ToolShape): boolean {
  return (
    names(intent, words("sql")) !== undefined ||
    (names(intent, rawSql) !== undefined && /\bsql\b/i.test(shape.tool.description))
  );
}

const shells = words("shell bash terminal sh zsh cmd powershell python repl exec eval console");
const codeParameters = words(
  "command cmd code script sql shell program commands javascript js expression function statement query python_code",
);
const installing = words("install pip npm");

/** Program text, a command or a query of the caller's choice is run. */
const executesCode: Rule = {
  label: "executes-code",
  find(intent, shape) {
    const { verb, act } = intent;
    const parameter = shape.parameterNamed(codeParameters);
    if (verb === "evaluate" || verb === "query") {
      return verb === "evaluate" && parameter !== undefined ? parameter : undefined;
    }
    if (act !== "execute") {
      return undefined;
    }
    if (readOnly.test(shape.tool.description)) {
      return undefined;
    }
    if (installing.has(verb)) {
      return "";
    }
    if (shells.has(verb)) {
      return parameter ?? (shape.parameters.length <= 4 ? "" : undefined);
    }
    return mentions(intent, "program") ?? parameter;
  },
};

const views = words(
  "view zoom cursor viewport theme volume_ui selection tab window focus timer breakpoint highlight language locale",
);
const processedMedia = words(
  "text string image pdf video audio cell number expression chart plot graph diagram figure table_markdown",
);
const notRecords =
  words(`tweet sms comment_external payment refund charge trade bid transfer donation key_press role
  permission collaborator api_key access_token ssh_key invite invitation email message dm call`);
const arithmetic = words("a b x y num1 num2 first second left right addend");
const pureUpdates = words(
  "transform_table apply click press drag hover snooze type fill select_option clock ack sign",
);
const recorded = words("event appointment meeting record note reminder task entry reservation");

/** Stored records, files or settings are made or changed. */
const changesRecords: Rule = {
  label: "changes-records",
  find(intent, shape) {
    const { verb, act } = intent;
    const object = intent.objects[0]?.at(-1);
    if (mentions(intent, "device") !== undefined && names(intent, recorded) === undefined) {
      return undefined;
    }
    if (act === "delete" && gentleRemoval.has(verb)) {
      return names(intent, processed) === undefined ? names(intent, attached) : undefined;
    }
    if (act !== "create" && act !== "update") {
      return when(
        verb === "book" && names(intent, words("appointment meeting table slot")) !== undefined,
        object,
      );
    }
    if (pureUpdates.has(verb) && verb !== "sign" && verb !== "apply") {
      return undefined;
    }
    if (names(intent, views) !== undefined || (object !== undefined && processedMedia.has(object))) {
      return undefined;
    }
    if (
      act === "create" &&
      names(intent, notRecords) !== undefined &&
      names(intent, words("draft")) === undefined
    ) {
      return undefined;
    }
    const addsNumbers =
      verb === "add" &&
      shape.parameters.length > 0 &&
      shape.parameters.every((parameter) => arithmetic.has(parameter.name.toLowerCase()));
    return addsNumbers ? undefined : (object ?? "");
  },
};

/** An issue or comment is a message to others and a record of the project at once. */
const sharedRecords: Rule = {
  label: "changes-records",
  find(intent) {
    const object = objectIs(intent, "ticket");
    return intent.act === "create" ? object : undefined;
  },
};

export const changingRules: readonly Rule[] = [destructive, executesCode, changesRecords, sharedRecords];
