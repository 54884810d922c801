import { argumentFinding, type Judgement } from "./finding-of-flow.ts";
import type { SinkKind } from "./flow/engine.ts";
import type { ArgumentFlow } from "./flow/flows.ts";
import type { Check, CodeContext } from "./rule.ts";

/** The check of a rule about arguments of tools that reach one kind of sink; `judge` gives undefined for harmless ones. */
export function argumentCheck(
  kind: SinkKind,
  judge: (flow: ArgumentFlow, context: CodeContext) => Judgement | undefined,
): Check {
  return {
    kind: "code",
    hints: "tools",
    check: (context) =>
      context.flows.arguments
        .filter(({ hit }) => hit.kind === kind)
        .flatMap((flow) => {
          // A helper that many call may be given by one of them what the others keep from it.
          const judged = [flow, ...(flow.alternatives ?? [])].flatMap((one) => {
            const judgement = judge(one, context);
            return judgement === undefined ? [] : [{ flow: one, judgement }];
          });
          const gravest = judged.find(({ judgement: { severity } }) => severity === "error") ?? judged[0];
          return gravest === undefined ? [] : [argumentFinding(context, gravest.flow, gravest.judgement)];
        }),
  };
}

/** The name of what stands for the tools of calls that are answered where no tool is defined. */
export const anyCall = "any tool";

/** The words of a tool that tell what it is for. */
export function purposeOf({ tool }: ArgumentFlow): string {
  return `${tool.name.replaceAll(/[_-]|(?<=[a-z])(?=[A-Z])/g, " ")} ${tool.description}`;
}

/** ` of tool \`x\`` and what is known of the guards, for the end of a message. */
export function subject({ tool, argument, others }: ArgumentFlow): string {
  if (tool.name === anyCall) {
    return "An argument of a model's call";
  }
  const same = others.filter((other) => other.tool.id === tool.id).length;
  return `\`${argument}\`${same > 0 ? ` (and ${same} more)` : ""} of tool \`${tool.name}\``;
}
