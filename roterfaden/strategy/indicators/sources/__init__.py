"""Where values come from: one folder a kind, registered here and nowhere else.

A further room (open data) may register a kind of its own in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django_stubs_ext import StrOrPromise

from roterfaden.kit.http import Answer
from roterfaden.strategy.indicators.rows import Rows

Ask = Callable[[str], Answer]


@dataclass(frozen=True)
class Kind:
    """A kind of source. `fetch(url, options, ask)` asks the address and gives its rows; `read(file, options)` gives
    those of an uploaded file (None: nothing can be uploaded). Both raise FileProblem or FetchError.

    `options` names what can be set: {name: explanation}.
    """

    key: str
    label: StrOrPromise
    fetch: Callable[[str, Mapping[str, Any], Ask], Rows]
    read: Callable[[IO[bytes], Mapping[str, Any]], Rows] | None
    options: Mapping[str, StrOrPromise]


kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; a second registration is a mistake."""
    if kind.key in kinds:
        raise ValueError(f"{kind.key} is registered twice")
    kinds[kind.key] = kind


def _register_own() -> None:
    from roterfaden.strategy.indicators.sources.csv_file import KIND as CSV
    from roterfaden.strategy.indicators.sources.dataset import KIND as DATASET
    from roterfaden.strategy.indicators.sources.sdmx_csv import KIND as SDMX

    for kind in (CSV, SDMX, DATASET):
        register(kind)


_register_own()
