// A process of its own that writes to a store: `node writer.ts DIRECTORY NAME COUNT REWRITES`.
import { openStore } from "../../../src/dataset/store.ts";
import { scenario } from "../pipeline/scripted.ts";

const [directory = "", name = "", count = "0", rewrites = "0"] = process.argv.slice(2);
const store = await openStore(directory);
for (let round = 0; round <= Number(rewrites); round++) {
  for (let i = 0; i < Number(count); i++) {
    await store.put({ scenarios: [scenario(`${name}-${i}`, { title: String(round) })] });
  }
}
await store.close();
