/** Something that a piece of code would do if it ran. */
export interface CodeEffect {
  kind: "read" | "write" | "delete" | "network" | "send" | "privilege" | "execute" | "stop";
  what: string;
  /** The part of the code that does it. */
  text: string;
  start: number;
  end: number;
  /** Not bounded to what it names: a root, a wildcard, no condition. */
  wide: boolean;
}

export const mostEffects = 100;
