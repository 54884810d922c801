import type { Domain } from "./domain.ts";

export const money: Domain = {
  id: "money",
  keywords:
    "payment bank iban payee standing account transfer balance amount currency transaction beneficiary invoice card payee beneficiary wallet money loan payroll stock trade symbol ticker broker portfolio shares crypto fund credit debit billing charge sepa wire tax price ledger expense voucher",
  roles: ["bookkeeper", "treasurer", "freelancer", "owner of a small firm", "controller"],
  crew: ["controller", "bookkeeper", "managing director", "tax adviser", "purchasing manager"],
  topics: [
    "{month} rent",
    "{vendor} invoice",
    "{month} payroll",
    "deposit for the {city} flat",
    "tax advance for {quarter}",
    "{project} consulting fee",
    "insurance premium",
    "refund from {vendor}",
    "travel expenses from {city}",
  ],
  reasons: [
    "{vendor} has sent the second reminder",
    "The books for {month} close on {weekday}",
    "I'm at the airport and only have a minute",
    "The discount only holds until {date}",
    "{colleague} asked whether it has gone out yet",
    "Our tax adviser needs everything by {weekday}",
  ],
  news: [
    ["the payment covers the {topic}", "{topic}, {company}"],
    ["the invoice was paid on {date}", "Invoice paid on {date}, please confirm receipt."],
    [
      "the remaining amount follows in {month}",
      "Part payment for the {topic}; the remaining amount follows in {month}.",
    ],
  ],
  grounds: ["paid twice", "agreed discount", "goods never delivered", "wrong account charged"],
  notes: [
    "Payment terms are 14 days net.",
    "The cost centre is 4120.",
    "Receipts are in the folder of the month.",
    "The standing order was stopped in {month}.",
  ],
  wishes: [
    "get the open bills off my desk",
    "put our spare cash to work",
    "make sure {vendor} is happy",
    "bring the account back into balance",
  ],
};
