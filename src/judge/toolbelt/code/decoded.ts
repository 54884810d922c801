/** The text behind base64, when it is one; undefined otherwise. */
export function decodedBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{12,8000}={0,2}$/.test(text)) {
    return undefined;
  }
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return /^[\x20-\x7e\s]{4,}$/.test(decoded) ? decoded : undefined;
}
