import type { PageAction, PageList, PageState, ToPage } from "../src/shared/protocol.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";
import { Client, type Host, Refusal } from "./client.ts";
import { el, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { EntryList } from "./entries.ts";
import { inspectorView, type ShownInspector } from "./inspector.ts";
import { KeyReader } from "./keys.ts";
import { Model } from "./model.ts";
import { PictureCache } from "./picture-cache.ts";
import { button, progressRing, useToolkit } from "./toolkit.ts";
import type { ViewState } from "./view-parts.ts";

declare function acquireVsCodeApi(): Host;

// Kept in this scope: whoever has it can talk to the extension.
const host = acquireVsCodeApi();
const root = document.querySelector<HTMLElement>("#page") ?? document.body;
const narrow = matchMedia("(max-width: 699px)");
const live = el("div", { class: "visually-hidden", "aria-live": "polite" });
const banner = el("div", { class: "banner", role: "alert", hidden: "" });
const place = el("div", { class: "place" });
const client = new Client(host, () => showBanner(strings?.hostSilent ?? ""));
const keyReader = new KeyReader();
const pictures = new PictureCache((side, name) => client.ask({ ask: "picture", side, name }));

let state = host.getState();
let strings: InspectorStrings | undefined;
let content: ToPage | undefined;
let inspector: ShownInspector | undefined;
let entries: EntryList | undefined;
/** Going back from a trajectory to the list it was found in, one goes on with what one searched for. */
let lastSearch: { of: string; text: string } | undefined;

root.append(banner, place, live);
window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => receive(data));
window.addEventListener("error", ({ message }) => fail(message));
window.addEventListener("unhandledrejection", ({ reason }) => failed(reason));
window.addEventListener("focus", () => {
  inspector?.walk.takeFocus();
  entries?.takeFocus();
});
narrow.addEventListener("change", () => content && draw(content));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && inspector?.walk.leave()) {
    event.preventDefault();
    return;
  }
  const go = inspector && !document.querySelector("dialog[open]") ? keyReader.read(event) : undefined;
  if (go) {
    event.preventDefault();
    void inspector?.walk.go(go);
  }
});
client.send({ type: "ready" });
// While the host reads, what takes a browser long the first time.
useToolkit();
formatted(0);

function receive(message: ToPage): void {
  if (client.receive(message)) {
    return;
  }
  switch (message.type) {
    case "strings":
      strings = message.strings;
      return;
    case "beat":
      client.send({ type: "alive" });
      return;
    case "go":
      void inspector?.walk.go(message.to);
      return;
    case "reviewed":
      inspector?.reviewed(message.outline);
      return;
    case "stale":
      showBanner(message.message, () => act({ do: "refresh" }), strings?.refresh);
      return;
    case "loading":
    case "show":
    case "choose":
    case "missing":
      // The host sends the page whenever any scenario changes; what is on the screen must not jump for that.
      if (JSON.stringify(message) !== JSON.stringify(content)) {
        content = message;
        if (!grown(message)) {
          draw(message);
        }
      }
  }
}

/** What is on the screen was written on, or anew: it changes in its place. @returns false when something else is shown. */
function grown(message: ToPage): boolean {
  if (message.type !== "show" || message.start || !inspector?.isOf(message.head, message.inspected)) {
    return false;
  }
  banner.hidden = true;
  client.forget();
  pictures.forget();
  inspector.become(message.head, message.inspected).catch(failed);
  return true;
}

function draw(message: ToPage): void {
  if (!strings) {
    return;
  }
  banner.hidden = true;
  if (message.type === "choose" && entries?.isOf(message.list)) {
    void entries.update(message.list);
    return;
  }
  if (message.type !== "loading") {
    client.forget();
    pictures.forget();
    inspector?.dispose();
    lastSearch = entries ? { of: entries.of, text: entries.search } : lastSearch;
    entries?.dispose();
    inspector = undefined;
    entries = undefined;
  }
  switch (message.type) {
    case "loading": {
      const { what, done, total } = message;
      const share = done === undefined || !total ? "" : ` ${Math.floor((100 * done) / total)} %`;
      place.replaceChildren(
        el("div", { class: "empty loading", role: "status" }, progressRing(), `${what}${share}`),
      );
      return;
    }
    case "missing":
      place.replaceChildren(missing(message, strings));
      return;
    case "choose":
      keep({ showing: message.list.showing });
      entries = new EntryList(message.list, tools(strings), searchedIn(message.list));
      place.replaceChildren(entries.element);
      entries.start();
      return;
    case "show": {
      const { head, inspected, start } = message;
      keep({ showing: head.showing });
      inspector = inspectorView({
        model: new Model(head, inspected),
        drawing: { ...tools(strings), head },
        state: viewState(start),
        remember,
        narrow: narrow.matches,
        onFailure: failed,
      });
      place.replaceChildren(inspector.element);
      void inspector.start();
      return;
    }
  }
}

function searchedIn({ showing }: PageList): string {
  return lastSearch?.of === JSON.stringify(showing) ? lastSearch.text : "";
}

function tools(words: InspectorStrings): Pick<Drawing, "strings" | "ask" | "act" | "picture" | "announce"> {
  return {
    strings: words,
    ask: client.ask.bind(client),
    act,
    picture: pictures.get.bind(pictures),
    announce: (text) => {
      live.textContent = "";
      requestAnimationFrame(() => {
        live.textContent = text;
      });
    },
  };
}

function missing(
  { message, details, can }: Extract<ToPage, { type: "missing" }>,
  words: InspectorStrings,
): HTMLElement {
  return el(
    "section",
    { class: "empty missing" },
    el("h1", { dir: "auto" }, shown(message)),
    details.length > 0 && el("ul", {}, ...details.map((detail) => el("li", { dir: "auto" }, shown(detail)))),
    can.reopenAsText && button(words.reopenAsText, "secondary", () => act({ do: "reopen-as-text" })),
  );
}

function act(action: PageAction): void {
  client.send({ type: "action", action });
}

function showBanner(
  text: string,
  onClick: () => void = () => act({ do: "reload" }),
  label = strings?.reload,
): void {
  banner.hidden = false;
  banner.replaceChildren(el("span", {}, text), button(label ?? "", "secondary", onClick));
}

/** What the host says no to is for the reader to know; anything else is for the log. */
function failed(reason: unknown): void {
  if (reason instanceof Refusal) {
    showBanner(reason.message, () => banner.toggleAttribute("hidden", true), strings?.close);
    return;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  if (message !== "superseded") {
    fail(message);
  }
}

function fail(message: string): void {
  client.send({ type: "failed", message: message.slice(0, 1000) });
}

/** Another subject begins with nothing remembered. */
function keep({ showing }: Pick<PageState, "showing">): void {
  if (JSON.stringify(state?.showing) !== JSON.stringify(showing)) {
    state = { showing };
    host.setState(state);
  }
}

function viewState(start: PageState["place"]): ViewState {
  const {
    sync = true,
    onePane = false,
    filter = {},
    unfolded = false,
    details = false,
    row,
    offset,
  } = state ?? {};
  const at = start ?? state?.place;
  return {
    sync,
    onePane,
    filter,
    unfolded,
    details,
    ...(at ? { place: at } : {}),
    ...(row === undefined || start ? {} : { row, offset: offset ?? 0 }),
  };
}

function remember(change: Partial<ViewState>): void {
  if (state) {
    state = { ...state, ...change };
    host.setState(state);
  }
}
