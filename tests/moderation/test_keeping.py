"""How long things are kept, what erasing a person leaves, what the office's inbox and `doctor` say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.moderation import actions, tokens
from roterfaden.moderation.checkups import look_at_moderation
from roterfaden.moderation.erasers import forget
from roterfaden.moderation.inbox_sources import case_page, load_cases, load_objections, may_decide, objection_page
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Case, Decision, Hit, Objection, Report, Trace
from roterfaden.moderation.retention import ADDRESS, FACTS, HITS, REPORT_WORDS, TRACES, erase_old
from roterfaden.operation.erasing import Erasure
from roterfaden.operation.findings import Level
from tests.contributions.factories import make_contribution
from tests.moderation.factories import PAPER, make_case, make_decision, make_moderator, make_report, make_rule

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_reporters_address_goes_after_the_outcome() -> None:
    contribution = make_contribution(PAPER)
    report, _code = make_report(contribution)
    now = timezone.now()
    erase_old(now + ADDRESS * 2)
    assert Report.objects.get().address, "while it is open the address is needed"
    make_decision(make_moderator(), contribution)
    closed = Report.objects.get().closed_at
    assert closed is not None
    erase_old(closed + ADDRESS - SECOND)
    assert Report.objects.get().address
    erase_old(closed + ADDRESS + SECOND)
    assert Report.objects.get(pk=report.pk).address == ""


def test_it_stays_while_somebody_objects() -> None:
    contribution = make_contribution(PAPER)
    make_report(contribution)
    objection = actions.object_as_author(make_decision(make_moderator(), contribution), "Satire.")
    later = timezone.now() + ADDRESS + SECOND
    erase_old(later)
    assert Report.objects.get().address
    actions.decide_objection(
        make_moderator("wim", "Widerspruchsstelle"), objection, False, "Es bleibt dabei, weil es so ist."
    )
    decided = Objection.objects.get().decided_at
    assert decided is not None
    erase_old(decided + ADDRESS - SECOND)
    assert Report.objects.get().address
    erase_old(decided + ADDRESS + SECOND)
    assert Report.objects.get().address == ""


def test_words_facts_hits_and_traces_have_their_time() -> None:
    contribution = make_contribution(PAPER)
    make_report(contribution, words="Bitte.", passage="Mehr Schatten auf dem Weg.")
    decision = make_decision(make_moderator(), contribution)
    Hit.objects.create(target_kind="contribution", target_key="1", rule="links", version="1")
    Trace.objects.create(target_kind="contribution", target_key="1", digest=1, exact=True)
    now = timezone.now() + SECOND
    erase_old(now + TRACES)
    assert not Trace.objects.exists()
    erase_old(now + max(REPORT_WORDS, HITS))
    report = Report.objects.get()
    assert (report.words, report.passage, Hit.objects.count()) == ("", "", 0)
    erase_old(now + FACTS)
    decision.refresh_from_db()
    assert "gelöscht" in decision.facts
    assert erase_old(now + FACTS) == 0, "a second time there is nothing left"


def test_erasing_a_person_leaves_the_act_and_nothing_of_them() -> None:
    contribution = make_contribution(PAPER)
    decision = make_decision(make_moderator(), contribution)
    actions.object_as_author(decision, "Ich, Amira, widerspreche.")
    token, person = tokens.of_decision(decision), contribution.author
    assert person is not None
    other = make_report(make_contribution(PAPER, "Anderes."), address=person.address, words="Ich war dort.")[0]
    assert forget(Erasure(person.ref)) >= 2
    decision.refresh_from_db()
    other.refresh_from_db()
    assert (decision.person, "Satz" in decision.facts, decision.kind) == (None, False, "hide")
    assert "Amira" not in Objection.objects.get().text
    assert (other.address, other.words) == ("", "")
    assert tokens.decision_of(token) is None
    assert forget(Erasure(person.ref)) == 0


def test_the_doctor_says_what_is_late() -> None:
    make_rule()
    assert [finding.level for finding in look_at_moderation()] == [Level.GOOD]
    make_case()
    Case.objects.update(due_at=timezone.now() - SECOND)
    assert [finding.level for finding in look_at_moderation()] == [Level.WARNING]


def test_the_inbox_of_the_office_shows_cases_and_objections() -> None:
    user = make_moderator()
    contribution = make_contribution(PAPER, "Ein langer Text, über den jemand klagt.")
    make_report(contribution)
    item = case_page("", 10).items[0]
    assert "Ein langer Text" in item.title
    assert list(load_cases([item.key, "999", "x"])) == [item.key]
    actions.object_as_author(make_decision(user, contribution, Kind.HIDE), "Satire.")
    assert case_page("", 10).items == []
    waiting = objection_page("", 10).items[0]
    assert list(load_objections([waiting.key])) == [waiting.key]
    assert may_decide(user)
    assert not may_decide(make_moderator("fred", "Redaktion"))
    assert Decision.objects.count() == 1
