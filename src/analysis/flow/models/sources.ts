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
    /\.(generate_content|generateContent|generate_content_async|generate_content_stream|generateContentStream)$|GenerativeModel\(\)\.\w+$|\.chats\.create\(\)\.(send_message|sendMessage)\w*$/,
  ],
  [
    "model",
    "a model's answer",
    /^(mistralai|@mistralai\/mistralai)\.Mistral\(\)\.chat\.(complete|complete_async|stream)$|^cohere\.(Async)?Client(V2)?\(\)\.(chat|generate)$|^ollama\.(Async)?Client\(\)\.(chat|generate)$|^huggingface_hub\.(Async)?InferenceClient\(\)\.(text_generation|chat_completion)$|\.(converse|invoke_model)$|^transformers\.pipeline\(\)$|^llama_cpp\.Llama\(\)(\.create_\w+)?$|^(genkit|@genkit-ai\/\w+)\.genkit\(\)\.generate$|^(\?ai|genkit)\.generate$/,
  ],
  [
    "model",
    "an agent's answer",
    /^(claude_agent_sdk|@anthropic-ai\/claude-agent-sdk|claude_code_sdk)\.query$|ClaudeSDKClient\(\)\.receive_(response|messages)$|semantic_kernel(\.\w+)*\.(Kernel|ChatCompletionAgent|\w*Agent)\(\)\.(invoke|invoke_prompt|get_response)$|autogen_agentchat(\.\w+)*\.\w+\(\)\.(run|run_stream|on_messages)$|autogen_ext(\.\w+)*Client\(\)\.create$|llama_index(\.\w+)*\(\)\.(complete|acomplete|chat|achat|query|aquery|predict|run)$|agent_framework(\.\w+)*\(\)\.run$|(ToolLoopAgent|Experimental_Agent|@mastra\/core\S*\.Agent)\(\)\.(generate|stream)$|agno(\.\w+)*\.Agent\(\)\.(run|arun)$|strands(\.\w+)*\.Agent\(\)$|google\.adk(\.\w+)*\.\w*Runner\(\)\.run(_async)?$/,
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
  [
    "untrusted",
    "a web page or service",
    /^(axios\.create|got\.extend|ky\.(create|extend))\(\)(\.(get|post|put|patch|request))?$|^(requests\.[sS]ession\(\)|httpx\.(Async)?Client\(\)|aiohttp\.ClientSession\(\))\.(patch|stream)$|^urllib3\.(PoolManager\(\)\.)?(request|urlopen)$|^curl_cffi\.requests\.\w+$|^feedparser\.parse$|^rss-parser\(\)\.parse\w+$|^(wikipedia|wikipediaapi)\.(page|summary|Wikipedia\(\)\.page)$|^newspaper\.Article\(\)\.\w+$|(DDGS|Exa|SerpApiClient|GoogleSearch)\(\)\.(text|news|search\w*|get_dict|get_contents)$|^youtube_transcript_api\.\S+$/,
  ],
  [
    "untrusted",
    "a web page or service",
    /^(\?(\w+\.)*\w*[pP]age|playwright\S*|puppeteer\S*)\.(content|inner_text|innerText|inner_html|innerHTML|text_content|textContent)$|^selenium\S*\.page_source$/,
  ],
  [
    "untrusted",
    "messages of a chat",
    /\.messages\.(fetch|fetchPinned|fetchPins)$|\.(conversations_history|conversations_replies|search_messages)$|\.(conversations\.(history|replies)|search\.messages)$|^\?(\w+\.)*\w*(channel|thread)\.(history|pins|fetch_message)$|^discord\.\S+\.(history|pins|fetch_message)$|^telethon\.\S+\.(get_messages|iter_messages)$/,
  ],
  [
    "untrusted",
    "a mail",
    /^imaplib\.IMAP4(_SSL)?\(\)\.(fetch|uid)$|^(imap_tools\.MailBox\(\)\S*|imapflow\.ImapFlow\(\))\.(fetch|fetchOne|download)$|^mailparser(\.\w+)?$|(^|\.)simpleParser$|users\(\)\.(messages|threads)\(\)\.get\(\)\.execute$|\.users\.(messages|threads)\.get$/,
  ],
  [
    "untrusted",
    "an issue, page or document of others",
    /^(@octokit\/\S+|octokit\.Octokit\(\)|\?(\w+\.)*octokit)\S*\.(issues|pulls|search|repos|discussions)\.(get\w*|list\w*|issuesAndPullRequests|code)$|^github\.Github\(\)\S*\.(get_issues?|get_pulls?|get_comments?|get_issue_comments|get_contents|get_readme|search_issues)$|^jira\.JIRA\(\)\.(issue|search_issues)$|^atlassian\.(Confluence|Jira)\(\)\.\w+$|^(notion_client\.(Async)?Client|@notionhq\/client\.Client)\(\)\.\S+\.(retrieve|query|list)$/,
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
