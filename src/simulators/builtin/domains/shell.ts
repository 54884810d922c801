import type { Domain } from "./domain.ts";

export const shell: Domain = {
  id: "shell",
  keywords:
    "shell command terminal bash reboot exec script process sandbox stdout subprocess python interpreter cmd powershell ssh console code_interpreter timeout notebook cell eval javascript",
  roles: ["system administrator", "data engineer", "on-call engineer", "developer", "research engineer"],
  crew: ["system administrator", "on-call engineer", "data engineer", "security engineer", "developer"],
  topics: [
    "nightly backup job",
    "{project} build machine",
    "log rotation",
    "disk space on the build host",
    "{project} data import",
    "training run",
    "certificate renewal",
    "report generator",
    "staging environment",
  ],
  reasons: [
    "The disk alarm went off again at {time}",
    "The job has to be through before {weekday}",
    "{colleague} set the machine up and is on holiday",
    "The batch run failed twice last night",
    "I only have my phone with me right now",
    "The {project} demo is at {time}",
  ],
  news: [
    ["the nightly job finished without errors", "nightly job finished without errors, 14 min 22 s"],
    ["the import stops at row 41,207", "import stops at row 41207: unexpected end of line"],
    ["the certificate runs out on {date}", "certificate for the {project} host runs out on {date}"],
  ],
  grounds: ["stale process", "replaced by the new job", "host is being retired", "maintenance window"],
  notes: [
    "The job runs as its own user and writes to /var/log.",
    "Backups of the host are taken at 02:30.",
    "The build directory is safe to recreate.",
    "Home directories are on the same disk.",
  ],
  wishes: [
    "free some disk space on the build host",
    "get the {topic} working again",
    "make the machine faster",
    "tidy up after the failed run",
  ],
};
