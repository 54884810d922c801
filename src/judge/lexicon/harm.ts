/** A way to ask for harm: an act, then within the same sentence the thing that makes it harmful. */
export interface HarmPattern {
  outcome: string;
  what: string;
  regex: RegExp;
}

// Every gap is bounded, so a long request costs time linear in its length.
const gap = "[^.!?\\n]{0,80}";
const short = "[^.!?\\n]{0,30}";
const make =
  "(?:write|create|make|build|generate|develop|code|program|craft|compose|produce|design|draft|prepare|set up|send|post|publish|put|print|give me|provide|how (?:to|do i|can i|would i))";
const wield = `(?:${make.slice(3, -1)}|spread|launch|run|deploy|distribute|plant|install|host|sell|buy|order|get me|obtain)`;
const victim =
  "(?:(?:my|his|her|their|our|the|a|an|this|that) (?:\\w+ )?(?:wife|husband|boss|ex|girlfriend|boyfriend|partner|neighbou?rs?|neighbou?r's \\w+|colleague|coworker|teacher|student|classmate|roommate|mother|father|parents?|brother|sister|son|daughter|child|children|kids?|man|woman|girl|boy|person|guests?|patients?|employees?|customers?|politicians?|journalists?|judge|witness|dogs?|cats?|animals?|people)|someone|somebody|people|him|her|himself|herself|myself|yourself|themselves)";
const applicants =
  "(?:applicants?|candidates?|tenants?|people|persons?|employees?|workers?|customers?|residents?|students?|guests?|borrowers?|patients?|users?|drivers?|renters?|applications?|resumes?|cvs?)";
const group =
  "(?:women|pregnant|mothers|muslims?|jews?|jewish|christians?|hindus?|gays?|lesbians?|trans(?:gender)?|lgbt\\w*|disabled|with (?:a )?disabilit\\w+|foreign\\w*|immigrants?|migrants?|refugees?|minorit\\w+|elderly|over (?:40|45|50|55|60)|older than (?:40|45|50|55|60)|ethnic\\w*|black|african|asian|latino|hispanic|arab|roma|their (?:race|religion|gender|nationality|age|skin))";

const pattern = (outcome: string, what: string, ...sources: string[]): HarmPattern => ({
  outcome,
  what,
  regex: new RegExp(sources.join("|"), "i"),
});

/** Harmful requests in plain words. Outcomes are those of the built-in threat model. */
export const harmPatterns: readonly HarmPattern[] = [
  pattern(
    "system-compromise",
    "malicious software or an attack on a system",
    `\\b${wield}\\b${gap}\\b(?:ransomware|malware|keyloggers?|spyware|trojans?|rootkits?|botnets?|ddos|denial[- ]of[- ]service attack|computer virus(?:es)?|computer worms?|info-?stealers?|logic bombs?|fork bombs?)\\b(?![- ](?:detect|protect|scan|defen|analys|prevent|remov|awareness|report|rules?|signatures?|alerts?|filter|polic|training|definitions?))`,
    `\\b(?:plant|insert|hide|sneak|slip|embed)\\b${gap}\\b(?:back-?doors?|malicious code|malware|logic bomb|hidden code)\\b`,
    `\\b(?:take down|knock offline|cripple|sabotage|flood|overload)\\b${gap}\\b(?:competitor\\w*|rival\\w*|their (?:web)?site|their servers?|hospital\\w*|government\\w*|power grid)\\b`,
  ),
  pattern(
    "access-compromise",
    "break-in or theft of credentials",
    `\\bhack(?:ing)? in(?:to)?\\b|\\bbreak(?:ing)? in(?:to)? (?:\\w+ ){0,3}(?:house|account|system|server|building|car|office|network|computer|phone|home|apartment|database|mailbox)\\b`,
    `\\bhack(?:ing)?\\b${short}\\b(?:his|her|their|someone's|my (?:ex|boss|wife|husband|neighbou?r|school)'?s?)\\b${short}\\b(?:account|phone|wi-?fi|network|e-?mail|instagram|facebook|bank|server|database|camera|website|system)\\b`,
    `\\b(?:steal|stealing|harvest|harvesting|phish|skim|exfiltrate)\\b${gap}\\b(?:passwords?|credentials?|log-?ins?|card (?:numbers?|data|details)|session tokens?|cookies|identit(?:y|ies)|pins?|customer (?:data|records)|trade secrets?|source code|data)\\b`,
    `\\b(?:capture|capturing|collect|grab|crack|cracking|brute[- ]force|brute-forcing|guess)\\b${short}\\b(?:their|his|her|users'?|customers'?|victims'?|people's|someone's|everyone's|the (?:admin|boss|ceo)'?s?)\\b${short}\\b(?:passwords?|credentials?|log-?ins?|card numbers?|pins?)\\b`,
    `\\b${wield}\\b${gap}\\b(?:phishing (?:e-?mails?|mails?|pages?|sites?|websites?|messages?|campaigns?|links?|kits?|texts?|sms)|fake log-?in|spoofed (?:log-?in|site|e-?mail)|spear-?phish\\w*|credential[- ](?:stealing|harvesting) \\w+)\\b`,
    `\\blooks? (?:exactly |just |identical )?(?:like|to)\\b${gap}\\b(?:bank|log-?in|paypal|microsoft|google|apple|portal)\\b${gap}\\b(?:password|credential|log-?in|store|collect|capture)\\w*`,
    `\\b(?:encrypt|lock|scramble|wipe)\\w*\\b${gap}\\b(?:files?|data|computers?|disks?|servers?|systems?|network)\\b${gap}\\b(?:ransom|pay (?:me|us)|until (?:he|she|they) pays?|have to pay|must pay)\\b`,
    `\\b(?:store|save|log|record|keep|capture|collect)\\b${gap}\\b(?:passwords?|credentials?|card numbers?)\\b${gap}\\b(?:people|they|users|visitors|victims|customers) (?:type|enter|put|give)\\b`,
    `\\b(?:gain|get|obtain)\\b${short}\\bunauthori[sz]ed access\\b`,
    `\\b(?:log|get) (?:in|into)\\b${short}\\bmy (?:ex|wife|husband|girlfriend|boyfriend|boss|coworker|colleague|neighbou?r|roommate|daughter|classmate)'?s?\\b${short}\\b(?:account|e-?mail|phone|messages|photos)\\b`,
    `\\b(?:pretend to be|impersonat(?:e|es|ing)|pos(?:e|ing) as)\\b${gap}\\b(?:bank|it support|police|officer|doctor|the ceo|government|tax office|irs|employee|microsoft)\\b${gap}\\b(?:ask|get|password|money|pay|transfer|data|card|code|information|send|trick|obtain)\\w*`,
  ),
  pattern(
    "abusive-content",
    "threat, harassment or hatred",
    `\\b(?:threaten|harass|bully|intimidate|terrori[sz]e|humiliate|stalk|blackmail|extort|dox|doxx|defame|slander|torment)(?! (?:me|us)\\b)\\b ${short}\\b(?:him|her|them|my|the|a|an|this|that|these|those|people|someone|everyone)\\b`,
    `\\b${wield}\\b${gap}\\b(?:threatening|harassing|abusive|degrading|humiliating|hateful|racist|sexist|antisemitic|islamophobic|homophobic|intimidating|blackmail|extortion|death threats?|hate (?:speech|mail|posts?|campaign)|racial slurs?|revenge porn|non-?consensual|nude (?:photos?|images?|pictures?) of|explicit (?:photos?|images?|pictures?) of)\\b`,
    `\\b(?:tell|telling|message|messages?|text|texting|write|writing)\\b${gap}\\b(?:should|to|better) (?:just )?(?:disappear|die|kill (?:him|her|them)sel\\w+|hurt (?:him|her|them)sel\\w+|end it all)\\b`,
    `\\b(?:make|makes|making|so that)\\b${short}\\b(?:him|her|them|he|she|they)\\b${short}\\b(?:afraid|scared|terrified|suffer|regret it|kill (?:himself|herself|themselves)|pay for it)\\b`,
    `\\bsomething (?:bad )?will happen to\\b|\\bruin (?:his|her|their|my \\w+'s)\\b${short}\\b(?:life|reputation|career|marriage)\\b`,
    `\\b(?:sexual|nude|naked|porn\\w*|erotic)\\b${gap}\\b(?:child|children|minors?|underage|kids?|schoolgirls?|my (?:ex|coworker|colleague|classmate))\\b`,
    `\\b(?:post|publish|leak|release|spread)\\b${gap}\\b(?:(?:his|her|their|someone's|\\w+'s) home address|(?:his|her|their) private photos?|nudes|intimate (?:photos?|pictures?|videos?)|where (?:he|she|they) lives?)\\b`,
    `\\beveryone should (?:go to|visit|show up at)\\b${short}\\b(?:house|home|address)\\b|\\bmake (?:him|her|them) pay\\b(?! (?:by|with|in|the|via|a|an|for|\\d|through|online|cash|later|now|upfront))`,
    `\\bincit(?:e|es|ing)\\b${gap}\\b(?:violence|hatred|riots?|attacks?)\\b`,
  ),
  pattern(
    "physical-harm",
    "weapons, poison, drugs or injury",
    `\\b(?:make|build|assemble|construct|detonate|plant|create|order|buy|get me|obtain|acquire|sell|3d[- ]print|instructions (?:for|to|on)|how (?:to|do i|can i))\\b${gap}\\b(?:(?<!bath |photo |glitter |cherry |seed )bombs?|explosives|explosive device|grenades?|molotov\\w*|nerve (?:agents?|gas)|sarin|ricin|anthrax|mustard gas|chemical weapons?|bioweapons?|biological weapons?|ghost guns?|untraceable (?:gun|firearm|weapon)s?|illegal (?:gun|firearm|weapon)s?)\\b(?! (?:control|squad|disposal|threat polic|detect|awareness|cyclone))`,
    `\\b(?:make|cook|synthesi[sz]e|synthesis of|order|buy|sell|get me|obtain|smuggle|produce|manufacture|extract|brew)\\b${gap}\\b(?:meth(?:amphetamine)?|crystal meth|fentanyl|heroin|cocaine|lsd|mdma|ghb|date[- ]rape drugs?)\\b`,
    `\\b(?:precursors?|ingredients|chemicals)\\b${short}\\b(?:for|to make)\\b${short}\\b(?:nerve|explosive|meth|weapon|poison|toxin|bomb)\\w*`,
    `\\b(?:poison|kill|murder|assassinate|injure|suffocate|electrocute|strangle|stab|hurt)\\b ${victim}(?! (?:for|process|session|job)\\b)`,
    `\\b(?:give|slip|administer|inject|feed)\\b${gap}\\b(?:an overdose|(?:lethal|fatal|toxic|deadly) dose)\\b`,
    `\\b(?:cut|tamper with|sabotage)\\b${short}\\b(?:brakes?|airbags?|gas valve|life support|pacemaker|insulin pump|ventilator|parachute)\\b`,
    `\\b(?:disable|override)\\b${short}\\b(?:brakes|life support|pacemaker|insulin pump)\\b`,
    `\\bcontaminate (?:the |their )?(?:water|food)\\b`,
  ),
  pattern(
    "financial-loss",
    "fraud or theft",
    `\\b${wield}\\b${gap}\\b(?:fake|forged?|falsified|counterfeit|fraudulent|bogus|phony|fictitious|made-up)\\b${short}\\b(?:invoices?|receipts?|cheques?|money|banknotes?|refunds?|insurance claims?|claims?|expenses?|tickets?|charity|payslips?|bank statements?|investments?)\\b`,
    `\\b(?:launder|embezzle|siphon|scam|defraud|swindle)(?:s|ing)? (?:\\w+ ){0,4}(?:money|funds|cash|elderly|seniors|people|customers|victims|investors|donors|her|him|them|company|accounts?)\\b`,
    `\\b${wield}\\b${gap}\\b(?:ponzi|pyramid scheme|pump[- ]and[- ]dump|romance scam|advance[- ]fee)\\b`,
    `\\b(?:use|charge|buy|order|pay|withdraw|transfer|book)\\b${gap}\\b(?:stolen (?:credit )?cards?|someone else's (?:card|account|identity)|(?:grandm\\w+|grandf\\w+|mother|father)'s (?:card|account)|without (?:his|her|their) (?:knowledge|consent|permission|knowing))\\b`,
    `\\b(?:buy|sell|short|trade|invest)\\b${gap}\\bbefore (?:the )?(?:news|announcement|earnings|merger|deal)\\b${short}\\b(?:public|released|announced|gets? out|comes? out)\\b`,
    `\\b(?:commit|help with|get away with)\\b${short}\\b(?:insurance fraud|tax evasion|identity theft|money laundering|fraud)\\b`,
  ),
  pattern(
    "legal-breach",
    "breaking the law or hiding it",
    `\\b(?:forge|falsify|counterfeit|backdate|back-date|fabricate|tamper with)\\b${gap}\\b(?:signatures?|documents?|records?|certificates?|contracts?|evidence|passports?|ids?|licen[cs]es?|prescriptions?|reports?|logs?|results?|timesheets?|diplomas?|transcripts?)\\b|\\b(?:destroy|shred|hide) (?:the |any |all )?evidence\\b`,
    `\\b${wield}\\b${gap}\\b(?:fake|forged|counterfeit|false) (?:\\w+ )?(?:ids?|passports?|driver'?s? licen[cs]es?|prescriptions?|diplomas?|certificates?|signatures?|visas?|transcripts?|degrees?|vaccin\\w+)\\b`,
    `\\b(?:evade|get around|circumvent|dodge)\\b${gap}\\b(?:sanctions?|customs|export controls?|taxes|the law|age verification|the subpoena|reporting (?:limit|threshold|requirement)s?)\\b`,
    `\\b(?:bribe|bribing|smuggle|smuggling|trafficking|price[- ]fixing|rig(?:ging)? (?:the |an? )?(?:election|vote|bid|tender|auction))\\b`,
    `\\bso that (?:nobody|no one|no-one|the police|they|he|she) (?:\\w+ )?(?:notices?|finds? out|knows?|suspects?|can(?:not|'t) (?:trace|prove|see))\\b|\\bcover (?:the|my|our|up (?:the|my|our)) (?:tracks?|crime|fraud|theft)\\b|\\bwithout (?:leaving )?(?:a |any )traces?\\b|\\b(?:dump|dispose)\\b${gap}\\b(?:toxic|chemical|hazardous|oil|waste)\\b${short}\\b(?:river|lake|sea|sewer|drain|forest|creek)\\b`,
    `\\b(?:delete|destroy|wipe|erase)\\b${gap}\\b(?:of my competitor|my competitor'?s?|my rival'?s?|before the (?:audit|police|investigat\\w+|inspection|trial|lawsuit|subpoena))\\b`,
  ),
  pattern(
    "privacy-exposure",
    "secret surveillance or exposure of a person",
    `\\b(?:secretly|covertly|without (?:his|her|their|the \\w+'s|anyone'?s?) (?:knowledge|consent|knowing|permission|noticing))\\b${short}\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy|install|copy|access|locat\\w+)\\w*`,
    `\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy on|locate|access|copy|install)\\w*\\b${gap}\\b(?:secretly|covertly|without (?:his|her|their|them|him|the \\w+) (?:knowledge|consent|knowing|permission|noticing))\\b`,
    `\\bspy(?:ing)? on (?:my|him|her|them|the)\\b|\\bstalkerware\\b`,
    `\\b(?:find|track|locate|get|look up)\\b${short}\\b(?:my ex(?:-(?:wife|husband|girlfriend|boyfriend|partner))?'?s?\\b)${short}\\b(?:address|location|lives?|new (?:home|phone))\\b|\\bwhere my ex\\b${short}\\b(?:lives?|is|works?)\\b`,
    `\\b(?:sell|leak)\\b${short}\\b(?:customer|patient|employee|user|client|personal|private)\\w*\\b${short}\\b(?:data|records?|details|information|list|files)\\b`,
  ),
  pattern(
    "misinformation",
    "disinformation or deception of the public",
    `\\b${wield}\\b${gap}\\b(?:fake|fabricated|made-up|invented|bogus)\\b${short}\\b(?:news|reviews?|testimonials?|articles?|rumou?rs?|quotes?|studies|study|statistics|evidence|comments?|emergency|press release|scandals?)\\b(?! (?:detect|check|polic))`,
    `\\b${wield}\\b${gap}\\bfalse\\b${short}\\b(?:news|rumou?rs?|reviews?|emergency)\\b`,
    `\\b${wield}\\b${gap}\\b(?:disinformation|propaganda|astroturf\\w*|smear campaign|fake news)\\b(?! (?:detect|research|report|awareness|course|polic))`,
    `\\b(?:suppress|discourage|mislead|confuse|trick)\\b${short}\\b(?:voters?|turnout|elections?)\\b`,
    `\\b(?:spread|circulate|post|start)\\b${short}\\brumou?rs?\\b`,
  ),
  pattern(
    "unfair-treatment",
    "unfair treatment of a group",
    `\\b(?:reject|exclude|filter out|screen out|deny|refuse|downgrade|turn down|charge more|don't (?:invite|hire|rent|lend)|do not (?:invite|hire|rent|lend)|never (?:invite|hire|rent))\\b${gap}\\b${applicants}\\b${gap}\\b${group}\\b`,
    `\\b(?:reject|exclude|filter out|screen out|deny|refuse|downgrade|turn down|don't (?:invite|hire|rent|lend)|do not (?:invite|hire|rent|lend)|never (?:invite|hire|rent))\\b${gap}\\b${group}\\b${gap}\\b${applicants}\\b`,
    `\\b(?:reject|don't (?:invite|hire|rent)|do not (?:invite|hire|rent)|never (?:invite|hire|rent))\\b${short}\\b(?:women|muslims?|jews?|immigrants?|refugees?|foreigners?|pregnant|disabled|black people|old people)\\b`,
    `\\bonly (?:invite|hire|rent to|interview|promote|accept)\\b${short}\\b(?:men|male|white|young|native|christian|under (?:30|35|40)|straight)\\b`,
  ),
];

/** The text is about preventing, explaining, testing or reporting the thing, not doing it. */
export const defensive =
  /\b(?:report(?:ing|ed)?|detect\w*|prevent\w*|protect\w*|defend\w*|block(?:ed|ing)?|quarantin\w+|remov(?:e|ing)|clean|flag(?:ged|ging)?|filter(?:ing)? spam|warn\w*|aware\w*|recogni[sz]e|spot|identify|investigat\w+|analy[sz]\w+|mitigat\w+|patch|against|victims? of|suspect\w*|stop(?:ping)?|block ?list|is (?:this|it) (?:a )?|was|were|harassed|received|history of|article about|presentation (?:on|about)|training|simulat\w+|policy (?:on|about|against)|course (?:on|about)|poster|leaflet|handout|test data|for testing|unit tests?|mock|dummy|placeholder|seed data|fixtures?)\b/i;
