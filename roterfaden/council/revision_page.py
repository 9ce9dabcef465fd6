"""One silent change, made readable: each field with its word and its difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roterfaden.council.models import Revision
from roterfaden.council.words import field_word
from roterfaden.kit.html import safe_text
from roterfaden.methods.diff import Segment, diff


@dataclass(frozen=True)
class Change:
    """A field that changed. Lists come as lines that went and came, a file's content by hashes and texts."""

    label: str
    old: str
    new: str
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    old_hash: str = ""
    new_hash: str = ""

    @property
    def is_list(self) -> bool:
        """Whether lines went or came."""
        return bool(self.gone or self.added)

    @property
    def has_texts(self) -> bool:
        """Whether there are words to compare."""
        return not self.is_list and bool(self.old or self.new)

    @property
    def segments(self) -> list[Segment]:
        """The difference, word for word."""
        return diff(self.old, self.new)


@dataclass(frozen=True)
class RevisionPage:
    """A revision with its changes."""

    revision: Revision

    @property
    def changes(self) -> list[Change]:
        """All fields that changed."""
        return [read_change(change) for change in self.revision.changes if isinstance(change, dict)]


def read_change(change: dict[str, Any]) -> Change:
    """A stored change as it is shown."""
    label = field_word(str(change.get("field", "")))
    old, new = change.get("old"), change.get("new")
    if change.get("field") == "content":
        texts = (_text(change.get("old_text")), _text(change.get("new_text")))
        return Change(label, *texts, old_hash=str(old or ""), new_hash=str(new or ""))
    if isinstance(old, list) or isinstance(new, list):
        before, after = _lines(old), _lines(new)
        gone = tuple(line for line in before if line not in after)
        return Change(label, "", "", gone, tuple(line for line in after if line not in before))
    return Change(label, _text(old), _text(new))


def _text(value: Any) -> str:
    """A stored value as words, without characters that turn or hide others: it is kept as the source sent it."""
    return "" if value is None else safe_text(str(value))


def _lines(value: Any) -> Sequence[str]:
    if isinstance(value, list):
        return [str(line) for line in value]
    return [str(value)] if value else []
