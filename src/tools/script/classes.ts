import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { superclassOf } from "./receivers.ts";
import { givenUp, handedUp } from "./super-arguments.ts";

/** A class of the file that extends another. */
export interface DerivedClass {
  definition: Node;
  /** The expression after `extends`. */
  parent: Node;
  /** The same of the furthest of its parents whose text is known; undefined when that one extends nothing. */
  base: Node | undefined;
  /** The value of a field, own or inherited within the file, or what a getter returns. */
  setting(name: string): Node | undefined;
  /** A method, own or inherited. */
  method(name: string): Node | undefined;
}

/** A class that extends one the caller looks for. */
export interface ExtendingClass extends DerivedClass {
  base: Node;
}

const maxParents = 10;

/** The class and its parents in the file, nearest first, with the expression the last one extends. */
function lineage(document: CodeDocument, definition: Node): { classes: Node[]; base: Node | undefined } {
  const classes = [definition];
  for (let depth = 0; depth < maxParents; depth++) {
    const parent = superclassOf(classes.at(-1) ?? definition);
    const named =
      parent === undefined
        ? []
        : parent.type === "identifier"
          ? document.names.lookup(document.textOf(parent), parent)
          : document.names.linked(parent);
    // Bundlers make of a class declaration a variable with a class as its value.
    const made =
      named.find(({ kind }) => kind === "class")?.value ?? (parent && document.values.resolve(parent));
    const found = made !== undefined && /(^|_)class(_declaration)?$/.test(made.type) ? made : undefined;
    if (found === undefined) {
      return { classes, base: parent };
    }
    classes.push(found);
  }
  return { classes, base: undefined };
}

function memberOf(document: CodeDocument, definition: Node, name: string): Node | undefined {
  const body = field(definition, "body");
  const members = body === undefined ? [] : namedChildren(body);
  const named = (wanted: string) =>
    members.find((child) => {
      const key = field(child, "name") ?? field(child, "property");
      return key !== undefined && document.textOf(key) === wanted;
    });
  const member = named(name);
  if (member?.type === "method_definition") {
    const result = member.descendantsOfType("return_statement")[0];
    return result ? namedChildren(result)[0] : undefined;
  }
  return (member && field(member, "value")) ?? assignedIn(document, named("constructor"), name);
}

function methodOf(document: CodeDocument, definition: Node, name: string): Node | undefined {
  const body = field(definition, "body");
  return (body === undefined ? [] : namedChildren(body)).find((child) => {
    const key = field(child, "name") ?? field(child, "property");
    const isCode = child.type === "method_definition" || child.type.endsWith("field_definition");
    return isCode && key !== undefined && document.textOf(key) === name;
  });
}

/** The value of `this.name = …` in a constructor. */
function assignedIn(document: CodeDocument, setUp: Node | undefined, name: string): Node | undefined {
  const assignment = setUp?.descendantsOfType("assignment_expression").find((node) => {
    const left = node === null ? undefined : field(node, "left");
    return left !== undefined && document.textOf(left) === `this.${name}`;
  });
  return assignment ? field(assignment, "right") : undefined;
}

/** What stands behind a class for want of static fields, as compilers write it: `Move.toolName = "move";`. */
function assignedTo(document: CodeDocument, classes: readonly Node[], name: string): Node | undefined {
  return classes.flatMap((member) => {
    const own = field(member, "name");
    return own === undefined ? [] : ownerOf(document, member).names.memberValues(document.textOf(own), name);
  })[0];
}

/** Every class of the file that extends something. */
export function derivedClasses(document: CodeDocument): DerivedClass[] {
  return document.nodes("class_declaration", "abstract_class_declaration", "class").flatMap((definition) => {
    const parent = superclassOf(definition);
    if (parent === undefined) {
      return [];
    }
    const { classes, base } = lineage(document, definition);
    return {
      definition,
      parent,
      base,
      setting: (name: string) =>
        classes.flatMap((member, index) => {
          const value = memberOf(document, member, name);
          return handedUp(document, classes.slice(0, index + 1), { name, value }) ?? value ?? [];
        })[0] ??
        assignedTo(document, classes, name) ??
        givenUp(document, classes.at(-1) ?? definition, name),
      method: (name: string) => classes.flatMap((member) => methodOf(document, member, name) ?? [])[0],
    };
  });
}

/** Classes whose base, directly or through classes of the file, is accepted. */
export function extendingClasses(document: CodeDocument, accept: (base: Node) => boolean): ExtendingClass[] {
  return derivedClasses(document).flatMap(({ base, ...derived }) =>
    base !== undefined && accept(base) ? { ...derived, base } : [],
  );
}
