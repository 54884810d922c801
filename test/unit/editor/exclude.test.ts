import { describe, expect, it } from "vitest";
import { excludePatterns } from "../../../src/editor/project/exclude.ts";

describe("patterns of what is not looked at", () => {
  it("takes what files.exclude hides, unless switched off or conditional", () => {
    const setting = { "**/.git": true, "**/*.js": { when: "$(basename).ts" }, "**/tmp": false, secret: true };
    expect(excludePatterns(setting, [], [])).toEqual(["**/.git", "/secret"]);
  });

  it("anchors a pattern at the folder, as the editor means it", () => {
    expect(excludePatterns({}, ["legacy/*.py", "./a", "/b", "**/c/**"], [])).toEqual([
      "/legacy/*.py",
      "/a",
      "/b",
      "**/c/**",
    ]);
  });

  it("writes braces out", () => {
    expect(excludePatterns({}, ["**/*.{py,ts}", "{a,b{1,2}}"], [])).toEqual([
      "**/*.py",
      "**/*.ts",
      "/a",
      "/b1",
      "/b2",
    ]);
  });

  it("leaves out workspace folders inside this one, whatever they are called", () => {
    expect(excludePatterns({}, [], ["packages/[web]"])).toEqual(["/packages/\\[web\\]/"]);
  });

  it.each([undefined, null, "**/x", 7, ["**/x"]])("does not mind the setting %j", (value) => {
    expect(excludePatterns(value, [], [])).toEqual([]);
  });

  it("stays finite on braces that multiply", () => {
    const bomb = "{a,b}".repeat(40);
    expect(excludePatterns({}, [bomb], []).length).toBeLessThanOrEqual(1000);
  });
});
