"""What hangs on people here: it moves when two rows become one, stands on the own page, and goes with an erasure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.broker.facts import locate_with
from roterfaden.accounts.erasing import leaves_something
from roterfaden.accounts.merging import merger
from roterfaden.accounts.mine import Line, Mine, register
from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, State, Support
from roterfaden.contributions.registry import kinds
from roterfaden.notices.rendering import shorten
from roterfaden.places.finder import find
from roterfaden.places.models import District

LONGEST_LINE = 120
#: What was said under these is still seen by others, or others' words hang on it.
LEFT = (State.PUBLIC, State.HIDDEN, State.MERGED, State.HELD, State.WAITING)


def register_people() -> None:
    """Called once, at start."""
    merger(move)
    leaves_something(has_left)
    locate_with(district_of)
    register(
        Mine("contributions", _("Meine Beiträge"), said_as_data, rows=said, lines=lines_of, order=10),
    )
    register(
        Mine("supports", _("Das unterstütze ich"), supports_as_data, rows=supported, lines=supported_lines, order=20)
    )


def move(old: Person, new: Person) -> None:
    """Words go to the new row; of two supports for the same thing one stays, and its count is put right."""
    Contribution.objects.filter(author=old).update(author=new)
    doubles = Support.objects.filter(person=old, contribution__supports__person=new)
    keys = list(doubles.values_list("pk", "contribution_id"))
    Support.objects.filter(pk__in=[pk for pk, _contribution in keys]).delete()
    counted = Contribution.objects.filter(pk__in=[contribution for _pk, contribution in keys])
    counted.update(support_count=F("support_count") - 1)
    Support.objects.filter(person=old).update(person=new)


def has_left(person: Person) -> bool:
    """Whether others see something of theirs, or count it."""
    words = Contribution.objects.filter(author=person, state__in=LEFT)
    return words.exists() or Support.objects.filter(person=person).exists()


def district_of(street: str, _postal_code: str) -> str:
    """The slug of the district in which an address lies; "" where that is not sure."""
    only = find(street, list(District.objects.all())).only
    return only.slug if only is not None else ""


def said(person: Person) -> QuerySet[Any]:
    """What somebody said, whatever became of it."""
    return Contribution.objects.filter(author=person)


def lines_of(rows: Sequence[Contribution]) -> Sequence[Line]:
    """Their own words, also those that nobody else sees."""
    return [_line(row) for row in rows]


def _line(row: Contribution) -> Line:
    kind = kinds.get(row.kind)
    url = kind.path(row) if kind is not None and row.is_public else ""
    title = shorten(row.title or row.text, LONGEST_LINE) or str(_("gelöscht"))
    return Line(title, row.created_at, url, kind.label if kind is not None else "", row.get_state_display())


def supported(person: Person) -> QuerySet[Any]:
    """What somebody supports."""
    return Support.objects.filter(person=person).select_related("contribution")


def supported_lines(rows: Sequence[Support]) -> Sequence[Line]:
    """Public ones with their titles; of others only that there is one."""
    return [
        Line(line.title if row.contribution.is_public else str(_("nicht mehr öffentlich")), row.created_at, line.url)
        for row in rows
        if (line := _line(row.contribution))
    ]


def said_as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """For the export."""
    rows = said(person).prefetch_related("answers", "revisions", "outcomes").order_by("pk")
    return [
        {
            "kind": row.kind,
            "about": str(row.on),
            "title": row.title,
            "text": row.text,
            "signed": row.signed,
            "stance": row.stance,
            "state": row.state,
            "created": row.created_at,
            "published": row.published_at,
            "supports": row.support_count,
            "former": [{"at": one.at, "kind": one.kind, "text": one.text} for one in row.revisions.all()],
            "answers": [{"at": one.published_at, "text": one.text} for one in row.answers.all() if one.published_at],
            "outcomes": [{"at": one.at, "kind": one.kind, "sentence": one.sentence} for one in row.outcomes.all()],
        }
        for row in rows
    ]


def supports_as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """For the export."""
    rows = Support.objects.filter(person=person).order_by("pk")
    return [{"contribution": row.contribution_id, "at": row.created_at} for row in rows]
