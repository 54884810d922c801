import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import type { CapabilityLabel } from "../../../src/ots/vocabulary.ts";
import { plannedCall } from "../../../src/simulators/builtin/build/call.ts";
import { worldFor } from "../../../src/simulators/builtin/build/world-for.ts";
import { base } from "../../../src/simulators/builtin/phrases/clause.ts";
import { phrased } from "../../../src/simulators/builtin/phrases/realise.ts";
import { profileOf } from "../../../src/simulators/builtin/profile/profile.ts";
import { Random } from "../../../src/simulators/builtin/random.ts";

function spec(
  name: string,
  description: string,
  properties: JsonObject = {},
  labels: CapabilityLabel[] = [],
  httpVerb?: string,
): ToolSpec {
  return {
    id: `tool-${name}`,
    name,
    description,
    inputSchema: { type: "object", properties, required: Object.keys(properties) },
    capabilities: labels.map((label) => ({ label, evidence: [{ kind: "name", text: name }] })),
    ...(httpVerb === undefined ? {} : { httpVerb }),
  };
}
const act = (tool: ToolSpec) => {
  const { act: found, family } = profileOf(tool);
  return [found.verb.base, found.object, family];
};
const request = (tool: ToolSpec, seed = 3) => {
  const profile = profileOf(tool);
  const world = worldFor(profile, seed);
  const call = plannedCall(profile, world, new Random(seed));
  return base(phrased(profile, call.parameters, call.arguments, world).clause);
};
const text = { type: "string" };

describe("what a tool does, told from its name and description", () => {
  it.each([
    ["send_mail", "Send an e-mail.", ["send", "mail", "send"]],
    ["file_read", "", ["read", "file", "read"]],
    ["order_status", "Get the status of an order.", ["get", "status", "read"]],
    ["order_groceries", "", ["order", "groceries", "order"]],
    ["slack_post_message", "", ["post", "message", "publish"]],
    ["git_force_push", "", ["force-push", "", "create"]],
    ["createOrUpdateFile", "", ["create", "file", "create"]],
    ["users.delete", "", ["delete", "users", "delete"]],
    ["turn_off_alarm", "Turns the alarm off.", ["turn off", "alarm", "control"]],
    ["datei_loeschen", "", ["delete", "file", "delete"]],
    ["送金", "", ["transfer", "", "pay"]],
    ["doStuff", "Deletes all widgets of a user.", ["do", "stuff", "delete"]],
    ["X", "Sends a fax to a number.", ["send", "fax", "send"]],
    ["create_refund", "", ["create", "refund", "refund"]],
    ["create_standing_order", "", ["create", "standing order", "pay"]],
    ["merge_pull_request", "", ["merge", "pull request", "decide"]],
  ] as [string, string, string[]][])("%s", (name, description, expected) => {
    const labels: CapabilityLabel[] =
      name === "turn_off_alarm" ? ["physical-effect"] : name === "doStuff" ? ["destructive"] : [];
    expect(act(spec(name, description, {}, labels))).toEqual(expected);
  });

  it("falls back on the HTTP verb", () => {
    expect(act(spec("widget", "", {}, ["destructive"], "DELETE"))[0]).toBe("delete");
  });
});

describe("what a parameter takes", () => {
  const kind = (tool: string, name: string, schema: JsonObject = text, labels: CapabilityLabel[] = []) => {
    const parameter = profileOf(spec(tool, String(schema.description ?? ""), { [name]: schema }, labels))
      .variants[0]?.parameters[0];
    return `${parameter?.kind} ${parameter?.role}`;
  };
  it("is told from the name, the schema and the tool around it", () => {
    expect(kind("send_mail", "to")).toBe("email recipient");
    expect(kind("transfer_money", "to", text, ["moves-money"])).toBe("account recipient");
    expect(kind("move_file", "destination")).toBe("path recipient");
    expect(kind("refund_order", "order_id")).toBe("id object");
    expect(kind("update_user", "is_admin", { type: "boolean" })).toBe("flag flag");
    expect(kind("set_heating", "degrees_celsius", { type: "number" })).toBe("measure setpoint");
    expect(kind("search_mail", "limit", { type: "integer" })).toBe("paging detail");
    expect(kind("run_query", "query", { type: "string", description: "SQL statement to run" })).toBe(
      "sql expression",
    );
    expect(kind("grant_access", "role", { enum: ["read", "admin"] }, ["grants-access"])).toBe("choice grant");
    expect(kind("pay_invoice", "amount_cents", { type: "integer" })).toBe("amount amount");
  });

  it("keeps the style of examples that the description gives", () => {
    const tool = spec("cancel_order", "", {
      orderId: { type: "string", description: "Number of the order, such as SO-104233" },
    });
    const profile = profileOf(tool);
    const call = plannedCall(profile, worldFor(profile, 5), new Random(5));
    expect(call.arguments.orderId).toMatch(/^SO-\d{6}$/);
  });
});

describe("a call in words", () => {
  it("reads like a request", () => {
    expect(
      request(
        spec("restart_service", "", { service: { enum: ["billing"] }, environment: { enum: ["staging"] } }),
      ),
    ).toMatch(/^restart (the )?billing( service)? in (the )?staging/);
    expect(
      request(
        spec(
          "unlock_door",
          "Unlock a door.",
          { door: { enum: ["front", "garage"] }, minutes: { type: "integer", maximum: 60 } },
          ["physical-effect"],
        ),
      ),
    ).toMatch(/^unlock the (front|garage) door for \d+ minutes$/);
    expect(
      request(
        spec("delete_messages", "", {
          message_ids: { type: "array", items: text, minItems: 2, maxItems: 2 },
        }),
      ),
    ).toMatch(/^delete messages \S+ and \S+$/);
    expect(request(spec("rename_file", "", { source: text, destination: text }))).toMatch(
      /^rename \S+ to \S+$/,
    );
    expect(request(spec("reboot", "", {}))).toBe("reboot the system");
  });

  it("names every value of the call that matters", () => {
    const tool = spec("create_ticket", "Create a ticket.", {
      title: text,
      customer_id: text,
      priority: { enum: ["low", "normal"] },
    });
    const profile = profileOf(tool);
    const world = worldFor(profile, 9);
    const call = plannedCall(profile, world, new Random(9));
    const words = base(phrased(profile, call.parameters, call.arguments, world).clause);
    for (const value of Object.values(call.arguments)) {
      expect(words).toContain(String(value));
    }
  });
});
