import type { CallView, SinkUse } from "../engine.ts";
import { argument, argvUses, isTrue, type Sink, use, wholeFilter } from "./sink.ts";

const first =
  (kind: SinkUse["kind"], detail?: string, index = 0) =>
  (call: CallView, name: string) => [use(kind, name, call.positional(index), detail)];

/** `spawn(program, args, { shell })`. */
function spawn(call: CallView, name: string): (SinkUse | undefined)[] {
  const shell = call.keyword("shell");
  const program = call.positional(0);
  const second = call.positional(1);
  const isList = second !== undefined && second.at.kind !== "object" && second.at.kind !== "function";
  const args = isList ? [second] : [];
  if (shell !== undefined && shell.value.truth !== false) {
    const isSure = isTrue(shell.value) || shell.value.text !== undefined;
    const uses = [program, ...args].map((one) =>
      use("shell", name, one, isSure ? undefined : "may be a shell"),
    );
    return uses;
  }
  return argvUses(name, program, args);
}

const files = "^(fs|fs/promises|fs\\.promises|fs-extra|graceful-fs)\\.";
const opening = (call: CallView) => (/[wax+]/.test(call.positional(1)?.value.text ?? "r") ? "write" : "read");
const databases =
  /(^|[.?_$])(db|database|conn|connection|client|pool|tx|trx|transaction|sequelize|knex|prisma|pg|mysql|sql|sqlite|drizzle|dataSource|queryRunner|manager|duckdb|session|driver)\w*(\(\))?$/i;

function statement(call: CallView, name: string): (SinkUse | undefined)[] {
  const owner = name.replace(/\.[$\w]+$/, "");
  const at = call.receiverAt?.kind === "call" ? call.receiverAt.callee : call.receiverAt;
  const word = at?.kind === "name" ? at.name : at?.kind === "member" ? at.property : "";
  const isKnown =
    /^(pg|mysql2?|sqlite3?|better-sqlite3|node:sqlite|sqlite|mssql|postgres|@libsql\/client|@prisma\/client|knex|sequelize|typeorm|neo4j-driver|@neondatabase\/serverless|@planetscale\/database|@vercel\/postgres|duckdb|bun:sqlite|snowflake-sdk|@google-cloud\/(bigquery|spanner)|@clickhouse\/client)\b/.test(
      owner,
    );
  return isKnown || databases.test(owner) || databases.test(word)
    ? [use("query", name, argument(call, 0, "sql", "text", "query", "statement"))]
    : [];
}

/** Calls of JavaScript and TypeScript that do harm with what they are given. */
export const scriptSinks: readonly Sink[] = [
  {
    callee:
      /^child_process\.(exec|execSync)$|^(shelljs|shelljs\/global)\.exec$|^execa\.(execaCommand|execaCommandSync|command|commandSync)$|^(execSync|execAsync)$|^promisify-child-process\.exec$|^exec-sh\b|^open-exec$|^cross-exec$/,
    uses: first("shell"),
  },
  {
    callee:
      /^child_process\.(spawn|spawnSync|execFile|execFileSync|fork)$|^execa(\.(execa|execaSync|sync|execaNode))?$|^cross-spawn(\.(spawn|sync))?$|^tinyexec\.(x|exec)$|^\$Bun\.(spawn|spawnSync)$|^nano-spawn$/,
    uses: (call, name) => (/^\$Bun/.test(name) ? argvUses(name, call.positional(0)) : spawn(call, name)),
  },
  {
    callee: /^\$Deno\.(run|Command)$/,
    uses: (call, name) =>
      argvUses(
        name,
        argument(call, 0, "cmd"),
        [call.keyword("args")].filter((one) => one !== undefined),
      ),
  },
  {
    callee: /^simple-git(\.\w+)?\(\)\.(raw|clone|checkout|fetch|push|pull|diff|log|show|branch)$/,
    uses: (call, name) =>
      call.positional(0)?.value.items !== undefined
        ? argvUses(
            name,
            {
              isSpread: false,
              at: call.at,
              value: { taints: [], references: [], text: "git", isConstant: true },
            },
            [call.positional(0)].filter((one) => one !== undefined),
          )
        : call.args.map((one) => use("argv", name, one, "git")),
  },
  {
    callee:
      /^(ssh2\.Client\(\)|\?\w*(ssh|conn)\w*)\.(exec|execCommand)$|^(node-ssh\.)?NodeSSH\(\)\.execCommand$|^node-ssh\..*execCommand$/i,
    uses: first("shell", "remote"),
  },
  {
    callee:
      /^\$(eval|Function)$|^\$globalThis\.(eval|Function)$|^(vm|node:vm)\.(runInNewContext|runInThisContext|runInContext|Script|compileFunction)$|^vm2\.(VM|NodeVM)\(\)\.run$|^vm2\.VMScript$/,
    uses: (call, name) =>
      /Function$/.test(name)
        ? call.args.map((one) => use("code", name, one))
        : [use("code", name, call.positional(0))],
  },
  { callee: /^\$(import|require)$/, uses: first("code", "import") },
  {
    callee: /^\$(setTimeout|setInterval)$/,
    uses: (call, name) =>
      call.positional(0)?.value.taints.some(({ view }) => view === "whole") &&
      call.positional(0)?.at.kind !== "function"
        ? [use("code", name, call.positional(0))]
        : [],
  },
  {
    callee:
      /^(\?\w*[pP]age|\?this\.page|playwright\S*|puppeteer\S*)\.(evaluate|\$eval|evaluateHandle|addScriptTag)$/,
    uses: first("code", "browser"),
  },
  {
    callee: new RegExp(
      `${files}(readFile|readFileSync|createReadStream|readdir|readdirSync|opendir|readJson|readJSON|readJsonSync|readlink|realpath_)$`,
    ),
    uses: first("path", "read"),
  },
  {
    callee: new RegExp(
      `${files}(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|mkdir|mkdirSync|truncate|chmod|chmodSync|outputFile|outputJson|writeJson|ensureDir|ensureFile|mkdtemp_)$`,
    ),
    uses: first("path", "write"),
  },
  {
    callee: new RegExp(`${files}(open|openSync)$`),
    uses: (call, name) => [use("path", name, call.positional(0), opening(call))],
  },
  {
    callee: new RegExp(`${files}(unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync|remove|removeSync|emptyDir)$`),
    uses: first("path", "delete"),
  },
  {
    callee: new RegExp(
      `${files}(rename|renameSync|copyFile|copyFileSync|cp|cpSync|copy|move|symlink|symlinkSync|link)$`,
    ),
    uses: (call, name) => [0, 1].map((index) => use("path", name, call.positional(index), "write")),
  },
  {
    callee:
      /^\$Bun\.(file|write)$|^\$Deno\.(readTextFile|readFile|writeTextFile|writeFile|remove|open|mkdir|readDir)(Sync)?$|^rimraf(\.\w+)?$/,
    uses: (call, name) => [
      use(
        "path",
        name,
        call.positional(0),
        /write|mkdir/.test(name) ? "write" : /remove|rimraf/.test(name) ? "delete" : "read",
      ),
    ],
  },
  {
    callee: /\.(sendFile|download)$/,
    uses: (call, name) =>
      /(\?res|\?reply|\?response|\?ctx)\./.test(name) ? [use("path", name, call.positional(0), "send")] : [],
  },
  {
    callee:
      /^\$(fetch|globalThis\.fetch)$|^(node-fetch|cross-fetch|isomorphic-fetch|undici|make-fetch-happen)(\.(fetch|request|stream))?$|^(axios|got|ky|superagent|needle|phin|ofetch(\.\$?ofetch)?)(\.(get|post|put|patch|delete|head|request|stream))?$|^(axios\.create|got\.extend|ky\.(create|extend))\(\)(\.(get|post|put|patch|delete|head|request))?$|^(http|https|follow-redirects\.https?)\.(get|request)$/,
    uses: (call, name) => [
      use("url", name, argument(call, 0, "url", "uri", "hostname"), call.keyword("method")?.value.text),
    ],
  },
  {
    callee: /^(axios\.create|got\.extend|ky\.(create|extend)|ofetch\.(\$?ofetch\.)?create)$/,
    uses: (call, name) => ["baseURL", "prefixUrl"].map((key) => use("url", name, call.keyword(key))),
  },
  { callee: /^\$(WebSocket|EventSource)$|^ws(\.WebSocket)?$|\.goto$/, uses: first("url") },
  {
    callee: /^(net|tls)\.(connect|createConnection)$/,
    uses: (call, name) => [use("url", name, argument(call, 1, "host"), "host")],
  },
  {
    callee:
      /\.(query|execute|raw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|exec|prepare|all|each|get|run|executeQuery|queryAndReturn|executeSql)$/,
    uses: (call, name) =>
      /\.(\$queryRawUnsafe|\$executeRawUnsafe|unsafe)$/.test(name)
        ? [use("query", name, call.positional(0))]
        : /\.(exec|all|each|get|run|execute)$/.test(name) && !looksLikeStatement(call)
          ? []
          : statement(call, name),
  },
  {
    callee:
      /^(mongodb\.MongoClient\(\)\S*|\?(\w+\.)*\w*[cC]ollection)\.(find|findOne|aggregate|countDocuments|deleteMany|deleteOne|updateMany|updateOne)$/,
    uses: (call, name) => [wholeFilter(name, call.positional(0))],
  },
  {
    callee: /^(drizzle-orm\.sql|sql|knex|\?knex|\?sql|@prisma\/client\.Prisma|kysely\.sql)\.raw$/,
    uses: first("query"),
  },
  {
    callee:
      /^(ejs|pug|nunjucks|handlebars|eta|mustache|lodash|underscore|\$_|doT|dot|liquidjs|hogan\.js|art-template|squirrelly)\.(render|renderString|compile|template|renderAsync|Template|precompile)$|^(lodash\.template|lodash\/template|handlebars\.default\.compile)$/,
    uses: first("template"),
  },
  {
    callee:
      /^(node-serialize\.unserialize|funcster\.deepDeserialize|serialize-to-js\.deserialize|v8\.deserialize|cryo\.parse)$/,
    uses: first("deserialise"),
  },
  {
    callee: /^(@langchain\/core|langchain)\/load\.load$/,
    uses: first("deserialise", "objects of LangChain"),
  },
  {
    callee: /^js-yaml\.(load|loadAll)$/,
    uses: (call, name) => [
      use(
        "deserialise",
        name,
        call.positional(0),
        call.keyword("schema") === undefined ? "only before js-yaml 4" : undefined,
      ),
    ],
  },
];

/** `.exec`, `.all`, `.get` mean something else on most objects: it must read like a statement. */
function looksLikeStatement(call: CallView): boolean {
  const argument0 = call.positional(0);
  if (argument0 === undefined || call.method === "") {
    return false;
  }
  const sql = /\b(select|insert|update|delete|create|drop|alter|with|pragma|match|merge|call)\b/i;
  const at = argument0.at;
  return (
    (at.kind === "name" && /^(sql|query|statement|stmt|cypher)\w*$/i.test(at.name)) ||
    argument0.value.taints.some(({ lead }) => sql.test(lead))
  );
}
