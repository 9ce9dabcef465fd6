"""Numbered pages for people: counts are capped and pages bounded, so that page 400 costs what page 1 costs.

Who needs more narrows the list by a filter, or takes the export, which pages by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db import models

from roterfaden.council.filters import wrong
from roterfaden.kit.asking import WrongFilter, is_harmless

T = TypeVar("T")
PAGE_SIZE = 25
#: Beyond this, a count says "mehr als 10.000" and pages end.
MOST = 10_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """A numbered page of a list."""

    items: tuple[T, ...]
    number: int
    size: int
    total: int
    parameter: str = "seite"
    query: str = ""

    @property
    def capped(self) -> bool:
        """Whether there are more than we count."""
        return self.total > MOST

    @property
    def last(self) -> int:
        """The number of the last page that can be asked for."""
        return max(1, -(-min(self.total, MOST) // self.size))

    @property
    def first_row(self) -> int:
        """The place of the page's first row in the whole list, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        """The place of the page's last row."""
        return self.first_row + len(self.items) - 1

    @property
    def several(self) -> bool:
        """Whether there is more than this page."""
        return self.last > 1

    def address(self, number: int) -> str:
        """The query of another page of the list."""
        extra = urlencode({self.parameter: number}) if number > 1 else ""
        return "?" + "&".join(part for part in (self.query, extra) if part)

    @property
    def previous_address(self) -> str:
        """The page before, or nothing."""
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        """The page after, or nothing."""
        return self.address(self.number + 1) if self.number < self.last else ""

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """The pages to offer: first, last and those around this one; a 0 marks a gap."""
        near = range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)
        chosen = sorted({1, *near, self.last})
        offered: list[tuple[int, str]] = []
        for number in chosen:
            if offered and number - offered[-1][0] > 1:
                offered.append((0, ""))
            offered.append((number, self.address(number)))
        return offered


class NoSuchPage(Exception):
    """A page beyond the end. `last` is the query of the last one there is."""

    def __init__(self, last: str) -> None:
        super().__init__(last)
        self.last = last


def page_number(query: Mapping[str, str], parameter: str = "seite") -> int:
    """The page asked for, 1 by default; WrongFilter where it is no number."""
    value = query.get(parameter, "").strip()
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise wrong(parameter, value, query)
    return int(value)


def capped_count(queryset: models.QuerySet[Any]) -> int:
    """How many rows, but never more than MOST + 1. An order is kept: it says which index to walk."""
    return queryset.values("pk")[: MOST + 1].count()


def paginate(
    queryset: models.QuerySet[Any], query: Mapping[str, str], parameter: str = "seite", size: int = PAGE_SIZE
) -> Page[Any]:
    """The page of an ordered queryset that an address asks for: two statements."""
    number = page_number(query, parameter)
    total = capped_count(queryset)
    rest = urlencode([(key, text) for key, text in query.items() if key != parameter and is_harmless(text)])
    page = Page[Any]((), number, size, total, parameter, rest)
    if number > page.last:
        raise NoSuchPage(page.address(page.last))
    start = (number - 1) * size
    items = tuple(queryset[start : min(start + size, MOST)])
    return Page(items, number, size, total, parameter, rest)


__all__ = ["MOST", "PAGE_SIZE", "NoSuchPage", "Page", "WrongFilter", "capped_count", "page_number", "paginate"]
