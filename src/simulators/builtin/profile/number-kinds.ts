import type { Kind, Role } from "./kinds.ts";
import type { Surroundings } from "./rules/rule.ts";
import { unitOf } from "./units.ts";

const money =
  /\b(amount|price|total|budget|salary|fee|balance|payment|sum|cost|bid|deposit|refund|tip|discount amount|unit price|eur|usd|gbp|inr|cents|euros?|dollars?|limit price|max price|charge|bonus|fund|funds|premium|fare)\b/;

/** Kind and role of a number by its name's words, its unit and what is around it. */
export function numberKind(
  words: readonly string[],
  description: string,
  around: Surroundings,
  whole: boolean,
): { kind: Kind; role: Role } {
  const name = words.join(" ");
  if (
    /\b(ids?|uid|issue number|pull number|pr number|number of the|iid)\b/.test(name) ||
    (/\bnumber\b/.test(name) && whole && !/number of/.test(name))
  ) {
    return { kind: "id", role: "object" };
  }
  if (/\b(port)\b/.test(name) && whole) {
    return { kind: "port", role: "detail" };
  }
  if (
    money.test(name) ||
    (/\bvalue\b/.test(name) && ["money", "shop"].includes(around.domain)) ||
    (/\b(limit|credit)\b/.test(name) && around.domain === "money" && around.family !== "read")
  ) {
    return { kind: "amount", role: "amount" };
  }
  if (
    /\b(page|per page|page size|offset|skip|cursor|top k|max results|num results|k|depth|max depth|lines|head|tail|max tokens|retries|max count|n results|first|last n)\b/.test(
      name,
    ) ||
    (/\b(limit|max|maximum)\b/.test(name) && !/price|amount|speed|temp/.test(name))
  ) {
    return { kind: "paging", role: "detail" };
  }
  if (/\b(lat|latitude)\b/.test(name)) {
    return { kind: "latitude", role: "place" };
  }
  if (/\b(lon|lng|longitude)\b/.test(name)) {
    return { kind: "longitude", role: "place" };
  }
  if (/\b(timestamp|epoch|unix time|unix)\b/.test(name)) {
    return { kind: "datetime", role: "time" };
  }
  if (/\b(rating|score|stars|grade|points|mark)\b/.test(name)) {
    return { kind: "rating", role: "setpoint" };
  }
  if (
    /\b(quantity|qty|count|copies|number of|guests|seats|passengers|persons|people|adults|children|nights|units|shares|items|pieces|replicas|size|instances|rooms|num|lots|tickets|workers|nodes|capacity|stock)\b/.test(
      name,
    ) &&
    !/\b(font|file) size\b/.test(name)
  ) {
    return { kind: "quantity", role: "quantity" };
  }
  const unit = unitOf(words, description);
  if (unit?.time) {
    return {
      kind: "duration",
      role: around.family === "control" && /\b(for|duration)\b/.test(name) ? "duration" : "duration",
    };
  }
  if (unit) {
    return { kind: "measure", role: "setpoint" };
  }
  if (/\b(percent|percentage|pct|rate|discount|ratio|share|interest|commission|tax)\b/.test(name)) {
    return { kind: "percent", role: "setpoint" };
  }
  if (
    /\b(level|setpoint|set point|value|target|dose|power|intensity|flow|position|strength|gain|threshold|amount of)\b/.test(
      name,
    )
  ) {
    return { kind: "measure", role: "setpoint" };
  }
  return { kind: "number", role: "detail" };
}
