"""Ideas for tests: in a process that runs, by Amira, unless said otherwise."""

from __future__ import annotations

from typing import Any

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, Support
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.places.models import District
from tests.contributions.factories import make_contribution
from tests.participation.factories import make_phase, make_process

CATEGORIES = [["baeume", "Bäume", "Trees"], ["baenke", "Bänke", "Benches"]]
OWN = ("category", "place", "district", "latitude", "longitude", "status", "head")


def make_collection(**values: Any) -> Process:
    """A public process that collects ideas now."""
    process = make_process(**values)
    make_phase(process, settings={"categories": CATEGORIES, "map": True})
    return process


def make_idea(
    process: Process | None = None, title: str = "Ein Trinkbrunnen am Uferweg", text: str = "", **values: Any
) -> Contribution:
    """A public idea."""
    where = process or make_collection()
    own = {name: values.pop(name) for name in OWN if name in values}
    words = text or "Im Sommer sind hier viele Kinder unterwegs, und der nächste Brunnen ist weit weg."
    row = make_contribution(where.ref, words, kind="idea", title=title, **values)
    Idea.objects.create(contribution=row, process=where, **own)
    return row


def make_support(idea: Contribution, person: Person) -> Support:
    """A support, with the count that goes with it."""
    row = Support.objects.create(contribution=idea, person=person)
    Contribution.objects.filter(pk=idea.pk).update(support_count=idea.supports.count())
    return row


def make_district(number: int = 10, name: str = "Linden-Limmer", **values: Any) -> District:
    """A district with a place in the scheme."""
    given = {"slug": name.lower(), "schematic_x": 0.3 + number / 50, "schematic_y": 0.4}
    return District.objects.create(number=number, name=name, **(given | values))
