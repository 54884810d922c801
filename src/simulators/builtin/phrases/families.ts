import type { Family } from "../language/verbs.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { World } from "../world/world.ts";
import type { Bag } from "./bag.ts";
import type { Clause } from "./clause.ts";
import { grant, revoke } from "./families/access.ts";
import { control, execute, operate } from "./families/machines.ts";
import { order, pay, refund } from "./families/money.ts";
import { create, decide, move, read, remove, update, write } from "./families/records.ts";
import { publish, send, share } from "./families/words.ts";

/** Puts the leading arguments of a call into a clause; what it does not take from the bag is added behind. */
export type FamilyPhrase = (tool: ToolProfile, bag: Bag, world: World) => Clause;

export const families: Readonly<Record<Family, FamilyPhrase>> = {
  read,
  send,
  publish,
  pay,
  refund,
  order,
  delete: remove,
  create,
  write,
  update,
  control,
  execute,
  grant,
  revoke,
  operate,
  decide,
  move,
  share,
  use: update,
};
