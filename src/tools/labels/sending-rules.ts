import { type Intent, mentions, names, objectIs } from "./intent.ts";
import type { Rule } from "./rule.ts";
import { when } from "./rule.ts";
import type { ToolShape } from "./shape.ts";
import { words } from "./tokens.ts";

const ledger = words("journal ledger entry transaction");
const sentElsewhere =
  words(`money fund payment crypto bitcoin eth transaction token usdc key command signal input keystroke
  tip gcode robot device`);
const recipients = words(
  "to recipient cc bcc attendee invitee phone_number phone channel recipient_email to_email",
);
const contributions =
  words(`comment issue pull_request message tweet post review discussion reply invitation invite
  announcement gist email feedback complaint question reaction_message newsletter campaign mail thread`);
const creating = words("create add insert new write submit open file put upload make schedule place leave");
const uploading = words("upload push");
const outside = words(
  "url webhook bucket s3 drive youtube dropbox web http website api endpoint gist pastebin ftp registry",
);
const internal = words("draft template comment_code label thread_pool");
const inPage = words("click fill type press drag select_option submit");
const pageWords = /\b(?:browser|web ?page|page|form|element|button|selector)\b/i;
const httpWords = words("http api rest webhook endpoint url");

/** Something leaves for other people or other systems. */
const writesExternal: Rule = {
  label: "writes-external",
  find(intent, shape) {
    if (names(intent, internal) !== undefined) {
      return undefined;
    }
    if (intent.act === "send") {
      return sends(intent, shape);
    }
    if (creating.has(intent.verb)) {
      const contribution = objectIs(intent, "message", "ticket", "social");
      if (contribution !== undefined && contributions.has(contribution)) {
        return contribution;
      }
    }
    if (uploading.has(intent.verb)) {
      return names(intent, outside) ?? mentions(intent, "public", "web");
    }
    if (intent.act === "create" || intent.act === "update") {
      const recipient = shape.parameterNamed(recipients);
      const invites = mentions(intent, "personal", "message") !== undefined || intent.verb === "schedule";
      const attendee = recipient !== undefined && /attendee|invitee/i.test(recipient);
      if (attendee && (invites || names(intent, words("event meeting")) !== undefined)) {
        return recipient;
      }
    }
    if (
      inPage.has(intent.verb) &&
      pageWords.test(`${shape.tool.name.replaceAll("_", " ")} ${shape.firstSentence}`)
    ) {
      return "page";
    }
    const placesCall =
      (intent.verb === "place" || intent.verb === "make") && names(intent, words("call phone")) !== undefined;
    const requests =
      (intent.verb === "make" || intent.act === "execute") && names(intent, words("request")) !== undefined;
    return when(placesCall, "call") ?? when(requests && names(intent, httpWords) !== undefined, "request");
  },
};

function sends(intent: Intent, shape: ToolShape): string | undefined {
  if (names(intent, sentElsewhere) !== undefined || mentions(intent, "device") !== undefined) {
    return undefined;
  }
  if (intent.verb === "post" && names(intent, ledger) !== undefined) {
    return undefined;
  }
  const pushesCode =
    intent.verb === "push" &&
    names(intent, words("git commit branch file notification message code")) === undefined;
  if (intent.verb === "call") {
    const target = names(
      intent,
      words("phone number customer contact client patient user api endpoint webhook"),
    );
    return target ?? shape.parameterNamed(words("phone phone_number"));
  }
  if (intent.verb === "push" && pushesCode && shape.parameterNamed(recipients) === undefined) {
    return undefined;
  }
  if (intent.verb === "page" || intent.verb === "release" || intent.verb === "contact") {
    return intent.verb === "contact" ? "" : names(intent, words("oncall engineer team doctor staff"));
  }
  if (
    intent.verb === "text" ||
    intent.verb === "message" ||
    intent.verb === "email" ||
    intent.verb === "mail"
  ) {
    const to = mentions(intent, "person", "document", "message") ?? shape.parameterNamed(recipients);
    return to ?? when(intent.nouns.length === 0 || intent.kind === "description");
  }
  if (intent.verb === "publish") {
    return mentions(intent, "broker", "message", "social") ?? undefined;
  }
  return mentions(intent, "message", "ticket", "social", "web", "person", "document") ?? "";
}

const socialNetworks =
  words(`social facebook linkedin instagram tiktok twitter bluesky mastodon tweet reddit subreddit
  youtube medium feed timeline story reel blog`);
const releases = words("package npm pypi crate release extension app site website homepage");

/** Something becomes visible to the public or to a large audience. */
const publishesContent: Rule = {
  label: "publishes-content",
  find(intent) {
    const { verb } = intent;
    if (names(intent, internal) !== undefined && verb !== "publish") {
      return undefined;
    }
    if (verb === "publish") {
      return mentions(intent, "broker") === undefined ? (mentions(intent, "public") ?? "") : undefined;
    }
    if (verb === "tweet" || verb === "retweet" || verb === "broadcast") {
      return mentions(intent, "broker") === undefined ? "" : undefined;
    }
    if (verb === "post" || verb === "share" || verb === "upload") {
      return (
        names(intent, socialNetworks) ??
        (verb === "upload" ? names(intent, words("video podcast")) : undefined)
      );
    }
    if (creating.has(verb) || verb === "send") {
      const item = objectIs(intent, "public");
      const audience =
        verb === "send"
          ? words("newsletter campaign press_release")
          : words(`tweet post blog story podcast
        listing job_posting press_release advert ad campaign reel`);
      return item !== undefined && audience.has(item)
        ? item
        : when(verb !== "send" && names(intent, words("tweet")) !== undefined, "tweet");
    }
    if (verb === "release" || verb === "deploy") {
      return names(intent, releases);
    }
    const makesPublic = (verb === "make" || verb === "set") && names(intent, words("public")) !== undefined;
    return when(makesPublic, "public");
  },
};

export const sendingRules: readonly Rule[] = [writesExternal, publishesContent];
