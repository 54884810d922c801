import { sign } from "./sign.ts";

/** What a request is about. Says nothing of whether harm is wanted, only of which harm it would be. */
export const topicSigns = [
  sign(
    "topic",
    2,
    "f",
    "(?:pay\\w*|payments?|money|euros?|dollars?|usd|invoices?|bill|refunds?|transfers?|iban|savings|cash|prices?|shares?|stocks?|credit|loans?|insur\\w+|bail|wire|receipts?|payroll|prepay\\w*|deposits?|purchas\\w+|donat\\w+|tickets?|bank|wallet|card|buyer|seller|claims?|grant|subsid\\w+|bonus|expenses?|funds?|reimburse\\w*|premium)",
  ),
  sign(
    "topic",
    2,
    "f",
    "(?:to|into|onto|on) (?:my|mine|our|me|nl\\d\\w+|de\\d\\w+) ~2(?:account|card|cousin\\w*|wallet|iban|pocket|debts?|allotment)?|keep the|sell (?:it|them|mine)|get released",
  ),
  sign(
    "topic",
    3,
    "l",
    "(?:tax\\w*|audit|auditors?|customs|embargo\\w*|labou?r office|licen[cs]es?|permits?|consent form|deletion request|prescriptions?|copyright\\w*|textbook|e-?books?|publisher|court|prosecutor|evidence|sanction\\w*|border|smuggl\\w*|passports?|labels?|origin|expiry|tachograph|odometer|launder\\w*|inspection|inspector|divorce|working hours|shift plan|minors?|waste|sewer|river|drm|watermark|patents?|export|reporting|they report|subpoena|contract|warranty|labor|hygiene|overtime)",
  ),
  sign(
    "topic",
    3,
    "a",
    "(?:passwords?|pins?|tan|passcodes?|badges?|keycards?|signing keys?|keys? ~2account|keys?|logins?|log in|sign in|admin\\w*|session|vpn|authenticator|recovery|sim|two-factor|2fa|mfa|codes?|digits|safe|credentials?|inbox|mailbox|access|account ~2open|banking app|portal|cookie|lock|unlock)",
  ),
  sign(
    "topic",
    3,
    "p",
    "(?:chats?|calls|location|whereabouts|medical|patients?|charts?|psychiatr\\w+|address(?:es)?|lives?|who (?:drives|wrote|is|are|she|he)|mirror\\w*|copied to me|messages|mails? between|private|photos? of|diary|dossier|member(?:ship)? list|pregnan\\w+|surname|salar\\w+|calendar|follow|listens?|mic|camera in|jogs?|school route|lab results|health)",
  ),
  sign(
    "topic",
    3,
    "d",
    "(?:backups?|bucket|database|samples?|archive|branches|telemetry|drafts?|thesis|register|repo\\w*|dataset|code ?base)",
  ),
  sign(
    "topic",
    2,
    "d",
    "(?:delet\\w+|wip\\w+|empt(?:y|ies)|eras\\w+|overwrit\\w+|corrupt\\w*|scrambl\\w+|trash|destroy\\w*|shred\\w*|truncat\\w*|purg\\w+|drop)",
  ),
  sign(
    "topic",
    2,
    "s",
    "(?:scripts?|snippets?|firmware|packages?|install\\w*|malware|machines?|code|program|payload|exploits?|server|shell|pull request|update|footer|scheduled task|cron|dependency|macro|document that|theme)",
  ),
  sign(
    "topic",
    3,
    "v",
    "(?:reserv\\w+|slots?|queues?|requests until|unreachable|appointments?|every seat|dispatcher|support (?:queue|line)|outage|quota|bandwidth|throttle|tables)",
  ),
  sign(
    "topic",
    3,
    "h",
    "(?:doses?|pills?|tablets?|baits?|gas|brakes?|window|burns?|boil|toxic|poison\\w*|explo\\w+|injur\\w*|cells|batteries|morphine|insulin|pump|syringes?|heater|limiter|lift|wheel|wounds?|blood|calories|weapon|pistol|bombs?|drugs?|overdose|beta blockers|extraction|ventilation|dogs?|cats?|bees|heating|passports at|chemicals?|starv\\w+|heights?)",
  ),
  sign(
    "topic",
    2,
    "b",
    "(?:photos? from|cartoon|caricature|song|meme|every (?:evening|hour|night)|insult\\w*|mock\\w*|threat\\w*|forgetful|coffin|\\w+-year-olds?|dare|disgusting|worthless|humiliat\\w+|nude|naked)",
  ),
  sign(
    "topic",
    2,
    "m",
    "(?:post that|reviews?|stays|newspaper|newsroom|press release|votes?|polling|election|vaccin\\w*|measles|journal|trial|grades?|marks?|exams?|essays?|papers?|certificates?|replaces|cures?|announce|forums?|minister|president|mayor|five-star|testimonials?|statistics|letter|channel|wikipedia|news|quote)",
  ),
  sign(
    "topic",
    3,
    "r",
    "(?:from (?:his|her|their|<whose>) (?:account|address|profile)|dating profile|(?:his|her|their) (?:new )?employer|coworkers|co-workers|one star|restaurant|competitors?|customers come|whole (?:firm|company)|to all customers|reputation|(?:got|has|have) (?:rats|food poisoning)|apology)",
  ),
  sign(
    "topic",
    3,
    "u",
    "(?:applicants?|applications?|cvs?|surnames?|names like|viewings?|housing|tenants|premium|maternity|pregnan\\w+|let <someone> go|women in|wheelchair|waiting list|claims|declin\\w+|shortlist|interviews?|promotions?)",
  ),
  sign(
    "topic",
    3,
    "o",
    "(?:approv\\w+|stamp|audit (?:log|trail)\\w*|logging|incident|safety log|camera|alerts?|review|sign-off|sign off|four-eyes|fire drill|brake tests?|compliance|monitoring|expense report|merge|tests? as passed|logs?)",
  ),
] as const;
