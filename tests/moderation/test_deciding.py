"""A measure is impossible without its statement of reasons: the action refuses it, and so does the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed, submit, support
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.ledger.models import Entry, Pending
from roterfaden.ledger.sequencing import sequence
from roterfaden.moderation import actions
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.kinds import FoundBy, Kind
from roterfaden.moderation.models import Case, Decision, ReportState
from roterfaden.moderation.registry import Cut
from roterfaden.notices.models import PersonalMail
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import (
    FACTS,
    HIDDEN_WORDS,
    PAPER,
    make_case,
    make_decision,
    make_moderator,
    make_report,
    make_rule,
    measure,
)

pytestmark = pytest.mark.django_db


def test_hiding_states_its_reasons_and_tells_the_author() -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    decision = make_decision(make_moderator(), contribution)
    contribution.refresh_from_db()
    assert contribution.state == State.HIDDEN
    assert (decision.facts, decision.automated, decision.rule) == (FACTS, False, make_rule())
    assert "widersprechen" in decision.how_to_object
    assert decision.objection_until is not None
    assert decision.objection_until > timezone.now() + timedelta(days=180)
    assert PersonalMail.objects.get(person=contribution.author).kind == "moderation.statement"


@pytest.mark.parametrize("missing", [{"rule": None}, {"facts": ""}, {"facts": "zu kurz"}])
@pytest.mark.parametrize("kind", [Kind.HIDE, Kind.LOCK, Kind.SHORTEN, Kind.SUSPEND])
def test_without_a_reason_nothing_is_taken_from_anybody(kind: Kind, missing: dict[str, object]) -> None:
    contribution = make_contribution(PAPER)
    case = make_case(contribution)
    cut = Cut("", "Mehr […]")
    with pytest.raises(Refused):
        actions.decide(make_moderator(), case, case.version, measure(kind, days=0, cut=cut, **missing))
    contribution.refresh_from_db()
    case.refresh_from_db()
    assert (contribution.state, contribution.locked, case.is_open) == (State.PUBLIC, False, True)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"facts": ""},
        {"how_to_object": ""},
        {"automated": None},
        {"objection_until": None},
        {"rule": None, "area_rule": ""},
    ],
)
def test_the_database_itself_refuses_a_measure_without_its_statement(values: dict[str, object]) -> None:
    decision = make_decision(make_moderator())
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**values)


def test_the_database_refuses_a_suspension_without_an_end() -> None:
    decision = make_decision(make_moderator(), make_contribution(PAPER), Kind.SUSPEND, days=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(until=None)


def test_a_rule_that_does_not_hold_any_more_is_no_reason() -> None:
    rule = make_rule("alt", valid_until=timezone.now() + timedelta(seconds=1))
    case = make_case()
    with pytest.raises(Refused):
        actions.decide(make_moderator(), case, case.version, measure(rule=rule))


def test_a_rule_that_the_process_does_not_have_is_no_reason() -> None:
    case = make_case()
    with pytest.raises(Refused):
        actions.decide(make_moderator(), case, case.version, measure(rule=None, area_rule="Ich will das nicht."))


@pytest.mark.parametrize("role", ["Redaktion", "Widerspruchsstelle", "Einsicht"])
def test_strangers_decide_nothing(role: str) -> None:
    case = make_case()
    with pytest.raises(PermissionDenied):
        actions.decide(make_moderator("fred", role), case, case.version, measure())
    with pytest.raises(PermissionDenied):
        actions.decide(make_user("nobody"), case, case.version, measure())


def test_two_moderators_at_once_are_told_of_each_other() -> None:
    case = make_case()
    version = case.version
    actions.decide(make_moderator("mona"), case, version, measure(Kind.KEEP))
    with pytest.raises(Conflict):
        actions.decide(make_moderator("rita"), Case.objects.get(pk=case.pk), version, measure())
    assert Decision.objects.count() == 1
    assert Contribution.objects.get().is_public


def test_who_looked_at_other_words_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from roterfaden.moderation import registry, targets

    contribution = make_contribution(PAPER)
    case = make_case(contribution)
    seen = registry.target(case.target)
    Contribution.objects.filter(pk=contribution.pk).update(text="Inzwischen etwas anderes.")
    assert seen is not None
    assert targets.apply(seen, Kind.HIDE, None) is None


def test_nobody_decides_about_their_own_words() -> None:
    user = make_moderator()
    contribution = make_contribution(PAPER, author=make_person("mona", user=user))
    case = make_case(contribution)
    with pytest.raises(Refused):
        actions.decide(user, case, case.version, measure())
    user.is_superuser = True
    user.save()
    with pytest.raises(Refused):
        actions.decide(user, case, case.version, measure())


def test_shortening_leaves_the_rest_and_keeps_the_whole_from_everybody() -> None:
    contribution = make_contribution(PAPER, f"Mehr Bänke. {HIDDEN_WORDS} Danke.", title="Bänke")
    Revision.objects.create(contribution=contribution, kind="edit", title="Bänke", text=HIDDEN_WORDS)
    make_decision(make_moderator(), contribution, Kind.SHORTEN, cut=Cut("Bänke", "Mehr Bänke. […] Danke."))
    contribution.refresh_from_db()
    assert (contribution.text, contribution.state) == ("Mehr Bänke. […] Danke.", State.PUBLIC)
    shown = contribution.revisions.exclude(kind=Revision.Kind.SHORTENED)
    assert not shown.exists(), "former wordings hold the words that were cut out"


@pytest.mark.parametrize(
    "text", ["Etwas ganz anderes.", "Mehr Bänke für alle. […]", "Danke. […] Mehr Bänke.", "", "Mehr Bänke. Danke."]
)
def test_shortening_only_takes_away(text: str) -> None:
    contribution = make_contribution(PAPER, f"Mehr Bänke. {HIDDEN_WORDS} Danke.")
    case = make_case(contribution)
    with pytest.raises(Refused):
        actions.decide(make_moderator(), case, case.version, measure(Kind.SHORTEN, cut=Cut("", text)))


def test_a_suspended_person_hears_why_and_how_to_object_and_writes_again_afterwards() -> None:
    contribution = make_contribution(PAPER)
    other = make_contribution(PAPER)
    decision = make_decision(make_moderator(), contribution, Kind.SUSPEND, days=3)
    person = contribution.author
    assert person is not None
    person.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        submit(person, Words("comment", PAPER, PAPER, "Noch einmal."))
    assert make_rule().title in str(refused.value.verdict.reason)
    assert "/moderation/begruendung/" in str(refused.value.verdict.way)
    with pytest.raises(NotAllowed):
        support(person, other)
    contribution.refresh_from_db()
    assert contribution.is_public, "a suspension leaves the contribution as it is"
    ago = timezone.now() - timedelta(seconds=1)
    Decision.objects.filter(pk=decision.pk).update(until=ago)
    type(person).objects.filter(pk=person.pk).update(suspended_until=ago)
    person.refresh_from_db()
    assert submit(person, Words("comment", PAPER, PAPER, "Danke, jetzt wieder höflich.")).pk


def test_hiding_and_suspending_at_once_are_two_measures_with_a_statement_each() -> None:
    contribution = make_contribution(PAPER)
    make_decision(make_moderator(), contribution, days=7)
    assert set(Decision.objects.values_list("kind", flat=True)) == {"hide", "suspend"}
    assert PersonalMail.objects.filter(person=contribution.author).count() == 2


@pytest.mark.parametrize("days", [0, -1, 181])
def test_a_suspension_has_an_end(days: int) -> None:
    case = make_case()
    with pytest.raises(Refused):
        actions.decide(make_moderator(), case, case.version, measure(Kind.SUSPEND, days=days))


def test_locking_closes_it_for_answers() -> None:
    contribution = make_contribution(PAPER)
    make_decision(make_moderator(), contribution, Kind.LOCK)
    contribution.refresh_from_db()
    assert contribution.locked
    assert contribution.is_public


def test_reports_are_answered_with_the_decision() -> None:
    contribution = make_contribution(PAPER)
    report, _code = make_report(contribution)
    silent, _other = make_report(contribution, address="")
    decision = make_decision(make_moderator(), contribution)
    report.refresh_from_db()
    silent.refresh_from_db()
    assert report.state == silent.state == ReportState.ACTED
    assert (report.decision, decision.found_by) == (decision, FoundBy.REPORT)
    assert report.seconds is not None
    kinds = PersonalMail.objects.filter(address="rahel@example.org").values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["moderation.receipt", "moderation.outcome"]


def test_every_act_is_an_entry_of_the_ledger_without_persons_or_words() -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    decision = make_decision(make_moderator(), contribution)
    pending = Pending.objects.get(kind="moderation.decided")
    for secret in ("Kunibert", "mona", FACTS, str(contribution.author)):
        assert secret not in pending.content
    sequence()
    from roterfaden.ledger.showing import show

    entry = show(Entry.objects.get(kind="moderation.decided"))
    assert entry.is_public, "it can be read although the contribution is hidden"
    assert make_rule().title in entry.sentence
    assert entry.thing is not None
    assert str(decision.uid) in entry.thing.url


def test_what_is_gone_can_only_be_closed() -> None:
    contribution = make_contribution(PAPER)
    report, _code = make_report(contribution)
    case = report.case
    contribution.delete()
    user = make_moderator()
    with pytest.raises(Refused):
        actions.decide(user, case, case.version, measure())
    actions.decide(user, case, case.version, measure(Kind.KEEP, rule=None, facts=""))
    report.refresh_from_db()
    assert report.state == ReportState.GONE
