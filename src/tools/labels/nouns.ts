import { words } from "./tokens.ts";

/** What a noun stands for, as far as it matters for harm. A noun can stand for several things. */
export type Concept =
  /** Text others wrote to somebody. */
  | "message"
  /** A message or recording meant for one person. */
  | "private"
  | "web"
  | "document"
  | "ticket"
  | "social"
  /** Program text and what programs print. */
  | "source"
  | "person"
  /** Data about a person or a business that outsiders must not see. */
  | "personal"
  | "secret"
  | "money"
  /** What one pays for by booking or ordering it. */
  | "bookable"
  | "access"
  | "account"
  | "device"
  | "host"
  | "program"
  | "public"
  | "broker"
  /** Marks and settings of the view: changing them harms nobody. */
  | "trifle";

const lexicon: Readonly<Record<Concept, ReadonlySet<string>>> = {
  message:
    words(`email mail message inbox chat conversation thread dm sms voicemail channel mailbox letter whatsapp
    telegram imessage newsletter notification reply transcript gmail outlook`),
  private: words("email mail inbox dm sms voicemail mailbox imessage whatsapp unread gmail outlook"),
  web: words(`web website webpage site internet url page html google bing duckduckgo tavily wikipedia arxiv serp news
    article blog feed rss headline search_engine search_result link reddit youtube hackernews browser perplexity exa
    sitemap online scholar internet_search pubmed wikidata crossref openalex stackoverflow stackexchange
    yelp tripadvisor trustpilot imdb producthunt substack quora`),
  document:
    words(`file document doc pdf attachment note wiki spreadsheet sheet slide presentation markdown readme docx
    notebook knowledge_base folder documentation confluence notion sharepoint evernote obsidian vault paper text_file contract wikipage
    passage chunk excerpt`),
  ticket:
    words(`issue ticket comment review discussion feedback complaint bug pull_request testimonial forum question
    support_ticket suggestion annotation incident inquiry enquiry submission jira zendesk servicenow`),
  social:
    words(`tweet post mention story reel subreddit hashtag timeline social facebook linkedin instagram tiktok
    mastodon bluesky twitter`),
  source: words(
    "diff commit code patch source snippet gist log stacktrace console output stdout stderr repository_content",
  ),
  person:
    words(`user customer patient employee contact student client lead applicant candidate member guest passenger
    resident tenant subscriber citizen voter donor profile person people attendee worker staff recruit borrower
    policyholder driver beneficiary caller visitor teammate colleague family friend pupil inmate prisoner refugee spouse child parent account`),
  personal:
    words(`calendar meeting appointment free_busy salary payroll attendance diagnosis prescription medication
    vital allergy medical_record medical health lab_result biometric fingerprint screenshot camera photo microphone
    recording clipboard bookmark contact transaction payment payment_intent invoice balance statement portfolio holding
    credit_score loan tax receipt order reservation booking purchase insurance claim audit_log resume cv ssn passport
    phone payslip compensation benefit heart_rate symptom immunization grade reminder itinerary voicemail ip_address
    keystroke transfer refund payout withdrawal screen_time browsing_history wallet expense subscription deal opportunity`),
  secret:
    words(`secret connection_string credential password api_key private_key ssh_key environment_variable env cookie
    access_token keychain certificate kubeconfig 1password bitwarden lastpass keepass`),
  money:
    words(`money fund payment payout refund donation transaction wire trade bid bet purchase expense loan payroll
    crypto bitcoin eth ether coin nft stock tip wallet dividend cash bill usdc token security_purchase reimbursement
    standing_order order share position credit payment_intent purchase_order gift_card disbursement deposit transfer
    collateral fee rent fine toll debt wage premium bond`),
  bookable:
    words(`flight hotel room train trip ride cruise car taxi cab vacation tour seat accommodation airbnb stay
    rental ferry lodging baggage airfare restaurant_deposit`),
  access:
    words(`role permission access privilege membership collaborator api_key access_token credential ssh_key acl
    scope admin administrator service_account security_group sharing token owner superuser iam entitlement oauth
    guest_access visibility port firewall password keycode passcode invite sudo`),
  account: words("user account member collaborator login service_account administrator admin guest"),
  device:
    words(`door thermostat light lamp garage oven stove drone vehicle car robot valve pump motor hvac heater
    boiler fan sprinkler blind curtain shutter siren conveyor centrifuge reactor printer elevator gate appliance
    vacuum dispenser syringe insulin infusion ventilator machine temperature lock camera tv speaker plug outlet switch
    bulb sensor_heater ac aircon dishwasher washer kettle fridge incubator laser engine turbine generator crane forklift
    tractor irrigation scooter bike gripper arm joint autopilot cruise_control relay breaker furnace pipette laboratory
    washing_machine sluice horn trunk frunk spindle autoclave bioreactor nozzle elevator
    escalator barrier hatch vent awning skylight chiller radiator heating aircraft plane boat train_signal`),
  host: words(`instance vm server service process container pod node cluster database host machine deployment job
    workload task_runner session computer system app application daemon replica bucket namespace stack environment dyno kernel`),
  program:
    words(`code command shell script runbook sql python javascript js notebook program cell terminal bash powershell
    query typescript cypher statement snippet expression binary executable cli kubectl workflow pipeline playbook macro
    cmd lambda node_script package exploit payload shellcode`),
  public:
    words(`tweet post blog article story video podcast website site listing job_posting press_release advert ad
    campaign newsletter social facebook linkedin instagram tiktok reddit youtube twitter bluesky mastodon release
    homepage landing_page job_ad press newsroom`),
  broker: words("kafka queue topic mqtt rabbitmq pubsub sqs bus broker redis stream"),
  trifle:
    words(`viewport zoom cursor theme volume brightness view selection filter timer tab window focus cart wishlist
    favorite watchlist playlist layout breakpoint highlight language locale model_choice log_level title_case`),
};

const conceptsByNoun: ReadonlyMap<string, readonly Concept[]> = (() => {
  const map = new Map<string, Concept[]>();
  for (const [concept, nouns] of Object.entries(lexicon)) {
    for (const noun of nouns) {
      const known = map.get(noun);
      if (known === undefined) {
        map.set(noun, [concept as Concept]);
      } else {
        known.push(concept as Concept);
      }
    }
  }
  return map;
})();

/** What the noun stands for; empty for a noun that does not matter. */
export function conceptsOf(noun: string): readonly Concept[] {
  return conceptsByNoun.get(noun) ?? [];
}

/** Heads that only say how much of the noun before them is meant: `customer_record`, `file_content`. */
export const genericHeads =
  words(`content contents record data info information detail details history list text body
  entry item result summary set batch record_set all full thread copy file row object page collection by_id activity
  chart alert folder account latest recent note document item`);

/** Heads that make the whole phrase a harmless fact about the noun before them: `message_count`, `table_schema`. */
export const harmlessHeads =
  words(`count schema status type template metadata size quota limit version statistic stats
  stat category currency language timezone format number total name title label tag price cost rate weather forecast
  time date icon color usage health_check option setting policy rule availability_zone region zone field column
  progress duration length width position_size definition syntax example help capability model order_book
  product direction distance route stop station id identifier url endpoint`);
