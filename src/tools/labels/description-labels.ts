import type { CapabilityLabel } from "../../ots/vocabulary.ts";

interface Phrase {
  label: CapabilityLabel;
  pattern: RegExp;
}

/** What a description says a tool does besides its main job. */
const phrases: readonly Phrase[] = [
  {
    label: "writes-external",
    pattern:
      /\b(?:and|then|also|,)\s+(?:then\s+|also\s+|automatically\s+)?(?:sends?|e?-?mails?|notif(?:y|ies)|texts?|forwards?|posts?|shares?|invites?)\b(?!\s+(?:office|code|process))[^.;]{0,60}/i,
  },
  { label: "writes-external", pattern: /\bpages? the (?:on-?call|team|engineer)\b[^.;]{0,40}/i },
  {
    label: "writes-external",
    pattern:
      /\bsubmits?\b[^.;]{0,40}\bto the (?:\w+ )?(?:authority|authorities|agency|government|court|regulator|insurer|bank|police)\b/i,
  },
  {
    label: "destructive",
    pattern:
      /\bpermanently\b|\birreversibl[ey]\b|\b(?:cannot|can't|can not) be (?:undone|reverted|recovered)\b|\boverwrit(?:e|es|ing|ten)\b|\b(?:are|is|will be) (?:lost|erased|wiped)\b|\bdiscards? (?:all|any)\b/i,
  },
  {
    label: "moves-money",
    pattern:
      /\b(?:charges?|debits?|bills?|pays?) (?:the|a|an|your|their|his|her) (?:\w+ ){0,2}(?:card|account|customer|supplier|vendor|wallet|payment method)\b/i,
  },
  {
    label: "moves-money",
    pattern: /\bspends? (?:\w+ ){0,2}(?:tokens?|funds?|money|coins?|usdc|eth|crypto\w*|credits)\b/i,
  },
  {
    label: "moves-money",
    pattern: /\bstream(?:s|ing)? (?:of|for) (?:\w+ ){0,3}(?:tokens?|funds?|money)\b/i,
  },
  {
    label: "executes-code",
    pattern: /\bcalls? (?:an?|any|the) (?:\w+ ){0,2}(?:javascript|python|js) functions?\b/i,
  },
  {
    label: "executes-code",
    pattern:
      /\b(?:performs?|runs?|executes?|invokes?) (?:\w+ ){0,4}(?:using|via|through|with) (?:the )?\w+ (?:cli|command[- ]line)\b/i,
  },
  {
    label: "executes-code",
    pattern:
      /\b(?:runs?|executes?) (?:an? |the |any |some )?(?:arbitrary |given |provided )?(?:shell |bash |python |javascript |system |user )?(?:commands?|code|scripts?)\b(?! (?:review|analysis|coverage|quality|completion|search))/i,
  },
];

const denials =
  /\b(?:not|never|no|without|doesn't|don't|cannot|instead of|before|unless|avoid|prevents?|rather than|if)\b[^.;,]{0,40}$/i;
const maxText = 4000;

/** Labels that phrases of the description stand for, each with the words it rests on. */
export function describedEffects(description: string): { label: CapabilityLabel; words: string }[] {
  const text = description.slice(0, maxText);
  return phrases.flatMap(({ label, pattern }) => {
    const match = pattern.exec(text);
    if (match === null) {
      return [];
    }
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    return denials.test(before)
      ? []
      : [
          {
            label,
            words: match[0]
              .replace(/^[\s,]+/, "")
              .replace(/\s+/g, " ")
              .slice(0, 60)
              .trim(),
          },
        ];
  });
}
