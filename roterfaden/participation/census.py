"""Reading the city's own figures of residents from a CSV file: `art;schluessel;anzahl`, replaced as a whole."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.accounts.models import AgeBand
from roterfaden.kit.html import clean_line
from roterfaden.participation.models import CensusFigure
from roterfaden.places.models import District

COLUMNS = ("art", "schluessel", "anzahl")
KINDS = {"bezirk": CensusFigure.Kind.DISTRICT, "alter": CensusFigure.Kind.AGE}
MOST_BYTES, MOST_ROWS, MOST_PEOPLE = 1_000_000, 2_000, 20_000_000


class Wrong(ValueError):
    """A file that cannot be read; the sentence says where."""


@dataclass(frozen=True)
class Figure:
    """A row of the file."""

    kind: str
    key: str
    number: int


def read(data: bytes) -> list[Figure]:
    """The rows of a file; Wrong with a plain sentence for the first that cannot be."""
    if len(data) > MOST_BYTES:
        raise Wrong(_("Die Datei ist zu groß."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong(_("Die Datei ist nicht in UTF-8 geschrieben.")) from None
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[: MOST_ROWS + 1]
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != COLUMNS:
        raise Wrong(_("Die erste Zeile muss lauten: {header}").format(header=";".join(COLUMNS)))
    districts = set(District.objects.values_list("slug", flat=True))
    found = [_figure(row, number, districts) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if len({(one.kind, one.key) for one in found}) != len(found):
        raise Wrong(_("Ein Schlüssel steht zweimal darin."))
    return found


def _figure(row: list[str], line: int, districts: set[str]) -> Figure:
    cells = [clean_line(cell) for cell in row]
    if len(cells) != len(COLUMNS) or cells[0].lower() not in KINDS:
        raise Wrong(_("Zeile {line}: „art“ ist bezirk oder alter, danach Schlüssel und Anzahl.").format(line=line))
    kind, key, number = KINDS[cells[0].lower()], cells[1], cells[2].replace(".", "")
    known = districts if kind == CensusFigure.Kind.DISTRICT else set(AgeBand.values)
    if key not in known:
        raise Wrong(_("Zeile {line}: „{key}“ gibt es hier nicht.").format(line=line, key=key[:60]))
    if not number.isascii() or not number.isdigit() or int(number[:12]) > MOST_PEOPLE:
        raise Wrong(_("Zeile {line}: Die Anzahl ist keine ganze Zahl.").format(line=line))
    return Figure(kind, key, int(number))


def replace(figures: list[Figure], source: str) -> int:
    """Put these figures in the place of all former ones. How many."""
    words = clean_line(source)[:200]
    with transaction.atomic():
        CensusFigure.objects.all().delete()
        rows = [CensusFigure(kind=one.kind, key=one.key, number=one.number, source=words) for one in figures]
        CensusFigure.objects.bulk_create(rows)
    return len(figures)
