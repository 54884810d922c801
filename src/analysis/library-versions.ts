import { folderOf, join, upwards } from "../syntax/modules/paths.ts";

type Version = readonly number[];

/** The versions a project may run a library in. */
export interface VersionRange {
  /** At least this one; unknown when absent. */
  least?: Version;
  /** Only versions before this one; unknown when absent. */
  below?: Version;
}

/** Which version of a library the project of a file names, read from locks and manifests around it. */
export interface LibraryVersions {
  /** Certainly before a version: `isBefore("torch", "2.6")`. False when nothing is known. */
  isBefore(library: string, version: string): boolean;
  /** Certainly that version or a later one. False when nothing is known. */
  isFrom(library: string, version: string): boolean;
}

/** @param read the text of a file by its path from the project's root; undefined when there is none. */
export function libraryVersions(file: string, read: (path: string) => string | undefined): LibraryVersions {
  const known = new Map<string, VersionRange | undefined>();
  const manifests = /\.pyi?$|\.ipynb$/.test(file) ? pythonManifests : scriptManifests;
  const rangeOf = (library: string) => {
    if (!known.has(library)) {
      known.set(library, rangeIn(manifests, upwards(folderOf(file)), library, read));
    }
    return known.get(library);
  };
  return {
    isBefore(library, version) {
      const below = rangeOf(library)?.below;
      return below !== undefined && compare(below, parts(version)) <= 0;
    },
    isFrom(library, version) {
      const least = rangeOf(library)?.least;
      return least !== undefined && compare(least, parts(version)) >= 0;
    },
  };
}

interface Manifest {
  name: string;
  /** The version or range a text states for a library. */
  stated(library: string): RegExp;
}

const clause = "[<>=~!^]*[ \\t]*\\d[\\d.*xX]*";
const word = (library: string) => library.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** Names of Python packages differ in `-`, `_`, `.` and case without meaning anything. */
const python = (library: string) => library.split(/[-_.]/).map(word).join("[-_.]");

/** `torch>=2.3,<2.6`, `"torch[extra]==2.3.1"`, `torch = "^2.3"`, `torch = { version = "2.3" }`. */
const required = (library: string) =>
  new RegExp(
    `(?:^[ \\t]*(?:-[ \\t]+)?["']?|["'])${python(library)}["']?(?:\\[[^\\]\\n]*\\])?[ \\t]*(?:=[ \\t]*(?:\\{[^}\\n]*version[ \\t]*=[ \\t]*)?["'])?(${clause}(?:[ \\t]*,[ \\t]*${clause})*)`,
    "im",
  );
const locked = (library: string) =>
  new RegExp(`^name = "${python(library)}"\\r?\\nversion = "([^"\\n]+)"`, "im");

/** What is locked before what is asked for. */
const pythonManifests: readonly Manifest[] = [
  { name: "uv.lock", stated: locked },
  { name: "poetry.lock", stated: locked },
  { name: "pdm.lock", stated: locked },
  { name: "pylock.toml", stated: locked },
  {
    name: "Pipfile.lock",
    stated: (library) => new RegExp(`"${python(library)}": \\{[^}]*?"version": "([^"\\n]+)"`, "i"),
  },
  { name: "requirements.txt", stated: required },
  { name: "pyproject.toml", stated: required },
  { name: "Pipfile", stated: required },
  { name: "setup.cfg", stated: required },
  { name: "setup.py", stated: required },
  { name: "environment.yml", stated: required },
];

const scriptManifests: readonly Manifest[] = [
  {
    name: "package-lock.json",
    stated: (library) => new RegExp(`"node_modules/${word(library)}": \\{\\s*"version": "([^"\\n]+)"`),
  },
  {
    name: "package.json",
    stated: (library) => new RegExp(`"${word(library)}"\\s*:\\s*"([^"\\n]+)"`),
  },
];

/** The nearest folder that says anything decides. */
function rangeIn(
  manifests: readonly Manifest[],
  folders: readonly string[],
  library: string,
  read: (path: string) => string | undefined,
): VersionRange | undefined {
  for (const folder of folders) {
    for (const { name, stated } of manifests) {
      const path = join(folder, name);
      const text = path === undefined ? undefined : read(path);
      const [, range] = (text !== undefined && stated(library).exec(text)) || [];
      if (range !== undefined) {
        return parseRange(range);
      }
    }
  }
  return undefined;
}

/** Reads what pip, Poetry, npm and locks write; undefined for alternatives, tags and addresses. */
export function parseRange(text: string): VersionRange | undefined {
  const clauses = [...text.matchAll(/([<>=~!^]*)\s*v?(\d+(?:\.(?:\d+|[xX*]))*)/g)];
  if (clauses.length === 0 || /\|\||:|\s-\s/.test(text)) {
    return undefined;
  }
  const range: VersionRange = {};
  for (const [, operator = "", version = ""] of clauses) {
    const { least, below } = clauseRange(operator, version);
    if (least !== undefined && (range.least === undefined || compare(least, range.least) > 0)) {
      range.least = least;
    }
    if (below !== undefined && (range.below === undefined || compare(below, range.below) < 0)) {
      range.below = below;
    }
  }
  return range;
}

function clauseRange(operator: string, text: string): VersionRange {
  const version = parts(text);
  const isOpen = /[xX*]/.test(text);
  switch (operator) {
    case ">":
    case ">=":
      return { least: version };
    case "<":
      return { below: version };
    case "<=":
      return { below: [...version, 1] };
    case "!=":
      return {};
    case "^": {
      const fixed = version.findIndex((part) => part > 0);
      return { least: version, below: next(version, fixed < 0 ? version.length - 1 : fixed) };
    }
    case "~":
      return { least: version, below: next(version, Math.min(1, version.length - 1)) };
    case "~=":
      return { least: version, below: next(version, Math.max(0, version.length - 2)) };
    default:
      return { least: version, below: isOpen ? next(version, version.length - 1) : [...version, 1] };
  }
}

/** The first version that differs at a place: `1.3` for `1.2.9` at 1. */
function next(version: Version, at: number): Version {
  return version.slice(0, at + 1).map((part, index) => (index === at ? part + 1 : part));
}

function parts(version: string): Version {
  return version
    .split(".")
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
}

function compare(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
