import type { CapabilityLabel } from "../../ots/vocabulary.ts";

/** A call in the program of a tool, as far as it matters here. */
export interface SeenCall {
  /** Where the function comes from, dotted (`os.remove`, `fs.promises.rm`), or as it is written. */
  name: string;
  /** Static text of the first argument; empty when there is none. */
  text: string;
  /** The first argument as written, with what it stands for. */
  written: string;
  /** The first argument, or what the method is called on, is made of what the model gives. */
  isChosen: boolean;
  /** The first argument is what the model gives, whole. */
  isWhole: boolean;
}

/** What a call does, that leaves no doubt. */
interface CodeEffect {
  label: CapabilityLabel;
  call: RegExp;
  holds(call: SeenCall): boolean;
}

/** What is deleted or overwritten there was the tool's own. */
const passing = /cache|tmp|temp|(?<![a-z])logs?(?![a-z])|lock|session|audit|history|telemetry/i;
const chosen = ({ isChosen, written }: SeenCall) => isChosen && !passing.test(written);
const whole = ({ isWhole }: SeenCall) => isWhole;
const says = (pattern: RegExp) => (call: SeenCall) => pattern.test(call.text) && !passing.test(call.text);
const database =
  /(?:^|[._])(?:cursor|cur|conn|connection|con|db|database|engine|pool|sqlite\w*|duckdb)\.(?:execute|executescript|query|exec|raw|sql|unsafe)$/i;
const statement =
  /(?:^|\.)(?:execute|executemany|executescript|executeSql|query|run|exec|prepare|raw|unsafe)$/;

/**
 * The functions that give a label away, whatever a tool is called. Each is a word of the tables that the flow analysis follows
 * further; here only what stands in the tool's own function counts.
 */
const effects: readonly CodeEffect[] = [
  {
    label: "destructive",
    call: /^(?:os\.(?:remove|unlink|rmdir|removedirs)|shutil\.rmtree|send2trash\.send2trash|aiofiles\.os\.remove)$/,
    holds: chosen,
  },
  {
    label: "destructive",
    call: /^(?:fs|fs-extra|fs\/promises|rimraf|del|trash|@tauri-apps\/plugin-fs)\.?(?:promises\.)?(?:rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync|remove|removeSync|emptyDir|rimraf|rimrafSync|deleteAsync)?$/,
    holds: chosen,
  },
  { label: "destructive", call: /\(\)\.(?:unlink|rmdir)$/, holds: chosen },
  {
    label: "destructive",
    call: statement,
    holds: says(/^\s*(?:DELETE\s+FROM|DROP\s+(?:TABLE|DATABASE|SCHEMA|COLLECTION|INDEX)|TRUNCATE\s)/i),
  },
  {
    label: "changes-records",
    call: statement,
    holds: says(
      /^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+[\w."`]+\s+SET|REPLACE\s+INTO|MERGE\s+INTO|ALTER\s+TABLE)\b/i,
    ),
  },
  {
    label: "changes-records",
    call: /^(?:fs|fs-extra|fs\/promises)\.(?:promises\.)?(?:writeFile|writeFileSync|appendFile|appendFileSync|outputFile|rename|renameSync)$/,
    holds: chosen,
  },
  { label: "changes-records", call: /\(\)\.(?:write_text|write_bytes)$/, holds: chosen },
  {
    label: "executes-code",
    call: /^(?:os\.(?:system|popen)|subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|asyncio\.create_subprocess_shell|(?:builtins\.)?(?:exec|eval)|pty\.spawn)$/,
    holds: whole,
  },
  {
    label: "executes-code",
    call: /^(?:child_process\.(?:promises\.)?(?:exec|execSync|spawn|spawnSync|execFile|execFileSync)|execa\.(?:execa|execaCommand|command)|vm\.(?:runIn\w+|Script)|eval|Function)$/,
    holds: whole,
  },
  { label: "executes-code", call: database, holds: whole },
  {
    label: "reads-untrusted",
    call: /^(?:requests|httpx|niquests|curl_cffi\.requests)\.get$|^urllib\.request\.urlopen$|^(?:fetch|node-fetch|undici\.(?:fetch|request)|cross-fetch|axios(?:\.get)?|got(?:\.get)?|ky(?:\.get)?)$/,
    holds: whole,
  },
  {
    label: "reads-untrusted",
    call: /(?:^|[._])(?:tavily|serpapi|serper|duckduckgo|ddgs?|brave|exa|firecrawl|bing|google(?!_?cloud)|perplexity|searx\w*)\w*?[._]?(?:search|scrape|crawl|results|run|invoke|text(?!to)|news)\w*$/i,
    holds: () => true,
  },
  {
    label: "writes-external",
    call: /(?:^|\.)(?:sendmail|send_message|sendMail|chat_postMessage|postMessage|send_email|send_raw_email)$/,
    holds: (call) => /smtp|mail|\bses\b|slack|chat|transport/i.test(call.name),
  },
  {
    label: "writes-external",
    call: /(?:^|[._])send_?(?:\w*_)?(?:notification|e?mail|sms|Notification|E?mail|Sms|SMS)s?$/,
    holds: () => true,
  },
  {
    label: "moves-money",
    call: /(?:^|\.)(?:(?:PaymentIntent|Charge|Refund|Transfer|Payout)\.create|(?:paymentIntents|charges|refunds|transfers|payouts)\.create)$/,
    holds: () => true,
  },
];

/** Labels that calls of a tool's own function give away, each with the call that does. */
export function effectsOfCalls(calls: readonly SeenCall[]): { label: CapabilityLabel; name: string }[] {
  const found = new Map<CapabilityLabel, string>();
  for (const call of calls) {
    for (const effect of effects) {
      if (!found.has(effect.label) && effect.call.test(call.name) && effect.holds(call)) {
        found.set(effect.label, call.name);
      }
    }
  }
  return [...found].map(([label, name]) => ({ label, name }));
}
