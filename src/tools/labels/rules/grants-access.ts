import { headed, type Intent, mentions, names, objectIs } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

const granting = words(
  "grant authorize authorise permit elevate impersonate entitle whitelist allowlist unban",
);
const issuing =
  words(`create generate issue add new make register provision rotate reset assign set change modify attach put
  upload approve enable edit`);
const keys = words(
  "api_key access_token ssh_key credential password service_account token keycode passcode oauth certificate secret",
);
/** What is kept in a vault opens nothing. */
const stored = words("create generate add make put upload");
/** Who notes a key down has not been given one. */
const noting = words("set change modify edit assign put");
const plainKeys = words("key");
const locked = words("room door card house car office gate");
const identity = words("access api auth personal bearer session refresh login");
const rights =
  words(`role permission access privilege membership collaborator acl scope admin administrator owner superuser
  entitlement grant sharing security_group visibility`);
const amended = words("permission role access privilege acl visibility sharing scope grant");
/** What protects; switching it off opens a way. */
const guards =
  words(`mfa firewall authentication 2fa tls ssl waf antivirus auth protection verification alarm captcha
  encryption guardrail approval logging audit_log rls security`);
const disabling = words("disable deactivate turn remove bypass delete suspend mute");
const openings = words("port firewall security_group");
const opened = words("make set");
const everybody = words("public");
const stores = words(
  "bucket file folder repository repo document dashboard drive container album blob object",
);
const harmlessLocks = words("conversation issue thread achievement bootloader_info");
const shared = words(
  "document file folder drive calendar dashboard vault secret album sheet spreadsheet note",
);
const joining = words("add assign");
const groups = words(
  "group team organization org workspace project repository channel tenant application app",
);
const opening = words("create register provision");
const regulating = words("create add put attach set edit update alter drop delete remove manage");
const policies = words("policy rls");
const amending = words("alter update modify edit change");
const rightParameters = words("superuser role permission is_admin admin privilege createrole scope");
const accessPolicy =
  /\brow[- ]level security\b|\b(?:access(?: control)?|iam|rbac|bucket|security|authorization) polic(?:y|ies)\b/i;
const roleParameter = words("role");
/** With these a program gets into somebody's account. */
const connecting = words("setup connect link start begin initiate");
const logins = words("auth authentication authorization oauth login sso");
const making = words("create generate build make");
const ways = words("url link uri");
const entering = words("oauth login auth authorization presigned signed sas magic public share sharing");
const shares = words("share");
const sharing = words("share_with shared_with permission role path file file_id folder folder_id");

/** `setup_github_auth`, `connect_login`. */
export function connectsAccount(intent: Intent): boolean {
  return connecting.has(intent.verb) && headed(intent, logins) !== undefined;
}

/** `create_oauth_url`, `generate_presigned_link`: who has it gets in. */
export function isWayIn(intent: Intent): boolean {
  return (
    making.has(intent.verb) && headed(intent, ways) !== undefined && names(intent, entering) !== undefined
  );
}

/** Someone gets more access than before, or a lock or guard goes away. */
export const grantsAccess: Rule = {
  label: "grants-access",
  find(intent, shape) {
    const { verb } = intent;
    if (granting.has(verb)) {
      return when(true, mentions(intent, "access", "account", "person"));
    }
    if (verb === "promote") {
      return names(intent, rights) ?? mentions(intent, "account");
    }
    if (verb === "unprotect") {
      return intent.nouns[0];
    }
    if ((making.has(verb) || amending.has(verb)) && headed(intent, shares) !== undefined) {
      return when(shape.parameterNamed(sharing) !== undefined, "share");
    }
    if (verb === "unlock") {
      return when(names(intent, harmlessLocks) === undefined, intent.nouns[0]);
    }
    if (verb === "open") {
      return names(intent, openings);
    }
    if (opened.has(verb) && names(intent, everybody) !== undefined) {
      return names(intent, stores);
    }
    if (disabling.has(verb)) {
      return names(intent, guards);
    }
    if (connectsAccount(intent)) {
      return headed(intent, logins);
    }
    if (isWayIn(intent)) {
      return headed(intent, ways);
    }
    if (verb === "share") {
      return names(intent, shared);
    }
    if (verb === "invite") {
      return mentions(intent, "account", "person") ?? shape.parameterNamed(roleParameter);
    }
    if (amending.has(verb) && mentions(intent, "account") !== undefined) {
      return names(intent, amended) ?? shape.parameterNamed(rightParameters);
    }
    if (verb === "update") {
      return names(intent, amended);
    }
    if (
      regulating.has(verb) &&
      names(intent, policies) !== undefined &&
      accessPolicy.test(shape.tool.description)
    ) {
      return names(intent, policies);
    }
    return issuing.has(verb) ? issued(intent, shape) : undefined;
  },
};

/** What a token lets its holder do. */
const reaches = words("policies policy scopes scope permissions permission roles role");
const authenticating = /\bauthenticat(?:e|ion)\b/i;
const vaults = words("vault keyvault");

/** What lies in a vault is kept there, whoever made it. */
function isKept(intent: Intent, key: string | undefined): boolean {
  return key === "secret" && names(intent, vaults) !== undefined;
}

function issued(intent: Intent, shape: ToolShape): string | undefined {
  const key = headed(intent, keys);
  if (isKept(intent, key)) {
    return undefined;
  }
  const isWord = key === "password" || key === "passcode" || key === "keycode";
  if (isWord ? stored.has(intent.verb) : key !== undefined && noting.has(intent.verb)) {
    return undefined;
  }
  // A token may also be a coin.
  const opensDoors = () =>
    key !== "token" ||
    names(intent, identity) !== undefined ||
    shape.parameterNamed(reaches) !== undefined ||
    authenticating.test(shape.tool.description);
  if (key !== undefined && opensDoors()) {
    return key;
  }
  if (names(intent, plainKeys) !== undefined && names(intent, locked) !== undefined) {
    return "key";
  }
  const right = names(intent, rights);
  if (right !== undefined) {
    return right;
  }
  const group = names(intent, groups);
  if (
    group !== undefined &&
    joining.has(intent.verb) &&
    mentions(intent, "account", "person") !== undefined
  ) {
    return group;
  }
  return opening.has(intent.verb) ? objectIs(intent, "account") : undefined;
}
