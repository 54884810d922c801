import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import {
  baseClasses,
  type ClassAttribute,
  type ClassFamily,
  classAttributes,
  classFamily,
  methodsOf,
} from "../../syntax/python/classes.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { docstringOf } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import { parseDocstring } from "./docstring.ts";
import { comesFrom } from "./origins.ts";
import { parametersOf } from "./signature.ts";

/** A class of the file that derives from a framework's tool class. */
export interface ToolClass {
  /** With its decorators. */
  node: Node;
  definition: Node;
  /** A class attribute, own or inherited within the file. */
  attribute(name: string): ClassAttribute | undefined;
  /** The attribute's value, or what `__init__` passes to `super().__init__` or assigns to `self`. */
  setting(name: string): Node | undefined;
  method(...names: readonly string[]): Node | undefined;
  /** The cleaned docstring without its parameter section. */
  documentation: string;
}

/** Keyword arguments and assignments of `__init__` by name. */
function initialSettings(document: CodeDocument, constructors: readonly Node[]): Map<string, Node> {
  const settings = new Map<string, Node>();
  for (const method of constructors) {
    const { list } = parametersOf(document, method);
    const keep = (name: string, given: Node) => {
      // `__init__(self, name="search")` hands its own default on, where nobody gives another.
      const stated = given.type === "identifier" ? document.textOf(given) : undefined;
      const value = list.find((parameter) => parameter.name === stated)?.value ?? given;
      if (!settings.has(name)) {
        settings.set(name, value);
      }
    };
    for (const keyword of method.descendantsOfType("keyword_argument")) {
      const name = keyword === null ? undefined : field(keyword, "name");
      const value = keyword === null ? undefined : field(keyword, "value");
      const isSuper = /\bsuper\(\)\.__init__\(|\w\.__init__\(/.test(document.textOf(method));
      if (name !== undefined && value !== undefined && isSuper) {
        keep(document.textOf(name), value);
      }
    }
    for (const assignment of method.descendantsOfType("assignment")) {
      const left = assignment === null ? undefined : field(assignment, "left");
      const value = assignment === null ? undefined : field(assignment, "right");
      const name = /^self\.(\w+)$/.exec(left === undefined ? "" : document.textOf(left))?.[1];
      if (name !== undefined && value !== undefined) {
        keep(name, value);
      }
    }
  }
  return settings;
}

/** The bases that nothing in the project defines; in the framework's own repository also those that are defined there. */
function basesOf({ classes, outside }: ClassFamily): readonly Node[] {
  return classes.length === 1 ? outside : [...outside, ...classes.flatMap((member) => baseClasses(member))];
}

/** The classes of the file that derive, directly or through other classes of it, from a base that matches. */
export function toolClasses(document: CodeDocument, base: RegExp): ToolClass[] {
  return document
    .nodes("class_definition")
    .filter((definition) =>
      basesOf(classFamily(document, definition)).some((expression) => comesFrom(document, expression, base)),
    )
    .map((definition) => toolClass(document, definition));
}

/** What a class states of itself, with what it inherits from classes of the project. */
export function toolClass(document: CodeDocument, definition: Node): ToolClass {
  const { classes } = classFamily(document, definition);
  const attributes = classes.flatMap((member) => classAttributes(document, member));
  const methods = classes.flatMap((member) => methodsOf(member));
  const nameOf = (method: Node) => document.textOf(field(method, "name") ?? method);
  const settings = initialSettings(
    document,
    methods.filter((method) => nameOf(method) === "__init__").slice(0, 2),
  );
  const attribute = (name: string) => attributes.find((candidate) => candidate.name === name);
  return {
    node: decoratedOf(document, definition).node,
    definition,
    attribute,
    setting: (name) => attribute(name)?.value ?? settings.get(name),
    method: (...names) => names.flatMap((name) => methods.find((method) => nameOf(method) === name) ?? [])[0],
    documentation: parseDocstring(docstringOf(document, definition)).description,
  };
}
