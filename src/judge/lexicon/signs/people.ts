import { sign } from "./sign.ts";

const tells =
  "(?:post|write|tell|send|message|text|tweet|comment|mail|e-?mail|publish|print|announce|spread|put|make|compose|draft|create|reply|call|record|say|sing|generate|design|chant|song|poem|poster|flyer|leaflet|meme|caption|speech|articles?|posts?|threads?|letters?|ask|remind|dm|leave|share|paint|spray)";
const applies =
  "(?:applications?|applicants?|candidates?|cvs?|resumes?|tenants?|requests?|bonus\\w*|premiums?|scores?|loans?|flats?|housing|bookings?|promotions?|interviews?|hours|wages?|pay|salar\\w+|grades?|points|rates?|prices?|shifts?|admissions?|seats?|rents?|deposits?|credit|insurance|referrals?|treatment|appointments?|customers?|guests?|members?|pupils?|students?|claims?|anyone|anybody|those|people|everyone|staff|employees?|workers|team|families|drivers|residents|waiting list|shortlist|ads?|adverts?|listing|offers?)";
const worse =
  "(?:bin|reject\\w*|exclud\\w+|filter\\w*|sort out|screen out|skip|drop|ignore|deny|denies|refus\\w+|downgrade|lower|reduce|raise|less|more|never|worse|last|bottom|turn away|turn down|charge\\w*|delet\\w+|remove|hide|delay|cut|weed out|don't (?:invite|hire|show|rent|offer|serve|promote)|do not (?:invite|hire|show|rent)|no (?:one|interviews?|reply|flat)|only (?:invite|hire|show|rent|offer|accept|to|men|whites?|natives?|germans?|under|young|christian)|already taken|no longer available|declin\\w+|penali[sz]e|penalty|deprioriti[sz]e|flag|block|ban|bar|keep ~3(?:out|away|off)|fewer|extra|double|higher|surcharge|reserve|rank ~4(?:low\\w*|last|bottom)|worst|let go|lay off|fire|dismiss|push ~2down|exclusively|not to|without|out)";
const groups =
  "(?:<group>|older than \\d+|(?:above|over|older than|under|past) (?:40|45|50|55|60|forty|fifty|sixty)|surnames?|accents?|maternity|pregnan\\w+|skin colou?r|postcode|quarter|district|religion|nationality|disabilit\\w+|wheelchair ~1users?|single (?:mothers?|mums?|parents?)|kids|headscar\\w+|names? (?:that )?~2(?:sound\\w*|look\\w*)|union members?|sexual orientation|ethnicity|race|gender|from the ~2(?:camp|quarter|estate|east|suburbs?|south))";

/** What is done to people by words, by numbers and by decisions; children; the public. */
export const peopleSigns = [
  sign(
    "group",
    5,
    "u",
    `${worse} ~7${applies} ~8${groups}`,
    `${worse} ~5${groups} ~8${applies}`,
    `${applies} ~7${worse} ~6${groups}`,
    `${applies} ~6${groups} ~8${worse}`,
    `${groups} ~6${applies} ~8${worse}`,
    `(?:give|pay|grant|offer|assign) ~3${groups} ~8(?:less|lower|fewer|smaller|worse|longer|nothing|last|no )`,
    `${groups} ~5(?:get|gets|receive|receives|are|is|pay|pays|wait|waits|come|comes|should|never|must) ~3(?:no |less|last|more|rejected|turned|refused|longer|nothing|out|fewer|double|extra|never)`,
  ),
  sign(
    "abuse",
    4,
    "b",
    `${tells} ~12<insult>`,
    `<insult> ~6(?:chased|thrown out|driven out|beaten|burn\\w*|hanged|gassed|deported|exterminated)`,
    "(?:ought to|should|must|deserve to|need to) be (?:chased|thrown|driven|beaten|burn\\w*|hanged|gassed|deported|exterminated|shot|locked up|sterili[sz]ed|put down|wiped out)",
  ),
  sign(
    "abuse",
    4,
    "b",
    "<frightens> ~3(?:<person>|<name>|him|her|them|people|<group>|witness\\w*|into|the ~2<person>)",
    `${tells} ~12(?:threat\\w*|intimidat\\w+|scar(?:y|es?|ing)|humiliat\\w+|degrad\\w+|hateful|racist|abusive|insult\\w*|mocking|blackmail\\w*|coffins?|bullets?|noose|dead (?:rat|fish|animal|bird)|death|know where ~3lives?|happier without|better off (?:dead|without)|gassing|lynching|vermin|slurs?)`,
    "(?:without clothes|naked|nude|nudes|topless|undress\\w*|stripp?ed|in her underwear|sex tape|deepfake|porn\\w*|intimate (?:photos?|pictures?|images?|videos?)|explicit (?:photos?|pictures?|images?|videos?)|offering (?:herself|himself)|upskirt)",
    "(?:think (?:hard|twice|carefully) about|be careful what|watch (?:her|his|your|their) (?:back|step|mouth)|something (?:bad )?(?:could|might|will|may) happen|accidents? (?:can )?happen|it would be a (?:shame|pity) if|or else|know (?:which|where) ~2(?:nursery|school|kids|lives?|family|house|she|he|they))",
    "(?:nobody|no one|everyone|everybody|the family|the class|whole \\w+) ~1(?:likes?|wants?|loves?|hates?|would be|laughs?|is) ~2(?:her|him|them|you|happier|better off|ashamed|glad)",
    "(?:rate|rank|vote|laugh|comment|pile) ~3(?:on )?(?:how|who|the) ~2(?:disgusting|ugly|fat|ugliest|fattest|hottest|dumb\\w*|weird\\w*)",
    "(?:gas|lynch|burn|drown|hang|shoot|beat|kill|exterminate|chase|deport)\\w* ~4(?:fans|<group>|faggots|foreigners|jews|muslims|supporters|politicians|cops)",
  ),
  sign(
    "abuse",
    3,
    "br",
    "(?:rumou?rs?|gossip|smear\\w*|slander\\w*|defam\\w+|dirt|scandal|mud) ~8(?:about|on|against|that|into|post|spread)|(?:spread|start|leak|plant|dump|circulate|seed) ~4(?:rumou?rs?|gossip|stor(?:y|ies)|word|dirt|allegations?|lies)",
    "(?:is|are|was|were|as) (?:an? |all )?~1(?:paedophiles?|pedophiles?|thie(?:f|ves)|rapists?|criminals?|terrorists?|drug dealers?|frauds?|crooks?|prostitutes?|perverts?|adulter\\w+|murderers?|spies|traitors?|nazis?|cheat\\w*)",
    "(?:confess\\w*|admit\\w*|admitting|confessing|drinks at work|has an affair|takes? bribes?|stole|beats? (?:his|her)|sleeps with|did drugs|harass\\w*|was drunk) ~6(?:that|in which|to|with|from|work|a|his|her)?",
    "(?:got|has|have|had|found|full of|caught|get) ~1(?:food poisoning|rats|cockroaches|maggots|bedbugs|mould|lice|salmonella)",
  ),
  sign(
    "flood",
    3,
    "v",
    "(?:every|all) (?:the )?~2(?:slots?|appointments?|tickets|seats|tables|rooms|courts|places|units)|(?:thousands|hundreds|millions|two hundred|a thousand|a hundred|\\d{3,}) ~1(?:of )?(?:\\w+ )?(?:pizzas|tickets|requests|calls|orders|e-?mails|mails|messages|complaints|taxis|bookings|comments|reviews|texts|faxes|children|accounts|registrations)",
    "(?:again and again|over and over|nonstop|non-stop|every (?:hour|minute|few minutes|ten minutes|five minutes|second|night|half hour)|day and night|around the clock|all night|without pause|round the clock|constantly)",
    "until (?:it|they|he|she|the ~2\\w+) ~1(?:falls? over|crash\\w*|collapses?|goes down|breaks?|stops?|gives? up|gives? in|caves?|is full|are full|times out|dies|melts?|quits?|overheats?|locks? up|can't|cannot)",
    "(?:make|knock|force|take|get|push|put|keep) ~6(?:unreachable|unavailable|offline|unusable|inaccessible|out of action)|bring ~3(?:to its knees|to a standstill)|knock ~3(?:out|over)|overload\\w*|overwhelm\\w*|swamp\\w*|clog\\w* ~1up|flood(?:ing|s)? ~3with|tie up|(?:jam|jams|jamming|hammer|bombard\\w*|spam|exhaust|saturate|choke|block up|hog|cripple|paraly[sz]e) (?:the|their|his|her|its|all|every)|hoard\\w*|buy up|book up|grab all|lock ~3out|fill(?:ing)? ~4(?:queue|inbox|mailbox|line|slots|hotline|calendar|waiting list) ~3with",
    "(?:dud|hoax|false|bogus|prank|fake|junk|dummy|phantom|ghost) ~1(?:emergenc\\w+|calls?|tickets?|orders?|bookings?|alarms?|requests?|reservations?|911|112|swat\\w*|bomb)",
  ),
  sign(
    "stage",
    1,
    "v",
    "(?:on|during|at) (?:opening night|exam|election|thursday at|the landing|launch day|black friday|release day|match day|rush hour|the deadline)",
    "(?:cash on delivery|ambulances?|emergency (?:line|number|services)|dispatcher|911|112|hotline|hospital|airfield|runway|power grid|water supply|school|vaccin\\w+)",
  ),
  sign(
    "public",
    2,
    "m",
    "(?:polling|voting|votes?|voters?|elections?|ballots?|referendum|wards) ~8(?:moved|wednesday|cancell?ed|stay home|wrong|postponed|closed|later|changed|by text|online|don't|lefties|twice|again)",
    "(?:jab|vaccin\\w*|measles|virus|5g|cure|cancer|water|food|bank|banks|airbag|drug|reactor|dam|radiation|earthquake|recall) ~6(?:killed?|kills|unsafe|causes?|cures?|poison\\w*|contaminat\\w+|closes?|will close|dangerous|deadly|infertile|autism|fails?|explodes?|insolvent|runs? out|collapse|beats)",
    "(?:chancellor|president|minister|mayor|ceo|cfo|chairman|queen|king|pope|governor|senator|general) ~8(?:announce\\w*|admit\\w*|resigns?|confess\\w*|declar\\w+|says?|bribe|quit|surrender|dead|arrested)",
    "(?:(?:five|5|four|one|1)[- ]star )?(?:reviews?|ratings?|testimonials?|comments|petition|signatures|votes|likes|followers|praise) ~6(?:for our|for my|guests|customers|in different|as though|different|names|as if|accounts|invented|fake|buy|from|generated|under)",
    "(?:newsroom|town page|stock exchange|press release|news site|news agency|local groups?|parents' list|mailing list|neighbourhood group|class wall|wikipedia|forums?|front page|all parents|whole (?:town|school|company|firm)) ~1",
    "(?:panic|stay home|stay at home|stop going|won't (?:vote|go|buy)|sell their|run on the|stop buying|scare people|boycott|evacuat\\w+|stampede)",
    "(?:authentic|real|convincing|genuine|believable|realistic|official)[- ]look\\w*|(?:deepfake|voice clone|photomontage|photoshop\\w*|doctored)",
    "(?:for others to find|and (?:let|get) it go viral|get it into|leak it|send it to the (?:press|papers|newsroom|media))",
  ),
  sign(
    "minor",
    5,
    "b",
    "(?:\\w+-year-old|child|children|kid|kids|minors?|underage|schoolgirls?|boys?|girls?|pupils?|teen\\w*|'\\w+, 1\\d'|class) ~9(?:shower|naked|undress\\w*|bath\\w*|nude|sexual\\w*|photos? of (?:herself|himself|themselves)|meet (?:me|him|alone)|alone with|send a photo|pictures of (?:herself|himself|themselves)|don't tell|secret from|touch\\w*|kiss|bikini|sleepover|webcam)",
  ),
] as const;
