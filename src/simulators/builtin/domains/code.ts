import type { Domain } from "./domain.ts";

export const code: Domain = {
  id: "code",
  keywords:
    "git github gitlab repository repo branch commit pull push merge issue pullrequest pr bitbucket diff tag release lint test build package npm pip dependency workflow ci codebase refactor symbol compile jira ref",
  roles: ["backend developer", "maintainer", "release manager", "tech lead", "platform engineer"],
  crew: ["backend developer", "maintainer", "QA engineer", "tech lead", "security engineer"],
  topics: [
    "login redirect loop",
    "flaky payment tests",
    "{project} migration",
    "slow search endpoint",
    "release {version}",
    "CSV export",
    "dark-mode settings page",
    "retry logic in the {project} client",
    "session timeout bug",
    "time-zone handling in reports",
  ],
  reasons: [
    "The release is cut at {time}",
    "CI has been red since this morning",
    "{colleague} is blocked on it",
    "I'm on call and would like to sleep tonight",
    "We agreed on it in the {project} planning",
    "The customer in {city} has been asking for three weeks",
  ],
  news: [
    [
      "the {topic} is fixed and needs a second pair of eyes",
      "Fixes the {topic}. The cause was a stale cache entry; the new test fails without the change.",
    ],
    [
      "the {topic} can be reproduced on a clean checkout",
      "Reproduced on a clean checkout: happens every time after the second login. Log is attached.",
    ],
    [
      "the {topic} moves to the next release",
      "Moving the {topic} to the next release, as agreed with {colleague}.",
    ],
    [
      "reviewers should look at the error handling first",
      "Please look at the error handling first; the rest is mechanical.",
    ],
  ],
  grounds: ["superseded", "duplicate of an older report", "not reproducible", "branch already merged"],
  notes: [
    "Steps: open the page, wait for the session to expire, click save.",
    "The test passes locally with Node 22.",
    "See the discussion in the {project} channel.",
    "Needs a migration before it can be deployed.",
    "Only affects accounts created before {month}.",
  ],
  wishes: [
    "get the build green again",
    "clear out what's lying around in the repository",
    "get the {topic} out of the door today",
    "bring the dependencies up to date",
  ],
};
