"""Objections: another person decides, always; both sides hear; success restores exactly what was there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.contributions.models import State
from roterfaden.moderation import actions
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.kinds import FoundBy, Kind
from roterfaden.moderation.models import Case, Decision, Objection
from roterfaden.notices.models import PersonalMail
from tests.contributions.factories import make_contribution
from tests.moderation.factories import PAPER, make_case, make_decision, make_moderator, make_report, measure

pytestmark = pytest.mark.django_db
ANSWER = "Beim zweiten Lesen ist es deutliche, aber sachliche Kritik."


def test_success_restores_and_both_sides_hear() -> None:
    contribution = make_contribution(PAPER, support_count=3)
    before = type(contribution).objects.filter(pk=contribution.pk).values().get()
    make_report(contribution)
    decision = make_decision(make_moderator(), contribution)
    objection = actions.object_as_author(decision, "Das war Satire.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, True, ANSWER)
    assert type(contribution).objects.filter(pk=contribution.pk).values().get() == before
    decision.refresh_from_db()
    assert decision.ended == "upheld"
    told = PersonalMail.objects.filter(kind="moderation.objection")
    assert {mail.address or "author" for mail in told} == {"author", "rahel@example.org"}


def test_a_failed_one_changes_nothing_and_both_sides_hear() -> None:
    contribution = make_contribution(PAPER)
    make_report(contribution)
    decision = make_decision(make_moderator(), contribution)
    objection = actions.object_as_author(decision, "Das war Satire.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, False, ANSWER)
    contribution.refresh_from_db()
    assert contribution.state == State.HIDDEN
    assert PersonalMail.objects.filter(kind="moderation.objection").count() == 2


@pytest.mark.parametrize("superuser", [False, True])
def test_never_whoever_decided_first_not_even_a_superuser(superuser: bool) -> None:
    user = make_moderator("rita", "Moderation", "Widerspruchsstelle")
    user.is_superuser = superuser
    user.save()
    decision = make_decision(user)
    objection = actions.object_as_author(decision, "Das war Satire.")
    with pytest.raises(Refused):
        actions.decide_objection(user, objection, True, ANSWER)
    values = {"state": "upheld", "decided_key": user.pk, "decided_at": timezone.now(), "answer": ANSWER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**values)


def test_the_same_holds_when_the_first_account_is_deleted() -> None:
    user = make_moderator("rita", "Moderation", "Widerspruchsstelle")
    decision = make_decision(user)
    number = user.pk
    user.delete()
    decision.refresh_from_db()
    objection = actions.object_as_author(decision, "Das war Satire.")
    assert (decision.decided_by, objection.against_key) == (None, number)


def test_strangers_decide_no_objection() -> None:
    objection = actions.object_as_author(make_decision(make_moderator()), "Das war Satire.")
    with pytest.raises(PermissionDenied):
        actions.decide_objection(make_moderator("fred", "Moderation"), objection, True, ANSWER)


def test_without_a_reason_none_is_decided() -> None:
    objection = actions.object_as_author(make_decision(make_moderator()), "Das war Satire.")
    with pytest.raises(Refused):
        actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, False, "Nein.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(state="rejected", decided_key=1, decided_at=timezone.now())


def test_two_at_once_decide_once() -> None:
    objection = actions.object_as_author(make_decision(make_moderator()), "Das war Satire.")
    again = Objection.objects.get(pk=objection.pk)
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, False, ANSWER)
    with pytest.raises(Conflict):
        actions.decide_objection(make_moderator("zoe", "Widerspruchsstelle"), again, True, ANSWER)


def test_one_objection_for_one_decision() -> None:
    decision = make_decision(make_moderator())
    actions.object_as_author(decision, "Das war Satire.")
    with pytest.raises(Refused):
        actions.object_as_author(decision, "Noch einmal.")
    assert Objection.objects.count() == 1


def test_it_is_too_late_after_half_a_year() -> None:
    decision = make_decision(make_moderator())
    Decision.objects.filter(pk=decision.pk).update(objection_until=timezone.now() - timedelta(seconds=1))
    decision.refresh_from_db()
    with pytest.raises(Refused):
        actions.object_as_author(decision, "Das war Satire.")


def test_a_refused_publication_is_published_when_the_objection_succeeds() -> None:
    contribution = make_contribution(PAPER, state=State.HELD, published_at=None)
    make_case(contribution, FoundBy.CHECK)
    decision = make_decision(make_moderator(), contribution)
    objection = actions.object_as_author(decision, "Das war Satire.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, True, ANSWER)
    contribution.refresh_from_db()
    assert contribution.is_public


def test_a_reporter_objects_against_inaction_and_somebody_else_decides_the_case() -> None:
    contribution = make_contribution(PAPER)
    report, _code = make_report(contribution)
    first = make_moderator()
    make_decision(first, contribution, Kind.KEEP)
    report.refresh_from_db()
    objection = actions.object_as_reporter(report, "Bitte lesen Sie den zweiten Satz.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, True, ANSWER)
    case = Case.objects.get()
    assert (case.is_open, case.barred_key) == (True, first.pk)
    with pytest.raises(Refused):
        actions.decide(first, case, case.version, measure())
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="closed", closed_at=timezone.now(), decided_key=first.pk)
    actions.decide(make_moderator("rita"), case, case.version, measure())
    report.refresh_from_db()
    assert report.state == "acted"


def test_a_reporter_cannot_object_to_a_measure() -> None:
    contribution = make_contribution(PAPER)
    report, _code = make_report(contribution)
    make_decision(make_moderator(), contribution)
    report.refresh_from_db()
    with pytest.raises(Refused):
        actions.object_as_reporter(report, "Zu milde.")
