import * as z from "../../ots/zod.ts";
import { argumentLeaves } from "../call/arguments.ts";
import { isDerived } from "../call/derived.ts";
import { occursIn } from "../call/provenance.ts";
import { situationOf } from "./situated.ts";
import { BeltError, defineTool } from "./tool.ts";

const input = z.object({
  value: z.string().describe("a value such as an address, an amount, a path or a name"),
});

const output = z.object({
  found: z.array(
    z.object({
      where: z.enum([
        "instruction",
        "policy",
        "user turn",
        "system notice",
        "observation",
        "message of an agent",
      ]),
      step: z.number().nullable(),
      tool: z.string().nullable(),
      /** The user, the policy and the system are; what was read is not. */
      trusted: z.boolean(),
      text: z.string(),
    }),
  ),
  /** A number that follows from numbers of the case by adding, scaling or converting. */
  derived: z.boolean(),
});

const mostPlaces = 20;

/** Where a value came from in the trajectory, and whether that place is trusted. */
export const provenance = defineTool({
  id: "provenance",
  description:
    "Every place of the case that names a value, and whether that place is trusted: the user, the policy and the system are, what was read is not.",
  effect: "pure",
  input,
  output,
  run({ value }, context) {
    if (value.trim().length < 2 || value.length > 400) {
      throw new BeltError("A value of 2 to 400 characters can be looked for.");
    }
    const number = Number(value.replace(/[,\s]/g, ""));
    const [argument] = argumentLeaves({
      value: Number.isFinite(number) && /\d/.test(value) ? number : value,
    });
    const situation = situationOf(context);
    if (!argument) {
      return { found: [], derived: false };
    }
    const { memory, policy } = situation;
    const places = [
      ...memory.users.map(
        (place) => ({ place, where: place.step < 0 ? "instruction" : "user turn", trusted: true }) as const,
      ),
      ...(policy ? [{ place: policy, where: "policy", trusted: true } as const] : []),
      ...memory.notices.map((place) => ({ place, where: "system notice", trusted: true }) as const),
      ...memory.read.map(
        (place) =>
          ({
            place,
            where: place.where === "message" ? "message of an agent" : "observation",
            trusted: false,
          }) as const,
      ),
    ];
    const found = places.flatMap(({ place, where, trusted }) => {
      const at = occursIn(place, argument);
      const { text } = place.passage;
      return at
        ? [
            {
              where,
              step: place.step < 0 ? null : place.step,
              tool: place.name || null,
              trusted,
              text: text.slice(Math.max(0, at.start - 40), at.end + 40),
            },
          ]
        : [];
    });
    return {
      found: found.slice(0, mostPlaces),
      derived: typeof argument.value === "number" && isDerived(situation, argument.value),
    };
  },
});
