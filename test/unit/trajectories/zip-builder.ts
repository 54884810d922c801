import * as zlib from "node:zlib";

export interface ZipFile {
  name: string;
  content: string | Uint8Array;
  /** 0 stored, 8 deflated, 93 Zstandard. */
  method?: 0 | 8 | 93;
  /** What the directory claims, when it lies. */
  claimedSize?: number;
  flags?: number;
  claimedMethod?: number;
}

/** A ZIP archive (APPNOTE.TXT 4.3), as small as the format allows. */
export function buildZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = 8, claimedSize, flags = 0x800, claimedMethod } of files) {
    const raw = Buffer.from(content);
    const packed = method === 0 ? raw : method === 8 ? zlib.deflateRawSync(raw) : zlib.zstdCompressSync(raw);
    const fileName = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(claimedMethod ?? method, 4);
    shared.writeUInt32LE(zlib.crc32(raw), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claimedSize ?? raw.length, 18);
    shared.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, fileName]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, entry, fileName]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
