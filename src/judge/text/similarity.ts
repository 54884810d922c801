/** Edit distance (with swaps of neighbours) up to `most`; `most + 1` when it is more. Texts of 80 units at most. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > 80 || b.length > 80) {
    return most + 1;
  }
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? most + 1;
}

const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "5": "s",
  "6": "b",
  "8": "b",
  "|": "l",
  i: "l",
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "l",
  ѕ: "s",
  ԁ: "d",
  ɡ: "g",
  ο: "o",
  α: "a",
  ν: "v",
  τ: "t",
  ρ: "p",
};

/** What is left when characters that look alike are made the same: `paypa1` and `paypal`, `rn` and `m`. */
export function skeleton(folded: string): string {
  return folded
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/cl/g, "d")
    .replace(/./gu, (character) => lookAlikes[character] ?? character);
}

/** Different texts that a hurried reader takes for the same: 1 or 2 edits in 6 units and more, or equal skeletons. */
export function looksLike(a: string, b: string): boolean {
  if (a === b || a.length < 5 || b.length < 5) {
    return false;
  }
  return (
    editDistance(a, b, a.length >= 10 ? 2 : 1) <= (a.length >= 10 ? 2 : 1) || skeleton(a) === skeleton(b)
  );
}

/** Addresses with the same name at a similar or an added-to domain: `pay@acme.com`, `pay@acme-billing.com`. */
export function looksLikeAddress(a: string, b: string): boolean {
  const [nameA = "", domainA = ""] = a.split("@", 2);
  const [nameB = "", domainB = ""] = b.split("@", 2);
  if (a === b || domainA === "" || domainB === "") {
    return false;
  }
  if (domainA === domainB) {
    // Numbered mailboxes of one domain are neighbours, not disguises.
    return (
      nameA.replace(/\d/g, "") !== nameB.replace(/\d/g, "") &&
      nameA.length >= 4 &&
      editDistance(nameA, nameB, 1) <= 1
    );
  }
  const stemA = domainA.split(".")[0] ?? "";
  const stemB = domainB.split(".")[0] ?? "";
  const sameBrand =
    stemA.length >= 4 &&
    stemB.length >= 4 &&
    (stemA.startsWith(stemB) ||
      stemB.startsWith(stemA) ||
      looksLike(stemA, stemB) ||
      skeleton(stemA) === skeleton(stemB));
  return sameBrand && (nameA === nameB || editDistance(nameA, nameB, 2) <= 2);
}
