"""Taking a decision back: exactly what was there, by whoever took it, for half an hour, as an act of its own."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.contributions.models import Revision, State
from roterfaden.ledger.models import Pending
from roterfaden.moderation import actions
from roterfaden.moderation.actions import Refused
from roterfaden.moderation.kinds import FoundBy, Kind
from roterfaden.moderation.models import Decision, ReportState
from roterfaden.moderation.registry import Cut
from tests.contributions.factories import make_contribution
from tests.moderation.factories import (
    HIDDEN_WORDS,
    PAPER,
    make_case,
    make_decision,
    make_moderator,
    make_report,
    measure,
)

pytestmark = pytest.mark.django_db


def test_hiding_is_undone_exactly() -> None:
    parent = make_contribution(PAPER, reply_count=1)
    child = make_contribution(PAPER, parent=parent, support_count=5)
    before = type(child).objects.filter(pk=child.pk).values().get()
    report, _code = make_report(child)
    user = make_moderator()
    decision = make_decision(user, child)
    parent.refresh_from_db()
    assert parent.reply_count == 0
    actions.undo(user, decision)
    parent.refresh_from_db()
    report.refresh_from_db()
    assert type(child).objects.filter(pk=child.pk).values().get() == before
    assert (parent.reply_count, report.state, report.case.is_open) == (1, ReportState.OPEN, True)
    assert Pending.objects.filter(kind="moderation.undone").count() == 1


def test_shortening_is_undone_with_its_history() -> None:
    contribution = make_contribution(PAPER, f"Mehr Bänke. {HIDDEN_WORDS}")
    edit = Revision.objects.create(contribution=contribution, kind="edit", text="Bänke.")
    user = make_moderator()
    decision = make_decision(user, contribution, Kind.SHORTEN, cut=Cut("", "Mehr Bänke. […]"))
    actions.undo(user, decision)
    contribution.refresh_from_db()
    edit.refresh_from_db()
    assert contribution.text == f"Mehr Bänke. {HIDDEN_WORDS}"
    assert (edit.kind, contribution.revisions.count()) == ("edit", 1)


@pytest.mark.parametrize("kind", [Kind.RELEASE, Kind.HIDE, Kind.SHORTEN])
def test_what_waited_waits_again(kind: Kind) -> None:
    contribution = make_contribution(PAPER, "Eins. Zwei.", state=State.HELD, published_at=None)
    make_case(contribution, FoundBy.CHECK)
    user = make_moderator()
    decision = make_decision(user, contribution, kind, cut=Cut("", "Eins. […]"))
    contribution.refresh_from_db()
    assert contribution.is_public == (kind != Kind.HIDE)
    actions.undo(user, decision)
    contribution.refresh_from_db()
    assert (contribution.state, contribution.published_at, contribution.text) == (State.HELD, None, "Eins. Zwei.")
    assert decision.case.is_open


def test_a_suspension_is_undone_and_an_older_one_stays() -> None:
    first = make_contribution(PAPER)
    second = make_contribution(PAPER, author=first.author)
    user = make_moderator()
    short = make_decision(user, first, Kind.SUSPEND, days=2)
    long = make_decision(user, second, Kind.SUSPEND, days=20)
    actions.undo(user, long)
    assert first.author is not None
    first.author.refresh_from_db()
    assert first.author.suspended_until == short.until


def test_only_whoever_decided_and_only_for_half_an_hour() -> None:
    user = make_moderator()
    decision = make_decision(user)
    with pytest.raises(Refused):
        actions.undo(make_moderator("rita"), decision)
    Decision.objects.filter(pk=decision.pk).update(made_at=timezone.now() - timedelta(minutes=31))
    decision.refresh_from_db()
    with pytest.raises(Refused):
        actions.undo(user, decision)


def test_a_second_time_changes_nothing() -> None:
    user = make_moderator()
    decision = make_decision(user)
    actions.undo(user, decision)
    with pytest.raises(Refused):
        actions.undo(user, decision)


def test_what_was_objected_to_is_not_quietly_undone() -> None:
    user = make_moderator()
    decision = make_decision(user)
    actions.object_as_author(decision, "Das war Satire.")
    with pytest.raises(Refused):
        actions.undo(user, decision)


def test_a_batch_is_undone_as_a_whole() -> None:
    user, batch = make_moderator(), uuid.uuid4()
    rows = [make_contribution(PAPER, f"Text Nummer {number}") for number in range(3)]
    for row in rows:
        case = make_case(row)
        actions.decide(user, case, case.version, measure(), batch)
    assert actions.undo_batch(user, batch) == (3, 0)
    for row in rows:
        row.refresh_from_db()
        assert row.is_public
