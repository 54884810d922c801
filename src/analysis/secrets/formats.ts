/** Shapes of credentials that say of themselves whose they are. */
const formats: readonly [string, RegExp][] = [
  ["Anthropic key", /\bsk-ant-(?:api|admin)\d\d-[\w-]{20,200}/],
  ["OpenAI key", /\bsk-(?:proj|svcacct)-[\w-]{20,200}|\bsk-[A-Za-z0-9]{32,64}\b/],
  ["Google key", /\bAIza[0-9A-Za-z_-]{35}\b/],
  ["Hugging Face token", /\bhf_[A-Za-z]{34}\b/],
  ["GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{50,100}\b/],
  ["Slack token", /\bxox[abprs]-[A-Za-z0-9-]{20,200}/],
  ["AWS key", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ["GitLab token", /\bglpat-[\w-]{20,60}/],
  ["Stripe key", /\b[sr]k_live_[A-Za-z0-9]{20,200}\b/],
  ["npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["PyPI token", /\bpypi-AgEI[\w-]{50,300}/],
  ["SendGrid key", /\bSG\.[\w-]{16,32}\.[\w-]{30,60}/],
  ["JSON web token", /\beyJ[\w-]{15,2000}\.eyJ[\w-]{15,2000}\.[\w-]{20,1000}/],
  ["private key", /-----BEGIN (?:[A-Z]{2,12} )?PRIVATE KEY-----(?=[\s\\nr]{1,8}[A-Za-z0-9+/])/],
  ["Slack webhook", /https:\/\/hooks\.slack\.com\/services\/T\w{6,20}\/B\w{6,20}\/\w{16,40}/],
  ["Twilio key", /\bSK[0-9a-f]{32}\b/],
];

/** What makes a value a blank to fill in, an example, or a reference to where the secret is. */
const placeholder =
  /EXAMPLE|FAKE|TEST|DUMMY|CHANGE|YOUR|XXX|PLACEHOLDER|REPLACE|INSERT|SAMPLE|REDACTED|MOCK|<[^>]*>|…|\.\.\.|\*\*\*|^\$|\$\{|\{\{|^op:\/\/|^vault:|^%\w+%$|^not[-_ ]needed$|^(?:EMPTY|none|null|ollama|lm-studio|local|secret|password|changeme|unused)$|1234|abcd/i;

export interface FoundSecret {
  /** Whose credential it is, in words. */
  kind: string;
  index: number;
  text: string;
}

/** A credential of a known format in a text; undefined when there is none or it is plainly not a real one. */
export function findKnownSecret(text: string): FoundSecret | undefined {
  for (const [kind, pattern] of formats) {
    const match = pattern.exec(text);
    if (match !== null && !isPlaceholder(match[0]) && (kind === "private key" || entropyOf(match[0]) >= 3)) {
      return { kind, index: match.index, text: match[0] };
    }
  }
  const user = /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/?#@:"']{1,100}:([^\s/?#@"'{}<>$]{6,200})@[\w.[\]-]/i.exec(
    text,
  );
  const password = user?.[1];
  if (user !== null && password !== undefined && !isPlaceholder(password) && isUnlikelyWord(password)) {
    return { kind: "password in an address", index: user.index, text: user[0].slice(0, -2) };
  }
  return undefined;
}

/** `A GitHub token`, `An OpenAI key`: the kind of a secret at the beginning of a message. */
export function withArticle(kind: string): string {
  return `${/^(?:[aeiou]|npm|AWS)/i.test(kind) ? "An" : "A"} ${kind}`;
}

const secretName =
  /(?:^|[_.\s-]|[a-z](?=[A-Z]))(?:api[_-]?key|secret|passw(?:or)?d|token|credential|private[_-]?key|access[_-]?key|auth[_-]?key)s?$/i;
const otherName =
  /(?:max|min|next|page|csrf|num|count|total|prompt|completion|input|output|stop|pad|eos|bos|unk|mask|special|sep|cls)[_-]?tokens?$|tokens$|_?schema|(?:token|secret|key|password)[_-]?(?:url|uri|endpoint|name|field|type|file|path|env|id|label|header)$/i;

/** Whether the name of a variable, field or option says that its value opens something. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !otherName.test(name);
}

/** Whether a value under a telling name is more than a word, a switch or a blank: it must look random. */
export function isSecretValue(value: string): boolean {
  return (
    value.length >= 12 &&
    value.length <= 2_000 &&
    !/\s/.test(value) &&
    !/^(?:https?:\/\/|\/|\.\/|~)/.test(value) &&
    !isPlaceholder(value) &&
    isUnlikelyWord(value) &&
    entropyOf(value) >= 3
  );
}

/** Letters and digits, or both cases, in one another's midst. Identifiers made of words are not. */
function isUnlikelyWord(value: string): boolean {
  const changes = value.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  return changes >= 2 && !/^[a-z]+(?:[._-][a-z]+){1,}[\d._-]*$/i.test(value);
}

export function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || /^(.)\1+$/.test(value);
}

/** Shannon entropy in bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
