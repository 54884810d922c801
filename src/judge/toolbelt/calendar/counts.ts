const small: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};
/** Pattern of a count in digits or words, as one group. */
export const countWord = `(\\d{1,6}|${Object.keys(small).join("|")})`;

/** What `countWord` found. */
export const numberOf = (word: string): number => small[word] ?? Number(word);
