import * as vscode from "vscode";
import type { FileHead, FileInput, SideInput } from "../../inspector/desk.ts";
import type { HumanVerdict } from "../../ots/human-verdict.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import type { Inspected } from "../../shared/inspection.ts";
import type { PageHead, PageList, Showing, TrajectoryPlace } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { formatProblem } from "../../syntax/problem.ts";
import { version } from "../../version.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { fileInput, headInput } from "./file-inputs.ts";
import { scenarioHead, trajectoryHead } from "./heads.ts";
import { keyOf, kindWord, nameOf, placeName, projectOf } from "./places.ts";
import { humanVerdicts, type ScenarioRecords, scenarioRecords } from "./records.ts";
import type { WorkerClient } from "./worker-client.ts";

/** What a page can be given to show. */
export type Content =
  | {
      of: "inspected";
      head: PageHead;
      inspected: Inspected;
      project: Project | undefined;
      scenario?: ScenarioRecords["scenario"];
    }
  | { of: "list"; list: PageList }
  | { of: "nothing"; message: string; details: string[]; file?: vscode.Uri };

export interface LoadParts {
  projects: Projects;
  worker: WorkerClient;
  onProgress: (what: string, done: number, total: number) => void;
}

/** Reads what is to be shown, in the worker as far as it takes time. @throws InputError with words for the user. */
export async function loadContent(showing: Showing, parts: LoadParts): Promise<Content> {
  switch (showing.of) {
    case "scenario":
      return loadScenario(showing, parts);
    case "list":
      return loadList(showing.uri, parts);
    case "one":
      return loadSides(showing, [showing.place], parts);
    case "two":
      return loadSides(showing, [showing.left, showing.right], parts);
  }
}

async function loadScenario(
  { folder, scenario: id }: Extract<Showing, { of: "scenario" }>,
  { projects, worker }: LoadParts,
): Promise<Content> {
  const project = projects.byKey(folder);
  if (!project) {
    return nothing(vscode.l10n.t("The folder of this scenario is not open."));
  }
  await project.threatModel();
  const records = await scenarioRecords(project, id);
  const row = project.scenarios.get(id);
  if (!records || !row) {
    return nothing(vscode.l10n.t("This scenario is no longer in the project's data."));
  }
  const { scenario, risky, safe } = records;
  const left = risky ?? notSimulated(scenario);
  const reviews = await humanVerdicts(project, [left.id, safe?.id ?? ""]);
  const inspected = await worker.ask({
    call: "inspect",
    left: { trajectory: left },
    ...(safe ? { right: { trajectory: safe } } : {}),
    reviews,
  });
  return { of: "inspected", head: scenarioHead(project, row, records), inspected, project, scenario };
}

/** A scenario without a trajectory still has an instruction to show. */
function notSimulated({ id, instruction, tools, provenance }: ScenarioRecords["scenario"]) {
  return {
    schemaVersion,
    id: `none-${id}`,
    kind: "risky" as const,
    scenarioId: id,
    tools: tools.map(({ name }) => name),
    instruction,
    steps: [],
    contextLength: 0,
    provenance: { ...provenance, version: provenance.version || version },
  };
}

async function loadList(uri: string, parts: LoadParts): Promise<Content> {
  const head = await open({ of: "file", uri, entry: 0 }, parts);
  const details = head.problems.slice(0, 50).map((problem) => formatProblem(problem));
  if (head.entries === 0) {
    const message = vscode.l10n.t("No trajectory can be read from {0}.", nameOf(uri));
    return { of: "nothing", message, details, file: vscode.Uri.parse(uri) };
  }
  if (head.entries === 1) {
    const place: TrajectoryPlace = { of: "file", uri, entry: 0 };
    return loadSides({ of: "one", place }, [place], parts);
  }
  const list: PageList = {
    showing: { of: "list", uri },
    file: nameOf(uri),
    format: head.format?.title ?? "",
    total: head.entries,
    problems: details,
  };
  return { of: "list", list };
}

async function loadSides(
  showing: Showing,
  places: readonly TrajectoryPlace[],
  parts: LoadParts,
): Promise<Content> {
  const opened = new Map<string, FileHead>();
  const sides: SideInput[] = [];
  const [first] = places;
  const project = first && projectOf(first, parts.projects);
  const words = project?.threatModel();
  words?.catch(() => {}); // waited for below, after what takes longer
  for (const place of places) {
    if (place.of === "stored") {
      sides.push({ trajectory: await stored(place, parts.projects) });
      continue;
    }
    const key = keyOf(place);
    const head = opened.get(key) ?? (await open(place, parts));
    opened.set(key, head);
    sides.push({ file: key, entry: place.entry });
  }
  const [left, right] = sides;
  if (!left) {
    throw new InputError(vscode.l10n.t("There is nothing to show."));
  }
  await words;
  const reviews: HumanVerdict[] = [];
  const ask = (all: HumanVerdict[]) =>
    parts.worker.ask({ call: "inspect", left, ...(right ? { right } : {}), reviews: all });
  let inspected = await ask(reviews);
  if (project) {
    const ids = [inspected.left.trajectoryId, inspected.right?.trajectoryId ?? ""];
    const said = await humanVerdicts(project, ids);
    if (said.length > 0) {
      const { opening: _, ...rest } = inspected;
      inspected = { ...rest, outline: await parts.worker.ask({ call: "review", reviews: said }) };
    }
  }
  const name = (place: TrajectoryPlace | undefined) =>
    // Alone, its title stands above it anyhow.
    place?.of === "stored" && places.length === 1
      ? kindWord(inspected.left.about.kind)
      : placeName(place, parts.projects);
  const names = { left: await name(places[0]), right: await name(places[1]) };
  const alone = places.length === 1 && first?.of === "file";
  const can = {
    import: alone && project !== undefined,
    reflect: places.length === 1 && first?.of !== "head" && project !== undefined,
    list: alone && (opened.get(keyOf(first))?.entries ?? 0) > 1,
  };
  const head = trajectoryHead(showing, inspected, names, project, can);
  const problems = [...opened.values()].flatMap(({ problems: all }) =>
    all.slice(0, 10).map((problem) => formatProblem(problem)),
  );
  return { of: "inspected", head: { ...head, notes: [...head.notes, ...problems] }, inspected, project };
}

async function stored(
  { folder, trajectory }: Extract<TrajectoryPlace, { of: "stored" }>,
  projects: Projects,
) {
  const store = await projects.byKey(folder)?.store();
  const found = store?.trajectories.get(trajectory);
  if (!found) {
    throw new InputError(vscode.l10n.t("This trajectory is no longer in the project's data."));
  }
  return found;
}

async function open(
  place: Exclude<TrajectoryPlace, { of: "stored" }>,
  { worker, onProgress }: LoadParts,
): Promise<FileHead> {
  const uri = vscode.Uri.parse(place.uri);
  const input: FileInput = place.of === "head" ? await headInput(uri) : await fileInput(uri);
  return worker.ask({ call: "open-file", key: keyOf(place), input }, (done, total) =>
    onProgress(vscode.l10n.t("Reading {0}…", nameOf(place.uri)), done, total),
  );
}

function nothing(message: string): Content {
  return { of: "nothing", message, details: [] };
}
