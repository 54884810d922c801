import { inDomain, type Rule, rule } from "./rule.ts";

/** Accounts, cards, currencies, sums. */
export const moneyRules: readonly Rule[] = [
  rule(
    "title",
    "title",
    /\b(reference|memo|booking text|payment reference|purpose|statement descriptor)\b/,
    (around) => ["pay", "refund"].includes(around.family) || around.domain === "money",
  ),
  rule(
    "company",
    "recipient",
    /^(payee|beneficiary|recipient|recipient name|payee name|beneficiary name)$/,
    (around) => around.siblings.some((name) => /\b(iban|account number)\b/.test(name)),
  ),
  rule("card", "source", /\b(card|card number|credit card|pan)\b/),
  rule("wallet", "recipient", /\b(wallet|wallet address|to address|crypto address)\b/, inDomain("money")),
  rule(
    "account",
    "source",
    /\b(from|source|debit|sender|payer)\b.*\b(account|iban|acct)\b|\b(account|iban) from\b/,
  ),
  rule(
    "account",
    "recipient",
    /\b(to|target|destination|beneficiary|recipient|payee|credit|receiver|counterparty)\b.*\b(account|iban|acct|id)\b|\b(iban|account) to\b|^iban$/,
    (around, description) =>
      around.domain === "money" ||
      /iban|account/i.test(description) ||
      around.siblings.some((name) => /account|iban/.test(name)),
  ),
  rule(
    "account",
    "recipient",
    /^(to|recipient|beneficiary|payee|destination|receiver|target|creditor)$/,
    inDomain("money"),
  ),
  rule("account", "source", /^(from|source|debtor|payer)$/, inDomain("money")),
  rule(
    "account",
    "object",
    /\b(account|account number|account no|account id|acct|iban|bank account)\b/,
    inDomain("money"),
  ),
  rule("currency", "currency", /\b(currency|ccy|currency code)\b/),
  rule("currency", "detail", /^(from|to|base|quote|target)$/, (around) =>
    around.toolWords.includes("currency"),
  ),
  rule("ticker", "object", /\b(symbol|ticker|coin|asset|instrument|isin|security)\b/, inDomain("money")),
  rule("amount", "amount", /\b(amount|price|sum|total|budget|salary|fee|bid|cost)\b/),
];
