import type { CallView, SinkUse } from "../engine.ts";
import { argument, argvUses, isTrue, type Sink, use, wholeFilter } from "./sink.ts";

const db =
  /(^|[.?_])(db|database|conn|connection|cur|cursor|session|engine|tx|transaction|pool|con|sqlite\w*|pg|mysql|duck\w*|bigquery|client|graph|driver|spark)(\(\))?$/i;

/** A statement handed to a database. `cursor` may be known by its type, or only by its name. */
function statement(call: CallView, path: string): (SinkUse | undefined)[] {
  const owner = path.replace(/\.\w+$/, "");
  const isKnown =
    /^(sqlite3|psycopg\w*|asyncpg|pymysql|MySQLdb|mysql|aiosqlite|sqlalchemy|duckdb|pyodbc|clickhouse\w*|snowflake|databases|neo4j|kuzu|trino|cx_Oracle|oracledb|aiomysql|libsql\w*|google\.cloud\.(bigquery|spanner)|redshift_connector|django\.db|falkordb|pymssql)\b/.test(
      owner,
    );
  return isKnown || db.test(owner) || db.test(lastWord(call))
    ? [use("query", path, argument(call, 0, "query", "sql", "statement", "operation"))]
    : [];
}

/** The last name of what the method is called on. */
function lastWord({ receiverAt }: CallView): string {
  const at = receiverAt?.kind === "call" ? receiverAt.callee : receiverAt;
  return at?.kind === "name" ? at.name : at?.kind === "member" ? at.property : "";
}

function subprocess(call: CallView, path: string): (SinkUse | undefined)[] {
  const command = argument(call, 0, "args");
  const shell = call.keyword("shell");
  if (
    shell !== undefined &&
    shell.value.truth !== false &&
    (isTrue(shell.value) || shell.value.isConstant !== true)
  ) {
    return [use("shell", path, command, shell.value.truth === undefined ? "may be a shell" : undefined)];
  }
  return argvUses(path, command);
}

const opening = (call: CallView) => {
  const mode = argument(call, 1, "mode")?.value.text ?? "r";
  return /[wax+]/.test(mode) ? "write" : "read";
};

const path =
  (detail: string, ...indices: readonly number[]) =>
  (call: CallView, name: string) =>
    (indices.length === 0 ? [0] : indices).map((index) => use("path", name, call.positional(index), detail));

/** `Path(x).read_text()`: the path is what the method is called on. */
const ownPath = (detail: string) => (call: CallView, name: string) => [
  call.receiver === undefined || call.receiverAt === undefined
    ? undefined
    : use("path", name, { isSpread: false, value: call.receiver, at: call.receiverAt }, detail),
];

const url =
  (index = 0, ...names: readonly string[]) =>
  (call: CallView, name: string) => [use("url", name, argument(call, index, "url", ...names))];

const template = (call: CallView, name: string) => [
  use("template", name, argument(call, 0, "source", "template", "text")),
];

/** Calls of Python that do harm with what they are given. */
export const pythonSinks: readonly Sink[] = [
  {
    callee:
      /^(os\.(system|popen)|subprocess\.(getoutput|getstatusoutput)|asyncio\.create_subprocess_shell|commands\.getoutput|asyncio\.subprocess\.create_subprocess_shell|anyio\.run_process|pexpect\.(spawn|run)|asyncssh\.run|invoke\.run|fabric\.(operations\.)?(run|local|sudo)|plumbum\.local)$/,
    uses: (call, name) =>
      name === "anyio.run_process" && call.positional(0)?.value.items !== undefined
        ? argvUses(name, call.positional(0))
        : [use("shell", name, argument(call, 0, "cmd", "command"))],
  },
  { callee: /^subprocess\.(run|call|check_call|check_output|Popen)$/, uses: subprocess },
  {
    callee:
      /^asyncio\.(subprocess\.)?create_subprocess_exec$|^os\.(execv|execvp|spawn\w+|execl\w*|posix_spawn)$/,
    uses: (call, name) => {
      const all = call.args.filter(({ name: key }) => key === undefined);
      const [first, ...rest] = /exec_?v|spawnv|posix/.test(name) ? all.slice(-1) : all;
      return argvUses(name, first, rest);
    },
  },
  {
    callee:
      /(paramiko\.SSHClient\(\)|\?\S*(ssh|SSH)\S*)\.exec_command$|(\?\S*ssh\S*|asyncssh\.connect\(\))\.run$/,
    uses: (call, name) => [use("shell", name, call.positional(0), "remote")],
  },
  {
    callee: /\.exec_run$/,
    uses: (call, name) => {
      const command = argument(call, 0, "cmd");
      return command?.value.items !== undefined
        ? argvUses(name, command)
        : [use("shell", name, command, "container")];
    },
  },
  {
    callee: /^\$(eval|exec)$|^(builtins)\.(eval|exec)$/,
    uses: (call, name) => [
      use(
        "code",
        name,
        call.positional(0),
        /^\$?e?/.test(name) && call.args.length > 1 ? "namespace" : undefined,
      ),
    ],
  },
  {
    callee: /^\$compile$|^code\.(interact|InteractiveInterpreter\(\)\.(runcode|runsource))$/,
    uses: (call, name) => [use("code", name, call.positional(0))],
  },
  {
    callee: /^\$__import__$|^importlib\.(import_module|__import__)$|^runpy\.run_(path|module)$/,
    uses: (call, name) => [use("code", name, call.positional(0), "import")],
  },
  {
    callee:
      /^(sympy\.(sympify|parse_expr|S)|sympy\.parsing\.\w+\.parse_expr|numexpr\.evaluate|pandas\.eval)$/,
    uses: (call, name) => [use("code", name, call.positional(0))],
  },
  {
    callee: /(PythonREPL|PythonAstREPLTool|PythonREPLTool|PythonInterpreter)\(\)\.(run|invoke|arun)$/,
    uses: (call, name) => [use("code", name, call.positional(0))],
  },
  {
    callee: /^(pandas\.\w+\(\)|\?(df|dataframe|frame|\w+_df)|\?self\.(df|dataframe))\.(query|eval)$/,
    uses: (call, name) => [use("code", name, call.positional(0))],
  },
  {
    callee:
      /^(\$open|builtins\.open|io\.open|aiofiles\.open|codecs\.open|gzip\.open|zipfile\.ZipFile|tarfile\.open|sqlite3\.connect|pandas\.read_(csv|excel|json|parquet|table)|numpy\.(load|loadtxt)|PIL\.Image\.open)$/,
    uses: (call, name) => {
      const file = argument(call, 0, "file", "path", "name", "filepath_or_buffer");
      // What is read out of memory has no path.
      const isInMemory = file?.value.references.some(
        (one) => one.kind === "path" && one.path === "io.BytesIO()",
      );
      return isInMemory === true ? [] : [use("path", name, file, opening(call))];
    },
  },
  { callee: /^os\.(remove|unlink|rmdir|removedirs|truncate)$|^shutil\.rmtree$/, uses: path("delete") },
  {
    callee: /^os\.(rename|replace|renames|link|symlink)$|^shutil\.(copy|copy2|copyfile|copytree|move)$/,
    uses: path("write", 0, 1),
  },
  {
    callee: /^os\.(mkdir|makedirs|chmod|chown|utime)$|^shutil\.(make_archive|unpack_archive|chown)$/,
    uses: path("write"),
  },
  {
    callee: /^os\.(listdir|walk|scandir|stat|open|readlink|path\.getsize)$|^glob\.i?glob$|^mimetypes\./,
    uses: (call, name) => (/getsize|stat|mimetypes/.test(name) ? [] : path("read")(call, name)),
  },
  {
    callee: /(^|\.)(FileResponse|send_file|send_from_directory)$/,
    uses: (call, name) => [use("path", name, call.positional(0), "send")],
  },
  {
    callee: /^(pathlib\.|\?|anyio\.Path).*\.(read_text|read_bytes|iterdir|glob|rglob)$/,
    uses: ownPath("read"),
  },
  {
    callee:
      /^(pathlib\.|\?|anyio\.Path).*\.(write_text|write_bytes|mkdir|touch|rename|replace|symlink_to|chmod)$/,
    uses: (call, name) =>
      /\.replace$/.test(name) && !/^pathlib/.test(name) ? [] : ownPath("write")(call, name),
  },
  { callee: /^(pathlib\.|\?|anyio\.Path).*\.(unlink|rmdir)$/, uses: ownPath("delete") },
  {
    callee: /^pathlib\..*\.open$/,
    uses: (call, name) =>
      ownPath(/[wax+]/.test(argument(call, 0, "mode")?.value.text ?? "r") ? "write" : "read")(call, name),
  },
  {
    callee: /^(tarfile\.open|zipfile\.ZipFile)\(\)\.(extractall|extract)$/,
    uses: (call, name) => [
      use("path", name, argument(call, /extract$/.test(name) ? 1 : 0, "path"), "write"),
      // `ZipFile` takes `..` out of the names of its members, `TarFile` does when it is told to.
      ...(name.startsWith("tarfile") && !isFiltered(call) ? ownPath("archive")(call, name) : []),
    ],
  },
  {
    callee:
      /^(requests|httpx|aiohttp|niquests|curl_cffi\.requests)\.(get|post|put|patch|delete|head|options|stream)$/,
    uses: url(),
  },
  { callee: /^(requests|httpx|aiohttp)\.request$/, uses: url(1) },
  {
    callee: /^(httpx\.(Async)?Client|aiohttp\.ClientSession)$/,
    uses: (call, name) => [use("url", name, call.keyword("base_url"))],
  },
  {
    callee:
      /^(requests\.(Session|session)\(\)|httpx\.(Async)?Client\(\)|aiohttp\.(client\.)?ClientSession\(\)|urllib3\.PoolManager\(\))\.(get|post|put|patch|delete|head|options|ws_connect)$/,
    uses: url(),
  },
  {
    callee:
      /^(requests\.(Session|session)\(\)|httpx\.(Async)?Client\(\)|aiohttp\.ClientSession\(\)|urllib3\.PoolManager\(\))\.(request|stream|urlopen)$/,
    uses: url(1),
  },
  {
    callee: /^\?(\w+\.)*_?(session|client|http|http_client|http_session)\.(get|post|put|patch|delete|head)$/,
    uses: (call, name) => (looksLikeAddress(call) ? url()(call, name) : []),
  },
  {
    callee:
      /^urllib\.request\.(urlopen|urlretrieve|Request)$|^feedparser\.parse$|^(trafilatura\.fetch_url|newspaper\.Article|websockets?\.connect|websocket\.create_connection)$/,
    uses: url(),
  },
  { callee: /\.goto$|^\?driver\.get$|^selenium\..*\.get$/, uses: (call, name) => url()(call, name) },
  {
    callee: /^(socket\.create_connection|telnetlib\.Telnet|smtplib\.SMTP|ftplib\.FTP)$/,
    uses: (call, name) => [use("url", name, call.positional(0), "host")],
  },
  {
    callee:
      /\.(execute|executemany|executescript|exec_driver_sql|fetch|fetchrow|fetchval|fetch_all|fetch_one|fetch_val|execute_query|execute_sql|run_query|execute_async)$/,
    uses: statement,
  },
  {
    // On anything else these ask other things than a database.
    callee:
      /^(clickhouse_connect\.get_client\(\)|clickhouse_driver\.Client\(\)|google\.cloud\.bigquery\.Client\(\)|duckdb\.connect\(\)|influxdb\w*\.\S+\(\)|snowflake\.\S+\(\)|kuzu\.Connection\(\)|oracledb\.connect\(\)|databricks\.sql\.connect\(\)\.cursor\(\))\.(query|query_df|command|execute_iter|sql|prepare)$/,
    uses: (call, name) => [use("query", name, argument(call, 0, "query", "sql", "cmd"))],
  },
  {
    callee:
      /^(sqlalchemy(\.sql(\.expression)?)?\.text|sqlalchemy\.literal_column|pandas\.read_sql(_query)?|duckdb\.(connect\(\)\.)?(sql|query|execute)|pandasql\.sqldf)$/,
    uses: (call, name) => [use("query", name, argument(call, 0, "sql", "text", "query"))],
  },
  {
    callee:
      /(spark|\?spark|SparkSession\S*|\?graph|\?\w*[dD]river\S*|session\(\)|\?session|\?tx|Neo4jGraph\(\))\.(sql|query|run)$/,
    uses: (call, name) => [use("query", name, argument(call, 0, "query"))],
  },
  {
    callee: /\.(SQLDatabase(\.\w+)?\(\)|\?db|SQLDatabase)\.run(_no_throw)?$|^\?(\w+\.)*db\.run$/,
    uses: (call, name) => [use("query", name, argument(call, 0, "command"))],
  },
  {
    callee:
      /^(pymongo\.(MongoClient|AsyncMongoClient)\(\)\S*|motor\S*Client\(\)\S*|\?(\w+\.)*\w*collection)\.(find|find_one|aggregate|count_documents|delete_many|delete_one|update_many|update_one)$/,
    uses: (call, name) => [wholeFilter(name, argument(call, 0, "filter", "pipeline"))],
  },
  {
    callee: /\.(raw|extra)$/,
    uses: (call, name) => (/\.objects\.raw$/.test(name) ? [use("query", name, call.positional(0))] : []),
  },
  {
    callee: /\.xpath$|\.search_s$/,
    uses: (call, name) =>
      /lxml|etree|\?tree|\?doc|ldap/.test(name)
        ? [use("query", name, call.positional(name.endsWith("xpath") ? 0 : 2))]
        : [],
  },
  {
    callee:
      /^(jinja2\.Template|mako\.template\.Template|tornado\.template\.Template|Cheetah\.Template\.Template|django\.template\.Template|flask\.render_template_string|starlette\.templating\..*from_string)$|^jinja2\.(Environment|environment\.Environment)\(\)\.from_string$|^(\?\w*env\w*|\?self\.\w*env\w*)\.from_string$/,
    uses: template,
  },
  {
    callee:
      /^(pickle|cPickle|dill|cloudpickle|joblib|marshal|_pickle|jsonpickle|shelve)\.(load|loads|open|decode)$|^pickle\.Unpickler$|^pandas\.read_pickle$/,
    uses: (call, name) => [use("deserialise", name, call.positional(0))],
  },
  {
    // LangChain makes any object a document names, with the secrets of the environment in it unless told otherwise.
    callee: /^langchain(_core)?\.load(\.load)?\.(load|loads)$/,
    uses: (call, name) =>
      isConfined(call)
        ? []
        : [use("deserialise", name, argument(call, 0, "text", "obj"), "objects of LangChain")],
  },
  {
    callee: /^yaml\.(load|load_all|unsafe_load|unsafe_load_all|full_load)$/,
    uses: (call, name) =>
      isSafeLoader(call) && !/unsafe|full/.test(name)
        ? []
        : [
            use(
              "deserialise",
              name,
              call.positional(0),
              // From then on it is an error to leave the loader out.
              /\.load(_all)?$/.test(name) && argument(call, 1, "Loader") === undefined
                ? "unless PyYAML 6"
                : undefined,
            ),
          ],
  },
  {
    callee: /^\?\S*\.format$/,
    uses: (call, name) => [
      call.receiver === undefined ||
      call.receiverAt === undefined ||
      !call.receiver.taints.some(({ isPart, view }) => !isPart && view === "whole")
        ? undefined
        : use("template", name, { isSpread: false, value: call.receiver, at: call.receiverAt }, "format"),
    ],
  },
  {
    callee: /^(git\.Repo\(\)|\?\w*repo\w*|\?self\.\w*repo\w*)\.git\.\w+$/,
    uses: (call, name) => call.args.map((one) => use("argv", name, one, "git")),
  },
  {
    callee: /^torch\.load$/,
    uses: (call, name) =>
      isTrue(call.keyword("weights_only")?.value)
        ? []
        : [
            use(
              "deserialise",
              name,
              call.positional(0),
              call.keyword("weights_only") === undefined ? "only before torch 2.6" : undefined,
            ),
          ],
  },
  {
    callee: /^numpy\.load$/,
    uses: (call, name) =>
      isTrue(call.keyword("allow_pickle")?.value) ? [use("deserialise", name, call.positional(0))] : [],
  },
  {
    callee: /\.load_local$/,
    uses: (call, name) =>
      isTrue(call.keyword("allow_dangerous_deserialization")?.value)
        ? [use("deserialise", name, call.positional(0))]
        : [],
  },
];

/** `filter="data"`. */
function isFiltered(call: CallView): boolean {
  const filter = call.keyword("filter")?.value;
  return filter !== undefined && filter.text !== "fully_trusted";
}

/** `allowed_objects=[…]` names what may be made; `secrets_from_env=True` or `"all"` undoes it. */
function isConfined(call: CallView): boolean {
  const allowed = call.keyword("allowed_objects")?.value;
  return allowed !== undefined && allowed.text !== "all" && !isTrue(call.keyword("secrets_from_env")?.value);
}

function isSafeLoader(call: CallView): boolean {
  const loader = argument(call, 1, "Loader")?.value;
  return loader?.references.some((one) => one.kind === "path" && /Safe|BaseLoader/.test(one.path)) === true;
}

/** Of `client.get(x)` on something unknown: addresses are built with slashes or are called so. */
function looksLikeAddress(call: CallView): boolean {
  const argument0 = call.positional(0);
  const at = argument0?.at;
  return (
    (at?.kind === "name" && /url|uri|endpoint|link|href/i.test(at.name)) ||
    argument0?.value.taints.some(({ lead }) => /^https?:/.test(lead)) === true
  );
}
