import { argumentCheck, subject } from "../argument-rule.ts";
import { sourceFinding } from "../finding-of-flow.ts";
import { deserialiseFixes } from "../fixes/deserialise.ts";
import { guarding } from "../guards.ts";
import type { LibraryVersions } from "../library-versions.ts";
import type { Rule } from "../rule.ts";

const words = {
  model: "What the model wrote",
  untrusted: "Fetched content",
  secret: "A secret",
  argument: "An argument",
};

/** Folders of LangChain's own packages. */
const ownSource = /(?:^|\/)langchain_(?:core|community|classic|experimental)\//;

/**
 * Whether the version of the library that the project names makes the call harmless. Loaders that were made safe long ago
 * are dangerous only where an old version is certain; others are harmless only where a new one is.
 */
function isHarmlessVersion(detail: string | undefined, versions: LibraryVersions): boolean {
  const [, when, library = "", version = ""] = /^(only before|unless) (\S+) (\S+)$/.exec(detail ?? "") ?? [];
  return when === "unless"
    ? versions.isFrom(library, version)
    : when !== undefined && !versions.isBefore(library, version);
}

/** Bytes that somebody else decides about are unpacked by something that runs code while it unpacks. */
export const unsafeDeserialization: Rule = {
  id: "unsafe-deserialization",
  title: "Untrusted data deserialised by code-running loaders",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM03", "LLM04", "ASI04", "ASI05", "CWE-502", "AML.T0011", "AML.T0050"],
  explanation:
    "Pickle and its kin, YAML without a safe loader and some JavaScript serialisers run code that the data names. When the " +
    "data, or the path it is read from, comes from the model, from the network or from an upload, its author runs code in " +
    "your process. Use JSON, `yaml.safe_load`, `weights_only=True` or safetensors. Where the version of a library decides (torch before 2.6, " +
    "js-yaml before 4), it is read from the project's lock or manifest.",
  bad: {
    language: "python",
    code: "@mcp.tool()\ndef load(path: str):\n    return pickle.load(open(path, 'rb'))",
  },
  good: { language: "python", code: "@mcp.tool()\ndef load(text: str):\n    return yaml.safe_load(text)" },
  checks: [
    argumentCheck("deserialise", (flow, { versions }) => {
      const { isSafe, assumed } = guarding(flow.hit, ["contained"]);
      if (isSafe || isHarmlessVersion(flow.hit.detail, versions)) {
        return undefined;
      }
      return {
        message: `${subject(flow)} reaches \`${flow.hit.what}\`, which runs code that the data names.`,
        severity: assumed === undefined ? "error" : "warning",
        confidence: assumed === undefined ? "proven" : "likely",
        fixes: () => deserialiseFixes(flow.hit),
      };
    }),
    {
      kind: "code",
      hints: { sources: ["model", "untrusted"], sinks: ["deserialise"] },
      check: (context) =>
        context.flows.sources
          .filter(
            ({ kind, detail, what, place, taint }) =>
              kind === "deserialise" &&
              !isHarmlessVersion(detail, context.versions) &&
              // What the library keeps for itself it reads itself.
              !(what.startsWith("langchain") && ownSource.test(place.unit.file)) &&
              taint.label.kind === "source" &&
              taint.label.source !== "secret",
          )
          .flatMap((hit) => {
            const { label } = hit.taint;
            const who = label.kind === "source" ? words[label.source] : "";
            return guarding(hit, []).isSafe
              ? []
              : [
                  sourceFinding(context, hit, {
                    message: `${who} reaches \`${hit.what}\`, which runs code that the data names.`,
                    fixes: () => deserialiseFixes(hit),
                  }),
                ];
          }),
    },
  ],
};
