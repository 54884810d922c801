import { overTags } from "../../text/tagged.ts";
import { overMarked, sign } from "./sign.ts";

/** A sentence that begins so asks for protection: signs in it are what is protected against. */
export const guards = overMarked(
  overTags(
    "<first>(?:please |can you |could you |also |then |and )?(?:report|quarantine|block|unsubscribe|flag|warn|ban|revoke|dispute|protect|investigate|mute|detect|debunk|defend|apologi[sz]e|complain)",
  ),
);

/** What speaks against harm being wanted. Words alone do not whitewash: each kind is worth about one sign. */
export const againstSigns = [
  sign(
    "not-victim",
    -4,
    "",
    "(?:keeps? ~1(?:sending|writing|calling|texting|following|threatening)|sends|sending|sent|writes|wrote|calling|called|threatens|threatened|threatening|harass\\w*|stalk\\w*|follows?|following|hit|hits|hurts|blackmails|blackmailed|insults?|insulted|tricked|scammed|hacked|robbed|cheated|bullied|attacked|impersonat\\w+) (?:me|us)(?![\\w-]| (?:a|the|out|his|her))",
    "(?:say|says|said|claim|claims|calls?|called|calling) (?:i am|me)",
    "(?:my|our) ~2(?:was|were|got|has been|have been) (?:stolen|hacked|scammed|cloned|robbed|broken into|leaked|skimmed)|someone (?:bought|used|opened|logged|is using|keeps)",
    "(?:i|we|my ~1<person>) ~1(?:was|were|am|are|got|been|have been|has been|had been) ~1(?:hacked|scammed|robbed|threatened|harassed|stalked|blackmailed|phished|defrauded|attacked|bullied|doxxed|poisoned|victims?)",
    "(?:uses?|using|stole|stolen|copied) my ~2(?:photos?|name|identity|card|account|number|work|pictures?)|without my (?:consent|knowledge|permission)|against me|(?:of|about) me (?:on|in|at|online|to)",
    "(?:to|for|with) the (?:police|lawyer|authorities|court|moderators?|hotline)|call (?:the )?(?:police|poison|ambulance|112|911)|take ~3to court|restraining order against",
    "(?:just|accidentally|by accident|by mistake) (?:did|drank|swallowed|mixed|ate|inhaled|deleted|clicked|opened|took|sent|that)|what (?:should|do) (?:i|we) do|antidote|poison control",
  ),
  sign(
    "not-defence",
    -4,
    "",
    "(?:report|reports|reporting|flag|block|blocks|prevent\\w*|protect\\w*|detect\\w*|defend\\w*|stop|stopping|warn\\w*|spot|spotting|recogni[sz]\\w+|identify|investigat\\w+|mitigat\\w+|quarantine|remove|removal|clean up|take down|takedown|dispute|appeal|complain\\w*|complaint|patch|fix|counter|debunk\\w*|refut\\w+|correct|guard against|close|secure|revoke|fight|combat|monitor for|check (?:for|whether)|scan for|look for|find) ~6(?:spam\\w*|scams?|fraud\\w*|phish\\w*|fake|malware|<malware>|threats?|harass\\w*|abus\\w+|hack\\w*|breach|breaches|attack\\w*|leak\\w*|intrusion|counterfeit\\w*|vulnerab\\w+|exploits?|thie(?:f|ves)|theft|burglar\\w*|stalk\\w*|blackmail\\w*|bull(?:y|ying)|hate|misinformation|disinformation|rumou?rs?|claims?|violations?|discriminat\\w+|bias|illegal|poison\\w*|carbon monoxide|smoke|overdose|suicide|impersonat\\w+|duplicates?|drift|weak|lure|plagiari\\w+)",
    "(?:awareness|training|exercise|drill|workshop|course|seminar|talk|lecture|lesson|policy|guidelines?|checklist|poster|leaflet|handbook|tabletop|simulation) ~5(?:on|about|against|for|how|to|campaign|phishing|security|safety)|(?:phishing|security|fraud|scam|threat) ~1(?:awareness|training|exercise|simulation|model|report|filter|detection|scan|scanner|assessment|audit|review)",
    "how ~3(?:is|are|to) ~2(?:found|detected|prevented|spotted|avoided|recogni[sz]ed|protect|spot|detect|prevent|avoid|recogni[sz]e|report|stopped)|(?:what|how) ~4(?:works?|worked|was decrypted) ",
    "(?:self-defen[cs]e|antivirus|intrusion detection|incident response|post-?mortem|threat model\\w*|abuse team|trust and safety|whistle-?blow\\w*|lost property|lost and found|refund (?:the )?customers?|apolog\\w+|wording that may)",
    "warn\\w* ~3<someone>|tak(?:e|ing) down ~4(?:images?|pictures?|photos?|posts?|profile|site|page)|why (?:this|it|that) is (?:a )?(?:fraud|scam|fake|illegal|wrong)|(?:say|says|said|claim|claims) (?:i'm|i am)|small claims|counsell?ing|helpline|support group|rehab",
    "(?:are|is|isn't|aren't) ~1not allowed|rules? (?:apply|applies)|forbidden|in line with|as required by|comply with|to comply",
  ),
  sign(
    "not-agreed",
    -3,
    "",
    "(?:as|everybody|everyone|both|all|they|she|he|we) ~3(?:agreed|approved|consented|requested|discussed|prescribed|decided)|(?:approved|agreed|authorised|authorized|prescribed|ordered|confirmed|cleared) (?:by|with|on|it|in|the) ",
    "(?:with|has|have|had|gave|given|got|on) ~2(?:consent|permission|approval|agreement)|(?:security|it|hr|the (?:owner|family|council|team|customer|patient)) (?:knows?|agreed|approved|asked)|(?:she|he|they|family|customer|user|owner|client) ~1(?:asked|wants|wanted|is standing|agreed|know|knows|have been told|has been told|were told) ~1(?:for|me|it|us|about|next)?",
    "offboard\\w*|(?:left|leaves|has left|leaving) the (?:company|firm|team)|(?:his|her|their) (?:last day|contract ends)|employment ends",
    "(?:rules of engagement|signed (?:contract|agreement|scope)|bug bounty|red team exercise|scope:|in scope|kick-off|retention (?:policy|period)|chart says|works council (?:asked|agreed|approved)|licen[cs]ed dealer|we share|already (?:shared|public)|public(?:ly)? (?:prices|available|records))",
  ),
  sign(
    "not-real",
    -4,
    "",
    "(?:test|dummy|sample|mock|demo|seed|synthetic|placeholder|example|fixture) ~1(?:data\\w*|customers?|users?|accounts?|database|records?|entries|environment|system|address\\w*|set|card|orders?|host)|(?:our|my|the) ~1(?:own )?(?:staging|sandbox|test (?:system|host|server|environment)|dev (?:system|host|server|environment))|against (?:our|my) (?:own )?|load test|stress test|dry run|fake door test|unit tests?|honeypot|retired|decommission\\w*",
    "(?:surprise party|surprise (?:trip|visit|dinner|guest|gift|for)|birthday (?:party|card|gift|present|cake)|gift|treasure hunt|quiz|spoilers?|secret santa|proposal|anniversary|costume|magic trick|players?|easter|christmas (?:gift|present|party|card)|escape room|scavenger|puzzle|riddle|board game|dungeon|larp|our game|the game)",
    "(?:pests?|mice|mouse traps?|slugs in|rats? (?:in|trap)|aphids?|wasps?|moles?|weeds?|ants|cockroach\\w*|termites?|moths?|mosquito\\w*|mould|mold|lice|ticks|fleas|algae|bacteria|germs|tumou?rs?|cancer cells|nits|bedbugs|snap traps?|exterminator)",
  ),
  sign(
    "not-told",
    -3,
    "",
    "(?:write|draft|give me|tell|finish|continue|compose|invent|sketch|outline|edit|proofread) ~5(?:scene|paragraph|chapter|short story|crime story|thriller|screenplay|fairy tale|satirical|poem|eulogy|dialogue|plot|ghost story|novel|limerick|obituary|fable|comic|sketch|monologue|tale|story|play|script for (?:a|the) (?:play|film|movie))",
    "(?:short film|film prop|stage prop|props?|for the (?:scene|film|play|shoot)|theatre group|rehearsal|we shoot)",
    "(?:my|the|his|her) (?:novel|thriller|screenplay|villain|protagonist|detective story|play|character|short story|comic|film script)(?:'s)?",
  ),
  sign(
    "not-learning",
    -3,
    "",
    "how (?:does|do|did) ~4(?:work|usually|normally|typically|spread|happen)|<first>(?:please |can you |could you |would you )?(?:summari[sz]e|sum up|translate|explain|compare|describe|list which|what does|what do|what is|what are|who|why|when did|look up how|search for|search|read|transcribe|classify|proofread|analy[sz]e|review|compute|count|plot|check whether|which plants)",
    "(?:history of|article (?:on|about)|news (?:on|about)|report (?:on|about)|research on|study (?:on|of)|book (?:on|about)|documentary|essay|lecture|museum|exhibition|encyclop\\w+|wikipedia|year ten|my class|homework|history lesson|textbook chapter|inventory|statistics|counterarguments?)",
  ),
  sign(
    "not-own",
    -3,
    "",
    "(?:my|our) own ~2(?:data|files?|account|server|password|history|phone|laptop|site|website|code|photos|messages|host|network|router|car|house|records|backups?|disk|machines?)|(?:my|our) (?:old |retired |lost |unused |duplicate |temporary |parcel|password|search history|browsing history|daughter|son|kids)",
    "(?:delete|remove|wipe|clear|drop|purge|clean) ~3(?:duplicates?|temp\\w*|cache\\w*|old|stale|unused|test|expired|obsolete|retired|draft|junk|spam|trash|build|log files|search history)|(?:kill|terminate|stop|nuke|drop) ~3(?:process\\w*|job|jobs|task|thread|session|port|pid|query|campaign|container|pod|lights?|switch|engine|server|cluster|branch|table|zombie|daemon|service|feature|project|idea)",
    "(?:marketing|sales|ad|email|newsletter|spring|sports?|heart|panic|asthma|attack) ~1(?:campaign|attack|plan|push|surface)|attack surface|bomb cyclone|killed it|steal the show|kill two birds|shoot (?:me|her|him|us|them|anna|\\w+) (?:a|an|the) (?:message|mail|e-?mail|text|line|note|reminder)|fire the (?:webhook|event|trigger|job)|burn the (?:image|iso|dvd|cd)|crack down",
  ),
] as const;
