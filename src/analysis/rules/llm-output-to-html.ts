import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { namedChildren } from "../../syntax/tree.ts";
import type { Fix } from "../fix.ts";
import { scriptImport } from "../fixes/imports.ts";
import type { Hit } from "../flow/engine.ts";
import { guarding } from "../guards.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { sourceCheck, sourceOf, sourceWords, webRequest, whatOf } from "../source-rule.ts";

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
    sourceCheck(["html"], ["model", "untrusted"], (hit) => {
      const isPlain =
        hit.detail === "markdown" &&
        !/\b(?:isTrusted|supportHtml)\s*=\s*true/.test(hit.place.unit.document.text);
      if (isPlain || whatOf(hit) === webRequest || guarding(hit, ["html-escaped"]).isSafe) {
        return undefined;
      }
      return {
        message: `${sourceWords[sourceOf(hit)]} is shown as HTML through \`${hit.what}\`: it can run scripts or leak by pictures.`,
        severity: hit.detail === "webview" ? "error" : "warning",
        fixes: () => cleaned(hit),
      };
    }),
    { kind: "code", hints: ["rehypeRaw", "rehype-raw"], check: rawMarkdown },
  ],
};

/** `rehypePlugins={[rehypeRaw]}` renders the markup inside Markdown; behind it `rehypeSanitize` takes out what is unsafe. */
function rawMarkdown({ document, file, text }: CodeContext): RuleFinding[] {
  const showsModel = /Markdown/.test(text) && !/rehype-?[sS]anitize|DOMPurify|sanitizeHtml/.test(text);
  return !showsModel
    ? []
    : document.nodes("jsx_attribute").flatMap((attribute): RuleFinding[] => {
        const [name, value] = namedChildren(attribute);
        const raw =
          name !== undefined && document.textOf(name) === "rehypePlugins"
            ? value
                ?.descendantsOfType("identifier")
                .find((one) => one !== null && document.textOf(one) === "rehypeRaw")
            : undefined;
        return raw === undefined || raw === null
          ? []
          : [
              {
                severity: "warning",
                confidence: "pattern",
                message:
                  "Markup inside the model's Markdown is rendered: it can run scripts or leak by pictures.",
                range: document.rangeOf(raw),
                fixes: () => [sanitizing(document, file, raw)],
              },
            ];
      });
}

function sanitizing(document: CodeDocument, file: string, raw: Node): Fix {
  const imported = scriptImport(document, file, 'import rehypeSanitize from "rehype-sanitize";');
  const isListed = raw.parent?.type === "array" && raw.parent.parent?.type !== "array";
  const plugin = isListed ? raw : (raw.parent ?? raw);
  const range = document.rangeAt(plugin.endIndex, plugin.endIndex);
  return {
    title: "Take unsafe markup out with rehype-sanitize",
    kind: "safe",
    edits: [...(imported === undefined ? [] : [imported]), { file, range, newText: ", rehypeSanitize" }],
  };
}

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
