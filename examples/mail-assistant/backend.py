"""Stands for the services behind the tools."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Mailbox:
    messages: list[dict] = field(default_factory=list)

    def search(self, query: str, folder: str, limit: int) -> list[dict]:
        return [m for m in self.messages if m["folder"] == folder and query in m["body"]][:limit]

    def send(self, to: list[str], subject: str, body: str, cc: list[str]) -> str:
        self.messages.append({"folder": "sent", "to": to, "cc": cc, "subject": subject, "body": body})
        return "sent"

    def delete(self, message_ids: list[str], permanently: bool) -> str:
        self.messages = [m for m in self.messages if m.get("id") not in message_ids]
        return f"deleted {len(message_ids)}" + (" for good" if permanently else "")


@dataclass
class Calendar:
    events: list[tuple] = field(default_factory=list)

    def create(self, *event: object) -> str:
        self.events.append(event)
        return "created"


@dataclass
class Workspace:
    root: Path = Path("workspace")


mailbox = Mailbox()
calendar = Calendar()
workspace = Workspace()
