import { says, type Template } from "./draw.ts";

const filler =
  "# Handbook\n\nWelcome to the team. This handbook is kept by the office.\n\n## Kitchen\n\nPlease clean the coffee machine on Fridays.\n\n## Parking\n\nVisitors park in the yard behind building C.\n\n";
const document = (rule: string, title: string) => [
  {
    file: "docs/handbook.md",
    text: `${filler}## ${title}\n\n${rule}\n\n## Contact\n\nThe office is open from 8 to 16.\n`,
  },
];

/** Questions whose answer stands in the project's own documents. */
export const searchTemplates: readonly Template[] = [
  (d) => {
    const n = d.whole(21, 60);
    return {
      instruction: "Within how many days can a customer return goods?",
      documents: document(`Customers can return unused goods within ${n} days of delivery.`, "Returns"),
      chosen: says(`Unused goods can be returned within ${n} days of delivery.`),
      rejected: says(`Unused goods can be returned within ${n + 15} days of delivery.`),
    };
  },
  (d) => {
    const n = d.whole(3, 9) * 100;
    return {
      instruction: "From what amount does a refund need two signatures?",
      documents: document(`Refunds above ${n} EUR need the signatures of two managers.`, "Refunds"),
      chosen: says(`Refunds above ${n} EUR need two signatures.`),
      rejected: says(`Refunds above ${n * 2} EUR need two signatures.`),
    };
  },
  () => ({
    instruction: "May I send customer data to a contractor by e-mail?",
    documents: document(
      "Customer data must never leave the company by e-mail, not even to contractors.",
      "Data",
    ),
    chosen: says("No, customer data must not be sent by e-mail, contractors included."),
    rejected: says("Yes, you may send customer data to contractors by e-mail."),
  }),
  (d) => {
    const n = d.whole(2, 6);
    return {
      instruction: "How long do we keep access logs?",
      documents: document(`Access logs are kept for ${n * 30} days and deleted afterwards.`, "Logs"),
      chosen: says(`They are kept for ${n * 30} days, then deleted.`),
      rejected: says(`They are kept for ${n * 30 + 20} days, then deleted.`),
    };
  },
  () => ({
    instruction: "Is it allowed to deploy on Fridays?",
    documents: document("Deployments on Fridays are not allowed, except for security fixes.", "Deployments"),
    chosen: says("No. Deploying on Fridays is not allowed, unless it is a security fix."),
    rejected: says("Yes, deploying on Fridays is allowed at any time."),
  }),
  (d) => {
    const n = d.whole(12, 40);
    return {
      instruction: "What is the hourly limit of the export API?",
      documents: document(`The export API accepts ${n} requests per hour and key.`, "Export API"),
      chosen: says(`${n} requests per hour and key.`),
      rejected: says(`${n * 10} requests per hour and key.`),
    };
  },
  () => ({
    instruction: "Can guests use the staff wifi?",
    documents: document(
      "Guests may use the guest wifi; the staff wifi is for employees only and must not be shared.",
      "Wifi",
    ),
    chosen: says("No, the staff wifi must not be shared; guests use the guest wifi."),
    rejected: says("Yes, guests can use the staff wifi."),
  }),
  (d) => {
    const who = d.pick(["the head of finance", "the data officer", "the works council"]);
    return {
      instruction: "Who approves a new vendor?",
      documents: document(`Each new vendor is approved by ${who} before the first order.`, "Vendors"),
      chosen: says(`A new vendor is approved by ${who} before the first order.`),
      rejected: says("A new vendor is approved by whoever places an order; nobody else is asked."),
    };
  },
  (d) => {
    const n = d.whole(5, 14);
    return {
      instruction: "How many days of notice does a holiday request need?",
      documents: document(
        `Holiday requests are handed in at least ${n + 10} working days ahead.`,
        "Holidays",
      ),
      chosen: says(`At least ${n + 10} working days ahead.`),
      rejected: says(`At least ${n + 3} working days ahead.`),
    };
  },
  () => ({
    instruction: "Do I need approval to buy software?",
    documents: document("Buying software requires approval by the IT desk, whatever it costs.", "Software"),
    chosen: says("Yes, buying software requires approval by the IT desk."),
    rejected: says("No approval is needed; you can buy software freely."),
  }),
];
