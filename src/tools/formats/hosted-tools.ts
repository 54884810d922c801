import type { JsonObject } from "../../ots/json.ts";
import type { DataDocument, Place } from "../../syntax/data-node.ts";
import { candidateObjects, dataTool, isElementOf, nameIn, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";

/**
 * Tools the model's provider brings along, switched on by their type alone: Anthropic's dated ones such as
 * `{"type":"bash_20250124","name":"bash"}` and OpenAI's `{"type":"code_interpreter"}`. What the definition leaves out
 * (description, parameters) is written here after the providers' documentation.
 */
export const hostedToolsFormat: DataFormat = {
  kind: "data",
  id: "hosted-tools",
  hints: [
    "bash_20",
    "text_editor_20",
    "computer_20",
    "web_search",
    "web_fetch_20",
    "code_execution_20",
    "memory_20",
    "file_search",
    "code_interpreter",
    "computer_use",
    "shell",
    "apply_patch",
    "image_generation",
  ],
  find(document) {
    return candidateObjects(document).flatMap((place) => hostedTool(document, place) ?? []);
  },
};

interface HostedTool {
  name: string;
  description: string;
  parameters: JsonObject;
  required: string[];
}

const text = (description: string): JsonObject => ({ type: "string", description });

const bash: HostedTool = {
  name: "bash",
  description: "Runs a shell command in a session that keeps its state.",
  parameters: { command: text("The shell command to run."), restart: { type: "boolean" } },
  required: ["command"],
};
const editor: HostedTool = {
  name: "str_replace_based_edit_tool",
  description: "Views, creates and edits text files.",
  parameters: {
    command: { type: "string", enum: ["view", "create", "str_replace", "insert"] },
    path: text("Path of the file or folder."),
    file_text: text("Content of the file to create."),
    old_str: text("Text to replace."),
    new_str: text("Replacement."),
  },
  required: ["command", "path"],
};
const computer: HostedTool = {
  name: "computer",
  description: "Controls a computer's screen, mouse and keyboard: clicks, types text, takes screenshots.",
  parameters: {
    action: { type: "string", enum: ["screenshot", "left_click", "type", "key", "mouse_move", "scroll"] },
    coordinate: { type: "array", items: { type: "integer" } },
    text: text("Text to type or keys to press."),
  },
  required: ["action"],
};
const webSearch: HostedTool = {
  name: "web_search",
  description: "Searches the web and returns results with excerpts of the pages.",
  parameters: { query: text("What to search for.") },
  required: ["query"],
};
const webFetch: HostedTool = {
  name: "web_fetch",
  description: "Fetches the content of a web page.",
  parameters: { url: { type: "string", format: "uri" } },
  required: ["url"],
};
const fileSearch: HostedTool = {
  name: "file_search",
  description: "Searches the files that were uploaded to the project.",
  parameters: { query: text("What to search for.") },
  required: ["query"],
};
const code = (name: string): HostedTool => ({
  name,
  description: "Runs program code in a sandbox and returns its output.",
  parameters: { code: text("The program to run.") },
  required: ["code"],
});
const memory: HostedTool = {
  name: "memory",
  description: "Views, creates, edits and deletes the agent's memory files.",
  parameters: {
    command: { type: "string", enum: ["view", "create", "str_replace", "insert", "delete", "rename"] },
    path: text("Path under /memories."),
    file_text: text("Content of the file to create."),
  },
  required: ["command"],
};
const shell: HostedTool = { ...bash, name: "shell" };
const applyPatch: HostedTool = {
  name: "apply_patch",
  description: "Creates, updates and deletes files by a patch.",
  parameters: { patch: text("The patch.") },
  required: ["patch"],
};
const imageGeneration: HostedTool = {
  name: "image_generation",
  description: "Generates an image from a prompt.",
  parameters: { prompt: text("What the image shows.") },
  required: ["prompt"],
};

/** Type of the definition, without Anthropic's date or OpenAI's `_preview…`, to what it switches on. */
const dated: Readonly<Record<string, HostedTool>> = {
  bash,
  text_editor: editor,
  computer,
  web_search: webSearch,
  web_fetch: webFetch,
  code_execution: code("code_execution"),
  memory,
};
const undated: Readonly<Record<string, HostedTool>> = {
  web_search: webSearch,
  file_search: fileSearch,
  code_interpreter: code("code_interpreter"),
  computer_use: computer,
  local_shell: shell,
  shell,
  apply_patch: applyPatch,
  image_generation: imageGeneration,
};

function hostedTool(document: DataDocument, place: Place): FoundTool | undefined {
  const type = place.node.get("type");
  if (type?.kind !== "string" || !isElementOf(place, "tools")) {
    return undefined;
  }
  const typeText = String(type.value);
  const date = /^(.+)_20\d{6}$/.exec(typeText);
  const known = date === null ? own(undated, typeText.replace(/_preview.*$/, "")) : own(dated, date[1] ?? "");
  if (known === undefined) {
    return undefined;
  }
  // A type that is also given parameters is somebody's own tool that happens to be called so.
  if (
    ["parameters", "input_schema", "inputSchema", "function"].some((key) => place.node.get(key) !== undefined)
  ) {
    return undefined;
  }
  const name = nameIn(place.node);
  return dataTool(document, {
    framework: "hosted-tools",
    node: place.node,
    name: name ?? type,
    nameText: name === undefined ? known.name : String(name.value),
    description: stringIn(place.node, "description") ?? known.description,
    schema: inputSchemaOf({ type: "object", properties: known.parameters, required: known.required }),
  });
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
