import type { FlagMeaning } from "./kinds.ts";

const meanings: readonly [FlagMeaning, RegExp][] = [
  [
    "dry-run",
    /\b(dry run|dryrun|preview|simulate|what ?if|test mode|validate only|plan only|draft( only)?)\b/,
  ],
  [
    "unguard",
    /\b(skip|disable|ignore|bypass|suppress|no|without|insecure|unsafe|allow unsafe|silent|quiet|mute)\b.*|\b(auto approve|autoapprove|unattended|trust)\b/,
  ],
  ["force", /\b(force|override|overwrite|hard|yes|overwrite existing|allow overwrite)\b/],
  ["permanent", /\b(permanent|permanently|purge|hard delete|irreversible|erase|immediately|bypass trash)\b/],
  [
    "wide",
    /\b(recursive|recursively|all|cascade|include sub\w*|everyone|everybody|global|reply all|entire|bulk|subfolders|include (children|attachments|history))\b/,
  ],
  [
    "public",
    /\b(public|publicly|publish|anonymous|external|share|shared|visible|world readable|live|is public|open access)\b/,
  ],
  [
    "confirm",
    /\b(confirm|confirmed|confirmation|approved|acknowledge|consent|consented|i understand|accept terms|sure)\b/,
  ],
  [
    "guard",
    /\b(verify|verification|check|backup|snapshot|log|audit|notify|notification|require \w+|validate|secure|ssl|tls|private|encrypt\w*|two factor|mfa|2fa|safe mode|safety\w*|interlock|protected|review|keep backup|undoable)\b/,
  ],
];

/** What a true/false parameter switches, told from the words of its name. */
export function flagMeaning(words: readonly string[]): FlagMeaning {
  const name = words.join(" ");
  return meanings.find(([, pattern]) => pattern.test(name))?.[0] ?? "plain";
}
