"""What an address asks of a list, read one parameter at a time: typed, or a complaint that a page can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django_stubs_ext import StrOrPromise

LONGEST_VALUE = 120
SHOWN_VALUE = 40
#: Digits of the longest number that a filter may name.
LONGEST_NUMBER = 16
#: Field of a filter → (parameter in the address, its label).
Names = Mapping[str, tuple[str, StrOrPromise]]


class WrongFilter(Exception):
    """A value that a filter cannot take. `query` is the address' query without it, to go on with."""

    def __init__(self, parameter: str, label: str, value: str, query: str = "") -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.label = label
        self.value = value
        self.query = query


def shown(value: str) -> str:
    """A foreign value, fit to stand on a page: short and without characters that nobody sees."""
    clean = "".join(char if char.isprintable() else "�" for char in value[: SHOWN_VALUE + 1])
    return clean if len(clean) <= SHOWN_VALUE else f"{clean[:SHOWN_VALUE]}…"


def is_harmless(text: str) -> bool:
    """Whether a value is short and printable, so that it may be repeated in an address."""
    return 0 < len(text) <= LONGEST_VALUE and text.isprintable()


@dataclass(frozen=True)
class Reader:
    """Reads one parameter at a time."""

    query: Mapping[str, str]
    names: Names

    def wrong(self, name: str, value: str) -> WrongFilter:
        """The complaint about the value of a field (or of another parameter, by its own name)."""
        parameter, label = self.names.get(name, (name, name))
        rest = urlencode([(key, text) for key, text in self.query.items() if key != parameter and is_harmless(text)])
        return WrongFilter(parameter, str(label), shown(value), rest)

    def text(self, name: str) -> str:
        """Any short, printable text."""
        value = self.query.get(self.names[name][0], "").strip()
        if value and not is_harmless(value):
            raise self.wrong(name, value)
        return value

    def choice(self, name: str, allowed: list[str]) -> str:
        """One of these, or nothing."""
        value = self.text(name)
        if value and value not in allowed:
            raise self.wrong(name, value)
        return value

    def slug(self, name: str) -> str:
        """A short name."""
        value = self.text(name)
        if value and not value.replace("-", "").replace("_", "").isalnum():
            raise self.wrong(name, value)
        return value

    def number(self, name: str, least: int = 1, most: int = 10**15) -> int | None:
        """A whole number between these, or nothing."""
        value = self.text(name)
        if not value:
            return None
        digits = value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
        if not digits or not least <= int(value) <= most:
            raise self.wrong(name, value)
        return int(value)
