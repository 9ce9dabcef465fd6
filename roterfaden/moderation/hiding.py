"""What everybody reads where a contribution was hidden: what was done, by which rule, found how, and how to object."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roterfaden.accounts.current import person_of
from roterfaden.contributions.models import Contribution
from roterfaden.moderation import tokens
from roterfaden.moderation.kinds import OBJECTION_WITHIN, Kind
from roterfaden.moderation.models import Decision
from roterfaden.moderation.statements import done_to, how_found, rule_words
from roterfaden.moderation.targets import KEY


@dataclass(frozen=True)
class Statement:
    """The public part of a statement of reasons; `own`: the whole one, for whoever wrote it."""

    decision: Decision
    what: str
    rule: str
    found: str
    days: int
    url: str
    own: str


def statement_of(contribution: Contribution, request: HttpRequest) -> Statement | None:
    """Of the decision that hid it; None where no decision stands behind it. Two queries."""
    rows = Decision.objects.standing().filter(target_kind=KEY, target_key=str(contribution.pk), kind=Kind.HIDE)
    decision = rows.select_related("rule").order_by("-pk").first()
    if decision is None:
        return None
    person = person_of(request)
    is_own = person is not None and decision.person_id == person.pk
    return Statement(
        decision,
        done_to(decision),
        rule_words(decision),
        how_found(decision),
        OBJECTION_WITHIN.days,
        reverse("moderation:entry", args=[decision.uid]),
        reverse("moderation:own", args=[tokens.of_decision(decision)]) if is_own else "",
    )


def hidden_page(request: HttpRequest, contribution: Contribution, title: str, back: tuple[str, str]) -> HttpResponse:
    """The page of a hidden contribution, without its words. `back`: address and name of the list it stood in."""
    values = {"title": title, "back": back, "statement": statement_of(contribution, request)}
    return render(request, "moderation/hidden.html", values, status=410)
