"""What holds in a process: its times by the server's clock, who may, and friendly words where somebody may not."""

from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions import actions
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Support
from roterfaden.contributions.rules import rules_of
from roterfaden.participation import moments
from roterfaden.participation.eligibility import may
from roterfaden.participation.models import LetterCode, Phase, Process, ProcessState
from roterfaden.participation.rules import may_vote
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_eligibility, make_phase, make_process, use_probe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    use_probe(monkeypatch)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Stop the server's clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def words(process: Process) -> Words:
    return Words(kind="comment", on=process.ref, area=process.ref, text="Mehr Schatten.")


def test_something_can_be_said_from_the_first_to_the_last_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    process = make_process()
    start, end = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 28, 23, tzinfo=UTC)
    make_phase(process, "probe", start=start, end=end)
    tick = timedelta(microseconds=1)
    for moment, ok in ((start - tick, False), (start, True), (end - tick, True), (end, False), (end + tick, False)):
        at(monkeypatch, moment)
        assert rules_of(process.ref, "comment", None).write.ok is ok, moment
        assert rules_of(process.ref, "comment", make_person()).supports.ok is ok, moment


def test_a_no_says_when_it_will_be_possible_or_was(monkeypatch: pytest.MonkeyPatch) -> None:
    process = make_process()
    make_phase(
        process, "probe", start=moments.berlin(datetime(2026, 11, 3)), end=moments.end_of(datetime(2026, 11, 28))
    )
    at(monkeypatch, datetime(2026, 11, 2, tzinfo=UTC))
    assert "beginnt am 3. November" in str(rules_of(process.ref, "comment", None).write.reason)
    at(monkeypatch, datetime(2026, 12, 2, tzinfo=UTC))
    assert "endete am 28. November" in str(rules_of(process.ref, "comment", None).write.reason)


def test_a_kind_that_no_running_method_knows_cannot_be_written() -> None:
    process = make_process()
    make_phase(process, "probe")
    assert not rules_of(process.ref, "idea-of-nobody", None).write.ok


@pytest.mark.parametrize("values", [{"state": "draft"}, {"state": "hidden"}, {"is_template": True}])
def test_in_a_process_that_is_not_public_nothing_goes(values: dict[str, Any]) -> None:
    process = make_process(**values)
    phase = make_phase(process, "probe")
    assert not rules_of(process.ref, "comment", make_person()).write.ok
    assert not may_vote(phase, make_person()).ok


def test_in_a_closed_process_nothing_goes_though_a_phase_would_run() -> None:
    process = make_process(state=ProcessState.CLOSED)
    phase = make_phase(process, "probe")
    assert "abgeschlossen" in str(rules_of(process.ref, "comment", make_person()).write.reason)
    assert not may_vote(phase, make_person()).ok


@pytest.mark.parametrize("key", ["x", "", "0", "-1", "9" * 40, "1 OR 1=1", "²"])
def test_a_key_of_no_process_is_no_error(key: str) -> None:
    from roterfaden.kit.things import Ref

    assert not rules_of(Ref("process", key), "comment", None).write.ok


def test_the_closing_second_is_asked_again_when_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    process = make_process()
    phase = make_phase(process, "probe")
    said, end = make_contribution(process.ref), phase.end
    assert end is not None
    at(monkeypatch, end - timedelta(seconds=1))
    assert actions.support(make_person(), said)
    at(monkeypatch, end)
    with pytest.raises(NotAllowed):
        actions.support(make_person(), said)
    with pytest.raises(NotAllowed):
        actions.submit(make_person(), words(process))
    assert Support.objects.count() == 1


def hold_the_database(name: str, until: float, held: Any) -> None:
    """In another process: keep the write lock until the time is over."""
    connections.close_all()
    connection.settings_dict["NAME"] = name
    with transaction.atomic():
        Process.objects.update(office="jemand schreibt")
        held.set()
        while time.time() < until:
            time.sleep(0.05)
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite makes writers wait for each other")
def test_who_waits_behind_another_writer_past_the_end_is_refused() -> None:
    process = make_process()
    end = timezone.now() + timedelta(seconds=2)
    make_phase(process, "probe", end=end)
    said, person = make_contribution(process.ref), make_person()
    context = multiprocessing.get_context("fork")
    held = context.Event()
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    other = context.Process(target=hold_the_database, args=(name, end.timestamp(), held))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(NotAllowed):
            actions.support(person, said)
    finally:
        other.join(20)
    assert other.exitcode == 0
    assert Support.objects.count() == 0


# Who may


def test_without_a_rule_a_confirmed_address_is_enough_and_strangers_may_begin() -> None:
    process = make_process()
    make_phase(process, "probe")
    rules = rules_of(process.ref, "comment", None)
    assert rules.write.ok
    assert rules.guests
    assert may(process, "vote", make_person()).ok


def test_where_an_account_is_needed_guests_are_told_so() -> None:
    process = make_process()
    make_phase(process, "probe")
    make_eligibility(process, "write", account=True)
    for person in (None, make_person()):
        rules = rules_of(process.ref, "comment", person)
        assert not rules.write.ok
        assert rules.write.reason
        assert rules.write.way
    assert not rules.guests
    assert may(process, "write", make_person(user=make_user("konto"))).ok
    assert may(process, "support", None).ok


RESIDENT = {"resident": True, "district": "mitte", "age_band": "26-40", "proven_by": "oidc"}


@pytest.mark.parametrize(
    ("rule", "missing", "said"),
    [
        ({"resident": True}, {"resident": False}, "in der Stadt wohnen"),
        ({"resident": True}, {"proven_by": ""}, "Nachweis"),
        ({"districts": ["mitte", "nord"]}, {"district": "sued"}, "hier wohnen"),
        ({"districts": ["mitte"]}, {"district": "mitte", "proven_by": ""}, "Nachweis"),
        ({"age_bands": ["16-25", "26-40"]}, {"age_band": "61-75"}, "so alt"),
        ({"age_bands": ["16-25"], "resident": True}, {"age_band": ""}, "so alt"),
    ],
)
def test_what_must_be_known_for_certain_is_asked_of_the_proven_alone(
    rule: dict[str, Any], missing: dict[str, Any], said: str
) -> None:
    process = make_process()
    make_eligibility(process, "vote", **rule)
    wrong: Person = make_person(**{**RESIDENT, **missing})
    verdict = may(process, "vote", wrong)
    assert not verdict.ok
    assert said in str(verdict.reason)
    assert verdict.way
    fitting = {**RESIDENT, "age_band": "16-25"}
    assert may(process, "vote", make_person(**fitting)).ok
    assert not may(process, "vote", None).ok


def test_a_code_opens_its_own_process_for_one_person_until_it_is_withdrawn() -> None:
    process, other = make_process(), make_process()
    for one in (process, other):
        make_eligibility(one, "vote", code=True)
    person = make_person()
    code = LetterCode.objects.create(process=process, digest="a" * 64, batch="1", used_by=person)
    assert may(process, "vote", person).ok
    assert not may(other, "vote", person).ok
    assert "Code aus Ihrem Brief" in str(may(process, "vote", make_person()).reason)
    code.withdrawn_at = timezone.now()
    code.save()
    assert not may(process, "vote", person).ok


def test_one_action_may_need_more_than_another() -> None:
    process = make_process()
    make_phase(process, "probe")
    make_eligibility(process, "support", account=True)
    rules = rules_of(process.ref, "comment", make_person())
    assert rules.write.ok
    assert not rules.supports.ok


# The clocks of Berlin


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 1), 24)],
    ids=["spring", "autumn", "summer"],
)
def test_the_last_day_is_whole_also_when_the_clocks_change(day: tuple[int, int, int], hours: int) -> None:
    last = datetime(*day).date()
    end = moments.end_of(last)
    assert end - moments.berlin(last) == timedelta(hours=hours)
    assert moments.last_day(end) == last
    phase = Phase(start=moments.berlin(last), end=end)
    local = datetime.combine(last, hour(23, 59, 59, 999_999), tzinfo=moments.BERLIN)
    assert phase.is_open(local)
    assert not phase.is_open(local + timedelta(microseconds=1))


def test_an_hour_that_does_not_exist_is_known_as_such() -> None:
    assert not moments.exists(datetime(2026, 3, 29).date(), hour(2, 30))
    assert moments.exists(datetime(2026, 3, 29).date(), hour(3, 0))
    assert moments.exists(datetime(2026, 10, 25).date(), hour(2, 30))


def test_how_long_it_still_runs_is_counted_in_days_of_berlin() -> None:
    end = moments.end_of(datetime(2026, 11, 28).date())
    assert moments.days_left(end, datetime(2026, 11, 28, 22, 59, tzinfo=UTC)) == 1
    assert moments.days_left(end, datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == 6
    assert moments.end_words(end, datetime(2026, 1, 1).date()) == "28. November"
    evening = moments.berlin(datetime(2026, 11, 28).date(), hour(18, 0))
    assert moments.end_words(evening, datetime(2026, 1, 1).date()) == "28. November, 18:00 Uhr"


def test_who_is_suspended_may_not_vote_and_hears_until_when() -> None:
    phase = make_phase(make_process(), "probe")
    person = make_person(suspended_until=timezone.now() + timedelta(days=1))
    verdict = may_vote(phase, person)
    assert not verdict.ok
    assert str(verdict.reason)
    assert may_vote(phase, make_person("boris")).ok
    Person.objects.filter(pk=person.pk).update(suspended_until=timezone.now() - timedelta(seconds=1))
    assert may_vote(phase, Person.objects.get(pk=person.pk)).ok


def test_a_suspension_by_moderation_reaches_the_vote_with_its_rule_and_the_way_to_object() -> None:
    from roterfaden.moderation.kinds import Kind
    from tests.moderation.factories import make_decision, make_moderator, make_rule

    process = make_process()
    phase, person = make_phase(process, "probe"), make_person()
    make_decision(make_moderator(), make_contribution(process.ref, author=person), Kind.SUSPEND, days=3)
    verdict = may_vote(phase, Person.objects.get(pk=person.pk))
    assert not verdict.ok
    assert make_rule().title in str(verdict.reason)
    assert "/moderation/begruendung/" in str(verdict.way)
