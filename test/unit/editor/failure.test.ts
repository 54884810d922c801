import { expect, it } from "vitest";
import { failureOf } from "../../../src/editor/base/failure.ts";
import { InputError } from "../../../src/syntax/input-error.ts";

it("takes cancellation for no failure, whoever's error it is", () => {
  const canceled = new Error("Canceled");
  canceled.name = "Canceled";
  const aborted = new AbortController();
  aborted.abort();
  expect(failureOf(canceled)).toEqual({ kind: "cancelled" });
  expect(failureOf(aborted.signal.reason)).toEqual({ kind: "cancelled" });
});

it("keeps the words and the place of what the user can mend", () => {
  const problem = { file: "/p/threat-model.json", line: 3, message: "unknown outcome" };
  expect(failureOf(new InputError("unknown outcome", problem))).toEqual({
    kind: "input",
    message: "unknown outcome",
    problem,
  });
  expect(failureOf(new InputError("nothing to do"))).toEqual({ kind: "input", message: "nothing to do" });
});

it("takes anything else for unexpected, also what is no error", () => {
  expect(failureOf(new TypeError("x is undefined"))).toEqual({
    kind: "unexpected",
    message: "x is undefined",
  });
  expect(failureOf("text")).toEqual({ kind: "unexpected", message: "text" });
  expect(failureOf(undefined)).toEqual({ kind: "unexpected", message: "undefined" });
});
