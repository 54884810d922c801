import * as vscode from "vscode";
import { defaultHost } from "./presets.ts";

export interface FoundKey {
  value: string;
  source: { kind: "stored" } | { kind: "environment"; variable: string };
}

/**
 * API keys by endpoint, in the editor's secret storage and nowhere else. Where none is stored, an environment variable of
 * the extension host counts: AUTOSAFE_API_KEY for every endpoint, OPENAI_API_KEY for OpenAI's own only, so that a
 * workspace's settings cannot draw it elsewhere.
 */
export class Keys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async find(baseUrl: string): Promise<FoundKey | undefined> {
    const stored = await this.#secrets.get(nameOf(baseUrl));
    if (stored) {
      return { value: stored, source: { kind: "stored" } };
    }
    const variables =
      new URL(baseUrl).host === defaultHost ? ["AUTOSAFE_API_KEY", "OPENAI_API_KEY"] : ["AUTOSAFE_API_KEY"];
    const variable = variables.find((name) => (process.env[name]?.trim() ?? "") !== "");
    return variable === undefined
      ? undefined
      : { value: process.env[variable]?.trim() ?? "", source: { kind: "environment", variable } };
  }

  async store(baseUrl: string, key: string): Promise<void> {
    await this.#secrets.store(nameOf(baseUrl), key);
  }

  /** Says whether there was one. */
  async clear(baseUrl: string): Promise<boolean> {
    const there = (await this.#secrets.get(nameOf(baseUrl))) !== undefined;
    await this.#secrets.delete(nameOf(baseUrl));
    return there;
  }
}

/** One key for each server, whatever the path. */
function nameOf(baseUrl: string): string {
  return `key:${new URL(baseUrl).origin}`;
}

/** Where a key comes from, for people. */
export function sourceText(key: FoundKey | undefined): string {
  return key === undefined
    ? vscode.l10n.t("without a key")
    : key.source.kind === "stored"
      ? vscode.l10n.t("with the stored key")
      : vscode.l10n.t("with the key in the environment variable {0}", key.source.variable);
}
