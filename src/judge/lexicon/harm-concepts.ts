import { type Sieved, sieved } from "../text/sieve.ts";

/**
 * What harmful requests are made of, whatever they are about: someone who is not to know, a truth that is not to be told, a
 * person aimed at, somebody who checks. None of them is harmful alone; `user/intent.ts` says which go together.
 */
const concepts = {
  /** Somebody is not to notice. */
  covert:
    "secretly|covertly|discreetly|unnoticed|undetected|untraceabl[ey]|anonymous(?:ly)?|on the quiet|behind (?:his|her|their|my \\w+'s) back|with ?h(?:e|o)ld(?:ing|en)? (?:the |my |his )?(?:number|caller)?|withheld|burner|disguised?|hid(?:e|den|ing) (?:it|the|this|that|them|my|our|its|any|app|icon|in|from|under)|hidden|(?:so|and)(?: that)? (?:it|this|that|they|he|she|nobody|no one|no-one|none|the \\w+|my \\w+) (?:doesn't|does not|don't|do not|won't|will not|can't|cannot|never|must not|mustn't|shouldn't)? ?(?:\\w+ )?(?:notices?|knows?|sees?|shows?(?: up)?|finds? out|suspects?|realis\\w+|realiz\\w+|traces?|appears?|spots?|looks? like)|(?:she|he|they|nobody|no one|no-one|the \\w+) (?:must|may|should|need|needs|is|are|does|do|will|can|won't|don't|doesn't|mustn't|shouldn't|can't|needn't)(?: not|n't)? ?(?:to )?(?:be )?(?:know|known|notice|find out|see|told|hear|suspect|realise|realize|look)|without (?:telling|asking|informing|his|her|their|them|him|anyone|anybody|the \\w+) ?(?:\\w+ )?(?:know\\w*|notic\\w+|consent|permission|agree\\w*|seeing)?|before (?:he|she|they|anyone|anybody|the \\w+|it) (?:notices?|finds? out|sees?|checks?|looks?|realises?|gets? back|comes? back|wakes?)|don't (?:tell|let) (?:him|her|them|anyone|anybody|the \\w+)|keep (?:this|it) (?:quiet|between us|off the)|won't (?:show|notice|be noticed|find)|off the (?:books|record)",
  /** To follow, listen to or read somebody. */
  watch:
    "track(?:er|ing|s)?|trac(?:e|ing)|locat(?:e|ion|ing)|gps|whereabouts|where (?:he|she|they|her|his)|follow(?:ing|s)?|spy(?:ing|ware)?|listen(?:ing|s)?|eavesdrop\\w*|bug(?:ged|ging)?|record(?:ing|s|er)?|film(?:ing)?|camera|webcam|microphone|monitor(?:ing|s)?|mirror(?:ing)?|keylog\\w*|screenshots? of|read(?:ing)? (?:his|her|their|my \\w+'s)|copy of (?:his|her|their)|(?:his|her|their) (?:messages|chats?|calls|texts|mails?|e-?mails?|photos|passwords?|browsing|movements|phone)",
  /** A person who is not the user. */
  person:
    "my (?:\\w+ )?(?:wife|husband|ex(?:-\\w+)?|girlfriend|boyfriend|partner|fianc\\w+|boss|manager|colleague|coworker|co-worker|neighbou?rs?|teacher|landlord|landlady|tenants?|flatmate|roommate|housemate|classmate|sister|brother|mother|father|mother-in-law|son|daughter|stepson|grandm\\w+|grandf\\w+|aunt|uncle|nanny|cleaner|employees?|staff|team|crush|date|friend|rival|competitor|driver|student)|(?:ex|wife|husband|neighbou?r|colleague|boss|teacher|journalist|witness|councillor|politician|actress|streamer|reporter|girl|woman|guy|man|kid|child|pensioner|old lady)\\b|@[a-z][\\w.]{2,30}|\\bhis\\b|\\bher\\b|\\bhim\\b",
  /** The user says that it is not so. */
  untrue:
    "made[- ]up|makes? (?:it |them |something )?up|fake|faked|fictitious|fictional (?:\\w+ )?(?:buyers?|customers?|people|persons?|witness\\w*)|bogus|phony|invent(?:ed)?|imaginary|non-?existent|never (?:happened|existed|took place|worked|was|were|did|had|bought|attended|visited|received|paid|signed|been)|(?:isn't|is not|wasn't|was not|aren't|weren't|not) (?:really |actually )?(?:true|real|so|stolen|broken|damaged|sick|ill|mine|his|hers|there|lost)|(?:it|they|he|she|that|this|which|there)(?:'s| is| was| were|'re| are)? (?:really|actually|in truth|in fact|in reality)|(?:really|actually|in truth|in fact|in reality) (?:it |they |he |she |there )?(?:was|were|is|are|only|took|did|had)|(?:is|are|was|were|'s|works?) (?:still |perfectly |all |quite )?(?:fine|alright|intact|ok|okay|undamaged|working)\\b|although (?:he|she|it|they|i|we)|even though (?:he|she|it|they|i|we)|as (?:if|though) (?:it|they|he|she|we|i)\\b|pretend\\w*|pos(?:e|ing) as|impersonat\\w+|in (?:somebody|someone) else's name|not what (?:it|the \\w+) says|instead of the (?:real|true|actual)|(?:stays?|is|are) (?:on \\w+ )?as (?:always|usual|before)",
  /** Something is stated to somebody. */
  states:
    "(?:re)?write|record|enter|log|note|report|file|claim|declare|certify|attest|sign|state|say(?:ing|s)?|tell(?:ing)?|post|publish|send|announce|spread|book|invoice|bill|charge|label|relabel|print|reprint|stamp|date|backdate|change|edit|alter|adjust|correct|update|set|put|mark|move|submit|issue|confirm|review|rate|register|list|fill",
  /** Somebody who checks, or pays because of what is stated. */
  checker:
    "insur\\w+|inspect\\w+|audit\\w*|tax(?:es|man)?|vat|customs|police|court|judge|prosecut\\w+|regulat\\w+|authorit(?:y|ies)|ministry|council|auditors?|reviewers?|customers?|buyers?|investors?|shareholders?|voters?|patients?|parents?|donors?|examiners?|bank|lender|landlord|health office|food control|works council|union|board|claim|warranty|subsid\\w+|grant|benefits?|refund|receipt|invoice|certificate|expire[sd]?|best[- ]before|use[- ]by|odometer|mileage|log|minutes|timesheet|signature",
  /** To frighten or to wear somebody down. */
  menace:
    "i know where|we know where|you(?:'ll| will) (?:regret|pay|be sorry|be next|see)|he(?:'ll| will) (?:regret|be sorry)|she(?:'ll| will) (?:regret|be sorry)|or else|watch your (?:back|step)|scar(?:e|es|ed|ing)|frighten\\w*|terrif\\w+|afraid|intimidat\\w+|threat\\w*|blackmail\\w*|extort\\w*|harass\\w*|bull(?:y|ied|ying)|humiliat\\w+|shame|shaming|sham(?:e|ing)|mock\\w*|ridicul\\w+|ruin|destroy (?:his|her|their)|teach (?:him|her|them) a lesson|get back at|revenge|make (?:him|her|them) (?:suffer|cry|quit|leave|sorry|pay for)|hurt (?:him|her|them)|every (?:hour|\\d+ minutes|few minutes|minute|night)|day and night|all night|pile on|swarm|brigad\\w+",
  insult:
    "fat|ugly|stupid|worthless|pathetic|disgusting|trash|scum|whore|slut|bitch|loser|freak|idiot|moron|retard\\w*|pig|vermin|rats?|should (?:quit|die|leave|go home|disappear|kill)|kill (?:herself|himself|yourself|themselves)|nobody (?:likes|wants)|go back to",
  /** Talking to others, or being many. */
  reach:
    "text|message|dm|comment|post|mail|e-?mail|call|ring|write|send|tweet|reply|tag|review|story|letter|poster|flyer|group|channel|account",
  many: "(?:\\d{1,4}|two|three|four|five|six|eight|ten|dozen|dozens|twenty|thirty|forty|fifty|hundred|hundreds|several|many|lots of|bunch of|multiple|different) (?:\\w+ ){0,3}(?:accounts?|profiles?|identities|users?|names|reviews?|ratings?|comments?|votes?|e-?mail addresses|numbers|sims?|bots?|personas?|members?|signatures?|stars)",
  /** Goods and craft that hurt many. */
  weapon:
    "sarin|tabun|soman|novichok|\\bvx\\b|ricin|nerve (?:agent|gas)|mustard gas|chlorine gas|phosgene|anthrax|botulinum|smallpox|pathogens?|dirty bomb|pipe bombs?|car bomb|nail bomb|bomb(?:s)?|explosives?|detonators?|ied\\b|molotov\\w*|napalm|thermite|tatp|semtex|anfo|silencers?|suppressor|(?:printable|3d[- ]printed|undetectable|unregistered|ghost) (?:\\w+ )?(?:pistols?|guns?|rifles?|firearms?)|(?:pistols?|guns?|knives|knife) (?:that|which) (?:\\w+ )?(?:detectors?|scanners?)|ghost guns?|untraceable (?:gun|weapon|firearm)|3d[- ]printed (?:gun|pistol)|meth(?:amphetamine)?|fentanyl|heroin|crystal|mdma|ghb|rohypnol|date[- ]rape drug|poison(?:s|ed|ous)?|toxin",
  /** How it is made or got. */
  craft:
    "mak(?:e|ing)|build(?:ing)?|synthe\\w+|produc\\w+|cook(?:ing)?|assembl\\w+|brew|extract(?:ing)?|recipe|route|steps?|instructions?|precursors?|ingredients?|materials?|order|buy|purchas\\w+|get hold|obtain|ship|smuggl\\w+|print|plan|design|enhance|spread|release|mix|dose|files|get me|slice|how (?:to|do|much|many)",
  licit:
    "museum|water (?:pistols?|guns?)|(?:glue|nail|cap|heat|squirt|nerf) guns?|history|historical|safety data|sds|explosive detect\\w*|detector dogs?|disposal|dispose|antidote|treat\\w*|first aid|awareness|prevent\\w*|protect\\w*|game|lego|toy|bath bombs?|photo ?bomb\\w*|seed bombs?|bomb ?squad|rat poison|poison control|poison ivy|food poison\\w*|counsell?\\w*|therap\\w+|rehab\\w*|addict\\w*|helpline|crystal (?:clear|palace|glass|ball|report)|report\\w*|defus\\w+|evacuat\\w+",
  /** Programs that take over, lock or destroy. */
  malcode:
    "ransomware|keylog\\w+|spyware|stalkerware|malware|trojan|rootkit|botnet|worm|backdoor|back door|reverse shell|remote access|credential stealer|phish\\w*|exploit|payload|ddos|encrypts? (?:every|all|each|the|their|his|her|its|any)|wipes? (?:every|all|the|their)|deletes? (?:every|all|the) (?:\\w+ )?(?:file|document|backup)s?|locks? (?:the|their|every|all)|copies? itself|spreads? (?:itself|to)|disabl\\w+ (?:the )?(?:antivirus|defender)|evad\\w+ (?:the )?(?:antivirus|detection|defender)|login page (?:that|which)|mines? (?:crypto|monero|bitcoin)",
  ransom:
    "btc|bitcoin|monero|ransom|pay(?:s|ment)? (?:me|us)|only i (?:have|know|can)|key only|they pay|until (?:he|she|they|the \\w+) pays?|other people's|victims?|targets?|their (?:computers?|machines?|servers?|passwords?|devices?)|company's (?:servers?|network)|everyone who (?:opens|clicks|visits)|invoice|attachment|without (?:them|their|his|her|the \\w+)|sends? (?:them|it|the \\w+) to (?:me|us|my)",
  vote: "vot(?:e|es|ing|ers?)|elections?|ballots?|polling|referendum|turnout",
  against:
    "don't vote for us|vote against|other side|opponents?|wrong (?:day|date|place|address)|keep (?:them|people|him|her) (?:away|home|from)|so (?:that )?(?:they|people) (?:stay|don't|miss|go)|moved? (?:the vote |voting |it )?to|cancel\\w*|too late|twice|again under",
  /** What is one thing goes down as another. */
  ownThing:
    "private(?:ly)?|personal(?:ly)?|for (?:the|my|our) (?:bedroom|kids|children|family|garden|kitchen|living room|house|wife|husband|holiday|birthday|wedding|party)|my (?:own )?(?:\\w+ )?(?:holiday|vacation|groceries|tv|sofa|birthday|honeymoon|dinner|trip)|at home|our (?:holiday|vacation|wedding)",
  goesAs:
    "as (?:an?|the|my|our)? ?(?:\\w+ )?(?:monitor|business|office|client|customer|project|travel|training|expenses?|costs?|equipment|material|consulting|entertainment|conference|dinner|trip|work)\\b|on (?:the )?(?:company|firm|business)(?:'s)?(?: (?:card|account|expenses?))?|through the (?:company|firm|books)|deduct\\w*",
  stale:
    "expire[sd]?|expiring|expiry|best[- ]before|use[- ]by|out of date|gone off|mould\\w*|rotten|spoil\\w*|recalled|failed the (?:test|inspection)",
  redates:
    "re-?(?:print|label|date|pack|stamp)\\w*|new (?:labels?|dates?|stickers?)|(?:change|move|push|extend|alter|scratch|cover|remove) (?:off )?(?:the |its |their )?(?:\\w+ )?(?:dates?|labels?|stickers?)|later date|sell (?:them|it) (?:anyway|all the same)|serve (?:them|it) anyway",
  /** The user is the one it is done to, or wants it stopped. */
  suffered:
    "(?:text(?:ed|ing|s)|wr(?:ote|ites|iting)|sen(?:t|ds|ding)|call(?:ed|ing|s)|told|tells|threaten\\w*|harass\\w*|stalk\\w*|follow(?:ed|s|ing)|blackmail\\w*|insult\\w*|bull(?:ied|ies)|accus\\w+|tell(?:ing)?) (?:me|us)\\b|of me\\b|tak(?:e|ing) (?:it |them )?down|to (?:the |my |an? )?(?:police|officer|lawyer|moderators?|counsell?or|hotline|authorities)|report (?:it|this|him|her|them|the \\w+)",
  /** Not meant for the world. */
  rehearsal:
    "test (?:data(?:base)?|set|environment|fixtures?|users?|system)|unit tests?|fixtures?|mock(?:s|ed)?|dummy|placeholder|seed data|sandbox|staging|phishing (?:test|simulation|training)|awareness|red team exercise|workshop|course|lesson|(?:how|ways) to (?:recogni[sz]e|avoid|prevent|protect|detect|report)|don't fall for|nobody (?:should|falls)|(?:is|are) (?:a )?(?:fraud|scam|false|fake)\\b",
  /** A person in need. */
  despair:
    "don't want to (?:be here|live|wake up|go on)|(?:want|wants) to die|end (?:it all|my life|it)|kill (?:myself|him ?self|herself)|no (?:reason|point) (?:to|in) (?:live|living|going on)|suicid\\w+|hurt myself|starv(?:e|ing) myself|can't go on|better off without me",
  means:
    "pills?|tablets?|dos(?:e|age)|overdose|bridge|roof|rope|knife|blade|gas|train|how many|how much|how high|painless\\w*|lethal|calories",
  /** Market and public: what few know, what is sold as another thing. */
  insider:
    "nobody knows yet|not (?:yet )?(?:public|announced|out)|before (?:it's|it is|it gets|the news|the announcement|they announce|anyone|the report|that)|(?:board|merger|takeover|earnings|results)\\b|inside(?:r)? (?:tip|information|knowledge)|confidential|leaked",
  trade: "(?:buy|sell|short|bet|options?|shares?|stock|calls|puts|tokens?|coins?)",
  relation:
    "(?:brother|sister|friend|cousin|uncle|father|mother|wife|husband|colleague|contact|someone|client|he|she)(?:-in-law)?\\b",
  /** What somebody takes in, or is made to. */
  dosing:
    "pills?|tablets?|medicine|medication|dos(?:e|age|es)|poison\\w*|laxatives?|bleach|insecticide|herbicide|antifreeze|drops|sedatives?|sleeping|insulin|powder|peanuts?|allergen|(?:in(?:to)?|with|under) (?:his|her|their|the \\w+'s) (?:soup|drink|food|tea|coffee|meal|water|glass|cup|shake)",
  bodily:
    "die|dies|dead|death|kill(?:s|ed)?|lethal|doesn't wake|does not wake|won't wake|never wake|unconscious|pass(?:es)? out|knock(?:s|ed)? out|faint|(?:gets?|makes? (?:him|her|them)|be|fall) (?:really |very |so )?(?:sick|ill|drowsy|sleepy)|no taste|tasteless|looks? (?:like )?natural|allergic|choke|heart attack|miscarr\\w+|injur\\w+|burns? (?:him|her|them)|crash(?:es)?",
  /** To break what is somebody's, or one's own for money. */
  damage:
    "(?:set|sets|setting) (?:\\w+ ){1,4}on fire|on fire|burn(?:s|ing)? (?:it |the |my |his |her |their )?(?:\\w+ )?down|torch(?:ing)?|arson|smash\\w*|slash\\w*|sabotag\\w+|vandali\\w+|flood(?:ing)? (?:the|his|her|their)|cut (?:the |his |her |their )?(?:brakes?|cables?|power|lines?)|loosen|spray (?:\\w+ ){0,3}(?:over|on) (?:his|her|their)|jam(?:ming)?|derail|overheat|short[- ]circuit|tamper\\w*|contaminat\\w+|unscrew",
  gain: "insur\\w+ (?:\\w+ ){0,2}(?:pays?|thinks?|money|won't|covers?)|(?:keep|pocket|collect|cash in) (?:the |their |his |her )?(?:deposit|money|cash|savings|payment|refund|donations?)|pay(?:s|ing)? (?:me|us) (?:out|for)|for the insurance|claim (?:it|the|on)|make (?:some )?(?:quick )?money|(?:he|she|they|who|someone|guy) (?:pays?|offers?|is paying|will pay)|cents? each|euros? each|per (?:record|contact|name|address)",
  /** It is not there, or will not come. */
  absent:
    "i don't (?:have|own)|we don't (?:have|own|sell|offer)|don't (?:even )?have (?:one|it|any)|(?:never|won't|don't|not) (?:going to )?(?:ship|send|deliver|do|give|return|show up|exist\\w*)|then (?:block|disappear|vanish)|block (?:them|him|her)|doesn't exist|no such|isn't mine|not mine",
  offers:
    "list|sell|offer|advertis\\w+|collect|raise|ask for|crowdfund\\w*|rent out|auction|marketplace|donat\\w+|invest\\w*",
  /** To get a secret by being somebody else. */
  posing:
    "i(?:'m| am) (?:from|with|calling from) (?:his|her|their|the) |in the name of|as (?:his|her|their|the) (?:bank|boss|ceo|it|grandson|granddaughter|nephew|son|daughter|doctor)|looks? (?:exactly |just )?(?:like|as if)|pretend\\w*|pos(?:e|ing) as|impersonat\\w+|clone (?:of )?(?:his|her|their|the)|voice of|in (?:his|her|their) voice|spoof\\w*|mimic\\w*",
  secret:
    "pins?|tans?|passwords?|pass ?codes?|codes?|log-?ins?|credentials|card (?:number|details|data)|savings|bank details|money|transfer|gift cards?|ssn|account (?:number|details)",
  /** Somebody who keeps away, and where to find them. */
  keepsAway:
    "blocked me|restraining order|no[- ]contact|won't (?:answer|talk|see me|tell me)|left me|moved (?:out|away)|broke up|ran away|ghost(?:ed|ing) me|refuses to|hiding|shelter|changed (?:her|his|their) number|doesn't want|rejected me|said no|witness|reported me|testif\\w+|referee|judge\\b|journalist|my ex\\b|my ex-\\w+",
  whereabouts:
    "where (?:he|she|they) (?:now )?(?:lives?|is|works?|goes|parks?|sleeps?|stays?|usually|hangs)|where (?:does|do|is) (?:he|she|they)|home address|(?:her|his|their|current|new|private) (?:home |private |new |current )?address|daily routine|when (?:he|she|they) (?:is|are|comes?|leaves?|gets?) (?:home|alone)|licen[cs]e plate|number plate|which (?:school|gym|bus|hotel)|route (?:he|she)|schedule",
  finds:
    "find(?:s|ing)?|look up|search|get|track|dig|pull|tell me|work out|figure out|compile|collect|give me|show me|post|publish|share|send|export",
  /** False alarms and false cures. */
  alarm:
    "gas leak|bomb(?: threat)?|fire alarm|shooter|shooting|evacuat\\w+|outbreak|contaminated water|flood warning|tsunami|missing child|attack|recall",
  unreal:
    "so (?:that )?(?:tomorrow|we|i|the|they|school|everyone|everybody|nobody)\\b|(?:is|are|be|get|gets) (?:off|cancell?ed|postponed|closed|evacuated)|there is(?:n't| no)|just to|for fun|prank|(?:i|we) made (?:it|this|that) up|made[- ]up|isn't true|not true|go viral|my shop|people (?:buy|believe|will)",
  cure: "cures?|heals?|vaccin\\w+|infertil\\w+|autism|cancer|5g|covid|miracle|detox|bleach drops|instead of (?:insulin|chemo\\w*|antibiotics|medication)",
  tells:
    "post|publish|tweet|write|message|text|send|tell|announce|call|ring|spread|share|advertis\\w+|claim|set off|trigger|pull",
  /** To press somebody. */
  presses:
    "or (?:else )?i(?:'ll| will)? (?:tell|show|post|publish|send|leak|share|report|call)|unless (?:he|she|they|you)|(?:pays?|sends?|gives?) (?:me|us) (?:\\w+ )?[\\d$€£][\\d.,k]* ?(?:\\w+ )?(?:or|by)|i(?:'ll| will) (?:tell|show) (?:his|her|their) (?:wife|husband|boss|parents|family|employer)|(?:the |those |her |his )?(?:photos|pictures|video|affair|nudes) (?:\\w+ ){0,3}(?:unless|if|or)",
  /** Papers and marks that others rely on. */
  forged:
    "fak(?:e|ed|ing)|forg(?:e|ed|ing)|counterfeit|falsif\\w+|fabricat\\w+|phony|bogus|doctored|photoshop\\w*|back-?dat\\w+|in (?:his|her|their|dr|prof|mr|mrs|ms|my \\w+'s|the \\w+'s)[.·]? ?(?:\\w+(?:'s)? )?name|sign (?:it |them )?(?:as|for) (?:him|her|them|dr|prof|mr|mrs|my)|copy (?:of )?(?:his|her|their|the \\w+'s) signature",
  papers:
    "prescriptions?|certificates?|diplomas?|degree|transcripts?|passports?|ids?|id cards?|visas?|permits?|licen[cs]es?|invoices?|receipts?|contracts?|payslips?|bank statements?|references?|recommendations?|letters?|test results?|evidence|signatures?|tickets?|vouchers?|sick notes?|doctor's notes?|quotes?|clippings?|screenshots?|vaccination \\w+|title deed|will\\b",
  gives:
    "make|write|create|generate|draw up|produce|print|issue|give|prepare|design|get|order|need|sign|change|edit|help",
  /** Somebody else's session or rights. */
  asOther:
    "logged in as|left (?:his|her|their) (?:\\w+ )?(?:open|unlocked|logged in)|(?:his|her|their) (?:screen|computer|phone|laptop|desk|tablet) is (?:unlocked|open|on)|(?:his|her|their|the teacher's|the boss's|the admin's|my \\w+'s) (?:log-?in|account|password|card|badge|session|credentials)|(?:password|pin|code) (?:that )?i (?:saw|found|know|guessed)|shoulder",
  alters:
    "change|raise|lower|transfer|approve|delete|edit|give me|set|upgrade|book|order|send|read|download|copy|export",
  sudden:
    "before (?:he|she|they)(?:'s| is|'re| are)? back|while (?:he|she|they)(?:'s| is|'re| are)?|my (?:own )?(?:\\w+ )?(?:grade|mark|score|salary|limit|balance|record|account)|to (?:me|mine|my)|quickly",
  /** To do away with what others will look for. */
  destroys:
    "delet\\w+|destroy\\w*|eras\\w+|wip(?:e|es|ing)|shred\\w*|remov\\w+|get rid of|get (?:\\w+ ){1,6}off|clear\\w*|purg\\w+|los(?:e|ing)|hid(?:e|ing)|overwrit\\w+|disappear|clean(?:s|ing)?|alter|swap",
  proof:
    "mails?|e-?mails?|messages|files?|records?|logs?|footage|recordings?|documents?|evidence|entries|reports?|history|minutes|invoices?|samples?|data",
  /** They come to look. */
  comes:
    "(?:auditors?|police|inspect\\w+|investigat\\w+|regulators?|prosecut\\w+|lawyers?|court|tax (?:office|people)|health office|journalists?|the union|works council|her lawyer|his lawyer|customs) (?:\\w+ ){0,3}(?:comes?|coming|arriv\\w+|tomorrow|today|next week|on (?:mon|tues|wednes|thurs|fri)day|is here|are here|asks?|asked|wants?|looks?|finds?|sees?|gets?)|before (?:the )?(?:audit\\w*|police|inspect\\w+|investigat\\w+|trial|hearing|subpoena|lawsuit|regulators?)|subpoena\\w*|litigation|discovery request",
  /** Health put at stake on purpose. */
  starves:
    "lose (?:\\d+|ten|five|fifteen|twenty) (?:kilos?|kg|pounds?|lbs) in (?:a|one|two|three|\\d) (?:days?|weeks?)|no (?:doctor|ambulance|hospital)|don't want (?:to see )?(?:a|the) (?:doctor|ambulance)|stop (?:taking|eating)|without (?:my|her|his) (?:mum|mom|mother|parents?|doctor) (?:notic\\w+|know\\w*)|under 500 (?:calories|kcal)",
  harms:
    "plan|tablets?|pills?|aspirin|how (?:much|many)|laxatives?|diet|dose|schedule|starv\\w+|fast(?:ing)?|vomit\\w*|purge",
  /** What is somebody's, used as one's own. */
  anothers:
    "(?:his|her|their|mr|mrs|ms|somebody(?: else)?'s|someone(?: else)?'s|customer'?s?|client'?s?|patient'?s?|employer'?s|company'?s|the (?:firm|club|old (?:lady|man)|parish|school)'s) (?:\\w+ ){0,2}(?:data|details|identity|id|passport|card|account|money|savings|name|pension|insurance|signature|wallet|cash|funds|budget)|with (?:his|her|their) (?:data|details|card|name|id)|found (?:a|the|her|his|somebody's) (?:wallet|card|phone|passport|id)",
  enriches:
    "open (?:\\w+ ){0,2}(?:account|credit|loan)|credit (?:card|account)|loan|book me|buy me|order me|send (?:it|the card|them|the money) to (?:me|my)|to my (?:own |private )?(?:account|post box|address|wallet)|for (?:me|myself)\\b|me the|pay my|my (?:flight|holiday|rent|debts?|new)",
  unawares:
    "forgets? everything|won't (?:notice|remember|check)|doesn't (?:notice|check|remember|know)|dement\\w+|put it down as|found|stolen|lost|before (?:she|he|they)|confused|old (?:lady|man)|trusts? me|of one \\w+",
  /** Someone is led to a place or a belief under a false name. */
  lures:
    "(?:from|as|in the name of|signed) ['\"“‘]?(?:the )?(?:it|hr|bank|support|service|helpdesk|police|post|paypal|amazon|microsoft|apple|google|netflix|tax office|ceo|boss|government|customs|dhl|kiki)\\b|tell (?:each of )?(?:them|him|her|people|everyone|the \\w+) (?:that )?(?:i'm|i am|we're|we are|it's|he's|she's)|say (?:that )?(?:i'm|i am|we're) |once (?:they|he|she) trusts?|gain (?:his|her|their) trust|fake (?:profile|identity|shop|site|page|account|login|invoice|ad)|as '\\w+, ?\\d\\d'|army doctor|under (?:another|a false|an invented) name|nicknames?|invented names?|false names?|aliases",
  extracts:
    "ask (?:\\w+ ){0,3}for (?:[$€£]?\\d[\\d.,]*|money|pictures|photos|nudes|(?:the|his|her|their) (?:card|password|code|pin)|gift cards?|a loan)|type (?:in )?(?:their|his|her) (?:password|card|pin|tan|data)|(?:enter|give|send|reveal) (?:\\w+ ){0,3}(?:password|pin|tan|card|code|pictures)|link to my page|sell (?:mine|them|it)? ?(?:on|when)|transfer|pay (?:me|a fee|upfront|in advance)|who is alone",
  /** Ready for an attack. */
  scouts:
    "(?:where|which|what|when)\\b[^.!?]{0,40}\\b(?:cameras?|guards?|security|police|patrol)\\b[^.!?]{0,30}\\b(?:don't|do not|doesn't|can't|not|miss|blind|fewest|change|away|see)|blind spots?|most people (?:are|gather|stand)|(?:crowd|people) (?:is|are) (?:densest|most)|escape routes?|unguarded|weak(?:est)? point|how a (?:rucksack|bag|package|van)|maximum (?:casualties|damage)",
  strikes:
    "unnoticed|rucksack|package|van|drive into|crowd|crowded|attack|strike|shoot\\w*|stab\\w*|gun|knife|device|hall|station|concert|synagogue|mosque|church|school|parade|ambush|kidnap\\w*|abduct\\w*|rob\\w*",
  /** Intimate pictures. */
  intimate:
    "nudes?|naked|intimate|topless|undress\\w*|bedroom|sex(?:ual)? (?:pictures?|photos?|videos?|tape)|revenge|deepfake|strip(?:ped)? photos?|shower|upskirt|explicit",
  exposes:
    "upload|post|publish|share|send (?:it |them )?round|spread|forum|group|link|tag|leak|everyone|class|her (?:university|employer|parents|family)|website|generate|create|make|render",
  split:
    "dumped me|left me|broke up|cheated|my ex\\b|ex-\\w+|classmate|teacher|colleague|coworker|girl|she said no|rejected|revenge|celebrity|actress|without (?:her|his|their)",
  /** A stranger is to be found. */
  stranger:
    "(?:jogger|woman|girl|man|guy|barista|waitress|driver|cashier|neighbou?r|stranger|streamer|student|person|nurse|commenter|blogger|reviewer|children|girls|boys|kids|pupils)\\b",
  homes:
    "where (?:she|he|they) (?:lives?|is|works?|goes|trains?)|at (?:her|his|their) (?:home|house|door|work)|who (?:she|he|they) (?:is|are|really)|(?:her|his|their) (?:name and )?address|(?:walking )?routes?|alone|license plate|plate number|daily|when (?:she|he|they)|surprise (?:her|him|them)",
  /** Money that is not to be seen. */
  hidesMoney:
    "leave (?:\\w+ ){0,4}out(?: of)?|don't (?:declare|report|mention|list)|do not (?:declare|report)|not (?:declare|report)|hide|under the table|off the books|shouldn't raise (?:questions|flags)|no questions|launder\\w*|offshore|andorra|cayman|shell compan(?:y|ies)|straw (?:man|men)|split (?:it|the \\w+|\\w+) (?:in)?to|label (?:them|it) (?:as )?gifts?|in small amounts",
  levy: "tax(?:es)?|tax return|i'd owe|owe too much|alimony|maintenance|benefits?|income|bankrupt\\w*|creditors?|divorce|deposits?|cash|report(?:ing|ed)?|bank|questions|bailiff|customs|vat",
  /** Somebody else's network or device. */
  cracks:
    "handshake|word ?list|deauth\\w*|aircrack|wpa|brute[- ]?forc\\w*|crack\\w*|sniff\\w*|spoof\\w*|intercept\\w*|sql ?injection|exploit\\w*|password list|rainbow table|jam\\w*|clone\\w*|credential stuffing|zero[- ]day|bypass (?:the )?(?:login|paywall|2fa|lock)",
  elsewhere:
    "next door|neighbou?r\\w*|(?:his|her|their|your|someone's) |competitor\\w*|the (?:hotel|school|company|city|hospital|bank|university|café|cafe)'?s?|public|until (?:you|it) (?:have|has|finds?|gets?)|network '[^']{2,40}'|accounts? of",
  /** A group, and what is stirred up against it. */
  people:
    "asylum seekers?|refugees?|refugee home|migrants?|immigrants?|foreigners?|muslims?|jews?|roma|sinti|black people|blacks|arabs?|africans?|turks?|gays?|lesbians?|trans(?:gender)?(?: people| women| men)?|women|feminists?|disabled|homeless|the poor|poles|ukrainians?|chinese|mexicans?|pregnant|over (?:40|50|60)|older (?:workers|applicants|employees)|single mothers?|works council",
  stirs:
    "despise|hate|fear|afraid of|disgust\\w*|inferior|vermin|parasites?|invasion|replace(?:d|ment)|crimes?|criminals?|made-up|driven out|get out|deserve|ridicul\\w+|dirty|lazy|stupid|subhuman",
  shuts:
    "waiting list|let (?:\\w+ )?go|fire|dismiss\\w*|lay off|turn (?:\\w+ )?down|reject\\w*|declin\\w*|exclude|sort(?:ed)? out|no (?:invitation|interview|reply|loan|flat)|pay (?:\\w+ )?less|charge (?:\\w+ )?more|put (?:\\w+ ){0,4}(?:last|bottom|waiting)|skip|drop|find reasons",
  pretext:
    "say (?:that )?(?:the|it|we|it's|they)|keep the (?:others|rest)|before (?:she|he|they)|date (?:the|it|them)|reason|politely|so that they|don't (?:tell|say|write) (?:them )?why|as the reason|won't fit|too many|file",
  /** Waste, nature, food. */
  dumps:
    "dump\\w*|pour\\w*|drain\\w*|discharg\\w*|bur(?:y|ied)|burn|release|flush|empty|get rid of|let (?:it|them) run|open (?:the )?(?:\\w+ )?valve",
  into: "(?:in)?to the (?:stream|river|lake|sea|sewer|drain|forest|woods|ditch|creek|canal|field|ground|gully|harbou?r)",
  unseen:
    "nobody (?:is )?(?:around|looks|sees|notices)|at night|tonight|after dark|too (?:dear|expensive)|write '[^']{2,40}' in|in the log|without (?:a )?permit|save the fee|before the inspection|weekend",
  /** A parting gift. */
  leaving:
    "my last day|fired me|was fired|laid me off|they deserve it|after i(?:'ve| have)? (?:left|leave|gone)|when i(?:'m| am) gone|before i (?:leave|go|quit)|in case they fire me|resign\\w*|got the sack",
  bombs:
    "empties|delet\\w+|wip\\w+|drop\\w*|truncat\\w*|break\\w*|crash\\w*|lock(?:s|ed)? (?:them |everyone )?out|corrupt\\w*|encrypt\\w*|shut(?:s)? down|stop(?:s)? working|copy (?:the )?(?:customer|client|source)|take (?:the )?(?:customer|client|source)|download (?:all|the) (?:customer|client|source|contacts)",
  /** Taken away from everybody else. */
  hoards:
    "(?:every|all) (?:the )?(?:free |available |remaining |open )?(?:slots?|tickets?|appointments?|seats?|tables?|rooms?|stock|masks?|units)",
  resells:
    "sell (?:them|it) on|resell|scalp\\w*|for \\d+ each|at (?:double|triple|\\d+ ?(?:euros|each))|so (?:that )?(?:nobody|no one|the competition|he|she|they)|invented names?|false names?|different names?|many accounts|generated",
  /** A deed, and its traces. */
  deed: "i hit|we hit|i ran over|drove on|i (?:stole|took|broke|killed|hurt|pushed|robbed|cheated|crashed)|hit and run|drunk|my dealer|the body|blood|what i did|i did it",
  /** Works of others. */
  strips:
    "strip (?:the )?(?:protection|drm|watermark)|remov\\w+ (?:the )?(?:protection|drm|watermark|copyright|licen[cs]e|author)|crack(?:ed|ing)? (?:the )?(?:licen[cs]e|protection|software|key|version|copy|app|game)|cracked copies|rip(?:ped|ping)? (?:the |a |this )?(?:dvds?|cds?|blu-?rays?|films?|movies?|albums?|books?)|pirat\\w+|keygen|counterfeit\\w*|knock-?offs?|torrent",
  spreads:
    "sale|sell|shop|upload|share|print (?:\\w+ )?(?:thirty|twenty|ten|fifty|\\d+)|\\d+ (?:copies|of them)|friends get in|stream|distribut\\w+|as (?:mine|my own|our own)|original",
  /** Children. */
  minor:
    "1[0-5]-year-olds?|[4-9]-year-olds?|13|twelve|thirteen|kids?|(?<!(?:block|node|page|element|parent|sub) )child(?:ren)?(?! (?:process|node|page|block|element|item|issue|task|theme|component|record|account)e?s?)|minors?|underage|schoolgirls?|girls in class|pupils?|teen(?:s|agers?)?",
  preys:
    "alone|pictures of (?:them|her|him|themselves)|ask them for pictures|meet (?:them|her|him)|secret|don't tell (?:your|their) parents|as '\\w+|photos|routes|walk(?:ing)? home|bathing|sleepover|touch|undress|gift",
  parental:
    "my (?:own )?(?:daughter|son|kids?|child(?:ren)?)|our (?:kids?|children|class|school)|parental control|consent form|safety|swimming lesson|without names|no names",
  /** A measuring thing is made to lie. */
  gauges:
    "load cell|sensor|meter|gauge|scales?|odometer|mileage|thermometer|smoke detector|detector|tachograph|speed ?limiter|limiter|alcolock|breathaly[sz]er|counter|emission\\w*|calibrat\\w+|dosimeter|pressure switch|interlock|alarm|clock|gps log",
  misleads:
    "so (?:that )?(?:it|they) (?:shows?|reads?|says?|reports?|displays?|counts?|passes|measures?|thinks?|doesn't|stops?) ?(?:\\w+ )?(?:less|more|lower|higher|fewer|\\d+|green|ok|normal|nothing|alarm\\w*|trip\\w*)?|shows? (?:\\d+ )?(?:percent )?(?:less|lower|more)|bridge (?:it|the)|tape over|wind (?:it )?back|roll (?:it )?back|trick the|fool the|keep(?:s)? (?:us|me) from|stops us",
  /** A voice or a face that never said it. */
  clones:
    "clone (?:the |his |her |their )?(?:voice|face)|voice of|deepfake\\w*|face[- ]?swap\\w*|in (?:his|her|their) voice|synthetic voice|photomontage|edit (?:him|her|them) into|put (?:his|her) face",
  puts: "say(?:s|ing)?|confess\\w*|admit\\w*|leaked|recording|took money|call (?:his|her|the|my)|upload|publish|asks? for|nude|naked|in bed|evidence|scandal",
  /** An animal or a person is to be silent for good. */
  silences:
    "stops? for good|quiet for good|shut (?:it|him|her|them) up (?:for ever|forever|for good)|get rid of (?:the|their|his|her|that) (?:dog|cat|animal|tree|neighbou?r|birds?|bees?)|put (?:\\w+ )?(?:in)?to (?:a |the |its |his |her )?(?:sausage|bait|meat|food|bowl)|never (?:bark|wake|speak|walk)s? again",
  harmless: "vet|earplugs|fence|talk to|friendly|note|pest control|humane",
  /** Somebody else is tested, or is said to be there. */
  standsIn:
    "in my place|as me\\b|for me while|instead of me|under my name|(?:webcam|camera)\\b[^.!?]{0,30}\\b(?:loop|recording|video|picture)|loop video|proof[- ]of[- ]life|pretend(?:ing)? (?:to be|that) (?:me|i)|make it look (?:like|as if) i",
  tested:
    "exam\\w*|test|quiz|interview|assignment|thesis|attendance|shift|time ?sheet|licen[cs]e|pension|payments|meeting|class",
  neverHad:
    "i never (?:had|took|used|tried|bought)|never had anything|haven't (?:tried|used|had)|didn't (?:use|try|have)|(?:nobody|no one) (?:counts|checks|will (?:count|check|miss))|don't report it|taking (?:them|it) home|for (?:my )?friends",
  gainsBy:
    "cured|lost \\d+|works? (?:wonders|miracles)|order link|my link|in my name|broken in transit|write(?:s|-)? ?off|book (?:\\w+ ){1,6}as (?:broken|lost|damaged|used)|so the (?:payments|money)|keep(?:s)? coming|discount code",
  /** To get at what belongs to somebody else. */
  breakin:
    "break(?:ing)? in(?:to)?|hack\\w*|bypass\\w*|crack(?:ing)?|guess(?:ing)?|brute[- ]force|get (?:in|into|past|around)|log (?:in|into) (?:as|to (?:his|her|their)|with (?:his|her|their))|unlock (?:his|her|their|someone)|clone|intercept|sniff|steal\\w*|copy (?:the )?(?:key|badge|card)|take over|pick (?:the )?lock|jailbreak|reset (?:his|her|their|my \\w+'s) password",
  theirs:
    "(?:his|her|their|someone'?s?|somebody'?s?|other people'?s?|my (?:\\w+ )?(?:ex|wife|husband|boss|colleague|neighbou?r|teacher|roommate|flatmate|landlord|sister|brother|daughter|son|girlfriend|boyfriend|competitor)(?:'s|s')?|the (?:neighbou?r|school|teacher|company|competitor|bank|principal|owner|seller|manager|hotel)(?:'s|s')) (?:\\w+ ){0,2}(?:account|phone|wi-?fi|router|house|flat|car|computer|laptop|mail\\w*|e-?mail|inbox|messages|password|pin|camera|network|server|system|safe|cloud|profile|card|wallet|database|website|source code)",
} as const;

export type Concept = keyof typeof concepts;

/** One pattern for each concept, for folded text. */
export const harmConcepts = Object.fromEntries(
  Object.entries(concepts).map(([name, words]) => [
    name,
    sieved(new RegExp(`(?<![\\w-])(?:${words})(?![\\w])`)),
  ]),
) as Readonly<Record<Concept, Sieved>>;
