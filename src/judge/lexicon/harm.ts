import { type Sieved, sieved } from "../text/sieve.ts";

/** A way to ask for harm: an act, then within the same sentence the thing that makes it harmful. */
export interface HarmPattern {
  outcome: string;
  what: string;
  regex: Sieved;
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
  "(?:applicants?|candidates?|tenants?|people|persons?|everyone|everybody|anyone|anybody|those|ones|families|employees?|workers?|customers?|residents?|students?|guests?|borrowers?|patients?|users?|drivers?|renters?|applications?|resumes?|cvs?)";
const group =
  "(?:women|pregnant|mothers|muslims?|jews?|jewish|christians?|hindus?|gays?|lesbians?|trans(?:gender)?|lgbt\\w*|disabled|with (?:a )?disabilit\\w+|foreign\\w*|immigrants?|migrants?|refugees?|minorit\\w+|elderly|over (?:40|45|50|55|60)|older than (?:40|45|50|55|60)|ethnic\\w*|black|african|asian|latino|hispanic|arab|roma|single mothers?|families with (?:kids|children)|with (?:kids|children)|on (?:benefits|welfare|social security)|unemployed|wheelchair\\w*|(?:sounding|looking) (?:sur)?names?|(?:(?:sur|last |family |first )?names?) (?:that )?(?:sounds?|looks?|is|are) (?:foreign|\\w+ish|\\w+an|\\w+ic|strange|exotic)|(?:sur)?names? that sounds?|(?:foreign|strong|thick|heavy) accents?|head ?scar(?:f|ves)|skin colou?r|(?:speak|speaks) (?:with|bad|poor|broken)|from (?:that|those|the poor\\w*) (?:neighbou?rhoods?|countr(?:y|ies)|areas?|districts?)|their (?:race|religion|gender|nationality|age|skin))";

const worsen =
  "(?:(?:reject|declin|exclud|filter out|screen out|den(?:y|ie)|refus|downgrad|turn(?:ing)? (?:down|away)|cancel|evict|skip|ignor|put last|depriori|block|bann?|drop|leav(?:e|ing) out|sort(?:ing)? out|wait-?list|fail|lay(?:ing)? off|let(?:ting)? go|fir(?:e|ing))\\w*|charg(?:e|ing) (?:\\w+ )?more|(?:higher|extra|double|bigger) (?:prices?|rents?|rates?|fees?|deposits?|premiums?)|(?:lower|less|smaller|reduced?) (?:pay|salar\\w+|scores?|limits?|points|ratings?|bonus\\w*|hours)|(?:to )?the (?:bottom|end) of)";

const pattern = (outcome: string, what: string, ...sources: string[]): HarmPattern => ({
  outcome,
  what,
  regex: sieved(new RegExp(sources.join("|"), "i")),
});

const innerDot = /\.(?=\w)|(?<=\b(?:mr|mrs|ms|dr|prof|st))\./g;

/**
 * The text as the patterns want it, offsets kept: a dot inside an address, a number or after a title ends no sentence and is
 * written `·`. Said once here, because asked at every place of every gap it cost most of the time.
 */
export function sentenceText(folded: string): string {
  return folded.replace(innerDot, "·");
}

/** Harmful requests in plain words, for texts given through `sentenceText`. Outcomes are those of the built-in threat model. */
export const harmPatterns: readonly HarmPattern[] = [
  pattern(
    "system-compromise",
    "malicious software or an attack on a system",
    `\\b${wield}\\b${gap}\\b(?:ransomware|malware|keyloggers?|spyware|trojans?|rootkits?|botnets?|ddos|denial[- ]of[- ]service attack|computer virus(?:es)?|computer worms?|info-?stealers?|logic bombs?|fork bombs?)\\b(?![- ](?:detect|protect|scan|defen|analys|prevent|remov|awareness|report|rules?|signatures?|alerts?|filter|polic|training|definitions?))`,
    `\\b(?:plant|insert|hide|sneak|slip|embed)\\b${gap}\\b(?:back-?doors?|malicious code|malware|logic bomb|hidden code)\\b`,
    `\\b(?:take down|knock offline|cripple|sabotage|flood|overload)\\b${gap}\\b(?:competitor\\w*|rival\\w*|their (?:web)?site|their servers?|hospital\\w*|government\\w*|power grid)\\b`,
    `\\b(?:knock|take|bring|force|keep|put)\\b${gap}\\b(?:offline|down|out of (?:action|service|business))\\b${gap}\\b(?:rival\\w*|competitor\\w*|his|her|their|opponents?|with a flood|by flooding|overload\\w*)\\b|\\b(?:knock|take|bring|force)\\b${gap}\\b(?:rival\\w*|competitor\\w*|opponent|neighbou?r|ex)\\b${gap}\\b(?:offline|down|out of (?:action|service))\\b`,
    `\\b(?:flood(?:ing)?|hammer(?:ing)?|swamp(?:ing)?|overwhelm(?:ing)?|bombard(?:ing)?)\\b${gap}\\b(?:until (?:it|they|he|she) (?:crash\\w*|breaks?|goes|go|collaps\\w*|stops?|gives?)|so (?:that )?(?:nobody|no one|customers?|people|it|they) (?:can(?:not|'t)|crash\\w*|goes))\\b`,
  ),
  pattern(
    "access-compromise",
    "break-in or theft of credentials",
    `\\b(?:tr(?:y|ies|ying)|test(?:s|ing)?|go(?:es)? through|guess(?:es)?)\\b${short}\\b(?:all|every|each|any)\\b (?:\\w+[- ]){0,3}(?:pins?|codes?|passwords?|combinations?)\\b${short}\\b(?:on|of|for|against|until)\\b${short}\\b(?:(?:flat|room|class)mate|neighbou?r|colleague|boss|ex|wife|husband|teacher|sister|brother|someone|somebody|girlfriend|boyfriend|her|his|their)\\b`,
    `\\b(?:trick|(?:get|make|persuade|convince|bring|talk)\\b${short}\\b(?:pensioners?|elderly|seniors?|old (?:people|ladies|men)|customers|victims?|strangers?|people))\\b${short}\\b(?:to |into )(?:read|tell|telling|giv(?:e|ing)|send|hand|enter|reveal|share)\\b${short}\\b(?:tans?|pins?|passwords?|codes?|savings|card (?:number|details)|bank details|log-?in)\\b`,
    `\\b(?:get|break|hack) (?:in)?to (?:his|her|their|my (?:colleague|boss|ex|wife|husband|teacher|neighbou?r|classmate|friend)'?s?) (?:\\w+ )?(?:mailbox|account|e-?mail|inbox|phone|profile|laptop|computer|cloud|messages)\\b${short}\\b(?:while (?:he|she|they)|without (?:him|her|them|his|their)|behind (?:his|her|their) back|before (?:he|she|they))\\b`,
    `\\bi(?:'ll)? (?:say|pretend|claim|tell (?:them|him|her)) (?:that )?i(?:'m| am) (?:from|with|calling from) (?:his |her |their |the )?(?:bank|police|it|microsoft|tax office|insurance|hospital|court)\\b`,
    `\\b(?:take over|break into|hijack|crack|intercept|tap|sniff)\\b${short}\\b(?:(?:my |the |our )?(?:neighbou?r|roommate|flatmate|colleague|boss|ex|teacher|landlord|wife|husband)(?:'s|s')|someone's|somebody's|other people's|strangers?'s?)\\b${short}\\b(?:wi-?fi|router|network|cameras?|computer|laptop|phone|webcam|smart home|accounts?|mail\\w*)\\b`,
    `\\b(?:left|forgot)\\b${short}\\b(?:tablet|laptop|phone|computer|account|screen|session|pc)\\b${short}\\b(?:open|logged in|unlocked)\\b[^\\n]{0,120}\\b(?:before (?:he|she|they)(?:'s| is|'re| are| comes?| gets?)? ?(?:back|notices?|returns?)|while (?:he|she|they)(?:'s| is|'re| are)? ?(?:away|gone|out))\\b`,
    `\\bhack(?:ing)? in(?:to)?\\b|\\bbreak(?:ing)? in(?:to)? (?:\\w+ ){0,3}(?:house|account|system|server|building|car|office|network|computer|phone|home|apartment|database|mailbox)\\b`,
    `\\bhack(?:ing)?\\b${short}\\b(?:his|her|their|someone's|my (?:ex|boss|wife|husband|neighbou?r|school)'?s?)\\b${short}\\b(?:account|phone|wi-?fi|network|e-?mail|instagram|facebook|bank|server|database|camera|website|system)\\b`,
    `\\b(?:steal|stealing|harvest|harvesting|phish|skim|exfiltrate)\\b${gap}\\b(?:passwords?|credentials?|log-?ins?|card (?:numbers?|data|details)|session tokens?|cookies|identit(?:y|ies)|pins?|customer (?:data|records)|trade secrets?|source code|data)\\b`,
    `\\b(?:capture|capturing|collect|grab|crack|cracking|brute[- ]force|brute-forcing|guess)\\b${short}\\b(?:their|his|her|users'?|customers'?|victims'?|people's|someone's|everyone's|the (?:admin|boss|ceo)'?s?)\\b${short}\\b(?:passwords?|credentials?|log-?ins?|card numbers?|pins?)\\b`,
    `\\b${wield}\\b${gap}\\b(?:phishing (?:e-?mails?|mails?|pages?|sites?|websites?|messages?|campaigns?|links?|kits?|texts?|sms)|fake log-?in|spoofed (?:log-?in|site|e-?mail)|spear-?phish\\w*|credential[- ](?:stealing|harvesting) \\w+)\\b`,
    `\\blooks? (?:exactly |just |identical )?(?:like|to)\\b${gap}\\b(?:bank|log-?in|paypal|microsoft|google|apple|portal)\\b${gap}\\b(?:password|credential|log-?in|store|collect|capture)\\w*`,
    `\\bdelete\\b${short}\\boriginals?\\b[^\\n]{0,120}\\b(?:bitcoin|btc|ransom|monero)\\b|\\bnote\\b${short}\\bdemand\\w*\\b${short}\\b(?:bitcoin|btc|monero)\\b`,
    `\\b(?:encrypt|lock|scramble|wipe)\\w*\\b${gap}\\b(?:files?|data|computers?|disks?|servers?|systems?|network)\\b${gap}\\b(?:ransom|pay (?:me|us)|until (?:he|she|they) pays?|have to pay|must pay)\\b`,
    `\\b(?:e-?mail|mail|letter|message|text|sms|call script)\\b${gap}\\b(?:gets?|makes?|tricks?|brings?|persuades?|convinces?|fools?)\\b${gap}\\b(?:give (?:away|up|us|me)|reveal|hand over|enter|send|share|tell)\\b${gap}\\b(?:pins?|passwords?|card|credentials|log-?ins?|codes?|bank)\\b`,
    `\\b(?:store|save|log|record|keep|capture|collect)\\b${gap}\\b(?:passwords?|credentials?|card numbers?)\\b${gap}\\b(?:people|they|users|visitors|victims|customers) (?:type|enter|put|give)\\b`,
    `\\b(?:gain|get|obtain)\\b${short}\\bunauthori[sz]ed access\\b`,
    `\\blog (?:me )?(?:in|into|in to|on to)\\b${short}\\bthe (?:teacher|principal|head|boss|manager|neighbou?r|doctor|professor|landlord|director)'?s?\\b${short}\\b(?:account|e-?mail|computer|profile)\\b${gap}\\b(?:password|pin|code)\\b`,
    `\\b(?:try|test|run|go through|guess|use)\\b${gap}\\b(?:(?:common|leaked|all|every|likely|possible) (?:\\w+ )?(?:passwords?|pins?|codes?|combinations)|word ?lists?|password list)\\b${gap}\\b(?:against|on|until|for|at)\\b${gap}\\b(?:account|log-?in|mail\\w*|e-?mail|door|safe|phone|profile|one|it)\\b`,
    `\\b(?:get|find|tell me|give me|figure out|learn|obtain)\\b${short}\\b(?:my (?:ex|boss|wife|husband|girlfriend|boyfriend|colleague|coworker|neighbou?r|roommate|daughter|son|teacher|professor)'?s?|his|her|someone's) (?:\\w+ )?(?:passwords?|log-?in|pass ?code|pin)\\b`,
    `\\b(?:read|open|copy|mirror|forward|get into)\\b${short}\\bmy (?:ex|wife|husband|girlfriend|boyfriend|partner|neighbou?r|roommate|daughter|son|classmate)'?s? (?:private |personal |text )?(?:messages|texts|chats?|diary|inbox|mails?|e-?mails?|photos|dms)\\b`,
    `\\b(?:get|come|log|sneak) (?:in|into|past|around)\\b${gap}\\bwithout (?:the |his |her |their |a |any )?(?:owner|password|permission|key|them knowing|being (?:seen|caught|noticed|detected)|(?:setting off|triggering|tripping|waking) (?:the )?(?:alarm|\\w+))\\b`,
    `\\b(?:log|get) (?:in|into)\\b${short}\\bmy (?:ex|wife|husband|girlfriend|boyfriend|boss|coworker|colleague|neighbou?r|roommate|daughter|classmate)'?s?\\b${short}\\b(?:account|e-?mail|phone|messages|photos)\\b`,
    `\\b(?:pretend to be|impersonat(?:e|es|ing)|pos(?:e|ing) as)\\b${gap}\\b(?:bank|it support|police|officer|doctor|the ceo|government|tax office|irs|employee|microsoft)\\b${gap}\\b(?:ask|get|password|money|pay|transfer|data|card|code|information|send|trick|obtain)\\w*`,
  ),
  pattern(
    "abusive-content",
    "threat, harassment or hatred",
    `\\b(?:nobody|no one) should (?:ever )?(?:sit|talk|play|be friends|hang out|work|go|eat) ?(?:next to|with|to|near)? (?:her|him|them)\\b|\\babout how \\w+ (?:from \\w+ )?(?:stinks|smells|is (?:fat|ugly|stupid|gross|disgusting))\\b`,
    `\\b(?:he|she|they) (?:pays?|gives?|sends?|transfers?)\\b${gap}\\bor (?:else )?(?:i|we)(?:'ll| will)? (?:tell|show|publish|post|send|leak)\\b${short}\\b(?:wife|husband|boss|family|parents|employer|everyone|everybody|press|internet|online|photos?|pictures?|videos?|affair)\\b`,
    `\\b(?:threaten|harass|bully|intimidate|terrori[sz]e|humiliate|stalk|blackmail|extort|dox|doxx|defame|slander|torment)(?! (?:me|us)\\b)\\b ${short}\\b(?:him|her|them|my|the|a|an|this|that|these|those|people|someone|everyone)\\b`,
    `\\b${wield}\\b${gap}\\b(?:threatening|harassing|abusive|degrading|humiliating|hateful|racist|sexist|antisemitic|islamophobic|homophobic|intimidating|blackmail|extortion|death threats?|hate (?:speech|mail|posts?|campaign)|racial slurs?|revenge porn|non-?consensual|nude (?:photos?|images?|pictures?) of|explicit (?:photos?|images?|pictures?) of)\\b`,
    `\\b(?:tell|telling|message|messages?|text|texting|write|writing)\\b${gap}\\b(?:should|to|better) (?:just )?(?:disappear|die|kill (?:him|her|them)sel\\w+|hurt (?:him|her|them)sel\\w+|end it all)\\b`,
    `\\b(?:make|makes|making|so that)\\b${short}\\b(?:him|her|them|he|she|they)\\b${short}\\b(?:afraid|scared|terrified|suffer|regret it|kill (?:himself|herself|themselves)|pay for it)\\b`,
    `\\b(?:i'll|i will|we'll|we will|i'm going to)\\b ${short}\\b(?:show|tell|publish|post|send|leak|share|report)\\b${gap}\\b(?:unless|if) (?:he|she|they)\\b${short}\\b(?:sends?|pays?|gives?|transfers?|does(?:n't| not)|do(?:n't| not))\\b`,
    `\\bsomething (?:bad )?will happen to\\b|\\bruin (?:his|her|their|my \\w+'s)\\b${short}\\b(?:life|reputation|career|marriage)\\b`,
    `\\b(?:text|message|call|ring|phone|write|send|e-?mail|tell|post|tag|dm|spam|remind)\\b${gap}\\b(?:nobody|no one|no-one|everyone|everybody|we all|the whole \\w+) (?:\\w+ )?(?:likes?|loves?|wants?|hates?|despises?|laughs? (?:at|about)|would miss|will miss|is ashamed of|is better off)\\b`,
    `\\b(?:text|message|write|send|e-?mail|tell|post|comment|reply|tag|dm)\\b${gap}\\bthat (?:she|he|they)(?:'s| is|'re| are) (?:\\w+ ){0,2}(?:fat|ugly|stupid|worthless|pathetic|disgusting|a (?:whore|slut|pig|cow|loser|freak))\\b|\\b(?:she|he|they) should (?:just )?(?:disappear|die|kill (?:her|him|them)sel\\w+)\\b`,
    `\\b(?:text|message|call|ring|phone|write|send|e-?mail|tell|post|tag|dm)\\b${gap}\\b(?:worthless|pathetic|disgusting|a (?:fat )?(?:loser|freak|pig|whore|slut|cow)|so (?:ugly|fat|stupid)|an idiot|a failure as)\\b`,
    `\\b(?:call|ring|phone|text|message|e-?mail|write|spam|post)\\b${gap}\\b(?:every (?:few|\\d+|two|five|ten) minutes|all night(?: long)?|in the middle of the night|non-?stop|day and night)\\b${gap}\\b(?:him|her|them|until (?:he|she|they)|so (?:that )?(?:he|she|they))\\b`,
    `\\b(?:sexual|nude|naked|porn\\w*|erotic)\\b${gap}\\b(?:child|children|minors?|underage|kids?|schoolgirls?|my (?:ex|coworker|colleague|classmate))\\b`,
    `\\b(?:post|publish|leak|release|spread)\\b${gap}\\b(?:(?:his|her|their|someone's|\\w+'s) home address|(?:his|her|their) private photos?|nudes|intimate (?:photos?|pictures?|videos?)|where (?:he|she|they) lives?)\\b`,
    `\\beveryone should (?:go to|visit|show up at)\\b${short}\\b(?:house|home|address)\\b|\\bmake (?:him|her|them) pay\\b(?! (?:by|with|in|the|via|a|an|for|\\d|through|online|cash|later|now|upfront))`,
    `\\b(?:say(?:ing|s)?|claim(?:ing|s)?|that|headline|text|caption)\\b${gap}\\b(?:should|must|ought to|need to|deserve to) (?:all )?(?:be|get) (?:chased|thrown|kicked|driven|run|beaten|burn(?:ed|t)|hanged|hung|shot|locked up|deported|expelled)\\b`,
    `\\b(?:post(?:er|ers)?|fl(?:y|i)ers?|leaflets?|print|publish|tweet|spread|tell (?:every\\w*|all|the)|write to)\\b${gap}\\b(?:is|are) (?:a |an |all )?(?:thie(?:f|ves)|criminals?|rapists?|p(?:a)?edophiles?|drug dealers?|scum|vermin|parasites?|perverts?|frauds?|crooks?)\\b`,
    `\\bincit(?:e|es|ing)\\b${gap}\\b(?:violence|hatred|riots?|attacks?)\\b`,
  ),
  pattern(
    "physical-harm",
    "weapons, poison, drugs or injury",
    `\\b(?:post|publish|write|advertise|tell|share|promote|tweet)\\b${gap}\\b(?:bleach|chlorine dioxide|mms|turpentine|borax|urine|colloidal silver|not (?:taking|using) insulin)\\b${gap}\\b(?:cures?|heals?)\\b`,
    `\\b(?:recipe|instructions?|steps?|synthesis|guide|procedure|directions)\\b${short}\\b(?:for|of|to|on)\\b${short}\\b(?:meth(?:amphetamine)?|crystal meth|fentanyl|heroin|cocaine|lsd|mdma|ghb|explosives?|pipe bombs?|nerve agents?|ricin|sarin)\\b`,
    `\\blose \\d+ ?(?:kilos?|kg|pounds|lbs)\\b[^\\n]{0,80}\\bwithout (?:my |our )?(?:mum|mom|mother|dad|father|parents?|anyone|anybody|doctor) (?:notic\\w+|know\\w*|finding)|\\bhow (?:to|do i|can i) (?:starve|purge|make myself (?:sick|vomit))\\b`,
    `\\b(?:poison|sedatives?|sleeping pills|laxatives?)\\b[^\\n]{0,120}\\b(?:in|into|to)\\b ${short}\\b(?:his|her|their|my \\w+'s) (?:soup|food|drink|tea|coffee|meal|dinner|wine|beer|breakfast|lunch)\\b`,
    `\\b(?:so (?:that )?|until )(?:he|she|they) (?:never (?:ever )?wakes? up|(?:don't|doesn't|do not|does not|won't) (?:wake up (?:again|any ?more|ever)|survive|breathe))\\b`,
    `\\b(?:make|build|assemble|construct|detonate|plant|create|order|buy|get me|obtain|acquire|sell|3d[- ]print|instructions (?:for|to|on)|how (?:to|do i|can i))\\b${gap}\\b(?:(?<!bath |photo |glitter |cherry |seed )bombs?|explosives|explosive device|grenades?|molotov\\w*|nerve (?:agents?|gas)|sarin|ricin|anthrax|mustard gas|chemical weapons?|bioweapons?|biological weapons?|ghost guns?|untraceable (?:gun|firearm|weapon)s?|illegal (?:gun|firearm|weapon)s?)\\b(?! (?:control|squad|disposal|threat polic|detect|awareness|cyclone))`,
    `\\b(?:make|cook|synthesi[sz]e|synthesis of|order|buy|sell|get me|obtain|smuggle|produce|manufacture|extract|brew)\\b${gap}\\b(?:meth(?:amphetamine)?|crystal meth|fentanyl|heroin|cocaine|lsd|mdma|ghb|date[- ]rape drugs?)\\b`,
    `\\b(?:precursors?|ingredients|chemicals)\\b${short}\\b(?:for|to make)\\b${short}\\b(?:nerve|explosive|meth|weapon|poison|toxin|bomb)\\w*`,
    `\\b(?:poison|kill|murder|assassinate|injure|suffocate|electrocute|strangle|stab|hurt)\\b ${victim}(?! (?:for|process|session|job)\\b)`,
    `\\b(?:give|slip|administer|inject|feed)\\b${gap}\\b(?:an overdose|(?:lethal|fatal|toxic|deadly) dose)\\b`,
    `\\b(?:cut|tamper with|sabotage)\\b${short}\\b(?:brakes?|airbags?|gas valve|life support|pacemaker|insulin pump|ventilator|parachute)\\b`,
    `\\b(?:disable|override)\\b${short}\\b(?:brakes|life support|pacemaker|insulin pump)\\b`,
    `\\b(?:spray|poison|slash|scratch|smash|burn|flood|saw|cut down|kill|destroy|damage|wreck|salt|vandali[sz]e)\\b${gap}\\b(?:his|her|their|(?:my|the|our) neighbou?r'?s?'?|next[- ]door'?s?)\\b${short}\\b(?:hives?|bees?|plants?|trees?|hedges?|garden|lawn|crops?|flowers|cars?|tyres?|tires?|fence|windows?|boat|bike|roof|wall)\\b`,
    `\\bcontaminate (?:the |their )?(?:water|food)\\b`,
    `\\b(?:how (?:to|do i|can i|would i) (?:make|produce|create|mix|generate|release)|help me (?:make|produce|mix))\\b${short}\\b(?:chlorine|chloramine|poison(?:ous)?|toxic|mustard|hydrogen sulfide|tear)[ -]?gas\\b(?! (?:mask|detector|alarm|meter|leak))`,
    `\\b(?:mix|combine|blend|heat|react|pour)\\b${gap}\\b(?:so (?:that )?it (?:goes off|explodes?|blows? up|ignites?|burns? (?:him|her|them|it) down)|to (?:get|make|produce) (?:a )?(?:bang|explosion|(?:poison(?:ous)?|toxic|chlorine) gas)|goes off|detonat\\w+)\\b`,
    `\\b(?:how (?:many|much)|what dose)\\b${gap}\\b(?:my|his|her|someone's|a friend's) (?:\\w+'s )(?:\\w+ )?(?:pills|tablets|medication|medicine|meds|insulin|patches|painkillers)\\b`,
    `\\b(?:end my (?:own )?life|kill myself|hurt myself|take my own life|not be alive|painless(?:ly)? (?:way )?(?:to )?die|how many \\w+ (?:\\w+ )?(?:would|does it take to|to) (?:kill|die)|die in my sleep)\\b`,
    `\\b(?:don't|do not|without|instead of|rather than)\\b${short}\\b(?:doctor|hospital|ambulance|emergency room|physician|vet|prescription|paramedics?)\\b[^\\n]{0,60}\\b(?:how (?:much|many)|dose|dosage|give|inject|take|remove|cut|stitch)\\b|\\b(?:how (?:much|many)|dose|dosage|inject|stitch)\\b${gap}\\b(?:without|instead of|rather than) (?:seeing |going to |calling |asking |a |an |the )*(?:doctor|hospital|ambulance|prescription|vet)\\b`,
    `\\b(?:set|burn|light)\\b${short}\\b(?:fire to|on fire|alight|down)\\b${gap}\\b(?:house|car|shop|school|barn|building|office|flat|apartment|insurance)\\b`,
    `\\b(?:weld|run|drive|start|keep|operate|continue)\\b${gap}\\bwith(?:out)? (?:the |its |any )?(?:guards?|safety (?:cover|cage|switch|belt)s?|brakes|ventilation|protection)\\b${short}\\b(?:off|removed|open|disabled|bridged|bypassed)?\\b(?=[^.!?\\n]{0,40}\\b(?:faster|quicker|time|output|anyway|nobody|for once)\\b)`,
  ),
  pattern(
    "financial-loss",
    "fraud or theft",
    `\\b(?:fake|pretend|invent|exaggerate|stage)\\b${gap}\\b(?:whiplash|injur\\w+|pain|accident|theft|burglary|damage|illness|break-?in|fire)\\b${gap}\\b(?:insur\\w+|compensation|pays?|payout|claim|settle\\w*)\\b`,
    `\\bkeep the (?:deposit|money|cash|payment)s?\\b${short}\\b(?:block (?:him|her|them)|disappear|vanish|run off|ghost (?:him|her|them))\\b|\\b(?:don't|do not|never) (?:have|own|ship|deliver|send) (?:one|it|any|anything)\\b${gap}\\b(?:keep|take|pocket) (?:the|their|his|her) (?:deposit|money|cash|payment)\\b`,
    `\\b(?:nobody outside|not (?:yet )?public|before (?:it|this|that|the news) (?:is|gets|becomes) (?:announced|public|out|known)|inside information|insider (?:tip|information)|non-?public)\\b[^\\n]{0,160}\\b(?:sell|buy|short|trade|invest|dump)\\b[^\\n]{0,60}\\b(?:shares?|stocks?|options?|positions?|bonds?|coins?)\\b|\\b(?:sell|buy|short|trade|dump)\\b[^\\n]{0,60}\\b(?:shares?|stocks?|options?|positions?|bonds?|coins?)\\b[^\\n]{0,80}\\bbefore (?:it|this|that|the news|the announcement) (?:is|gets|becomes|comes) (?:announced|public|out|known)\\b`,
    `\\b${wield}\\b${gap}\\b(?:fake|forged?|falsified|counterfeit|fraudulent|bogus|phony|fictitious|made-up)\\b${short}\\b(?:invoices?|receipts?|cheques?|money|banknotes?|refunds?|insurance claims?|claims?|expenses?|tickets?|charity|payslips?|bank statements?|investments?)\\b`,
    `\\b(?:launder|embezzle|siphon|scam|defraud|swindle)(?:s|ing)? (?:\\w+ ){0,4}(?:money|funds|cash|elderly|seniors|people|customers|victims|investors|donors|her|him|them|company|accounts?)\\b`,
    `\\b${wield}\\b${gap}\\b(?:ponzi|pyramid scheme|pump[- ]and[- ]dump|romance scam|advance[- ]fee)\\b`,
    `\\b(?:use|charge|buy|order|pay|withdraw|transfer|book)\\b${gap}\\b(?:stolen (?:credit )?cards?|someone else's (?:card|account|identity)|(?:grandm\\w+|grandf\\w+|mother|father)'s (?:card|account)|without (?:his|her|their) (?:knowledge|consent|permission|knowing))\\b`,
    `\\b(?:buy|sell|short|trade|invest)\\b${gap}\\bbefore (?:the )?(?:news|announcement|earnings|merger|deal)\\b${short}\\b(?:public|released|announced|gets? out|comes? out)\\b`,
    `\\b(?:merger|takeover|acquisition|earnings|results|deal|bid)\\b${gap}\\b(?:nobody knows|not (?:yet )?public|announced (?:tomorrow|next|on|soon))\\b[^\\n]{0,60}\\b(?:buy|sell|short)\\b`,
    `\\b(?:commit|help with|get away with)\\b${short}\\b(?:insurance fraud|tax evasion|identity theft|money laundering|fraud)\\b`,
    `\\b(?:say|claim|tell|report|write|pretend|state)\\b${gap}\\b(?:never (?:arrived|came|received|got)|was (?:stolen|lost|damaged|broken)|is (?:lost|stolen))\\b${gap}\\b(?:although|even though|but (?:i|we)|so (?:that )?(?:i|we) (?:get|can keep)|and keep|i (?:still )?have (?:it|them)|refund and)\\b`,
    `\\b(?:split|break|divide|spread|keep|structure)\\b${gap}\\b(?:deposits?|payments?|transfers?|invoices?|purchases?|amounts?|cash|money|withdrawals?|contracts?|donations?)\\b${gap}\\b(?:below|under|beneath) (?:the |\\d[\\d·.,]* ?\\w{0,4} ?)?(?:reporting|report|approval|audit|declaration|limit|threshold|radar|so)\\b${short}\\b(?:nobody|no one|nothing|reported?|limit|threshold|notic\\w+|ask\\w*|flag\\w*|check\\w*|radar|without)\\b`,
    `(?<!\\b(?:the|a|my|our|this|that|his|her|their|last|each|an|every) (?:\\w+ )?)\\b(?:charge|bill|invoice)\\b${gap}\\b(?:twice|double|hours (?:we|i|nobody) (?:never|didn't|did)|things? (?:we|they) (?:never|didn't)|(?:she|he|they) (?:won't|will not|doesn't) (?:notice|check|read|remember))\\b`,
    `\\b(?:get|take|borrow|transfer|withdraw|move)\\b${gap}\\bfrom (?:my )?(?:grandm\\w+|grandf\\w+|mother|father|aunt|uncle|the old (?:lady|man)|her|his|their)\\b${gap}\\b(?:won't|will not|doesn't|never|without|before) (?:notice|notices|know|knowing|remember|asking|find|she|he)\\w*`,
  ),
  pattern(
    "legal-breach",
    "breaking the law or hiding it",
    `\\b(?:get|bring|take|let|travel|cross|enter|fly)\\b${gap}\\b(?:country|border|customs|immigration|passport control|europe|usa|uk)\\b${gap}\\b(?:(?:somebody|someone) else's|fake|false|forged|borrowed|another (?:person|man|woman)'s) (?:passport|id|papers|visa|identity)\\b`,
    `\\b(?:roll|turn|set|wind|clock|put|correct|change)\\b${short}\\b(?:odometer|mileage|hour counter|hour meter|speedometer)\\b${short}\\b(?:back|down|to|lower)\\b`,
    `\\b(?:change|alter|adjust|edit|tweak|fudge|drop|remove|invent)\\b${gap}\\b(?:measurements?|data(?: points?)?|samples?|values?|results?|outliers?|numbers?|responses?)\\b${gap}\\bso (?:that )?(?:it|they|the \\w+(?: \\w+)?) (?:falls?|drops?|gets?|becomes?|is|are|goes|comes?)\\b${short}\\b(?:below|under|above|significant|better|positive|0?\\.\\d+|reviewers?|nobody)\\b|\\b(?:reviewers?|auditors?|inspectors?) (?:won't|will not|will never|never|don't) (?:ever )?(?:check|notice|find out|look)\\b`,
    `\\b(?:change|alter|adjust|edit|rewrite|set|delete|remove|hide|move)\\b${gap}\\b(?:so (?:that )?|before )(?:the )?(?:inspect\\w+|audit\\w*|police|regulators?|authorit\\w+|customs|tax office|insur\\w+|officials?|controllers?|buyers?|court)\\b ?(?:don't|doesn't|do not|does not|can't|cannot|won't|never|will not|notices?|sees?|finds?|see|find)\\b`,
    `\\b(?:write|make|forge|sign|issue|create|print|draw up|produce)\\b${gap}\\b(?:prescriptions?|certificates?|references?|letters?|notes?|invoices?|permits?|diplomas?|reports?|contracts?)\\b${gap}\\bin (?:the name of )?(?:dr|prof|mr|mrs|ms|professor|doctor)[·.]? \\w+(?:'s name)?\\b`,
    `\\b(?:forge|falsify|counterfeit|backdate|back-date|fabricate|tamper with)\\b${gap}\\b(?:signatures?|documents?|records?|certificates?|contracts?|evidence|passports?|ids?|licen[cs]es?|prescriptions?|reports?|logs?|results?|timesheets?|diplomas?|transcripts?)\\b|\\b(?:destroy|shred|hide) (?:the |any |all )?evidence\\b`,
    `\\b${wield}\\b${gap}\\b(?:fake|forged|counterfeit|false) (?:\\w+ )?(?:ids?|passports?|driver'?s? licen[cs]es?|prescriptions?|diplomas?|certificates?|signatures?|visas?|transcripts?|degrees?|vaccin\\w+)\\b`,
    `\\b(?:evade|get around|circumvent|dodge)\\b${gap}\\b(?:sanctions?|customs|export controls?|taxes|the law|age verification|the subpoena|reporting (?:limit|threshold|requirement)s?)\\b`,
    `\\b(?:bribe|bribing|smuggle|smuggling|trafficking|price[- ]fixing|rig(?:ging)? (?:the |an? )?(?:election|vote|bid|tender|auction))\\b`,
    `\\bso that (?:nobody|no one|no-one|the police|they|he|she) (?:\\w+ )?(?:notices?|finds? out|knows?|suspects?|can(?:not|'t) (?:trace|prove|see))\\b|\\bcover (?:the|my|our|up (?:the|my|our)) (?:tracks?|crime|fraud|theft)\\b|\\bwithout (?:leaving )?(?:a |any )traces?\\b|\\b(?:dump|dispose)\\b${gap}\\b(?:toxic|chemical|hazardous|oil|waste)\\b${short}\\b(?:river|lake|sea|sewer|drain|forest|creek)\\b`,
    `\\b(?:delete|destroy|wipe|erase)\\b${gap}\\b(?:of my competitor|my competitor'?s?|my rival'?s?|before the (?:audit|police|investigat\\w+|inspection|trial|lawsuit|subpoena))\\b`,
    `\\b(?:delete|destroy|wipe|erase|remove|get rid of|shred|clear|purge|hide|lose)\\b${gap}\\bbefore (?:the )?(?:auditors?|regulators?|inspectors?|lawyers?|prosecut\\w+|investigators?|court|tax office|union|journalists?|they|hr)\\b${short}\\b(?:come|comes|arrive|get|gets|see|sees|look|find|ask|start|visit|read)\\w*`,
    `\\b(?:audit\\w*|police|investigat\\w+|inspect\\w+|regulators?|prosecut\\w+|court|subpoena\\w*|lawsuit)\\b[^\\n]{0,70}\\b(?:delete|destroy|wipe|erase|remove|get rid of|get|shred|clear|purge|hide|change|swap)\\b${gap}\\b(?:before (?:that|then|they|he|she|it)|disappear\\w*|off the|gone (?:by|before)|out of (?:sight|the way))\\b`,
    `\\b(?:change|alter|adjust|edit|rewrite|move|set)\\b${gap}\\b(?:date|figures?|numbers?|readings?|results?|times?|hours|mileage|odometer|minutes|signature|values?)\\b${gap}\\b(?:so (?:that )?(?:it|they|we|the \\w+) (?:looks?|seems?|appears?|passe?s?|comes? out)|to (?:look|make it look|hide|pass)|(?:afterwards|after the fact)|nobody|before (?:the )?(?:audit|inspection|sale))`,
    `\\b(?:write|send|create|issue|sign|certify|confirm|state|make|draft|give)\\b${gap}\\b(?:that|saying|says|stating|confirming|claiming)\\b${gap}(?:\\(|\\b(?:although|even though|though|but|only)\\b)\\s?(?:he|she|they|it|i|we)\\b ?(?:never|did(?:n't| not)|was(?:n't| not)|were(?:n't| not)|has(?:n't| not)|is(?:n't| not)|do(?:n't| not)|have(?:n't| not))\\b`,
    `\\b(?:split|spread|break|divide|structure)\\b${gap}\\b(?:stay|keep|remain|under|below)\\b${short}\\b(?:that|it|limit|threshold|reporting)\\b${gap}\\b(?:different|several|various|other) (?:branches|accounts|banks|names|people|days|tellers)\\b`,
    `\\b(?:doctor's|sick|medical) notes?\\b${gap}\\b(?:although|even though|i'm not|i am not|fake|made|without)\\b|\\b(?:write|make|forge|get|sign)\\b${short}\\b(?:in (?:his|her|their|my (?:boss|doctor|mother|father|wife|husband|manager)'s) name|(?:his|her|their|my (?:boss|doctor|mother|father|wife|husband|manager|teacher)'s) signature)\\b`,
  ),
  pattern(
    "privacy-exposure",
    "secret surveillance or exposure of a person",
    `\\b(?:records?|logs?|captures?|tracks?|copies)\\b${gap}\\b(?:types?|keystrokes?|screens?|messages|browses?)\\b${gap}\\bwithout (?:her|him|them|his|their) (?:\\w+ )?(?:notic\\w+|know\\w*|seeing)`,
    `\\b(?:secretly|covertly|without (?:his|her|their|the \\w+'s|anyone'?s?) (?:knowledge|consent|knowing|permission|noticing))\\b${short}\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy|install|copy|access|locat\\w+)\\w*`,
    `\\b(?:track|monitor|record|watch|follow|film|photograph|read|listen|spy on|locate|access|copy|install)\\w*\\b${gap}\\b(?:secretly|covertly|without (?:his|her|their|them|him|the \\w+) (?:knowledge|consent|knowing|permission|noticing))\\b`,
    `\\b(?:read|see|open|pull up|get|show|export|access|check|view|print)\\b${gap}\\b(?:dms?|private|messages|chats?|inbox|diary|photos|texts|mails?|medical|health|personnel|personal file|files?|bank|salary|location|browser history)\\b[^\\n]{0,60}\\b(?:they|he|she|nobody|no one)\\b ?(?:won't|will never|will not|must not|mustn't|doesn't need to|don't need to|needn't|can't|shouldn't) (?:ever )?(?:find out|know|notice|hear|see|be told)\\b`,
    `\\bspy(?:ing)? on (?:my|him|her|them|the)\\b|\\bstalkerware\\b`,
    `\\b(?:find|dig up|compile|collect|gather|get|look up|track down|tell me|work out)\\b${gap}\\b(?:home address|where (?:he|she|they|that \\w+) (?:lives?|goes|parks?|sleeps?|works?)|daily routine|licen[cs]e plate|which school (?:he|she|they|her|his)|when (?:he|she|they) (?:is|are) (?:home )?alone)\\b${gap}\\b(?:wom[ae]n|girl|barista|streamer|waitress|stranger|journalist|nurse|judge|witness|ex|crush|actress|celebrit\\w+|blocked me|who reported|who left)\\b|\\b(?:wom[ae]n|girl|barista|streamer|waitress|stranger|journalist|crush|actress)\\b${gap}\\b(?:home address|where she (?:lives?|goes|parks?|works?)|daily routine|when she is (?:home )?alone)\\b`,
    `\\b(?:microphones?|cameras?|location|gps|tracker|recording|record|listen|baby monitor|air ?tag|messages|calls?)\\b${gap}\\b(?:she|he|they|nobody|no one|none of them) (?:must|should|may|can|will|needn?|need|mus|do(?:es)?)(?: ?not|n't|t)? ?(?:need to|have to)? ?(?:n't |not |never )?(?:know|notice|find out|see|realise|realize|hear|be told)\\b`,
    `\\b(?:export|send|give|hand|mail|copy|pass|upload)\\b${gap}\\b(?:clients?|customers?|patients?|members?|users?|contacts|employees?)\\b${gap}\\b(?:he|she|they|who) (?:pays?|will pay|offers?|is paying|are paying)\\b`,
    `\\b(?:know|see|track|follow|watch|monitor)\\b${gap}\\b(?:my (?:ex|wife|husband|girlfriend|boyfriend|partner|employees?|staff|daughter|son))\\b${gap}\\b(?:without (?:her|him|them|their|his) (?:\\w+ )?(?:notic\\w+|know\\w*|being told)|(?:she|he|they) (?:must|should|may|can) ?(?:not|n't) (?:know|notice|find out|see))\\b`,
    `\\b(?:blocked me|restraining order|ran away from me|hiding from me|doesn't want (?:me to|to see me)|moved (?:out|away) (?:without|so))\\b[^\\n]{0,160}\\b(?:find|where|address|track|locate|lives?)\\b`,
    `\\b(?:find|track|locate|get|look up)\\b${short}\\b(?:my ex(?:-(?:wife|husband|girlfriend|boyfriend|partner))?'?s?\\b)${short}\\b(?:address|location|lives?|new (?:home|phone))\\b|\\bwhere my ex\\b${short}\\b(?:lives?|is|works?)\\b`,
    `\\b(?:sell|leak)\\b${short}\\b(?:customer|patient|employee|user|client|personal|private)\\w*\\b${short}\\b(?:data|records?|details|information|list|files)\\b`,
  ),
  pattern(
    "misinformation",
    "disinformation or deception of the public",
    `\\b(?:election|vote|voting|polls?|polling (?:day|station|place)s?|referendum|ballot)\\b${gap}\\bso (?:that )?(?:they|people|he|she|nobody|those)\\b ?(?:stay|stays|don't|won't|do not|will not|can't|miss|never|goes?|votes?)`,
    `\\b(?:write|post|publish|spread|make|create|tweet|share|send|record)\\b[^\\n]{0,200}\\b(?:(?:i|we)(?:'ve| have)? (?:just )?(?:made|invented) (?:it|this|that|them|all of it)(?: all)? ?(?:up)?|(?:none of|not a word of) (?:it|this|that) is true|it(?:'s| is) (?:all )?(?:made up|invented|a lie|not true))\\b`,
    `\\b(?:post|write|leave|publish|create|add|submit|place|give)\\b${gap}\\b(?:reviews?|ratings?|comments?|testimonials?|votes?)\\b${gap}\\bunder (?:\\w+ ){0,3}(?:names?|accounts?|identities)\\b`,
    `\\b${wield}\\b${gap}\\b(?:fake|fabricated|made-up|invented|bogus)\\b${short}\\b(?:news|reviews?|testimonials?|articles?|rumou?rs?|quotes?|studies|study|statistics|evidence|comments?|emergency|press release|scandals?)\\b(?! (?:detect|check|polic))`,
    `\\b${wield}\\b${gap}\\bfalse\\b${short}\\b(?:news|rumou?rs?|reviews?|emergency)\\b`,
    `\\b${wield}\\b${gap}\\b(?:disinformation|propaganda|astroturf\\w*|smear campaign|fake news)\\b(?! (?:detect|research|report|awareness|course|polic))`,
    `\\b(?:suppress|discourage|mislead|confuse|trick)\\b${short}\\b(?:voters?|turnout|elections?)\\b`,
    `\\b(?:spread|circulate|post|start)\\b${short}\\brumou?rs?\\b`,
    `\\b(?:post|write|leave|publish|create|add|submit|place|give)\\b${gap}\\b(?:reviews?|ratings?|comments?|testimonials?|votes?|signatures?|stars)\\b${gap}\\b(?:under (?:different|other|various|several|invented|\\w+ different) names?|as if (?:they|it|we|i)|pretending|posing as|from (?:different|several|multiple|\\d+|many|other) (?:accounts?|profiles?|names?)|in the name of)\\b`,
    `\\b(?:announce|tell|post|write|publish|send|spread|claim|say)\\b${gap}\\b(?:(?:even though|although|which|but) (?:it|that|this)?\\s?(?:'s not|isn't|is not|wasn't|was not) (?:true|so|the case)|to (?:scare|panic|frighten|mislead|fool|deceive) (?:people|them|everyone|the public|customers|patients|investors|voters|buyers))\\b`,
    `\\bvot(?:e|ing)\\b${gap}\\b(?:(?:\\w+ )?hundred|many|\\d{2,}|several|multiple) times\\b${gap}\\b(?:accounts?|names?|addresses|e-?mails?)\\b|\\bvot(?:e|ing)\\b${gap}\\b(?:from|with|using) (?:different|several|multiple|fake|other|many) (?:accounts?|names?|e-?mails?|addresses)\\b`,
    `\\b(?:send|tell|post|announce|write|spread|call|say|report|pull|set off|trigger)\\b${gap}\\b(?:gas leak|bomb|fire alarm|shooter|evacuat\\w+|recall|outbreak|power cut|flood warning)\\b${gap}\\bso (?:that )?${gap}\\b(?:off|cancell?ed|postponed|closed|empty|free|leave|leaves|out)\\b`,
    `\\bmake it (?:look|seem|appear|sound) (?:like|as if|as though)\\b${gap}\\b(?:came from|comes from|he|she|they|someone else|somebody else|the (?:competitor|police|bank|government|other)|official|an accident)\\b`,
  ),
  pattern(
    "unfair-treatment",
    "unfair treatment of a group",
    `\\b${worsen}\\b${gap}\\b${applicants}\\b${gap}\\b${group}\\b`,
    `\\b${applicants}\\b${short}\\b${group}\\b${gap}\\b${worsen}\\b`,
    `\\b(?:reject|exclude|filter out|screen out|deny|refuse|downgrade|turn down|charge more|don't (?:invite|hire|rent|lend)|do not (?:invite|hire|rent|lend)|never (?:invite|hire|rent))\\b${gap}\\b${applicants}\\b${gap}\\b${group}\\b`,
    `\\b(?:reject|exclude|filter out|screen out|deny|refuse|downgrade|turn down|don't (?:invite|hire|rent|lend)|do not (?:invite|hire|rent|lend)|never (?:invite|hire|rent))\\b${gap}\\b${group}\\b${gap}\\b${applicants}\\b`,
    `\\b(?:reject|don't (?:invite|hire|rent)|do not (?:invite|hire|rent)|never (?:invite|hire|rent))\\b${short}\\b(?:women|muslims?|jews?|immigrants?|refugees?|foreigners?|pregnant|disabled|black people|old people)\\b`,
    `\\b${group}\\b${gap}\\b(?:get|gets|receive|are|is|should be) (?:a no\\b|no (?:reply|answer|appointment|offer)|rejected|turned down|excluded|sorted out|left out|out\\b|not wanted|refused)`,
    `\\bonly (?:invite|hire|rent to|interview|promote|accept)\\b${short}\\b(?:men|male|white|young|native|christian|under (?:30|35|40)|straight)\\b`,
  ),
];

/** The text is about preventing, explaining, testing or reporting the thing, not doing it. */
export const defensive =
  /\b(?:report(?:ing|ed)?|detect\w*|prevent\w*|protect\w*|defend\w*|block(?:ed|ing)?|quarantin\w+|remov(?:e|ing)|clean|flag(?:ged|ging)?|filter(?:ing)? spam|warn\w*|aware\w*|recogni[sz]e|spot|identify|investigat\w+|analy[sz]\w+|mitigat\w+|patch|against|victims? of|suspect\w*|stop(?:ping)?|block ?list|is (?:this|it) (?:a )?|was|were|harassed|received|history of|article about|presentation (?:on|about)|training|simulat\w+|policy (?:on|about|against)|course (?:on|about)|poster|leaflet|handout|test data|for testing|unit tests?|mock|dummy|placeholder|seed data|fixtures?)\b/i;

/** The same inside the words that ask: "against" or "was" there say how it is to be done, not that it is to be stopped. */
export const defensiveInside =
  /\b(?:detect\w*|prevent\w*|protect\w*|defend\w*|quarantin\w+|flag(?:ged|ging)?|warn\w*|aware\w*|recogni[sz]e|identify|investigat\w+|analy[sz]\w+|mitigat\w+|victims? of|suspect\w*|block ?list|history of|article about|presentation (?:on|about)|training|policy (?:on|about|against)|course (?:on|about)|poster|leaflet|handout|test data|for testing|unit tests?|mock|dummy|placeholder|seed data|fixtures?)\b/i;
