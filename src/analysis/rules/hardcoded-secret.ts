import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { callsOf } from "../calls.ts";
import { pythonImport } from "../fixes/imports.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { findKnownSecret, isSecretName, isSecretValue, withArticle } from "../secrets/formats.ts";

/** A credential in the code of an agent. */
export const hardcodedSecret: Rule = {
  id: "hardcoded-secret",
  title: "Credential written out in the code",
  severity: "error",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["access-compromise"],
  references: ["LLM02", "ASI03", "MCP01", "CWE-798", "CWE-259", "AML.T0055"],
  explanation:
    "Code of agents is committed, packaged, and read by agents. A key in it is out: it must be replaced, not only removed. It is an error for " +
    "keys of a known format, a warning for random values under a telling name. Values are judged, not names: blanks to fill in, references " +
    "and the words local servers take for a key are not reported.",
  bad: { language: "python", code: 'client = OpenAI(api_key="sk-proj-…")' },
  good: { language: "python", code: 'client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])' },
  checks: [
    {
      kind: "code",
      hints: [
        /\bsk-/,
        "AIza",
        /hf_[A-Za-z]{30}/,
        /gh[pousr]_|github_pat_/,
        /xox[abprs]-/,
        /AKIA|ASIA/,
        "glpat-",
        "_live_",
        /npm_[A-Za-z0-9]{30}/,
        "pypi-AgEI",
        /SG\.[\w-]{16}/,
        "eyJ",
        "PRIVATE KEY",
        "hooks.slack.com",
        /:\/\/[^\s/?#@:"']{1,100}:[^\s/?#@"'{}]{6,200}@/,
        /(?:api_?key|secret|token|passw\w{0,4})["']?\]?\s{0,3}[:=]\s{0,3}["'][^"'\s]{12}/i,
        "dangerouslyAllowBrowser",
      ],
      check: (context) => (isAgentCode(context) ? [...literals(context), ...inBrowsers(context)] : []),
    },
  ],
};

const agentLibraries =
  /^(?:openai|anthropic|@anthropic-ai\/|ai$|@ai-sdk\/|langchain|@langchain\/|langgraph|llama_index|llamaindex|mcp|fastmcp|@modelcontextprotocol\/|agents|@openai\/|pydantic_ai|crewai|autogen|smolagents|google\.(?:adk|genai|generativeai)|@google\/gen|mastra|@mastra\/|semantic_kernel|claude_|litellm|cohere|mistralai|groq|ollama|tavily|firecrawl|pinecone|qdrant_client|chromadb|weaviate|@pinecone|huggingface_hub|transformers|haystack|dspy)/;

function isAgentCode({ document, tools }: CodeContext): boolean {
  return tools.length > 0 || document.names.modules.some((module) => agentLibraries.test(module));
}

function literals(context: CodeContext): RuleFinding[] {
  const { document, file, inTests } = context;
  return document.nodes("string", "template_string").flatMap((node): RuleFinding[] => {
    const length = node.endIndex - node.startIndex;
    if (length < 14 || length > 5_000) {
      return [];
    }
    const raw = document.textOf(node);
    const known = findKnownSecret(raw);
    const name = known === undefined ? nameOf(document, node) : undefined;
    const value = document.values.string(node) ?? "";
    const isRandom =
      name !== undefined && isSecretName(name) && isSecretValue(value) && !published.test(value);
    if (known === undefined && !isRandom) {
      return [];
    }
    const range =
      known === undefined
        ? document.rangeOf(node)
        : document.rangeAt(node.startIndex + known.index, node.startIndex + known.index + known.text.length);
    const what = known === undefined ? `The value of \`${name?.slice(0, 30)}\`` : withArticle(known.kind);
    return [
      {
        severity: inTests ? "info" : known === undefined ? "warning" : "error",
        confidence: "pattern",
        message: `${what} stands in the code: whoever reads it, an agent too, has it. Replace the key.`,
        range,
        fixes: () =>
          known === undefined || known.text.length === length - 2
            ? [fromEnvironment(document, file, node, nameOf(document, node))]
            : [],
      },
    ];
  });
}

/** Keys that are meant to be read by everybody: PostHog's for projects, Stripe's and Supabase's for pages, Mapbox's. */
const published = /^(?:phc_|pk_(?:live|test)_|sb_publishable_|pk\.eyJ)/;

/** What a literal is given to: a keyword, a property, a variable. */
function nameOf(document: CodeDocument, node: Node): string | undefined {
  const { parent } = node;
  if (parent === null) {
    return undefined;
  }
  const holder =
    parent.type === "keyword_argument" || parent.type === "variable_declarator"
      ? field(parent, "name")
      : parent.type === "pair"
        ? field(parent, "key")
        : parent.type === "assignment" || parent.type === "assignment_expression"
          ? field(parent, "left")
          : undefined;
  const isValue = holder !== undefined && holder.id !== node.id;
  return isValue
    ? document
        .textOf(holder)
        .replace(/^["']|["']$/g, "")
        .split(".")
        .at(-1)
    : undefined;
}

function fromEnvironment(document: CodeDocument, file: string, node: Node, name: string | undefined) {
  const variable = (name === undefined || name === "" ? "API_KEY" : name)
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/\W+/g, "_")
    .toUpperCase();
  const isPython = document.language === "python";
  const newText = isPython ? `os.environ["${variable}"]` : `process.env.${variable}`;
  const added = isPython ? (pythonImport(document, file, "import os", "os") ?? []) : [];
  return {
    title: `Read it from the environment variable ${variable}`,
    kind: "alternative" as const,
    edits: [{ file, range: document.rangeOf(node), newText }, ...[added].flat()],
  };
}

/** A client in a browser hands its key to every visitor. */
function inBrowsers({ document, text }: CodeContext): RuleFinding[] {
  return !text.includes("dangerouslyAllowBrowser")
    ? []
    : callsOf(document).flatMap((call): RuleFinding[] => {
        const option = call.option("dangerouslyAllowBrowser");
        if (option === undefined || document.values.scalar(option.value) !== true) {
          return [];
        }
        const key = call.option("apiKey");
        const isShipped =
          key !== undefined && /NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_/.test(document.textOf(key.value));
        return [
          {
            severity: isShipped ? "error" : "warning",
            confidence: "pattern",
            message: isShipped
              ? "The key is built into the page: every visitor has it."
              : "The model is called from the browser: whatever key it is given, every visitor has.",
            range: document.rangeOf(option.node),
          },
        ];
      });
}
