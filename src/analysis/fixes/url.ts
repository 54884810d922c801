import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { type Helper, wrapped } from "./helper.ts";

const python: Helper = {
  name: "allowed_url",
  imports: [{ statement: "from urllib.parse import urlparse", module: "urllib.parse" }],
  text: [
    'ALLOWED_HOSTS = {"example.com"}',
    "",
    "",
    "def allowed_url(url: str) -> str:",
    "    if urlparse(url).hostname not in ALLOWED_HOSTS:",
    '        raise ValueError("host not allowed")',
    "    return url",
  ],
};

const script = (isTyped: boolean): Helper => ({
  name: "allowedUrl",
  imports: [],
  text: [
    'const allowedHosts = new Set(["example.com"]);',
    "",
    isTyped ? "function allowedUrl(url: string): string {" : "function allowedUrl(url) {",
    "  if (!allowedHosts.has(new URL(url).hostname)) {",
    '    throw new Error("host not allowed");',
    "  }",
    "  return url;",
    "}",
  ],
});

/** The address let through only for hosts that a person has to name. */
export function urlFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const helper = unit.isPython ? python : script(unit.document.language !== "javascript");
  return wrapped(hit, helper, { title: "Allow only some hosts", placeholder: '"example.com"' });
}
