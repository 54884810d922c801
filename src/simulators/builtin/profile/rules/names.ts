import { inDomain, inFamily, type Rule, rule, says, technical } from "./rule.ts";

/** Identifiers, and people and firms by name. */
export const namesRules: readonly Rule[] = [
  rule("id", "object", /^(payment|setup) intent$|^charge$|^checkout session$/),
  rule("id", "object", /\b(flight|flight number)\b/, inDomain("travel")),
  rule("airport", "recipient", /\b(destination|to|arrival|arrival airport|dropoff)\b/, inDomain("travel")),
  rule("airport", "source", /\b(origin|from|departure|departure airport|pickup)\b/, inDomain("travel")),
  rule("id", "object", /\b(tickets?|case|incident|change request)\b/, (around) => around.domain !== "travel"),
  rule("title", "title", /\b(commit message|commit msg)\b/),
  rule(
    "title",
    "title",
    /^(message|msg)$/,
    (around, description) =>
      /commit message/i.test(description) ||
      (around.domain === "code" && around.toolWords.includes("commit")),
  ),
  rule(
    "username",
    "recipient",
    /\b(users?|user ?names?|members?|collaborators?|assignees?|principal|grantee|logins?|user ?ids?|user handle|handle)\b/,
    inFamily("grant", "revoke", "send", "share"),
  ),
  rule(
    "username",
    "field",
    /\b(assignees?|reviewers?|owner|assigned to|assign to|author|reporter|approver|lead)\b/,
  ),
  rule(
    "username",
    "object",
    /\b(user ?names?|logins?|user handle|screen name|handle|principal|account name|nickname)\b/,
  ),
  rule("path", "object", /^(key|object key|object name|blob|blob name)$/, (around) =>
    around.siblings.some((name) => /\b(bucket|container)\b/.test(name)),
  ),
  rule("id", "object", /\b(vin|license plate|number plate|imei)\b/),
  rule(
    "id",
    "object",
    /\b(ids?|identifiers?|uid|key|code|number|no|nr|numbers|reference|ref|isbn|serial|barcode|ts|arn|slug|handle|uids|keys)\b/,
  ),

  rule(
    "address",
    "source",
    /\b(pickup|pick up|collection|origin|sender)\b.*\b(address|location)\b/,
    inFamily("order", "operate", "create"),
  ),
  rule(
    "address",
    "recipient",
    /\b(drop ?off|delivery|destination|shipping)\b.*\b(address|location)\b/,
    inFamily("order", "operate"),
  ),
  rule(
    "company",
    "object",
    /^(restaurant|hotel|venue|shop|store|airline)( name)?$/,
    inFamily("order", "create", "decide", "use"),
  ),
  rule(
    "address",
    "field",
    /\b(address|street|shipping address|delivery address|home address|billing address|postal address|location address)\b/,
  ),
  rule("city", "recipient", /\b(city|destination city|town|destination)\b/, inDomain("travel")),
  rule("room", "detail", /\b(location|place|venue|room)\b/, inDomain("calendar")),
  rule("city", "field", /\b(city|town|place|location|venue|region name)\b/, (around) => !technical(around)),
  rule("country", "field", /\b(country|nation|nationality|state)\b/, says(/countr|ISO 3166|nation/i)),
  rule("language", "detail", /\b(language|lang|locale)\b/),
  rule(
    "person",
    "recipient",
    /\b(recipient|recipients|attendee|attendees|guest|contact name|receiver|addressee|beneficiary name|payee name)\b/,
  ),
  rule(
    "person",
    "object",
    /\b(person|people|employee|patient|student|applicant|candidate|contact|guest|passenger|tenant|resident|customer name|full name|first name|last name|guest name|passenger name|patient name|employee name|visitor|driver|user)\b/,
  ),
  rule(
    "company",
    "object",
    /\b(company|vendor|supplier|customer|client|organi[sz]ation|merchant|partner|tenant name|account name|debtor|creditor|airline|hotel)\b/,
  ),

  rule("label", "setpoint", /\b(allerg(y|ies)|diagnos[ei]s|symptoms?|conditions?)\b/, inDomain("health")),
  rule("group", "object", /\b(position|job title|vacancy|segment|audience)\b/),
];
