"""What moderation puts into the one inbox of the office: open cases, and objections that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as lazy

from roterfaden.contributions.inbox import Item, ItemPage, Source, register
from roterfaden.kit.paging import Keyset
from roterfaden.kit.things import keys_as_numbers, things
from roterfaden.moderation import registry
from roterfaden.moderation.actions.common import DECIDE, OBJECTIONS
from roterfaden.moderation.models import Case, Objection, ObjectionState
from roterfaden.moderation.statements import done_to

CASES, OBJECTED = "moderation", "objections"
IN_ORDER: Keyset[Case] = Keyset("rank")
DUE_FIRST: Keyset[Objection] = Keyset("due_at")


def register_sources() -> None:
    """Called once, when the app is ready."""
    cases, objections = lazy("Meldungen und Zurückgehaltenes"), lazy("Widersprüche")
    register(Source(CASES, cases, case_page, load_cases, count_cases, may_decide, 15))
    register(Source(OBJECTED, objections, objection_page, load_objections, count_objections, may_hear, 16))


def may_decide(user: Any) -> bool:
    """Moderators."""
    return bool(user.is_active and user.has_perm(DECIDE))


def may_hear(user: Any) -> bool:
    """Those who decide on objections."""
    return bool(user.is_active and user.has_perm(OBJECTIONS))


def waiting() -> Any:
    """Objections that nobody has decided."""
    return Objection.objects.filter(state=ObjectionState.OPEN)


def count_cases() -> int:
    """How many are open."""
    return Case.objects.open().count()


def count_objections() -> int:
    """How many wait."""
    return int(waiting().count())


def case_page(cursor: str, size: int) -> ItemPage:
    """Open cases, the gravest and oldest first."""
    page = IN_ORDER.page(Case.objects.open(), cursor, size)
    return ItemPage(case_items(page.rows), page.next, page.previous)


def load_cases(keys: Sequence[str]) -> Mapping[str, Item]:
    """Those that are still open."""
    rows = Case.objects.open().filter(pk__in=keys_as_numbers(keys))
    return {item.key: item for item in case_items(list(rows))}


def case_items(cases: Sequence[Case]) -> list[Item]:
    """With what they are about: a constant number of queries."""
    found = registry.targets([case.target for case in cases])
    areas = things({case.area for case in cases})
    rows = []
    for case in cases:
        target, area = found.get(case.target), areas.get(case.area)
        said = (target.title or target.text) if target else ""
        label = registry.label_of(case.thing_kind)
        rows.append(
            Item(
                CASES,
                str(case.pk),
                f"{label}: {Truncator(said).chars(90)}" if said else label,
                reverse("moderation_office:case", args=[case.pk]),
                case.opened_at,
                localtime(case.due_at).date(),
                about=area.title if area else "",
                state=f"{case.gravity_label}, {case.get_cause_display()}",
            )
        )
    return rows


def objection_page(cursor: str, size: int) -> ItemPage:
    """Objections, the most urgent first."""
    page = DUE_FIRST.page(waiting().select_related("decision"), cursor, size)
    return ItemPage([objection_item(row) for row in page.rows], page.next, page.previous)


def load_objections(keys: Sequence[str]) -> Mapping[str, Item]:
    """Those that still wait."""
    rows = waiting().filter(pk__in=keys_as_numbers(keys)).select_related("decision")
    return {str(row.pk): objection_item(row) for row in rows}


def objection_item(row: Objection) -> Item:
    """One of them."""
    return Item(
        OBJECTED,
        str(row.pk),
        done_to(row.decision),
        reverse("moderation_office:objection", args=[row.pk]),
        row.created_at,
        localtime(row.due_at).date(),
        state=str(row.get_side_display()),
    )
