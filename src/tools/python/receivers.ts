import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { baseClasses, definitionOf } from "../../syntax/python/classes.ts";
import { field } from "../../syntax/tree.ts";
import { dottedOrigins, importsModule } from "./origins.ts";
import { typeParts } from "./types.ts";

const maxHops = 6;

/** Packages whose objects have a `.tool`, `.command` or the like of their own. */
const otherPackages =
  /^(agents|agno|autogen\w*|celery|click|crewai\w*|discord|django|fastapi|fastmcp|flask|google|langchain\w*|langgraph|llama_index|mcp|pydantic_ai|semantic_kernel|smolagents|starlette|strands|typer)(\.|$)/;

/** Dotted names of the classes an expression may be an instance of, as far as the file tells. */
export function classesOf(document: CodeDocument, expression: Node, hops = 0): readonly string[] {
  if (hops > maxHops) {
    return [];
  }
  const { names, textOf } = document;
  if (expression.type === "call") {
    return made(document, calleeOf(expression), hops);
  }
  if (expression.type === "await") {
    const inner = expression.firstNamedChild;
    return inner === null ? [] : classesOf(document, inner, hops + 1);
  }
  if (expression.type === "attribute") {
    const object = field(expression, "object");
    const name = field(expression, "attribute");
    const values =
      object && name ? ownerOf(document, object).names.memberValues(textOf(object), textOf(name)) : [];
    return values.slice(0, maxHops).flatMap((value) => classesOf(document, value, hops + 1));
  }
  if (expression.type !== "identifier") {
    return [];
  }
  return names.lookup(textOf(expression), expression).flatMap(({ type, value, kind, node }) => {
    const handed = document.turn?.bound.get(node.id);
    if (handed !== undefined) {
      return classesOf(document, handed, hops + 1);
    }
    const annotated = type === undefined ? [] : named(document, typeParts(type).base, hops);
    if (annotated.length > 0 || value === undefined || kind === "function" || kind === "class") {
      return annotated;
    }
    return classesOf(document, value, hops + 1);
  });
}

/** What calling the expression gives: an instance of the class, or what the function is annotated to return. */
function made(document: CodeDocument, callee: Node, hops: number): readonly string[] {
  const definition = definitionOf(document, callee, "function");
  const returned = definition === undefined ? undefined : field(definition, "return_type");
  return returned === undefined
    ? named(document, callee, hops)
    : named(document, typeParts(returned).base, hops);
}

/** A class by its import, or by the imports of its bases when it is defined in the file. */
function named(document: CodeDocument, node: Node, hops: number): readonly string[] {
  const definition = definitionOf(document, node, "class");
  if (definition === undefined || hops > maxHops) {
    return dottedOrigins(document, node);
  }
  return baseClasses(definition).flatMap((base) => named(document, base, hops + 1));
}

/**
 * Whether the object is of a class that matches `classes`. What is only passed in or imported counts when the file
 * imports a module that matches `modules`, unless it is known to be another package's object.
 */
export function isInstance(
  document: CodeDocument,
  receiver: Node,
  { classes, modules }: { classes: RegExp; modules: RegExp },
): boolean {
  const known = classesOf(document, receiver);
  if (known.some((name) => classes.test(name))) {
    return true;
  }
  return !known.some((name) => otherPackages.test(name)) && importsModule(document, modules);
}
