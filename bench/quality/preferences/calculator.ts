import { answers, type Template } from "./draw.ts";

const money = (cents: number) => `$${(cents / 100).toFixed(2)}`;
const grouped = (value: number) => value.toLocaleString("en-US");

/** Questions with worked sums in many hands: short, spelled out, step by step, in LaTeX, as school books do. */
export const calculatorTemplates: readonly Template[] = [
  (d) => {
    const [a, b] = [d.whole(12, 98), d.whole(11, 79)];
    return answers(
      `What is ${a} times ${b}?`,
      `${a} times ${b} is ${a * b}.`,
      `${a} times ${b} is ${a * b + d.pick([10, -10, 100, 9])}.`,
    );
  },
  (d) => {
    const [boxes, each, gone] = [d.whole(4, 19), d.whole(6, 24), d.whole(3, 20)];
    const all = boxes * each;
    const off = all + d.pick([each, -each, 10]);
    const text = (total: number) =>
      `A full delivery is ${boxes} boxes × ${each} jars = ${total} jars. After ${gone} broke on the way, ${total} - ${gone} = ${total - gone} jars are left.\n\nSo the shop can sell ${total - gone} jars.`;
    return answers(
      `A shop gets ${boxes} boxes with ${each} jars each. ${gone} jars break. How many can be sold?`,
      text(all),
      text(off),
    );
  },
  (d) => {
    const [price, share] = [d.whole(40, 480) * 5, d.pick([5, 10, 15, 20, 30])];
    const off = (price * share) / 100;
    const wrong = off + d.pick([5, 10, -2.5]);
    return answers(
      `A bike costs ${price} dollars. There is ${share}% off. What do I pay?`,
      `${share}% of ${price} is ${off}, so you pay ${price} - ${off} = ${price - off} dollars.`,
      `${share}% of ${price} is ${wrong}, so you pay ${price} - ${wrong} = ${price - wrong} dollars.`,
    );
  },
  (d) => {
    const [a, b, c] = [d.whole(2, 30), d.whole(2, 30), d.whole(2, 12)];
    return answers(
      `Calculate (${a} + ${b}) * ${c}.`,
      `First the bracket: ${a} + ${b} = ${a + b}. Then ${a + b} * ${c} = ${(a + b) * c}.`,
      `First the bracket: ${a} + ${b} = ${a + b}. Then ${a + b} * ${c} = ${(a + b) * c + d.pick([c, -c, 1])}.`,
    );
  },
  (d) => {
    const [hours, rate, extra] = [d.whole(20, 45), d.whole(12, 38), d.whole(25, 160)];
    const pay = hours * rate;
    return answers(
      `Nina works ${hours} hours at $${rate} an hour and gets a bonus of $${extra}. What does she earn?`,
      `Nina earns ${hours} * ${rate} = $<<${hours}*${rate}=${pay}>>${pay} for her hours.\nWith the bonus that is ${pay} + ${extra} = $<<${pay}+${extra}=${pay + extra}>>${pay + extra}.\n#### ${pay + extra}`,
      `Nina earns ${hours} * ${rate} = $<<${hours}*${rate}=${pay}>>${pay} for her hours.\nWith the bonus that is ${pay} + ${extra} = $<<${pay}+${extra}=${pay + extra + 20}>>${pay + extra + 20}.\n#### ${pay + extra + 20}`,
    );
  },
  (d) => {
    const km = d.whole(5, 90);
    const miles = (km * 0.621371).toFixed(1);
    return answers(
      `How many miles are ${km} km?`,
      `${km} km are about ${miles} miles.`,
      `${km} km are about ${(km * 1.609344).toFixed(1)} miles.`,
    );
  },
  (d) => {
    const [a, b] = [d.whole(3, 9), d.whole(3, 9)];
    const x = d.whole(2, 12) * b;
    return answers(
      `What is \\frac{${x}}{${b}} \\times ${a}?`,
      `$\\frac{${x}}{${b}} = ${x / b}$ and $${x / b} \\times ${a} = ${(x / b) * a}$.`,
      `$\\frac{${x}}{${b}} = ${x / b + 1}$ and $${x / b + 1} \\times ${a} = ${(x / b + 1) * a}$.`,
    );
  },
  (d) => {
    const list = [d.whole(10, 60), d.whole(10, 60), d.whole(10, 60)];
    const total = list.reduce((sum, one) => sum + one, 0);
    const mean = Math.round((total / 3) * 100) / 100;
    return answers(
      `What is the average of ${list[0]}, ${list[1]} and ${list[2]}?`,
      `Adding them gives ${total}. Divided by 3 that makes ${mean}.`,
      `Adding them gives ${total}. Divided by 3 that makes ${mean + d.pick([1, 2, -1])}.`,
    );
  },
  (d) => {
    const items = [d.whole(199, 2_999), d.whole(199, 2_999)];
    const [a = 0, b = 0] = items;
    return answers(
      `I buy one thing for ${money(a)} and one for ${money(b)}. What change do I get from $100?`,
      `Together they cost ${money(a)} + ${money(b)} = ${money(a + b)}, and $100.00 - ${money(a + b)} = ${money(10_000 - a - b)}.`,
      `Together they cost ${money(a)} + ${money(b)} = ${money(a + b)}, and $100.00 - ${money(a + b)} = ${money(10_000 - a - b + d.pick([100, -100, 1_000]))}.`,
    );
  },
  (d) => {
    const [people, share] = [d.whole(1_200, 9_800) * 10, d.pick([12, 25, 37, 64, 80])];
    const right = (people * share) / 100;
    return answers(
      `A town has ${grouped(people)} inhabitants; ${share} percent of them voted. How many is that?`,
      `${share} percent of ${grouped(people)} equals ${grouped(right)} people.`,
      `${share} percent of ${grouped(people)} equals ${grouped(right + d.pick([100, 1_000, -100]))} people.`,
    );
  },
  (d) => {
    const [total, people] = [d.whole(20, 90) * 12, d.pick([3, 4, 6])];
    return answers(
      `Split ${total} euros evenly among ${people} friends.`,
      `Each of the ${people} friends pays ${total} ÷ ${people} = ${total / people} euros.`,
      `Each of the ${people} friends pays ${total} ÷ ${people} = ${total / people - 2} euros.`,
    );
  },
  (d) => {
    const [a, b] = [d.whole(11, 29), d.whole(101, 450)];
    return answers(
      `Tell me ${a} squared plus ${b}.`,
      `- ${a} squared is ${a * a}\n- ${a * a} plus ${b} is ${a * a + b}\n\nAnswer: ${a * a + b}`,
      `- ${a} squared is ${a * a + a}\n- ${a * a + a} plus ${b} is ${a * a + a + b}\n\nAnswer: ${a * a + a + b}`,
    );
  },
];
