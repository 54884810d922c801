import {
  answersYesOrNo,
  headed,
  type Intent,
  mentions,
  names,
  objectIs,
  readDescription,
} from "../intent.ts";
import { pageWords, ticked } from "../interface-labels.ts";
import { type Rule, when } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

const contributions =
  words(`incident comment ticket issue pull_request message tweet post review discussion reply invitation invite
  announcement gist email feedback complaint question newsletter campaign mail thread forum voicemail`);
const creating = words(
  "raise report trigger declare create add insert new write submit open file put upload make schedule place leave",
);
/** Texts that lie open to whoever has the address. */
const pasted = words("gist pastebin");
const uploading = words("upload push");
const outside = words(
  "url webhook bucket s3 drive youtube dropbox web http website api endpoint gist pastebin ftp sftp remote cloud registry",
);
const internal = words("draft template label");
const gatherings = words("event meeting appointment call invitation");
const inPage = words("fill type click press select_option submit");
const reactions = words("reaction");
const ticking = words("check uncheck");
const locators = words("selector uid ref xpath locator element");
const httpNouns = words("http api rest webhook endpoint url");
const writingRequest =
  /\b(?:POST|PUT|PATCH|DELETE)(?:(?: HTTP| API)? requests?|(?: data)? to (?:an?|the|any) (?:[a-z]+ )?(?:websites?|url|uri|endpoint|api|server))\b/;
const requests = words("request");
const calling = words("place make create start initiate");
const calls = words("call phone");
/** `send` and `forward` with these is paying, running or steering. */
const sentElsewhere =
  words(`money fund payment crypto bitcoin eth transaction token usdc key command input keystroke
  tip gcode robot device port traffic`);
const ledger = words("journal ledger entry transaction receipt goods bill voucher posting");
const pushed = words("git commit branch file notification message code");
const called = words("phone number customer contact client patient user api endpoint webhook");
const paged = words("oncall engineer team doctor staff");
const answered = words("review comment ticket email message inquiry customer dm call thread mail");
/** A tracker's notes are comments. */
const discussed = /\bcomments?\b|\b(?:issue|merge request|pull request|ticket)s?\b/i;
const events = words("event");
/** `SIGTERM` for a process. */
const signals = words("signal");
const signalled = words("pid process_id process");
const recipients = words(
  "to recipient cc bcc attendee invitee phone_number phone channel recipient_email to_email",
);
const phones = words("phone phone_number");
const toOne = words("text message email mail");

/** Something leaves for other people or other systems. */
export const writesExternal: Rule = {
  label: "writes-external",
  find(intent, shape) {
    const { verb, act } = intent;
    if (intent.objects.length < 2 && names(intent, internal) !== undefined) {
      return undefined;
    }
    const asks = writingRequest.exec(shape.firstSentence)?.[0];
    if (asks !== undefined && act !== "read") {
      return asks;
    }
    if (act === "send") {
      return sent(intent, shape);
    }
    const isNote = intent.objects.some((phrase) => phrase.at(-1) === "note");
    if (creating.has(verb) && isNote && discussed.test(shape.firstSentence)) {
      return "note";
    }
    // Everybody in the channel sees it.
    if (verb === "react" ? mentions(intent, "message", "ticket", "social") : creating.has(verb)) {
      const reaction = verb === "react" ? verb : names(intent, reactions);
      if (reaction !== undefined) {
        return reaction;
      }
    }
    if (creating.has(verb)) {
      const contribution = objectIs(intent, "message", "ticket", "social");
      if (contribution !== undefined && contributions.has(contribution)) {
        return contribution;
      }
      if (headed(intent, pasted) !== undefined) {
        return headed(intent, pasted);
      }
    }
    // What is handed to an element of a page goes to whoever runs it.
    if (uploading.has(verb) && shape.parameterNamed(locators) !== undefined) {
      return "page";
    }
    if (uploading.has(verb)) {
      const told = names(readDescription(shape), outside);
      return names(intent, outside) ?? mentions(intent, "public", "web") ?? told;
    }
    if (act === "create" || act === "update") {
      const attendee = invited(intent, shape);
      if (attendee !== undefined) {
        return attendee;
      }
    }
    if (ticking.has(verb) && ticked.test(shape.firstSentence) && !answersYesOrNo(shape)) {
      return "page";
    }
    if (
      inPage.has(verb) &&
      (verb === "click" ||
        shape.parameterNamed(locators) !== undefined ||
        pageWords.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.firstSentence}`))
    ) {
      return "page";
    }
    if (calling.has(verb)) {
      return names(intent, calls) ?? requested(intent);
    }
    return act === "execute" ? requested(intent) : undefined;
  },
};

/** A request to somebody's server. */
function requested(intent: Intent): string | undefined {
  return names(intent, httpNouns) === undefined ? undefined : names(intent, requests);
}

/** Events with attendees send invitations. */
function invited(intent: Intent, shape: ToolShape): string | undefined {
  const attendee = shape.parameters.find(({ name }) => /attendee|invitee/i.test(name))?.name;
  const gathers = intent.verb === "schedule" || names(intent, gatherings) !== undefined;
  return gathers ? attendee : undefined;
}

function sent(intent: Intent, shape: ToolShape): string | undefined {
  const { verb } = intent;
  if (names(intent, signals) !== undefined && shape.parameterNamed(signalled) !== undefined) {
    return undefined;
  }
  if (names(intent, sentElsewhere) !== undefined || mentions(intent, "device") !== undefined) {
    return undefined;
  }
  if (toOne.has(verb)) {
    const to = mentions(intent, "person", "document", "message") ?? shape.parameterNamed(recipients);
    return to ?? when(intent.nouns.length === 0 || intent.kind === "description");
  }
  switch (verb) {
    case "post":
      return when(
        names(intent, ledger) === undefined,
        mentions(intent, "message", "ticket", "social", "web"),
      );
    case "push":
      return names(intent, pushed) ?? shape.parameterNamed(recipients);
    case "call":
    case "dial":
    case "phone":
      return names(intent, called) ?? shape.parameterNamed(phones);
    case "page":
    case "release":
      return names(intent, paged);
    case "produce":
    case "emit":
      return mentions(intent, "broker", "message") ?? names(intent, events);
    case "respond":
      return names(intent, answered) ?? mentions(intent, "person", "message", "social");
    case "answer":
      return names(intent, answered);
    case "publish":
      return mentions(intent, "broker", "message", "social");
    default:
      return mentions(intent, "message", "ticket", "social", "web", "person", "document") ?? "";
  }
}
