import type { Nearby } from "../format.ts";

const registrars = /(?:Setup|Registration|Registrar|Module)\.cs$/;
const maxFolders = 5;
const maxGroups = 8;

/**
 * The names of the groups a command is added to, the outermost first, as a class near it registers them: `root.AddSubGroup(secret)` and
 * `secret.AddCommand("create", services.GetRequiredService<SecretCreateCommand>())`. Empty for a class that nobody adds to a group.
 */
export function groupsOf(command: string, nearby: Nearby): string[] {
  const folders = nearby.folder.split("/");
  for (let up = 0; up < Math.min(maxFolders, folders.length); up++) {
    const folder = folders.slice(0, folders.length - up).join("/");
    const texts = nearby.inFolder(folder, registrars).filter((text) => text.includes(command));
    const found = texts.map((text) => groupsIn(text, command)).find((groups) => groups.length > 0);
    if (found !== undefined) {
      return found;
    }
  }
  return [];
}

function groupsIn(text: string, command: string): string[] {
  const area = /\bstring Name\s*=>\s*"([^"]+)"/.exec(text)?.[1];
  const names = new Map<string, string>();
  const parents = new Map<string, string>();
  for (const [, variable = "", name = "", literal] of text.matchAll(
    /\b(\w+)\s*=\s*new\s+CommandGroup\(\s*(Name\b|"([^"]*)")/g,
  )) {
    names.set(variable, name === "Name" ? (area ?? "") : (literal ?? ""));
  }
  for (const [, parent = "", child = ""] of text.matchAll(/\b(\w+)\.AddSubGroup\((\w+)\)/g)) {
    parents.set(child, parent);
  }
  const groups: string[] = [];
  let group = groupWith(text, command);
  while (group !== undefined && groups.length < maxGroups) {
    const name = names.get(group);
    groups.unshift(...(name === undefined || name === "" ? [] : [name]));
    group = parents.get(group);
  }
  return groups;
}

/** The variable of the group that the command, or the variable that holds it, is added to. */
function groupWith(text: string, command: string): string | undefined {
  const added = [...text.matchAll(/\b(\w+)\.AddCommand\b([^;]{0,300});/g)];
  const isAdded = (word: string) =>
    added.find(([, , given = ""]) => (given.match(/\w+/g) ?? [""]).includes(word))?.[1];
  const held = [...text.matchAll(/\b(\w+)\s*=\s*\w+\.GetRequiredService<(\w+)>/g)].find(
    ([, , type]) => type === command,
  )?.[1];
  return isAdded(command) ?? (held === undefined ? undefined : isAdded(held));
}
