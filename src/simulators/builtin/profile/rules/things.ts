import { inDomain, type Rule, rule, technical } from "./rule.ts";

/** Rooms, devices, services, groups, states. */
export const thingsRules: readonly Rule[] = [
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
    "image",
    "detail",
    /^(container |docker |base )?image( name| tag)?$/,
    inDomain("cloud", "shell", "code"),
  ),
  rule("resource", "place", /\bbuckets?\b/),
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
    (around) =>
      ["grant", "revoke", "update", "create", "share"].includes(around.family) || around.domain === "access",
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
];
