import type { Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import type * as z from "../../ots/zod.ts";

/** A text of the project that the judge may look things up in. */
export interface BeltDocument {
  /** Path relative to the workspace, with forward slashes; or a title such as `tool send_mail`. */
  file: string;
  text: string;
}

/** Asks a tool of a server that the user set up for judging. */
export interface ExternalCaller {
  /** Read-only tools that the user allowed one by one. */
  readonly tools: readonly { server: string; name: string; description: string; inputSchema: object }[];
  /** Rejects with a reason fit to show; that is an observation too. */
  call(
    server: string,
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<string>;
}

/** What the tools may look at: the case that is judged, and what the judge's user gave them. */
export interface BeltContext {
  instruction: string;
  policy: string;
  tools: readonly ToolSpec[];
  /** The steps before the judged one, and that one last. */
  steps: readonly Step[];
  documents: readonly BeltDocument[];
  external?: ExternalCaller;
  /** Runs a snippet inside the sandbox; there only when the user switched it on. Rejects with a reason fit to show. */
  runSnippet?: (text: string, signal?: AbortSignal) => Promise<string>;
}

/** A question that has no answer here; the message is the observation the judge gets. */
export class BeltError extends Error {
  override name = "BeltError";
}

interface ToolWords {
  readonly id: string;
  /** What it is for, in words for a model. */
  readonly description: string;
  /** `pure` depends on its input and the context alone; `sandbox` runs code inside WebAssembly; `external` asks a server. */
  readonly effect: "pure" | "sandbox" | "external";
}

interface TypedTool<I, O> extends ToolWords {
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  /** @throws BeltError when it cannot say. */
  run(input: I, context: BeltContext, signal?: AbortSignal): O | Promise<O>;
}

/** One tool of the belt as the judges see it: what goes in and comes out is checked by its schemas. */
export interface BeltTool extends ToolWords {
  readonly input: z.ZodType;
  /** @throws BeltError when the input does not fit, or the tool cannot say. */
  answer(input: unknown, context: BeltContext, signal?: AbortSignal): Promise<unknown>;
}

/** A tool whose input and output are checked whoever calls it. */
export function defineTool<I, O>({ input, output, run, ...words }: TypedTool<I, O>): BeltTool {
  return {
    ...words,
    input,
    async answer(given, context, signal) {
      const parsed = input.safeParse(given);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new BeltError(
          `The input does not fit: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
        );
      }
      return output.parse(await run(parsed.data, context, signal));
    },
  };
}

/** Why something failed, in words fit to show. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 400);
}
