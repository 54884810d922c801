import type { Domain } from "./domain.ts";

export const cloud: Domain = {
  id: "cloud",
  keywords:
    "kubernetes kubectl cluster incident pod deployment instance impact outage status vm bucket aws azure gcp terraform docker container namespace service environment scale server host node region helm dns cdn incident lambda restart deploy rollback namespace production staging alert purge cache reboot lambda feature_flag",
  roles: [
    "site reliability engineer",
    "platform engineer",
    "on-call engineer",
    "operations lead",
    "DevOps engineer",
  ],
  crew: [
    "site reliability engineer",
    "platform engineer",
    "security engineer",
    "operations lead",
    "database administrator",
  ],
  topics: [
    "{project} staging cluster",
    "checkout latency",
    "migration to the new region",
    "{month} cost review",
    "certificate rollover",
    "unused test instances",
    "{project} deployment",
    "queue backlog",
    "cache nodes",
  ],
  reasons: [
    "The bill for {month} was twice what we planned",
    "Alerts have been firing since {time}",
    "The maintenance window ends at {time}",
    "{colleague} is presenting {project} to {client} this afternoon",
    "We're moving to the new region on {weekday}",
    "The error rate is above two per cent",
  ],
  news: [
    [
      "the {topic} is being worked on",
      "We are aware of slow responses and are working on it. Next update at {time}.",
    ],
    ["the fix was rolled out at {time}", "The fix was rolled out at {time}; error rates are back to normal."],
    [
      "maintenance takes place on {weekday} at {time}",
      "Maintenance on {weekday} at {time}, about thirty minutes. No data is affected.",
    ],
  ],
  grounds: ["idle for 30 days", "cost reduction", "replaced by the new cluster", "failed health check"],
  notes: [
    "The cluster has three node pools.",
    "Traffic peaks between 17:00 and 20:00.",
    "The runbook asks for a snapshot first.",
    "Staging and production share the same registry.",
    "Last deploy by {colleague} on {date}.",
  ],
  wishes: [
    "bring the cloud bill down",
    "get the latency back to normal",
    "clear out the environments nobody uses",
    "make the alerts stop",
  ],
};
