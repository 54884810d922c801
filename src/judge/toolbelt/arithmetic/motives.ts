/** What words of a text bring numbers along that nobody writes out: a week has seven days, a dozen is twelve. */
const motives: readonly (readonly [RegExp, readonly number[]])[] = [
  [
    /\b(?:half|halves|twice|doubl\w+|both|pair|pairs|couple|round trip|there and back|return trip|each way)\b/,
    [2],
  ],
  [/\b(?:thirds?|tripl\w+|thrice|three times)\b/, [3]],
  [/\b(?:quarters?|quarterly|fourths?|quadrupl\w+)\b/, [4]],
  [/\b(?:fifths?|working week|weekdays?|business days?|workdays?|working days?)\b/, [5]],
  [/\b(?:sixths?|half a dozen)\b/, [6]],
  [/\b(?:eighths?)\b/, [8]],
  [/\b(?:tenths?|decades?)\b/, [10]],
  [/\b(?:weeks?|weekly|fortnights?)\b/, [7]],
  [/\b(?:dozens?|months?|monthly)\b/, [12]],
  [/\b(?:years?|yearly|annual\w*)\b/, [12, 52, 365]],
  [/\b(?:hours?|hourly|minutes?|mins?|seconds?|h|min)\b/, [60, 3600]],
  [/\b(?:days?|daily|around the clock)\b/, [7, 24]],
  [/%|\b(?:per ?cent|percentage|cents?|pence|pennies|centi\w+|cm|hundred\w*|centur\w+)\b/, [100]],
  [
    /\b(?:kilo\w*|km|kg|milli\w*|ml|mm|mg|lit(?:re|er)s?|gram\w*|g|m|met(?:re|er)s?|tonnes?|thousand\w*)\b/,
    [1000],
  ],
  [/\b(?:perimeter|square|rectang\w+)\b/, [2, 4]],
  [/\b(?:inch\w*|feet|foot|ft)\b/, [12]],
  [/\b(?:triangle|triangular)\b/, [2]],
];

/** Constants that the words of a folded text give a reason for, smallest first. */
export function motivatedConstants(folded: string): number[] {
  const found = new Set(motives.flatMap(([words, values]) => (words.test(folded) ? values : [])));
  return [...found].sort((a, b) => a - b);
}
