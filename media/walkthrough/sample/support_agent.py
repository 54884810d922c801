"""Tools of a customer support agent. AutoSafe marks what can go wrong when a model calls them.

Put the cursor on a mark and press Ctrl+. (Cmd+. on a Mac): the first entry mends it, "Explain" says why it matters.
"""

import subprocess

from langchain_core.tools import tool


@tool
def export_report(customer: str) -> str:
    """Export the report of one customer as a PDF file. Returns the program's output."""
    done = subprocess.run(f"report-export --customer {customer}", shell=True, capture_output=True, text=True)
    return done.stdout


@tool
def read_ticket(number: int) -> str:
    """Read a support ticket. The text was written by the customer."""
    with open(f"tickets/{number}.txt", encoding="utf-8") as file:
        return file.read()


@tool
def refund_order(order_id: str, amount_eur: float) -> str:
    """Pay money back for an order. The payment leaves at once."""
    return f"refunded {amount_eur} EUR for {order_id}"
