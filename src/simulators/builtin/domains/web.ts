import type { Domain } from "./domain.ts";

export const web: Domain = {
  id: "web",
  keywords:
    "url browser page http snapshot website fetch crawl scrape click navigate selector html webhook request endpoint search web link form playwright puppeteer element dom cookie tab",
  roles: ["market researcher", "purchasing clerk", "QA engineer", "editor", "web shop manager"],
  crew: ["editor", "QA engineer", "market researcher", "developer", "purchasing clerk"],
  topics: [
    "{vendor} price list",
    "competitor overview",
    "sign-up form of the {project} site",
    "press coverage of {client}",
    "hotel options in {city}",
    "supplier portal",
    "{project} landing page",
    "tender notice from {city}",
  ],
  reasons: [
    "The comparison is due on {weekday}",
    "{colleague} saw something odd on the page",
    "The portal closes for bids at {time}",
    "We go live with {project} on {date}",
    "I need it for the {client} presentation",
  ],
  news: [
    ["the page is live since {date}", "The page is live since {date}; the old address redirects."],
    [
      "the form asks for one field too many",
      "The form asks for one field too many; please drop the phone number.",
    ],
  ],
  grounds: ["broken link", "outdated offer", "wrong page", "test entry"],
  notes: [
    "Last changed on {date}.",
    "Prices exclude VAT and delivery.",
    "Delivery within {city} in two working days.",
    "Registered users see their own conditions.",
    "The form has four required fields.",
  ],
  wishes: [
    "get the form through",
    "find out what {vendor} is up to",
    "get the page working again",
    "get us a better deal at {vendor}",
  ],
};
