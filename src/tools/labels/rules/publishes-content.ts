import { mentions, names, objectIs, readDescription } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import { words } from "../tokens.ts";

const networks =
  words(`social facebook linkedin instagram tiktok twitter bluesky mastodon tweet reddit subreddit youtube
  medium feed timeline story reel blog`);
const adverts = words("job job_posting vacancy advert ad announcement listing");
const media = words("video podcast");
const releases = words("package npm pypi crate release extension app site website homepage");
const creating = words("create add insert new write submit make upload schedule");
const published = words(
  "tweet post blog podcast listing job_posting press_release advert ad campaign reel release",
);
const mailings = words("newsletter campaign press_release");
const drafts = words("draft template schema");
const tweets = words("tweet");
const transactions = words("transaction");
const posts = words("post video article");
/** What is written below these stands there for all to read. */
const reviewed = words("review post testimonial");
const everybody = words("public");

/** Something becomes visible to the public or to a large audience. */
export const publishesContent: Rule = {
  label: "publishes-content",
  find(intent, shape) {
    const { verb } = intent;
    switch (verb) {
      case "publish":
      case "tweet":
      case "retweet":
      case "broadcast":
        return when(
          (mentions(intent, "broker") ?? mentions(readDescription(shape), "broker")) === undefined &&
            names(intent, transactions) === undefined,
          mentions(intent, "public"),
        );
      case "post":
        return names(intent, adverts) ?? names(intent, networks);
      case "comment":
        return names(intent, networks) ?? names(intent, posts);
      case "reply":
      case "respond":
      case "answer":
        return names(intent, networks) ?? names(intent, reviewed);
      case "share":
        return names(intent, networks);
      case "release":
      case "deploy":
        return names(intent, releases);
      case "send": {
        const item = objectIs(intent, "public");
        return item !== undefined && mailings.has(item) ? item : undefined;
      }
      case "set":
        return names(intent, everybody);
    }
    if (!creating.has(verb) || names(intent, drafts) !== undefined) {
      return undefined;
    }
    if (verb === "upload") {
      return names(intent, networks) ?? names(intent, media);
    }
    const item = objectIs(intent, "public");
    const audience = verb === "make" ? names(intent, everybody) : undefined;
    return (
      (item !== undefined && published.has(item) ? item : undefined) ?? names(intent, tweets) ?? audience
    );
  },
};
