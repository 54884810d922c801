import type { JsonObject } from "../../ots/json.ts";

const string: JsonObject = { type: "string" };
const integer: JsonObject = { type: "integer" };
const number: JsonObject = { type: "number" };
const formatted = (format: string): JsonObject => ({ type: "string", format });

/** JSON Schema of types that take no arguments, by their last name. */
export const knownTypes: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["str", string],
  ["AnyStr", string],
  ["LiteralString", string],
  ["Text", string],
  ["StrictStr", string],
  ["bytes", string],
  ["int", integer],
  ["StrictInt", integer],
  ["float", number],
  ["StrictFloat", number],
  ["Decimal", number],
  ["bool", { type: "boolean" }],
  ["StrictBool", { type: "boolean" }],
  ["None", { type: "null" }],
  ["NoneType", { type: "null" }],
  ["Any", {}],
  ["object", {}],
  ["JsonValue", {}],
  ["JSONValue", {}],
  ["datetime", formatted("date-time")],
  ["AwareDatetime", formatted("date-time")],
  ["NaiveDatetime", formatted("date-time")],
  ["date", formatted("date")],
  ["time", formatted("time")],
  ["timedelta", formatted("duration")],
  ["UUID", formatted("uuid")],
  ["UUID1", formatted("uuid")],
  ["UUID4", formatted("uuid")],
  ["Path", formatted("path")],
  ["PurePath", formatted("path")],
  ["FilePath", formatted("file-path")],
  ["DirectoryPath", formatted("directory-path")],
  ["EmailStr", formatted("email")],
  ["HttpUrl", formatted("uri")],
  ["AnyUrl", formatted("uri")],
  ["AnyHttpUrl", formatted("uri")],
  ["SecretStr", formatted("password")],
  ["PositiveInt", { type: "integer", exclusiveMinimum: 0 }],
  ["NonNegativeInt", { type: "integer", minimum: 0 }],
  ["NegativeInt", { type: "integer", exclusiveMaximum: 0 }],
  ["PositiveFloat", { type: "number", exclusiveMinimum: 0 }],
  ["NonNegativeFloat", { type: "number", minimum: 0 }],
]);

export const arrayTypes: ReadonlySet<string> = new Set([
  "list",
  "List",
  "Sequence",
  "MutableSequence",
  "Iterable",
  "Iterator",
  "Collection",
  "deque",
  "conlist",
]);
export const setTypes: ReadonlySet<string> = new Set(["set", "Set", "frozenset", "FrozenSet", "AbstractSet"]);
export const tupleTypes: ReadonlySet<string> = new Set(["tuple", "Tuple"]);
export const mapTypes: ReadonlySet<string> = new Set([
  "dict",
  "Dict",
  "Mapping",
  "MutableMapping",
  "OrderedDict",
  "defaultdict",
  "DefaultDict",
]);
/** Wrappers that mean their first argument. */
export const wrapperTypes: ReadonlySet<string> = new Set([
  "Required",
  "NotRequired",
  "ReadOnly",
  "Final",
  "SkipValidation",
]);
