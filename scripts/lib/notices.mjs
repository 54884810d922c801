// The licences of what is bundled: they ask to be passed on with the code.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

const ours = "The following packages are part of this extension, under their own licences.\n";

/**
 * @param {import("esbuild").Metafile[]} metafiles of all bundles.
 * @param {string[]} copied names of packages of which files are shipped as they are.
 * @returns {Promise<string>} name, version, licence and licence text of every package in them, sorted.
 */
export async function notices(metafiles, copied) {
  const folders = new Set(copied.map((name) => `node_modules/${name}`));
  for (const path of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    if (folder) folders.add(folder);
  }
  const parts = await Promise.all([...folders].sort().map((folder) => notice(join(root, folder))));
  return [ours, ...parts].join(`\n${"-".repeat(80)}\n`);
}

async function notice(folder) {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license = "see below", homepage = "" } = manifest;
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return [`${name} ${version} (${license}) ${homepage}`.trimEnd(), ...texts].join("\n\n");
}
