import { writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { root } from "./paths.mjs";

/** What the extension loads when it is activated and the command line can load as well, in one file. */
const core = "dist/chunks/core.js";
const entry = "dist/extension.js";

/**
 * Joins the chunks that `dist/extension.js` imports at once into two files: those that know the editor into itself, the
 * others into `chunks/core.js`. Each file costs milliseconds of activation, since every import of an extension is asked
 * about in another thread, and splitting makes some thirty of them. In the place of each chunk stays a line that passes its
 * names on, so that whatever is loaded later, and the command line, share what is loaded already.
 * @param {import("esbuild").Metafile} metafile of the split build.
 * @returns {Promise<number>} how many files were joined.
 */
export async function joinStart({ outputs }) {
  const start = importedAtOnce(outputs, entry);
  const known = new Map();
  const plain = start.filter((file) => !knowsEditor(outputs, file, known));
  const bound = start.filter((file) => file !== entry && known.get(file) === true);
  await bundleInto(core, passOn(plain, outputs), outputs);
  await Promise.all(plain.map((file) => writeStub(file, core, outputs)));
  await bundleInto(
    entry,
    `export * from "./${relative("dist", entry)}";\n${passOn(bound, outputs)}`,
    outputs,
  );
  await Promise.all(bound.map((file) => writeStub(file, entry, outputs)));
  return start.length;
}

/** @returns {string[]} the file and what it imports without being asked to, through as many hands as it takes. */
function importedAtOnce(outputs, file, seen = new Set()) {
  if (!seen.has(file)) {
    seen.add(file);
    for (const { path, kind } of outputs[file].imports)
      if (kind === "import-statement" && outputs[path]) importedAtOnce(outputs, path, seen);
  }
  return [...seen];
}

/** Whether a file cannot be loaded outside of the editor. */
function knowsEditor(outputs, file, known) {
  if (!known.has(file)) {
    known.set(file, false);
    const isBound = outputs[file].imports
      .filter(({ kind }) => kind === "import-statement")
      .some(({ path }) => path === "vscode" || (outputs[path] && knowsEditor(outputs, path, known)));
    known.set(file, isBound);
  }
  return known.get(file);
}

/** The chunk's own name before each of its names, which are single letters in all of them. */
function aliases(file, outputs) {
  const own = basename(file, ".js").replace(/\W/g, "_");
  return outputs[file].exports.map((name) => ({ name, alias: `${own}_${name}` }));
}

function passOn(files, outputs) {
  return files
    .map((file) => {
      const names = aliases(file, outputs).map(({ name, alias }) => `${name} as ${alias}`);
      return `export { ${names.join(", ")} } from "./${relative("dist", file)}";`;
    })
    .join("\n");
}

async function writeStub(file, target, outputs) {
  const names = aliases(file, outputs).map(({ name, alias }) => `${alias} as ${name}`);
  const from = relative(dirname(file), target);
  await writeFile(
    join(root, file),
    `export{${names.join(",")}}from"${from.startsWith(".") ? from : `./${from}`}";\n`,
  );
}

/** Bundles a text that stands in dist/ into `outfile`; what is loaded on first use, and the core, stay files of their own. */
async function bundleInto(outfile, contents, outputs) {
  const folder = join(root, dirname(outfile));
  const outside = (path, resolveDir) => {
    const found = relative(folder, join(resolveDir, path));
    return { path: found.startsWith(".") ? found : `./${found}`, external: true };
  };
  const result = await build({
    stdin: { contents, resolveDir: join(root, "dist"), loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node22",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    external: ["vscode"],
    plugins: [
      {
        name: "stay-apart",
        setup(plugin) {
          plugin.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
            const file = relative(root, join(resolveDir, path));
            const isApart = kind === "dynamic-import" || (file === core && outfile !== core);
            return isApart || !outputs[file] ? outside(path, resolveDir) : undefined;
          });
        },
      },
    ],
  });
  const [{ text }] = result.outputFiles;
  await writeFile(join(root, outfile), text);
}
