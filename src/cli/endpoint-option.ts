import { baseUrlProblem, type Endpoint } from "../simulators/llm/endpoint/endpoint.ts";
import { InputError } from "../syntax/input-error.ts";
import type { ParsedCommandLine } from "./command.ts";
import { defaultBaseUrl } from "./simulator-option.ts";
import { stringValue, stringValues } from "./values.ts";

/** Environment variables that may hold the key; the first that is set counts. */
const keyVariables = ["AUTOSAFE_API_KEY", "OPENAI_API_KEY"] as const;

export interface NamedEndpoint {
  endpoint: Endpoint;
  /** Environment variable its key is from. */
  keyVariable: string | undefined;
}

/**
 * The endpoint that the command line names, and the environment variable its key is from.
 * @throws InputError when it cannot be used, or the default endpoint has no key.
 */
export function endpointOf(line: ParsedCommandLine): NamedEndpoint {
  const baseUrl = (stringValue(line, "base-url") ?? defaultBaseUrl).replace(/\/+$/, "");
  const problem = baseUrlProblem(baseUrl);
  if (problem !== undefined) {
    throw new InputError(`--base-url: ${problem}`);
  }
  const organization = stringValue(line, "organization")?.trim();
  const apiVersion = stringValue(line, "api-version")?.trim();
  const headers = headersOf(line);
  const endpoint: Endpoint = {
    baseUrl,
    ...(organization && { organization }),
    ...(apiVersion && { apiVersion }),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
  const keyVariable = keyVariables.find((variable) => environment(variable) !== "");
  if (keyVariable !== undefined) {
    return { endpoint: { ...endpoint, apiKey: environment(keyVariable) }, keyVariable };
  }
  // A dry run sends nothing, so it must not need a key either.
  if (baseUrl === defaultBaseUrl && line.values["dry-run"] !== true) {
    throw new InputError(
      `${defaultBaseUrl} needs a key: put it in the environment variable ${keyVariables.join(" or ")}, or name another server with --base-url`,
    );
  }
  return { endpoint, keyVariable };
}

const environment = (name: string) => process.env[name]?.trim() ?? "";

/** Headers, with `$NAME` in a value replaced from the environment: a command line is no place for a secret. */
function headersOf(line: ParsedCommandLine): Record<string, string> {
  return Object.fromEntries(
    stringValues(line, "header").map((text) => {
      const [, name = "", value = ""] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(text) ?? [];
      if (name === "") {
        throw new InputError(`--header takes NAME:VALUE, such as "X-Team: safety"`);
      }
      return [name, value.replace(/\$(\w+)/g, (_, variable: string) => fromEnvironment(name, variable))];
    }),
  );
}

function fromEnvironment(header: string, variable: string): string {
  const value = environment(variable);
  if (value === "") {
    throw new InputError(`--header ${header}: the environment variable ${variable} is not set`);
  }
  return value;
}
