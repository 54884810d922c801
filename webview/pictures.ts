import type { Side } from "../src/shared/inspection.ts";
import { el, fill, formatted } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { textButton } from "./texts.ts";

/** Pictures of one text that are shown without being asked for. */
const atFirst = 12;

const reference = /\[(image[^[\]\n]{0,300}), #([\w-]{12})\]/g;

/** The pictures that a text refers to, small until they are clicked; undefined when it refers to none. */
export function pictureStrip(
  text: string,
  side: Side,
  name: string,
  drawing: Drawing,
): HTMLElement | undefined {
  const found = new Map<string, string>();
  for (const [, words = "", picture = ""] of text.matchAll(reference)) {
    found.set(picture, words);
  }
  if (found.size === 0) {
    return undefined;
  }
  const { strings, memory } = drawing;
  const all = memory.opened.has(`pictures ${name}`);
  const shown = [...found].slice(0, all ? undefined : atFirst);
  const hidden = found.size - shown.length;
  return el(
    "div",
    { class: "pictures" },
    ...shown.map(([picture, words]) => thumbnail(picture, words, side, drawing)),
    hidden > 0 &&
      textButton(fill(strings.morePictures, formatted(hidden)), () => {
        memory.opened.add(`pictures ${name}`);
        drawing.redraw();
      }),
  );
}

/** A picture is only ever an `img`: what a vector picture holds of scripts and addresses stays asleep there. */
function thumbnail(picture: string, words: string, side: Side, drawing: Drawing): HTMLElement {
  const { strings, memory } = drawing;
  const key = `picture ${picture}`;
  const button = el("button", { class: "picture", type: "button", title: words });
  const mark = () => {
    const large = memory.opened.has(key);
    button.classList.toggle("is-large", large);
    button.setAttribute("aria-expanded", String(large));
  };
  const failed = () => {
    button.replaceChildren(el("span", { class: "muted" }, strings.noPicture));
    button.disabled = true;
  };
  button.addEventListener("click", () => {
    if (!memory.opened.delete(key)) {
      memory.opened.add(key);
    }
    mark();
  });
  mark();
  drawing.picture(side, picture).then((address) => {
    const image = el("img", { alt: words, decoding: "async", draggable: "false" });
    image.addEventListener("error", failed);
    image.src = address;
    button.replaceChildren(image);
  }, failed);
  return button;
}
