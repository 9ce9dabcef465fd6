"""A list of streets as a CSV file: street and district, as cities and spreadsheets write them.

The right rows are kept, each wrong one is named by its line with the reason. Nothing is written here: see `actions`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.places.geojson import BadFile, Refused
from roterfaden.places.models import District
from roterfaden.places.names import loose_key

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
#: So many wrong rows are named; of the others only the number is told.
NAMED = 500
LONGEST_NAME = 200
SEPARATORS = (";", "\t", ",", "|")
STREET = frozenset(map(loose_key, ("Straße", "Straßenname", "Name", "Street", "Strassenbezeichnung", "Strname")))
DISTRICT = frozenset(
    map(
        loose_key,
        ("Stadtbezirk", "Bezirk", "District", "Stadtbezirksnummer", "Bezirksnummer", "Nummer", "Number", "Stadtteil"),
    )
)
SEVERAL = re.compile(r"\s*[/+|&]\s*")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class StreetRow:
    """A street in a district."""

    name: str
    district: int


@dataclass(frozen=True)
class StreetList:
    """What a file gave. `refused_count` counts those beyond the named ones, too; `doubles` are harmless."""

    rows: tuple[StreetRow, ...]
    refused: tuple[Refused, ...]
    refused_count: int
    doubles: int


def read(body: bytes, districts: Sequence[District]) -> StreetList:
    """The rows of a file. Raises BadFile."""
    if len(body) > MOST_BYTES:
        raise BadFile(_("Die Datei ist größer als 20 MB."))
    lines = _lines(decoded(body))
    known = _Districts(districts)
    street, district, below = _columns(lines, known)
    rows: dict[StreetRow, None] = {}
    refused: list[Refused] = []
    wrong = total = 0
    for line, cells in below:
        try:
            found = _row(cells, street, district, known)
        except ValueError as error:
            wrong += 1
            refused += [Refused(line, str(error))] if wrong <= NAMED else []
            continue
        total += len(found)
        rows |= dict.fromkeys(found)
    return StreetList(tuple(rows), tuple(refused), wrong, total - len(rows))


def decoded(body: bytes) -> str:
    """The text: UTF-8 or UTF-16 with its mark, UTF-8 without, else as Windows writes it (every byte has a letter)."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with the line at which it ends."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator)
    found: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
            if len(found) > MOST_ROWS:
                raise BadFile(_("Die Datei hat mehr als {count} Zeilen.").format(count=MOST_ROWS))
    except csv.Error as error:
        raise BadFile(_("Zeile {line} ist nicht lesbar: {why}").format(line=reader.line_num, why=error)) from None
    if not found:
        raise BadFile(_("Die Datei ist leer."))
    return found


class _Districts:
    """Districts by number, name and part of town."""

    def __init__(self, districts: Iterable[District]) -> None:
        self._numbers = {district.number: district.pk for district in districts}
        self._names: dict[str, set[int]] = {}
        for district in districts:
            for name in district.names:
                self._names.setdefault(loose_key(name), set()).add(district.pk)

    def find(self, text: str) -> list[int]:
        """The districts that a cell names ("10", "Linden-Limmer", "9/10"); ValueError says what is wrong."""
        if one := self._one(text):
            return [one]
        parts = SEVERAL.split(text)
        found = [self._one(part) for part in parts]
        if len(parts) > 1 and all(found):
            return [pk for pk in found if pk]
        raise ValueError(_("Stadtbezirk „{text}“ ist nicht bekannt").format(text=text[:60]))

    def knows(self, text: str) -> bool:
        """Whether a cell names a district."""
        try:
            return bool(self.find(text))
        except ValueError:
            return False

    def _one(self, text: str) -> int | None:
        digits = re.fullmatch(r"(?:stadtbezirk\s*)?0*(\d{1,5})(?:[.,]0+)?", text.strip(), re.IGNORECASE | re.ASCII)
        if digits:
            return self._numbers.get(int(digits[1]))
        pks = self._names.get(loose_key(text), set())
        return next(iter(pks)) if len(pks) == 1 else None


def _columns(lines: list[tuple[int, list[str]]], known: _Districts) -> tuple[int, int, Iterator[tuple[int, list[str]]]]:
    """Which column has the street and which the district, and the rows below the heading."""
    heads = [loose_key(cell) for cell in lines[0][1]]
    street = next((place for place, head in enumerate(heads) if head in STREET), None)
    district = next((place for place, head in enumerate(heads) if head in DISTRICT and place != street), None)
    if street is not None and district is not None:
        return street, district, iter(lines[1:])
    if len(heads) == 2 and known.knows(lines[0][1][1]):  # no heading: the first row is one already
        return 0, 1, iter(lines)
    raise BadFile(_("Die erste Zeile nennt die Spalten nicht. Erwartet werden „Straße“ und „Stadtbezirk“."))


def _row(cells: Sequence[str], street: int, district: int, known: _Districts) -> list[StreetRow]:
    """The streets of a row; ValueError says what is wrong."""
    if len(cells) <= max(street, district):
        raise ValueError(_("die Zeile hat zu wenige Spalten"))
    name = _name(cells[street])
    if not cells[district].strip():
        raise ValueError(_("der Stadtbezirk fehlt"))
    return [StreetRow(name, pk) for pk in known.find(" ".join(UNSEEN.sub(" ", cells[district]).split()))]


def _name(cell: str) -> str:
    name = " ".join(UNSEEN.sub("", cell.replace("\n", " ")).split()).removeprefix("'")
    if not name:
        raise ValueError(_("die Straße fehlt"))
    if len(name) > LONGEST_NAME:
        raise ValueError(_("der Name ist länger als {count} Zeichen").format(count=LONGEST_NAME))
    if not name[0].isalnum() or not any(letter.isalpha() for letter in name):
        raise ValueError(_("„{text}“ ist kein Name einer Straße").format(text=name[:60]))
    return name
