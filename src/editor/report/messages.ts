import { riskSourceSchema } from "../../ots/vocabulary.ts";
import * as z from "../../ots/zod.ts";
import type { FromReport } from "../../shared/report.ts";

const source = riskSourceSchema.optional();
const place = z.object({ toolId: z.string(), outcome: z.string(), source });

/** What the page may say: it is checked like anything else that comes from outside. */
export const fromReportSchema: z.ZodType<FromReport> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("generate"), places: z.array(place).max(100_000) }),
  z.object({ type: z.literal("show"), place }),
  z.object({ type: z.literal("export"), as: z.enum(["csv", "svg"]), source }),
]);
