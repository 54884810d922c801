import { describe, expect, it } from "vitest";
import {
  capitalised,
  indefinite,
  listed,
  paragraph,
  plural,
  possessive,
  singular,
} from "../../../src/simulators/builtin/language/english.ts";
import {
  gerund,
  lemma,
  participle,
  past,
  thirdPerson,
} from "../../../src/simulators/builtin/language/verbs.ts";
import { ascii, nameWords, plainText, slug, spoken } from "../../../src/simulators/builtin/language/words.ts";
import { clause, did, does, doing } from "../../../src/simulators/builtin/phrases/clause.ts";

describe("nouns", () => {
  it("take the article they sound like", () => {
    expect(
      [
        "e-mail",
        "user",
        "hour",
        "invoice",
        "SQL statement",
        "HTTP request",
        "UUID",
        "URL",
        "8-bit value",
        "access",
        "order",
        "unit",
      ].map(indefinite),
    ).toEqual([
      "an e-mail",
      "a user",
      "an hour",
      "an invoice",
      "a SQL statement",
      "an HTTP request",
      "a UUID",
      "a URL",
      "an 8-bit value",
      "access",
      "an order",
      "a unit",
    ]);
  });

  it("have a plural and a singular", () => {
    const pairs = {
      policy: "policies",
      box: "boxes",
      "pull request": "pull requests",
      person: "people",
      branch: "branches",
      status: "statuses",
      day: "days",
      address: "addresses",
    };
    for (const [one, many] of Object.entries(pairs)) {
      expect(plural(one)).toBe(many);
      expect(singular(many)).toBe(one);
      expect(singular(one)).toBe(one);
    }
    expect(plural("access")).toBe("access");
  });
});

describe("verbs", () => {
  it("are inflected, phrasal and irregular ones too", () => {
    expect(
      ["send", "turn off", "run", "set", "transfer", "plot", "copy", "write", "hide", "shut down"].map(past),
    ).toEqual([
      "sent",
      "turned off",
      "ran",
      "set",
      "transferred",
      "plotted",
      "copied",
      "wrote",
      "hid",
      "shut down",
    ]);
    expect(["send", "set", "delete", "plot", "tie", "look up", "cancel"].map(gerund)).toEqual([
      "sending",
      "setting",
      "deleting",
      "plotting",
      "tying",
      "looking up",
      "cancelling",
    ]);
    expect(["push", "copy", "pay", "look up", "do"].map(thirdPerson)).toEqual([
      "pushes",
      "copies",
      "pays",
      "looks up",
      "does",
    ]);
    expect(["write", "run", "send"].map(participle)).toEqual(["written", "run", "sent"]);
  });

  it("are recognised in the forms that descriptions use", () => {
    expect(["Deletes", "sending", "created", "copies", "transferred", "Updates"].map(lemma)).toEqual([
      "delete",
      "send",
      "create",
      "copy",
      "transfer",
      "update",
    ]);
  });

  it("carry a clause", () => {
    const send = clause("send", "an e-mail", undefined, "to Petra");
    expect([did(send), doing(send), does(send)]).toEqual([
      "sent an e-mail to Petra",
      "sending an e-mail to Petra",
      "sends an e-mail to Petra",
    ]);
  });
});

describe("sentences", () => {
  it("begin with a capital, but addresses and paths stay as they are", () => {
    expect(capitalised("send it")).toBe("Send it");
    expect(capitalised("anna@korwick-foods.com wrote")).toBe("anna@korwick-foods.com wrote");
    expect(capitalised("src/app.ts is new")).toBe("src/app.ts is new");
    expect(paragraph("one thing", "", undefined, "is that all?")).toBe("One thing. Is that all?");
  });
  it("list things and name owners", () => {
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
    expect([possessive("Petra"), possessive("Jonas")]).toEqual(["Petra's", "Jonas'"]);
  });
});

describe("names", () => {
  it("fall into words whatever their spelling", () => {
    expect(nameWords("mcp__files__moveFile")).toEqual(["mcp", "files", "move", "file"]);
    expect(nameWords("API-post-page")).toEqual(["api", "post", "page"]);
    expect(nameWords("getHTTPStatus")).toEqual(["get", "http", "status"]);
    expect(spoken(["db", "msg"])).toBe("database message");
  });
  it("lose mark-up, escapes and hidden characters", () => {
    expect(plainText("<b>Best</b> tool \u001b[31mred\u001b[0m <!-- x --> https://a.b/c a\u200bb")).toBe(
      "Best tool red ab",
    );
    expect(plainText("x".repeat(100_000)).length).toBeLessThanOrEqual(600);
  });
  it("become addresses", () => {
    expect(ascii("Jörg Łukasz Åkesson")).toBe("joerg lukasz akesson");
    expect(slug("September supplier invoices!")).toBe("september-supplier-invoices");
  });
});
