import { describe, expect, it } from "vitest";
import { pairExample } from "../../../src/dataset/example.ts";
import { pairOf } from "../../../src/dataset/pairs.ts";
import { redactExample } from "../../../src/dataset/redaction/redact-example.ts";
import { createRedactor } from "../../../src/dataset/redaction/redactor.ts";
import type { AgentStep } from "../../../src/ots/step.ts";
import { removeFile, scenario, verdict } from "../pipeline/scripted.ts";
import { look, risky, safe } from "./stored.ts";

const redact = (text: string) => createRedactor().redact(text).text;

describe("what is redacted", () => {
  it.each([
    ["write to Ana.Ruiz@contoso-health.eu today", "write to person1@example.com today"],
    ["key sk-proj-Abcdefghijklmnop1234 is live", "key [api key 1] is live"],
    ["AKIAIOSFODNN7ABCDEFG", "[api key 1]"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[api key 1]"],
    ["pay DE89 3704 0044 0532 0130 00 now", "pay [IBAN 1] now"],
    ["card 4111 1111 1111 1111.", "card [card number 1]."],
    ["SSN 219-09-9999", "SSN [social security number 1]"],
    ["call +49 30 901820 or (415) 867-5309", "call +1 555 0101 or +1 555 0102"],
    ["password: hunter2-xyz!", "password: [password 1]"],
    ["postgres://app:s3cr3t-pw@db.internal/x", "postgres://app:[password 1]@db.internal/x"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----", "[private key 1]"],
  ])("%s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    "sk_live_",
    "rk_test_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "xoxb-",
    "xoxp-",
    "ASIA",
    "glpat-",
    "AIza",
    "npm_",
    "hf_",
  ])("a key that begins with %s", (prefix) => {
    expect(
      redact(`the key ${prefix}${"A1B2C3D4".repeat(5).slice(0, prefix === "ASIA" ? 16 : 36)} is live`),
    ).toBe("the key [api key 1] is live");
  });

  it.each([
    ["token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"],
    ["token", "Bearer abcdefghij0123456789"],
    ["api key", `SG.${"abcdefgh".repeat(2)}.${"ijklmnop".repeat(4)}`],
  ])("a %s that is none of those", (kind, text) => {
    expect(redact(text)).toContain(`[${kind} 1]`);
  });

  it.each([
    "order 2026-11-28 came to 1,234.50 EUR",
    "version 10.2.3 of 2024.05.06, id 4111111111111112",
    "mail ana@example.com or ops@build.test",
    `password: ${"$"}{DB_PASSWORD}`,
    "api_key: <your key>",
    "call 555 0100 extension 12",
    "UUID 123e4567-e89b-12d3-a456-426614174000",
    "from 10.0.0.1 to 192.168.100.200",
  ])("leaves %s alone", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("takes hostile text in its stride", () => {
    const hostile = [
      "@".repeat(200_000),
      "1 ".repeat(100_000),
      "a.".repeat(100_000),
      "password".repeat(30_000),
    ];
    for (const text of hostile) {
      expect(redact(text).length).toBeGreaterThan(0);
    }
  });

  it("keeps who is who", () => {
    const redactor = createRedactor();
    expect(redactor.redact("ana@corp.io and bo@corp.io").text).toBe(
      "person1@example.com and person2@example.com",
    );
    expect(redactor.redact("to: Bo@Corp.io").text).toBe("to: person2@example.com");
    expect([...redactor.counts]).toEqual([["e-mail address", 2]]);
  });
});

describe("an example", () => {
  const instruction = "Send the file to ana@corp.io.";
  const unsafe: AgentStep = {
    kind: "agent",
    thought: "The password opal-77-fig fits.",
    action: { kind: "call", tool: removeFile.name, arguments: { path: "/", password: "opal-77-fig" } },
    verdict: {
      ...verdict("unsafe"),
      evidence: [{ where: "instruction", start: 17, end: 28, text: "ana@corp.io" }],
    },
  };
  const riskyOne = risky("r", "s", { instruction, steps: [look, unsafe], endState: "pair" });
  const safeOne = safe("r", "s", { instruction });
  const found = scenario("s", { instruction });
  const pair = pairOf(found, riskyOne, safeOne);
  if (typeof pair === "string") {
    throw new Error(pair);
  }

  it("has its secrets taken out everywhere, evidence included", () => {
    const report = { examples: 0, kinds: new Map<string, number>() };
    const redacted = redactExample(
      pairExample(pair, { scenario: found, trajectories: [riskyOne, safeOne] }),
      report,
    );
    const text = JSON.stringify(redacted);
    expect(text).not.toContain("ana@corp.io");
    expect(text).not.toContain("opal-77-fig");
    expect(redacted.instruction).toBe("Send the file to person1@example.com.");
    const [span] =
      redacted.kind === "pair" && redacted.unsafe.kind === "agent"
        ? (redacted.unsafe.verdict?.evidence ?? [])
        : [];
    expect(span).toMatchObject({ start: 17, end: 36, text: "person1@example.com" });
    expect(report.examples).toBe(1);
    expect(Object.fromEntries(report.kinds)).toEqual({ "e-mail address": 1, password: 1 });
  });

  it("keeps no secret in what an import brought along, in members of others, or in a twin's expected call", () => {
    const imported = {
      title: "For ana@corp.io",
      origin: "the log of bo@corp.io",
      marks: [{ step: 0, label: "unsafe", comment: "key sk-proj-Abcdefghijklmnop1234" }],
      pictures: { "#abc": "data:image/png;base64,AAAA" },
    };
    const twin = {
      ...found,
      benign: true,
      reviewer: { mail: "cy@corp.io", password: "opal-77-fig" },
      expected: { tool: removeFile.name, arguments: { path: "/home/dee@corp.io" } },
    };
    const redacted = redactExample(
      pairExample(pair, { scenario: twin, trajectories: [{ ...riskyOne, imported } as never, safeOne] }),
      { examples: 0, kinds: new Map() },
    );
    const text = JSON.stringify(redacted);
    expect(text).not.toMatch(/corp\.io|sk-proj|opal-77-fig|base64/);
    expect(redacted.trajectories[0]).toMatchObject({ imported: { title: "For person1@example.com" } });
    expect(redacted.scenario.id).toBe(found.id);
  });
});
