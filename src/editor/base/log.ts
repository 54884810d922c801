import * as vscode from "vscode";
import type { Disposable } from "./disposables.ts";

/** The extension's one log. The user sets its level with "Developer: Set Log Level". */
export interface Log extends Disposable {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error: unknown): void;
  show(): void;
}

/** The channel is made when the first line is written: activation is faster without it. */
export function createLog(): Log {
  let made: vscode.LogOutputChannel | undefined;
  const channel = () => {
    made ??= vscode.window.createOutputChannel("AutoSafe", { log: true });
    return made;
  };
  return {
    debug: (message) => channel().debug(message),
    info: (message) => channel().info(message),
    warn: (message) => channel().warn(message),
    error: (message, error) =>
      channel().error(
        `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    show: () => channel().show(),
    dispose: () => made?.dispose(),
  };
}
