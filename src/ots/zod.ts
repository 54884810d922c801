import { z } from "zod";

// Must run before the first schema is built: zod's compiled mode needs `new Function`, which webviews forbid and
// whose feature probe touches the `navigator` global that VS Code guards.
z.config({ jitless: true });

export { z };
