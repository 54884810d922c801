import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { asText, firstText, jsonText, listOf, type Maybe, objectOf, textOf } from "./fields.ts";
import { mediaLine } from "./media.ts";
import type { AssistantPart } from "./transcript.ts";

/**
 * Content as every format writes it (a string, a list of parts, one part, nothing) as plain text. Pictures, sounds
 * and files become a line in square brackets that says what was there; the bytes of pictures are found again by it (`media.ts`).
 */
export function contentText(content: Maybe): string {
  return joinTexts(partsOf(content).map(partText));
}

/** Content of an assistant, with its reasoning and the calls that some formats put inside it told apart. */
export function assistantParts(content: Maybe): AssistantPart[] {
  return partsOf(content).flatMap((part): AssistantPart[] => {
    const thought = reasoningText(part);
    if (thought !== undefined) {
      return thought === "" ? [] : [{ kind: "thought", text: thought }];
    }
    const text = partText(part);
    return text === "" ? [] : [{ kind: "text", text }];
  });
}

/** Texts one below the other, without empty ones. */
export function joinTexts(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n\n");
}

function partsOf(content: Maybe): readonly Json[] {
  if (content === undefined || content === null) {
    return [];
  }
  return Array.isArray(content) ? content : [content];
}

/** The reasoning a part holds, in any provider's spelling; undefined when the part is something else. */
export function reasoningText(part: Json): string | undefined {
  if (!isJsonObject(part)) {
    return undefined;
  }
  switch (part.type) {
    case "reasoning":
      return (
        firstText(part, "reasoning", "text", "content") ??
        joinTexts([contentText(part.summary), contentText(part.content)])
      );
    case "thinking":
      return firstText(part, "thinking", "text", "content") ?? contentText(part.thinking);
    case "redacted_thinking":
    case "redacted-reasoning":
      return "[reasoning withheld by the model's provider]";
    default:
      return undefined;
  }
}

function partText(part: Json): string {
  if (!isJsonObject(part)) {
    return asText(part);
  }
  const type = textOf(part.type) ?? "";
  if (/image|screenshot/.test(type)) {
    return mediaLine("image", part);
  }
  if (/audio/.test(type)) {
    return mediaLine("audio", part);
  }
  if (/video/.test(type)) {
    return mediaLine("video", part);
  }
  const bytes = type === "blob" || firstText(part, "text", "content") === undefined;
  if (/file|document|blob|media|^uri$/.test(type) && bytes) {
    return inlineDocument(part) ?? mediaLine("file", part);
  }
  return (
    firstText(part, "text", "content", "refusal", "value", "output", "thinking", "reasoning", "summary") ??
    (listOf(part.content).length > 0 ? contentText(part.content) : isEmptyText(part) ? "" : jsonText(part))
  );
}

/** A document whose text is given along with it (Anthropic's `source`), under its title. */
function inlineDocument(part: JsonObject): string | undefined {
  const { type, data, content } = objectOf(part.source);
  const text = type === "text" ? textOf(data) : type === "content" ? contentText(content) : undefined;
  return text === undefined
    ? undefined
    : joinTexts([
        `[${["file", textOf(part.title)].filter((piece) => piece !== undefined).join(", ")}]`,
        text,
      ]);
}

function isEmptyText(part: JsonObject): boolean {
  const told = Object.keys(part).filter((key) => key !== "type" && key !== "content");
  return (
    (told.length === 0 && Array.isArray(part.content)) ||
    ["text", "content", "refusal", "value", "output"].some((key) => part[key] === "" || part[key] === null)
  );
}
