/** Registries and mirrors of packages that stand before a package's name where no package.json does: Deno, Bun, browsers. */
const registry =
  /^(?:npm:\/?|jsr:\/?|https:\/\/(?:esm\.sh\/(?:v\d+\/)?|cdn\.jsdelivr\.net\/npm\/|unpkg\.com\/|cdn\.skypack\.dev\/))/;

/** The module that the specifier of an import names: `npm:ai@5` and `https://esm.sh/ai@5?bundle` are `ai`. */
export function moduleName(specifier: string): string {
  if (!registry.test(specifier)) {
    return specifier;
  }
  const path = specifier.replace(registry, "").replace(/[?#].*$/, "");
  return path.replace(/^((?:@[^/@]+\/)?[^/@]+)@[^/]*/, "$1");
}
