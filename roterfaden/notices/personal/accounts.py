"""The outbox for what accounts write: they lie below, and hand their words over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from roterfaden.accounts.mails import Letter, carry
from roterfaden.accounts.models import Person
from roterfaden.notices.personal.kinds import Words, mail_kind
from roterfaden.notices.personal.writing import write

KIND = "accounts.letter"


def register() -> None:
    """Called once, at start."""
    carry(carried)
    mail_kind(KIND, label=gettext_lazy("Post zum Konto"))(composed)


def carried(to: Person | str, key: str, letter: Letter) -> None:
    """Into the outbox. The words are made already: they may hold a secret link, which goes when the mail has left."""
    lines = [str(line) for line in letter.lines]
    said = {"subject": str(letter.subject), "lines": lines, "path": letter.path}
    write(to, key, KIND, said | {"button": str(letter.button), "why": str(letter.why)})


def composed(data: Mapping[str, Any]) -> Words | None:
    """The words as they were handed over; None once they are forgotten."""
    if "subject" not in data:
        return None
    return Words(data["subject"], tuple(data["lines"]), data["path"], data["button"], why=data["why"])
