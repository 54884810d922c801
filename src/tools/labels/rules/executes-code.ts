import { headed, mentions, names, objectIs } from "../intent.ts";
import type { Rule } from "../rule.ts";
import { words } from "../tokens.ts";
import { asking, isReadOnlyQuery, isSqlTool, takesQuery } from "./sql.ts";

const shells = words("shell bash terminal sh zsh cmd powershell python repl exec eval");
const installing = words("install pip npm");
const codeParameters =
  words(`command cmd code script sql shell program javascript js expression function statement query
  python_code`);
const scripts = words("javascript js script code python browser page notebook snippet jq");
const commands = words("command");
const runnable = words(
  "container pod image test testcase suite build binary notebook tool function action job pipeline workflow playbook dag",
);
/** These say of an interface, too, that it is used. */
const handedOver = words("invoke trigger dispatch");
/** What is typed where an interpreter listens is run. */
const typing = words("send write type enter paste");
const prompts = words("stdin terminal repl shell console tty pty");
/** A process is started by what it is to run. */
const starting = words("start spawn launch create open");
const processes = words("process subprocess session shell terminal");
/** Of programs by their name. */
const launching = words("launch run execute spawn");
const applications = words("app application program executable exe");
/** A file of statements is run when it is brought in. */
const bringingIn = words("import restore load apply source run");
const sqlFile = /\bsql (?:file|dump|script|backup)s?\b/i;
/** What a "query" is written in when it is program text; else it is a question. */
const languages =
  /sql|cypher|sparql|gremlin|graphql|\bdatabase|\bdb\b|kusto|\bkql\b|query language|postgres|mongo|redis|warehouse|bigquery|lambda|javascript|python/i;
const read = words("search find format lint explain review");
/** "Processes documents with JavaScript code": whatever the verb, the caller's program runs. */
const ownProgram =
  /\b(?:with|using|runs?|execut\w+|evaluat\w+)\b[^.]{0,40}\b(?:javascript|typescript|python|lua|ruby|bash|shell) (?:code|scripts?|snippets?|expressions?|commands?)\b/i;
const arithmetic = /\bmath(?:s|ematical)?\b|\barithmetic\b/i;

/** Program text, a command or a query of the caller's choice is run. */
export const executesCode: Rule = {
  label: "executes-code",
  find(intent, shape) {
    const { verb, act } = intent;
    if (isReadOnlyQuery(shape) && takesQuery(shape)) {
      return undefined;
    }
    const named = shape.parameterNamed(codeParameters);
    if (named !== undefined && !read.has(verb) && ownProgram.test(shape.firstSentence)) {
      return named;
    }
    const isQuery = named !== undefined && /(?:query|statement|expression|function)$/i.test(named);
    const parameter =
      isQuery && !languages.test(`${shape.tool.name} ${shape.tool.description}`) ? undefined : named;
    if (verb === "evaluate") {
      const isScript = names(intent, scripts) !== undefined || /\bjavascript\b/i.test(shape.tool.description);
      return isScript && !arithmetic.test(shape.tool.description) ? parameter : undefined;
    }
    if (typing.has(verb) && names(intent, prompts) !== undefined) {
      return names(intent, prompts);
    }
    if (bringingIn.has(verb) && sqlFile.test(shape.firstSentence)) {
      return "sql";
    }
    if (launching.has(verb) && headed(intent, applications) !== undefined) {
      return headed(intent, applications);
    }
    if (starting.has(verb) && names(intent, processes) !== undefined) {
      return shape.parameterNamed(commands);
    }
    if (verb === "send") {
      return mentions(intent, "device") === undefined ? names(intent, commands) : undefined;
    }
    if (act !== "execute") {
      return isSqlTool(intent, shape) && asking.has(verb) ? "sql" : undefined;
    }
    if (installing.has(verb)) {
      return "";
    }
    if (shells.has(verb)) {
      return parameter ?? (shape.parameters.length <= 4 ? "" : undefined);
    }
    const program = handedOver.has(verb) ? objectIs(intent, "program") : mentions(intent, "program");
    const isQuestion = program === "query" && !languages.test(`${shape.tool.name} ${shape.tool.description}`);
    return (
      (isQuestion ? undefined : program) ??
      (handedOver.has(verb) ? headed(intent, runnable) : names(intent, runnable)) ??
      parameter
    );
  },
};
