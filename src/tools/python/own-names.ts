import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { docstringNode } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import { attributeParts } from "./decorated-functions.ts";
import { dottedOrigins } from "./origins.ts";

/** `tool`, `register_tool`, `agent_tool`; but not `call_tool` or `needs_tool`. */
const toolWord =
  /^(?:(?:register|define|make|create|add|expose|export|function|llm|ai|agent|mcp|custom|own|read_?only|write|admin|async|public|auto_?register|builtin|typed|local|remote|as|is)_?)*tool(?:_?function)?$/i;
/** Words that make a tool only beside a name, a description and a schema. */
const looseWord =
  /(?:^|_|[a-z\d])(?:tool|skill|action|command|capability|ability|function)(?:_?(?:def|definition|spec|schema|info|declaration|function))?$|^register$|^(?:add|register|define|create|make)_\w*(?:tool|skill|action|function)s?$/i;
const notTools =
  /agent|prompt|resource|message|param|field|column|argument|event|task|error|result|response/i;
/** Packages of which something is called so that has nothing to do with models. */
const otherwise = /^(bokeh|click|discord|matplotlib|pytest|typer|unittest)(\.|$)/;

const aboutModels =
  /agent|llm|gpt|assistant|copilot|chatbot|openai|anthropic|claude|genai|gemini|ollama|mcp|langchain/i;
/** What a decorator or base class that offers tools to a model keeps or works out of them. */
const describes = /schema|__doc__|getdoc|signature\(|get_type_hints|description|parameters|tools\b|registry/i;

/** What is called or stands as a decorator: its last word here, and where it is imported from. */
function namesOf(document: CodeDocument, callee: Node): string[] {
  const here = attributeParts(document, callee)?.attribute ?? document.textOf(callee);
  return [here, ...dottedOrigins(document, callee).flatMap((origin) => origin.split(".").at(-1) ?? [])];
}

/** Whether a decorator's or class's name alone says that it makes tools. */
export function saysTool(document: CodeDocument, callee: Node): boolean {
  return (
    namesOf(document, callee).some((name) => toolWord.test(name)) &&
    !/^pytest\b/.test(document.textOf(callee)) &&
    !dottedOrigins(document, callee).some((origin) => otherwise.test(origin))
  );
}

/** Whether what is called so may make a tool, when a name, a description and a schema are given to it. */
export function mayMakeTools(document: CodeDocument, callee: Node): boolean {
  return namesOf(document, callee).some((name) => looseWord.test(name) && !notTools.test(name));
}

/** `register_tool` says it all; a bare `tool` may be one of a workshop. */
export function isCompound(document: CodeDocument, callee: Node): boolean {
  return namesOf(document, callee).some((name) => toolWord.test(name) && !/^tool$/i.test(name));
}

/** Whether the path of the file or what it imports says that it is a part of an agent. */
export function isAboutModels(document: CodeDocument): boolean {
  return aboutModels.test(document.file) || document.names.modules.some((module) => aboutModels.test(module));
}

/** Whether a function or class of the project does something with descriptions or schemas; its docstring does not count. */
export function describesTools(document: CodeDocument, definition: Node): boolean {
  const documentation = docstringNode(definition);
  const body = field(definition, "body") ?? definition;
  const text = document.textOf(body);
  return describes.test(
    documentation === undefined ? text : text.replace(document.textOf(documentation), ""),
  );
}
