import type { CodeDocument } from "../../../syntax/code-document.ts";
import type { Node } from "../../../syntax/node.ts";
import { field } from "../../../syntax/tree.ts";
import { type CodeEffect, mostEffects } from "./effect.ts";
import { shellEffects } from "./shell-effects.ts";
import { sqlEffects } from "./sql.ts";

interface CallRule {
  /** On the whole called name: `shutil.rmtree`, `fs.promises.rm`. */
  name: RegExp;
  kind: CodeEffect["kind"];
  what: string;
  wide?: true;
}

const rules: readonly CallRule[] = [
  {
    name: /(?:^|\.)(?:rmtree|removedirs)$|(?:^|\.)(?:rm|rmdir)(?:Sync)?$/,
    kind: "delete",
    what: "deletes a folder tree",
    wide: true,
  },
  {
    name: /^(?:os|path|pathlib|fs|fsp|fs\.promises|Deno|.*path)\.(?:remove|unlink|unlinkSync|rmdir|truncate|truncateSync)$|(?:^|\.)unlink(?:Sync)?$/,
    kind: "delete",
    what: "deletes a file",
  },
  {
    name: /(?:^|\.)(?:drop|drop_all|drop_database|dropDatabase|deleteMany|delete_many|flushall|flushdb|truncate)$/,
    kind: "delete",
    what: "empties data",
    wide: true,
  },
  {
    name: /(?:^|\.)(?:delete_object|delete_bucket|terminate_instances|delete_table)$/,
    kind: "delete",
    what: "removes cloud resources",
  },
  {
    name: /^(?:requests|httpx|axios|session|client|http|ky|got)\.(?:post|put|patch|delete)$|(?:^|\.)(?:sendmail|send_message|sendMail|sendBeacon)$/,
    kind: "send",
    what: "sends data over the network",
  },
  {
    name: /^(?:requests|httpx|axios|urllib\.request|http|https|session|ky|got)\.(?:get|request|urlopen|head|urlretrieve)$|^fetch$|(?:^|\.)(?:urlopen|urlretrieve)$/,
    kind: "network",
    what: "asks the network",
  },
  {
    name: /(?:^|\.)(?:socket|create_connection|createConnection|WebSocket)$/,
    kind: "network",
    what: "opens a connection",
  },
  {
    name: /^(?:subprocess\.\w+|os\.(?:system|popen|exec\w*|spawn\w*)|commands\.getoutput|pty\.spawn)$|(?:^|\.)(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|fork)$/,
    kind: "execute",
    what: "runs a program",
  },
  {
    name: /^(?:eval|exec|compile|__import__|Function|importlib\.import_module)$|^vm\.\w+$|(?:^|\.)(?:loads)$(?<=pickle\.loads|marshal\.loads)/,
    kind: "execute",
    what: "runs text as code",
  },
  {
    name: /^os\.(?:chmod|chown|setuid|setgid)$|^fs\.(?:chmod|chown)(?:Sync)?$|^process\.(?:setuid|setgid)$/,
    kind: "privilege",
    what: "changes rights",
  },
  {
    name: /^os\.(?:kill|_exit|abort)$|^process\.(?:kill|exit)$|^sys\.exit$/,
    kind: "stop",
    what: "ends a process",
  },
  {
    name: /(?:^|\.)(?:write_text|write_bytes|writeFile|writeFileSync|appendFile|appendFileSync|makedirs|mkdir|rename|renameSync|copyfile|copy2|copytree|move|to_csv|to_sql|dump)$/,
    kind: "write",
    what: "writes files",
  },
  {
    name: /(?:^|\.)(?:read_text|read_bytes|readFile|readFileSync|listdir|glob|readdir|read_csv)$/,
    kind: "read",
    what: "reads files",
  },
];
const sqlMethods = /(?:^|\.)(?:execute|executemany|executescript|query|raw)$/;

/** The called name as it is written, without arguments: `a.b.c`. */
function calledName(node: Node): string {
  const callee = field(node, "function") ?? field(node, "constructor");
  return (callee?.text ?? "").replaceAll(/\s|\?\./g, (found) => (found === "?." ? "." : "")).slice(0, 120);
}

function stringsIn(node: Node | undefined, document: CodeDocument): string[] {
  if (!node) {
    return [];
  }
  const texts: string[] = [];
  const visit = (at: Node, depth: number) => {
    if (depth > 6 || texts.length > 20) {
      return;
    }
    if (at.type === "string" || at.type === "template_string") {
      texts.push(document.textOf(at).replace(/^[a-zA-Z]{0,2}(?:'''|"""|['"`])|(?:'''|"""|['"`])$/g, ""));
      return;
    }
    for (const child of at.namedChildren) {
      if (child) {
        visit(child, depth + 1);
      }
    }
  };
  visit(node, 0);
  return texts;
}

function effectsOfCall(node: Node, document: CodeDocument): CodeEffect[] {
  const name = calledName(node);
  const place = { text: document.textOf(node).slice(0, 200), start: node.startIndex, end: node.endIndex };
  const given = stringsIn(field(node, "arguments"), document);
  if (name === "open" || name.endsWith(".open")) {
    const mode = given.at(1) ?? "r";
    return [
      {
        kind: /[wax+]/.test(mode) ? "write" : "read",
        what: /[wax+]/.test(mode) ? "writes a file" : "reads a file",
        wide: false,
        ...place,
      },
    ];
  }
  if (sqlMethods.test(name)) {
    const sql = given.find((text) =>
      /^\s*(?:select|insert|update|delete|drop|alter|truncate|create|grant|with)\b/i.test(text),
    );
    return sql === undefined ? [] : sqlEffects(sql).map((effect) => ({ ...effect, ...place }));
  }
  const rule = rules.find((candidate) => candidate.name.test(name));
  if (!rule) {
    return [];
  }
  const nested = rule.what === "runs a program" && given.length > 0 ? shellEffects(given.join(" "), 2) : [];
  return [
    { kind: rule.kind, what: `${rule.what} (${name})`, wide: rule.wide === true, ...place },
    ...nested.filter(({ kind }) => kind !== "read").map((effect) => ({ ...effect, ...place })),
  ];
}

/** What parsed Python or JavaScript would do by the calls that stand in it, in order. Nothing is run. */
export function programEffects(document: CodeDocument): CodeEffect[] {
  const calls =
    document.language === "python"
      ? document.nodes("call")
      : document.nodes("call_expression", "new_expression");
  const effects: CodeEffect[] = [];
  for (const node of calls) {
    effects.push(...effectsOfCall(node, document));
    if (effects.length >= mostEffects) {
      break;
    }
  }
  return effects.slice(0, mostEffects).sort((a, b) => a.start - b.start);
}
