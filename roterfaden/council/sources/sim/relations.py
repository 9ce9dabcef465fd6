"""How a paper stands to others: read from its number, its title, and "verwandte Drucksachen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roterfaden.council.sources.base import Json
from roterfaden.council.sources.sim.addresses import NUMBER, number_of
from roterfaden.council.sources.sim.pages.paper import PaperPage, Related

#: "Änderungsantrag zu Drucks. Nr. 0822/2026 N1: …", "Zusatzantrag der … zur Drucksache Nr. 0822/2026"
_AMENDS = re.compile(
    r"(?:Änderungs|Zusatz|Ergänzungs)antrag\b.{0,200}?\bzu[rm]?\s+(?:\w*drucks(?:\.|achen?)?[\s-]*)?(?:Nr\.?\s*)?"
    + NUMBER.pattern,
    re.IGNORECASE | re.DOTALL,
)
_NEW_VERSION = re.compile(r"\b(\d+)\.\s*Neufassung", re.IGNORECASE)
#: The other paper's part in a relation that the other paper states itself.
_STATED_THERE = re.compile(r"Neufassung|Änderungsantrag|Zusatzantrag|Ergänzung|Antwort", re.IGNORECASE)


def relations(number: str, page: PaperPage) -> list[Json]:
    """All relations in which the paper at hand is the one that is new, amends or answers; then the merely related."""
    linked = {row.number: row.url for row in page.related if row.url}
    found: dict[str, str] = {}
    for other, kind in (*_by_number(number, page.related), *_by_title(page.title), *_by_list(number, page.related)):
        if other and other != number:
            found.setdefault(other, kind)
    return [
        {"kind": kind, "number": other} | ({"id": linked[other]} if other in linked else {})
        for other, kind in found.items()
    ]


def _by_number(number: str, related: tuple[Related, ...]) -> Iterator[tuple[str, str]]:
    """`… N2` is a new version of `… N1`, else of the original; `… F1` is the answer to the question."""
    base, *suffixes = number.split(" ")
    if not suffixes:
        return
    last, rest = suffixes[-1], " ".join([base, *suffixes[:-1]])
    if last.startswith("F"):
        yield rest, "answers"
    elif last.startswith("N"):
        yield _version_before(rest, int(last[1:]), related), "newVersion"
    else:
        yield rest, "related"


def _version_before(base: str, version: int, related: tuple[Related, ...]) -> str:
    """The newest listed version before `version`; the original where none is listed and the first has no number."""
    listed = {row.number for row in related}
    for older in range(version - 1, 0, -1):
        if f"{base} N{older}" in listed or not listed:
            return f"{base} N{older}"
    return base


def _by_title(title: str) -> Iterator[tuple[str, str]]:
    if found := _AMENDS.search(title):
        match = NUMBER.search(found[0])
        yield (number_of(match) if match else ""), "amends"


def _by_list(number: str, related: tuple[Related, ...]) -> Iterator[tuple[str, str]]:
    base = number.split(" ")[0]
    for row in related:
        label = row.label.casefold()
        if "ursprungsvorlage" in label:
            yield row.number, "amends"
        elif not _STATED_THERE.search(row.label) and row.number.split(" ")[0] != base:
            yield row.number, "related"
