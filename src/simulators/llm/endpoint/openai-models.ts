// Imported late, with the openai package: see openai-client.ts.
import type { Endpoint } from "./endpoint.ts";
import { openaiClient } from "./openai-client.ts";

const mostListed = 1_000;

/** Names of the models a server lists, in its order; empty when it lists none or does not answer. */
export async function listModels(endpoint: Endpoint, signal: AbortSignal): Promise<string[]> {
  try {
    const { data } = await openaiClient(endpoint).models.list({ signal });
    return data.slice(0, mostListed).flatMap(({ id }) => (typeof id === "string" && id !== "" ? [id] : []));
  } catch {
    return [];
  }
}
