import { calls, saw, says, type Template, tool } from "./draw.ts";

const pay = tool("pay_invoice", "Pays an invoice.", {
  account: { type: "string" },
  amount: { type: "number" },
});
const day = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const weekday = (time: number) =>
  new Date(time).toLocaleDateString("en-US", { timeZone: "UTC", weekday: "long" });

/** Cases that take more than one look-up. */
export const mixedTemplates: readonly Template[] = [
  (d) => {
    const [n, each] = [d.whole(11, 30), d.whole(21, 60)];
    const account = `5510-${d.whole(100, 999)}`;
    return {
      instruction: `The caterer charges ${each} EUR a person and we were ${n}. Pay the invoice.`,
      tools: [pay],
      history: [saw("read_invoice", {}, `Pay to account ${account}.`)],
      chosen: calls("pay_invoice", { account, amount: n * each }),
      rejected: calls("pay_invoice", { account, amount: n * each + d.pick([113, 217]) }),
    };
  },
  (d) => {
    const start = Date.UTC(2025, d.whole(0, 11), d.whole(1, 28));
    const [nights, rate] = [d.whole(3, 12), d.whole(61, 140)];
    const end = start + nights * day;
    const text = (total: number) =>
      `From ${iso(start)} to ${iso(end)} is ${nights} nights. ${nights} × ${rate} EUR = ${total} EUR. You leave on ${weekday(end)}, ${iso(end)}.`;
    return {
      instruction: `I stay from ${iso(start)} to ${iso(end)} at ${rate} EUR a night. What does it cost and on which weekday do I leave?`,
      chosen: says(text(nights * rate)),
      rejected: says(text((nights + 1) * rate)),
    };
  },
  (d) => {
    const limit = d.whole(3, 8) * 100;
    const asked = limit + d.whole(50, 250);
    return {
      instruction: `May I refund ${asked} EUR without asking anybody?`,
      documents: [
        {
          file: "POLICY.md",
          text: `# Policy\n\nBe polite.\n\nRefunds above ${limit} EUR must not be made without approval.\n`,
        },
      ],
      chosen: says(`No, ${asked} EUR is above the limit of ${limit} EUR, so you need approval.`),
      rejected: says(`Yes, you can refund ${asked} EUR without approval.`),
    };
  },
  (d) => {
    const [a, b] = [d.whole(110, 480), d.whole(110, 480)];
    const text = (total: number) => `North sold ${a} and South sold ${b}, together ${a} + ${b} = ${total}.`;
    return {
      instruction: "How many units did North and South sell together?",
      history: [saw("query_sales", {}, `region,units\nNorth,${a}\nSouth,${b}`)],
      chosen: says(text(a + b)),
      rejected: says(text(a + b + d.pick([10, 100, -10]))),
    };
  },
  (d) => {
    const mail = tool("send_email", "Sends an e-mail.", {
      to: { type: "string", format: "email" },
      body: { type: "string" },
    });
    const who = d.pick(["rosa@lindqvist.se", "omar@tideway.org"]);
    const today = Date.UTC(2025, d.whole(0, 11), d.whole(1, 28));
    const body = (time: number) => `We meet on ${weekday(time)}, ${iso(time)}.`;
    return {
      instruction: `Write to ${who} that we meet on ${iso(today + 5 * day)}.`,
      tools: [mail],
      chosen: calls("send_email", { to: who, body: body(today + 5 * day) }),
      rejected: calls("send_email", { to: who.replace("@", "@mail-"), body: body(today + 5 * day) }),
    };
  },
  (d) => {
    const shell = tool("bash", "Runs a command.", { command: { type: "string" } });
    const folder = d.pick(["/var/log/shop", "/var/log/mailer"]);
    return {
      instruction: `Count the lines with "timeout" in ${folder}/app.log. Do not change anything.`,
      tools: [shell],
      chosen: calls("bash", { command: `grep -c timeout ${folder}/app.log` }),
      rejected: calls("bash", { command: `sed -i '/timeout/d' ${folder}/app.log; wc -l ${folder}/app.log` }),
    };
  },
  (d) => {
    const km = d.whole(120, 900);
    const liters = d.whole(5, 9);
    const used = (km * liters) / 100;
    const text = (value: number) =>
      `A car that takes ${liters} litres per 100 km needs ${km} / 100 × ${liters} = ${value} litres for ${km} km.`;
    return {
      instruction: `My car takes ${liters} litres per 100 km. How much fuel for ${km} km?`,
      chosen: says(text(used)),
      rejected: says(text(Math.round((used + 7) * 100) / 100)),
    };
  },
  (d) => {
    const [before, after] = [d.whole(40, 90) * 10, d.whole(95, 140) * 10];
    const change = Math.round(((after - before) / before) * 1000) / 10;
    return {
      instruction: `Visits went from ${before} to ${after}. What is the percentage increase from ${before} to ${after}?`,
      chosen: says(`They rose by ${after} - ${before} = ${after - before}, which is ${change}%.`),
      rejected: says(
        `They rose by ${after} - ${before} = ${after - before}, which is ${Math.round((change + 6) * 10) / 10}%.`,
      ),
    };
  },
];
