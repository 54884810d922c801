import type { Hint } from "../tools/format.ts";
import { argumentFinding, type Judgement, sourceFinding } from "./finding-of-flow.ts";
import type { Hit, SinkKind } from "./flow/engine.ts";
import type { ArgumentFlow } from "./flow/flows.ts";
import type { SourceKind } from "./flow/value.ts";
import type { CodeCheck, CodeContext } from "./rule.ts";

/** Words of the kinds of sources, at the beginning of a message. */
export const sourceWords: Readonly<Record<SourceKind, string>> = {
  model: "A model's answer",
  untrusted: "Content from outside",
  secret: "A secret",
  argument: "An argument",
};

/** What is said of sources that rules tell apart. */
export const webRequest = "a web request";
export const wholeEnvironment = "the whole environment";

/** The kind of a hit's source. */
export function sourceOf({ taint: { label } }: Hit): SourceKind {
  return label.kind === "source" ? label.source : "argument";
}

/** The words of a hit's source, more exact than its kind: `the environment variable API_KEY`. */
export function whatOf({ taint: { label } }: Hit): string {
  return label.kind === "source" ? label.what : "an argument of a tool";
}

/** The check of a rule about sources inside the code: model output, fetched content, secrets. */
export function sourceCheck(
  kinds: readonly SinkKind[],
  sources: readonly SourceKind[],
  judge: (hit: Hit, context: CodeContext) => Judgement | undefined,
): CodeCheck {
  return {
    kind: "code",
    hints: { sources, sinks: kinds },
    check: (context) =>
      context.flows.sources
        .filter((hit) => kinds.includes(hit.kind) && sources.includes(sourceOf(hit)))
        .flatMap((hit) => {
          const judgement = judge(hit, context);
          return judgement === undefined ? [] : [sourceFinding(context, hit, judgement)];
        }),
  };
}

/** As `sourceCheck`, for arguments of tools that reach one of several kinds of sinks. */
export function argumentsCheck(
  kinds: readonly SinkKind[],
  hints: readonly Hint[],
  judge: (flow: ArgumentFlow) => Judgement | undefined,
): CodeCheck {
  return {
    kind: "code",
    hints: "tools",
    needs: new RegExp(
      hints
        .map((hint) => (typeof hint === "string" ? hint.replace(/[()[\]]/g, "\\$&") : hint.source))
        .join("|"),
    ),
    check: (context) =>
      context.flows.arguments
        .filter(({ hit }) => kinds.includes(hit.kind))
        .flatMap((flow) => {
          const judgement = judge(flow);
          return judgement === undefined ? [] : [argumentFinding(context, flow, judgement)];
        }),
  };
}
