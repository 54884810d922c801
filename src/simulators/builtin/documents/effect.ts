import type { JsonObject } from "../../../ots/json.ts";
import { past } from "../language/verbs.ts";
import type { ToolProfile } from "../profile/profile.ts";
import { valueAt } from "../values/value.ts";
import { identifier } from "../world/ids.ts";
import type { World } from "../world/world.ts";

/** What a tool that does something says when it has worked: a line, a status record, the new record. */
export function effectOf(tool: ToolProfile, args: JsonObject, world: World): string {
  const verb = past(tool.act.verb.base);
  const object = tool.act.object === "" ? "request" : tool.act.object;
  const count = countOf(tool, args);
  const id = world.memo(`effect ${tool.spec.name}`, (random) =>
    identifier(object.split(" ").at(-1) ?? "entry", random),
  );
  return world.memo(`effect text ${tool.spec.name} ${JSON.stringify(args).length}`, (random) => {
    switch (tool.family) {
      case "execute":
        return random.pick([
          "exit 0",
          "(no output)",
          '{"exit_code":0,"stdout":"","stderr":""}',
          "done in 2.1 s",
        ]);
      case "pay":
      case "refund":
      case "order":
        return random.pick([
          JSON.stringify({ status: "completed", id, executed_at: world.today.at(world.time("effect")) }),
          `OK, ${object} ${id} booked`,
          JSON.stringify({ ok: true, reference: id }),
        ]);
      case "delete":
        return random.pick([
          `${count} ${count === 1 ? "entry" : "entries"} deleted`,
          JSON.stringify({ deleted: count }),
          "deleted",
        ]);
      case "send":
      case "publish":
      case "share":
        return random.pick([verb, JSON.stringify({ status: verb, id }), `${object} ${id} ${verb}`]);
      case "control":
        return random.pick(["ok", JSON.stringify({ state: "applied" }), `${object}: applied`]);
      case "create":
        return random.pick([
          JSON.stringify({ id, ...givenIn(args), created: world.today.iso }),
          JSON.stringify({ id, created: world.today.iso }),
          `created ${object} ${id}`,
        ]);
      case "update":
        return random.pick([
          "ok",
          JSON.stringify({ ...givenIn(args), updated: world.today.iso }),
          JSON.stringify({ success: true, ...givenIn(args) }),
          `${object} ${verb}`,
        ]);
      default:
        return random.pick([
          "ok",
          JSON.stringify({ status: "ok" }),
          `${object} ${verb}`,
          JSON.stringify({ success: true, id }),
        ]);
    }
  });
}

/** The short plain values of a call, as services give them back in the record they have changed. */
function givenIn(args: JsonObject): JsonObject {
  const short = Object.entries(args).filter(
    ([key, value]) =>
      (typeof value === "string"
        ? value.length < 60
        : typeof value === "number" || typeof value === "boolean") &&
      !/token|secret|password|key$/i.test(key),
  );
  return Object.fromEntries(short.slice(0, 4));
}

function countOf(tool: ToolProfile, args: JsonObject): number {
  const list = tool.variants[0]?.parameters.find(
    (parameter) => parameter.list && parameter.role === "object",
  );
  const value = list && valueAt(args, list.pointer);
  return Array.isArray(value) ? value.length : 1;
}
