/** How far from this machine a host is, as far as its name says. */
export function reachOf(url: string): "loopback" | "private" | "public" | undefined {
  let host: string;
  try {
    host = new URL(url.replace(/^ws/, "http")).hostname.replace(/^\[|\]$/g, "").toLowerCase();
  } catch {
    return undefined;
  }
  if (
    /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|host\.docker\.internal|host\.containers\.internal)$/.test(
      host,
    )
  ) {
    return "loopback";
  }
  const isPrivate =
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:)/.test(host) ||
    /\.(?:local|internal|lan|home|intranet|svc|svc\.cluster\.local|test|example|invalid)$/.test(host) ||
    !/[.:]/.test(host);
  return isPrivate ? "private" : "public";
}
