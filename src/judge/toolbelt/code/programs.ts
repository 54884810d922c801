import type { CodeEffect } from "./effect.ts";

type Kind = CodeEffect["kind"];

interface Program {
  kind: Kind;
  what: string;
  /** The words must hold one of these for the row to apply. */
  when?: RegExp;
  /** A row that applies only when none of these words stands there. */
  unless?: RegExp;
}

const reads = (what = "reads"): Program[] => [{ kind: "read", what }];
const row = (kind: Kind, what: string, when?: RegExp, unless?: RegExp): Program => ({
  kind,
  what,
  ...(when && { when }),
  ...(unless && { unless }),
});

const readers =
  "ls cat head tail less more grep egrep fgrep rg ag fd du df ps top htop free uptime uname whoami id pwd cd echo printf wc sort uniq cut tr file stat which whereis type printenv date cal history man tree diff cmp md5sum sha256sum sha1sum hexdump xxd strings lsof netstat ss ip ifconfig jq yq test true false sleep export set source exit nproc lscpu dmesg journalctl basename dirname realpath readlink read wait shift return if then else fi for do done while in case esac column comm paste nl tac rev seq expr bc";

/** What a program does by its name and words, first row that applies; programs not listed may do anything. */
export const programs: ReadonlyMap<string, readonly Program[]> = new Map<string, readonly Program[]>([
  ...readers.split(" ").map((name): [string, Program[]] => [name, reads()]),
  ...["ping", "dig", "nslookup", "host", "traceroute", "whois"].map((name): [string, Program[]] => [
    name,
    [row("network", "asks the network")],
  ]),
  ...[
    "sh",
    "bash",
    "zsh",
    "dash",
    "ksh",
    "python",
    "python3",
    "node",
    "perl",
    "ruby",
    "php",
    "pwsh",
    "powershell",
    "eval",
    "source",
  ].map((name): [string, Program[]] => [name, [row("execute", "runs a program text")]]),
  ["rm", [row("delete", "deletes")]],
  ["rmdir", [row("delete", "deletes folders")]],
  ["unlink", [row("delete", "deletes")]],
  ["shred", [row("delete", "overwrites and deletes")]],
  ["truncate", [row("delete", "cuts files short")]],
  ["wipefs", [row("delete", "wipes a file system")]],
  [
    "dd",
    [
      row("delete", "writes over a device", /\bof=\/dev\//),
      row("write", "writes a file", /\bof=/),
      row("read", "reads"),
    ],
  ],
  [
    "find",
    [
      row(
        "delete",
        "deletes what it finds by name, age or size",
        /-(?:i?name|i?path|[cam]time|[cam]min|size|empty|newer|i?regex)\b[^\n]*(?:-delete\b|-exec(?:dir)? (?:sudo )?(?:rm|shred|unlink)\b)/,
      ),
      row("delete", "finds and deletes", /-delete\b|-exec(?:dir)? (?:sudo )?(?:rm|shred|unlink)\b/),
      row("execute", "runs a command on what it finds", /-exec|-ok/),
      row("read", "finds files"),
    ],
  ],
  [
    "curl",
    [
      row(
        "send",
        "sends data to another host",
        /(?:^| )(?:-d|--data\S*|-F|--form\S*|-T|--upload-file|--json|-X ?(?:POST|PUT|PATCH|DELETE))(?: |=|@|$|\S)/,
      ),
      row("network", "fetches from the network"),
    ],
  ],
  [
    "wget",
    [
      row(
        "send",
        "sends data to another host",
        /--post-(?:data|file)|--method[= ](?:POST|PUT|PATCH|DELETE)|--body-/,
      ),
      row("network", "fetches from the network"),
    ],
  ],
  ...["scp", "rsync", "sftp", "ftp"].map((name): [string, Program[]] => [
    name,
    [
      row("delete", "deletes what the source does not have", / --del(?:ete(?:-\w+)?)?\b/),
      row("send", "copies to or from another host", /\S+:\S*|::|rsync:\/\//),
      row("write", "copies files"),
    ],
  ]),
  ...["nc", "ncat", "netcat", "socat", "telnet"].map((name): [string, Program[]] => [
    name,
    [row("send", "opens a connection to another host")],
  ]),
  ...["mail", "mailx", "sendmail", "mutt"].map((name): [string, Program[]] => [
    name,
    [row("send", "sends a message")],
  ]),
  [
    "ssh",
    [
      row("execute", "runs a command on another host", / \S+ .*\S/),
      row("network", "connects to another host"),
    ],
  ],
  [
    "chmod",
    [
      row(
        "privilege",
        "opens permissions to everybody",
        /(?:^| )(?:-\S+ )*(?:0?7[0-7]7|0?666|a\+\S*[wx]\S*|o\+\S*w\S*|ugo\+rwx|\+s|u\+s|[24]7\d\d)(?: |$)/,
      ),
      row("write", "changes permissions"),
    ],
  ],
  ...[
    "chown",
    "chgrp",
    "setfacl",
    "usermod",
    "useradd",
    "adduser",
    "userdel",
    "visudo",
    "passwd",
    "chpasswd",
    "gpasswd",
  ].map((name): [string, Program[]] => [name, [row("privilege", "changes owners, accounts or rights")]]),
  ...["shutdown", "reboot", "halt", "poweroff"].map((name): [string, Program[]] => [
    name,
    [row("stop", "stops the machine")],
  ]),
  ...["kill", "pkill", "killall"].map((name): [string, Program[]] => [name, [row("stop", "ends processes")]]),
  [
    "systemctl",
    [
      row("stop", "stops services", / (?:stop|disable|mask|kill)\b/),
      row("read", "looks at services", / (?:status|list-\S+|is-\S+|show|cat)\b/),
      row("write", "changes services"),
    ],
  ],
  [
    "service",
    [
      row("stop", "stops a service", / stop\b/),
      row("read", "looks at a service", / status\b/),
      row("write", "changes a service"),
    ],
  ],
  [
    "crontab",
    [
      row("delete", "deletes the timetable", / -r\b/),
      row("read", "lists the timetable", / -l\b/),
      row("write", "changes the timetable"),
    ],
  ],
  [
    "git",
    [
      row(
        "delete",
        "throws away history or changes",
        / push (?:.* )?(?:--force\b|-f\b|--mirror\b|--delete\b)| reset (?:.* )?--hard| clean (?:.* )?-\S*f| branch (?:.* )?-D\b| checkout -- | restore \.| stash (?:drop|clear)| reflog expire| filter-branch/,
      ),
      row("send", "pushes to another host", / push\b/),
      row("network", "fetches from another host", / (?:fetch|pull|clone|ls-remote)\b/),
      row(
        "read",
        "looks at history",
        / (?:status|log|diff|show|branch|blame|remote|ls-files|grep|describe|rev-parse|tag|config --get\S*|shortlog)\b/,
      ),
      row("write", "changes the work tree or history"),
    ],
  ],
  [
    "docker",
    [
      row("delete", "removes containers, images or volumes", / (?:rm|rmi|prune|volume rm|system prune)\b/),
      row("stop", "stops containers", / (?:stop|kill|down)\b/),
      row("read", "looks at containers", / (?:ps|logs|images|inspect|stats|version|info)\b/),
      row("execute", "runs a container"),
    ],
  ],
  [
    "kubectl",
    [
      row("delete", "removes cluster resources", / (?:delete|drain)\b/),
      row("read", "looks at the cluster", / (?:get|describe|logs|top|explain|version|config view)\b/),
      row("execute", "runs a command in a pod", / exec\b/),
      row("write", "changes the cluster"),
    ],
  ],
  [
    "terraform",
    [
      row("delete", "destroys infrastructure", / destroy\b|-destroy\b/),
      row("read", "plans", / (?:plan|show|validate|fmt|output|state list)\b/),
      row("write", "changes infrastructure"),
    ],
  ],
  ...["aws", "gcloud", "az"].map((name): [string, Program[]] => [
    name,
    [
      row("delete", "removes cloud resources", / (?:delete|terminate|remove|rb|rm|purge|destroy)\S*/),
      row(
        "privilege",
        "changes who may do what",
        / (?:attach-\S*policy|put-\S*policy|add-iam\S*|create-access-key|set-iam-policy)/,
      ),
      row("read", "looks at cloud resources", / (?:describe|list|get|ls|show)\S*/),
      row("write", "changes cloud resources"),
    ],
  ]),
  ...["mkfs", "fdisk", "parted"].map((name): [string, Program[]] => [
    name,
    [row("delete", "formats a disk")],
  ]),
  ...["apt", "apt-get", "yum", "dnf", "brew", "pip", "pip3", "npm", "pnpm", "yarn", "cargo", "gem", "go"].map(
    (name): [string, Program[]] => [
      name,
      [
        row(
          "read",
          "looks at packages or builds",
          / (?:list|show|view|ls|outdated|audit|freeze|info|search|why|test|run test|lint|vet)\b/,
        ),
        row("delete", "removes packages", / (?:remove|uninstall|purge|autoremove)\b/),
        row("execute", "fetches and installs or runs packages"),
      ],
    ],
  ),
  ...[
    "mv",
    "cp",
    "tee",
    "mkdir",
    "touch",
    "ln",
    "install",
    "patch",
    "tar",
    "unzip",
    "zip",
    "gzip",
    "gunzip",
    "make",
    "rename",
  ].map((name): [string, Program[]] => [
    name,
    [row("read", "lists an archive", /^tar (?:-?\S*t\S*f)/), row("write", "writes files")],
  ]),
  ["sed", [row("write", "edits files in place", / -\S*i/), row("read", "reads")]],
  ["awk", [row("execute", "runs commands from a script", /system\(/), row("read", "reads")]],
  [
    "xargs",
    [
      row("delete", "deletes what it is given", / (?:rm|shred|unlink)\b/),
      row("execute", "runs a command on what it is given", / \S/),
      row("read", "reads"),
    ],
  ],
  [
    "iptables",
    [
      row("privilege", "opens the firewall", / -F\b|-P \S+ ACCEPT|--flush/),
      row("write", "changes the firewall"),
    ],
  ],
  [
    "ufw",
    [
      row("privilege", "opens the firewall", / (?:disable|allow|reset)\b/),
      row("read", "looks at the firewall", / status\b/),
      row("write", "changes the firewall"),
    ],
  ],
  ["setenforce", [row("privilege", "weakens access control")]],
  ["openssl", [row("read", "reads or computes")]],
  ["base64", [row("read", "encodes or decodes")]],
  ["psql", [row("execute", "runs SQL")]],
  ["mysql", [row("execute", "runs SQL")]],
  ["sqlite3", [row("execute", "runs SQL")]],
  ["mongosh", [row("execute", "runs database commands")]],
  [
    "redis-cli",
    [row("delete", "empties a database", / flush(?:all|db)\b/i), row("execute", "runs database commands")],
  ],
]);
