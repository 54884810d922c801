/**
 * `strong`: nothing but an attack reads like this; `medium`: steers the model beyond the tool; `weak`: adds nothing by
 * itself and is only counted beside others.
 */
export type SignalWeight = "strong" | "medium" | "weak";

/** A way in which a text of a tool tries to instruct the model beyond what the tool is. */
export interface Signal {
  id: string;
  weight: SignalWeight;
  /** What it does, after "it": "tells the model to hide something from the user". */
  words: string;
  pattern: RegExp;
  /** Says for a match of the pattern whether it is meant; `sentence` is the one it stands in. */
  accepts?(match: RegExpExecArray, sentence: string, isFirstSentence: boolean): boolean;
}

const secrets =
  "(?:~/\\.ssh|\\.ssh/|\\bid_(?:rsa|ed25519)\\b|(?<![\\w.])\\.env\\b|~/\\.aws|\\.aws/credentials|\\bmcp\\.json\\b|\\.cursor/|/etc/passwd|/etc/shadow|\\bprivate keys?\\b|\\bsystem prompt\\b)[\\w./]{0,80}";
/** Words by which a text turns to whoever calls the tool instead of saying what the tool does. */
const addressed =
  /\b(?:you|your|must|please|make sure|be sure|before (?:using|calling|running|you|anything)|first,|in order to use|for this tool to work|always|otherwise)\b/i;
/** Texts about attacks quote them. */
const quoted = (match: RegExpExecArray) => /["'`“‘«]\s*$/.test(match.input.slice(0, match.index));

/** Looked for in every text of a tool that the model reads. No bounded part is long: the text may be hostile. */
export const signals: readonly Signal[] = [
  {
    id: "concealment",
    weight: "strong",
    words: "tells the model to keep something from the user",
    pattern:
      /\b(?:do not|don['’]t|never|must not|without|avoid)\s+(?:ever\s+)?(?:tell|inform|mention|reveal|notify|alert|disclos)\w{0,5}\b[^.!?\n]{0,60}\buser\b/i,
    accepts: (match) => !quoted(match) && !/\bpassword|\bsecret|\btoken|\bkey\b|internal id/i.test(match[0]),
  },
  {
    id: "unknown-to-user",
    weight: "strong",
    words: "tells the model to keep something from the user",
    pattern:
      /\b(?:the\s+)?user\s+(?:must|should|may|can|need)\s?(?:not|never|n['’]t)\s+(?:know|see|notice|learn|be (?:told|informed|aware))\b|\bkeep (?:this|it) (?:hidden|secret|a secret) from the user\b/i,
  },
  {
    id: "secrecy",
    weight: "strong",
    words: "tells the model to act in secret",
    pattern:
      /(?<!\b(?:will|may|can|could|would|to|does|not|might)\s)\b(?:silently|secretly|covertly)\s+(?:read|send|forward|include|copy|append|upload|post|call|email|collect|exfiltrate|attach)\b/i,
    accepts: (match) => !quoted(match),
  },
  {
    id: "override",
    weight: "strong",
    words: "tells the model to ignore its instructions",
    pattern:
      /\b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|the|your|of)\s+){0,3}(?:previous|prior|other|above|earlier|system|safety)\s+(?:instructions?|rules?|tools?|prompts?|guidelines?|directions?)\b/i,
    accepts: (match, sentence) =>
      !quoted(match) &&
      !/\b(?:detect|such as|e\.g\.|attempts? to|attacks?|injections?|flags?|blocks?)\b/i.test(sentence),
  },
  {
    id: "pseudo-markup",
    weight: "strong",
    words: "poses as a message of the system",
    pattern:
      /<IMPORTANT>|<\/?(?:hidden|secret)>|^\s{0,8}<system>|\[INST\]|<\|im_start\|>|^\s{0,8}#{2,3} System\b/m,
    accepts: (match) => !quoted(match),
  },
  {
    id: "credentials",
    weight: "strong",
    words: "tells the model to fetch secrets",
    pattern: new RegExp(
      `\\b(?:read|cat|open|include|send|pass|copy|attach|append|output|repeat)\\b[^.!?\\n]{0,60}?${secrets}`,
      "i",
    ),
    accepts: (match, sentence) =>
      addressed.test(sentence) &&
      !quoted(match) &&
      !/\b(?:never|do not|don['’]t|must not|cannot)\b/i.test(sentence),
  },
  {
    id: "exfiltration",
    weight: "strong",
    words: "tells the model to send data to a fixed address",
    pattern:
      /\b(?:send|forward|post|upload|bcc|cc|append|copy)\b[^.!?\n]{0,80}?\bto\b[^.!?\n]{0,30}?(?:https?:\/\/[^\s"'`)]{4,200}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,40})/i,
    accepts: (_match, sentence, isFirst) =>
      !isFirst &&
      /\b(?:you|must|always|also|every|each|all|bcc|before|after|please)\b/i.test(sentence) &&
      !/@example\.|\bexample\.(?:com|org|net)|\be\.g\.|\blocalhost\b/i.test(sentence),
  },
  {
    id: "comment",
    weight: "strong",
    words: "hides text in a comment",
    pattern: /<!--(?=[^>]{0,400}\b(?:you|tool|user|model|assistant|must|ignore)\b)[^>]{12,400}-->/i,
  },
  {
    id: "far-down",
    weight: "strong",
    words: "hides text behind empty space",
    pattern: /(?:\n[ \t]*){20,}\S[^\n]{0,200}|[ \t]{200,}\S[^\n]{0,200}/,
  },
  {
    id: "encoded",
    weight: "strong",
    words: "holds encoded text",
    pattern: /\b(?:[A-Za-z0-9+/]{40,2000}={0,2}|[0-9a-f]{80,4000})(?![A-Za-z0-9+/=])/,
    accepts: (match) => isEncodedText(match[0]),
  },
  {
    id: "steering",
    weight: "medium",
    words: "steers the model in the use of other tools",
    pattern:
      /\b(?:before|after|instead of)\s+(?:using|calling|invoking|running)\s+(?:any|every|all|the)\s+(?:(?:of the|of your)\s+)?(?:other\s+)?tools?\b|\bthis tool\s+(?:replaces|supersedes)\s+(?:all|any|every|the other)\b|\b(?:do not|don['’]t|never)\s+(?:use|call)\s+any other (?:tool|server)/i,
  },
  {
    id: "authority",
    weight: "medium",
    words: "claims an authority it does not have",
    pattern:
      /\bsystem override\b|\bmandatory security (?:check|step|procedure|protocol)\b|\bas an administrator,? you\b|\bthis (?:instruction|message) (?:comes from|is from) (?:the )?(?:system|developer|anthropic|openai|administrator)/i,
  },
  {
    id: "urgency",
    weight: "weak",
    words: "presses the model",
    pattern: /\b(?:CRITICAL|URGENT|MANDATORY|VERY IMPORTANT)\b\s{0,2}[:!]/,
  },
];

/** Parameters through which text leaves unseen; what their descriptions ask for decides. */
export const smugglingName =
  /^(?:side_?notes?|notes?|context|metadata|reasoning|thoughts?|extra|debug|summary)$/i;
export const smuggledContent =
  /\b(?:contents? of\s+[^.\n]{0,40}(?:file|~\/|\.ssh|\.env|config)|your system prompt|(?:entire|full|whole|complete|all)\s+[^.\n]{0,20}(?:system prompt|credentials|environment))/i;

/** Whether letters decode to readable text: an image or a hash does not. */
function isEncodedText(text: string): boolean {
  const bytes = /^[0-9a-f]+$/.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  const readable = bytes.filter((byte) => (byte >= 32 && byte < 127) || byte === 10).length;
  return bytes.length >= 25 && readable === bytes.length && bytes.includes(32);
}
