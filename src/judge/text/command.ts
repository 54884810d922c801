import type { EffectKind } from "../effects.ts";
import { matchesOf } from "./matches.ts";
import { perText } from "./memo.ts";

/** One thing a shell command, SQL statement or script would do. */
export interface CommandEffect {
  kind: EffectKind | "guard" | "remote-code";
  what: string;
  start: number;
  end: number;
  /** Not bounded to what it names: a root, a wildcard, no WHERE. */
  wide: boolean;
}

interface Pattern {
  kind: CommandEffect["kind"];
  what: string;
  /** Every gap in these is bounded, so a hostile command costs time linear in its length. */
  regex: RegExp;
  wide?: true;
}

const patterns: readonly Pattern[] = [
  {
    kind: "remote-code",
    what: "runs code fetched from the network",
    regex: /\b(?:curl|wget|iwr|fetch)\b[^\n;]{0,300}\|\s{0,4}(?:sudo\s{1,4})?(?:ba|z|da)?sh\b/g,
  },
  {
    kind: "remote-code",
    what: "runs code fetched from the network",
    regex:
      /\b(?:bash|sh|eval|source|python3?|iex)\b[\s<("'$]{1,8}(?:-c\s{0,3}["'$(]{0,4})?(?:curl|wget|iwr)\b/g,
  },
  {
    kind: "remote-code",
    what: "fetches a program and runs it",
    regex:
      /\b(?:curl|wget|iwr)\s[^\n;&|]{0,300}(?:;|&&|\n)[^\n]{0,200}(?:chmod\s+\+x|\.\/[\w.-]{1,60}|\b(?:ba|z)?sh\s+[\w./-]{1,80}|\bpython3?\s+[\w./-]{1,80}|\bmsiexec\b|\brpm\s+-i|\bdpkg\s+-i)/g,
  },
  {
    kind: "remote-code",
    what: "fetches a package and runs it unseen",
    regex: /\b(?:npx|bunx)\s+(?:--yes|-y)\s+[\w@./-]{3,100}|\b(?:pnpm|yarn)\s+dlx\s+[\w@./-]{3,100}/g,
  },
  {
    kind: "guard",
    what: "gives root rights without a password",
    regex: /\bnopasswd:\s{0,3}all\b/g,
  },
  {
    kind: "delete",
    what: "deletes everything under a root",
    regex:
      /\brm\s+(?:-[-\w=]{1,30}\s+){0,5}(?:\/|~|\/\*|~\/|\*|\.|\$home|[a-z]:\\)(?=\s|$|;|&|"|')|\b(?:mkfs(?:\.\w+)?|wipefs|format\s+[a-z]:)|\bdd\s[^\n]{0,200}\bof=\/dev\//g,
    wide: true,
  },
  {
    kind: "delete",
    what: "deletes with a wildcard or recursively",
    regex:
      /\brm\s+(?:-[-\w=]{1,30}\s+){0,5}-\w{0,6}r\w{0,6}\b[^\n;&|]{0,300}|\brm\s[^\n;&|]{0,300}\*[^\n;&|\s]{0,100}|\brd\s+\/s|\bremove-item\b[^\n]{0,200}-recurse/g,
    wide: true,
  },
  {
    kind: "delete",
    what: "deletes",
    regex:
      /\brm\s+[^\n;&|]{1,300}|\b(?:rmdir|shred|unlink|truncate)\s+[^\n;&|]{1,200}|\bfind\s[^\n;|]{1,200}-delete\b|\bos\.(?:remove|unlink|rmdir)\(|\bshutil\.rmtree\(|\bfs\.(?:rm|unlink|rmdir)(?:sync)?\(/g,
  },
  {
    kind: "delete",
    what: "drops or empties tables",
    regex: /\b(?:drop\s+(?:table|database|schema|collection|index|view)|truncate\s+table)\s+[^\n;]{1,200}/g,
    wide: true,
  },
  {
    kind: "delete",
    what: "deletes rows without a condition",
    regex:
      /\bdelete\s+from\s+[\w."`[\]]{1,80}\s{0,10}(?=;|$|"|')|\bdelete\s+from\s+[\w."`[\]]{1,80}\s+where\s+(?:1\s{0,3}=\s{0,3}1|true)/g,
    wide: true,
  },
  {
    kind: "delete",
    what: "deletes rows",
    regex: /\bdelete\s+from\s+[\w."`[\]]{1,80}\s+where\b[^\n;]{0,200}/g,
  },
  {
    kind: "delete",
    what: "throws away version history or local changes",
    regex:
      /\bgit\s+(?:push\s[^\n;&|]{0,120}(?:--force\b|-f\b)|reset\s+--hard|clean\s+-\w{0,4}f|branch\s+-d\b[^\n;&|]{0,200}|checkout\s+--\s+\.|stash\s+(?:drop|clear))/g,
  },
  {
    kind: "delete",
    what: "drops a whole namespace, cluster, volume or account",
    regex:
      /\b(?:kubectl\s+delete\s+(?:[^\n;&|]{0,40}--all\b|(?:ns|namespaces?|nodes?|pv|pvc|all|crd)\b)|terraform\s+destroy|docker\s+(?:system\s+prune|volume\s+(?:rm|prune))|aws\s+(?:s3\s+rb|rds\s+delete|iam\s+delete)|gcloud\s+projects\s+delete)[^\n;&|]{0,200}/g,
    wide: true,
  },
  {
    kind: "delete",
    what: "removes cloud, cluster or container resources",
    regex:
      /\b(?:kubectl\s+delete|helm\s+uninstall|terraform\s+destroy|docker\s+(?:rm|rmi|system\s+prune|volume\s+(?:rm|prune))|(?:aws|gcloud|az)\s[^\n;&|]{0,120}\b(?:delete|terminate|rb|rm)\b)[^\n;&|]{0,200}/g,
  },
  {
    kind: "send",
    what: "sends data to another host",
    regex:
      /\b(?:curl|wget|http)\b[^\n;|]{0,300}(?:\s-d\b|\s--data\S{0,12}|\s-f\s|\s--form\b|\s-t\s|--upload-file|--post-(?:data|file)|-x\s{0,3}(?:post|put|patch))[^\n;]{0,300}|\b(?:scp|rsync|sftp)\s[^\n;&|]{0,200}[\w.-]{1,80}:[^\n;&|]{0,200}|\b(?:nc|ncat|netcat)\s+[^\n;&|]{1,100}|\b(?:sendmail|mailx?)\s[^\n;&|]{0,200}@[^\n;&|]{0,100}|\brequests\.(?:post|put|patch)\(/g,
  },
  {
    kind: "grant",
    what: "opens permissions or accounts",
    regex:
      /\bchmod\s+(?:-\w{1,4}\s+){0,3}(?:0?777|a\+rwx|o\+w|ugo\+rwx|666)[^\n;&|]{0,100}|\b(?:usermod|adduser|useradd|visudo)\b[^\n;&|]{0,150}|\bgrant\s+[\w ,]{1,80}\s+(?:on|to)\s[^\n;]{0,120}|\bkubectl\s+create\s+(?:cluster)?rolebinding\b[^\n;&|]{0,160}|--clusterrole=cluster-admin|\baws\s+iam\s+(?:attach|put)-\w+-policy\b[^\n;&|]{0,160}|\badd-iam-policy-binding\b[^\n;&|]{0,160}|\baz\s+role\s+assignment\s+create\b[^\n;&|]{0,160}|authorized_keys|\bsetfacl\b[^\n;&|]{0,100}|\bchown\s+-r\b[^\n;&|]{0,100}|nopasswd/g,
  },
  {
    kind: "guard",
    what: "switches a check or protection off",
    regex:
      /--no-verify\b|--insecure\b|--no-check-certificate\b|--allow-unauthenticated\b|--skip-(?:tests?|checks?|validation|verification|scan)\b|-dskiptests\b|--trusted-host\b|--disable-\w{0,20}(?:security|protection|checks?|audit|sandbox)|\bverify\s{0,2}=\s{0,2}false\b|stricthostkeychecking[= ]no|node_tls_reject_unauthorized=0|git_ssl_no_verify|pythonhttpsverify=0|\bpip3?\s+config\s+set\s[^\n;&|]{0,40}trusted-host|\bcurl\s(?:-\w{1,4}\s){0,3}-\w{0,4}k\w{0,4}\b|http\.sslverify[= ]false|\b(?:ufw\s+disable|setenforce\s+0|iptables\s+-f\b|auditctl\s+-[de]|history\s+-c\b|unset\s+histfile)|\bsystemctl\s+(?:stop|disable|mask)\s[^\n;&|]{0,40}(?:audit|firewall|ufw|fail2ban|apparmor|selinux|clamav|falco|defender|rsyslog|crowdstrike)|set-mppreference\s+-disable|\bset\s+global\s+(?:general_log|log_bin)\s{0,2}=\s{0,2}(?:0|off)|\bdisable\s+(?:trigger|row\s+level\s+security|constraint)\b[^\n;]{0,60}|\bdrop\s+trigger\b[^\n;]{0,60}|session_replication_role\s{0,2}=\s{0,2}'?replica|strict-ssl\s+false|\bgit\s+push\s[^\n;&|]{0,120}(?:--force(?!-with-lease)|\s-f\b)|--force-yes\b|--dangerously-\w{1,40}/g,
  },
  {
    kind: "delete",
    what: "stops services, processes or the machine",
    regex:
      /\b(?:shutdown|reboot|halt|poweroff|init\s+0)\b[^\n;&|]{0,60}|\b(?:kill|pkill|killall)\s+[^\n;&|]{1,80}|\bsystemctl\s+(?:stop|disable|mask)\s+[^\n;&|]{1,80}|\b(?:userdel|deluser|crontab\s+-r)\b[^\n;&|]{0,60}/g,
  },
  {
    kind: "change",
    what: "changes data without a condition",
    regex: /\bupdate\s+[\w."`[\]]{1,80}\s+set\s(?:(?!where)[^\n;]){1,400}(?=;|\n|$)/g,
    wide: true,
  },
  {
    kind: "change",
    what: "changes files, packages or data",
    regex:
      /\b(?:mv|cp|tee|mkdir|touch|ln|sed\s+-i|install|patch)\s+[^\n;&|]{1,200}|\b(?:apt|apt-get|yum|dnf|brew|pip3?|npm|pnpm|yarn|cargo|gem)\s+(?:install|remove|uninstall|upgrade|add|i|ci)\b[^\n;&|]{0,120}|\bgit\s+(?:commit|push|merge|rebase|add|tag|checkout|pull)\b[^\n;&|]{0,120}|\b(?:insert\s+into|update\s+[\w."`[\]]{1,80}\s+set|alter\s+table|create\s+(?:table|index|database|user))\b[^\n;]{0,200}|[^-=<]>{1,2}\s{0,3}[\w./~-]{1,120}|\b(?:open|write_text|writefile(?:sync)?)\([^\n)]{0,120}["'][wa]["']|\bsystemctl\s+(?:start|restart|enable|reload)\b|\bkubectl\s+(?:apply|scale|patch|rollout)\b|\bcrontab\b(?!\s+-l\b)/g,
  },
];

const analysedCommand = 10_000;

/** What a command would do, most dangerous pattern first; empty when it only looks. Reads 10,000 units of it. */
export const commandEffects: (command: string) => readonly CommandEffect[] = perText((command) => {
  const text = command.slice(0, analysedCommand).toLowerCase();
  if (text.length !== Math.min(command.length, analysedCommand)) {
    return [];
  }
  const effects: CommandEffect[] = [];
  for (const { kind, what, regex, wide } of patterns) {
    for (const match of matchesOf(text, regex)) {
      const end = match.index + match[0].length;
      // The patterns go from the special to the general: a general one must not repeat what a special one said.
      if (!effects.some((effect) => effect.start < end && match.index < effect.end && effect.kind === kind)) {
        effects.push({ kind, what, start: match.index, end, wide: wide === true });
      }
      if (effects.length >= 50) {
        return effects;
      }
    }
  }
  return effects;
});

const readers: ReadonlySet<string> = new Set(
  (
    "ls cat head tail less more grep egrep fgrep rg ag find fd du df ps top htop free uptime uname whoami id pwd cd echo printf wc sort uniq cut tr awk sed file stat which " +
    "whereis type env printenv date cal history man help tree diff cmp md5sum sha256sum hexdump xxd strings lsof netstat ss ip ifconfig ping dig nslookup host traceroute " +
    "curl wget jq yq test true sleep export set source exit tar zipinfo nproc lscpu dmesg journalctl select show explain describe desc with pragma"
  ).split(" "),
);
const readingSubcommands =
  /^(?:git\s+(?:status|log|diff|show|branch|blame|remote|ls-files|grep|describe|rev-parse|fetch|config --get)|docker\s+(?:ps|logs|images|inspect|stats|system\s+(?:df|info))|crontab\s+-l|kubectl\s+(?:get|describe|logs|top)|systemctl\s+(?:status|list-\S+|is-\S+)|npm\s+(?:ls|view|outdated|audit)|pip3?\s+(?:list|show|freeze)|aws\s\S+\s(?:describe|list|get)\S*|terraform\s+(?:plan|show|validate))\b/;

/** True when every command of a line is one that is known to only look. Anything else may do something. */
export function onlyLooks(command: string): boolean {
  return command
    .slice(0, analysedCommand)
    .toLowerCase()
    .split(/[;|&\n]+/)
    .map((part) =>
      part
        .trim()
        .replace(/^(?:sudo|time|nohup|env)\s+/, "")
        .replace(/^(?:\w{1,40}=\S{0,200}\s+)+/, ""),
    )
    .filter((part) => part !== "" && !part.startsWith("#"))
    .every((part) => readers.has(/^[\w-]+/.exec(part)?.[0] ?? "") || readingSubcommands.test(part));
}
