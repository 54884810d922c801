import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import { builtinThreatModel, type ThreatModel } from "../../../src/ots/threat-model.ts";
import type { ToolDefinition } from "../../../src/ots/tool.ts";
import type { CapabilityLabel } from "../../../src/ots/vocabulary.ts";
import { annotationContradictions, inferCapabilities } from "../../../src/tools/capabilities.ts";

/** One tool with the labels a person gives it. `arguable` labels count neither for nor against. */
interface LabelledCase extends Partial<Pick<ToolDefinition, "annotations" | "approval" | "httpVerb">> {
  domain: string;
  name: string;
  description: string;
  parameters: Record<string, string | JsonObject>;
  labels: CapabilityLabel[];
  arguable: CapabilityLabel[];
}

type Given = Partial<Omit<LabelledCase, "labels" | "arguable" | "domain">> & { name: string };

function infer(given: Given, model: ThreatModel = builtinThreatModel) {
  const { name, description = "", parameters = {}, annotations, approval, httpVerb } = given;
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([key, schema]) => [
      key,
      typeof schema === "string" ? { type: schema } : schema,
    ]),
  );
  const capabilities = inferCapabilities(
    {
      name,
      description,
      framework: "test",
      inputSchema: { type: "object", properties },
      schemaCompleteness: { level: "full", reasons: [] },
      ...(annotations && { annotations }),
      ...(approval && { approval }),
      ...(httpVerb && { httpVerb }),
    },
    model,
  );
  return { capabilities, labels: capabilities.map((capability) => capability.label) };
}

const evidenceFor = (given: Given, label: CapabilityLabel) =>
  infer(given).capabilities.find((capability) => capability.label === label)?.evidence ?? [];

function measure(file: string) {
  const path = join(process.cwd(), "test", "fixtures", "capabilities", file);
  const cases: LabelledCase[] = JSON.parse(readFileSync(path, "utf8"));
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const given of cases) {
    const { labels } = infer(given);
    right += given.labels.filter((label) => labels.includes(label)).length;
    missed += given.labels.filter((label) => !labels.includes(label)).length;
    wrong += labels.filter(
      (label) => !given.labels.includes(label) && !given.arguable.includes(label),
    ).length;
  }
  const domains = new Set(cases.map((given) => given.domain)).size;
  return {
    cases: cases.length,
    domains,
    precision: right / (right + wrong),
    recall: right / (right + missed),
  };
}

describe("labels a person agrees with", () => {
  it("on tools that were labelled before any rule was written", () => {
    const { cases, domains, precision, recall } = measure("held-out.json");
    expect({ cases, domains }).toEqual({ cases: 117, domains: 41 });
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.93);
  });

  it("on tools the rules were corrected with", () => {
    const { cases, precision, recall } = measure("development.json");
    expect(cases).toBeGreaterThan(300);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });
});

describe("evidence", () => {
  it("names what each label rests on, strongest first", () => {
    const given: Given = {
      name: "delete_file",
      description: "Permanently deletes a file.",
      parameters: { path: "string" },
      annotations: { destructiveHint: true },
    };
    expect(evidenceFor(given, "destructive")).toEqual([
      { kind: "annotation", text: "destructiveHint: true" },
      { kind: "name", text: '"delete … file" in the name' },
      { kind: "description", text: '"Permanently" in the description' },
    ]);
    expect(evidenceFor(given, "no-confirmation")).toEqual([
      { kind: "parameter", text: "destructive and nothing asks first" },
    ]);
  });

  it("believes `destructiveHint: true` only where nothing speaks against it", () => {
    const annotations = { destructiveHint: true };
    for (const given of [
      { name: "list_bookings", annotations },
      { name: "create_booking", description: "Creates a booking.", annotations },
      { name: "update_booking", description: "Changes a booking's day.", annotations },
      { name: "send_booking", description: "Sends a booking to a guest.", annotations },
    ]) {
      expect(evidenceFor(given, "destructive"), given.name).toEqual([]);
    }
    for (const given of [
      { name: "bookings", annotations },
      { name: "remove_booking", annotations },
      { name: "restore_bookings", annotations },
      { name: "update_booking", description: "Changes a booking. This overwrites the old one.", annotations },
    ]) {
      expect(evidenceFor(given, "destructive"), given.name).not.toEqual([]);
    }
  });

  it("takes a command that is kept to be run later for what it is", () => {
    const later = infer({
      name: "create_timer",
      description: "Creates a timer.",
      parameters: { command: { type: "string", description: "Shell command to run when it rings" } },
    } as never);
    expect(later.labels).toContain("executes-code");
    expect(infer({ name: "create_timer", parameters: { command: "string" } }).labels).not.toContain(
      "executes-code",
    );
  });

  it("takes the HTTP verb before the name", () => {
    expect(evidenceFor({ name: "pets", httpVerb: "DELETE" }, "destructive")[0]).toEqual({
      kind: "http-verb",
      text: 'HTTP verb DELETE on "pet"',
    });
    expect(infer({ name: "order", httpVerb: "GET" }).labels).toEqual(["reads-sensitive"]);
  });

  it("listens to the description when the name says nothing", () => {
    expect(
      evidenceFor({ name: "tool_17", description: "Sends an e-mail to a customer." }, "writes-external"),
    ).toEqual([{ kind: "description", text: '"send … email" in the description' }]);
  });

  it("does not take what a description denies", () => {
    expect(
      infer({ name: "save_draft", description: "Saves a reply without sending an email." }).labels,
    ).toEqual(["changes-records"]);
  });

  it("reads what a tool can do from the choices of a parameter", () => {
    const action = { type: "string", enum: ["list", "delete"] };
    expect(evidenceFor({ name: "calendar", parameters: { action } }, "destructive")).toEqual([
      { kind: "parameter", text: '"delete … calendar" among the choices of "action"' },
    ]);
  });
});

describe("confirmation", () => {
  const transfer: Given = { name: "transfer_funds", parameters: { amount: "number" } };

  it("is missed where nothing asks before a harm that stays", () => {
    expect(infer(transfer).labels).toContain("no-confirmation");
    expect(infer({ name: "get_balance" }).labels).not.toContain("no-confirmation");
  });

  it("is there with an approval or a parameter to confirm or to try out", () => {
    const approval = { required: "always", statedBy: "needsApproval: true" } as const;
    expect(infer({ ...transfer, approval }).labels).not.toContain("no-confirmation");
    expect(infer({ ...transfer, parameters: { dryRun: "boolean" } }).labels).not.toContain("no-confirmation");
  });

  it("is missed most where the definition says that nobody is asked", () => {
    const approval = { required: "never", statedBy: "require_approval: never" } as const;
    expect(evidenceFor({ ...transfer, approval }, "no-confirmation")).toEqual([
      { kind: "annotation", text: "require_approval: never" },
    ]);
  });
});

describe("the project's own word", () => {
  const model: ThreatModel = {
    ...builtinThreatModel,
    toolLabels: [
      { tool: "crm_*", add: ["reads-sensitive"] },
      { tool: "*_page", remove: ["publishes-content"] },
    ],
  };

  it("outranks every inference", () => {
    const added = infer({ name: "crm_ping" }, model).capabilities;
    expect(added).toEqual([
      { label: "reads-sensitive", evidence: [{ kind: "user", text: expect.stringContaining('"crm_*"') }] },
    ]);
    expect(infer({ name: "publish_page" }, model).labels).not.toContain("publishes-content");
    expect(infer({ name: "publish_page" }).labels).toContain("publishes-content");
  });
});

describe("annotations are claims", () => {
  const contradictions = (given: Given) =>
    annotationContradictions({
      name: given.name,
      capabilities: infer(given).capabilities,
      ...(given.annotations && { annotations: given.annotations }),
    });

  it("does not believe that deleting only reads, and says so", () => {
    const given: Given = { name: "delete_file", annotations: { readOnlyHint: true } };
    expect(infer(given).labels).toContain("destructive");
    expect(contradictions(given)).toEqual([
      'delete_file claims readOnlyHint: true, but "delete … file" in the name makes it destructive.',
    ]);
  });

  it.each<[Given, string]>([
    [{ name: "drop_table", annotations: { destructiveHint: false } }, "destructiveHint: false"],
    [{ name: "send_sms", annotations: { idempotentHint: true } }, "idempotentHint: true"],
    [{ name: "send_email", annotations: { openWorldHint: false } }, "openWorldHint: false"],
  ])("%j", (given, claim) => {
    expect(contradictions(given).join()).toContain(claim);
  });

  it("has nothing to say where they agree", () => {
    expect(contradictions({ name: "delete_file", annotations: { destructiveHint: true } })).toEqual([]);
    expect(
      contradictions({ name: "read_file", annotations: { readOnlyHint: true, openWorldHint: true } }),
    ).toEqual([]);
    expect(contradictions({ name: "delete_file" })).toEqual([]);
  });
});

describe("hostile definitions", () => {
  it("are labelled without trouble", () => {
    const parameters = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, "string"]));
    const labels = infer({
      name: "_".repeat(100),
      description: `${"and sends ".repeat(50_000)}${"a ".repeat(100_000)}`,
      parameters,
    }).labels;
    expect(Array.isArray(labels)).toBe(true);
    for (const name of ["", "constructor", "__proto__", "toString", "\u0000", "💣", "删除文件"]) {
      expect(Array.isArray(infer({ name }).labels)).toBe(true);
    }
  });
});
