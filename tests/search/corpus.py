"""The invented corpus: the documents of corpus.txt among many everyday ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from roterfaden.search.registry import Document

HERE = Path(__file__).parent
STREETS = ("Ahornweg", "Birkenallee", "Dorfstraße", "Eichenring", "Feldstraße", "Hafenstraße", "Kirchplatz")
STREETS += ("Lerchenweg", "Marktstraße", "Parkallee", "Ringstraße", "Schillerstraße", "Uferstraße", "Wiesenweg")
WORKS = (
    ("Erneuerung der Fahrbahn: {}", "Die Fahrbahn wird abgefräst und neu asphaltiert. Der Verkehr wird umgeleitet."),
    ("Baumpflege an der Straße {}", "Totholz wird entfernt, fünf Bäume werden nachgepflanzt."),
    ("Anfrage: Parken auf dem Gehweg in der Straße {}", "Wie oft wurde kontrolliert, wie viele Verstöße gab es?"),
    ("Kanalsanierung {}", "Das Abwasser wird während der Bauzeit umgepumpt, die Kosten trägt der Gebührenhaushalt."),
    ("Grundstücksangelegenheit: Verkauf einer Teilfläche {}", "Der Kaufpreis entspricht dem Gutachten."),
    ("Haltestelle {}: barrierefreier Umbau", "Der Bordstein wird angehoben, ein Wartehaus wird aufgestellt."),
    ("Straßenreinigung und Winterdienst: {}", "Die Reinigung erfolgt künftig zweimal in der Woche."),
    (
        "Bericht der Verwaltung zum Sachstand {}",
        "Der Bericht wird zur Kenntnis gegeben. Fragen werden mündlich beantwortet.",
    ),
)


@dataclass(frozen=True)
class Case:
    """A query and the title of the hit that is expected among the first three."""

    query: str
    expected: str
    why: str


def cases() -> list[Case]:
    """The queries of queries.json."""
    return [Case(**case) for case in json.loads((HERE / "queries.json").read_text("utf-8"))]


def documents() -> list[Document]:
    """All documents, the particular and the everyday ones."""
    return [*_particular(), *_everyday()]


def _particular() -> Iterator[Document]:
    lines = (HERE / "corpus.txt").read_text("utf-8").splitlines()
    for pk, line in enumerate((line for line in lines if line and not line.startswith("#")), 1):
        kind, number, day, title, body = line.split("|")
        yield make_document(kind, pk, title, body, number, date.fromisoformat(day) if day else None)


def _everyday() -> Iterator[Document]:
    keys = count(1_000)
    for year, (title, body) in enumerate(WORKS, 2018):
        for street in STREETS:
            pk = next(keys)
            yield make_document("paper", pk, title.format(street), body, f"{pk}/{year}", date(year, pk % 12 + 1, 3))


def make_document(
    kind: str = "paper", pk: int = 1, title: str = "", body: str = "", number: str = "", day: date | None = None
) -> Document:
    """A document with its year as a facet."""
    facets = (("year", str(day.year)),) if day else ()
    return Document(kind, pk, f"/{kind}/{pk}", title, (number,) if number else (), body, date=day, facets=facets)
