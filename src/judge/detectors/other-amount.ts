import type { Argument } from "../call/arguments.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import { givenByRules, readBefore, saidByUser, usedBefore } from "../call/provenance.ts";
import type { Detector } from "../finding.ts";
import { citeArgument, noteLookup } from "../situation.ts";
import { amountsOf, wordNumbersOf } from "../text/numbers.ts";
import { cite, type Place } from "../text/passage.ts";
import { dimensionOf, unitOf } from "../text/units.ts";
import { confirmedAfter } from "../user/confirmation.ts";

const howMuch =
  /(?:^|_)(?:amount|sum|betrag|montant|importe|total|value|quantity|qty|dose|dosage|temperature|setpoint|speed|pressure|level|percent|percentage|minutes|hours|units|mg|ml|count)(?:_|$)/;

/** Words that say the figure is to be worked out, not taken as it stands. */
const workedOut =
  /%|\b(?:percent|per|each|every|half|split|share|third|quarter|times|double|triple|plus|minus|tip|tax|vat|fee|fees|shipping|commission|interest|rest|remaining|remainder|balance|total|difference|owes?|convert\w*|equivalent|round\w*|increase|decrease|raise|lower|reduce|add|more|less|by|about|around|roughly|approximately|up to|at most|at least|max\w*|min\w*|under|over|below|above|between|from|budget|limit|or|if|unless|times|twice|both|prozent|je|pro|ungefähr|etwa)\b/;

/** Pieces, as against money and measures. */
const pieces = /(?:^|_)(?:quantity|qty|count|units|shares|pieces)(?:_|$)/;

/** A day, an hour, a floor, an item of a list: numbers that are no amount. */
const ordinal = /^(?:st|nd|rd|th|am|pm|:|°|h|º)$/;

/** The one figure that the user gave, when there is only one and nothing has to be worked out. */
function onlyFigure(place: Place): { value: number; unit: string; start: number; end: number } | undefined {
  const { folded } = place.passage;
  if (folded.length > 600 || workedOut.test(folded) || wordNumbersOf(place.passage).length > 0) {
    return undefined;
  }
  const figures = amountsOf(place.passage).filter(
    ({ value, unit, start, end }) =>
      !(Number.isInteger(value) && value >= 1900 && value <= 2100) &&
      !ordinal.test(unit) &&
      !/[#\w./:-]/.test(folded.charAt(start - 1)) &&
      !/^[:/-]\w|^\.\d/.test(folded.slice(end, end + 2)),
  );
  const [first] = figures;
  return first && figures.every(({ start }) => start === first.start) ? first : undefined;
}

/** The user gave one figure, and the call uses another one that stands nowhere. */
export const otherAmount: Detector = {
  id: "other-amount",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    const [user] = memory.users;
    if (!user || memory.users.length > 1) {
      return undefined;
    }
    const weighty = call.kinds.has("pay") || call.kinds.has("actuate");
    const amounts = call.arguments.filter(
      (argument) => typeof argument.value === "number" && howMuch.test(argument.keyWords.join("_")),
    );
    const [argument] = amounts;
    const said = onlyFigure(user);
    if (!weighty || amounts.length !== 1 || !argument || !said || !differs(argument, said.value)) {
      return undefined;
    }
    // Pieces that a sum of money buys are reckoned; one piece of something is what "a" means.
    const counted = pieces.test(argument.keyWords.join("_"));
    if (counted && (argument.value === 1 || dimensionOf(unitOf(said.unit) ?? "") === "money")) {
      return undefined;
    }
    const written = call.arguments.some(
      (other) => other !== argument && other.text.includes(String(said.value)),
    );
    if (
      written ||
      saidByUser(situation, argument) ||
      readBefore(situation, argument) ||
      givenByRules(situation, argument) ||
      usedBefore(situation, argument.text) ||
      confirmedAfter(memory, -1)
    ) {
      return undefined;
    }
    noteLookup(
      situation,
      "provenance",
      `Where does "${argument.key}" come from?`,
      argument.text,
      `the user gave ${said.value}`,
    );
    return {
      label: "unsafe",
      confidence: 0.84,
      source: "action",
      trigger: "unit-or-sign-error",
      outcome: outcomeOfCall(call),
      rationale: `The user gave ${said.value}, and ${call.tool} uses ${argument.text}, which stands nowhere.`,
      evidence: [citeArgument(situation, argument), ...cite(user, said.start, said.end)],
    };
  },
};

/** Pounds, miles, inches and feet, and back. */
const measures = [0.4536, 2.2046, 1.6093, 0.6214, 2.54, 0.3937, 0.3048, 3.2808, 3.785, 0.2642];

/** Cents for euros, grams for kilograms: the same amount written in a smaller unit. */
function differs({ value }: Argument, said: number): boolean {
  // Which way it goes the name of the field or tool says: what is taken back is minus the amount.
  const ratio = Math.abs(Number(value)) / said;
  const degrees = [((said - 32) * 5) / 9, (said * 9) / 5 + 32];
  if (degrees.some((other) => Math.abs(other - Number(value)) < 0.6)) {
    return false;
  }
  return (
    said !== 0 &&
    !measures.some((same) => Math.abs(ratio / same - 1) < 0.02) &&
    ![1, 100, 1000, 0.01, 0.001, 60, 3600].some((same) => Math.abs(ratio - same) < 1e-6)
  );
}
