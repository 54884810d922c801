import { nameWords, slug } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { World } from "../world/world.ts";

const folders: Record<string, readonly string[]> = {
  code: ["src", "src/auth", "docs", "packages/core/src", "tests"],
  shell: ["/srv/data", "/opt/jobs", "/home/deploy"],
  cloud: ["deploy", "manifests/staging", "terraform/modules"],
  database: ["exports", "migrations", "reports/weekly"],
  machines: ["runs", "protocols", "logs/line2"],
  health: ["records/2026", "letters", "scans"],
  people: ["hr/onboarding", "hr/contracts", "applications"],
  money: ["accounting/2026", "invoices", "tax"],
  any: ["projects", "shared", "documents/2026", "archive/2025", "team"],
};
const endings: Record<string, readonly string[]> = {
  code: ["ts", "py", "md", "yaml"],
  shell: ["sh", "csv", "log"],
  cloud: ["yaml", "tf"],
  database: ["sql", "csv"],
  machines: ["csv", "json"],
  any: ["xlsx", "pdf", "docx", "md", "csv"],
};

/** Where the scenario's files are, in the style the tool asks for. */
function home(parameter: Parameter, world: World): { folder: string; absolute: boolean } {
  const absolute =
    /absolute|full path|^\/|starting with \//i.test(parameter.description) ||
    (typeof parameter.example === "string" && parameter.example.startsWith("/"));
  const folder = world.memo(
    "folder",
    (random) =>
      `${random.pick(folders[world.domain.id] ?? folders.any ?? [])}${["code", "shell"].includes(world.domain.id) ? "" : `/${slug(world.project)}`}`,
  );
  return {
    folder: absolute && !folder.startsWith("/") ? `/home/${world.user.username}/${folder}` : folder,
    absolute,
  };
}

export function folderPath(parameter: Parameter, world: World, _tool: ToolProfile): string {
  const { folder } = home(parameter, world);
  const words = nameWords(parameter.name);
  return words.includes("destination") || words.includes("output") || words.includes("target")
    ? `${folder}/archive`
    : folder;
}

export function filePath(parameter: Parameter, world: World, tool: ToolProfile): string {
  const { folder } = home(parameter, world);
  const said = `${parameter.description} ${tool.description} ${tool.spec.name}`;
  const told = /\b(pdf|csv|xlsx|docx|json|yaml|md|txt|png|jpg|py|ts|log)\b/i.exec(said)?.[1]?.toLowerCase();
  const plain = tool.family === "write" || tool.family === "update";
  const ending = world.memo(plain ? "text ending" : "ending", (random) =>
    plain && told === undefined
      ? random.pick(["md", "txt", "csv", "json"])
      : told !== undefined && !/\b(read|any|text) file/i.test(said)
        ? told
        : /\b(image|photo|screenshot|picture)\b/i.test(said)
          ? "png"
          : random.pick(endings[world.domain.id] ?? endings.any ?? []),
  );
  const stem = world.memo("file-stem", () => world.topic.slug.split("-").slice(0, 5).join("-"));
  const namesFolder = tool.act.object.includes("folder") && !/\bfile\b/.test(parameter.name);
  const file = namesFolder ? stem : `${stem}.${ending}`;
  return parameter.role === "recipient" ? `${folder}/archive/${file}` : `${folder}/${file}`;
}
