import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import { recordFigure } from "./results.ts";
import {
  autosafe,
  closeAll,
  eventually,
  lensesOf,
  scenarioNodes,
  scenariosOf,
  show,
  toolNode,
} from "./window.ts";

const minutes = Number(process.env.AUTOSAFE_SOAK_MINUTES ?? 0);
const file = "mail-assistant/tools.py";
const tool = "send_mail";

/** Bytes that are still in use when everything unused has been given up. */
function liveHeap(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
  await (await autosafe()).idle();
}

/** What a person does again and again: edit, look, generate, run, inspect, throw away. */
async function round(number: number): Promise<void> {
  const editor = await show(file);
  const end = new vscode.Position(editor.document.lineCount, 0);
  await editor.edit((edit) =>
    edit.insert(
      end,
      `\n\n@tool\ndef made_${number}(path: str) -> str:\n    """Delete a file."""\n    return path\n`,
    ),
  );
  await lensesOf(editor.document.uri);
  await (await autosafe()).idle();
  await run("autosafe.scanFile");
  await closeAll();
  await show(file);
  await run("autosafe.runPipeline", await toolNode(file, tool));
  for (const node of (await scenarioNodes(file, tool)).slice(0, 3)) {
    await run("autosafe.openTrajectory", node);
  }
  await run("autosafe.openReport");
  const nodes = await scenarioNodes(file, tool);
  await run("autosafe.deleteScenarios", nodes[0], nodes);
  await eventually("the scenarios to go", async () => (await scenariosOf(tool)).length === 0);
  await closeAll();
}

// Only `npm run soak` asks for it: it measures, and takes as long as it is told to.
(minutes > 0 ? describe : describe.skip)("a long session", () => {
  it("goes on", async function () {
    this.timeout(0);
    const began = performance.now();
    const passed = () => (performance.now() - began) / 60_000;
    let number = 0;
    for (let next = 0; passed() < minutes; number++) {
      await round(number);
      if (passed() >= next) {
        recordFigure(`heap after ${passed().toFixed(1)} min, ${number + 1} rounds`, liveHeap());
        next = passed() + minutes / 20;
      }
    }
    recordFigure(`heap after ${passed().toFixed(1)} min, ${number} rounds`, liveHeap());
  });
});
