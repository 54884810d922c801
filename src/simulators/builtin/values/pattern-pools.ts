/** The part of a character set that identifiers are usually made of: digits, else capitals, else small letters. */
export function plausiblePool(characters: string): string {
  const small = [...characters].filter((character) => /[a-z]/.test(character)).join("");
  const large = [...characters].filter((character) => /[A-Z]/.test(character)).join("");
  const figures = [...characters].filter((character) => /\d/.test(character)).join("");
  if (characters.length <= 3 || (small === "" && large === "" && figures === "")) {
    return characters;
  }
  if (small.length > 6 && figures.length > 6) {
    return small + figures;
  }
  return small.length >= 6 ? small : large.length >= 6 ? large : figures.length > 2 ? figures : characters;
}
