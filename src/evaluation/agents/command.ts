import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Json } from "../../ots/json.ts";
import { SimulatorError } from "../../ots/task.ts";
import type { ChatTransport } from "../chat-agent.ts";

export interface CommandAgentOptions {
  /** As a shell takes it: the user's own command, never a workspace's. */
  command: string;
  cwd: string;
  /** Processes side by side; each answers one request at a time. */
  concurrency: number;
  /** Milliseconds a reply may take. */
  timeout: number;
}

const maxReplyCharacters = 8 * 1024 * 1024;
const keptStderr = 2000;

/**
 * An agent that is a program: it reads one JSON request a line from standard input, `{messages, tools}`, and writes one
 * line with an assistant message for each. A process is started when it is first needed, and again after it failed.
 */
export function commandAgent({ command, cwd, concurrency, timeout }: CommandAgentOptions): ChatTransport {
  const idle: AgentProcess[] = [];
  const all = new Set<AgentProcess>();
  return {
    id: `command ${command}`,
    capacity: concurrency,
    async ask(request, signal) {
      const process = idle.pop() ?? new AgentProcess(command, cwd);
      all.add(process);
      try {
        const line = await process.ask(JSON.stringify(request), timeout, signal);
        idle.push(process);
        return parsed(line);
      } catch (error) {
        if (!idle.includes(process)) {
          all.delete(process);
          process.kill();
        }
        throw error;
      }
    },
    async close() {
      for (const process of all) {
        process.kill();
      }
      idle.length = 0;
      all.clear();
    },
  };
}

function parsed(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    throw new SimulatorError("invalid", `the agent wrote a line that is not JSON: ${line.slice(0, 120)}`);
  }
}

class AgentProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  #output = "";
  #errors = "";
  #ended: string | undefined;
  #waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;

  constructor(command: string, cwd: string) {
    // A process group of its own, so that ending it ends what it started.
    this.#child = spawn(command, { cwd, shell: true, stdio: "pipe", detached: process.platform !== "win32" });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-keptStderr);
    });
    this.#child.stdin.on("error", () => {}); // its end is told by `close`
    this.#child.on("error", (error) => this.#fail(`the agent's command cannot be started: ${error.message}`));
    this.#child.on("close", (code) =>
      this.#fail(`the agent's process ended (exit code ${code})${this.#lastWords()}`),
    );
  }

  ask(line: string, timeout: number, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", aborted);
        this.#waiting = undefined;
      };
      const fail = (error: unknown) => {
        end();
        reject(error);
      };
      const aborted = () => fail(signal.reason);
      const timer = setTimeout(
        () => fail(new SimulatorError("unreachable", `the agent gave no reply within ${timeout / 1000} s`)),
        timeout,
      );
      if (this.#ended !== undefined) {
        return fail(new SimulatorError("unreachable", this.#ended));
      }
      if (signal.aborted) {
        return aborted();
      }
      signal.addEventListener("abort", aborted);
      this.#waiting = {
        resolve: (reply) => {
          end();
          resolve(reply);
        },
        reject: fail,
      };
      this.#child.stdin.write(`${line}\n`);
    });
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended !== undefined) {
      return;
    }
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL");
    }
  }

  #read(text: string): void {
    this.#output += text;
    if (this.#output.length > maxReplyCharacters) {
      this.#waiting?.reject(new SimulatorError("invalid", "the agent's reply is larger than 8 MB"));
      this.#output = "";
      return;
    }
    for (let end = this.#output.indexOf("\n"); end >= 0; end = this.#output.indexOf("\n")) {
      const line = this.#output.slice(0, end).trim();
      this.#output = this.#output.slice(end + 1);
      if (line !== "") {
        this.#waiting?.resolve(line);
      }
    }
  }

  #fail(message: string): void {
    this.#ended ??= message;
    this.#waiting?.reject(new SimulatorError("unreachable", message));
  }

  #lastWords(): string {
    const words = this.#errors.trim().split("\n").slice(-3).join(" ");
    return words === "" ? "" : `: ${words.slice(0, 400)}`;
  }
}
