import type { Hinted } from "../../tools/hinted.ts";
import type { SinkKind } from "./engine.ts";
import type { SourceKind } from "./value.ts";

/**
 * What a text must hold before a source or a sink of a kind can be in it: the names that the tables of sources and sinks
 * match, as a program writes them. They keep most files from being parsed, so each is as narrow as its table allows.
 */
export interface FlowWords {
  sources: Readonly<Record<SourceKind, { hints: readonly RegExp[] }>>;
  sinks: Readonly<Record<SinkKind, Hinted>>;
  /** Last names of sinks that the project has stated. */
  own: readonly string[];
}

const hinted = (...hints: readonly RegExp[]) => ({ hints });
/** Where nothing is known that a text must hold. */
export const anything = hinted(/(?:)/);
/** What no text holds. */
export const nothing = hinted();

const model = hinted(
  /\bcompletions\s*[?!]*\.\s*(?:create|parse|stream)\b|\bchat\s*[?!]*\.\s*completions\b|\bresponses\s*\??\.\s*(?:create|parse|stream)\b|\bmessages\s*\??\.\s*(?:create|stream)\b(?!["'])/,
  /\b(?:generate|stream)(?:Text|Object)\b|\blitellm\b|\bollama\b|generate_?[cC]ontent|GenerativeModel/,
  /\buse(?:Chat|Completion|Object)\b|\bexperimental_useObject\b/,
  /@openai\/agents|\b(?:from|import)\s+agents\b|\.\s*kickoff|\bsmolagents\b|\bpydantic_ai\b/,
  /(?<![uU]ser_?)Agent\s*\(|[aA]gent\s*[?!]*\.\s*generate\s*\(/,
  /Chat(?:OpenAI|Anthropic|Ollama|Groq|Bedrock|VertexAI|GoogleGenerativeAI|MistralAI)|\binit_chat_model\b|\bLLMChain\b/,
  /\bMistral\b|\bcohere\b|InferenceClient|\.\s*converse\s*\(|\binvoke_model\b|\bpipeline\s*\(|\bllama_(?:cpp|index)\b|\bgenkit\b|\bai\s*\.\s*generate\b|claude[-_](?:agent|code)[-_]sdk|ClaudeSDKClient/,
  /\bsemantic_kernel\b|\bautogen_\w+|\bagent_framework\b|ToolLoopAgent|Experimental_Agent|@mastra\/core|\b(?:agno|strands)\b|\bgoogle\.adk\b|\bsend_?[mM]essage\w*\s*\(/,
  /\bcreate_(?:react_)?agent\b|AgentExecutor|(?:\b|_)(?:llm|chat_model|chain|agent_executor)\s*[?!]*\.\s*a?(?:invoke|predict|complete)\b/,
);

const elsewhere =
  /\b(?:call_tool|callTool|read_resource|readResource)\b|similarity_?[sS]earch|get_relevant_documents|[rR]etriever\w*\s*[?!]*\.\s*(?:a?invoke|retrieve)\b|\b(?:WebBase|PyPDF|UnstructuredURL|FireCrawl|CheerioWebBase)Loader\b|Tavily|DuckDuckGoSearch|SerpAPIWrapper|Firecrawl/;
/** Where people write to each other, and where programs read what they write. */
const correspondence =
  /fetchPin|\bmessages\s*\??\.\s*fetch\b|\bconversations\s*[._]\s*(?:history|replies)\b|\bsearch[_.]messages\b|\b(?:discord|telethon|feedparser|imaplib|imap_tools|imapflow|mailparser|simpleParser|octokit|jira|atlassian|notion_client|wikipedia\w*|newspaper|DDGS|youtube_transcript_api|urllib3|curl_cffi|playwright|puppeteer|page_source)\b|@notionhq|rss-parser|\bfrom\s+github\b|\bgithub\s*\.\s*Github\b|(?:channel|thread)\s*\??\.\s*(?:history|pins|fetch_message)\b|\.\s*(?:threads|messages)(?:\(\))?\s*\.\s*get\b|\b(?:Exa|GoogleSearch|SerpApiClient)\b|[pP]age\s*\??\.\s*(?:content|inner_?(?:text|Text|html|HTML)|text_?[cC]ontent)\b/;
const pythonClients =
  /\brequests\s*\.\s*(?:get|post|put|request|[sS]ession)\b|\b(?:from|import)\s+(?:requests|httpx|niquests|aiohttp|trafilatura|flask|quart|urllib\.request)\b|\bfrom\s+urllib\s+import[^\n]*\brequest\b|\b(?:httpx|niquests|aiohttp|trafilatura|flask|quart)\s*\.|\burllib\s*\.\s*request\b|\burlopen\b/;
const pythonRoutes =
  /\b(?:from|import)\s+(?:fastapi|sanic|litestar|starlette)\b|\b(?:FastAPI|APIRouter|Sanic)\b|:\s*["']?(?:\w+\.)*(?:Http)?Request\b/;
const scriptRoutes =
  /["'](?:express|fastify|hono|koa-router|@koa\/router|polka|itty-router|elysia|@hono\/zod-openapi)["']|:\s*(?:\w+\.)*(?:Next(?:Api)?|Vercel|Fastify|Http|Hono)?Request\b|\b(?:function|const)\s+(?:POST|PUT|PATCH|GET|DELETE)\b/;
const scriptClients =
  /(?<![.\w$])fetch\b(?!["'-])|["'](?:node-fetch|undici|cross-fetch|axios|got|ky)["']|\b(?:axios|got|ky)\s*[.(]/;

/** Parts of the names of secrets. An environment variable without one is none. */
const secretish = "KEY|SECRET|PASS|CRED|TOKEN|DSN|DATABASE|CONN";
const pythonEnvironment = new RegExp(
  `\\bfrom\\s+os\\s+import[^\\n]*\\b(?:environ|getenv)\\b|\\bos\\s*\\.\\s*(?:environ|getenv)\\b(?!\\s*(?:\\.\\s*(?:get|setdefault|pop)\\s*)?[([]\\s*["'](?!\\w*(?:${secretish}))\\w*["'])`,
  "i",
);
const pythonSettings = /\bBaseSettings\b/;
const scriptEnvironment = new RegExp(
  `\\bprocess\\??\\.env\\b(?!\\s*\\??\\.\\s*(?!\\w*(?:${secretish}))\\w+|\\s*\\[\\s*["'](?!\\w*(?:${secretish}))\\w*["'])`,
  "i",
);

/** Answers to web requests that may be pages. */
const answering = /\b(?:res|reply|response|c|ctx)\s*[?!]*\.\s*(?:send|html)\s*\(/;

/** Files that agents read as orders. */
const instructionFiles =
  /\b(?:CLAUDE|AGENTS|GEMINI|MEMORY|SKILL|SOUL)(?:\.local)?\.md\b|copilot-instructions|\.(?:cursor|windsurf|cline)rules/i;

/** Where the tables of both languages look. */
const common = {
  instructions: {
    hints: [
      /\bmessages\s*\??\.\s*(?:create|stream)\b|\b(?:generate|stream)(?:Text|Object)\b|\bresponses\b(?!\/|\.m?[jt]s)|generate_content/,
      /Agent\s*[(<]|Agent\s+as\b|AgentOptions|\bcreate_\w*agent\b|\bcreate\w*Agent\b|FastMCP|MCPServer/,
      /claude[_-]agent[_-]sdk|(?<![.\w$])query\s*[(<]|\bai\s*\.\s*generate(?:Stream)?\b|\bgenkit\b|\.\s*(?:instructions|system_prompt)\b|\bdynamic_prompt\b/,
      /System(?:Chat)?Message|add_system_message|\brole\b|["'](?:system|developer)["']|\bcrewai\b/,
    ],
    inOneFile: true,
    needs: [
      /\b(?:system\w*|developer|\w*instructions?|prompt|backstory|goal|description)\b|System(?:Chat)?Message/,
    ],
  },
  "prompt-template": hinted(/PromptTemplate|load_prompt|\bhub\b/),
  launch: hinted(/Stdio(?:Server|Connection|Client|MCP)|MCPStdio|MCPClient\b|MCPServerStdio|\bfastmcp\b/),
  memory: {
    inOneFile: true,
    hints: [
      /store|collection|memory|mem0|chroma|faiss|pinecone|qdrant|weaviate|pgvector|(?<!\/)index(?!Of)/i,
      instructionFiles,
    ],
    needs: [
      new RegExp(
        `\\.\\s*(?:add|add_texts|add_documents|addDocuments|addTexts|upsert|put|from_texts|from_documents|insert|add_memory)\\s*\\(|${instructionFiles.source}`,
        "i",
      ),
    ],
  },
  log: hinted(/\bprint\b|\b_?log(?:ger|ging)?\b|\bconsole\b|\bpino\b|\bwinston\b|\bloguru\b|\bstructlog\b/),
  url: anything,
  // Only asked of arguments of tools, whose files are parsed anyway.
  content: nothing,
  description: hinted(/description|__doc__|registerTool|\.tool\(/),
  output: anything,
} as const satisfies Partial<Record<SinkKind, Hinted>>;

const python: FlowWords = {
  own: [],
  sources: {
    model,
    untrusted: { hints: [elsewhere, correspondence, pythonClients, pythonRoutes] },
    secret: hinted(pythonEnvironment, pythonSettings),
    argument: nothing,
  },
  sinks: {
    ...common,
    shell: hinted(
      /\bos\s*\.\s*(?:system|popen)\b|\bfrom\s+os\s+import|\bsubprocess\b|\bget(?:status)?output\b|_shell\b/,
      /\brun_process\b|\b(?:pexpect|asyncssh|plumbum|fabric|paramiko)\b|\b(?:from|import)\s+invoke\b|\bexec_command\b|\bexec_run\b|ssh/i,
    ),
    argv: hinted(
      /\bsubprocess\b|_exec\b|\bos\s*\.\s*(?:exec|spawn|posix_spawn)|\bfrom\s+os\s+import|\bexec_run\b|\.git\s*\./,
    ),
    code: hinted(
      /(?<![.\w])(?:eval|exec|compile|__import__)\b|\bbuiltins\b|\binteract\b|\bInteractiveInterpreter\b|\bimport_module\b|\bimportlib\s*\.\s*__import__|\brunpy\b/,
      /\bsympy\b|\bnumexpr\b|\bpandas\b|Python(?:REPL|AstREPL|Interpreter)|\.\s*(?:query|eval)\s*\(/,
    ),
    path: hinted(
      /\bopen\b|\bZipFile\b|\bconnect\b|\bread_\w+|\bnumpy\b|\bImage\b|\bos\b|\bshutil\b|FileResponse|\bsend_f|\bi?glob\b/,
      /\.\s*(?:iterdir|glob|rglob|write_\w+|mkdir|touch|rename|replace|symlink_to|chmod|unlink|rmdir|extractall)\b/,
    ),
    query: hinted(
      /\.\s*(?:execute\w*|fetch\w*|run\w*|sql|query|raw|extra|xpath|search_s|find|find_one|aggregate|count_documents|delete_(?:many|one)|update_(?:many|one))\b|\bread_sql|\bliteral_column\b|\btext\s*(?:\(|as\b)|\bsqldf\b|\bduckdb\b/,
      /\.\s*exec_driver_sql\b|\b(?:clickhouse_connect|clickhouse_driver|bigquery|influxdb\w*|snowflake|kuzu|oracledb|databricks)\b/,
    ),
    template: hinted(/Template\b|\bfrom_string\b|\brender_template_string\b|\.\s*format\b/),
    deserialise: hinted(
      /\b(?:c?[pP]ickle|_pickle|dill|cloudpickle|joblib|marshal|jsonpickle|shelve|torch|yaml|numpy)\b|\bload_local\b|\bread_pickle\b|\blangchain\w*\.load\b|\bfrom\s+langchain\w*\s+import\s+load\b/,
    ),
    html: hinted(/unsafe_allow_html|\bHTML\b|HTMLResponse|\bMarkup\b|\bmark_safe\b|\bstreamlit\b/, answering),
    dispatch: hinted(/\b(?:[gs]etattr|globals|locals|vars)\b|__dict__/),
  },
};

const script: FlowWords = {
  own: [],
  sources: {
    model,
    untrusted: { hints: [elsewhere, correspondence, scriptClients, scriptRoutes] },
    secret: hinted(scriptEnvironment),
    argument: nothing,
  },
  sinks: {
    ...common,
    shell: hinted(
      /child_process|\bshelljs\b|\bexeca\b|\bexec(?:Sync|Async)\b|\b(?:exec-sh|open-exec|cross-exec|cross-spawn|tinyexec|nano-spawn)\b|child-process/,
      /\bssh2\b|node-?ssh|(?:ssh|conn)\w*\s*[?!]*\.\s*exec/i,
      /["'](?:zx|bun)(?:\/\w+)?["']|\bBun\s*\.\s*\$/,
    ),
    argv: hinted(
      /child_process|\bexeca\b|\bcross-spawn\b|\btinyexec\b|\bnano-spawn\b|\bsimple-git\b|["'](?:zx|bun)["']/,
      /\bBun\s*\.\s*(?:spawn|\$)|\bDeno\s*\.\s*(?:run|Command)\b|=\s*(?:Bun|Deno)\b(?!\s*\.)/,
    ),
    code: hinted(
      /\beval\b|\bFunction\s*\(|=\s*Function\b(?!\s*\.)|["'](?:node:)?vm2?["']|\b(?:import|require)\s*\(\s*[^"'\s)]/,
      /\bset(?:Timeout|Interval)\s*\(\s*(?![\s(]|async\b|function\b|[\w$]+\s*=>|(?:resolve|reject)\s*[,)])/,
      /\.\s*(?:evaluate|\$eval|evaluateHandle|addScriptTag)\b|["'](?:playwright|puppeteer)/,
    ),
    path: hinted(
      /\bfs\b|\bfs-extra\b|\bgraceful-fs\b|\brimraf\b|\b(?:res|reply|response|ctx)\b[^;{}]{0,200}\.\s*(?:sendFile|download)\b/,
      /\bBun\s*\.\s*(?:file|write)\b|\bDeno\s*\.\s*(?:read|write|remove|open|mkdir)|=\s*(?:Bun|Deno)\b(?!\s*\.)/,
    ),
    query: hinted(
      /\.\s*(?:query|execute\w*|raw|unsafe|\$\w+Unsafe|exec|prepare|all|each|get|run|queryAndReturn|find|findOne|aggregate|countDocuments|(?:delete|update)(?:Many|One))\b|\bsql\b|\braw\b/,
    ),
    template: hinted(
      /\b(?:ejs|pug|nunjucks|handlebars|eta|mustache|lodash|underscore|doT|dot|liquidjs|hogan|squirrelly)\b|art-template|\b_\s*\.\s*(?:template|render|compile|precompile)/i,
    ),
    deserialise: hinted(
      /node-serialize|\bfuncster\b|serialize-to-js|\bv8\b|\bcryo\b|js-yaml|langchain(?:\/core)?\/load\b/,
    ),
    html: hinted(
      /innerHTML|outerHTML|srcdoc|dangerouslySetInnerHTML|insertAdjacentHTML|document\s*\.\s*write|\.html\s*=|trustAsHtml|\bHTML\b|MarkdownString|\bResponse\s*\((?!\s*(?:JSON\b|null\b))/,
      answering,
    ),
    dispatch: hinted(
      /\]\s*\(|\]\s*\?\.\s*\(|\bObject\s*\.\s*assign\b/,
      // `const handler = handlers[name]`, to be called a line later.
      /=\s*[\w$.]+\[[a-zA-Z_$]/,
    ),
  },
};

/** The words of what is built in. */
export const builtinWords = { python, script } as const;
