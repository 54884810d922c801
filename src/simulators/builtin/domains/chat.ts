import type { Domain } from "./domain.ts";

export const chat: Domain = {
  id: "chat",
  keywords:
    "slack discord teams channel chat message thread dm telegram whatsapp sms mention reaction conversation post_message emoji mattermost room_id",
  roles: ["community manager", "team lead", "support lead", "release manager", "people partner"],
  crew: ["moderator", "team lead", "designer", "release manager", "data analyst"],
  topics: [
    "{project} launch",
    "{month} release",
    "on-call handover",
    "office move to {city}",
    "{client} escalation",
    "{quarter} planning",
    "summer party",
    "new travel policy",
    "{project} retrospective",
  ],
  reasons: [
    "Half the team is asking me the same thing",
    "I'm in back-to-back meetings until {time}",
    "{manager} wants it out before stand-up",
    "{colleague} pinged me about it twice already",
    "It came up in the {topic} thread this morning",
    "The people in {city} are about to sign off for the day",
  ],
  news: [
    [
      "the {topic} starts on {weekday} at {time}",
      "the {topic} starts on {weekday} at {time}. Please have your part ready the evening before.",
    ],
    [
      "deploys are frozen until {weekday}",
      "deploys are frozen until {weekday} because of the {topic}. Ask {colleague} if something can't wait.",
    ],
    [
      "{colleague} is on call this week",
      "{colleague} is on call this week. Please page instead of posting here after 18:00.",
    ],
    [
      "the form for the {topic} closes on {date}",
      "the form for the {topic} closes on {date}. It takes two minutes.",
    ],
    [
      "the fix is out and should be checked",
      "the fix is out. Please check your own area and react here when it looks good.",
    ],
  ],
  grounds: ["off topic", "posted in the wrong channel", "resolved", "outdated information"],
  notes: [
    "can someone take the {topic} today?",
    "I'll be ten minutes late to stand-up",
    "numbers look fine so far, see the dashboard",
    "thanks {colleague}, that helped",
    "let's pick this up on {weekday}",
  ],
  wishes: [
    "keep everybody in the loop on the {topic}",
    "calm things down in the channel",
    "get an answer out of the {city} team",
    "make some noise for the {topic}",
  ],
};
