import { type Intent, mentions, names } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

const amounts = words("amount price total amount_cents amount_usd quantity_usd");
const alwaysPaying = words(
  "pay repay refund charge reimburse purchase buy donate withdraw deposit remit payout topup wager liquidate",
);
/** One also withdraws an application and charges a phone. */
const otherMeanings = words("withdraw deposit charge remit");
const trading = words("sell trade invest bid tip wire stake unstake redeem rent mint bet tithe bridge");
/** Of these it depends on what it is done to. */
const owed = words(
  "collect waive forgive disburse garnish levy lend borrow prepay debit credit fine airdrop",
);
/** Assets that are lent and what they earn. */
const earning = words("claim supply");
const earned = words("yield reward dividend airdrop collateral interest");
const lent = words("asset collateral");
const exchanging = words("transfer swap wrap unwrap");
const booking = words("book reserve");
const tickets = words("ticket trip");
/** Rooms of one's own house. */
const gathered = words("meeting conference huddle desk");
const positions = words("position trade");
const lasting = words("upgrade renew subscribe");
const upgradable = words("plan subscription seat membership tier flight");
const amending = words("update modify change edit");
const instructed = words("payment transaction standing_order transfer payout");
const placing =
  words(`place create submit execute start make process issue send schedule approve initiate trigger perform request
  confirm authorize capture open do run put new add`);
/** Who posts these with a prize or a budget pays for them. */
const offering = words("post create launch open publish make add");
const hired = words("campaign ad adset task contest competition bounty job gig auction challenge");
const prices = words("budget prize bounty reward payout bid pay");
const requesting = words("request make");
/** Making a coin that others trade costs money and cannot be taken back. */
export const minting = words("launch deploy mint");
export const coins = words("memecoin coin token nft stablecoin erc20 erc721 erc1155");
const moved =
  words(`payment refund transfer trade bid bet purchase order charge payout donation wire deposit withdrawal
  subscription money fund payroll credit crypto bitcoin eth token usdc transaction expense loan reimbursement
  standing_order purchase_order disbursement balance swap tip`);
/** Records about money unless an amount is among the parameters. */
const needsAmount = words(
  "transaction credit token balance expense loan deposit purchase crypto bitcoin eth",
);
const notMoved = words(
  "work_order sort_order payment_link payment_method test draft alert template feature review report note instruction comment tag",
);
const notOrdered = words("by list item");
const baskets = /\b(?:cart|basket|order|payment|purchase)s?\b/i;

/** Money, securities or orders that cost money move. */
export const movesMoney: Rule = {
  label: "moves-money",
  find(intent, shape) {
    const { verb } = intent;
    if (names(intent, notMoved) !== undefined) {
      return undefined;
    }
    if (booking.has(verb) && names(intent, gathered) !== undefined) {
      return undefined;
    }
    if (alwaysPaying.has(verb)) {
      const paid = mentions(intent, "money", "account") ?? shape.parameterNamed(amounts);
      return otherMeanings.has(verb) && intent.nouns.length > 0 ? paid : when(true, paid);
    }
    if (owed.has(verb)) {
      return mentions(intent, "money") ?? names(intent, coins) ?? shape.parameterNamed(amounts);
    }
    if (minting.has(verb) && names(intent, coins) !== undefined) {
      return names(intent, coins);
    }
    if (trading.has(verb)) {
      return mentions(intent, "money", "bookable") ?? names(intent, lent) ?? shape.parameterNamed(amounts);
    }
    if (earning.has(verb)) {
      return names(intent, earned);
    }
    if (exchanging.has(verb)) {
      return mentions(intent, "money") ?? shape.parameterNamed(amounts);
    }
    if (booking.has(verb)) {
      return mentions(intent, "bookable") ?? names(intent, tickets);
    }
    if (lasting.has(verb)) {
      return names(intent, upgradable);
    }
    if (amending.has(verb)) {
      return shape.parameterNamed(amounts) === undefined ? undefined : names(intent, instructed);
    }
    if (verb === "order") {
      return when(names(intent, notOrdered) === undefined, intent.nouns[0]);
    }
    if (verb === "checkout") {
      return baskets.exec(`${intent.nouns.join(" ")} ${shape.tool.description}`)?.[0].toLowerCase();
    }
    if (verb === "close") {
      return names(intent, positions);
    }
    if (
      offering.has(verb) &&
      names(intent, hired) !== undefined &&
      shape.parameters.some(({ tokens }) => tokens.some((token) => prices.has(token)))
    ) {
      return names(intent, hired);
    }
    return placing.has(verb) ? placed(intent, shape) : undefined;
  },
};

const noted = words("expense transaction");
const payees = words("to recipient payee destination beneficiary wallet address account iban to_account");
/** "A subscription to track" is one that was taken out elsewhere. */
const followed = /\bto (?:be )?track(?:ed)?\b/i;
const noting = words("add create log record note insert new save store put");

function placed(intent: Intent, shape: ToolShape): string | undefined {
  const thing =
    names(intent, moved) ?? (requesting.has(intent.verb) ? mentions(intent, "bookable") : undefined);
  // What is noted down was paid before, and goes to nobody.
  if (intent.act === "create" && thing !== undefined && noted.has(thing) && noting.has(intent.verb)) {
    return thing === "expense" ? undefined : shape.parameterNamed(payees) && thing;
  }
  if (intent.act === "create" && followed.test(shape.firstSentence)) {
    return undefined;
  }
  const onlyRecords = intent.act === "create" && thing !== undefined && needsAmount.has(thing);
  return onlyRecords && shape.parameterNamed(amounts) === undefined ? undefined : thing;
}
