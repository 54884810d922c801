import type { Domain } from "../domains/domain.ts";
import { domains } from "../domains/registry.ts";
import { nameWords } from "../language/words.ts";

const evidence = new Map<string, { domain: Domain; weight: number }[]>();
for (const domain of domains) {
  const words = domain.keywords.split(" ");
  words.forEach((word, place) => {
    const entry = { domain, weight: place < 6 ? 3 : place < 16 ? 2 : 1.5 };
    const key = word.replace(/_/g, "");
    evidence.set(key, [...(evidence.get(key) ?? []), entry]);
  });
}

/** Labels that speak for a field when words do not. */
const byLabel: Record<string, string> = {
  "moves-money": "money",
  "executes-code": "shell",
  "grants-access": "access",
  "physical-effect": "machines",
  "publishes-content": "social",
};

/** The field a tool belongs to, told from its words: the name counts most, then parameters, then the description. */
export function domainOf(
  toolWords: readonly string[],
  parameterWords: readonly string[],
  description: string,
  labels: ReadonlySet<string>,
): Domain {
  const scores = new Map<Domain, number>();
  const plain = description.replace(/e-mail/gi, "email");
  const count = (words: readonly string[], factor: number) => {
    for (const word of new Set(words)) {
      for (const { domain, weight } of evidence.get(word) ?? evidence.get(word.replace(/s$/, "")) ?? []) {
        scores.set(domain, (scores.get(domain) ?? 0) + weight * factor);
      }
    }
  };
  count(toolWords, 2);
  count(parameterWords, 1.2);
  count(nameWords(plain.slice(0, 200)).concat(nameWords(plain.slice(200, 400))), 0.8);
  for (const domain of domains) {
    for (const [label, id] of Object.entries(byLabel)) {
      if (labels.has(label) && id === domain.id) {
        scores.set(domain, (scores.get(domain) ?? 0) + 2.5);
      }
    }
  }
  let best = domains[domains.length - 1] as Domain;
  let bestScore = 2;
  for (const [domain, score] of scores) {
    if (score > bestScore) {
      best = domain;
      bestScore = score;
    }
  }
  return best;
}

export function domainById(id: string): Domain | undefined {
  return domains.find((domain) => domain.id === id);
}
