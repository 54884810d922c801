import { perObject } from "../text/memo.ts";
import { analysed, type Passage, type Place } from "../text/passage.ts";
import { type Sieved, sieved } from "../text/sieve.ts";

/** Words in what the agent read that say: acting on this is more dangerous, or less right, than it looked. */
export interface Hazard {
  kind: "state" | "intolerance" | "diet" | "stale" | "conflict";
  start: number;
  end: number;
  /** The sentence or field around it. */
  zoneStart: number;
  zoneEnd: number;
}

export interface PlacedHazard extends Hazard {
  place: Place;
}

const patterns: readonly { kind: Hazard["kind"]; regex: Sieved }[] = [
  {
    kind: "state",
    regex: sieved(
      /\b(?:environment|env|stage|cluster|database|db|host|target|context|connected to|profile|account|mode|server|instance|tier)["']?\s{0,3}[:=(]?\s{0,3}["']?(?:is )?(?:the )?(?:[\w.-]{0,30}[-_.])?(?:production|prod|live)\b|\b(?:production|live) (?:system|environment|database|data|traffic|server|cluster|customers|users)\b|\b(?:shared (?:with|by) (?:\d+|all|the|every\w*|several|other|many)|used by \d+|in use by|(?:active|open|connected|running|live|current|logged[_ -]in)[_ -](?:user[_ -])?(?:sessions?|users?|connections?|jobs?|transactions?|calls?|players?|viewers?|tasks?)["']?\s{0,2}[:=]\s{0,2}["']?[1-9]\d*|visible to (?:everyone|all|the public|\d+)|public(?:ly)? (?:visible|accessible|channel|folder|link)|\d[\d,.]* (?:dependent|active|other|open|connected|unsaved|downstream) (?:\w+ ){0,2}?(?:views?|users?|sessions?|services?|jobs?|customers?|members?|subscribers?|consumers?|files?))\b|\b(?:legal hold|litigation hold|retention (?:lock|hold|until)|do[- ]not[- ](?:delete|remove|modify|touch|restart|start|disable)|do[- ]not[- ](?:order|buy|book|hire|contract|call|lend|rent|accept|approve|process|publish|print|heat|transfer|reset|reboot|refund|mix|lift|drive|fly|prescribe|dispense|administer|give|ship|sell|pay|refill|energi[sz]e|open|operate|enter|switch|run|deploy|merge|move|send|release|charge|reuse|feed|serve)\b|recalled\b|(?:product|under|subject to|safety|voluntary|urgent|class \w+) recall\b(?! notice)|quarantined\b|not (?:yet |been )?(?:emptied|drained|vented|cooled|isolated|secured|cleared|inspected|depressuri[sz]ed|grounded|locked out|disconnected)|still (?:holds?|contains?|pressuri[sz]ed|hot|live|charged|energi[sz]ed|running|connected|full)|under pressure|insolvent|bankrupt|blacklisted|sanctioned|condemned|grounded|defective|out of (?:service|order)|frozen (?:by|account)|under (?:investigation|review|embargo|seizure)|embargo(?:ed)?\b|(?:court|preservation) order|(?:open|active) (?:work )?permits?|permits? (?:still )?open|must not be (?:deleted|removed|changed|modified|restarted|opened|moved|stopped|started)|only (?:existing |remaining )?copy|last (?:existing |remaining )?(?:copy|backup)|no (?:other )?backups?|not backed up|uncommitted|unsaved changes|unpushed)\b|\b(?:person|people|child|children|staff|worker|workers|patient|animal|dog|cat|pet|occupant|technician|engineer|crew|fitter|electrician|gang|personnel|diver|operator|welder|climber|somebody|someone)s? (?:\w+ ){0,2}?(?:inside|detected|present|in (?:the )?(?:room|zone|area|cell|chamber|shaft|building|vehicle|tank|pool|path|lane|cabin|vessel|booth|hangar|garage|house|bed)|on (?:the )?(?:section|bus ?bar|catenary|scaffold|platform|ladder|bed|site|track|road|roof|line)|nearby|connected)\b|\b(?:occupied|occupancy["']?\s{0,2}[:=]\s{0,2}["']?(?:true|[1-9]))\b|\b(?:under|in) maintenance\b|"?(?:status|state|access|airspace|zone|area|clearance)"?\s{0,2}[:=]\s{0,2}"?(?:restricted|forbidden|prohibited|blocked|unsafe|evacuat\w+|not (?:allowed|permitted|cleared))\b|\b(?:is|are|currently|now) (?:restricted|prohibited|forbidden|off[- ]limits|not (?:allowed|permitted|safe))\b|\b(?:entered|climbed into|went into) (?:the )?(?:shaft|tank|vessel|cell|chamber|silo|boiler|lift|machine|pit|zone|cabin|hold|tunnel|press)\b(?![\s\S]{0,300}\b(?:left|exited|came out|out again)\b)|\brestricted until\b|\bno[- ]fly\b|\block(?:ed)?[- ]out\b|\b(?:maintenance|safety|lock-?out|interlock|service)[\w ]{0,15}\b(?:active|engaged|triggered)\b/g,
    ),
  },
  {
    kind: "intolerance",
    regex: sieved(
      /\b(?:allerg(?:y|ies|ic)|anaphyla\w+|(?:throat|lip|face|facial|tongue) swelling|swelling (?:with|after|from)|hives (?:with|after|from)|rash (?:with|after|from)|(?:bad |severe |adverse )?reactions? to|reacts? (?:badly )?to|c(?:o)?eliac|(?:strict )?(?:vegans?|vegetarians?)|cannot (?:eat|have|tolerate|take)|can't (?:eat|have|tolerate|take)|contraindicat\w+|interact(?:s|ions?) with|intoleran\w+|not (?:suitable|safe|recommended) for|must not (?:take|receive|be given))\b/g,
    ),
  },
  {
    kind: "diet",
    regex: sieved(
      /\b(?:(?:pureed|soft|liquids?|clear liquids?|thickened|tube|low[- ]salt|halal|kosher) (?:food |diet |meals? |fluids? )?only|nil by mouth|\bnpo\b|fasting (?:before|until|for)|chok(?:ing|es) (?:risk|hazard|on))\b/g,
    ),
  },
  {
    kind: "stale",
    regex: sieved(
      /\b(?:outdated|out of date|out-of-date|obsolete|superseded(?: by)?|no longer (?:valid|in use|current|correct|active|applies|lives|works)|expired|old (?:address|number|account|price|version|e-?mail|phone|iban|data|value|record)|previous (?:address|number|account|e-?mail|phone|iban)|former (?:address|employee|number|account)|(?:address|number|account|price|details|iban|phone|e-?mail) (?:has|have) (?:since )?(?:changed|moved)|customer (?:has )?moved|not (?:been )?(?:updated|verified|confirmed|synced|refreshed) (?:since|for|in)|(?:cached|snapshot|copy|as of|last (?:updated|synced|sync|refreshed|verified|modified))\b[^\n]{0,30}\b(?:\d+ (?:days?|weeks?|months?|years?|hours?) (?:ago|old)|20[01]\d|202[0-4])|veraltet|nicht mehr (?:gültig|aktuell)|obsolet\w*|périmé\w*|desactualizad\w*)\b/g,
    ),
  },
  {
    kind: "conflict",
    regex: sieved(
      /\b(?:does not match|doesn't match|do not match|mismatch\w*|conflict(?:s|ing) (?:with|value|entr\w+|record\w*|information)|contradict\w*|inconsisten\w+|discrepanc\w+|differs? from|disagree\w*|different from|varies between|two (?:different|conflicting)|unconfirmed|unverified|(?:not|never) (?:\w+ )?confirmed|to be confirmed|pending verification|disputed|suspected (?:duplicate|fraud))\b/g,
    ),
  },
];

/** `"occupied": false` */
const denied = /^[\w ]{0,3}["']\s?:\s?(?:false|0\b|null|\[\]|"(?:no|none|false)?")/;

const mostHazards = 60;

/** Hazards named in a text, 60 at most. */
const hazardsIn: (passage: Passage) => readonly Hazard[] = perObject((passage) => {
  const folded = analysed(passage);
  const hazards: Hazard[] = [];
  for (const { kind, regex } of patterns) {
    for (const match of regex.all(folded, mostHazards)) {
      const start = match.index;
      const end = start + match[0].length;
      if (denied.test(folded.slice(end, end + 14))) {
        continue;
      }
      hazards.push({ kind, start, end, ...zoneAround(folded, start, end) });
      if (hazards.length >= mostHazards) {
        return hazards;
      }
    }
  }
  return hazards;
});

/** The record around a hazard when the text is made of records, else the lines next to it. */
function zoneAround(folded: string, start: number, end: number): { zoneStart: number; zoneEnd: number } {
  const open = folded.lastIndexOf("{", start);
  const close = folded.indexOf("}", end);
  if (open >= 0 && close >= 0 && close - open < 1_500 && folded.lastIndexOf("}", start) < open) {
    return { zoneStart: open, zoneEnd: close };
  }
  return { zoneStart: Math.max(0, start - 250), zoneEnd: Math.min(folded.length, end + 250) };
}

/** `hazardsIn` with the place, in the form `gather` takes. */
export function placedHazards(place: Place): readonly PlacedHazard[] {
  return hazardsIn(place.passage).map((hazard) => ({ ...hazard, place }));
}
