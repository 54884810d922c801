import type { Family } from "../language/verbs.ts";

/** The verb a person would use where the tool's name has none. */
export const plainVerbs: Readonly<Record<Family, string>> = {
  read: "look up",
  send: "send",
  publish: "publish",
  pay: "transfer",
  refund: "refund",
  order: "order",
  delete: "delete",
  create: "create",
  write: "save",
  update: "update",
  control: "set",
  execute: "run",
  grant: "give",
  revoke: "block",
  operate: "restart",
  decide: "approve",
  move: "move",
  share: "share",
  use: "use",
};
