import {
  configFiles,
  configuredLaunches,
  isExample,
  type Launch,
  launchHints,
  type Piece,
} from "../config/launch.ts";
import { fetchedPackage, unwrapped } from "../config/runner.ts";
import type { FindingSeverity } from "../finding.ts";
import type { ConfigContext, Rule, RuleFinding } from "../rule.ts";

/** A server that is given more of the machine than its task needs. */
export const mcpConfigBroadAccess: Rule = {
  id: "mcp-config-broad-access",
  title: "MCP server with access to everything",
  severity: "error",
  languages: ["config"],
  source: "action",
  outcomes: ["privacy-exposure", "data-loss"],
  references: ["LLM06", "ASI02", "ASI03", "MCP02", "CWE-250", "CWE-732", "CWE-276", "AML.T0053", "AML.T0105"],
  explanation:
    "The server can reach the whole disk, the whole home folder, the host of its container or a database as its administrator. One wrong or " +
    "planted instruction then reaches just as far. Handing over the Docker socket or a privileged container is handing over the machine and is " +
    "an error. Give the project's folder, read-only where that is enough.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "mcp-server-filesystem", "args": ["/"] } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "mcp-server-filesystem", "args": ["${workspaceFolder}"] } } }',
  },
  checks: [
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) =>
        configuredLaunches(context).flatMap((launch) => [
          ...folders(context, launch),
          ...containers(context, launch),
          ...flags(context, launch),
          ...databases(context, launch),
        ]),
    },
  ],
};

const everything =
  /^(?:\/|~\/?|\$HOME\/?|\$\{(?:env:)?HOME\}\/?|\$\{userHome\}\/?|\/home\/?|\/Users\/?|\/etc\/?|\/root\/?|\/var\/?|[A-Za-z]:[\\/]*|%USERPROFILE%|[A-Za-z]:\\+Users\\*)$/;

function found(
  context: ConfigContext,
  severity: FindingSeverity,
  { range }: Piece,
  message: string,
  fix?: { title: string; newText: string },
): RuleFinding {
  return {
    severity: isExample(context.file) ? "info" : severity,
    confidence: "pattern",
    message,
    range,
    fixes: () =>
      fix === undefined
        ? []
        : [
            {
              title: fix.title,
              kind: "alternative",
              edits: [{ file: context.file, range, newText: fix.newText }],
            },
          ],
  };
}

/** Roots of file servers. */
function folders(context: ConfigContext, launch: Launch): RuleFinding[] {
  const words = [launch.command, ...launch.args].map((piece) => piece?.text ?? "").join(" ");
  // Behind an image the paths are those of the container.
  if (
    /^(?:docker|podman)$/.test(unwrapped(launch).program) ||
    !/file-?system|files?-mcp|mcp-files?|desktop-commander/i.test(words)
  ) {
    return [];
  }
  return launch.args.flatMap((piece) =>
    everything.test(piece.text)
      ? found(
          context,
          "warning",
          piece,
          `\`${launch.name.slice(0, 30)}\` may touch all of \`${piece.text.slice(0, 30)}\`: give it the project's folder.`,
          {
            title: "Give the workspace folder",
            newText: "${workspaceFolder}",
          },
        )
      : [],
  );
}

function containers(context: ConfigContext, launch: Launch): RuleFinding[] {
  const { program, args } = unwrapped(launch);
  if (!/^(?:docker|podman)$/.test(program) || args[0]?.text !== "run") {
    return [];
  }
  const image = fetchedPackage(launch)?.piece;
  const own = image === undefined ? args : args.slice(0, args.indexOf(image));
  const name = `\`${launch.name.slice(0, 30)}\``;
  return own.flatMap((piece, index): RuleFinding[] => {
    const previous = own[index - 1]?.text ?? "";
    const joined = /^(--[\w-]+)=(.*)$/s.exec(piece.text);
    const option = joined?.[1] ?? previous;
    const value = joined?.[2] ?? piece.text;
    if (piece.text === "--privileged") {
      return [
        found(context, "error", piece, `${name} runs in a privileged container: that is the machine itself.`),
      ];
    }
    if (/^(?:-v|--volume|--mount)$/.test(option)) {
      return mounted(context, name, piece, value);
    }
    if (/^--(?:network|net|pid|ipc|userns)$/.test(option) && value === "host") {
      return [
        found(
          context,
          "warning",
          piece,
          `${name} shares the ${option.replace(/^--/, "")} of the host: it reaches what the machine reaches.`,
        ),
      ];
    }
    return option === "--cap-add" && /^(?:CAP_)?(?:SYS_ADMIN|ALL)$/i.test(value)
      ? [found(context, "warning", piece, `${name} gets \`${value}\`, with which a container is left.`)]
      : [];
  });
}

function mounted(context: ConfigContext, name: string, piece: Piece, value: string): RuleFinding[] {
  const source =
    /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1] ??
    /^([A-Za-z]:[\\/][^:]*|[^:]+):/.exec(value)?.[1] ??
    "";
  if (/docker\.sock$/.test(source)) {
    return [
      found(context, "error", piece, `${name} gets the Docker socket: it can start any container, as root.`),
    ];
  }
  const isReadOnly = /:ro\b|,ro\b|readonly/.test(value);
  return everything.test(source) && !isReadOnly
    ? [
        found(
          context,
          "warning",
          piece,
          `${name} gets all of \`${source}\` to write: mount the project's folder.`,
          {
            title: "Mount it read-only",
            newText: `${value}${/source=|src=/.test(value) ? ",readonly" : ":ro"}`,
          },
        ),
      ]
    : [];
}

function flags(context: ConfigContext, launch: Launch): RuleFinding[] {
  const { program, args } = unwrapped(launch);
  const name = `\`${launch.name.slice(0, 30)}\``;
  return args.flatMap((piece): RuleFinding[] => {
    if (program === "deno" && /^(?:-A|--allow-all)$/.test(piece.text) && isBeforeScript(args, piece)) {
      return [
        found(context, "warning", piece, `${name} gets every permission Deno has: name what it needs.`),
      ];
    }
    if (piece.text === "--no-sandbox") {
      return [
        found(
          context,
          "warning",
          piece,
          `${name} runs a browser without its sandbox: a page can reach the machine.`,
        ),
      ];
    }
    return /^--(?:access-mode=)?unrestricted$/.test(piece.text)
      ? [
          found(
            context,
            "warning",
            piece,
            `${name} may change everything in the database: restrict it to reading.`,
            { title: "Restrict it", newText: "--access-mode=restricted" },
          ),
        ]
      : [];
  });
}

/** Options of the runtime stand before the script, those of the script behind it. */
function isBeforeScript(args: readonly Piece[], piece: Piece): boolean {
  const script = args.findIndex(({ text }) => /[/.]/.test(text) && !text.startsWith("-"));
  return script === -1 || args.indexOf(piece) < script;
}

/** Database addresses with the administrator's name. */
function databases(context: ConfigContext, { name, args, env }: Launch): RuleFinding[] {
  return [...args, ...env].flatMap((piece): RuleFinding[] => {
    const user =
      /^(?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver)(?:\+\w+)?:\/\/(root|postgres|sa|admin)(?::[^@]*)?@/i.exec(
        piece.text,
      )?.[1];
    return user === undefined
      ? []
      : [
          found(
            context,
            "warning",
            piece,
            `\`${name.slice(0, 30)}\` is the database's administrator \`${user}\`: give it a user with fewer rights.`,
          ),
        ];
  });
}
