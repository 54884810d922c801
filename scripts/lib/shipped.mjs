// Whether what ships may be passed on, and whether something bad is known of it.
import { npm } from "./processes.mjs";

/** Licences that let code be passed on inside an extension as long as their text goes with it (SPDX identifiers). */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
  // Like MIT, with the name of the university kept out of advertising.
  "Zlib",
]);

/**
 * @param {string} notices text of NOTICES.txt: one part a package, headed by name, version and licence.
 * @returns {{name: string, version: string, license: string}[]}
 */
export function shippedPackages(notices) {
  return notices
    .split(/^-{80}$/m)
    .slice(1)
    .map((part) => {
      const [, name, version, license] = /^(\S+) (\S+) \(\(?(.*?)\)+(?=\s|$)/.exec(part.trimStart()) ?? [];
      return { name: name ?? part.trim().slice(0, 40), version: version ?? "?", license: license ?? "none" };
    });
}

/** @returns {string[]} what is wrong with the licences of what ships. */
export function licenseProblems(packages) {
  return packages
    .filter(({ license }) => !license.split(/ OR |[()]/).some((one) => permissive.has(one)))
    .map(({ name, version, license }) => `${name} ${version} ships under ${license}, which may not allow it`);
}

/**
 * Asks the registry for advisories about the packages that ship.
 * @returns {Promise<{problems: string[], left: string[]}>} `left` says that nobody could be asked.
 */
export async function audit(ask = () => npm(["audit", "--omit=dev", "--json"], { quiet: true })) {
  const { output } = await ask();
  const report = json(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
  const found = report?.vulnerabilities;
  if (!found) {
    const why = report?.message ?? report?.error?.summary ?? output.trim().split("\n").at(-1) ?? "no answer";
    return {
      problems: [],
      left: [`ask for advisories where the registry answers: npm audit --omit=dev (here: ${why})`],
    };
  }
  const problems = Object.values(found).map(
    ({ name, severity, range }) =>
      `${name} ${range} has an advisory of severity ${severity}: npm audit --omit=dev`,
  );
  return { problems, left: [] };
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
