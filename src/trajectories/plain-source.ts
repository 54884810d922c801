import { promisify } from "node:util";
import { constants, gunzip } from "node:zlib";
import { limits } from "./limits.ts";
import { memorySource, type TrajectorySource } from "./source.ts";

const unzip = promisify(gunzip);
const megabyte = 1024 * 1024;

/**
 * The source as UTF-8 text when it is gzip or UTF-16, held in memory; itself when its bytes can be read as they are. A string says why it
 * cannot be had. Of a gzip file that ends too early what is there is taken.
 */
export async function plainSource(
  source: TrajectorySource,
  head: Uint8Array,
): Promise<TrajectorySource | string> {
  const [first, second] = head;
  if (first === 0x1f && second === 0x8b) {
    return unpacked(source);
  }
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : undefined;
  if (encoding === undefined) {
    return source;
  }
  return source.size > limits.documentBytes
    ? "The file is UTF-16 text; save it as UTF-8."
    : inMemory(source, new TextDecoder(encoding).decode(await source.read(0, source.size)));
}

async function unpacked(source: TrajectorySource): Promise<TrajectorySource | string> {
  const limit = `${limits.documentBytes / megabyte} MB`;
  if (source.size > limits.documentBytes) {
    return `The file is compressed with gzip and larger than ${limit}; unpack it first.`;
  }
  try {
    const bytes = await unzip(await source.read(0, source.size), {
      maxOutputLength: limits.documentBytes,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return inMemory(source, bytes);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE"
      ? `The file is compressed with gzip and holds more than ${limit}; unpack it first.`
      : "The file begins like gzip but cannot be unpacked; it is damaged.";
  }
}

function inMemory(source: TrajectorySource, content: Uint8Array | string): TrajectorySource {
  const { modified } = source;
  return {
    ...memorySource(source.name, content),
    ...(modified === undefined ? {} : { modified }),
    close: () => source.close(),
  };
}
