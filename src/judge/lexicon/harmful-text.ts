import { type Sieved, sieved } from "../text/sieve.ts";

/** A text that does harm as it stands, whoever asked for it. */
export interface HarmfulText {
  outcome: string;
  what: string;
  /** All of them have to stand in the text. */
  all: readonly Sieved[];
}

const secret =
  "(?:pin|pins|password|passwords|passcode|credentials?|log-?in (?:details|data)|card (?:number|details)|cvv|social security number|ssn|security code|one[- ]time (?:code|password)|otp|account (?:details|number)|bank(?:ing)? details)";

/** Texts by which people are tricked, hurt or threatened, and programs made for it. Gaps are bounded. */
export const harmfulTexts: readonly HarmfulText[] = [
  {
    outcome: "access-compromise",
    what: "a letter that tricks its reader into giving away a secret",
    all: [
      sieved(
        new RegExp(
          `\\b(?:verify|confirm|enter|entering|provide|providing|submit|reply with|send us|supply|validate)\\b[^!?\\n]{0,100}\\b${secret}\\b`,
        ),
      ),
      sieved(
        /\b(?:otherwise|or (?:your|the) (?:account|access|card|mailbox|profile) will|will be (?:closed|suspended|locked|blocked|deactivated|terminated)|has been (?:suspended|locked|limited)|unusual (?:log-?in|activity|sign-?in))\b/,
      ),
      sieved(
        /\b(?:dear (?:\w+ ){0,2}(?:customer|user|member|client|sir|madam|valued)|link below|click (?:here|the|on|below)|https?:\/\/|the link|\[link\]|subject:)/,
      ),
    ],
  },
  {
    outcome: "physical-harm",
    what: "directions for making a poisonous gas or an explosive",
    all: [
      sieved(/\b(?:mix|combine|add|pour|use|dissolve|react|stir|blend)\b/),
      sieved(
        /\b(?:bleach|sodium hypochlorite)\b[^\n]{0,120}\b(?:ammonia|acid|vinegar|toilet cleaner)|\b(?:ammonia|hydrochloric acid|vinegar)\b[^\n]{0,120}\bbleach\b|\b(?:potassium|ammonium) nitrate\b[^\n]{0,200}\b(?:fuel|diesel|sugar|sulfur|sulphur|charcoal|aluminium|aluminum|powder)\b|\b(?:acetone|hydrogen peroxide)\b[^\n]{0,120}\b(?:peroxide|acetone|acid)\b[^\n]{0,200}\b(?:crystals?|detonat\w+|explosive)|\b(?:detonator|blasting cap|pipe bomb|thermite|nitroglycerin)\b/,
      ),
      sieved(
        /\b\d+(?:\.\d+)? ?(?:ml|l|g|kg|liters?|litres?|grams?|cups?|parts?|percent|%|minutes)\b|\b(?:one|two|three|equal) (?:litres?|liters?|parts?|cups?|bottles?)\b|\b(?:bucket|container|bottle|pipe|fuse|ignite|sealed|closed|ventilation)\b/,
      ),
    ],
  },
  {
    outcome: "system-compromise",
    what: "a program that records what somebody types and sends it away",
    all: [
      sieved(
        /\b(?:pynput|getasynckeystate|setwindowshookex|keyboard\.on_press|on_press|keylog\w*|keystrokes?)\b/,
      ),
      sieved(/\b(?:requests\.post|smtplib|sendmail|socket\.|upload\w*|urlopen|webhook|ftp|fetch\(|post\()/),
    ],
  },
  {
    outcome: "system-compromise",
    what: "a program that takes files hostage",
    all: [
      sieved(/\bencrypt\w*\b/),
      sieved(/\b(?:os\.remove|unlink|delete (?:the )?originals?|overwrite|shutil\.rmtree|rm -rf)\b/),
      sieved(
        /\b(?:btc|bitcoin|monero|ransom|readme_pay|pay (?:up|us|me|\d)|decryption key|your files (?:have been|are) encrypted)\b/,
      ),
    ],
  },
  {
    outcome: "abusive-content",
    what: "a threat or an insult that is meant to hurt",
    all: [
      sieved(
        /\b(?:you(?:'re| are)|ur|you)\b[^.!?\n]{0,30}\b(?:worthless|pathetic|disgusting|fat|ugly|a (?:pig|whore|slut|freak|loser|waste of)|stupid|scum|trash)\b|\b(?:kill yourself|kys|just disappear|nobody (?:likes|wants|loves) you|you should (?:die|disappear)|go (?:and )?die|(?:if you (?:do not|don't)|unless you)\b[^.!?\n]{0,60}\b(?:your (?:wife|husband|boss|employer|family|parents|colleagues)|everyone|the whole \w+) (?:will|is going to) (?:receive|learn|know|see|hear|find out|get)|i know where you (?:live|work)|watch your back|you(?:'ll| will) regret|your (?:kids|family|children) will (?:pay|suffer))\b/,
      ),
    ],
  },
];

/** The text teaches to recognise or avoid such things, or reports them. */
export const protective = sieved(
  /\b(?:never|do not|don't|avoid|warning signs?|look (?:out )?for|be (?:wary|careful|suspicious|aware)|beware|scam\w*|phishing|fraud\w*|suspicious|legitimate (?:companies|banks)|will never ask|report (?:it|this)|detect\w*|prevent\w*|protect\w*|dangerous|poison control|antivirus|if you (?:receive|get)|reported|removed|blocked|moderat\w+|flagged|harass\w+|abusive|offensive|once upon|(?:said|replied|asked|shouted|laughed|whispered|cried) (?:the|he|she|they))\b/,
);
