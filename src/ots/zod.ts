import { config } from "zod";

// Must run before the first schema is built: zod's compiled mode needs `new Function`, which webviews forbid and
// whose feature probe touches the `navigator` global that VS Code guards.
config({ jitless: true });

// Names instead of the one object `z`, to be imported as `* as z`: only so can the bundler leave out what nobody uses,
// the messages in some fifty languages first of all, which made up a third of what activation loads.
export * from "zod";
