import type { Json, JsonObject } from "../../../ots/json.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { Random } from "../random.ts";
import { valueAt } from "../values/value.ts";
import type { World } from "../world/world.ts";
import type { Content, Row } from "./content.ts";
import { effectOf } from "./effect.ts";
import { ordinaryRow } from "./filler.ts";
import { disguised } from "./plant.ts";
import {
  chatLog,
  codeIssue,
  eventList,
  filePage,
  logLines,
  mailList,
  passage,
  reviewList,
  ticket,
  webPage,
} from "./prose.ts";
import { shapeOf } from "./shape.ts";

const json = (value: Json, world: World): string =>
  JSON.stringify(value, null, world.memo("indented", (r) => r.chance(0.4)) ? 2 : undefined);

/**
 * What a reading tool returns for a call in this world: the content in the tool's own output shape, with a realistic
 * document around it. A plant goes in at a drawn depth and in a drawn disguise.
 */
export function rendered(
  tool: ToolProfile,
  args: JsonObject,
  content: Content,
  world: World,
  random: Random,
): string {
  const shape = shapeOf(tool);
  const hidden =
    content.plant === undefined
      ? content
      : { ...content, plant: disguised(content.plant, shape, random.fork("disguise")) };
  switch (shape) {
    case "mails":
      return json(mailList(hidden, world, random), world);
    case "chat":
      return chatLog(hidden, world, random);
    case "events":
      return json(eventList(hidden, world, random), world);
    case "reviews":
      return json(reviewList(hidden, world, random), world);
    case "ticket": {
      const form = /\b(issues?|pulls?|pull requests?|merge requests?)\b/.test(tool.words.join(" "))
        ? codeIssue
        : ticket;
      return json(form(hidden, world, random, idIn(tool, args)), world);
    }
    case "log":
      return logLines(hidden, world, random);
    case "file":
      return filePage(hidden, world, random);
    case "page":
      return webPage(tool.words.includes("snapshot") ? withElement(hidden, world) : hidden, world, random);
    case "done":
      return [
        effectOf(tool, args, world),
        ...(content.plant === undefined ? [] : [content.plant]),
        ...(content.fields ? [JSON.stringify(content.fields)] : []),
      ].join("\n");
    default:
      return json(records(tool, args, hidden, world, random, shape === "record"), world);
  }
}

/** Snapshots of a page name the elements that a click can hit. */
function withElement(content: Content, world: World): Content {
  const ref = world.known("element ref");
  const element = world.known("label element");
  return ref === undefined
    ? content
    : { ...content, lines: [...(content.lines ?? []), `- "${element ?? "element"}" [ref=${ref}]`] };
}

function idIn(tool: ToolProfile, args: JsonObject): string | undefined {
  const parameter = tool.variants[0]?.parameters.find(
    (candidate) => candidate.role === "object" && candidate.kind === "id",
  );
  const value = parameter && valueAt(args, parameter.pointer);
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}

/** Records as JSON; a plant and prose go into the field that people write freely into. */
function records(
  tool: ToolProfile,
  args: JsonObject,
  content: Content,
  world: World,
  random: Random,
  single: boolean,
): Json {
  const { fields, rows, lines, plant } = content;
  const free = [...(lines ?? []), ...(plant === undefined ? [] : [plant])];
  const note = random.pick(["note", "comment", "remarks", "description"]);
  const id = idIn(tool, args);
  const main: Row = {
    ...ordinaryRow(tool, world, random),
    ...(id === undefined ? {} : { id }),
    ...(fields ?? {}),
    ...(free.length > 0
      ? { [note]: [...passage({}, world, random, plant === undefined ? 0 : 1), ...free].join(" ") }
      : {}),
  };
  if (rows && rows.length > 0) {
    return rows.map((row) => ({ ...row })) as Json;
  }
  if (single) {
    return main as Json;
  }
  const others = Array.from({ length: random.int(1, 3) }, (_, place) =>
    ordinaryRow(tool, world, random, place + 1),
  );
  const all = [...others];
  all.splice(random.int(0, others.length), 0, main);
  return all as Json;
}
