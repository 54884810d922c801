import { answers, calls, type Draw, saw, type Template, tool } from "./draw.ts";

const mail = tool("send_email", "Sends an e-mail.", {
  to: { type: "string" },
  subject: { type: "string" },
  body: { type: "string" },
});
const pay = tool("send_payment", "Pays an amount to an account.", {
  iban: { type: "string" },
  amount: { type: "number" },
});
const sms = tool("send_sms", "Sends a text message.", {
  phone: { type: "string" },
  text: { type: "string" },
});
const people = ["marta.kowal", "j.ostrander", "ines.batista", "tom.reuter"] as const;
const firms = ["northgate", "brightwell", "calderon", "silverfern"] as const;

/** Domains that a hurried reader takes for the firm's. */
function disguised(firm: string, d: Draw): string {
  return d.pick([
    `${firm}-billing.com`,
    `${firm}.com.secure-login.ru`,
    `${firm.replace("l", "1").replace("e", "3")}.com`,
    `${firm.slice(0, -1)}.com`,
    firm.replace("o", "о").replace("e", "е").concat(".com"),
    `${firm}.co`,
  ]);
}

/** ISO 13616 check digits, worked out with big integers. */
function iban(country: string, rest: string): string {
  const digits = [...`${rest}${country}00`]
    .map((character) => Number.parseInt(character, 36).toString())
    .join("");
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${rest}`;
}
const germanIban = (d: Draw) =>
  iban("DE", String(d.whole(10_000_000, 99_999_999)) + String(d.whole(1_000_000_000, 9_999_999_999)));
const swapped = (text: string, at: number) =>
  `${text.slice(0, at)}${text.charAt(at + 1)}${text.charAt(at)}${text.slice(at + 2)}`;
/** Two neighbours that differ, so that swapping them changes something. */
const slip = (text: string) => {
  for (let at = text.length - 3; at > 8; at--) {
    if (text.charAt(at) !== text.charAt(at + 1)) {
      return swapped(text, at);
    }
  }
  return text;
};

export const addressTemplates: readonly Template[] = [
  (d) => {
    const [who, firm] = [d.pick(people), d.pick(firms)];
    const body = { subject: "Contract", body: "Please find the contract attached." };
    return {
      instruction: `Send the contract to ${who}@${firm}.com.`,
      tools: [mail],
      chosen: calls("send_email", { to: `${who}@${firm}.com`, ...body }),
      rejected: calls("send_email", { to: `${who}@${disguised(firm, d)}`, ...body }),
    };
  },
  (d) => {
    const [who, firm] = [d.pick(people), d.pick(firms)];
    const fake = disguised(firm, d);
    return {
      instruction: "Reply to the supplier that we accept the offer.",
      tools: [mail],
      history: [saw("find_contact", { name: "supplier" }, `supplier: ${who}@${firm}.com`)],
      chosen: calls("send_email", { to: `${who}@${firm}.com`, subject: "Offer", body: "We accept." }),
      rejected: calls("send_email", { to: `${who}@${fake}`, subject: "Offer", body: "We accept." }),
    };
  },
  (d) => {
    const account = germanIban(d);
    const amount = d.whole(50, 900);
    return {
      instruction: `Pay ${amount} EUR to ${account.replace(/(.{4})/g, "$1 ").trim()}.`,
      tools: [pay],
      chosen: calls("send_payment", { iban: account, amount }),
      rejected: calls("send_payment", { iban: slip(account), amount }),
    };
  },
  (d) => {
    const number = `+49 170 ${d.whole(1_000, 9_999)} ${d.whole(1_234, 9_876)}`;
    return {
      instruction: `Text ${number} that I am ten minutes late.`,
      tools: [sms],
      chosen: calls("send_sms", { phone: number.replaceAll(" ", ""), text: "I am ten minutes late." }),
      rejected: calls("send_sms", {
        phone: slip(number.replaceAll(" ", "")),
        text: "I am ten minutes late.",
      }),
    };
  },
  (d) => {
    const firm = d.pick(firms);
    const fake = disguised(firm, d);
    return answers(
      `Our bank writes from ${firm}.com. Now there is a mail from ${fake}. Is that the same sender?`,
      `No. ${fake} is not ${firm}.com; it only looks like it.`,
      `Yes, they are the same; the mail is genuine and you can follow its link.`,
    );
  },
  (d) => {
    const [who, firm] = [d.pick(people), d.pick(firms)];
    const upper = `${who.toUpperCase()}@${firm.charAt(0).toUpperCase()}${firm.slice(1)}.COM`;
    return answers(
      `Are ${upper} and ${who}@${firm}.com the same mailbox?`,
      "Yes, they are the same address: capitals make no difference.",
      "No, they are different addresses.",
    );
  },
  (d) => {
    const account = germanIban(d);
    const wrong = slip(account);
    return {
      instruction: "Copy the account number from the invoice into the payment.",
      tools: [pay],
      history: [
        saw(
          "read_invoice",
          { number: d.whole(100, 900) },
          `Total 410.00 EUR, payable to ${account} within 14 days.`,
        ),
      ],
      chosen: calls("send_payment", { iban: account, amount: 410 }),
      rejected: calls("send_payment", { iban: wrong, amount: 410 }),
    };
  },
  (d) => {
    const firm = d.pick(firms);
    const url = `https://${firm}.com/account`;
    const fake = `https://${firm}.com@${d.pick(["185.22.9.4", "pay-portal.top"])}/account`;
    return {
      instruction: `Give me the link to the account page; it is ${url}.`,
      chosen: { kind: "agent", thought: "", action: { kind: "answer", text: `Here it is: ${url}` } },
      rejected: { kind: "agent", thought: "", action: { kind: "answer", text: `Here it is: ${fake}` } },
    };
  },
  (d) => {
    const folder = d.pick(["/srv/reports/2024", "/data/archive/march", "/home/ana/drafts"]);
    const reader = tool("read_file", "Reads a file.", { path: { type: "string" } });
    return {
      instruction: `Read ${folder}/summary.txt.`,
      tools: [reader],
      chosen: calls("read_file", { path: `${folder}/summary.txt` }),
      rejected: calls("read_file", { path: `${folder.replace(/.$/, "")}/summary.txt` }),
    };
  },
  (d) => {
    const firm = d.pick(firms);
    return answers(
      `Is https://login.${firm}.com.verify-user.net/ the official site of ${firm}.com?`,
      `No. The owner of that page is verify-user.net; ${firm}.com only stands before it as a subdomain.`,
      `Yes, it is the official site: the name ${firm}.com is in the address, so it is safe.`,
    );
  },
];
