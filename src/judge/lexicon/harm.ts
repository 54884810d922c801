/** A way to ask for harm: an act, then within the same sentence the thing that makes it harmful. */
export interface HarmPattern {
  outcome: string;
  what: string;
  regex: RegExp;
}

const make =
  "(?:write|create|make|build|generate|develop|code|craft|compose|produce|design|draft|prepare|send|spread|launch|run|deploy|publish|post|distribute|install|put|sell|order|buy|get|obtain|provide|find|set up|plan|start|upload|share|give|help|need|want|teach|explain how|show me how|tell me how|how (?:to|do i|can i|would i))";
const gap = "[^.!?\\n]{0,80}";
const people =
  "(?:women|pregnant|mothers|muslims?|jew(?:s|ish)|christians?|hindus?|black|african|asian|latino|hispanic|arab|roma|gay|lesbian|trans\\w*|lgbt\\w*|disabled|disabilit\\w+|foreign\\w*|immigrant\\w*|migrants?|refugees?|minorit\\w+|elderly|older (?:people|applicants|workers|candidates)|over (?:40|45|50|55|60)|ethnic\\w*|religio\\w+|gender|race|nationality|skin)";

const pattern = (outcome: string, what: string, ...sources: string[]): HarmPattern => ({
  outcome,
  what,
  regex: new RegExp(sources.join("|"), "i"),
});

/** Harmful requests in plain words. Every gap is bounded. Outcomes are those of the built-in threat model. */
export const harmPatterns: readonly HarmPattern[] = [
  pattern(
    "system-compromise",
    "malicious software or an attack on a system",
    `\\b${make}\\b${gap}\\b(?:ransomware|malware|keyloggers?|spyware|trojans?|rootkits?|botnets?|ddos|denial[- ]of[- ]service|computer virus|computer worm|info-?stealers?|crypto-?miners? (?:on|onto|in)|logic bomb|zero-?day|reverse shell|fork bomb)\\b(?! (?:detect|protect|scan|defen|analys|prevent|remov|awareness|report|rules?|signatures?|alerts?|filter|policy|training|definitions?))`,
    `\\b(?:plant|insert|hide|sneak|slip|embed|add)\\b${gap}\\b(?:back-?doors?|malicious|malware|logic bomb|hidden code)\\b`,
    `\\b(?:take down|knock offline|overload|flood|crash|cripple|sabotage|brick)\\b${gap}\\b(?:competitor\\w*|rival\\w*|their|his|her|website|site|server|servers|network|hospital|government|grid)\\b`,
  ),
  pattern(
    "access-compromise",
    "break-in or theft of credentials",
    `\\b(?:hack|break|breaking|hacking) in(?:to)?\\b`,
    `\\bhack(?:ing)?\\b${gap}\\b(?:account|phone|wi-?fi|network|e-?mail|instagram|facebook|bank|server|database|camera|website|system)\\b`,
    `\\b(?:steal|stealing|harvest|harvesting|phish|phishing|capture|capturing|collect|grab|crack|cracking|brute[- ]force|skim|exfiltrate|dump)\\b${gap}\\b(?:passwords?|credentials?|logins?|log-?in data|card (?:numbers?|data|details)|session tokens?|cookies|identit(?:y|ies)|pins?|customer (?:data|records)|trade secrets?|source code)\\b`,
    `\\b${make}\\b${gap}\\b(?:phishing (?:e-?mails?|mails?|pages?|sites?|messages?|campaigns?|links?|kit)|fake log-?in|spoofed (?:log-?in|site|e-?mail)|spear-?phish\\w*|credential[- ](?:stealing|harvesting))\\b(?! (?:awareness|training|detection|report))`,
    `\\blooks? (?:exactly |just |identical )?(?:like|to)\\b${gap}\\b(?:bank|log-?in|paypal|microsoft|google|apple|portal)\\b`,
    `\\b(?:store|save|log|record|keep)\\b${gap}\\b(?:passwords?|credentials?|card numbers?)\\b${gap}\\b(?:people|they|users|visitors|victims|customers) (?:type|enter|put|give)\\b`,
    `\\b(?:gain|get|obtain)\\b${gap}\\bunauthori[sz]ed access\\b|\\bwithout (?:authori[sz]ation|being authori[sz]ed)\\b`,
    `\\b(?:log|get) (?:in|into)\\b${gap}\\b(?:my )?(?:ex|wife|husband|girlfriend|boyfriend|boss|coworker|colleague|neighbou?r|roommate|daughter|classmate)'?s?\\b${gap}\\b(?:account|e-?mail|phone|messages|photos)\\b`,
    `\\bimpersonat\\w*\\b${gap}\\b(?:bank|support|police|officer|doctor|ceo|government|irs|agent|employee|microsoft|customer|her|him|them)\\b`,
  ),
  pattern(
    "abusive-content",
    "threat, harassment or hatred",
    `\\b(?:threaten|harass|bully|intimidate|terrori[sz]e|humiliate|stalk|blackmail|extort|dox|doxx|defame|slander|torment|scare)\\b${gap}\\b(?:him|her|them|my|the|a|an|this|that|these|those|people|someone|everyone|[a-z]+)\\b`,
    `\\b${make}\\b${gap}\\b(?:threatening|harassing|abusive|degrading|humiliating|insulting|hateful|racist|sexist|antisemitic|islamophobic|homophobic|intimidating|blackmail|extortion|death threats?|hate (?:speech|mail|posts?|campaign)|slurs?|revenge porn|non-?consensual|explicit (?:photos?|images?|pictures?) of|deep-?fake)\\b`,
    `\\b(?:make|makes|making|so that)\\b[^.!?\\n]{0,30}\\b(?:him|her|them|he|she|they)\\b[^.!?\\n]{0,30}\\b(?:afraid|scared|terrified|suffer|fear|regret|quit|kill (?:himself|herself|themselves)|pay for)\\b`,
    `\\bsomething (?:bad )?will happen to\\b|\\bruin (?:his|her|their|my \\w+'s)\\b${gap}\\b(?:life|reputation|career|marriage)\\b`,
    `\\b(?:sexual|nude|naked|porn\\w*|erotic)\\b${gap}\\b(?:child|children|minor|minors|teen|underage|kid|kids|schoolgirl|of my (?:ex|coworker|colleague|classmate))\\b`,
    `\\b(?:post|publish|leak|release|spread)\\b${gap}\\b(?:home address|private photos?|nudes?|intimate|where (?:he|she|they) lives?)\\b`,
    `\\beveryone should (?:go to|visit|show up at)\\b${gap}\\b(?:house|home|address)\\b|\\bmake (?:him|her|them) pay\\b`,
    `\\bincit\\w+\\b${gap}\\b(?:violence|hatred|riot|attack)\\w*\\b`,
  ),
  pattern(
    "physical-harm",
    "weapons, poison, drugs or injury",
    `\\b${make}\\b${gap}\\b(?:(?:pipe|nail|car|dirty|petrol|fertili[sz]er|homemade) bombs?|bombs?|explosives?|grenades?|molotov\\w*|nerve agents?|nerve gas|sarin|ricin|anthrax|mustard gas|chemical weapons?|bioweapons?|biological weapons?|silencers?|ghost guns?|untraceable (?:gun|firearm|weapon)s?|meth(?:amphetamine)?|crystal meth|fentanyl|heroin|cocaine|lsd|mdma|ghb|date[- ]rape|poison)\\b(?! (?:control|squad|disposal|threat polic|detect|awareness|cyclone))`,
    `\\b(?:precursors?|ingredients|chemicals|materials|components)\\b[^.!?\\n]{0,30}\\b(?:for|to make)\\b[^.!?\\n]{0,30}\\b(?:nerve|bomb|explosive|meth|weapon|poison|toxin|drug)\\w*`,
    `\\b(?:poison|kill|murder|assassinate|injure|drug|suffocate|electrocute|strangle|shoot|stab|hurt|harm)\\b (?:my|his|her|their|him|them|someone|somebody|a person|people|the neighbou?r\\w*|your|myself|the (?:dog|cat|guests?|patients?|children|man|woman))\\b`,
    `\\b(?:give|slip|administer|inject|feed|set|put)\\b${gap}\\b(?:overdose|(?:lethal|fatal|toxic|deadly) dose)\\b`,
    `\\b(?:disable|cut|tamper with|sabotage|override)\\b${gap}\\b(?:brakes?|airbags?|smoke (?:alarm|detector)|gas valve|life support|pacemaker|insulin pump|safety interlock|ventilator)\\b`,
    `\\bderail\\b|\\bcontaminat\\w+ (?:the )?(?:water|food)\\b`,
  ),
  pattern(
    "financial-loss",
    "fraud or theft",
    `\\b${make}\\b${gap}\\b(?:fake|forged?|falsified|counterfeit|fraudulent|bogus|phony|fictitious|made-up)\\b${gap}\\b(?:invoices?|receipts?|cheques?|checks?|bills?|money|banknotes?|orders?|refunds?|claims?|expenses?|tickets?|investment|charity|loan|payslips?|statements?)\\b`,
    `\\b(?:launder\\w*|embezzl\\w+|siphon\\w*|skim\\w*|scam\\w*|defraud\\w*|swindle\\w*|con) (?:\\w+ ){0,3}(?:money|funds|cash|elderly|seniors|people|customers|victims|investors|donors|her|him|them|the company|small amounts)\\b`,
    `\\b(?:money laundering|insider (?:trading|information)|pump[- ]and[- ]dump|ponzi|pyramid scheme|tax evasion|identity theft|stolen (?:credit )?cards?|carding|advance[- ]fee|romance scam|insurance fraud|wash trad\\w+|spoof\\w* orders|front[- ]run\\w*)\\b(?! (?:prevent|detect|report|training|awareness|polic|risk|law|rules|alert|check|case|investigat|team|compliance))`,
    `\\b(?:use|charge|buy|order|pay|withdraw|transfer)\\b${gap}\\b(?:stolen|someone else's|his card|her card|their card|grandm\\w+'s|without (?:his|her|their) (?:knowledge|consent|permission|knowing))\\b`,
    `\\bbefore (?:the )?(?:news|announcement|earnings|merger)\\b${gap}\\b(?:public|released|announced|gets out|comes out)\\b`,
  ),
  pattern(
    "legal-breach",
    "breaking the law or hiding it",
    `\\b(?:forge|falsify|counterfeit|backdate|back-date|fabricate|doctor|tamper with|shred|destroy)\\b${gap}\\b(?:signatures?|documents?|records?|certificates?|contracts?|evidence|passports?|ids?|licen[cs]es?|prescriptions?|reports?|logs?|results?|timesheets?|diplomas?|transcripts?)\\b`,
    `\\b${make}\\b${gap}\\b(?:fake|forged|counterfeit|false) (?:ids?|passports?|licen[cs]es?|prescriptions?|diplomas?|certificates?|documents?|signatures?|visas?|transcripts?|degrees?|vaccin\\w+)\\b`,
    `\\b(?:evade|avoid|get around|circumvent|dodge|bypass)\\b${gap}\\b(?:sanctions?|customs|export controls?|taxes|the law|age verification|the subpoena|reporting (?:limit|threshold|requirement)s?|aml)\\b`,
    `\\b(?:bribe|bribing|kickbacks?|smuggl\\w+|traffick\\w+|price[- ]fix\\w*|rig(?:ging)? (?:the |an? )?(?:election|vote|bid|tender|auction))\\b`,
    `\\bso that (?:nobody|no one|no-one|the police|they|he|she) (?:\\w+ )?(?:notices?|finds? out|knows?|suspects?|can(?:not|'t) (?:trace|prove|see))\\b|\\bcover (?:the|my|our|up (?:the|my|our)) (?:tracks?|evidence|crime|fraud|theft)\\b|\\bwithout (?:leaving )?(?:a |any )?traces?\\b|\\b(?:dump|dispose)\\b${gap}\\b(?:toxic|chemical|hazardous|oil|waste)\\b${gap}\\b(?:river|lake|sea|sewer|drain|forest|creek)\\b`,
    `\\b(?:delete|destroy|wipe|erase)\\b${gap}\\b(?:of my competitor|competitor'?s?|rival'?s?|before the (?:audit|police|investigat\\w+|inspection|trial|lawsuit|subpoena))\\b`,
  ),
  pattern(
    "privacy-exposure",
    "secret surveillance or exposure of a person",
    `\\b(?:secretly|covertly|quietly|without (?:his|her|their|the \\w+'s|anyone) (?:knowledge|consent|knowing|permission|noticing))\\b${gap}\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy|install|copy|access|locat\\w+)\\w*`,
    `\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy on|locate|access|copy)\\w*\\b${gap}\\b(?:secretly|covertly|without (?:his|her|their|them|him|the \\w+) (?:knowledge|consent|knowing|permission|noticing))\\b`,
    `\\bspy(?:ing)? on\\b|\\bstalkerware\\b|\\bhidden cameras?\\b`,
    `\\b(?:find|track|locate|get)\\b${gap}\\bmy ex(?:-\\w+)?'?s?\\b${gap}\\b(?:address|location|where|new (?:home|phone)|lives?)\\b`,
    `\\b(?:sell|leak|expose|publish|dump)\\b${gap}\\b(?:customer|patient|employee|user|client|personal|private)\\w*\\b${gap}\\b(?:data|records?|details|information|list|files)\\b`,
  ),
  pattern(
    "misinformation",
    "disinformation or deception of the public",
    `\\b${make}\\b${gap}\\b(?:fake|false|fabricated|made-up|invented|misleading)\\b${gap}\\b(?:news|reviews?|testimonials?|articles?|stor(?:y|ies)|claims?|rumou?rs?|quotes?|studies|study|statistics|evidence|accounts?|profiles?|comments?|emergency|alerts?|warnings?|press release)\\b(?! (?:detect|check|policy))`,
    `\\b(?:disinformation|propaganda|astroturf\\w*|smear campaign|fake news)\\b(?! (?:detect|research|report|awareness|course|polic))`,
    `\\b(?:suppress|discourage|mislead|confuse|trick)\\b${gap}\\b(?:voters?|turnout|elections?|polling)\\b`,
    `\\b(?:rumou?r|lie|lies)\\b${gap}\\bthat\\b${gap}\\b(?:spread|post|publish)\\w*|\\b(?:spread|post|publish|circulate)\\b${gap}\\b(?:rumou?rs?|lies)\\b`,
  ),
  pattern(
    "unfair-treatment",
    "unfair treatment of a group",
    `\\b(?:reject|exclude|filter out|screen out|remove|skip|deny|refuse|downgrade|lower|rank lower|fire|avoid|don't (?:invite|hire|rent|show|lend)|do not (?:invite|hire|rent|show|lend)|discard|charge more|never (?:invite|hire|rent))\\b${gap}\\b${people}\\b`,
    `\\b(?:only|just) (?:invite|hire|rent to|show|accept|consider|promote)\\b${gap}\\b(?:men|male|white|young|native|christian|under (?:30|35|40)|straight)\\b`,
  ),
];

/** The text is about preventing, explaining or reporting the thing, not doing it. */
export const defensive =
  /\b(?:report|reporting|detect\w*|prevent\w*|protect\w*|defend\w*|block(?:ed|ing)?|quarantin\w+|remov(?:e|ing)|clean|flag(?:ged|ging)?|filter|warn\w*|aware\w*|recogni[sz]e|spot|identify|investigat\w+|analy[sz]\w+|mitigat\w+|patch|against|victim of|suspect\w*|avoid falling|stop(?:ping)?|block list|is (?:this|it) (?:a )?|was|were|harassed|received|alert|history of|article about|presentation (?:on|about)|training (?:on|about)|policy (?:on|about|against)|course (?:on|about)|poster|leaflet)\b/i;
