// Runs the scripted server in a process of its own: node test/servers/serve.ts [milliseconds]. Prints its base URL; ends with its input.
import { startModelServer } from "./model-server.ts";

const server = await startModelServer({ milliseconds: Number(process.argv[2] ?? 0) });
process.stdout.write(`${server.baseUrl}\n`);
process.stdin.resume().on("end", () => process.exit());
