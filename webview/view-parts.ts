import type { Filter } from "../src/shared/inspection.ts";
import type { Place } from "../src/shared/protocol.ts";
import type { Drawing } from "./drawing.ts";
import type { Model } from "./model.ts";

/** What the reader chose to see; kept with the page's state. */
export interface ViewState {
  place?: Place;
  row?: number;
  offset?: number;
  sync: boolean;
  onePane: boolean;
  filter: Filter;
  unfolded: boolean;
  details: boolean;
}

export interface ViewParts {
  model: Model;
  drawing: Omit<Drawing, "memory" | "redraw" | "term" | "goTo" | "follow">;
  state: ViewState;
  remember: (state: Partial<ViewState>) => void;
  onFailure: (error: unknown) => void;
  narrow: boolean;
}

/** Why there is not one row. */
export function whyEmpty({ model, strings }: { model: Model; strings: Drawing["strings"] }): string {
  return model.head.showing.of === "scenario" ? strings.noTrajectory : strings.noSteps;
}
