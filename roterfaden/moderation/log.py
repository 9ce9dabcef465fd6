"""The public log: every decision without anybody in it. Filters, pages, CSV and Atom take their rows from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.kit.paging import Keyset, Page
from roterfaden.kit.tables import Cell
from roterfaden.kit.things import Ref, Thing, things
from roterfaden.ledger.models import Entry
from roterfaden.moderation.kinds import Kind, Side
from roterfaden.moderation.models import Decision, HouseRule, Objection
from roterfaden.moderation.registry import label_of
from roterfaden.moderation.statements import done_to, rule_name

SIZE = 30
CHUNK = 500
NEWEST_FIRST: Keyset[Decision] = Keyset("pk", descending=True)


class NoSuchFilter(ValueError):
    """A filter that this list does not have."""


@dataclass(frozen=True)
class Asked:
    """What a list was asked for."""

    kind: str = ""
    rule: str = ""
    area: Ref | None = None

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Asked:
        """From the address. Raises NoSuchFilter."""
        kind, rule, area = (str(query.get(name, "")).strip() for name in ("art", "regel", "bereich"))
        if kind and kind not in Kind.values:
            raise NoSuchFilter(kind[:40])
        if "\x00" in rule or (rule and not HouseRule.objects.filter(key=rule[:40]).exists()):
            raise NoSuchFilter(rule[:40])
        return cls(kind, rule, area_of(area) if area else None)


@dataclass(frozen=True)
class Row:
    """A decision as everybody may see it."""

    decision: Decision
    what: str
    thing: str
    rule: str
    found_by: str
    state: str
    area: Thing | None
    url: str


@dataclass(frozen=True)
class Listing:
    """A page of the log."""

    page: Page[Decision]
    rows: list[Row]
    asked: Asked
    area: Thing | None = None


def area_of(text: str) -> Ref:
    """An area as the address names it. Raises NoSuchFilter; areas that are not public are as if there were none."""
    try:
        ref = Ref.parse(text)
    except ValueError:
        raise NoSuchFilter(text[:40]) from None
    if "\x00" in text or ref not in things([ref]):
        raise NoSuchFilter(text[:40])
    return ref


def listing(query: Mapping[str, Any]) -> Listing:
    """The page that an address asks for. Raises NoSuchFilter or paging.BadCursor."""
    asked = Asked.of(query)
    page = NEWEST_FIRST.page(matching(asked), str(query.get("ab", "")), SIZE)
    area = things([asked.area]).get(asked.area) if asked.area else None
    return Listing(page, shown(page.rows), asked, area)


def matching(asked: Asked) -> QuerySet[Decision]:
    """The decisions that were asked for."""
    objections = Prefetch("objections", Objection.objects.only("decision", "state", "side").order_by("pk"))
    rows = Decision.objects.select_related("rule").prefetch_related(objections).defer("facts", "how_to_object")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.rule:
        rows = rows.filter(rule__key=asked.rule)
    if asked.area:
        rows = rows.filter(area_kind=asked.area.kind, area_key=asked.area.key)
    return rows


def shown(decisions: Sequence[Decision]) -> list[Row]:
    """With their areas, where these are public: a constant number of queries."""
    areas = things({row.area for row in decisions})
    return [_row(row, areas.get(row.area)) for row in decisions]


def _row(row: Decision, area: Thing | None) -> Row:
    return Row(
        row,
        done_to(row),
        label_of(row.thing_kind),
        rule_name(row),
        str(row.get_found_by_display()),
        state_of(row),
        area,
        reverse("moderation:entry", args=[row.uid]),
    )


def state_of(row: Decision) -> str:
    """What became of a decision, in a few words."""
    objections = list(row.objections.all())
    last = objections[-1] if objections else None
    if row.ended:
        return str(row.get_ended_display())
    if last is None:
        return _("gilt")
    if last.is_open:
        return _("Widerspruch wird geprüft")
    return _("nach Widerspruch bestätigt") if last.side == Side.AUTHOR else _("noch einmal geprüft")


def csv_header() -> list[str]:
    """Columns of the file."""
    return [
        *(_("Zeit"), _("Entscheidung"), _("Art"), _("Regel"), _("Fassung"), _("aufgefallen durch")),
        *(_("Stand"), _("Bereich"), _("Adresse")),
    ]


def csv_rows(asked: Asked) -> Iterator[list[Cell]]:
    """All of them, oldest first, chunk by chunk."""
    last = 0
    while rows := list(matching(asked).filter(pk__gt=last).order_by("pk")[:CHUNK]):
        for row in shown(rows):
            decision = row.decision
            version = decision.rule.version if decision.rule else None
            area = f"{row.area.label}: {row.area.title}" if row.area else ""
            yield [
                *(decision.made_at, str(decision.get_kind_display()), row.thing, row.rule, version),
                *(row.found_by, row.state, area, row.url),
            ]
        last = rows[-1].pk


def entries_of(decision: Decision) -> list[Entry]:
    """What the ledger says about a decision, oldest first."""
    return list(Entry.objects.about(decision.ref).order_by("number"))
