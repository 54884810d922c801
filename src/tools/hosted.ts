import type { JsonObject } from "../ots/json.ts";
import { type InputSchema, inputSchemaOf } from "./input-schema.ts";

/** A tool the model's provider brings along. What its definition leaves out is written here after the providers' documentation. */
export interface HostedTool {
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

/** The tool a definition's type switches on: `bash_20250124`, `web_search_preview`; undefined for types that are no such tool. */
export function hostedByType(type: string): HostedTool | undefined {
  const date = /^(.+)_20\d{6}$/.exec(type);
  return date === null ? own(undated, type.replace(/_preview.*$/, "")) : own(dated, date[1] ?? "");
}

/** The schema of its arguments. */
export function hostedSchema({ parameters, required }: HostedTool): InputSchema {
  return inputSchemaOf({ type: "object", properties: parameters, required });
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
