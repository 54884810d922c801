/** `a/b` of `a/b/c`; the empty text for a name on its own. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

/** Joins and normalizes; undefined when `..` leads out of the project. */
export function join(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== "." && part !== "") {
      parts.push(part);
    }
  }
  return parts.join("/");
}

/** The folder and those around it, up to the project's root. */
export function upwards(folder: string): string[] {
  const found = [folder];
  for (let current = folder; current !== "" && found.length < 40; current = folderOf(current)) {
    found.push(folderOf(current));
  }
  return found;
}
