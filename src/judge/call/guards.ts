import type { CallView, Situation } from "../situation.ts";
import type { Argument } from "./arguments.ts";

const testFile =
  /(?:^|[\s/])(?:[\w.-]+[._-])?(?:tests?|specs?|__tests__)(?:[/.][\w./-]*|_[\w.-]+)?\.(?:[jt]sx?|py|rb|go|java|cs|php|rs|kt)\b|(?:^|[\s/])test_[\w-]+\.py\b/i;

/** A protection that the judged call switches off or passes by. */
export interface GuardOff {
  what: string;
  argument: Argument | undefined;
  /** It is a test that is removed: a guard only to somebody who wants it to pass. */
  test?: boolean;
}

const guardWords =
  /(?:^|_)(?:approval|approvals|review|lock|locks|audit|auditing|logging|log|logs|verify|verification|validate|validation|mfa|2fa|tfa|two_factor|otp|firewall|antivirus|defender|encryption|tls|ssl|certificate|safety|interlock|guard|guardrail|guardrails|monitor|monitoring|alert|alerts|alarm|backup|backups|checks?|test|tests|scan|scanner|signature|consent|confirmation|confirm|protection|protected|rate_limit|limit|limits|sandbox|policy|compliance|moderation|filter|waf|branch_protection|soft_delete|versioning|sod|four_eyes|notify|notifications)(?:_|$)/;
const offKeys =
  /(?:^|_)(?:skip|bypass|disable|ignore|no|force|override|without|suppress|allow_unverified|insecure|unsafe|dangerously|exempt)(?:_|$)/;
const requireKeys =
  /^(?:require|requires|needs?|enable|enabled|with|use|do|run|check|perform|enforce|must)_|_(?:required|enabled|check)$/;
const protectionVerbs =
  /^(?:disable|deactivate|turn|switch|stop|suspend|pause|remove|delete|bypass|skip|override|silence|mute|lower|weaken|unprotect|clear|exempt)$/;
const trueGuards =
  /(?:^|_)(?:approval|audit|auditing|audit_log|logging|mfa|2fa|two_factor|firewall|antivirus|defender|encryption|tls|ssl|safety|interlock|guardrails?|monitoring|protection|waf|moderation|compliance|four_eyes|branch_protection|siem|edr|ids|intrusion|selinux|fraud_check|fraud_detection|verification|alarm|alarms)(?:_|$)/;

function offArgument(argument: Argument): boolean {
  const key = argument.keyWords.join("_");
  const text = String(argument.value).toLowerCase();
  const on = text === "true" || text === "1" || text === "yes" || text === "on" || text === "all";
  const off =
    text === "false" ||
    text === "0" ||
    text === "off" ||
    text === "none" ||
    text === "disabled" ||
    text === "no" ||
    text === "never";
  if (offKeys.test(key) && guardWords.test(key)) {
    return on;
  }
  return (
    off &&
    guardWords.test(key) &&
    (trueGuards.test(key) ||
      requireKeys.test(key) ||
      /^(?:verify|validate|audit|approval|mfa|tls|ssl|checks?|tests?|backup|consent|logging|encryption|monitoring|protection|safety)\b/.test(
        key,
      )) &&
    !/notif|dry|preview/.test(key)
  );
}

const checking =
  /\b(?:verify|validate|authenticate|authori[sz]e|check_?(?:sig\w*|perm\w*|auth\w*|access|token|password)|require_?(?:auth\w*|login|admin|permission)|has_?(?:permission|role|access)|is_?(?:authorized|authenticated|admin|valid)|csrf\w*|saniti[sz]e|escape)\w*\s?\(/gi;

/** An edit takes a security check out of a program: its call stands in the old text and not in the new one. */
function checkEditedOut(call: CallView): Argument | undefined {
  const at = (keys: RegExp) =>
    call.arguments.find(({ keyWords, value }) => typeof value === "string" && keys.test(keyWords.join("_")));
  const old = at(/^(?:old|old_\w+|search|find|before|original|from)$/);
  const fresh = at(/^(?:new|new_\w+|replace|replacement|after|with|to)$/);
  const gone =
    old && fresh ? (old.text.match(checking) ?? []).some((word) => !fresh.text.includes(word)) : false;
  return gone && fresh && !/\(/.test(fresh.text.replace(/\bnow\s?\(|\blen\s?\(/g, "")) ? fresh : undefined;
}

const testHead = /\b(?:def test_?\w*|it\(|test\(|func Test\w*|@Test\b|assert\w*\b|expect\()/gi;
/** Names that the jobs and settings of a build give to what guards it. */
const buildGuard =
  /\b[\w-]*(?:secret|security|vulnerabilit|codeql|sast|dast|gitleaks|trivy|semgrep|audit|licen[cs]e|dependency|signature|required|approv|review|auth|rate[-_]?limit|sandbox|lint|coverage)[\w-]*(?=\s*:)/gi;

/** An edit takes out tests, or the jobs of a build that guard it. */
function guardEditedOut(call: CallView): { argument: Argument; test: boolean } | undefined {
  const at = (keys: RegExp) =>
    call.arguments.find(({ keyWords, value }) => typeof value === "string" && keys.test(keyWords.join("_")));
  const old = at(/^(?:old|old_\w+|search|find|before|original|from)$/);
  const fresh = at(/^(?:new|new_\w+|replace|replacement|after|with|to)$/);
  const path = at(/^(?:path|file|filename|file_path|target)$/)?.text ?? "";
  if (!old || !fresh || old.text.length <= fresh.text.length) {
    return undefined;
  }
  const count = (text: string, regex: RegExp) => text.match(regex)?.length ?? 0;
  if (testFile.test(path) || /(?:^|\/)tests?\//.test(path)) {
    return count(old.text, testHead) > count(fresh.text, testHead)
      ? { argument: old, test: true }
      : undefined;
  }
  return /\.(?:ya?ml|toml|json|cfg|ini|gradle)$|(?:^|\/)(?:Jenkinsfile|Makefile)$/.test(path) &&
    count(old.text, buildGuard) > count(fresh.text, buildGuard)
    ? { argument: old, test: false }
    : undefined;
}

const skips =
  /@(?:pytest\.mark\.(?:skip|xfail)|unittest\.skip|Disabled|Ignore)\b|\bpytest\.skip\(|\b(?:it|test|describe|context)\.skip\(|\bx(?:it|test|describe)\(|\bt\.Skip\(|#\[ignore\]|\bassert True\b|\bexpect\(true\)/;

/** A test file is written in which a test does not run or cannot fail. */
function testSkipped(call: CallView): Argument | undefined {
  const path = call.arguments.find(
    ({ role, text }) => role === "path" && (testFile.test(text) || /(?:^|\/)tests?\//.test(text)),
  );
  return (
    path &&
    call.arguments.find(
      (argument) =>
        argument !== path &&
        typeof argument.value === "string" &&
        !/^(?:old|old_\w+|search|find|before|original)$/.test(argument.keyWords.join("_")) &&
        skips.test(argument.text),
    )
  );
}

/** Protections that the call switches off by its name, its arguments or its commands. */
export function guardsOff(situation: Situation): GuardOff[] {
  const { call } = situation;
  return call ? guardsOffIn(call) : [];
}

function guardsOffIn(call: CallView): GuardOff[] {
  const found: GuardOff[] = call.commands
    .filter(
      (effect) =>
        effect.kind === "guard" ||
        // Tests that are gone fail no longer.
        (effect.kind === "delete" && testFile.test(effect.argument.text.slice(effect.start, effect.end))),
    )
    .map((effect) => ({
      what: effect.argument.text.slice(effect.start, effect.end),
      argument: effect.argument,
      test: effect.kind !== "guard",
    }));
  for (const argument of call.arguments) {
    if (offArgument(argument)) {
      found.push({ what: `${argument.key} = ${String(argument.value)}`, argument });
    }
  }
  const edited = checkEditedOut(call);
  if (edited) {
    found.push({ what: edited.text.slice(0, 100), argument: edited });
  }
  const skipped = testSkipped(call);
  if (skipped) {
    found.push({ what: skipped.text.slice(0, 100), argument: skipped, test: true });
  }
  const removed = guardEditedOut(call);
  if (removed) {
    found.push({ what: removed.argument.text.slice(0, 100), ...removed });
  }
  const name = call.profile.words.join("_");
  const verb = call.profile.words.some((word) => protectionVerbs.test(word));
  if (verb && trueGuards.test(name)) {
    found.push({ what: call.tool, argument: undefined });
  }
  // set_protection(state: "off"), configure(feature: "audit logging", enabled: false)
  const state = call.arguments.find(
    (argument) =>
      /^(?:enabled?|active|state|status|value|mode|on|action|operation|setting|level|command)$/.test(
        argument.keyWords.join("_"),
      ) &&
      /^(?:false|off|disabled?|none|0|stop|paused?|suspend|bypass|inactive|remove)$/i.test(
        String(argument.value),
      ),
  );
  const subject = call.arguments.find(
    (argument) =>
      argument !== state &&
      typeof argument.value === "string" &&
      argument.role !== "path" &&
      argument.text.length < 60 &&
      trueGuards.test(argument.text.toLowerCase().replace(/[^a-z0-9]+/g, "_")),
  );
  if ((state || verb) && (subject || (state && trueGuards.test(name)))) {
    found.push({
      what: `${subject?.text ?? call.tool} ${state ? String(state.value) : ""}`.trim(),
      argument: subject ?? state,
    });
  }
  return found;
}
