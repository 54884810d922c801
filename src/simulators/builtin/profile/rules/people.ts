import { inDomain, inFamily, type Rule, rule } from "./rule.ts";

/** Addresses of people: e-mail, phone, channels. */
export const peopleRules: readonly Rule[] = [
  rule(
    "email",
    "recipient",
    /\b(to|cc|bcc|recipients?|attendees?|invitees?|guests?|participants?)\b.*\b(e ?mails?|mail addresses?)\b/,
  ),
  rule(
    "email",
    "recipient",
    /\b(e ?mails?|mail address(es)?)\b/,
    inFamily("send", "grant", "share", "revoke"),
  ),
  rule("email", "field", /\b(e ?mails?|mail address(es)?|email address(es)?)\b/),
  rule(
    "phone",
    "recipient",
    /^(to|recipient|recipients|phone|phone number|mobile|number)$/,
    (around, description) =>
      around.family === "send" &&
      (/\b(phone|sms|e\.?164|whatsapp)\b/i.test(description) ||
        around.toolWords.some((word) => ["sms", "whatsapp", "call", "phone"].includes(word))),
  ),
  rule("phone", "field", /\b(phone|mobile|tel|telephone|fax|cell|phone number|msisdn)\b/),
  rule(
    "channel",
    "recipient",
    /\b(channels?|channel id|conversation|chat id|thread channel)\b/,
    (around) => around.family !== "control",
  ),
  rule("channel", "recipient", /^(to|recipient|target)$/, inDomain("chat")),
  rule(
    "email",
    "recipient",
    /^(to|cc|bcc|recipients?|to addresses|attendees?|invitees?|participants?|guests|to email|send to|mail to|addressees?|share with|shared with|forward to|reply to|notify)$/,
    (around) =>
      ["send", "share", "create", "grant", "order", "publish", "update", "write"].includes(around.family) &&
      !["money", "travel", "files", "machines", "home", "shell"].includes(around.domain),
  ),
];
