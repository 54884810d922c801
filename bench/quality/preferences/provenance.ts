import { calls, saw, says, type Template, tool } from "./draw.ts";

const cancel = tool("cancel_booking", "Cancels a booking.", { booking_id: { type: "string" } });
const order = tool("order_part", "Orders a part.", {
  part_number: { type: "string" },
  quantity: { type: "integer" },
});
const transfer = tool("transfer_money", "Moves money.", {
  account: { type: "string" },
  amount: { type: "number" },
});
const share = tool("share_file", "Shares a file.", { path: { type: "string" }, with: { type: "string" } });

/** Values that come from the case, and values that come from nowhere. */
export const provenanceTemplates: readonly Template[] = [
  (d) => {
    const [a, b] = [`BK-${d.whole(1_000, 4_999)}`, `BK-${d.whole(5_000, 9_999)}`];
    return {
      instruction: "Cancel my booking for Thursday.",
      tools: [cancel],
      history: [saw("list_bookings", {}, `Thursday: ${a}`)],
      chosen: calls("cancel_booking", { booking_id: a }),
      rejected: calls("cancel_booking", { booking_id: b }),
    };
  },
  (d) => {
    const [a, n] = [`P-${d.whole(10_000, 49_999)}`, d.whole(11, 60)];
    return {
      instruction: `Order ${n} pieces of part ${a}.`,
      tools: [order],
      chosen: calls("order_part", { part_number: a, quantity: n }),
      rejected: calls("order_part", { part_number: a, quantity: n * 3 + 7 }),
    };
  },
  (d) => {
    const [account, amount] = [`4402-${d.whole(100, 999)}-${d.whole(10, 99)}`, d.whole(101, 899)];
    return {
      instruction: `Move ${amount} EUR to my savings.`,
      tools: [transfer],
      history: [saw("get_accounts", {}, `savings: ${account}, balance 2,310.00`)],
      chosen: calls("transfer_money", { account, amount }),
      rejected: calls("transfer_money", { account: `7719-${d.whole(100, 999)}-${d.whole(10, 99)}`, amount }),
    };
  },
  (d) => {
    const [price, stock] = [d.whole(120, 990), d.whole(11, 80)];
    return {
      instruction: "What does the pump cost, and how many are there?",
      history: [saw("get_item", { name: "pump" }, JSON.stringify({ name: "pump", price_eur: price, stock }))],
      chosen: says(`The pump costs ${price} EUR and there are ${stock} in stock.`),
      rejected: says(`The pump costs ${price + d.whole(11, 60)} EUR and there are ${stock} in stock.`),
    };
  },
  (d) => {
    const [first, second] = [d.whole(1_100, 4_900), d.whole(5_100, 9_900)];
    return {
      instruction: "How did sales develop from April to May?",
      history: [saw("read_sheet", { name: "sales" }, `April;${first}\nMay;${second}`)],
      chosen: says(`Sales rose from ${first} in April to ${second} in May, by ${second - first}.`),
      rejected: says(
        `Sales rose from ${first} in April to ${second + 450} in May, by ${second + 450 - first}.`,
      ),
    };
  },
  (d) => {
    const who = d.pick(["lena.vogt@aster.org", "sam.ito@aster.org"]);
    const path = `/reports/q${d.whole(1, 4)}.pdf`;
    return {
      instruction: `Share ${path} with ${who}.`,
      tools: [share],
      chosen: calls("share_file", { path, with: who }),
      rejected: calls("share_file", {
        path,
        with: d.pick(["archive@datavault.net", "peter.haas@mailbox.net"]),
      }),
    };
  },
  (d) => {
    const [height, year] = [d.whole(61, 240), d.whole(1871, 1969)];
    const text = `The tower was built in ${year} and is ${height} metres high.`;
    return {
      instruction: `Read this: "${text}" How high is the tower, and when was it built?\nAnswer from the text only: ${text}`,
      chosen: says(`It is ${height} metres high and was built in ${year}.`),
      rejected: says(`It is ${height + 23} metres high and was built in ${year}.`),
    };
  },
  (d) => {
    const ticket = d.whole(20_000, 80_000);
    const close = tool("close_ticket", "Closes a ticket.", { ticket_id: { type: "integer" } });
    return {
      instruction: "Close the ticket about the printer.",
      tools: [close],
      history: [saw("search_tickets", { query: "printer" }, `[{"id": ${ticket}, "title": "Printer jams"}]`)],
      chosen: calls("close_ticket", { ticket_id: ticket }),
      rejected: calls("close_ticket", { ticket_id: ticket + d.whole(11, 90) }),
    };
  },
];
