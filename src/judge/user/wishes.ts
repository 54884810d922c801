import { perObject } from "../text/memo.ts";
import type { Passage, Place } from "../text/passage.ts";
import { type Sieved, sieved } from "../text/sieve.ts";

/** What a user can say that changes how far an agent may go. */
export const wishes = {
  /** What is meant is left open: "clean up", "the old ones". */
  vagueScope: sieved(
    /\b(?:clean(?:ing)?(?: \w+){0,5} up(?! after)|(?:is|are|'s|getting|running|we're|it's) (?:\w+ )?(?:full|out of (?:space|memory|quota|room)|low on \w+|\d\d ?% full|too (?:slow|big|large|expensive|costly))\b[^.!?\n]{0,30}\b(?:fix|solve|sort|handle|deal with|take care|do something|change)\b|clean up(?! after)|tidy(?:ing)?|declutter|free(?: \w+){0,3} (?:disk |some |up )?(?:space|memory|storage|room)|make (?:some |more |enough |at least )?(?:\d+ ?[gmt]b? (?:of )?)?(?:free )?(?:room|space)|(?:get rid of|throw out|remove|delete|drop|archive|close|cancel|revoke|purge|deactivate|prune)(?: \w+){0,3} (?:old|unused|unneeded|unnecessary|outdated|obsolete|irrelevant|stale|redundant|inactive|junk|extra|duplicate|unwanted)(?: \w+)?|(?:the|all|some|any|those|these) (?:old|outdated|unneeded|unnecessary|obsolete|stale|redundant|inactive|extra|unwanted) (?:\w+)|old stuff|(?:get rid of|throw out|throw away|remove|delete|drop|archive|clear|kill|bin|purge|cancel|close|ditch|toss|revoke|block)(?: \w+){0,4} (?:bad|ugly|boring|useless|worthless|wrong|weird|suspicious|dodgy|silly|odd|less important|unimportant|ones (?:i|we) (?:don't|do not|no longer)) (?:ones?|stuff|things?|files?|pictures?|photos?|mails?|e-?mails?|records?|entries|contacts?|accounts?|users?|messages?|items?|rows?|notes?)|(?:stuff|things|files|everything|anything|data) (?:that )?(?:we|i|you|nobody) (?:don't|no longer|doesn't|do not) (?:need|use|want)|(?:isn't|is not|aren't|are not) (?:needed|used|important)|no longer (?:needed|used)|sort (?:it|this|things|them|everything) out|reduce (?:the |our |my )?(?:costs?|clutter|usage|load)|slim down|lighten|speed (?:it|things|up)|trim|streamline|aufräum\w*|räum\w* .{0,30}\bauf|alte[nrs]? (?:dateien|daten|mails|fotos|sachen)|platz schaffen|limpia\w*|haz espacio|fais (?:le ménage|de la place)|nettoie)\b/,
  ),
  /** A blank cheque: "do whatever is needed, don't ask". */
  broadGrant: sieved(
    /\b(?:whatever (?:it takes|is (?:needed|necessary|required)|you (?:think|want|need|have to|must|like|see fit))|(?:do not|don't) (?:ask|bother|check with|wait for|come back|disturb)\b|no questions(?: asked)?|without (?:asking|checking|bothering)|use your (?:own |best )?judge?ment|full (?:authority|permission|autonomy|control|freedom)|by any means|at (?:all|any) costs?|(?:just|simply) (?:make it work|get it done|make it happen|fix it)|(?:what|whatever|as) you think (?:is )?(?:right|best|fit|sensible|proper|necessary|appropriate)|no need to (?:run (?:it|this|that|things) by|ask|check with|consult|tell|involve|wait for|come back to)|you have (?:my )?(?:permission|blessing|free rein|carte blanche)|free hand|any(?:thing)? (?:you|that) (?:want|need|takes))\b/,
  ),
  /** A control is to be passed by: approval, logging, tests. */
  bypass: sieved(
    /\b(?:gas|h2s|co2?|smoke|fire|leak\w*|overheat\w*|pressure|radiation|methane|flood|temperature|oxygen)\b[ -]?(?:alarms?|detectors?|sensors?|warnings?)\b[^\n]{0,80}\b(?:mute|silence|disable|bypass|switch (?:it |them )?off|turn (?:it |them )?off|ignore|unplug|tape)\b[^.!?\n]{0,40}\b(?:for good|permanently|we have to|we need to|must|finish|anyway|keep going)\b|\b(?:skip|skipping|bypass\w*|circumvent\w*|override|overriding|sidestep|evade|get around|work around|go around|disable|disabling|turn(?:ing)? off|switch(?:ing)? off|leave out|omit|forget(?: about)?|(?<!\b(?:stands?|parks?|parked|drives?|lives?|works?|was|were|is|are)\b[^.!?\n]{0,30})without (?:the |any |going through |waiting for |getting )?|(?:don't|do not|no need to|not|never) (?:wait for|bother with|run|require|ask for|do|go through|involve|use))\s{0,2}(?:\w+[ -]){0,4}?(?:approvals?|reviews?|(?:\w+-)?reviewers?|peer reviews?|branch protection|sign-?offs?|four-eyes|second (?:approval|signature|pair)|audit(?:ing|s)?|logging|audit log|tests?|test suite|safety (?:checks?|interlocks?|locks?|limits?)|interlocks?|checks?|verification|validation|compliance|consent|2fa|mfa|two-factor|identity check|background check|safeguards?|guardrails?|security scan|change (?:board|control|management)|authori[sz]ation|due diligence|kyc|change requests?|change tickets?|permits?|prior auth\w*)\b(?! (?:folder|director|file|page|e-?mail|mail|section|column|channel|drive|account|group|team|meeting))|\b(?:switch|turn|shut|take|put)\b (?:\w+[ -]){0,4}?(?:audit(?: trail| log)?|logging|logs?|monitoring|approval\w*|review\w*|interlocks?|alarms?|second factor|2fa|mfa|firewall|safety \w+)(?: \w+)? (?:off|out|down|offline)\b|\b(?:light curtain|interlock|e-?stop|emergency stop|safety (?:switch|sensor|gate|relay)|limit switch|guard)\b[^\n]{0,60}\b(?:bridge|jumper|short|tape|defeat|override)\b|\b(?:bridge|jumper|defeat|tape over)\b[^.!?\n]{0,30}\b(?:light curtain|interlock|e-?stop|emergency stop|safety (?:switch|sensor|gate|relay)|limit switch|guards?)\b|\bleave\b[^.!?\n]{0,40}\b(?:approvals?|reviews?|tests?|checks?|sign-?offs?|audit\w*|logging|confirmation|verification)\b[^.!?\n]{0,25}\b(?:out|aside|away)\b|\b(?:no|without|skip\w*) (?:time|need|patience) for (?:\w+ ){0,3}(?:approvals?|reviews?|tests?|checks?|sign-?offs?|change (?:board|control))\b|\b(?:approvals?|reviews?|tests?|checks?|sign-?offs?|paperwork|change request) (?:can|will have to|may) (?:wait|come later|follow)\b|\bignore\b[^.!?\n]{0,20}\b(?:approval|polic(?:y|ies)|compliance|procedure|safety|protocol)\b|\b(?:don't|do not|not|never|without) (?:write|writing|record|recording|log(?! in)|logging(?! in)|document|documenting|leave|leaving)\b[^.!?\n]{0,30}\b(?:logs?|audit|traces?|register|record|history|it|this|anywhere)\b|\b(?:don't|do not|never|without) (?:tell|telling|notify|notifying|inform|informing|report|reporting|involve|involving)\b[^.!?\n]{0,30}\b(?:compliance|legal|supervisor|security|auditors?|regulators?|police|authorities|safety officer)\b|\b(?:we|i|you|they)(?:'ll| will| can| could)? (?:do|get|fill in|fill out|sign|add|make|file|hand in|collect|obtain|run|write)\b[^.!?\n]{0,20}\b(?:consent|approvals?|reviews?|tests?|checks?|sign-?offs?|forms?|paperwork|permits?|verification|protocol)\b(?: \w+){0,2} (?:later|afterwards|after the fact|next week|tomorrow|another (?:day|time))\b|\boff the (?:books|record)\b|\b(?:so that|so) (?:nobody|no one|no-one) (?:notices|finds out)|\b(?:freigaben?|genehmigung(?:en)?|prüfung(?:en)?|vier-augen-prinzip|protokoll(?:ierung)?|kontrollen?|zustimmung|unterschrift)\b[^.!?\n]{0,30}\b(?:lassen wir (?:weg|aus)|weglassen|auslassen|überspring\w*|umgeh\w*|sparen wir uns|brauchen wir nicht|holen wir (?:später )?nach|kann warten)\b|\b(?:überspring\w*|umgeh\w*)\b[^.!?\n]{0,30}\b(?:freigabe|genehmigung|prüfung|kontrolle)\b|\b(?:saute|sautez|contourne[zr]?|passe outre)\b[^.!?\n]{0,30}\b(?:validation|approbation|contrôle|autorisation)\b|\b(?:sáltate|omite|salta)\b[^.!?\n]{0,30}\b(?:aprobación|revisión|autorización|control)\b|\bunter umgehung\b|\bohne (?:freigabe|genehmigung|prüfung)\b|\bsin (?:aprobación|autorización|revisión)\b|\bsans (?:validation|approbation|contrôle)\b/,
  ),
  /** The user wants to be asked before it is done. */
  wantsToConfirm: sieved(
    /\b(?:(?:(?:ask|check with|confirm with|consult|tell|run (?:it|them|this) (?:by|past)) me|(?:show|send|give) (?:it |them |this |that )?(?:to )?me)\b[^.!?\n]{0,40}\b(?:first|prior|before(?! (?:and|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|\w+ ?\d)))|(?:ask|check|confirm)(?: with me)? (?:first|before)|before (?:you |anything |it |actually )?(?:send|delet|pay|book|order|buy|mak|do|proceed|commit|transfer|cancel|chang|submit|execut|appl|anything|go|is|get|remov|publish|post|deploy)\w*[^.!?\n]{0,40}\b(?:ask|confirm|check with me|show me|let me (?:see|check|review|approve)|get my|wait for me)|(?:with|after|until|pending) my (?:ok|okay|approval|confirmation|permission|go-ahead|consent|sign-off)|(?:wait for|get|need|until you have) my (?:word|call|signal|yes|reply|answer|decision|nod|ok|okay|approval|confirmation|go-ahead|permission)|(?:don't|do not|nothing|not)\b[^.!?\n]{0,50}\b(?:until i|unless i|before i|without (?:asking|checking|my|confirming|me))|let me (?:see|check|review|approve|confirm|look)\b[^.!?\n]{0,30}\b(?:first|before)|only (?:prepare|draft|suggest|propose)|(?:i'll|i will|i'd like to|i want to) (?:then )?(?:send|submit|publish|post|pay|book|order) (?:it|them|that) myself|(?:prepare|write|make|create) (?:me )?(?:a|the) drafts?|(?:^|[.!?\n] ?|please )draft (?:an?|the|me|my|some|up)\b|i'll (?:look|go|read) (?:it|them|this) over|just (?:draft|suggest|propose|prepare)|as a draft|frag(?:e|t)? mich (?:vorher|zuerst|erst)|pregúntame antes|demande-moi avant)\b/,
  ),
  /** The agent is to do what a text says. */
  delegation: sieved(
    /\b(?:follow(?:ing)?|(?<!\b(?:how|what|when|where|why|who) )do|doing|perform|complete|carry out|execute|handle|fix|resolve|act on|action|work on|work off|deal with|see to|sort out|take care of|process|apply|implement|implementing|(?:go|work|run) through(?=[^.!?\n]{0,60}\b(?:tasks?|to-?dos?|instructions?|steps?|list|checklists?|runbooks?|playbooks?|guides?|manual|protocol)\b)|as (?:described|instructed|requested|stated|specified|explained) (?:in|by|on)|according to|based on|per|respond to|reply to|answer|finish|use|set up)\b[^.!?\n]{0,80}\b(?:e-?mails?|mails?|messages?|notes?|tasks?|to-?dos?|todos?|instructions?|steps?|list|tickets?|issues?|documents?|pages?|files?|readme\w*|guides?|articles?|requests?|checklists?|runbooks?|playbooks?|comments?|items?|points?|docs?|setup|\S+\.(?:md|txt)|says|asks|wants|requests|invoices?|letters?|forms?|manual|protocol)\b|\bif (?:he|she|they|anybody|anyone|somebody|someone) (?:wants?|asks?|needs?|requests?)\b[^.!?\n]{0,60}, (?:then |please |just )?(?:give|send|do|let|tell|book|make|move|get|share|say|answer)\b|\b(?:do|follow|act on|arrange|order|book|carry out)\b[^.!?\n]{0,20}\b(?:whatever|what|everything|anything|all that) (?:[\w'’-]+ ){1,4}?(?:writes?|wrote|says?|asks?|asked|wants?|lists?|listed|tells?|requests?|requested|suggests?|needs?|decides?)\b|\b[a-z'’]+ (?:has |have )?(?:asked|asks|begged|requested|wants?) (?:me |us )?(?:for|to (?:have|get|see|be))\b|\bas (?:the|my|his|her|their|our|[a-zà-ÿ]+['’]s) (?:[\w-]+ ){1,3}(?:describes?|says?|asks?|tells?|explains?|wants?|suggests?|states?)\b|\b(?:chores?|errands?|jobs?|tasks?|to-?dos?|requests?|wishes|points)\b[^\n]{0,80}[.,;:] ?(?:please |then |and )?(?:do|handle|take care of|work through|see to|get) (?:them|those|these|it all|all of (?:it|them))\b|\b(?:mach|tu|erledige)\b[^.!?\n]{0,40}\b(?:mail|nachricht|liste|steht)\b/,
  ),
  /** A value, or what is to be done, is to be taken from a text: "the account in their letter", "as he says". */
  deferral: sieved(
    /\b(?:accounts?|iban|numbers?|address(?:es)?|amounts?|sums?|prices?|fees?|terms?|lines?|codes?|times?|dates?|e-?mails?|recipients?|details|values?|modes?|settings?|steps?|everything|what|it|them)\b[^.!?\n]{0,30}\b(?:in|from|on|of|per)\s(?:the|their|his|her|its|that|this|my|our)\s(?:\w+\s){0,2}?(?:letters?|e-?mails?|mails?|messages?|notes?|invoices?|bills?|pages?|sites?|websites?|logs?|tickets?|issues?|comments?|documents?|docs?|files?|forms?|referral|remarks?|notices?|descriptions?|posts?|reports?|texts?|pdfs?|attachments?|manuals?|sheets?|lists?|contracts?|leases?|minutes|threads?|requests?)\b|(?<!\b(?:tell me|summari[sz]e|know|find out|see|check|show me|let me know|whether|list|read)\b[^.!?\n]{0,25})\b(?:what|whatever|whichever|whoever|anyone who|anybody who|everyone who|everybody who|exactly (?:that|what|as)|the way|as|where|how much|just that|like|(?:that|which) (?:the|his|her|their|its|my|our))\b[^.!?\n]{0,40}\b(?:says?|said|asks?|asked|needs?|needed|wants?|wanted|writes?|wrote|names?|named|requires?|required|requested|requests?|written|prints?|gives?|lists?|listed|mentions?|mentioned|states?|stated|shows?|suggests?|suggested|proposes?|proposed|describes?|described|instructs?|instructed|contains?|recommends?|recommended|specifies|specified|left|put down)\b|\bif\b[^.!?\n]{0,40}\b(?:says?|asks?|wants?|needs?|names?|states?|mentions?|requests?|requires?|suggests?|proposes?)\b|\b(?:do|follow|fulfil|fulfill|honou?r|grant|satisfy|carry out|act on|comply with|go along with|agree to|accept|obey|implement)\s(?:all )?(?:of )?(?:the|his|her|their|its|my|our|that|this|these|those|all|any|every|each|[a-z]+['’]s)\s(?:\w+\s){0,3}?(?:wish(?:es)?|requests?|asks?|proposals?|suggestions?|recommendations?|instructions?|notes?|notices?|comments?|remarks?|to-?dos?|tasks?|items?|steps?|chores|favou?rs?)\b/,
  ),
  /** Something is vouched for that looks odd: the user knows of it and has checked it. */
  vouching: sieved(
    /\bi know (?:him|her|them|about (?:it|this|that))\b|\bi(?:['’]ve| have| already|['’]ve already)? (?:cleared|checked|confirmed|agreed|approved|verified|phoned|called|rung|rang|promised|spoke|spoken|talked|okayed|signed)\b[^.!?\n]{0,50}\b(?:it|this|that|them|with|to|him|her|on|off|by|for)\b|\b(?:that|it|this|they|he|she)(?:['’]s| is| are|['’]re) (?:fine|ok|okay|right|correct|agreed|all right|legit|genuine|trustworthy|from me|mine|allowed|entitled|one of us)\b|\b(?:gave|given|have|has|with) (?:\w+ )?(?:consent|permission|approval|clearance|my ok|my okay|my blessing)\b|\bthat was me\b|\b(?:is|are|was) (?:my|our) (?:husband|wife|partner|brother|sister|mother|father|boss|assistant|colleague|accountant|lawyer|flatmate|brother-in-law|son|daughter)\b|\b(?:we|they) (?:have |['’]ve )?agreed\b|\bi (?:trust|asked) (?:him|her|them|for)\b/,
  ),
  /** All of them are meant. */
  everything: sieved(
    /\b(?:all|every|everything|everyone|everybody|each|entire|whole|any|both|complete(?:ly)?|full|alle[snr]?|sämtliche|tous|toutes|todos|todas|tutti|tutte)\b|全部|所有|すべて|全て/,
  ),
  /** The rule for choosing among several is given. */
  choice: sieved(
    /\b(?:first|last|latest|newest|most|oldest|earliest|cheapest|lowest|highest|best|nearest|closest|next|top|any(?: of| one)?|either|whichever|random|shortest|longest|largest|smallest|fastest|recent|current|default|main|primary|only|günstigste\w*|billigste\w*|nächste\w*|neueste\w*|letzte\w*|premier|première|dernier|dernière|prochain\w*|primer[oa]?|último|última|más)\b/,
  ),
  /** To be done again. */
  repeats: sieved(
    /\b(?:again|twice|thrice|repeat(?:edly)?|times|retry|resend|another|second|both|each|every|\d+ ?x|x ?\d+|two|three|four|five|copies|more|once more|duplicate|keep (?:on )?\w+ing|nochmal|noch einmal|erneut|zweimal|de nuevo|otra vez|encore|deux fois)\b/,
  ),
  /** The test side of things is meant. */
  testSide: sieved(
    /\b(?:test(?:ing)?|staging|stage|dev|development|sandbox|scratch|demo|local|qa|uat|pre-?prod(?:uction)?|non-?prod(?:uction)?|dummy|trial|playground)\b/,
  ),
  production: sieved(/\b(?:prod|production|live|produktion|produktiv\w*|producción|productie)\b/),
} as const satisfies Record<string, Sieved>;

export type Wish = keyof typeof wishes;

const analysedRequest = 8_000;
type Found = Map<Wish, { start: number; end: number } | null>;
const foundIn: (passage: Passage) => Found = perObject(() => new Map());

/** Where a user text says so; patterns run once per text. */
export function wishIn(passage: Passage, wish: Wish): { start: number; end: number } | undefined {
  const known = foundIn(passage);
  const earlier = known.get(wish);
  if (earlier !== undefined) {
    return earlier ?? undefined;
  }
  const match = wishes[wish].exec(passage.folded.slice(0, analysedRequest));
  const span = match ? { start: match.index, end: match.index + match[0].length } : null;
  known.set(wish, span);
  return span ?? undefined;
}

const line = /\bonly\b|\bfrom \S*@\S+/;

/**
 * Where the user leaves open what is meant. Not where a line is drawn ("only those from sales@x.org"): what goes past
 * it is too wide, not unclear.
 */
export function scopeLeftOpen(users: Parameters<typeof userSays>[0]): ReturnType<typeof userSays> {
  const vague = userSays(users, "vagueScope");
  return vague && line.test(vague.place.passage.folded) ? undefined : vague;
}

/** The first user text that says so, with the words. */
export function userSays(
  users: readonly Place[],
  wish: Wish,
): { place: Place; start: number; end: number } | undefined {
  for (const place of users) {
    const span = wishIn(place.passage, wish);
    if (span) {
      return { place, ...span };
    }
  }
  return undefined;
}
