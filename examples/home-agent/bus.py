"""Stands for the message bus of the house."""


class Devices:
    def sensors(self, room: str) -> dict:
        return {"room": room, "celsius": 19.5, "humidity": 0.44, "smoke": False, "presence": True}

    def unlock(self, door: str, minutes: int) -> str:
        return f"{door} unlocked for {minutes} min"

    def heat(self, room: str, degrees: float, hours: float) -> str:
        return f"{room}: {degrees} °C for {hours} h"

    def shop(self, items: list[str], budget: float, note: str) -> str:
        return f"ordered {len(items)} items, at most {budget} EUR {note}".strip()


devices = Devices()
