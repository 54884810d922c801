import type { CodeFormat } from "../format.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { approvalArgument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";
import type { SignatureOptions } from "../python/signature.ts";

/** A framework in which a decorated function is the whole definition. */
interface DecoratorFramework extends SignatureOptions {
  id: string;
  /** A word that every program names which uses it. */
  hint: string;
  decorator: RegExp;
}

const frameworks: readonly DecoratorFramework[] = [
  {
    id: "strands-agents",
    hint: "strands",
    decorator: /^strands(\.\w+)*\.tool$/,
    hiddenNames: ["agent", "tool_context"],
  },
  {
    id: "agno",
    hint: "agno",
    decorator: /^(agno|phi)(\.\w+)*\.tool$/,
    hiddenNames: ["agent", "team", "run_context", "session_state", "dependencies"],
  },
  { id: "haystack", hint: "haystack", decorator: /^haystack(\.\w+)*\.tool$/ },
  { id: "anthropic-python", hint: "anthropic", decorator: /^anthropic(\.\w+)*\.beta_(async_)?tool$/ },
  { id: "livekit-agents", hint: "livekit", decorator: /^livekit(\.\w+)*\.(function_tool|ai_callable)$/ },
  { id: "llama-stack", hint: "llama_stack_client", decorator: /^llama_stack_client(\.\w+)*\.client_tool$/ },
  { id: "mirascope", hint: "mirascope", decorator: /^mirascope(\.\w+)*\.tool$/ },
  { id: "ell", hint: "ell", decorator: /^ell(\.\w+)*\.tool$/ },
  { id: "beeai", hint: "beeai_framework", decorator: /^beeai_framework(\.\w+)*\.tool$/ },
  {
    id: "arcade",
    hint: "arcade\\w*",
    decorator: /^arcade\w*(\.\w+)*\.tool$/,
    hiddenNames: ["context"],
  },
  { id: "praisonai", hint: "praisonaiagents", decorator: /^praisonaiagents(\.\w+)*\.tool$/ },
  { id: "upsonic", hint: "upsonic", decorator: /^upsonic(\.\w+)*\.tool$/ },
  { id: "marvin", hint: "marvin", decorator: /^marvin(\.\w+)*\.tool$/ },
  { id: "controlflow", hint: "controlflow", decorator: /^controlflow(\.\w+)*\.tool$/ },
  { id: "metagpt", hint: "metagpt", decorator: /^metagpt(\.\w+)*\.register_tool$/ },
  {
    id: "microsoft-agent-framework",
    hint: "agent_framework",
    decorator: /^agent_framework(\.\w+)*\.(ai_function|tool)$/,
  },
];

/** One format per framework of the table. */
export const pythonDecoratorFormats: readonly CodeFormat[] = frameworks.map(
  ({ id, hint, decorator: name, ...options }) => ({
    kind: "code",
    id,
    languages: ["python"],
    hints: [new RegExp(`\\b${hint}\\b`)],
    find: (document) =>
      decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
        if (!comesFrom(document, decorator, name)) {
          return [];
        }
        const approval = approvalArgument(document, given, "requires_confirmation", "approval_mode");
        return (
          functionTool(document, {
            framework: id,
            node,
            definition,
            name: given.named.get("name"),
            description: given.named.get("description"),
            approval,
            ...options,
          }) ?? []
        );
      }),
  }),
);
