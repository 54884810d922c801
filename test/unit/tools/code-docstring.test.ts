import { describe, expect, it } from "vitest";
import { cleanDocstring } from "../../../src/syntax/python/docstrings.ts";
import { parseDocstring } from "../../../src/tools/python/docstring.ts";

const read = (text: string) => {
  const { description, parameters } = parseDocstring(cleanDocstring(text));
  return { description, parameters: Object.fromEntries(parameters) };
};

describe("docstrings", () => {
  it("reads Google style with types, continued lines and other sections", () => {
    const text = `Send a mail.

    More text.

    Args:
        to (str): Who gets it: one address
            or several.
        *tags: Labels.
        body (list[str], optional): Text.

    Returns:
        bool: Whether it worked.
    `;
    expect(read(text)).toEqual({
      description: "Send a mail.\n\nMore text.\n\nReturns:\n    bool: Whether it worked.",
      parameters: { to: "Who gets it: one address or several.", tags: "Labels.", body: "Text." },
    });
  });

  it("reads NumPy style, several names in one entry and the section after it", () => {
    const text = `Add.

    Parameters
    ----------
    a, b : int
        Numbers to
        add.
    c
        Another.

    Returns
    -------
    int
        The sum.
    `;
    expect(read(text)).toEqual({
      description: "Add.\n\nReturns\n-------\nint\n    The sum.",
      parameters: { a: "Numbers to add.", b: "Numbers to add.", c: "Another." },
    });
  });

  it("reads Sphinx and Epytext style", () => {
    const text = `Pay.
    :param str iban: Where
        to.
    :param amount: How much.
    :type amount: float
    @param note: Why.
    :raises ValueError: never
    `;
    expect(read(text)).toEqual({
      description: "Pay.\n:raises ValueError: never",
      parameters: { iban: "Where to.", amount: "How much.", note: "Why." },
    });
  });

  it.each([
    ["", ""],
    ["Args:", ""],
    ["Parameters\n----------", ""],
    ["Just Args: inline", "Just Args: inline"],
    ["中文说明😀\n\nArgs:\n    路径: x", "中文说明😀"],
  ])("copes with %j", (text, description) => {
    expect(read(text).description).toBe(description);
  });
});
