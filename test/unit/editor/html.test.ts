import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, pageHtml } from "../../../src/editor/trajectory/html.ts";

const addresses = {
  cspSource: "https://*.vscode-cdn.net",
  script: "https://file.vscode-cdn.net/dist/webview/trajectory.js",
  style: "https://file.vscode-cdn.net/dist/webview/trajectory.css",
};
const nonce = "0123456789abcdefghijkl==";

describe("the policy of a page", () => {
  const policy = contentSecurityPolicy("https://cdn.example", nonce);
  const directives = new Map(
    policy.split("; ").map((directive): [string, string] => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );

  it("forbids what it does not name", () => {
    expect(directives.get("default-src")).toBe("'none'");
  });

  it("runs our script by its nonce and no other", () => {
    expect(directives.get("script-src")).toBe(`'nonce-${nonce}'`);
  });

  it("allows neither inline code nor evaluation nor connections", () => {
    expect(policy).not.toMatch(
      /unsafe-inline|unsafe-eval|wasm-unsafe-eval|connect-src|frame-src|form-action|\*/,
    );
  });

  it("takes styles, fonts and pictures from the editor only", () => {
    expect(directives.get("style-src")).toMatch(/^https:\/\/cdn\.example 'unsafe-hashes' 'sha256-[\w+/]+='$/);
    expect(directives.get("font-src")).toBe("https://cdn.example");
    expect(directives.get("img-src")).toBe("https://cdn.example data:");
  });
});

describe("the document of a page", () => {
  it("holds the policy, our script with the nonce, and our style sheet", () => {
    const html = pageHtml(addresses, nonce, "Trajectory", "en");
    expect(html).toContain(`<script nonce="${nonce}" src="${addresses.script}"></script>`);
    expect(html).toContain(`<link rel="stylesheet" href="${addresses.style}">`);
    expect(html).toContain("Content-Security-Policy");
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it("keeps hostile text inside its attribute", () => {
    const html = pageHtml(
      { ...addresses, style: '"><script>alert(1)</script>' },
      nonce,
      "</title><b>&'",
      'en"',
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain("&lt;/title&gt;&lt;b&gt;&amp;&#39;");
    expect(html).toContain('lang="en&quot;"');
  });

  it.each(["", "short", 'x" onload="alert(1)//0123456789', "0123456789abcdef<"])(
    "refuses the nonce %j",
    (bad) => {
      expect(() => pageHtml(addresses, bad, "Trajectory", "en")).toThrow("nonce");
    },
  );
});
