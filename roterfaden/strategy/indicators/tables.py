"""CSV files of any common make: encoding, separator and columns are found out, not asked for."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _

from roterfaden.strategy.indicators.numbers import Writing, is_formula, parse_number, writing_of
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import MOST_ROWS, FileProblem, Part, Refusal, Row, Rows, Value, word

BLOCK = 64 * 1024
MOST_COLUMNS = 200
SEPARATORS = ";,\t|"
#: What a column may be called, in lower case.
NAMES: dict[str, tuple[str, ...]] = {
    "period": (
        "zeitraum",
        "jahr",
        "datum",
        "zeit",
        "monat",
        "quartal",
        "period",
        "year",
        "date",
        "time",
        "time_period",
    ),
    "value": ("wert", "messwert", "value", "obs_value"),
    "draft": ("vorläufig", "vorlaeufig", "status", "provisional", "obs_status"),
    "indicator": ("kennzahl", "indikator", "indicator"),
    "dimension": ("merkmal", "dimension"),
    "category": ("ausprägung", "auspraegung", "teil", "category", "breakdown"),
    "reason": ("grund", "grund der revision", "reason"),
}
YES = frozenset(
    {"ja", "j", "yes", "y", "true", "wahr", "1", "x", "v", "p", "e", "vorläufig", "provisional", "geschätzt"}
)
NO = frozenset({"", "nein", "n", "no", "false", "falsch", "0", "a", "endgültig", "final"})


@dataclass(frozen=True)
class Table:
    """A CSV file that can be read twice: its columns, and its rows with the line in which each begins."""

    file: IO[bytes]
    encoding: str
    separator: str
    header: tuple[str, ...]

    @classmethod
    def open(cls, file: IO[bytes]) -> Table:
        """Look at a file; FileProblem where it is no table."""
        encoding = _encoding(file)
        file.seek(0)
        start = file.read(BLOCK).decode(encoding, "replace")
        first = next((line for line in start.splitlines() if line.strip()), "")
        if not first or "\x00" in start:
            raise FileProblem(_("Das ist keine Tabelle: Die Datei ist leer oder keine Textdatei."))
        separator = max(SEPARATORS, key=first.count)
        header = next(csv.reader([first], delimiter=separator), [])
        if len(header) > MOST_COLUMNS:
            raise FileProblem(_("mehr als {number} Spalten").format(number=MOST_COLUMNS))
        return cls(file, encoding, separator, tuple(word(name) for name in header))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of each row below the header; empty ones are left out. May raise FileProblem in the middle."""
        self.file.seek(0)
        text = io.TextIOWrapper(
            io.BufferedReader(_Open(self.file)), encoding=self.encoding, errors="replace", newline=""
        )
        reader = csv.reader(text, delimiter=self.separator)
        line, seen = 1, False
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if seen:
                        yield line, cells
                    seen = True
                line = reader.line_num + 1
        except csv.Error as error:
            raise FileProblem(_("ab Zeile {line} nicht lesbar: {error}").format(line=line, error=error)) from None
        finally:
            text.detach()


class _Open(io.RawIOBase):
    """A file that stays open when the wrapper around it goes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self.file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 or UTF-16 with its mark, UTF-8, or else what German Windows writes. Read in blocks."""
    file.seek(0)
    start = file.read(4)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


@dataclass(frozen=True)
class Columns:
    """Which column means what: the place of each, by its meaning."""

    places: Mapping[str, int]
    unused: tuple[str, ...] = ()

    @classmethod
    def of(cls, header: Sequence[str], named: Mapping[str, str] | None = None) -> Columns:
        """Found by what they are called, or as `named`; FileProblem where period or value are missing."""
        lower = [name.casefold() for name in header]
        places: dict[str, int] = {}
        for meaning, names in NAMES.items():
            wanted = (named or {}).get(meaning, "")
            candidates = (wanted.casefold(),) if wanted else names
            found = [place for place, name in enumerate(lower) if name in candidates]
            if len(found) > 1:
                raise FileProblem(
                    _("zwei Spalten für dasselbe: {names}").format(names=", ".join(header[place] for place in found))
                )
            if found:
                places[meaning] = found[0]
            elif wanted:
                raise FileProblem(_missing([wanted], header))
        missing = [
            words for meaning, words in (("period", _("Zeitraum")), ("value", _("Wert"))) if meaning not in places
        ]
        if missing:
            raise FileProblem(_missing(missing, header))
        unused = tuple(name for place, name in enumerate(header) if name and place not in places.values())
        return cls(places, unused)

    def cell(self, cells: Sequence[str], meaning: str) -> str:
        """The cell of a row; empty where there is none."""
        place = self.places.get(meaning)
        return cells[place] if place is not None and place < len(cells) else ""


def _missing(names: Sequence[str], header: Sequence[str]) -> str:
    sentence = _("Es fehlt: {missing}. Die Datei hat die Spalten: {found}.")
    return sentence.format(missing=", ".join(names), found=", ".join(header[:20]) or "–")


@dataclass
class CsvReader:
    """Values of a CSV file, one a row. `named` says which columns are meant where their names tell nothing."""

    file: IO[bytes]
    writing: Writing = Writing.AUTO
    named: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def read(self) -> Rows:
        """Values and refusals; FileProblem where the file is none."""
        table = Table.open(self.file)
        columns = Columns.of(table.header, self.named)
        self.unused = columns.unused
        writing = self.writing
        if writing is Writing.AUTO:
            writing = writing_of(columns.cell(cells, "value") for _line, cells in table.rows())
        for number, (line, cells) in enumerate(table.rows()):
            if number >= MOST_ROWS:
                raise FileProblem(_("mehr als {number} Zeilen; bitte teilen").format(number=MOST_ROWS))
            yield row_of(line, {meaning: columns.cell(cells, meaning) for meaning in NAMES}, writing)


def row_of(line: int, cells: Mapping[str, str], writing: Writing) -> Row:
    """A row by the meaning of its cells."""
    try:
        for meaning, cell in cells.items():
            if meaning != "value" and is_formula(cell):
                raise ValueError(_("eine Formel statt eines Werts"))
        if not cells["value"].strip():
            raise ValueError(_("kein Wert"))
        return Value(
            line,
            parse_period(cells["period"]),
            parse_number(cells["value"], writing),
            _draft(cells["draft"]),
            _part(cells["dimension"], cells["category"]),
            word(cells["indicator"]),
            word(cells["reason"]),
        )
    except ValueError as error:
        return Refusal(line, str(error))


def _part(dimension: str, category: str) -> Part:
    part = Part(word(dimension), word(category))
    if part.dimension and not part.category:
        raise ValueError(_("ein Merkmal ohne Ausprägung"))
    return part


def _draft(cell: str) -> bool:
    plain = cell.strip().casefold()
    if plain in YES or plain in NO:
        return plain in YES
    raise ValueError(_("vorläufig? {text} ist weder ja noch nein").format(text=cell.strip()[:40]))
