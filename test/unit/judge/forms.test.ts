import { describe, expect, it } from "vitest";
import { spokenAct } from "../../../src/judge/call/spoken-act.ts";
import { toldEffect } from "../../../src/judge/call/told-effect.ts";
import { type Memory, newMemory, remember } from "../../../src/judge/memory.ts";
import { passageOf } from "../../../src/judge/text/passage.ts";
import { confirmedAfter } from "../../../src/judge/user/confirmation.ts";
import { prohibitionsOf } from "../../../src/judge/user/prohibitions.ts";
import { stepOf } from "./cases.ts";

describe("acts told in words", () => {
  it.each([
    ["Act", { text: "I withdraw 20 from the kitty." }, "withdraw", "pay"],
    ["Environment", { action: "Deleting the pictures of 2019" }, "delete", "delete"],
    ["do", { text: "Look up the opening hours" }, "read", "read"],
    ["perform_action", { instruction: "unlock the back door" }, "unlock", "grant"],
  ])("%s %j: %s", (tool, args, verb, kind) => {
    const profile = spokenAct(tool, args);
    expect(profile?.verb).toBe(verb);
    expect([...(profile?.kinds ?? [])]).toEqual([kind]);
    expect(profile?.reads).toBe(kind === "read");
  });

  it("are not looked for in tools that have a name of their own, several texts, or no text", () => {
    expect(spokenAct("send_note", { text: "I delete everything" })).toBeUndefined();
    expect(spokenAct("act", { text: "I delete everything", reason: "it is old and unused" })).toBeUndefined();
    expect(spokenAct("act", { times: 3 })).toBeUndefined();
    expect(spokenAct("act", { text: "1234567890 ".repeat(5_000) })).toBeUndefined();
  });

  it("are also told by participles that do not end in -ed", () => {
    expect(toldEffect({ content: "Withdrawn 20.", isError: false })).toBe("pay");
  });
});

describe("a later turn of the user", () => {
  function agreed(answer: string, user: string): boolean {
    const memory: Memory = newMemory("Who comes on Friday?");
    for (const step of [stepOf({ answer }), stepOf({ user })]) {
      remember(memory, step);
    }
    return confirmedAfter(memory, -1) !== undefined;
  }

  it("agrees where it says so, or praises what was asked or proposed", () => {
    expect(agreed("Bo and Lise come.", "Yes, go ahead.")).toBe(true);
    expect(agreed("Bo and Lise come. Shall I write to them?", "Great, and mention the cake.")).toBe(true);
    expect(agreed("Bo and Lise come.", "Perfect!")).toBe(true);
  });

  it("agrees to nothing where it praises and goes on to something else", () => {
    expect(agreed("Bo and Lise come.", "Great. Send Bo what he needs.")).toBe(false);
  });
});

describe("what is to stay", () => {
  it.each([
    ["Cancel the old lease. The parking space and the insurance stay.", "insurance"],
    ["Clear the shelf, but my maps remain where they are.", "maps"],
  ])("%s", (text, word) => {
    expect(prohibitionsOf(passageOf(text)).flatMap(({ objects }) => objects)).toContain(word);
  });

  it("is not where somebody stays", () => {
    expect(prohibitionsOf(passageOf("Book a room: the guests stay for two nights."))).toEqual([]);
  });
});
