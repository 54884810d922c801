import type { Kind, Role } from "./kinds.ts";

/** What surrounds a parameter: enough to tell an account to pay to from an address to write to. */
export interface Surroundings {
  family: string;
  domain: string;
  /** Names of all parameters, words joined with spaces. */
  siblings: readonly string[];
  /** Words of the tool's name. */
  toolWords: readonly string[];
  /** What the tool acts on, when its name or description says it. */
  object: string;
}

interface Rule {
  kind: Kind;
  role: Role;
  name: RegExp;
  when?: (around: Surroundings, description: string) => boolean;
}

const rule = (kind: Kind, role: Role, name: RegExp, when?: Rule["when"]): Rule => ({
  kind,
  role,
  name,
  ...(when ? { when } : {}),
});
const inDomain =
  (...ids: string[]) =>
  (around: Surroundings) =>
    ids.includes(around.domain);
const inFamily =
  (...ids: string[]) =>
  (around: Surroundings) =>
    ids.includes(around.family);
const says = (pattern: RegExp) => (_: Surroundings, description: string) => pattern.test(description);
const moving = inFamily("move");
const technical = inDomain("cloud", "shell", "database", "code");

/** Read from top to bottom: the first rule whose name and circumstances fit decides. */
const rules: readonly Rule[] = [
  rule("path", "source", /^(source|from|src|old path|source path|path from|origin|source file)$/, moving),
  rule(
    "path",
    "recipient",
    /^(destination|to|dest|dst|target|new path|destination path|path to|target path)$/,
    moving,
  ),
  // secrets and machine expressions
  rule(
    "secret",
    "secret",
    /\b(password|passwd|pwd|secret|passphrase|api key|private key|access key|pin|credential|credentials|otp)\b|\b(auth|access|bearer|refresh|session) token\b|^token$/,
  ),
  rule("sql", "expression", /\b(sql|statement)\b/),
  rule(
    "sql",
    "expression",
    /\b(query|queries)\b/,
    (around, description) =>
      /\bsql\b|statement|select /i.test(`${description} ${around.toolWords.join(" ")}`) ||
      (around.domain === "database" && (around.family === "execute" || around.toolWords.includes("query"))),
  ),
  rule(
    "shell",
    "expression",
    /\b(command|cmd|commands|command line|shell|bash)\b/,
    (around) => around.domain !== "home",
  ),
  rule(
    "code",
    "expression",
    /^(code|script|source|source code|snippet|expression|function|js|javascript|python|program|python code)$/,
    (around) => !["shop", "money", "travel"].includes(around.domain) || around.family === "execute",
  ),
  rule("label", "object", /^element$/, says(/human|describ|readable/i)),
  rule("selector", "object", /\b(selector|xpath|css|element|locator)\b/),
  rule("selector", "detail", /^ref$/, inDomain("web")),
  rule("pattern", "object", /\b(glob|regex|regexp|pattern|patterns|wildcard|mask)\b/),
  rule("filter", "expression", /^(filter|filters|where|condition|criteria|predicate|jql|selector query)$/),
  rule("search", "expression", /\b(query|queries|q|search|keywords?|terms?|search text|search string)\b/),
  rule(
    "json",
    "detail",
    /\b(json|payload json|metadata|headers|extra|config|configuration|settings|options|params)\b/,
    (around) => around.object !== "configuration",
  ),

  // addresses of people
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

  // money
  rule(
    "title",
    "title",
    /\b(reference|memo|booking text|payment reference|purpose|statement descriptor)\b/,
    (around) => ["pay", "refund"].includes(around.family) || around.domain === "money",
  ),
  rule(
    "company",
    "recipient",
    /^(payee|beneficiary|recipient|recipient name|payee name|beneficiary name)$/,
    (around) => around.siblings.some((name) => /\b(iban|account number)\b/.test(name)),
  ),
  rule("card", "source", /\b(card|card number|credit card|pan)\b/),
  rule("wallet", "recipient", /\b(wallet|wallet address|to address|crypto address)\b/, inDomain("money")),
  rule(
    "account",
    "source",
    /\b(from|source|debit|sender|payer)\b.*\b(account|iban|acct)\b|\b(account|iban) from\b/,
  ),
  rule(
    "account",
    "recipient",
    /\b(to|target|destination|beneficiary|recipient|payee|credit|receiver|counterparty)\b.*\b(account|iban|acct|id)\b|\b(iban|account) to\b|^iban$/,
    (around, description) =>
      around.domain === "money" ||
      /iban|account/i.test(description) ||
      around.siblings.some((name) => /account|iban/.test(name)),
  ),
  rule(
    "account",
    "recipient",
    /^(to|recipient|beneficiary|payee|destination|receiver|target|creditor)$/,
    inDomain("money"),
  ),
  rule("account", "source", /^(from|source|debtor|payer)$/, inDomain("money")),
  rule(
    "account",
    "object",
    /\b(account|account number|account no|account id|acct|iban|bank account)\b/,
    inDomain("money"),
  ),
  rule("currency", "currency", /\b(currency|ccy|currency code)\b/),
  rule("currency", "detail", /^(from|to|base|quote|target)$/, (around) =>
    around.toolWords.includes("currency"),
  ),
  rule("ticker", "object", /\b(symbol|ticker|coin|asset|instrument|isin|security)\b/, inDomain("money")),
  rule("amount", "amount", /\b(amount|price|sum|total|budget|salary|fee|bid|cost)\b/),

  // versions, files and the web
  rule(
    "host",
    "place",
    /\b(host|hostname|server|machine|node|fqdn|target host)\b/,
    (around) => around.domain !== "web",
  ),
  rule("ip", "object", /\b(ip|ip address|ipv4|ipv6|cidr)\b/),
  rule("url", "object", /\b(url|uri|link|href|endpoint|webhook|callback|website|web page|page url)\b/),
  rule("domain", "object", /\b(domain|domain name|zone)\b/, technical),
  rule("filename", "title", /\b(file ?name|new name)\b/, (around) =>
    around.siblings.some((name) => /\b(path|folder|dir|directory|destination)\b/.test(name)),
  ),
  rule(
    "folder",
    "place",
    /\b(folder|directory|dir|root|cwd|working directory|workdir|base path|workspace path|mount|destination folder|output dir)\b/,
    (around) => around.domain !== "mail" || around.family === "move",
  ),
  rule(
    "path",
    "object",
    /\b(path|paths|file|files|file ?path|file ?name|filename|document|script path|input file|log file|attachments?|file names)\b/,
    (around, description) => !/\b(id|ids)\b/i.test(description.slice(0, 12)) && around.domain !== "health",
  ),
  rule("uuid", "object", /\b(uuid|guid)\b/),
  rule("repository-name", "place", /^(repo|repository|repo name|repository name)$/, (around) =>
    around.siblings.some((name) => /^(owner|org|organization|account|workspace)$/.test(name)),
  ),
  rule(
    "repository",
    "place",
    /\b(repo|repository|full name|project path)\b/,
    inDomain("code", "cloud", "access", "shell"),
  ),
  rule(
    "owner",
    "place",
    /^(owner|org|organization|organisation)$/,
    (around) => around.siblings.some((name) => /\brepo/.test(name)) || around.domain === "code",
  ),
  rule("branch", "recipient", /^(base|base branch|target branch|to branch|into)$/, inDomain("code")),
  rule(
    "branch",
    "object",
    /\b(branch|head|ref|from branch|branch name|source branch)\b/,
    inDomain("code", "cloud"),
  ),
  rule("commit", "object", /\b(commit|sha|hash|revision|commit id)\b/, inDomain("code", "cloud", "shell")),
  rule("version", "detail", /\b(version|tag name|release tag|semver|image tag)\b/),

  // times
  rule("duration", "duration", /\b(duration|length|expires in|ttl|period|interval|valid for)\b/),
  rule("timezone", "detail", /\b(time ?zone|tz|timezone)\b/),
  rule(
    "datetime",
    "time",
    /\b(datetime|timestamp|date time|starts? at|ends? at|scheduled (at|for|time)|send at|expires at|publish at|start datetime|end datetime|when|remind at|start iso|scheduled)\b/,
  ),
  rule(
    "time",
    "time",
    /^(time|start|end|start time|end time|hour|at|from time|to time|pickup time)$/,
    says(/\b\d{1,2}:\d\d\b|time of day|hh:mm/i),
  ),
  rule(
    "datetime",
    "time",
    /^(start|end|start time|end time|time|since|until|before|after|at|deadline)$/,
    (around, description) =>
      /8601|datetime|date and time|timestamp|rfc/i.test(description) || around.domain === "calendar",
  ),
  rule("time", "time", /\b(time|start time|end time|pickup time|hour)\b/),
  rule(
    "date",
    "time",
    /\b(date|day|due|deadline|check ?in|check ?out|birthday|dob|birth|start|end|since|until|before|after|valid from|valid until|departure date|return date|expiry|expires|starts|ends|on|week|month|check in date|arrival date)\b/,
  ),

  // things with numbers and ids
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
  rule(
    "id",
    "object",
    /\b(ids?|identifiers?|uid|key|code|number|no|nr|numbers|reference|ref|isbn|serial|barcode|ts|arn|slug|handle|uids|keys)\b/,
  ),

  // people and organisations
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
  // places and things of a field
  rule("room", "place", /\b(room|rooms|area|zone|ward|hall)\b/, (around) => !technical(around)),
  rule(
    "device",
    "object",
    /\b(device|devices|light|lamp|door|window|appliance|entity|thermostat|camera|valve|pump|motor|robot|machine|instrument|sensor|gripper|actuator|axis|oven|plug|target device|lock|drone|vehicle)\b/,
  ),
  rule(
    "drug",
    "object",
    /\b(drug|medication|medicine|substance|compound|reagent|chemical|active ingredient|vaccine)\b/,
  ),
  rule("environment", "place", /\b(env|environment|stage|tier)\b/),
  rule("database", "place", /\b(database|db|schema|dataset|warehouse)\b/),
  rule(
    "table",
    "object",
    /\b(table|tables|collection|view|index)\b/,
    inDomain("database", "cloud", "shell", "office", "support"),
  ),
  rule(
    "service",
    "object",
    /\b(service|services|deployment|application|app|container|pod|function name|workload|component|job|job name|release name|daemon)\b/,
    technical,
  ),
  rule(
    "resource",
    "place",
    /\b(tenants?|namespace|cluster|bucket|queue|topic|region|project|stack|pool|registry|volume|resource|group name|instance|subscription|vault|profile)\b/,
    technical,
  ),
  rule(
    "role",
    "grant",
    /\b(role|roles|permission|permissions|access level|scope|scopes|privilege|privileges|policy|access|level of access)\b/,
    (around) => ["grant", "revoke", "update", "create"].includes(around.family) || around.domain === "access",
  ),
  rule(
    "group",
    "place",
    /\b(group|groups|team|department|project|workspace|board|list|sprint|organization unit|calendar|folder|mailbox|section|queue|list name|space|database id|parent|distribution list)\b/,
  ),
  rule(
    "status",
    "setpoint",
    /\b(status|state|stage|phase|mode|decision|outcome|verdict|resolution|disposition)\b/,
  ),
  rule(
    "label",
    "setpoint",
    /\b(label|labels|tag|tags|category|categories|type|kind|priority|severity|level|topic|topics|class|genre|hashtags?|format|variant|size|method|action|operation)\b/,
  ),
  rule(
    "product",
    "object",
    /\b(product|products|item|items|skus?|article|goods|dish|model|service name|product name|item name|package|packages|dependency|dependencies|library|groceries|ingredients)\b/,
  ),
  rule("emoji", "detail", /\b(emoji|reaction|icon)\b/),
  rule("color", "setpoint", /\b(colou?r|hex colou?r|background)\b/),
  rule(
    "measure",
    "setpoint",
    /\b(dose|dosage|strength|concentration|temperature|speed|pressure|volume|weight)\b/,
  ),

  // free text
  rule("reason", "reason", /\b(reason|justification|rationale|cause|purpose|grounds|motive|reason text)\b/),
  rule(
    "text",
    "text",
    /\b(body|content|contents|message|messages|text|html|markdown|notes?|description|comments?|caption|post|tweet|reply|prompt|instructions?|details|transcript|bio|abstract|memo|review|feedback|announcement|answer|paragraph|summary|status text|new text|old text|value text|data|input|lyrics|letter|response|question|statement text|new string|file text|new str|old str|report|entry|findings)\b/,
  ),
  rule(
    "title",
    "title",
    /\b(title|subject|headline|heading|name|display name|label text|summary line|event name)\b/,
  ),
  rule("group", "object", /\b(name|which|target|object|thing|entity|subject)\b/),
];

/** Kind and role of a string parameter by its name's words; undefined when no rule knows it. */
export function stringKind(
  words: readonly string[],
  description: string,
  around: Surroundings,
): { kind: Kind; role: Role } | undefined {
  const name = words.join(" ");
  const found = rules.find(
    (candidate) => candidate.name.test(name) && (candidate.when?.(around, description) ?? true),
  );
  return found && { kind: found.kind, role: found.role };
}
