import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    globalSetup: "test/e2e/setup.ts",
    // One editor at a time: two would take each other's processor and time out.
    fileParallelism: false,
    // What is looked for in a page may take as long as on a slow machine.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 120_000,
    // A whole workbench on a loaded machine loses a key or a click now and then, as it does to people. What comes
    // through only at the second try is named after the run; what is broken fails twice.
    retry: 1,
    hookTimeout: 180_000,
  },
});
