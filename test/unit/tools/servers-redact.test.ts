// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are what is tested
import { describe, expect, it } from "vitest";
import {
  isCredentialName,
  redactArguments,
  redactedMark,
  redactText,
} from "../../../src/tools/servers/redact.ts";

/** Put together here, so that no scanner takes the test for a leak. */
const tokens = [
  ["sk", "ant-api03-abcdefghijklmnop"].join("-"),
  ["ghp", "0123456789abcdefABCDEF0123456789abcd"].join("_"),
  ["xoxb", "1234567890", "abcdefghij"].join("-"),
  ["AKIA", "ABCDEFGHIJKLMNOP"].join(""),
  ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTYifQ", "c2lnbmF0dXJl"].join("."),
  "OTM0ZjQ1YTEtYjM4NC00Zm",
  "f47ac10b-58cc-4372-a567-0e02b2c3d479",
];

describe("secrets in launch entries", () => {
  it.each(tokens)("hides the token %s wherever it stands", (token) => {
    for (const text of [token, `--x=${token}`, `https://example.org/s/${token}/mcp`, `"a ${token}, b"`]) {
      expect(redactText(text)).not.toContain(token);
      expect(redactText(text)).toContain(redactedMark);
    }
  });

  it.each([
    ["postgresql://app:hunter2@db.example.org/shop", "postgresql://app:‹redacted›@db.example.org/shop"],
    ["https://example.org/mcp?team=blue&api_key=abc", "https://example.org/mcp?team=blue&api_key=‹redacted›"],
    [
      "API_KEY=abc npx tool --token=abc --password abc",
      "API_KEY=‹redacted› npx tool --token=‹redacted› --password ‹redacted›",
    ],
    ['curl -H "Authorization: Bearer abc.def"', 'curl -H "Authorization: Bearer ‹redacted›"'],
    ['{"apiKey": "abc", "depth": 3}', '{"apiKey": "‹redacted›", "depth": 3}'],
    ["x://app:${DB_PASSWORD:-hunter2}@db", "x://app:${DB_PASSWORD:-‹redacted›}@db"],
    ["${env:TOKEN:-abc} ${TOKEN=abc}", "${env:TOKEN:-‹redacted›} ${TOKEN=‹redacted›}"],
  ])("hides what is called a credential: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    "@modelcontextprotocol/server-filesystem",
    "mcp-server-everything@2025-11-25-release",
    `ghcr.io/example/tool@sha256:${"0123456789abcdef".repeat(4)}`,
    `git+https://github.com/example/tool@${"0123456789".repeat(4)}`,
    "/home/ada/projects/my_project_2026/src/index.ts",
    "https://example.org/mcp?api_key=${input:key}",
    "Authorization:${AUTH_HEADER}",
    "Bearer ${{ secrets.KEY }}",
    "--token-file=/run/secrets/token",
    "--port 3000 --key-type rsa",
    "API_KEY=<your-api-key>",
    "monkey=banana",
    "Bash(git commit -m:*)",
  ])("leaves alone what opens nothing: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("judges an argument by the option before it", () => {
    const args = [
      "-e",
      "MODE=x",
      "-e",
      "TOKEN",
      "--header",
      "X-Key: abc",
      "--api-key",
      "abc",
      "--token",
      "--quiet",
    ];
    expect(redactArguments(args)).toEqual([
      "-e",
      "MODE=‹redacted›",
      "-e",
      "TOKEN",
      "--header",
      "X-Key: ‹redacted›",
      "--api-key",
      "‹redacted›",
      "--token",
      "--quiet",
    ]);
  });

  it("knows credentials by name", () => {
    const names = [
      "API_KEY",
      "githubToken",
      "DB_PASSWORD",
      "X-Api-Key",
      "Authorization",
      "secret",
      "AUTH_TOKEN_2",
    ];
    const others = [
      "TOKEN_FILE",
      "KEYBOARD",
      "MONKEY",
      "API_KEY_NAME",
      "AUTHOR",
      "TOKENIZERS",
      "PATH",
      "PORT",
    ];
    expect(names.filter((name) => !isCredentialName(name))).toEqual([]);
    expect(others.filter((name) => isCredentialName(name))).toEqual([]);
  });

  it.each(["a=", "--a ", "Bearer ", "a://", "-", "a1", "${a", "'", "x: ", "eyJ", "((", "?a=b&"])(
    "finishes on endless %s, and cuts it",
    (piece) => {
      const text = piece.repeat(100_000);
      expect(redactText(text).length).toBeLessThan(50_000);
      expect(redactArguments(["--header", text, "-e", text, text])).toHaveLength(5);
    },
  );
});
