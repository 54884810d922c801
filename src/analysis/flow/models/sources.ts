import { type CallView, type Engine, placeOf } from "../engine.ts";
import { type CodePlace, type Label, pathValue, plainTaint, type SourceKind, type Value } from "../value.ts";
import { byText } from "./by-text.ts";

/** Calls that give what somebody else has written. */
export const sourceCalls: readonly (readonly [SourceKind, string, RegExp])[] = [
  [
    "model",
    "a model's answer",
    /\.(chat\.completions|beta\.chat\.completions|responses)\.(create|parse|stream)$/,
  ],
  [
    "model",
    "a model's answer",
    /(anthropic|Anthropic|@anthropic-ai\/[\w-]+|\bclient|claude|llm)\w*(\(\))?\.(beta\.)?messages\.(create|stream)$/,
  ],
  [
    "model",
    "a model's answer",
    /^(ai\.)(generateText|streamText|generateObject|streamObject)$|^(litellm|ollama)\.(a?completion|chat|generate)$/,
  ],
  [
    "model",
    "a model's answer",
    /\.(generate_content|generateContent|generate_content_async)$|GenerativeModel\(\)\.\w+$/,
  ],
  [
    "model",
    "a model's answer",
    /^(@ai-sdk\/(react|vue|svelte|solid|angular)|ai(\/(react|rsc|vue|svelte))?)\.(useChat|useCompletion|(experimental_)?useObject)$/,
  ],
  [
    "model",
    "an agent's answer",
    /^agents\.(Runner\.)?run(_sync|_streamed)?$|^@openai\/agents(-core)?\.run$|\.(kickoff|kickoff_async)$|smolagents\.\w*Agent\(\)\.run$|pydantic_ai\.Agent\(\)\.run(_sync)?$|Agent\(\)\.generate$/,
  ],
  [
    "model",
    "a model's answer",
    /(Chat(OpenAI|Anthropic|Ollama|Groq|Bedrock\w*|VertexAI|GoogleGenerativeAI|MistralAI)|AzureChatOpenAI|init_chat_model|LLMChain|create_agent|create_react_agent|AgentExecutor)(\(\)|\.\w+\(\))*\.(invoke|ainvoke|predict|run|stream|call)$|^\?(\w+\.)*_?(llm|chat_model|chain|agent_executor)\.(invoke|ainvoke|predict|apredict|complete|acomplete)$/,
  ],
  [
    "untrusted",
    "a web page or service",
    /^(requests|httpx|niquests)\.(get|post|put|request)$|^(requests\.[sS]ession\(\)|httpx\.(Async)?Client\(\)|aiohttp\.ClientSession\(\))\.(get|post|put|request)$|^urllib\.request\.urlopen$|^trafilatura\.(fetch_url|extract)$/,
  ],
  [
    "untrusted",
    "a web page or service",
    /^\$fetch$|^(node-fetch|undici\.(fetch|request)|cross-fetch)$|^(axios|got|ky)(\.(get|post|put|request))?$/,
  ],
  ["untrusted", "a web request", /^(flask|quart)\.request\.(get_json|get_data)$/],
  ["untrusted", "another server's tool", /\.(call_tool|callTool|read_resource|readResource)$/],
  [
    "untrusted",
    "retrieved documents",
    /\.(similarity_search\w*|get_relevant_documents|similaritySearch\w*)$|retriever\w*\.(invoke|ainvoke|retrieve)$/,
  ],
  [
    "untrusted",
    "a loaded document",
    /(WebBaseLoader|PyPDFLoader|UnstructuredURLLoader|FireCrawlLoader|CheerioWebBaseLoader|TavilySearch\w*|DuckDuckGoSearch\w*|SerpAPIWrapper|FirecrawlApp|Firecrawl|TavilyClient)\(\)\.\w+$/,
  ],
];

/** Members of something imported that give what somebody else has written. */
const members: readonly (readonly [SourceKind, string, RegExp])[] = [
  [
    "untrusted",
    "a web request",
    /^flask\.request\.(args|form|json|data|values|files|get_json)$|^(flask|quart)\.request$/,
  ],
];

/** Names of secrets: never `max_tokens`, `next_token` and the like. */
const secretName =
  /(^|_)(api_?key|secret(_?key)?|passw(or)?d|credentials?|private_?key|access_?key|access_?token|auth_?token|bearer_?token|refresh_?token|bot_?token|dsn|database_url|conn(ection)?_?str(ing)?|(github|slack|hf|npm|gitlab|openai|anthropic)_?\w*token|token)$/i;
const innocent =
  /(max|num|next|page|csrf|prompt|completion|total|input|output|stop|eos|bos|pad)_?tokens?$|_schema|_schema_|_count$|_name$|_id$|_file$|_path$/i;

/** Whether a name says that its value opens something. */
export const isSecretName = byText((name) => {
  const snake = name.replace(/([a-z\d])([A-Z])/g, "$1_$2");
  return secretName.test(snake) && !innocent.test(snake);
});

function from(
  engine: Engine,
  source: SourceKind,
  what: string,
  place: CodePlace,
  references: Value["references"],
): Value {
  return { taints: [plainTaint(engine.source(source, what, place))], references };
}

const sourceCall = byText((path) => sourceCalls.find(([, , pattern]) => pattern.test(path)));
const approves = byText((path) => approving.test(path));

/** What a call outside the workspace gives, when somebody else has written it. */
export function sourceOfCall(engine: Engine, call: CallView): Value | undefined {
  for (const path of call.paths) {
    const found = sourceCall(path);
    if (found !== undefined) {
      const [source, what] = found;
      return from(engine, source, what, placeOf(call.frame, call.at), [{ kind: "path", path: `${path}()` }]);
    }
    if (path === "os.getenv") {
      return environmentVariable(engine, placeOf(call.frame, call.at), call.positional(0)?.value.text);
    }
    if (approves(path)) {
      const taint = plainTaint(engine.anyone);
      const facts = new Map<Label, ReadonlySet<string>>([[engine.anyone, new Set(["allowed"])]]);
      return { taints: [taint], references: [], test: { whenTrue: facts, whenFalse: new Map() } };
    }
  }
  return undefined;
}

/** A person is asked. What they answer is tested, and the test stands for everything after it. */
const approving =
  /^\$(input|confirm|prompt)$|^(click|typer)\.(confirm|prompt)$|Confirm\.ask$|^langgraph\.types\.interrupt$|^@langchain\/langgraph\.interrupt$|\.(elicit|elicitInput|elicit_url)$|^(inquirer|prompts|@inquirer\/prompts)\b.*|^questionary\.confirm\(\)\.ask$|showWarningMessage$/;

function environmentVariable(engine: Engine, place: CodePlace, name: string | undefined): Value {
  if (name === undefined) {
    return from(engine, "secret", "an environment variable of the caller's choice", place, []);
  }
  return isSecretName(name)
    ? from(engine, "secret", `the environment variable ${name}`, place, [])
    : { taints: [], references: [] };
}

const sourceMember = byText((whole) => members.find(([, , pattern]) => pattern.test(whole)));

/** What a member is, when it is a source by itself: a request's body, the environment. */
export function sourceOfMember(
  engine: Engine,
  path: string,
  property: string,
  place: CodePlace,
): Value | undefined {
  const whole = `${path}.${property}`;
  if (whole === "os.environ" || whole === "$process.env") {
    const { taints } = from(engine, "secret", "the whole environment", place, []);
    return { taints, references: pathValue(whole).references };
  }
  if (path === "os.environ" || path === "$process.env") {
    return /^(get|copy|items|values|keys|pop|setdefault)$/.test(property)
      ? undefined
      : environmentVariable(engine, place, property);
  }
  const found = sourceMember(whole);
  return found === undefined
    ? undefined
    : from(engine, found[0], found[1], place, pathValue(whole).references);
}
