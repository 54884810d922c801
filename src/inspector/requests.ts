import { verdictLabelSchema } from "../ots/vocabulary.ts";
import * as z from "../ots/zod.ts";
import type { Filter, TextRef } from "../shared/inspection.ts";
import type {
  FromPage,
  PageAction,
  PageRequest,
  PageState,
  Place,
  ReviewInput,
  Showing,
  TrajectoryPlace,
} from "../shared/protocol.ts";
import { maxChunk, maxRows } from "./inspection.ts";

// A page holds text that anybody may have written. Should such text ever get to run, this is what it could say to the host.

const side = z.enum(["left", "right"]);
const number = z.int().nonnegative();
const line = z.string().max(1_000);
const prose = z.string().max(20_000);
export const placeSchema: z.ZodType<Place> = z.strictObject({ side, step: number });

export const textRefSchema: z.ZodType<TextRef> = z.union([
  z.strictObject({ of: z.enum(["instruction", "policy"]), side }),
  z.strictObject({
    of: z.enum(["thought", "arguments", "answer", "message", "observation", "rationale", "trace", "raw"]),
    side,
    step: number,
    path: z.string().max(10_000).exactOptional(),
  }),
]);

const filterSchema: z.ZodType<Filter> = z.strictObject({
  participants: z
    .array(z.strictObject({ kind: z.enum(["agent", "user", "system", "peer"]), name: line }))
    .max(500)
    .exactOptional(),
  tools: z.array(line).max(1_000).exactOptional(),
  verdicts: z
    .array(z.union([verdictLabelSchema, z.literal("none")]))
    .max(10)
    .exactOptional(),
  text: line.exactOptional(),
  differences: z.literal(true).exactOptional(),
  reviewed: z.literal(true).exactOptional(),
});

const reviewSchema: z.ZodType<ReviewInput> = z.discriminatedUnion("judgement", [
  z.strictObject({ judgement: z.literal("right"), reason: prose }),
  z.strictObject({
    judgement: z.literal("wrong"),
    reason: prose,
    verdict: verdictLabelSchema.exactOptional(),
  }),
  z.strictObject({ judgement: z.enum(["accepted", "rejected"]), reason: prose }),
  z.strictObject({ judgement: z.literal("edited"), reason: prose, arguments: z.string().max(1_000_000) }),
  z.strictObject({ judgement: z.enum(["label", "remove-label"]), label: z.string().trim().min(1).max(80) }),
  z.strictObject({ judgement: z.literal("comment"), reason: z.string().trim().min(1).max(20_000) }),
  z.strictObject({ judgement: z.literal("remove-comment"), id: line }),
  z.strictObject({ judgement: z.literal("clear"), of: z.enum(["verdict", "action"]) }),
]);

export const pageRequestSchema: z.ZodType<PageRequest> = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("rows"), from: number, count: z.int().positive().max(maxRows) }),
  z.strictObject({
    ask: z.literal("text"),
    ref: textRefSchema,
    from: number,
    count: z.int().positive().max(maxChunk),
  }),
  z.strictObject({ ask: z.literal("picture"), side, name: z.string().max(40) }),
  z.strictObject({ ask: z.literal("filter"), filter: filterSchema }),
  z.strictObject({ ask: z.literal("find"), text: line }),
  z.strictObject({ ask: z.literal("row-of"), place: placeSchema }),
  z.strictObject({
    ask: z.literal("entries"),
    search: line,
    from: number,
    count: z.int().positive().max(maxRows),
  }),
  z.strictObject({
    ask: z.literal("check-arguments"),
    place: placeSchema,
    arguments: z.string().max(1_000_000),
  }),
  z.strictObject({ ask: z.literal("review"), place: placeSchema, review: reviewSchema }),
  z.strictObject({ ask: z.literal("undo-review") }),
]);

const pageActionSchema: z.ZodType<PageAction> = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.enum([
      "simulate",
      "reflect",
      "judge",
      "text-diff",
      "compare",
      "import",
      "back-to-list",
      "refresh",
      "reload",
      "reopen-as-text",
    ]),
  }),
  z.strictObject({ do: z.literal("reveal-tool"), tool: line }),
  z.strictObject({ do: z.literal("open-document"), ref: textRefSchema }),
  z.strictObject({ do: z.literal("copy-link"), place: placeSchema }),
  z.strictObject({ do: z.literal("copy"), text: z.string().max(2_000_000) }),
  z.strictObject({ do: z.literal("choose"), entry: number }),
]);

export const fromPageSchema: z.ZodType<FromPage> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("alive") }),
  z.strictObject({ type: z.literal("request"), id: number, request: pageRequestSchema }),
  z.strictObject({ type: z.literal("action"), action: pageActionSchema }),
  z.strictObject({ type: z.literal("failed"), message: z.string().max(10_000) }),
]);

export const trajectoryPlaceSchema: z.ZodType<TrajectoryPlace> = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("stored"), folder: z.string(), trajectory: z.string() }),
  z.strictObject({ of: z.enum(["file", "head"]), uri: z.string(), entry: number }),
]);

export const showingSchema: z.ZodType<Showing> = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("scenario"), folder: z.string(), scenario: z.string() }),
  z.strictObject({ of: z.literal("one"), place: trajectoryPlaceSchema }),
  z.strictObject({ of: z.literal("two"), left: trajectoryPlaceSchema, right: trajectoryPlaceSchema }),
  z.strictObject({ of: z.literal("list"), uri: z.string() }),
]);

/** The state a page kept over a restart: what it showed is the host's business, the rest the page's own. */
export const pageStateSchema: z.ZodType<Pick<PageState, "showing">> = z.object({ showing: showingSchema });
