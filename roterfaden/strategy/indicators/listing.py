"""The list of indicators: what an address asks for, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.paging import Keyset
from roterfaden.strategy.indicators.sdg import GOALS, goal_name
from roterfaden.strategy.indicators.words import LIGHTS
from roterfaden.strategy.models import Indicator, Plan

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer

CURSOR = "ab"
OVERDUE = "ueberfaellig"
#: Name in the address → column and direction. What goes wrong comes first.
ORDERS: dict[str, Keyset[Indicator]] = {
    "": Keyset("urgency", descending=True),
    "titel": Keyset("title"),
    "faellig": Keyset("next_due_on"),
}
PAGE = 50


class WrongFilter(ValueError):
    """A filter has a value that it cannot have."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter)
        self.parameter, self.value = parameter, value[:60]


@dataclass(frozen=True)
class Choice:
    """A select of the sentence above the list."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Wanted:
    """What an address asks for."""

    plan: str = ""
    rating: str = ""
    goal: str = ""
    sort: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Wanted:
        """From an address; WrongFilter for values that cannot be."""
        found = cls(*(query.get(name, "").strip() for name in ("plan", "stand", "sdg", "sortierung")))
        if found.rating and found.rating not in (*LIGHTS, OVERDUE):
            raise WrongFilter("stand", found.rating)
        if found.goal and (not found.goal.isascii() or not found.goal.isdigit() or int(found.goal[:3]) not in GOALS):
            raise WrongFilter("sdg", found.goal)
        if found.sort not in ORDERS:
            raise WrongFilter("sortierung", found.sort)
        if "\x00" in found.plan:
            raise WrongFilter("plan", "")
        return found

    @property
    def query(self) -> str:
        """As it stands in an address, without the cursor."""
        pairs = (("plan", self.plan), ("stand", self.rating), ("sdg", self.goal), ("sortierung", self.sort))
        return urlencode([(name, value) for name, value in pairs if value], errors="replace")

    @property
    def order(self) -> Keyset[Indicator]:
        """The order of its rows."""
        return ORDERS[self.sort]


def rows_of(wanted: Wanted, plan: Plan | None, user: Viewer = None) -> QuerySet[Any]:
    """The public indicators that are asked for."""
    rows = Indicator.objects.visible_to(user)
    if plan is not None:
        rows = rows.of_plan(plan)
    if wanted.rating == OVERDUE:
        rows = rows.overdue(timezone.localdate())
    elif wanted.rating:
        rows = rows.filter(rating=wanted.rating)
    if wanted.goal:
        rows = rows.filter(goals__goal=int(wanted.goal)).distinct()
    return rows


def plan_of(wanted: Wanted, plans: Sequence[Plan]) -> Plan | None:
    """The plan that is asked for; WrongFilter where there is none."""
    if not wanted.plan:
        return None
    for plan in plans:
        if plan.slug == wanted.plan:
            return plan
    raise WrongFilter("plan", wanted.plan)


def choices(wanted: Wanted, plans: Sequence[Plan]) -> list[Choice]:
    """The sentence above the list."""
    ratings = [(value, str(label)) for value, label in Indicator.Rating.choices]
    goals = [(str(goal), f"{goal} – {goal_name(goal)}") for goal in GOALS]
    orders = [("", _("was hakt")), ("titel", _("nach Namen")), ("faellig", _("was bald fällig ist"))]
    any_rating = [("", _("beliebig")), *ratings, (OVERDUE, _("überfällig"))]
    return [
        Choice("plan", _("Zeige Kennzahlen aus"), [("", _("allen Plänen")), *_named(plans)], wanted.plan),
        Choice("stand", _("mit dem Fortschritt"), any_rating, wanted.rating),
        Choice("sdg", _("zum UN-Ziel"), [("", _("beliebig")), *goals], wanted.goal),
        Choice("sortierung", _("zuerst"), orders, wanted.sort),
    ]


def _named(plans: Sequence[Plan]) -> list[tuple[str, str]]:
    return [(plan.slug, plan.said_title) for plan in plans]
