/** One file in a zip archive; sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Lists a zip archive from its central directory (APPNOTE.TXT, sections 4.3.12 and 4.3.16; no zip64). */
export function listZip(bytes: Buffer): ZipEntry[] {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error("not a zip archive");
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new Error("damaged zip archive");
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const from = at + 46;
    entries.push({
      name: bytes.toString("utf8", from, from + (name ?? 0)),
      size: bytes.readUInt32LE(at + 24),
    });
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
