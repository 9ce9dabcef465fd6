"""What moderation knows of a person: shown on their own page, exported, moved when two rows are one human being."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from roterfaden.accounts.erasing import before_erasing
from roterfaden.accounts.merging import merger
from roterfaden.accounts.mine import Line, Mine, register
from roterfaden.accounts.models import Person
from roterfaden.moderation import tokens
from roterfaden.moderation.actions.suspending import renew
from roterfaden.moderation.erasers import forget_person
from roterfaden.moderation.kinds import MEASURES, Kind, Side
from roterfaden.moderation.models import Decision, Report
from roterfaden.moderation.statements import rule_words, told_to_author


def register_people() -> None:
    """Called once, when the app is ready."""
    register(Mine("moderation", lazy("Entscheidungen der Moderation"), export, rows, lines, order=70))
    merger(move)
    before_erasing(forget_person_of)


def rows(person: Person) -> QuerySet[Decision]:
    """Measures that concern somebody."""
    return Decision.objects.filter(person=person, kind__in=MEASURES).select_related("rule")


def lines(decisions: Sequence[Decision]) -> Sequence[Line]:
    """Each with the way to its statement of reasons."""
    label = lazy("Entscheidung der Moderation")
    return [
        Line(told_to_author(row), row.made_at, _page(row), label, row.get_ended_display() if row.ended else "")
        for row in decisions
    ]


def export(person: Person) -> Sequence[Mapping[str, Any]]:
    """Everything about them: decisions with statement and objection, reports that they left their address with."""
    found: list[Mapping[str, Any]] = [_decision(row) for row in rows(person).order_by("pk")]
    if person.address:
        reports = Report.objects.filter(address__iexact=person.address).order_by("pk")
        found += [
            {"report": row.reason, "passage": row.passage, "words": row.words, "at": row.created_at.isoformat()}
            for row in reports
        ]
    return found


def _decision(row: Decision) -> dict[str, Any]:
    objection = row.objections.filter(side=Side.AUTHOR).first()
    return {
        "decision": row.kind,
        "at": row.made_at.isoformat(),
        "rule": rule_words(row),
        "facts": row.facts,
        "how_to_object": row.how_to_object,
        "until": row.until.isoformat() if row.until else None,
        "ended": row.ended,
        "objection": objection.text if objection else None,
        "answer": objection.answer if objection else None,
    }


def _page(row: Decision) -> str:
    return reverse("moderation:own", args=[tokens.of_decision(row)])


def move(old: Person, new: Person) -> None:
    """A suspension does not end by making an account."""
    moved = Decision.objects.filter(person=old)
    suspended = moved.filter(kind=Kind.SUSPEND).exists()
    moved.update(person=new)
    if suspended:
        renew(new)


def forget_person_of(person: Person) -> None:
    """Before the address goes: what was reported with it."""
    forget_person(person)
