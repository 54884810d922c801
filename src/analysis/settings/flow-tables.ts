import type { Hinted } from "../../tools/hinted.ts";
import type { SinkKind } from "../flow/engine.ts";
import { pythonModels, scriptModels } from "../flow/models/models.ts";
import { type OwnFunctions, withOwnFunctions } from "../flow/models/own-functions.ts";
import { builtinTables, type FlowTables, tablesOf } from "../flow/tables.ts";
import { builtinWords, type FlowWords } from "../flow/words.ts";
import type { RulesFile, sinkKinds } from "./schema.ts";

/** What the settings call a kind of sink, in the words of the flow engine. */
const kindsOf: Readonly<Record<(typeof sinkKinds)[number], readonly SinkKind[]>> = {
  shell: ["shell"],
  argv: ["argv"],
  code: ["code"],
  path: ["path"],
  url: ["url"],
  query: ["query"],
  template: ["template"],
  html: ["html"],
  deserialize: ["deserialise"],
  prompt: ["instructions"],
};

/** What the flow engine knows in a project with these settings: the built-in functions and those the project names. */
export function flowTables(settings: RulesFile): FlowTables {
  const { sources = [], sinks = [], sanitizers = [], guards = [] } = settings;
  if (sources.length + sinks.length + sanitizers.length + guards.length === 0) {
    return builtinTables;
  }
  const limited = (kinds: readonly (typeof sinkKinds)[number][] | undefined) =>
    kinds === undefined ? {} : { sinks: kinds.flatMap((kind) => kindsOf[kind]) };
  const own: OwnFunctions = {
    sources: sources.map(({ module, name, kind }) => ({ module, name, source: kind })),
    sinks: sinks.map(({ module, name, argument, kind }) => ({
      module,
      name,
      argument,
      sinks: kindsOf[kind],
    })),
    sanitizers: sanitizers.map(({ module, name, for: kinds }) => ({ module, name, ...limited(kinds) })),
    guards: guards.map(({ module, name, argument, for: kinds }) => ({
      module,
      name,
      ...(argument === undefined ? {} : { argument }),
      ...limited(kinds),
    })),
  };
  return tablesOf(
    { python: withOwnFunctions(pythonModels, own), script: withOwnFunctions(scriptModels, own) },
    { python: withOwnWords(builtinWords.python, own), script: withOwnWords(builtinWords.script, own) },
  );
}

/** The words of a language with the last names of the project's functions. */
function withOwnWords({ sources, sinks }: FlowWords, own: OwnFunctions): FlowWords {
  const withNames = <T extends Hinted>(words: T, functions: readonly { name: string }[]): T => {
    if (functions.length === 0) {
      return words;
    }
    const names = functions.map(({ name }) => name.split(".").at(-1)?.replaceAll("$", "\\$"));
    const pattern = new RegExp(`(?<![\\w$])(?:${names.join("|")})(?![\\w$])`);
    const needs = words.needs?.map((need) =>
      typeof need === "string" ? need : new RegExp(`${need.source}|${pattern.source}`, need.flags),
    );
    return { ...words, hints: [...words.hints, pattern], ...(needs === undefined ? {} : { needs }) };
  };
  const of = (kind: SinkKind) => own.sinks.filter((sink) => sink.sinks.includes(kind));
  return {
    sources: {
      model: withNames(
        sources.model,
        own.sources.filter(({ source }) => source === "model"),
      ),
      untrusted: withNames(
        sources.untrusted,
        own.sources.filter(({ source }) => source === "untrusted"),
      ),
      secret: withNames(
        sources.secret,
        own.sources.filter(({ source }) => source === "secret"),
      ),
      argument: sources.argument,
    },
    sinks: {
      ...sinks,
      shell: withNames(sinks.shell, of("shell")),
      argv: withNames(sinks.argv, of("argv")),
      code: withNames(sinks.code, of("code")),
      path: withNames(sinks.path, of("path")),
      query: withNames(sinks.query, of("query")),
      template: withNames(sinks.template, of("template")),
      html: withNames(sinks.html, of("html")),
      deserialise: withNames(sinks.deserialise, of("deserialise")),
      instructions: withNames(sinks.instructions, of("instructions")),
    },
    own: own.sinks.map(({ name }) => name.split(".").at(-1) ?? name),
  };
}
