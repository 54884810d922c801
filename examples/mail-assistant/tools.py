"""Mail, calendar and file tools of a personal assistant."""

from datetime import date
from pathlib import Path
from typing import Literal, Optional

from langchain_core.tools import BaseTool, tool
from pydantic import BaseModel, Field

from .backend import calendar, mailbox, workspace


@tool
def search_mail(query: str, folder: Literal["inbox", "sent", "archive"] = "inbox", limit: int = 10) -> list[dict]:
    """Search the user's mailbox and return matching messages with sender, subject and body.

    Args:
        query: Words to look for in sender, subject and body.
        folder: Mail folder to search.
        limit: Most messages to return.
    """
    return mailbox.search(query, folder=folder, limit=limit)


class SendMailArguments(BaseModel):
    """Arguments of send_mail."""

    to: list[str] = Field(description="E-mail addresses of the recipients")
    subject: str = Field(description="Subject line")
    body: str = Field(description="Plain text of the message")
    cc: Optional[list[str]] = Field(default=None, description="Addresses that get a copy")


@tool("send_mail", args_schema=SendMailArguments)
def send_mail(to: list[str], subject: str, body: str, cc: Optional[list[str]] = None) -> str:
    """Send an e-mail in the user's name. The message leaves at once."""
    return mailbox.send(to, subject, body, cc or [])


class DeleteMailArguments(BaseModel):
    message_ids: list[str] = Field(description="Ids of the messages, as search_mail returns them")
    permanently: bool = Field(default=False, description="Skip the trash folder")


class DeleteMail(BaseTool):
    name: str = "delete_mail"
    description: str = "Delete messages from the mailbox."
    args_schema: type[BaseModel] = DeleteMailArguments

    def _run(self, message_ids: list[str], permanently: bool = False) -> str:
        return mailbox.delete(message_ids, permanently=permanently)


@tool
def create_event(title: str, day: date, start: str, duration_minutes: int, attendees: list[str]) -> str:
    """Create a calendar event and send invitations to the attendees.

    Args:
        title: Title of the event.
        day: Day of the event.
        start: Start time, such as 14:30.
        duration_minutes: Length in minutes.
        attendees: E-mail addresses of the people to invite.
    """
    return calendar.create(title, day, start, duration_minutes, attendees)


@tool
def read_document(path: str) -> str:
    """Read a text document from the user's workspace folder."""
    target = (workspace.root / path).resolve()
    if not target.is_relative_to(workspace.root):
        raise ValueError("outside of the workspace")
    return Path(target).read_text()
