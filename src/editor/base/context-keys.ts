import * as vscode from "vscode";
import type { ContextKey } from "../../ledger.ts";

export type SetContext = (key: ContextKey, value: string | boolean) => void;

/** Sets context keys, leaving out what is already set: each one costs a message to the window. */
export function createContextKeys(): SetContext {
  const known = new Map<ContextKey, string | boolean>();
  return (key, value) => {
    if (known.get(key) !== value) {
      known.set(key, value);
      void vscode.commands.executeCommand("setContext", key, value);
    }
  };
}
