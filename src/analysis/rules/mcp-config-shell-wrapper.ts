import {
  codedLaunches,
  configFiles,
  configuredLaunches,
  type Launch,
  launchHints,
  type Piece,
} from "../config/launch.ts";
import { programOf } from "../config/runner.ts";
import type { FindingSeverity } from "../finding.ts";
import type { Fix } from "../fix.ts";
import type { Rule, RuleFinding } from "../rule.ts";

/** A server that is started through a script in a string. */
export const mcpConfigShellWrapper: Rule = {
  id: "mcp-config-shell-wrapper",
  title: "MCP server started through a shell script",
  severity: "error",
  languages: ["config", "python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: [
    "LLM03",
    "ASI04",
    "ASI05",
    "MCP05",
    "CWE-78",
    "CWE-829",
    "CWE-506",
    "AML.T0050",
    "AML.T0011.002",
  ],
  explanation:
    "The entry runs a shell or an interpreter with a script in a string. Such a script can fetch and run anything at each start, and reviewers " +
    "read it as one line of configuration. A script that pipes a download into a shell, or is encoded, is an error; one with several commands " +
    "is a warning. `cmd /c npx …`, the usual form on Windows, is not reported. A script that only changes the folder or enters a virtual environment can be " +
    "written as a program with arguments; what a download does has no rewrite: install it once, at a version you have read.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "notes": { "command": "bash", "args": ["-c", "curl -s https://notes.example/run.sh | sh"] } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "notes": { "command": "node", "args": ["server.js"] } } }',
  },
  checks: [
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) =>
        configuredLaunches(context).flatMap((launch) =>
          wrapped(launch, /\.jsonc?$/.test(context.file) ? context.file : undefined),
        ),
    },
    {
      kind: "code",
      hints: [/["'](?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da)?sh|cmd|powershell|pwsh)(?:\.exe)?["']/],
      check: (context) => codedLaunches(context).flatMap((launch) => wrapped(launch, undefined)),
    },
  ],
};

const shells = /^(?:sh|bash|zsh|dash|fish|ksh|cmd|powershell|pwsh)$/;
const interpreters = /^(?:python[\d.]*|node|perl|ruby|osascript|php)$/;
const scriptFlag = /^(?:-\w*[ce]|\/[ck]|-e(?:val)?|--eval|-command|-encodedcommand|-enc?|-r)$/i;
const download =
  /\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|fetch)\b[^|;&]{0,500}\|\s*(?:sudo\s+)?(?:\S*\/)?(?:ba|z|da|k)?sh\b|\|\s*(?:iex|Invoke-Expression|python[\d.]*|node|perl)\b|\biex\b|\beval\s+"?\$\(\s*(?:curl|wget)|(?:ba|z)?sh\s+<\(\s*(?:curl|wget)/i;
const disguised =
  /base64\s+(?:-d|-D|--decode)|\/dev\/tcp\/|\bnc\s+(?:-\w+\s+)*-e\b|FromBase64String|b64decode/i;
const operators = /&&|\|\||[;|`>]|\$\(|\b(?:curl|wget|iwr|irm)\b/;
const reaching =
  /\b(?:urllib|requests|http|https|fetch|socket|exec|eval|subprocess|child_process|os\.system|system)\b/;

/** @param file in which the entry can be rewritten: JSON, whose quotes are known. */
function wrapped(launch: Launch, file: string | undefined): RuleFinding[] {
  const { name, command, args } = launch;
  const program = programOf(command?.text ?? "");
  const isShell = shells.test(program);
  if (!isShell && !interpreters.test(program)) {
    return [];
  }
  const at = args.findIndex(({ text }) => scriptFlag.test(text));
  const script = at === -1 ? undefined : args[at + 1];
  const risk = script && riskOf(args[at]?.text ?? "", script, isShell);
  return risk === undefined || script === undefined
    ? []
    : [
        {
          severity: risk.severity,
          confidence: "pattern",
          message: `\`${name.slice(0, 30)}\` starts through a script that ${risk.words}: it may run anything.`,
          range: script.range,
          fixes: () => (file === undefined || at !== 0 ? [] : unwrapped(file, launch, script)),
        },
      ];
}

/** `cd DIR && source VENV/bin/activate && program script …`, which needs no shell when paths are written out. */
const entering =
  /^(?:cd\s+([\w@./~-]+)\s*&&\s*)?(?:(?:source|\.)\s+([\w@./~-]+)\/bin\/activate\s*&&\s*)?(?:exec\s+)?([\w@./-]+)((?:\s+[\w@./:=,+-]+)+)$/;

/** The program itself, its folder and its virtual environment in the paths; a person has to agree that it starts elsewhere. */
function unwrapped(file: string, { command, args }: Launch, script: Piece): Fix[] {
  const [, folder, environment, program = "", rest = ""] = entering.exec(script.text.trim()) ?? [];
  const [first] = args;
  if (
    program === "" ||
    command === undefined ||
    first === undefined ||
    /^~/.test(folder ?? environment ?? "")
  ) {
    return [];
  }
  const within = (path: string) =>
    folder === undefined || path.startsWith("/") ? path : `${folder}/${path}`;
  const started = environment === undefined ? program : `${within(environment)}/bin/${program}`;
  const given = rest.trim().split(/\s+/);
  const placed = given.map((one) => (/^[\w./-]+\.(?:[cm]?[jt]s|py)$/.test(one) ? within(one) : one));
  const range = { ...script.range, startLine: first.range.startLine, startColumn: first.range.startColumn };
  return [
    {
      title: "Start the program without a shell",
      kind: "alternative",
      edits: [
        { file, range: command.range, newText: started },
        // The quotes before the first and behind the last argument stay.
        { file, range, newText: placed.join('", "') },
      ],
    },
  ];
}

function riskOf(
  flag: string,
  { text }: Piece,
  isShell: boolean,
): { severity: FindingSeverity; words: string } | undefined {
  if (/^-enc/i.test(flag) || disguised.test(text)) {
    return { severity: "error", words: "is encoded" };
  }
  if (download.test(text)) {
    return { severity: "error", words: "runs what it downloads" };
  }
  if (isShell) {
    return operators.test(text) ? { severity: "warning", words: "holds several commands" } : undefined;
  }
  return reaching.test(text) ? { severity: "warning", words: "stands in one string" } : undefined;
}
