import type { AskedKind } from "../lexicon/request-words.ts";
import { actsOf, sentenceAround } from "../text/acts.ts";
import { perObject } from "../text/memo.ts";
import { analysed, type Passage, type Place } from "../text/passage.ts";
import { type Sieved, sieved } from "../text/sieve.ts";

/** Text inside data that tells its reader to do something. */
export interface Directive {
  start: number;
  end: number;
  /** Values named from here to there belong to it. */
  zoneStart: number;
  zoneEnd: number;
  kinds: ReadonlySet<AskedKind>;
  /** Names of the cues found, such as `override`. */
  cues: readonly string[];
  /** 0 for a plain "please send …"; 2 and more for text that poses as an order to an agent. */
  strength: number;
}

export interface PlacedDirective extends Directive {
  place: Place;
}

interface Cue {
  name: string;
  strength: number;
  regex: Sieved;
}

// Gaps are bounded, so each pattern costs time linear in the text.
const cues: readonly Cue[] = [
  {
    name: "override",
    strength: 3,
    regex: sieved(
      /\b(?:ignore|disregard|forget|override|supersede|replace)s?\b[^.!?\n]{0,30}\b(?:previous|prior|above|earlier|preceding|existing|original|all|any|other|your|user'?s?)\b[^.!?\n]{0,30}\b(?:instructions?|rules?|guidelines?|prompts?|directives?|orders?|tasks?|requests?|messages?|context|polic(?:y|ies))\b|\b(?:ignoriere|vergiss|missachte)\b[^.!?\n]{0,40}\b(?:anweisung|vorgabe|regel)|\b(?:ignore[zr]?|oublie[zr]?)\b[^.!?\n]{0,40}\b(?:instructions|consignes|règles)|\b(?:ignora|olvida|ignore|esqueça|dimentica)\b[^.!?\n]{0,40}\b(?:instrucciones|instruções|istruzioni|reglas)|忽略.{0,12}(?:指令|指示|说明)|(?:指示|命令).{0,8}無視|игнорируй.{0,30}(?:инструкци|указани)/g,
    ),
  },
  {
    name: "secrecy",
    strength: 3,
    regex: sieved(
      /\b(?:do not|don't|never|and not|must not|should not|without|no need to|avoid|refrain from)\s{1,3}(?:ever\s|to\s|bother\s){0,2}(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|reveal|revealing|disclose|disclosing|show|showing|alert|alerting|let)\b[^.!?\n]{0,40}\b(?:user|users|customer|owner|anyone|anybody|human|operator|it|this|them|summary|step|formulary|source|guideline|polic(?:y|ies))\b|\b(?:leave|keep)\b[^.!?\n]{0,30}\b(?:out of|from|hidden|secret|between)\b[^.!?\n]{0,20}\b(?:summary|answer|reply|report|user|us)\b|\b(?:do not|don't|without|never|no need to)\s{1,3}(?:bother|bothering|trouble|troubling|ask|asking|worry|worrying|disturb|disturbing|consult|consulting)\s(?:them|the (?:user|customer|client|owner|guest|human)|him|her|anybody|anyone)\b|\b(?:silently|secretly|covertly)\b|\bnever mention\b|\bkeep (?:it|this|that) (?:strictly )?(?:confidential|secret|quiet|private|between us)\b|\b(?:erwähne|nenne|verrate|sage?)\b[^.!?\n]{0,20}\b(?:nicht|nichts|niemandem)\b|\bne (?:le |la |lui )?(?:mentionne|dis|signale)[zr]?\b[^.!?\n]{0,12}\b(?:pas|rien)\b|\bno (?:lo |se lo |le )?(?:menciones|digas|cuentes)\b|\bnon (?:lo |la )?(?:menzionare|dire)\b/g,
    ),
  },
  {
    name: "poses-as-system",
    strength: 2.5,
    regex: sieved(
      /<\/?(?:important|system|information|instructions?|admin|assistant|hidden|secret)>|\[(?:system|admin|inst|instructions?|developer|assistant)[^\]\n]{0,30}\]|(?:^|\n)\s{0,6}#{0,4}\s?(?:system|admin(?:istrator)?|developer)(?: (?:message|notice|override|prompt|note|instruction|update|alert))?\s?:|\b(?:new|updated|additional|important|special|priority) (?:system )?instructions?\b|\bsystem (?:prompt|override|directive|instruction)\b|\bthis is an? (?:important|urgent) message from\b|\boverride (?:code|mode|protocol)\b|\bdeveloper mode\b/g,
    ),
  },
  {
    name: "addresses-agents",
    strength: 2,
    regex: sieved(
      /\b(?:ai|llm|llms|chatbots?|language models?|gpt(?:-?\d)?|claude|gemini|copilot)\b|\b(?:ai|virtual|digital|shopping|coding|research|mail|maintainer|automated|autonomous|automation|calling|reading|processing|maintenance|review) (?:agents?|assistants?|bots?|models?|crawlers?)\b|\b(?:automated|automatic|robotic) (?:shoppers?|buyers?|users?|visitors?|clients?|readers?|browsers?|reviewers?|systems?)\b|\b(?:this|all|any|every|each|your|personal|support|whichever|whatever) (?:assistants?|bots?|models?)\b|\bwhichever agents?\b|\b(?:assistants?|bots|models?)\b(?=\s{0,3}[:,]|\s(?:must|should|shall|need to|have to|are (?:asked|required|instructed)))|\b(?:assistants?|bots?|agents?|models?)\b(?=\s[a-z]{2,12}ing\b[^.!?:\n]{0,40}:)|\bagents?\b(?=\s{0,3}\)?\s{0,3}:|\s(?:processing|reading|handling|summarising|summarizing) )|\b(?:to|for|attention) (?:the |any |every |all |whatever |whichever )?(?:systems?|software|programs?|scripts?|services?|tools?|process(?:es)?|robots?|readers?) (?:that |which |who |now |currently )?(?:assembl|read|process|summar|index|pars|handl|compil|writ|prepar|generat|review|answer|work)\w*|\b(?:to|dear|hey|hi|hello|note for|note to|attention|for) (?:the )?(?:assistant|agent|bot|ai|model)s?\b|\b(?:to|dear|hey|hi|hello|attention) (?:the |any |all |our )?(?!(?:travel|estate|real|insurance|ticket|booking|customs|shipping|sales|service|support|customer)\b)[a-z]{3,14}[ -](?:assistant|agent|bot|llm)s?\b|\b(?:notes?|attention|instructions?|message|information|info|hint|reminder)\s(?:to|for)\s(?:[a-z-]{2,16}\s){0,3}(?:systems?|software|programs?|parsers?|bots?|agents?|assistants?|models?|crawlers?|scripts?)\b|\b(?:whoever|anyone|anybody|everyone|the one|the person|those) (?:who )?(?:is |now |currently )?(?:process|read|handl|review|pars|summar|open|work|deal|answer|book)\w*\b(?=[^.!?\n]{0,40}:)|\b(?:agents?|assistants?|bots?) (?:who |that |currently )?(?:working|taking|assigned to|answering|resolving|booking|scheduling|shopping)\b|\b(?:automations?|autopilots?|copilots?|integrations?)\b(?=[^.!?\n]{0,40}\b(?:should|must|has to|have to|need(?:s)? to|shall|is to|are to)\b|\s{0,3}:)|\byour (?:assistant|agent|bot|helper) (?:has to|must|should|needs to|will)\b|\bif you (?:are|'re) an? (?:[a-z-]{2,14} ){0,2}(?:assistant|agent|bot|ai|model|robot)\b|@[a-z-]{0,20}(?:agent|bot|assistant|copilot)\b|\b(?:virtual|digital|automated|online|artificial) [a-z]{4,14}\s?:|\b(?:graders?|raters?|evaluators?|scorers?|referees?|screeners?|markers?|checkers?|reviewers?)\s?:|\b(?:browsing|playout|telematics|supervisory|supervising|moderation|moderating) (?:agents?|bots?|assistants?|clients?|systems?|models?)\b|\b(?:mailbox|inbox|account|calendar|home|phone|household) (?:assistants?|agents?|helpers?|bots?)\b|\b(?:shopping|scheduling|booking|travel|buying|mail|e-?mail|calendar|reading|browser|web|code|coding|writing|review|research|translation|summary|household|home|kitchen|office|digital|friendly|dear) (?:helpers?|bots?|copilots?|robots?)\b|\b(?:an|für) (?:[a-zäöü]+ ){0,2}(?:assistent\w*|ki|bots?|agenten?|sprachmodell\w*)\b|\b(?:hinweis|anweisung|nachricht) (?:an|für) (?:die |den |alle )?(?:ki|assistenten?|agenten?)\b|\b(?:à|aux|pour) (?:l['’]|les? |tou(?:t|s les) )?(?:assistante?s?|agents? (?:ia|virtuels?)|ia)\b|\b(?:para|a) (?:el |la |los |las |todos? (?:los )?)?(?:asistentes?|agentes? (?:de )?ia|ia)\b|\b(?:per|a) (?:l['’]|gli |tutti gli )?(?:assistent[ei]|agent[ei] ia|ia)\b|(?:ai|智能)\s?(?:助手|助理|代理|アシスタント|エージェント)|智能体|机器人助手|ассистент\w*/g,
    ),
  },
  {
    // Whatever program reads this is told what to do; documents also speak so of systems that they describe.
    name: "orders-software",
    strength: 1.5,
    regex: sieved(
      /\b(?:for|to|an|für) (?:the |any |all |your |our |die |den )?(?:[a-z-]{2,16} ){0,2}(?:robots?|bots?|software|systems?|services?|automations?|autopilots?|programs?|assistants?|agents?)\s?:|\b(?:robots?|bots?|software|systems?|services?|programs?|parsers?|importers?) (?:reading|processing|receiving|consuming|handling|parsing|importing|that reads?|that process(?:es)?) (?:this|it|these)\b|\b(?:receiving|reading|processing|summary|screening|intake|import|mail|operators?'?|contributors?'?) (?:\w+ )?(?:systems?|software|services?|tooling|tools?|bots?) (?:must|shall|should|has to|have to|is to|are to|needs? to|gives?|requires?)\b|\b(?:assistant|agent|bot|model|llm|ai|system)[_-](?:task|note|instruction|directive|order|hint|todo|action)s?\b|\byour [a-z-]{3,14} (?:systems?|software|apps?|services?|hub|client)\b|\b(?:automatic|automated) [a-z]{4,12}s\b|\b(?:is|are) (?:kindly |hereby )?(?:asked|requested|instructed|required|advised) to\b|\bhey,? (?:bot|assistant|ai)\b|\b(?:asistente|assistente|assistent|assistant)\s?:/g,
    ),
  },
  {
    // What is said about this text is ordered, whoever says it: the readers of an answer are not the readers of the text.
    name: "orders-answer",
    strength: 0,
    regex: sieved(
      /\b(?:summar(?:y|ies)|answers?|repl(?:y|ies)|responses?|recaps?|digests?|translations?|recommendations?|assessments?|evaluations?) (?:of|about|on|to|for|based on|concerning) (?:this|these|it|the (?:above|following|ticket|page|document|mail|message|thread|file|text))\b[^.!?\n]{0,40}\b(?:must|should|shall|need to|needs to|have to|has to|are to|is to|always|end|ends|include|includes|mention|mentions|state|states)\b|\b(?:tell|inform|advise|urge|direct|refer|point|remind|ask|asking|telling|assure|nudge|steer|send)\b (?:the |your |any |all |every |whatever |whichever )?(?:users?|readers?|customers?|clients?|person|people|visitors?|guests?|patients?|recipients?|human|asker|requesters?|whoever (?:asks|asked))\b|\bsagen? sie (?:dem|der|den) (?:nutzer\w*|person|kund\w*|leser\w*)\b|\bnennen? sie (?:dem|der|den) (?:nutzer\w*|person|kund\w*|leser\w*)\b|\b(?:dites|indiquez|précisez) (?:à|au|aux) (?:l['’])?(?:utilisateurs?|clients?|lecteurs?|personne)\b|\b(?:diga|dígale|indique|informe)(?:le)? (?:al|a la|a los) (?:usuario|cliente|lector|persona)s?\b|(?:告诉|告知|通知)(?:用户|客户|读者)|ユーザーに(?:伝え|知らせ)/g,
    ),
  },
  {
    name: "condition",
    strength: 1,
    regex: sieved(
      /\b(?:before|prior to|until) (?:you )?(?:answer|answering|continu|proceed|using|us(?:e|ing) this|complet|solv|respond|do(?:ing)? (?:this|that|the|any)|can )\w{0,4}|\b(?:must|have to|has to|need to|required to) (?:first|also|now|always|immediately)\b|\bfirst (?:call|run|send|use|execute|read|fetch|post)\b|\b(?:in order )?to (?:unlock|continue|proceed|complete (?:this|the)|access|retrieve|finish)\b/g,
    ),
  },
  {
    // A turn of a talk, put into what is read as if user and assistant had spoken.
    name: "poses-as-turn",
    strength: 2,
    regex: sieved(/(?<=\n\s{0,4}\n\s{0,6})(?:user|human|assistant)\s?:\s/g),
  },
  {
    name: "hidden",
    strength: 1,
    regex: sieved(
      /<!--|\bdisplay:\s?none\b|font-size:\s?[01](?:px|pt|em)?\b|color:\s?(?:white|#f[a-f]f(?:[a-f]f[a-f]f?)?)\b|\u200b/g,
    ),
  },
  {
    name: "standing-rule",
    strength: 2,
    regex: sieved(
      /\b(?:standing|permanent|general|mandatory) (?:rule|instruction|order)\b|\b(?:every|each) (?:\w+ ){1,3}(?:must|has to|needs to|shall)\b|\bfrom now on\b|\b(?:whenever|each time|every time|any time) you\b|\bin (?:all|every) future\b|\balways (?:add|cc|bcc|copy|include|forward|send|use|append|approve)\b/g,
    ),
  },
  {
    // Somebody else is to get it than the one the document itself is about.
    name: "redirect",
    strength: 1,
    regex: sieved(
      /\b(?:instead|rather),? (?:please )?(?:transfer|send|pay|wire|use|ship|deliver|forward|remit|deposit|direct|route)\b|\b(?:transfer|send|pay|wire|use|ship|deliver|forward|remit|direct|route)\b[^.!?\n]{0,80}\binstead\b|\b(?:bank|account|payment|banking|billing|delivery|shipping|contact)(?: (?:details|data|account|information|address|coordinates))?\b[^.!?\n]{0,20}\b(?:ha(?:ve|s) (?:recently |just |since )?changed|are new|changed|were updated)\b|\b(?:goes|go|delivered|shipped|sent) to\b[^.!?\n]{1,60}\binstead\b|\b(?:update|change|amend|replace|correct) (?:your |the |our )(?:records?|files?|system|master data|supplier|vendor|payment|bank|account)\b/g,
    ),
  },
  {
    name: "urgency",
    strength: 0.5,
    regex: sieved(/\b(?:immediately|right away|right now|at once|urgent(?:ly)?|asap|without delay|today)\b/g),
  },
];

const paragraphReach = 700;

function paragraphAround(folded: string, at: number): { start: number; end: number } {
  const from = Math.max(0, at - paragraphReach);
  const before = folded.lastIndexOf("\n\n", at);
  const after = folded.indexOf("\n\n", at);
  return {
    start: Math.max(from, before),
    end: Math.min(after < 0 ? folded.length : after, at + paragraphReach),
  };
}

/** Whom it is for is said first: what stands before is not part of the order. */
const leads: ReadonlySet<string> = new Set([
  "orders-answer",
  "addresses-agents",
  "orders-software",
  "poses-as-system",
]);

const field = /^\W{0,4}"[\w -]{1,30}"\s?:\s?"[\p{L}\d_-]{1,20}"\W{0,6}$/u;

const maximum = 40;

/**
 * Orders inside a text: each sentence with a verb of effect where an order has its verb, and each paragraph with a
 * strong cue, 40 at most. Reads the first 200,000 units.
 */
export const directivesOf: (passage: Passage) => readonly Directive[] = perObject((passage) => {
  const folded = analysed(passage);
  const hits = cues.flatMap(({ name, strength, regex }) =>
    regex.all(folded, maximum).map(({ index }) => ({ name, strength, at: index })),
  );
  const directives: Directive[] = [];
  const add = (at: number, kinds: readonly AskedKind[]) => {
    const sentence = sentenceAround(folded, at);
    // `"kind":"lock",` orders nothing.
    if (field.test(folded.slice(sentence.start, sentence.end))) {
      return;
    }
    const known = directives.find((directive) => directive.start === sentence.start);
    if (known !== undefined) {
      for (const kind of kinds) {
        (known.kinds as Set<AskedKind>).add(kind);
      }
      return;
    }
    const paragraph = paragraphAround(folded, at);
    const near = hits.filter(
      (hit) =>
        hit.at >= paragraph.start &&
        hit.at <= (leads.has(hit.name) ? Math.min(paragraph.end, sentence.end) : paragraph.end),
    );
    const names = [...new Set(near.map((hit) => hit.name))];
    const strength = names.reduce(
      (sum, name) => sum + (near.find((hit) => hit.name === name)?.strength ?? 0),
      0,
    );
    const strong = strength >= 2;
    directives.push({
      ...sentence,
      // What stands before its first cue is what the text would have said anyway.
      zoneStart: !strong
        ? Math.max(paragraph.start, sentence.start - 120)
        : near.every((hit) => leads.has(hit.name) || hit.strength < 1)
          ? Math.min(sentence.start, ...near.map(({ at: cue }) => sentenceAround(folded, cue).start))
          : paragraph.start,
      zoneEnd: strong ? paragraph.end : Math.min(paragraph.end, sentence.end + 200),
      kinds: new Set(kinds),
      cues: names,
      strength,
    });
  };
  for (const act of actsOf(folded)) {
    if (act.ordered && !act.negated && act.kinds.some((kind) => kind !== "read" && kind !== "goal")) {
      add(
        act.start,
        act.kinds.filter((kind) => kind !== "goal"),
      );
    }
    if (directives.length >= maximum) {
      return directives;
    }
  }
  for (const hit of hits) {
    if ((hit.strength >= 1.5 || hit.name === "orders-answer") && directives.length < maximum) {
      add(hit.at, []);
    }
  }
  return directives;
});

/** `directivesOf` with the place, in the form `gather` takes. */
export function placedDirectives(place: Place): readonly PlacedDirective[] {
  return directivesOf(place.passage).map((directive) => ({ ...directive, place }));
}
