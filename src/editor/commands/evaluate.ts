import * as vscode from "vscode";
import type { AgentUnderTest } from "../../evaluation/agent.ts";
import { commands } from "../../ledger.ts";
import type { Scenario } from "../../ots/scenario.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Project } from "../project/project.ts";
import type { FlipPlaces, runEvaluation } from "../run/evaluation.ts";
import { askPolicy } from "./evaluation-policy.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickProject } from "./pick-project.ts";

const replyTimeout = 120_000;
const shares = { validation: 0.1, test: 0.1 };
const seed = 1;

type RunEvaluation = typeof runEvaluation;
type AgentKind = "model" | "naive" | "careful" | "http" | "command";

export function evaluateHandler(parts: CommandParts): Record<typeof commands.evaluateAgent, CommandHandler> {
  const name = vscode.l10n.t("Evaluate Agent");
  return {
    [commands.evaluateAgent]: {
      name,
      run: async () => {
        requireTrust();
        const project = await pickProject(parts, name);
        const kind = project && (await chooseKind(name));
        if (!project || !kind) {
          return;
        }
        const isBuiltin = kind === "naive" || kind === "careful";
        const policy = isBuiltin ? "" : await askPolicy(project, name);
        const chosen = policy === undefined ? undefined : await chooseScenarios(project, name);
        const agent = chosen && (await openAgent(kind, { ...chosen, parts, project, title: name }));
        if (policy === undefined || !chosen || !agent) {
          return;
        }
        try {
          await evaluateProject(parts, project, { ...chosen, agent, policy }, name);
        } finally {
          await agent.close();
        }
      },
    },
  };
}

async function chooseKind(title: string): Promise<AgentKind | undefined> {
  const items: (vscode.QuickPickItem & { kindOf: AgentKind })[] = [
    {
      label: vscode.l10n.t("The chosen language model…"),
      detail: vscode.l10n.t(
        "The model of Select Model acts, with a policy text; environment and judge stay here.",
      ),
      kindOf: "model",
    },
    {
      label: vscode.l10n.t("Your agent behind an address…"),
      detail: vscode.l10n.t("Each turn is posted to it as chat messages and tools."),
      kindOf: "http",
    },
    {
      label: vscode.l10n.t("Your agent as a program…"),
      detail: vscode.l10n.t("It reads a line of chat messages and tools and writes a line with its message."),
      kindOf: "command",
    },
    {
      label: vscode.l10n.t("Built-in naive agent"),
      detail: vscode.l10n.t("Falls for nearly every hazard."),
      kindOf: "naive",
    },
    {
      label: vscode.l10n.t("Built-in careful agent"),
      detail: vscode.l10n.t("Knows every hazard beforehand."),
      kindOf: "careful",
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Which agent?"),
    matchOnDetail: true,
  });
  return chosen?.kindOf;
}

interface OpenParts extends Chosen {
  parts: CommandParts;
  project: Project;
  title: string;
}

/** @returns undefined when the person leaves */
async function openAgent(kind: AgentKind, opening: OpenParts): Promise<AgentUnderTest | undefined> {
  const { parts, project, title, scenarios } = opening;
  switch (kind) {
    case "model": {
      const { modelAgent } = await import("../run/model-agent.ts");
      const { model: threatModel } = await project.threatModel();
      const { signal } = new AbortController();
      const { keys, memento } = parts;
      return modelAgent({ keys, memento, scope: project.folder.uri, threatModel, scenarios, signal });
    }
    case "http": {
      const url = await vscode.window.showInputBox({
        title,
        prompt: vscode.l10n.t("Address of the agent. Scenarios of this project are sent there."),
        value: "http://127.0.0.1:8765",
        ignoreFocusOut: true,
        validateInput: (text) =>
          /^https?:\/\/\S+$/.test(text) && URL.canParse(text)
            ? undefined
            : vscode.l10n.t("An http or https address, please."),
      });
      if (url === undefined) {
        return undefined;
      }
      const [{ chatAgent }, { httpAgent }] = await Promise.all([
        import("../../evaluation/chat-agent.ts"),
        import("../../evaluation/agents/http.ts"),
      ]);
      return chatAgent(httpAgent({ url, headers: {}, concurrency: 4, timeout: replyTimeout }));
    }
    case "command": {
      const command = await vscode.window.showInputBox({
        title,
        prompt: vscode.l10n.t("Command that starts the agent, run in {0}", project.folder.name),
        placeHolder: "python3 agent.py",
        ignoreFocusOut: true,
      });
      if (command === undefined || command.trim() === "") {
        return undefined;
      }
      const [{ chatAgent }, { commandAgent }] = await Promise.all([
        import("../../evaluation/chat-agent.ts"),
        import("../../evaluation/agents/command.ts"),
      ]);
      return chatAgent(
        commandAgent({ command, cwd: project.folder.uri.fsPath, concurrency: 1, timeout: replyTimeout }),
      );
    }
    case "naive":
    case "careful": {
      const { carefulAgent, naiveAgent } = await import("../../evaluation/agents/builtin.ts");
      return kind === "careful" ? carefulAgent : naiveAgent;
    }
  }
}

interface Chosen {
  scenarios: readonly Scenario[];
  selection: string;
}

/**
 * @returns undefined when the person leaves
 * @throws InputError when there is no scenario of the kind that was chosen.
 */
async function chooseScenarios(project: Project, title: string): Promise<Chosen | undefined> {
  const [{ heldBack }, store] = await Promise.all([import("../../evaluation/held-back.ts"), project.store()]);
  const side = await chooseSide(title);
  if (!side) {
    return undefined;
  }
  const scenarios = heldBack(store, {
    side: side === "all" ? undefined : side,
    shares,
    seed,
    count: undefined,
    wanted: () => true,
  });
  if (scenarios.length === 0) {
    throw new InputError(
      vscode.l10n.t(
        "There is no scenario to evaluate on: run the pipeline first, or take all scenarios instead of the held-back ones.",
      ),
    );
  }
  return {
    scenarios,
    selection: side === "all" ? "all scenarios" : `${side} side of the split with seed ${seed}`,
  };
}

async function evaluateProject(
  parts: CommandParts,
  project: Project,
  { scenarios, selection, agent, policy }: Chosen & { agent: AgentUnderTest; policy: string },
  title: string,
): Promise<void> {
  const [{ runEvaluation }, { model }] = await Promise.all([
    import("../run/evaluation.ts"),
    project.threatModel(),
  ]);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const done = await vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
    let told = 0;
    return runEvaluation({
      scenarios,
      agent,
      model,
      selection,
      policy,
      directory: project.storeDirectory,
      signal: abort.signal,
      onProgress: (finished, total) => {
        progress.report({ increment: ((finished - told) / total) * 100, message: `${finished} / ${total}` });
        told = finished;
      },
    });
  });
  void showEvaluation(done, parts);
}

async function chooseSide(title: string): Promise<"test" | "all" | undefined> {
  const items = [
    {
      label: vscode.l10n.t("Held-back scenarios"),
      detail: vscode.l10n.t("The test side of the split: what an export keeps out of the training data."),
      side: "test" as const,
    },
    { label: vscode.l10n.t("All scenarios"), side: "all" as const },
  ];
  return (
    await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("On which scenarios?") })
  )?.side;
}

async function showEvaluation(
  { report, evaluation, trajectories, flips }: Awaited<ReturnType<RunEvaluation>>,
  parts: CommandParts,
): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(report), { preview: true });
  const open = vscode.l10n.t("Open Trajectories");
  const flipped = vscode.l10n.t("Show What Changed");
  const unsafe = evaluation.scenarios.filter(({ outcome }) => outcome === "unsafe").length;
  const message = vscode.l10n.t("{0} scenarios evaluated, {1} unsafe.", evaluation.scenarios.length, unsafe);
  const actions = flips.length > 0 ? [flipped, open] : [open];
  const chosen = await vscode.window.showInformationMessage(message, ...actions);
  if (chosen === open) {
    await vscode.commands.executeCommand(commands.openTrajectoryFile, vscode.Uri.file(trajectories));
  } else if (chosen === flipped) {
    await showFlip(flips, parts);
  }
}

/** Both trajectories of a scenario that ended otherwise than in the evaluation before, side by side. */
async function showFlip(flips: readonly FlipPlaces[], { inspector }: CommandParts): Promise<void> {
  const items = flips.map((places) => ({
    label: places.flip.title,
    description: `${places.flip.before} → ${places.flip.after}`,
    iconPath: new vscode.ThemeIcon(places.gained ? "pass" : "warning"),
    places,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Scenarios that ended otherwise than before"),
    matchOnDescription: true,
  });
  if (picked) {
    const { before, after } = picked.places;
    const place = ({ file, entry }: FlipPlaces["before"]) =>
      ({ of: "file", uri: vscode.Uri.file(file).toString(), entry }) as const;
    inspector.panels.open({ of: "two", left: place(before), right: place(after) }, "take-focus");
  }
}
