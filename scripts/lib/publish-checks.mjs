// What the Marketplace asks of an extension, as far as it can be told without an account.

/** Categories the Marketplace knows (manifest reference of VS Code). */
const categories = [
  "AI",
  "Azure",
  "Chat",
  "Data Science",
  "Debuggers",
  "Education",
  "Extension Packs",
  "Formatters",
  "Keymaps",
  "Language Packs",
  "Linters",
  "Machine Learning",
  "Notebooks",
  "Other",
  "Programming Languages",
  "SCM Providers",
  "Snippets",
  "Testing",
  "Themes",
  "Visualization",
];

/** Bytes: above it an install is a wait. */
const maxVsix = 3_000_000;

/**
 * @param {{manifest: Record<string, any>, files: ReadonlyMap<string, Buffer | Uint8Array>, vsixBytes: number}} extension
 *   package.json, and the files at the top of the repository and the icon by path.
 * @returns {{problems: string[], left: string[]}} what keeps it from being published, and what only a publisher can do.
 */
export function publishChecks({ manifest, files, vsixBytes }) {
  const text = (path) => Buffer.from(files.get(path) ?? []).toString("utf8");
  const problems = [];
  const expect = (holds, problem) => {
    if (!holds) problems.push(problem);
  };
  for (const member of ["name", "displayName", "description", "version", "publisher", "license", "engines"])
    expect(manifest[member], `package.json has no ${member}`);
  expect(/^\d+\.\d+\.\d+$/.test(manifest.version ?? ""), "the version is not of the form 1.2.3");
  const unknown = (manifest.categories ?? []).filter((category) => !categories.includes(category));
  expect(unknown.length === 0, `the Marketplace has no category ${unknown.join(", ")}`);
  expect((manifest.keywords ?? []).length <= 30, "more than 30 keywords");
  expect(/^#[0-9a-f]{6}$/i.test(manifest.galleryBanner?.color ?? ""), "no galleryBanner with a colour");
  for (const path of ["README.md", "CHANGELOG.md", "LICENSE", "SUPPORT.md"])
    expect(text(path).trim() !== "", `${path} is missing`);
  expect(
    text("CHANGELOG.md").includes(`## ${manifest.version}`),
    `CHANGELOG.md does not speak of ${manifest.version}`,
  );
  const size = pngSize(files.get(manifest.icon));
  expect(size && size.width >= 128 && size.height >= 128, "the icon is no PNG of 128 × 128 pixels or more");
  const images = [...text("README.md").matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, target]) => target);
  const vector = images.filter((target) => /\.svg(?:$|[?#])/i.test(target));
  expect(
    vector.length === 0,
    `README.md shows SVG images, which the Marketplace refuses: ${vector.join(", ")}`,
  );
  const missing = images.filter((target) => !/^https:/.test(target) && !files.has(target));
  expect(missing.length === 0, `README.md shows images that do not exist: ${missing.join(", ")}`);
  expect(vsixBytes <= maxVsix, `the package has ${vsixBytes} bytes, more than ${maxVsix}`);
  return { problems, left: leftToPublisher(manifest, images) };
}

function leftToPublisher(manifest, images) {
  const left = [];
  if (!manifest.repository) {
    const relative = images.filter((target) => !/^https:/.test(target)).length;
    left.push(`set "repository" in package.json: ${relative} images of the README get their address from it`);
  }
  if (manifest.private) left.push('take "private" out of package.json');
  left.push(`own the publisher "${manifest.publisher}" and log in: npx vsce login ${manifest.publisher}`);
  return left;
}

/** Width and height in the header of a PNG file (PNG specification, 11.2.2 IHDR). */
function pngSize(bytes) {
  const buffer = Buffer.from(bytes ?? []);
  if (buffer.length < 24 || buffer.toString("latin1", 1, 4) !== "PNG") return undefined;
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
}
