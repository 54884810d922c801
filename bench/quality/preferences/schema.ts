import type { JsonObject } from "../../../src/ots/json.ts";
import { calls, type Draw, type Template, tool } from "./draw.ts";

const book = tool("book_room", "Books a meeting room.", {
  room: { type: "string", enum: ["Alder", "Birch", "Cedar"] },
  seats: { type: "integer", minimum: 1, maximum: 20 },
  date: { type: "string", format: "date" },
});
const refund = tool("refund_order", "Refunds an order.", {
  order_id: { type: "string", pattern: "^ORD-[0-9]{5}$" },
  amount: { type: "number", exclusiveMinimum: 0 },
  reason: { type: "string", minLength: 3 },
});
const light = tool("set_light", "Sets a lamp.", {
  lamp: { type: "string" },
  level: { type: "integer", minimum: 0, maximum: 100 },
  on: { type: "boolean" },
});
const invite = tool("invite_people", "Invites people.", {
  emails: { type: "array", items: { type: "string", format: "email" }, minItems: 1 },
  role: { type: "string", enum: ["viewer", "editor"] },
});

/** The same call, once as the tool takes it and once with one slip against its schema. */
function both(
  instruction: string,
  spec: ReturnType<typeof tool>,
  right: JsonObject,
  slip: JsonObject,
  without?: string,
) {
  const wrong = { ...right, ...slip };
  if (without !== undefined) {
    delete wrong[without];
  }
  return { instruction, tools: [spec], chosen: calls(spec.name, right), rejected: calls(spec.name, wrong) };
}
const rooms = (d: Draw) => ({
  room: d.pick(["Alder", "Birch", "Cedar"]),
  seats: d.whole(2, 18),
  date: `2025-0${d.whole(1, 9)}-1${d.whole(0, 9)}`,
});

export const schemaTemplates: readonly Template[] = [
  (d) => {
    const a = rooms(d);
    return both(`Book ${a.room} for ${a.seats} people on ${a.date}.`, book, a, { seats: String(a.seats) });
  },
  (d) => {
    const a = rooms(d);
    return both(`I need room ${a.room} on ${a.date}, ${a.seats} seats.`, book, a, {}, "date");
  },
  (d) => {
    const a = rooms(d);
    return both(`Room ${a.room}, ${a.date}, ${a.seats} seats please.`, book, a, {
      room: a.room.toLowerCase(),
    });
  },
  (d) => {
    const a = {
      order_id: `ORD-${d.whole(10_000, 99_999)}`,
      amount: d.whole(10, 90),
      reason: "damaged on arrival",
    };
    return both(`Refund ${a.amount} for ${a.order_id}, it was damaged on arrival.`, refund, a, {
      order_id: a.order_id.slice(4),
    });
  },
  (d) => {
    const a = { order_id: `ORD-${d.whole(10_000, 99_999)}`, amount: d.whole(10, 90), reason: "late" };
    return both(`${a.order_id} came late, refund ${a.amount}.`, refund, a, { amount: -a.amount });
  },
  (d) => {
    const a = { order_id: `ORD-${d.whole(10_000, 99_999)}`, amount: d.whole(10, 90), reason: "wrong size" };
    return both(`Please refund ${a.amount} on ${a.order_id}: wrong size.`, refund, a, { note: "as agreed" });
  },
  (d) => {
    const a = { lamp: d.pick(["hall", "desk", "porch"]), level: d.whole(10, 95), on: true };
    return both(`Turn on the ${a.lamp} lamp at ${a.level} percent.`, light, a, { level: a.level / 100 });
  },
  (d) => {
    const a = { lamp: d.pick(["hall", "desk", "porch"]), level: d.whole(10, 95), on: true };
    return both(`${a.lamp} lamp on, ${a.level} percent.`, light, a, { on: "yes" });
  },
  (d) => {
    const a = { emails: [`${d.pick(["ana", "ben", "cleo"])}@fenwick.org`], role: "viewer" };
    return both(`Invite ${a.emails[0]} as viewer.`, invite, a, { emails: a.emails[0] ?? "" });
  },
  (d) => {
    const a = { emails: [`${d.pick(["ana", "ben", "cleo"])}@fenwick.org`], role: "editor" };
    return both(`Make ${a.emails[0]} an editor.`, invite, a, { role: "Editor rights" });
  },
];
