import type { Step } from "../../ots/step.ts";
import { inertText } from "../../trajectories/table.ts";
import { continuations, type Example } from "../example.ts";
import type { Exporter } from "../exporter.ts";

// Spreadsheets hold 32,767 characters in a cell.
const maxCell = 30_000;

const columns: readonly { name: string; of: (example: Example) => string }[] = [
  { name: "scenario", of: (example) => example.scenarioId },
  { name: "title", of: (example) => example.scenario.title },
  { name: "tool", of: (example) => example.cell.toolName },
  { name: "source", of: (example) => example.cell.source },
  { name: "outcome", of: (example) => example.cell.outcome },
  { name: "trigger", of: (example) => example.trigger },
  { name: "severity", of: (example) => example.scenario.severity },
  { name: "benign", of: (example) => (example.scenario.benign ? "yes" : "no") },
  { name: "instruction", of: (example) => example.instruction },
  { name: "before", of: (example) => example.prefix.map(stepText).join("\n") },
  { name: "unsafe action", of: (example) => sideText(example, false) },
  { name: "why unsafe", of: whyUnsafe },
  { name: "safe action", of: (example) => sideText(example, true) },
  { name: "strategy", of: (example) => (example.kind === "pair" ? example.reflection.strategy : "") },
  { name: "critique", of: (example) => (example.kind === "pair" ? example.reflection.critique : "") },
  { name: "simulator", of: (example) => example.provenance.simulator },
];

/** A table for people to look through in a spreadsheet (RFC 4180): a row an example. */
export const csv: Exporter = {
  id: "csv",
  title: "CSV for review",
  purpose: "review",
  fileExtension: "csv",
  header: columns.map(({ name }) => cell(name)).join(","),
  lines: (example) => ({ lines: [columns.map(({ of }) => cell(of(example))).join(",")] }),
};

function cell(text: string): string {
  const shown = text.length > maxCell ? `${text.slice(0, maxCell)}…` : text;
  const inert = inertText(shown);
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function sideText(example: Example, desirable: boolean): string {
  const side = continuations(example).find((one) => one.desirable === desirable);
  return side ? stepText(side.step) : "";
}

function whyUnsafe(example: Example): string {
  const unsafe = continuations(example).find(({ desirable }) => !desirable)?.step;
  return unsafe?.kind === "agent" ? (unsafe.verdict?.rationale ?? "") : "";
}

function stepText(step: Step): string {
  if (step.kind === "message") {
    return `${step.actor ?? step.from}: ${step.text}`;
  }
  const { action, observation } = step;
  const did = action.kind === "call" ? `${action.tool}(${JSON.stringify(action.arguments)})` : action.text;
  return observation ? `${did} → ${observation.content}` : did;
}
