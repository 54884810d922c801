/** Stands where a secret stood. */
export const redactedMark = "‹redacted›";

const maxText = 2_000;

const credentialWords =
  "pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|auth(?:orization|[_-]?key|[_-]?header)?|credentials?|bearer|cookie|session[_-]?id|signature|sig|dsn|connection[_-]?string|key";
/** What is called after a credential but only says where one is: `--token-file`, `api_key_name`, `bearer_token_env_var`. */
const pointsElsewhere = /(?:file|path|dir|name|env|env[_-]?var|var|url|uri|id|type|store|ring|provider)$/i;
const credentialName = new RegExp(`(?:^|[_.-])(?:${credentialWords})(?:[_-]?\\d+|[_-]value)?$`, "i");
const camelCredential =
  /(?:^|[a-z])(?:Token|Secret|Password|ApiKey|AccessKey|PrivateKey|AuthKey|Credentials?)$/;

/** `${VAR}`, `$VAR`, `%VAR%`, `{{var}}`, `<your-key>`, `$(command)`: the secret itself is elsewhere. */
const reference =
  /^["']?(?:[A-Za-z]+ +)?(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+|\$\([^)]*\)|%\w+%|\{\{?[^}]*\}\}?|<[^>]*>|‹redacted›)["']?$/;
const harmless = /^(?:|bearer|basic|token|true|false|null|none|yes|no|on|off|\d{1,5}|x{3,}|\*+|\.{3})$/i;
const placeholder =
  /^(?:your|my|replace|change|insert|enter|example|dummy|todo|xxx)[\W_]|^(?:changeme|redacted)$/i;

const knownToken =
  /\b(?:sk-[\w-]{16,200}|[sr]k_(?:live|test)_\w{10,200}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{15,64}|xox[abeprs]-[\w-]{10,255}|xapp-[\w-]{10,255}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,40}|ya29\.[\w-]{20,255}|npm_\w{30,40}|hf_\w{30,40}|pypi-[\w-]{30,255}|dop_v1_\w{40,80}|ntn_\w{30,60}|secret_\w{30,60}|lin_api_\w{30,60}|tvly-[\w-]{16,64}|eyJ[\w-]{8,2000}\.[\w-]{8,2000}(?:\.[\w-]{0,2000})?)/g;
const userInfo = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/?#@"']{1,500})@/gi;
const parameter =
  /([?&;]|\s--?|^--?)([\w.-]{1,80})(=|(?<=\s--?[\w.-]{1,80}|^--?[\w.-]{1,80})[ \t]+)(\$\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|[^\s&"';]{1,1500})/g;
const assignment =
  /(^|[\s"',;(]|(?<!\$)\{)([A-Za-z_][\w.-]{0,80})(["']?\s{0,3}[=:]\s{0,3}["']?)(\$\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|[^\s"',;})]{1,1500})/g;
const scheme =
  /\b(Bearer|Basic|Token)(\s{1,3})(\$\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|[^\s"',;]{4,1500})/gi;
/** What stands for a variable that is not set. */
const fallback = /(\$\{(?:env:)?)([A-Za-z_]\w{0,80})(:?[-=])([^}\n]{1,500})\}/g;
/** Words of a path, an address or a list. */
const word = /[A-Za-z0-9_+-]{20,1500}={0,2}/g;

/** Whether the name of a variable, header, option or query parameter says that its value opens something. */
export function isCredentialName(name: string): boolean {
  return (credentialName.test(name) || camelCredential.test(name)) && !pointsElsewhere.test(name);
}

/** Whether a value is written out rather than referred to, and is more than a switch or a blank to fill in. */
export function isLiteral(value: string): boolean {
  const text = value.trim();
  return !reference.test(text) && !harmless.test(text) && !placeholder.test(text);
}

/**
 * The text with everything replaced that looks like a credential: known token shapes, `user:password@` in addresses,
 * values of options, variables and query parameters with a telling name, and long random words. Text beyond 2,000
 * characters is cut. References such as `${input:key}` stay, without their defaults.
 */
export function redactText(text: string): string {
  const hide = (value: string) => (isLiteral(value) ? redactedMark : value);
  const named = (whole: string, before: string, name: string, between: string, value: string) =>
    isCredentialName(name) ? `${before}${name}${between}${hide(value)}` : whole;
  return text
    .slice(0, maxText)
    .replace(knownToken, redactedMark)
    .replace(userInfo, (_whole, start: string, user: string) => `${start}${hideUser(user)}@`)
    .replace(scheme, (_whole, kind: string, gap: string, value: string) => `${kind}${gap}${hide(value)}`)
    .replace(fallback, (whole, open: string, name: string, mark: string, value: string) =>
      isCredentialName(name) && isLiteral(value) ? `${open}${name}${mark}${redactedMark}}` : whole,
    )
    .replace(parameter, named)
    .replace(assignment, named)
    .replace(word, (found, at: number, whole: string) =>
      isRandom(found) && !isPin(whole.slice(Math.max(0, at - 8), at), found) ? redactedMark : found,
    );
}

/** As `redactText` for each argument; an argument after `--api-key`, `--header` or `-e NAME=` is judged by that option. */
export function redactArguments(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const option = /^--?([\w.-]{1,80})$/.exec(args[index - 1] ?? "")?.[1];
    if (option === undefined) {
      return redactText(arg);
    }
    if (/^(?:e|env)$/.test(option)) {
      return arg.replace(/^([A-Za-z_]\w*=)([\s\S]+)$/, (_whole, name: string, value: string) =>
        isLiteral(value) ? `${name}${redactedMark}` : `${name}${value}`,
      );
    }
    if (/^(?:H|header)$/.test(option)) {
      return arg.replace(
        /^([\w-]{1,80}\s{0,3}[:=]\s{0,3})([\s\S]+)$/,
        (_whole, name: string, value: string) =>
          isLiteral(value) ? `${name}${redactedMark}` : `${name}${value}`,
      );
    }
    return isCredentialName(option) && isLiteral(arg) && !arg.startsWith("-")
      ? redactedMark
      : redactText(arg);
  });
}

/** `user:password`, or a token alone. */
function hideUser(user: string): string {
  const colon = user.indexOf(":");
  if (colon === -1) {
    return isRandom(user) ? redactedMark : user;
  }
  const password = user.slice(colon + 1);
  return `${user.slice(0, colon)}:${isLiteral(password) ? redactedMark : password}`;
}

/** Letters and digits in one another's midst: keys and hashes do that, names with a version or a date do not. */
function isRandom(text: string): boolean {
  const dense = text.replace(/[_+=-]/g, "");
  const changes = dense.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  return dense.length >= 20 && changes >= 4;
}

/** A digest or a commit that pins a version is no secret. */
function isPin(before: string, found: string): boolean {
  return /sha(?:256|384|512)[:-]$/i.test(before) || (/[@#]$/.test(before) && /^[0-9a-f]{40}$/.test(found));
}
