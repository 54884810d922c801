// Headless Chromium on a VS Code server, for the suite and for the end-to-end drives.
import { chromium } from "playwright-core";

// Everything Chromium would do on the network by itself is off: tests talk to the local server only.
const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
flags.push("--disable-component-update", "--disable-sync");

/** @param {string} executablePath @returns {Promise<import("playwright-core").Browser>} */
export function launch(executablePath) {
  // Chromium refuses its sandbox to root, which is who runs in most containers.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...flags, ...sandbox] });
}

/**
 * The address that opens a folder in a VS Code server.
 * @param {string} address of the server.
 * @param {string} folder
 * @param {[string, string][]} [payload] further settings of the workbench.
 */
export function workbenchUrl(address, opened, payload = []) {
  const url = new URL(address);
  const kind = opened.endsWith(".code-workspace") ? "workspace" : "folder";
  url.searchParams.set(kind, opened.replaceAll("\\", "/"));
  url.searchParams.set("payload", JSON.stringify([["skipWelcome", "true"], ...payload]));
  return url.href;
}
