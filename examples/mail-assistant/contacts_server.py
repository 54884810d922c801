"""MCP server over the company's address book."""

from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations

mcp = FastMCP("contacts")
people: dict[str, dict] = {}


@mcp.tool(annotations=ToolAnnotations(readOnlyHint=True))
def find_contact(name: str) -> list[dict]:
    """Find people by name, with e-mail address, phone number, home address and salary band.

    Args:
        name: Full or partial name.
    """
    return [person for person in people.values() if name.lower() in person["name"].lower()]


@mcp.tool()
def update_contact(contact_id: str, phone: str | None = None, email: str | None = None, department: str | None = None) -> str:
    """Change a person's entry in the company directory."""
    people[contact_id].update({"phone": phone, "email": email, "department": department})
    return "updated"


if __name__ == "__main__":
    mcp.run()
