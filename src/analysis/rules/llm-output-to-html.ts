import type { Fix } from "../fix.ts";
import { scriptImport } from "../fixes/imports.ts";
import type { Hit } from "../flow/engine.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { sourceCheck, sourceOf, sourceWords } from "../source-rule.ts";

/** What a model wrote, or what was fetched, is shown as markup. */
export const llmOutputToHtml: Rule = {
  id: "llm-output-to-html",
  title: "Model output shown as HTML",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["privacy-exposure"],
  references: ["LLM05", "ASI09", "CWE-79", "AML.T0077"],
  explanation:
    "Markup from a model runs scripts in the page and, more often, loads a picture whose address carries the conversation " +
    "to a stranger, without a click. Show text as text, or clean the markup with DOMPurify, sanitize-html, nh3 or bleach.",
  bad: { language: "typescript", code: "output.innerHTML = completion.choices[0].message.content;" },
  good: {
    language: "typescript",
    code: "output.innerHTML = DOMPurify.sanitize(completion.choices[0].message.content);",
  },
  checks: [
    sourceCheck(
      ["html"],
      ["model", "untrusted"],
      [
        "innerHTML",
        "outerHTML",
        "srcdoc",
        "dangerouslySetInnerHTML",
        "insertAdjacentHTML",
        "document.write",
        ".html",
        "unsafe_allow_html",
        "Markup",
        "mark_safe",
        "HTMLResponse",
        "gr.HTML",
        "trustAsHtml",
      ],
      (hit) => {
        if (guarding(hit, ["html-escaped"]).isSafe) {
          return undefined;
        }
        return {
          message: `${sourceWords[sourceOf(hit)]} is shown as HTML through \`${hit.what}\`: it can run scripts or leak by pictures.`,
          severity: hit.detail === "webview" ? "error" : "warning",
          fixes: () => cleaned(hit),
        };
      },
    ),
  ],
};

/** The markup through DOMPurify, where the value is an argument of its own. */
function cleaned({ place, detail }: Hit): Fix[] {
  const { document, file, isPython } = place.unit;
  if (isPython || detail !== "dangerouslySetInnerHTML") {
    return [];
  }
  const value = document.text.slice(place.start, place.end);
  const imported = scriptImport(document, file, 'import DOMPurify from "dompurify";');
  return [
    {
      title: "Clean the markup with DOMPurify",
      kind: "alternative",
      edits: [
        ...(imported === undefined ? [] : [imported]),
        { file, range: document.rangeAt(place.start, place.end), newText: `DOMPurify.sanitize(${value})` },
      ],
    },
  ];
}
