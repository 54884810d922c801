export interface PageAddresses {
  /** `webview.cspSource`: where the editor serves the extension's own files from. */
  cspSource: string;
  script: string;
  style: string;
}

/** SHA-256 of the empty text: lets through the empty `style` attributes that the toolkit's components set. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The policy of every page: nothing from anywhere but our own script, by its nonce, and our own style sheet. */
export function contentSecurityPolicy(cspSource: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'unsafe-hashes' ${emptyStyle}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
  ].join("; ");
}

/**
 * The document of a webview page, which holds no data: that comes by message.
 * @param nonce unguessable, new for every page.
 * @param language BCP 47 tag of the editor's language, for screen readers.
 * @throws Error when the nonce is not base64 of enough bytes.
 */
export function pageHtml(
  { cspSource, script, style }: PageAddresses,
  nonce: string,
  title: string,
  language: string,
): string {
  if (!/^[A-Za-z0-9+/=_-]{16,}$/.test(nonce)) {
    throw new Error("the nonce is not base64 of enough random bytes");
  }
  const attribute = (value: string) => escapeHtml(value);
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${attribute(contentSecurityPolicy(cspSource, nonce))}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? "");
}
