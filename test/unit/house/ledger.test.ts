import { describe, expect, it } from "vitest";
import * as ledger from "../../../src/ledger.ts";
import { builtinPrices } from "../../../src/simulators/llm/prices.ts";
import { contributes, manifest, settingGroups, settingIds, strings } from "./manifest.ts";
import { readNls } from "./nls.ts";
import { sources } from "./sources.ts";

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
const commands = sorted(Object.values(ledger.commands));
const views = sorted(Object.values(ledger.views));
const settings = sorted(Object.values(ledger.settings));
const contextKeys = sorted(Object.values(ledger.contextKeys));
const containers = Object.values(contributes.viewsContainers ?? {}).flatMap((list) =>
  list.map(({ id }) => id),
);

/** Ids of ours in when-clauses, without views, commands and `config.` settings. */
function keysInClauses(): string[] {
  const clauses = strings(manifest.contributes, ["when", "enablement"]).join("\n");
  const ids = [...clauses.matchAll(/(?<![\w.:-])autosafe[.:][\w.:-]+/g)].map(([id]) => id);
  return ids.filter((id) => !views.includes(id) && !commands.includes(id) && !containers.includes(id));
}

describe("src/ledger.ts and package.json", () => {
  it("name the same commands", () => {
    expect(sorted((contributes.commands ?? []).map(({ command }) => command))).toEqual(commands);
  });

  it("name the same views", () => {
    const contributed = Object.values(contributes.views ?? {}).flatMap((list) => list.map(({ id }) => id));
    expect(sorted(contributed)).toEqual(views);
  });

  it("name the same settings", () => {
    expect(sorted(settingIds())).toEqual(settings);
  });

  it("name the same context keys", () => {
    expect(sorted(keysInClauses())).toEqual(contextKeys);
  });
});

describe("tools for language models", () => {
  it("are in the ledger, and few", () => {
    const names = (contributes.languageModelTools ?? []).map(({ name }) => name);
    expect(sorted(names)).toEqual(sorted(Object.values(ledger.languageModelTools)));
    expect(names.length).toBeLessThanOrEqual(3);
  });
});

describe("the price table", () => {
  it("is the same in the code and in the setting's default", () => {
    const setting = settingGroups.find(({ title }) => title === "%settings.model%");
    expect(setting?.properties[ledger.settings.modelPrices]?.default).toEqual(builtinPrices);
  });
});

describe("settings", () => {
  const nls = readNls();
  const text = (key = "") => nls[key.slice(1, -1)] ?? "";

  it("stand in groups with a title", () => {
    expect(settingGroups.length).toBeGreaterThan(1);
    expect(settingGroups.filter(({ title }) => text(title) === "")).toEqual([]);
  });

  it("each say who may set them, what they are by default, and where to go on", () => {
    const lacking = settingGroups.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([id, setting]) => {
        const description = text(setting.markdownDescription);
        const isWhole =
          setting.scope !== undefined &&
          setting.default !== undefined &&
          /`#[\w.]+#`|\]\(command:autosafe\.\w+\)/.test(description);
        return isWhole ? [] : [id];
      }),
    );
    expect(lacking).toEqual([]);
  });

  it("name only settings that there are", () => {
    const named = Object.values(nls).flatMap((value) =>
      [...value.matchAll(/`#(autosafe\.[\w.]+)#`/g)].map(([, id = ""]) => id),
    );
    expect(named.filter((id) => !settings.includes(id))).toEqual([]);
  });
});

describe("restricted mode", () => {
  it("lets no workspace say where requests go, what they carry or what they may cost", () => {
    const restricted = manifest.capabilities?.untrustedWorkspaces?.restrictedConfigurations ?? [];
    const guarded = settings.filter((id) => id.startsWith("autosafe.model."));
    expect(guarded.filter((id) => !restricted.includes(id))).toEqual([]);
  });
});

describe("the code", () => {
  it("spells no id out that the ledger has", () => {
    const ids = new Set([...commands, ...views, ...settings, ...contextKeys]);
    const others = sources(["src"]).filter(({ path }) => path !== "src/ledger.ts");
    const spelled = others.flatMap(({ path, text }) =>
      [...text.matchAll(/["'](autosafe\.[\w.]+)["']/g)]
        .filter(([, id = ""]) => ids.has(id))
        .map(([literal]) => `${path}: ${literal}`),
    );
    expect(spelled).toEqual([]);
  });
});

describe("package.json", () => {
  const known = (ids: readonly string[], of: readonly string[]) => ids.filter((id) => !of.includes(id));

  it("puts only commands of ours into menus and on keys", () => {
    const used = [...Object.values(contributes.menus ?? {}).flat(), ...(contributes.keybindings ?? [])];
    const ids = used.flatMap(({ command }) => (command?.startsWith("autosafe") ? command : []));
    expect(known(ids, commands)).toEqual([]);
  });

  it("links only commands of ours from welcome views and walkthroughs", () => {
    const text = [...strings(contributes), ...strings(readNls())].join("\n");
    const links = [...text.matchAll(/(?:\(command:|onCommand:)(autosafe[\w.:-]+)/g)].map(([, id = ""]) => id);
    expect(known(links, commands)).toEqual([]);
  });

  it("tests views and settings that exist in when-clauses", () => {
    const clauses = strings(contributes, ["when", "enablement", "view"]).join("\n");
    const viewIds = [...clauses.matchAll(/\bview == '?(autosafe[\w.:-]+)/g)].map(([, id = ""]) => id);
    const settingsUsed = [...clauses.matchAll(/\bconfig\.(autosafe[\w.:-]+)/g)].map(([, id = ""]) => id);
    expect([...known(viewIds, views), ...known(settingsUsed, settings)]).toEqual([]);
  });

  it("restricts only settings that exist in untrusted workspaces", () => {
    const restricted = manifest.capabilities?.untrustedWorkspaces?.restrictedConfigurations ?? [];
    expect(known(restricted, settings)).toEqual([]);
  });

  it("gives every command the same category", () => {
    expect(sorted((contributes.commands ?? []).map(({ category = "none" }) => category))).toEqual([
      "AutoSafe",
    ]);
  });
});
