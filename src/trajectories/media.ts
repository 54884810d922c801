import { contentHash } from "../ots/ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { parseJsonText } from "./arguments.ts";
import { firstText, objectOf, textOf } from "./fields.ts";
import { limits } from "./limits.ts";

/** Pictures by the name under which texts refer to them, as `data:` addresses in base64. */
export type Pictures = Readonly<Record<string, string>>;

/** What a part says about a picture, sound or file. `data` is base64 and there only when the bytes are in the file itself. */
interface Media {
  name: string | undefined;
  type: string | undefined;
  url: string | undefined;
  data: string | undefined;
}

function mediaOf(part: JsonObject): Media {
  const source = objectOf(part.source);
  const nested = objectOf(part.image_url ?? part.input_audio ?? part.file ?? part.inlineData ?? part.image);
  const url = [
    part.image_url,
    part.url,
    part.image,
    part.uri,
    part.path,
    nested.url,
    source.url,
    source.path,
    part.data,
    nested.file_data,
  ]
    .map(textOf)
    .find((candidate) => candidate !== undefined);
  const inline = /^data:([\w.+/-]*)[;,]/.exec(url?.slice(0, maxUrl) ?? "");
  const bare =
    firstText(source, "data") ??
    firstText(nested, "data") ??
    (inline ? undefined : (textOf(part.data) ?? firstText(nested, "file_data"))) ??
    bytesOfKnownKinds(part);
  const type =
    firstText(part, "mediaType", "mimeType", "mime_type") ??
    firstText(source, "media_type") ??
    firstText(nested, "format", "mimeType") ??
    inline?.[1] ??
    (part.type === "image_generation_call" ? `image/${textOf(part.output_format) ?? "png"}` : undefined);
  return {
    name: firstText(part, "filename", "name") ?? firstText(nested, "filename"),
    type,
    url: bare === undefined && !inline ? url : undefined,
    data: bare ?? (inline && url !== undefined ? base64Of(url) : undefined),
  };
}

/** Where two formats put the bytes under names that mean text elsewhere. */
function bytesOfKnownKinds({ type, content, result }: JsonObject): string | undefined {
  return type === "blob" ? textOf(content) : type === "image_generation_call" ? textOf(result) : undefined;
}

/** What stands behind the comma of a `data:` address, in base64 also when it was written as text. */
function base64Of(address: string): string {
  const comma = address.indexOf(",");
  const body = address.slice(comma + 1);
  if (/;base64$/i.test(address.slice(0, comma))) {
    return body;
  }
  try {
    return Buffer.from(decodeURIComponent(body)).toString("base64");
  } catch {
    return Buffer.from(body).toString("base64");
  }
}

const maxUrl = 200;

/**
 * Such as `[image, image/png, 12 kB, #3fK_x2abcdef]`: what was there, and for a picture whose bytes are in the file the name that
 * `picturesIn` gives it. The name comes from the bytes alone.
 */
export function mediaLine(kind: string, part: JsonObject): string {
  const { name, type, url, data } = mediaOf(part);
  const place = data === undefined ? url?.slice(0, maxUrl) : size(Math.floor((data.length * 3) / 4));
  const picture = data !== undefined && isPicture(type) ? `#${pictureName(data)}` : undefined;
  const pieces = [type?.startsWith("image/") ? "image" : kind, name, type, place, picture];
  return `[${pieces.filter((piece) => piece !== undefined && piece !== "").join(", ")}]`;
}

function size(bytes: number): string {
  return bytes < 1_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000).toLocaleString("en")} kB`;
}

function isPicture(type: string | undefined): type is string {
  return type !== undefined && /^image\/(png|jpe?g|gif|webp|bmp|avif|svg\+xml)$/i.test(type);
}

function pictureName(data: string): string {
  return contentHash(data).slice(0, 12);
}

const reference = /\[image[^[\]\n]{0,300}, #([\w-]{12})\]/g;

/** The names of the pictures that texts refer to. */
export function picturesNamed(texts: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, name] of text.matchAll(reference)) {
      names.add(name ?? "");
    }
  }
  return names;
}

/**
 * The pictures of these names, wherever they stand in the records: parts of any format, `data:` addresses, JSON inside of strings.
 * One that is too large, or too much together with the others, is left out.
 */
export function picturesIn(records: readonly Json[], names: ReadonlySet<string>): Pictures {
  const found = new Map<string, string>();
  let characters = 0;
  const keep = (type: string | undefined, data: string | undefined) => {
    if (data === undefined || !isPicture(type) || data.length > limits.pictureCharacters) {
      return;
    }
    const name = pictureName(data);
    const fits = characters + data.length <= limits.picturesCharacters && /^[\w+/=\s-]*$/.test(data);
    if (names.has(name) && !found.has(name) && fits) {
      found.set(name, `data:${type.toLowerCase()};base64,${data}`);
      characters += data.length;
    }
  };
  const waiting: { value: Json; depth: number }[] = records.map((value) => ({ value, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined && found.size < names.size; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === "string") {
      const address = /^data:(image\/[\w.+-]+)[;,]/i.exec(value.slice(0, maxUrl));
      if (address) {
        keep(address[1], base64Of(value));
      } else if (/^\s*[[{]/.test(value) && /image/.test(value) && depth < limits.argumentDepth) {
        const inner = parseJsonText(value);
        if (inner !== undefined && typeof inner === "object") {
          waiting.push({ value: inner, depth: depth + 1 });
        }
      }
    } else if (value !== null && typeof value === "object" && depth < limits.argumentDepth) {
      if (isJsonObject(value)) {
        const { type, data } = mediaOf(value);
        keep(type, data);
      }
      for (const inner of Array.isArray(value) ? value : Object.values(value)) {
        waiting.push({ value: inner, depth: depth + 1 });
      }
    }
  }
  return Object.fromEntries(found);
}
