/** Text of a file, or why it is none. `lossy` is true when bytes that are no UTF-8 were replaced. */
export type DecodedText = { text: string; lossy: boolean } | { binary: true };

const probeLength = 8192;

/** Decodes UTF-8 and, by its byte order mark, UTF-16. A NUL byte near the start of anything else makes it binary. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { text: new TextDecoder("utf-16le").decode(bytes), lossy: false };
  }
  if (first === 0xfe && second === 0xff) {
    return { text: new TextDecoder("utf-16be").decode(bytes), lossy: false };
  }
  if (bytes.subarray(0, probeLength).includes(0)) {
    return { binary: true };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes), lossy: false };
  } catch {
    return { text: new TextDecoder("utf-8").decode(bytes), lossy: true };
  }
}
