import type {
  FromTrajectoryPage,
  Side,
  ToTrajectoryPage,
  TrajectoryPageState,
} from "../src/shared/protocol.ts";
import { el } from "./dom.ts";
import { Navigation } from "./navigation.ts";
import { type DrawnPage, drawPage } from "./page.ts";
import { useToolkit } from "./toolkit.ts";

interface Host {
  postMessage(message: FromTrajectoryPage): void;
  getState(): TrajectoryPageState | undefined;
  setState(state: TrajectoryPageState): void;
}
declare function acquireVsCodeApi(): Host;

// Kept in this scope: whoever has it can talk to the extension.
const host = acquireVsCodeApi();
const root = document.querySelector<HTMLElement>("#page") ?? document.body;
const narrow = matchMedia("(max-width: 699px)");
const navigation = new Navigation(root, (place) => remember(place));
let state = host.getState();
let content: ToTrajectoryPage | undefined;
let drawn: DrawnPage | undefined;

useToolkit();
window.addEventListener("message", ({ data }: MessageEvent<ToTrajectoryPage>) => receive(data));
narrow.addEventListener("change", () => draw());
document.addEventListener("keydown", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
  if (plain && navigation.key(event.key, (side) => drawn?.showSide(side))) {
    event.preventDefault();
  }
});
let scrolling: ReturnType<typeof setTimeout> | undefined;
window.addEventListener("scroll", () => {
  clearTimeout(scrolling);
  scrolling = setTimeout(() => remember({ scroll: window.scrollY }), 200);
});
host.postMessage({ type: "ready" });

function receive(message: ToTrajectoryPage): void {
  // The host sends the page whenever any scenario changes; what is on the screen must not jump for that.
  if (JSON.stringify(message) === JSON.stringify(content)) {
    return;
  }
  content = message;
  if (message.type === "show") {
    const { folder, scenarioId } = message.page;
    if (state?.folder !== folder || state.scenarioId !== scenarioId) {
      state = { folder, scenarioId };
      host.setState(state);
    }
  }
  draw();
}

function draw(): void {
  if (content?.type === "show") {
    const { page, strings } = content;
    drawn = drawPage(page, {
      strings,
      narrow: narrow.matches,
      side: state?.side ?? "unsafe",
      send: (message) => host.postMessage(message),
      showText: (text) => host.postMessage({ type: "show-text", text }),
      onFailure: (error) => host.postMessage({ type: "failed", message: String(error).slice(0, 1000) }),
      onSide: (side: Side) => remember({ side }),
    });
    root.replaceChildren(drawn.element);
    const { step, side, scroll } = state ?? {};
    navigation.start(step === undefined ? undefined : { step, side: side ?? "unsafe" });
    window.scrollTo(0, scroll ?? 0);
  } else if (content?.type === "missing") {
    drawn = undefined;
    root.replaceChildren(el("p", { class: "empty" }, content.message));
  }
}

function remember(change: Partial<TrajectoryPageState>): void {
  if (state) {
    state = { ...state, ...change };
    host.setState(state);
  }
}
