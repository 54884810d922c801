const maxPatterns = 1000;

/**
 * `.gitignore` patterns for what the user keeps out of sight (`files.exclude`), what `autosafe.discovery.exclude` names,
 * and workspace folders inside this one, which are projects of their own. Conditional entries of `files.exclude` hide a
 * file beside another one; they do not say that the file is of no interest, so they are left out.
 * @param filesExclude the setting's value, which nobody has checked.
 * @param nested folders relative to this one, with forward slashes.
 */
export function excludePatterns(
  filesExclude: unknown,
  own: readonly string[],
  nested: readonly string[],
): string[] {
  const hidden =
    filesExclude !== null && typeof filesExclude === "object"
      ? Object.entries(filesExclude).flatMap(([glob, on]) => (on === true ? [glob] : []))
      : [];
  const globs = [...hidden, ...own].filter((glob) => glob.trim() !== "");
  return [
    ...globs.flatMap(expandBraces).map(anchored),
    ...nested.map((folder) => `/${escaped(folder)}/`),
  ].slice(0, maxPatterns);
}

/** The editor's globs are relative to the folder; a `.gitignore` pattern without a slash would match at any depth. */
function anchored(glob: string): string {
  const path = glob.replace(/^\.?\//, "");
  return path.startsWith("**/") ? path : `/${path}`;
}

/** `a{b,c}d` as `abd` and `acd`: the editor's globs have braces, `.gitignore` has not. */
function expandBraces(glob: string): string[] {
  const expanded: string[] = [];
  const pending = [glob];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (!braces || expanded.length + pending.length >= maxPatterns) {
      expanded.push(next);
      continue;
    }
    const before = next.slice(0, braces.index);
    const after = next.slice(braces.index + braces[0].length);
    pending.push(...(braces[1] ?? "").split(",").map((choice) => `${before}${choice}${after}`));
  }
  return [...new Set(expanded)].sort();
}

function escaped(path: string): string {
  return path.replaceAll(/[\\*?[\]!#]/g, "\\$&");
}
