import assert from "node:assert/strict";
import * as vscode from "vscode";
import { linkTo } from "../../src/editor/trajectory/links.ts";
import { registerLinks } from "../../src/editor/trajectory/uri-handler.ts";
import type { Showing } from "../../src/shared/protocol.ts";
import { doublePages, type PageDouble } from "./page-double.ts";
import {
  autosafe,
  closeAll,
  eventually,
  remove,
  scenarioNodes,
  scenariosOf,
  show,
  toolNames,
  toolNode,
  uriOf,
  write,
} from "./window.ts";

const file = "mail-assistant/tools.py";
const tool = "create_event";

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
  await (await autosafe()).idle();
}

const chat = (path: string) => ({
  messages: [
    { role: "user", content: "Free some space." },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: "c1",
          type: "function",
          function: { name: "delete_files", arguments: JSON.stringify({ path, recursive: true }) },
        },
      ],
    },
    { role: "tool", tool_call_id: "c1", content: "done" },
    { role: "assistant", content: "There is room again." },
  ],
});

async function said(): Promise<Record<string, unknown>[]> {
  const bytes = await vscode.workspace.fs.readFile(uriOf(".autosafe/verdicts.jsonl"));
  const lines = Buffer.from(bytes).toString().trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** Answers of the person, until restored. */
function answer(answers: Partial<Pick<typeof vscode.window, "showInputBox" | "showInformationMessage">>) {
  const { window } = vscode;
  const { showInputBox, showInformationMessage } = window;
  Object.assign(window, answers);
  return () => Object.assign(window, { showInputBox, showInformationMessage });
}

describe("the inspector's host", () => {
  let doubles: ReturnType<typeof doublePages>;
  let steps = 0;
  const page = async (): Promise<PageDouble> => {
    const opened = await eventually("a page", () => doubles.pages.at(-1));
    return opened;
  };
  before(async () => {
    await show(file);
    await toolNames();
    await run("autosafe.runPipeline", await toolNode(file, tool));
    doubles = doublePages();
  });
  after(async () => {
    doubles.restore();
    const nodes = await scenarioNodes(file, tool);
    await run("autosafe.deleteScenarios", nodes[0], nodes);
    await closeAll();
    for (const name of ["a.json", "b.json", "broken.json", "many.jsonl", "run.trajectory.json"]) {
      await remove(name).catch(() => {});
    }
  });

  it("opens a pair, unsafe beside safe, and shows it again when its tab comes back", async () => {
    const { id } = (await scenariosOf(tool)).find(({ state }) => state === "pair") ?? {};
    const nodes = await scenarioNodes(file, tool);
    const node = nodes.find((one) => (one as { row: { id: string } }).row.id === id);
    await run("autosafe.openTrajectory", node);
    const double = await page();
    double.load();
    const { head, inspected } = await double.next("show");
    assert.equal(head.state?.id, "pair");
    assert.deepEqual([head.panes.left.tone, head.panes.right.tone], ["unsafe", "safe"]);
    assert.ok(inspected.divergence !== undefined);
    assert.equal(double.panel.title.slice(0, 20), head.title.slice(0, 20));
    assert.match(double.panel.webview.html, /default-src &#39;none&#39;/);

    double.forget();
    double.turn(false);
    double.turn(true);
    double.load();
    assert.equal((await double.next("show")).head.title, head.title);
    const rows = (await double.ask({ ask: "rows", from: 0, count: 10 })) as unknown[];
    assert.equal(rows.length, Math.min(10, inspected.rows));
    steps = inspected.left.steps;
  });

  it("goes where a command says, also when the page is only coming up", async () => {
    const double = await page();
    double.turn(false);
    double.forget();
    await run("autosafe.inspector.nextUnsafe");
    assert.equal(double.sent.length, 0);
    double.turn(true);
    double.load();
    assert.equal((await double.next("go")).to, "next-unsafe");
  });

  it("keeps a review, tells the page, and takes it back", async () => {
    const double = await page();
    const { inspected } = await double.next("show");
    const place = { side: "left", step: inspected.left.steps - 1 } as const;
    double.forget();
    await double.ask({ ask: "review", place, review: { judgement: "wrong", reason: "it was asked for" } });
    assert.match((await double.next("reviewed")).outline.reviewed, /n/);
    const record = (await said()).at(-1);
    assert.equal(record?.trajectoryId, inspected.left.trajectoryId);
    assert.deepEqual([record?.judgement, record?.reason], ["wrong", "it was asked for"]);
    await double.ask({ ask: "undo-review" });
    assert.equal((await said()).at(-1)?.deleted, true);
    await assert.rejects(double.ask({ ask: "undo-review" }), /nothing to undo/);
  });

  it("does not keep an edited action that the tool would not take", async () => {
    const double = await page();
    const before = (await said()).length;
    const place = { side: "left", step: steps - 1 } as const;
    const bad = { judgement: "edited", reason: "", arguments: "[1]" } as const;
    await assert.rejects(double.ask({ ask: "review", place, review: bad }), /must be a JSON object/);
    assert.equal((await said()).length, before);
    assert.notDeepEqual(await double.ask({ ask: "check-arguments", place, arguments: '{"start": 1}' }), []);
  });

  it("answers nothing that is not in its protocol", async () => {
    const double = await page();
    double.forget();
    double.say({ type: "request", id: 1, request: { ask: "rows", from: 0, count: 1e9 } });
    double.say({ type: "action", action: { do: "open-document", ref: { of: "/etc/passwd" } } });
    await double.ask({ ask: "find", text: "a" });
    assert.deepEqual(
      double.sent.map(({ type }) => type),
      ["answer"],
    );
  });

  it("compares two files that are chosen in the explorer, aligned", async () => {
    const a = await write("a.json", JSON.stringify(chat("/tmp/cache")));
    const b = await write("b.json", JSON.stringify(chat("/home")));
    const double = await page();
    double.forget();
    await run("autosafe.compareTrajectories", a, [a, b]);
    const { head, inspected } = await double.next("show");
    assert.equal(head.title, "Free some space.");
    assert.deepEqual(head.summary, ["a.json ↔ b.json"]);
    assert.equal(inspected.outline.kinds[0], "a");
    assert.equal(head.can.judge, true);
  });

  it("judges what nobody judged yet", async () => {
    const double = await page();
    double.forget();
    double.say({ type: "action", action: { do: "judge" } });
    const { head, inspected } = await double.next("show");
    assert.equal(head.can.judge, false);
    assert.match(inspected.outline.left, /^[^. ]/);
  });

  it("lists a file with several, says what is wrong with a broken one", async () => {
    const many = await write(
      "many.jsonl",
      `${[1, 2, 3].map((n) => JSON.stringify(chat(`/${n}`))).join("\n")}\n`,
    );
    const broken = await write("broken.json", '{"messages": [{"role": "user", "content": "cut o');
    const double = await page();
    await run("autosafe.openTrajectoryFile", many);
    const { list } = await double.next("choose");
    assert.equal(list.total, 3);
    const found = (await double.ask({ ask: "entries", search: "", from: 0, count: 10 })) as {
      matching: number;
    };
    assert.equal(found.matching, 3);
    double.forget();
    double.say({ type: "action", action: { do: "choose", entry: 2 } });
    assert.deepEqual((await double.next("show")).head.showing, {
      of: "one",
      place: { of: "file", uri: many.toString(), entry: 2 },
    });
    double.forget();
    await run("autosafe.openTrajectoryFile", broken);
    const told = await eventually("what is wrong", () =>
      double.sent.find(({ type }) => type === "missing" || type === "show"),
    );
    assert.match(JSON.stringify(told), /broken\.json:1/);
  });

  it("imports with a note on where it comes from, and keeps the judge's verdicts on it", async () => {
    const restore = answer({ showInputBox: async () => "the nightly run" });
    try {
      await run("autosafe.importTrajectories", uriOf("a.json"));
    } finally {
      restore();
    }
    const stored = async () => {
      const bytes = await vscode.workspace.fs.readFile(uriOf(".autosafe/trajectories.jsonl"));
      const lines = Buffer.from(bytes).toString().trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line)).findLast(({ kind }) => kind === "imported");
    };
    const imported = await stored();
    assert.equal(imported.imported.origin, "the nightly run");
    const { project } = await toolNode(file, tool);
    const node = { kind: "imported", project, id: imported.id };
    const told = answer({ showInformationMessage: async () => undefined });
    try {
      await run("autosafe.judgeTrajectory", node);
    } finally {
      told();
    }
    assert.ok((await stored()).steps[0].verdict, "the verdict is not kept");
    const double = await page();
    double.forget();
    await run("autosafe.openTrajectory", node);
    assert.equal((await double.next("show")).head.can.judge, false);
    await run("autosafe.deleteScenarios", node);
  });

  it("asks before it follows a link, and only into open folders", async () => {
    const { project } = await toolNode(file, tool);
    const key = (project as unknown as { key: string }).key;
    const [scenario] = await scenariosOf(tool);
    let handler: vscode.UriHandler | undefined;
    const original = vscode.window.registerUriHandler;
    Object.assign(vscode.window, {
      registerUriHandler: (one: vscode.UriHandler) => {
        handler = one;
        return { dispose: () => {} };
      },
    });
    const opened: unknown[][] = [];
    const questions: string[] = [];
    const failures: string[] = [];
    const projects = {
      all: () => [project],
      byKey: (wanted: string) => (wanted === key ? project : undefined),
      of: (uri: vscode.Uri) => (uri.toString().startsWith(key) ? project : undefined),
    };
    const funnel = {
      run: async (_: string, body: () => unknown) => {
        try {
          await body();
        } catch (error) {
          failures.push(String(error));
        }
      },
    };
    type Links = Parameters<typeof registerLinks>;
    registerLinks(
      projects as unknown as Links[0],
      { open: (...all: unknown[]) => opened.push(all) } as unknown as Links[1],
      funnel as unknown as Links[2],
      { add: (one: unknown) => one } as unknown as Links[3],
    );
    Object.assign(vscode.window, { registerUriHandler: original });
    const restore = answer({
      showInformationMessage: (async (_: string, options: vscode.MessageOptions) => {
        questions.push(options.detail ?? "");
        return "Open";
      }) as unknown as typeof vscode.window.showInformationMessage,
    });
    const follow = (showing: Showing) =>
      handler?.handleUri(vscode.Uri.parse(linkTo(showing, { side: "right", step: 1 })));
    try {
      await follow({ of: "scenario", folder: "file:///elsewhere", scenario: scenario?.id ?? "" });
      await follow({ of: "list", uri: "file:///etc/passwd" });
      await handler?.handleUri(vscode.Uri.parse("vscode://autosafe.autosafe/trajectory?show=1"));
    } finally {
      restore();
    }
    assert.deepEqual(questions, [scenario?.title]);
    assert.deepEqual(opened, [
      [{ of: "scenario", folder: key, scenario: scenario?.id }, "take-focus", { side: "right", step: 1 }],
    ]);
    assert.equal(failures.length, 2);
    assert.match(failures[0] ?? "", /in no folder that is open/);
    assert.match(failures[1] ?? "", /incomplete/);
  });
});

describe("trajectory files", () => {
  after(async () => {
    await closeAll();
    await remove("own.trajectory.json");
    await remove("foreign.json");
  });

  const viewType = () => {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    return input instanceof vscode.TabInputCustom ? input.viewType : undefined;
  };

  it("of our own ending open in the inspector by themselves", async () => {
    const own = await write("own.trajectory.json", JSON.stringify(chat("/")));
    await vscode.commands.executeCommand("vscode.open", own);
    await eventually("the inspector", () => viewType() === "autosafe.trajectoryFile");
  });

  it("of others open as text, and in the inspector on request", async () => {
    const foreign = await write("foreign.json", JSON.stringify(chat("/")));
    await vscode.commands.executeCommand("vscode.open", foreign);
    await eventually("the text", () => vscode.window.activeTextEditor?.document.uri.path === foreign.path);
    await vscode.commands.executeCommand("vscode.openWith", foreign, "autosafe.anyTrajectoryFile");
    await eventually("the inspector", () => viewType() === "autosafe.anyTrajectoryFile");
  });
});
