"""A CSV file, uploaded or at an address."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.indicators.numbers import Writing
from roterfaden.strategy.indicators.rows import Rows
from roterfaden.strategy.indicators.sources import Ask, Kind
from roterfaden.strategy.indicators.tables import CsvReader


def read(file: IO[bytes], options: Mapping[str, Any]) -> Rows:
    """The rows of a file."""
    named = {str(name): str(column) for name, column in dict(options.get("columns") or {}).items()}
    return CsvReader(file, Writing(options.get("writing") or "auto"), named).read()


def fetch(url: str, options: Mapping[str, Any], ask: Ask) -> Rows:
    """The rows of the file at an address."""
    return read(io.BytesIO(ask(url).body), options)


KIND = Kind(
    "csv",
    _("CSV-Datei"),
    fetch,
    read,
    {
        "writing": _("Schreibweise der Zahlen: auto, german oder english"),
        "columns": _('welche Spalte was ist, z. B. {"period": "Berichtsjahr", "value": "Anteil"}'),
    },
)
