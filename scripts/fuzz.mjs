// npm run fuzz [-- TIMES [SEED]]: gives every parser and reader so many times the mutations that npm test gives it; 210 times
// are more than a million.
import { main } from "./lib/main.mjs";
import { Problem } from "./lib/say.mjs";
import { tool } from "./lib/steps.mjs";

await main(import.meta.url, async ([times = "210", seed = String(Date.now() % 1_000_000)]) => {
  if (!(Number(times) > 0 && Number(seed) >= 0)) throw new Problem(`${times} and ${seed} are no numbers`);
  process.env.AUTOSAFE_TEST_FUZZ = times;
  process.env.AUTOSAFE_TEST_FUZZ_SEED = seed;
  console.log(`seed ${seed}`);
  const { code } = await tool("vitest", "vitest", ["run", "test/unit/fuzz"]);
  return code;
});
