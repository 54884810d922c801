import type { AgentUnderTest } from "../evaluation/agent.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { InputError } from "../syntax/input-error.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { CommandIo, CommandOption, ParsedCommandLine } from "./command.ts";
import type { ChosenSimulator } from "./simulator-option.ts";
import { listOf, stringValue, wholeNumber } from "./values.ts";

const kinds = ["naive", "careful", "model", "http", "command"] as const;

export const agentOptions: Readonly<Record<string, CommandOption>> = {
  agent: { type: "string", value: "A", help: `${kinds.join(", ")} (default naive)` },
  url: {
    type: "string",
    value: "URL",
    help: "http: where {messages, tools} is posted to; answers an assistant message",
  },
  command: {
    type: "string",
    value: "CMD",
    help: "command: reads {messages, tools} lines, writes assistant message lines",
  },
  timeout: { type: "string", value: "S", help: "http, command: seconds a reply may take (default 120)" },
  parallel: { type: "string", value: "N", help: "http, command: requests at once (default 1)" },
};

export interface ChosenAgent {
  agent: AgentUnderTest;
  /** Only of a model: what it costs, and what stops it. */
  model?: ChosenSimulator;
}

/** What an agent has to do, for somebody whose agent does something else. */
const expected: Readonly<Record<string, string>> = {
  http: "It is sent {messages, tools} and answers with an assistant message.",
  command:
    "It has to read one JSON line from standard input and write one to standard output; one that listens at an address is --agent http.",
};

/** @throws InputError for options that do not go together. */
export async function chooseAgent(
  line: ParsedCommandLine,
  io: CommandIo,
  { model, remote }: { model: ThreatModel; remote: ChosenSimulator | undefined },
): Promise<ChosenAgent> {
  const [kind = "naive"] = listOf(line, "agent", kinds) ?? [];
  const url = stringValue(line, "url");
  const command = stringValue(line, "command");
  if ((url !== undefined && kind !== "http") || (command !== undefined && kind !== "command")) {
    throw new InputError("--url goes with --agent http, --command with --agent command");
  }
  const timeout = (wholeNumber(line, "timeout", 1, 3600) ?? 120) * 1000;
  const concurrency = wholeNumber(line, "parallel", 1, 64) ?? 1;
  if (kind === "model") {
    const chosen =
      remote ??
      (await chooseSimulator({ ...line, values: { ...line.values, simulator: "llm" } }, io, {
        seed: 1,
        model,
      }));
    const { simulatedAgent } = await import("../evaluation/agents/simulated.ts");
    return { agent: simulatedAgent(`model ${stringValue(line, "model")}`, chosen.executor), model: chosen };
  }
  const { chatAgent } = await import("../evaluation/chat-agent.ts");
  const onSilence = () =>
    io.err(
      `autosafe: still waiting for the agent's first reply; each may take ${timeout / 1000} s (--timeout). ${expected[kind]}\n`,
    );
  switch (kind) {
    case "http": {
      const { httpAgent } = await import("../evaluation/agents/http.ts");
      return {
        agent: chatAgent(
          httpAgent({ url: checkedUrl(url), headers: agentHeaders(), concurrency, timeout }),
          onSilence,
        ),
      };
    }
    case "command": {
      if (command === undefined || command.trim() === "") {
        throw new InputError("--agent command needs --command, the program to start");
      }
      const { commandAgent } = await import("../evaluation/agents/command.ts");
      return { agent: chatAgent(commandAgent({ command, cwd: io.cwd, concurrency, timeout }), onSilence) };
    }
    default: {
      const { carefulAgent, naiveAgent } = await import("../evaluation/agents/builtin.ts");
      return { agent: kind === "careful" ? carefulAgent : naiveAgent };
    }
  }
}

/** The key of the agent's own address comes from the environment, as every key does. */
function agentHeaders(): Record<string, string> {
  const key = process.env.AUTOSAFE_AGENT_KEY;
  return key === undefined || key === "" ? {} : { authorization: `Bearer ${key}` };
}

function checkedUrl(url: string | undefined): string {
  if (url === undefined) {
    throw new InputError("--agent http needs --url, the address of the agent");
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new InputError(`--url: "${url}" is no http or https address`);
  }
  return url;
}
