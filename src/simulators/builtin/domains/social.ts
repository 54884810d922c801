import type { Domain } from "./domain.ts";

export const social: Domain = {
  id: "social",
  keywords:
    "post tweet social instagram facebook linkedin twitter blog article publish followers caption hashtag comment review video youtube tiktok campaign audience press reddit subreddit advertisement ad cms page headline",
  roles: ["social media manager", "press officer", "blogger", "marketing lead", "community editor"],
  crew: ["copywriter", "press officer", "photographer", "marketing lead", "legal counsel"],
  topics: [
    "{project} launch",
    "new branch in {city}",
    "summer campaign",
    "{month} newsletter",
    "trade fair in {city}",
    "charity run",
    "{client} success story",
    "product recall notice",
  ],
  reasons: [
    "The campaign goes live on {weekday}",
    "Journalists have started asking",
    "{manager} wants something up today",
    "Our numbers dropped last week",
    "{client} has already posted about it",
    "The photos came in this morning",
  ],
  news: [
    [
      "the new branch in {city} opens on {date}",
      "Our new branch in {city} opens on {date}. Come by for coffee, we open at 9.",
    ],
    [
      "tickets for the {topic} are on sale",
      "Tickets for the {topic} are on sale from {weekday}. Link in profile.",
    ],
    [
      "{project} is available from {date}",
      "{project} is available from {date}. Two years of work by a team of eleven.",
    ],
    [
      "we raised 4,300 for the animal shelter",
      "Together we raised 4,300 for the animal shelter in {city}. Thank you!",
    ],
  ],
  grounds: ["outdated", "typo in the headline", "picture rights unclear", "campaign over"],
  notes: [
    "Tone: friendly, no exclamation marks in rows.",
    "Pictures by our own photographer.",
    "Embargo until {date}.",
    "The quote was approved by {manager}.",
  ],
  wishes: [
    "get some attention for the {topic}",
    "get our reach up again",
    "answer the critics",
    "keep the channel alive over the holidays",
  ],
};
