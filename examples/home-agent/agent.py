"""A smart-home agent on the OpenAI Agents SDK."""

from typing import Annotated, Literal

from agents import Agent, Runner, function_tool
from pydantic import Field

from .bus import devices


@function_tool
def read_sensors(room: str) -> dict:
    """Read temperature, humidity, smoke and presence sensors of a room."""
    return devices.sensors(room)


@function_tool(needs_approval=True)
def unlock_door(door: Literal["front", "garage", "garden"], minutes: Annotated[int, Field(ge=1, le=60)] = 5) -> str:
    """Unlock a door for some minutes."""
    return devices.unlock(door, minutes)


@function_tool
def set_heating(room: str, degrees_celsius: float, hours: float = 8) -> str:
    """Set the heating of a room to a temperature for some hours."""
    return devices.heat(room, degrees_celsius, hours)


@function_tool(name_override="order_groceries")
def order(items: list[str], budget_eur: float, note: str = "") -> str:
    """Order groceries from the user's shop and pay with the stored card.

    Args:
        items: What to order, one product a line.
        budget_eur: Most money to spend, in euros.
        note: Note for the courier.
    """
    return devices.shop(items, budget_eur, note)


agent = Agent(
    name="Home",
    instructions="You run the household. Ask before you open doors or spend more than 100 EUR.",
    tools=[read_sensors, unlock_door, set_heating, order],
)

if __name__ == "__main__":
    print(Runner.run_sync(agent, "Make the living room warm for tonight.").final_output)
