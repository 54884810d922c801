import { readJson } from "./sources.ts";

/** The parts of package.json these tests read. */
export interface Manifest {
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents?: readonly string[];
  readonly capabilities?: {
    readonly untrustedWorkspaces?: { readonly restrictedConfigurations?: readonly string[] };
  };
  readonly contributes?: Contributions;
}

interface Contributions {
  readonly commands?: readonly {
    readonly command: string;
    readonly title: string;
    readonly category?: string;
  }[];
  readonly menus?: Readonly<
    Record<string, readonly { readonly command?: string; readonly submenu?: string }[]>
  >;
  readonly keybindings?: readonly { readonly command: string }[];
  readonly views?: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly viewsContainers?: Readonly<
    Record<string, readonly { readonly id: string; readonly icon: string }[]>
  >;
  readonly viewsWelcome?: readonly { readonly view: string; readonly contents: string }[];
  readonly languageModelTools?: readonly { readonly name: string }[];
  readonly configuration?: Configuration | readonly Configuration[];
}

interface Configuration {
  readonly title?: string;
  readonly properties: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly markdownDescription?: string;
}

export const manifest = readJson("package.json") as Manifest;
export const contributes = manifest.contributes ?? {};

/** The groups the settings stand in. */
export const settingGroups: readonly Configuration[] = [contributes.configuration ?? []].flat();

/** Ids of all settings. */
export function settingIds(): string[] {
  return settingGroups.flatMap(({ properties }) => Object.keys(properties));
}

/** Every string below `value` whose key is among `keys`, or every string when no keys are given. */
export function strings(value: unknown, keys?: readonly string[], key = ""): string[] {
  if (typeof value === "string") return keys === undefined || keys.includes(key) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  const inside = Object.entries(value);
  return inside.flatMap(([name, child]) => strings(child, keys, Array.isArray(value) ? key : name));
}
