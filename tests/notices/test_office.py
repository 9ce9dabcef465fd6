"""Operators see what failed and send it again; erase on request; never see who follows what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from roterfaden.notices.checkups import MANY, look_at_notices
from roterfaden.notices.models import Event, Follower, Notice, State
from roterfaden.notices.office import actions
from roterfaden.notices.sending import send
from roterfaden.operation.findings import Level, worst
from roterfaden.operation.findings import Report as Findings
from tests.accounts.factories import make_user
from tests.notices.factories import World, make_crowd, make_event, make_follower, make_following, make_notice

pytestmark = pytest.mark.django_db
OUTBOX, FOLLOWED, ERASE, ALL = (
    reverse(f"notices_office:{name}") for name in ("outbox", "followed", "erase", "send_all_again")
)


@pytest.fixture
def operator(client: Client, settings: Settings) -> Client:
    """Somebody of the role "Betrieb"."""
    settings.STAFF_MFA = False
    client.force_login(make_user("ola", "Betrieb"))
    return client


@pytest.fixture
def reader(settings: Settings) -> Client:
    """Somebody of the role "Einsicht"."""
    settings.STAFF_MFA = False
    made = Client()
    made.force_login(make_user("eli", "Einsicht"))
    return made


def failed(world: World, **fields: Any) -> Notice:
    """A mail that was refused."""
    values = {"state": State.FAILED, "attempts": 1, "last_error": "SMTPDataError 554 kein Platz", **fields}
    return make_notice(world.add("1", "Radweg"), make_follower("kim@gone.example"), **values)


def again(row: Notice) -> str:
    """The address of the button."""
    return reverse("notices_office:send_again", args=["meldung", row.pk])


def test_what_failed_is_seen_with_its_reason_but_not_whose_it_is(operator: Client, world: World) -> None:
    failed(world)
    page = operator.get(OUTBOX).content.decode()
    assert "SMTPDataError 554 kein Platz" in page
    assert "…@gone.example" in page
    assert "kim@" not in page
    for kind in ("sammelmail", "brief"):
        assert operator.get(OUTBOX, {"art": kind}).status_code == 200


def test_it_can_be_sent_again(operator: Client, world: World) -> None:
    row = failed(world)
    Follower.objects.update(failures=3, paused_at=timezone.now())
    assert operator.post(again(row)).status_code == 302
    assert send() == 1
    row.refresh_from_db()
    assert row.state == State.SENT
    entry = ModelLogEntry.objects.get(action="notices.send_again")
    assert "kim" not in entry.label + str(entry.data)
    operator.post(again(row))
    row.refresh_from_db()
    assert row.state == State.SENT, "the second time there is nothing to do"
    assert ModelLogEntry.objects.filter(action="notices.send_again").count() == 1


def test_all_of_them_can_be_sent_again(operator: Client, world: World) -> None:
    ref = world.add("1")
    for follower in make_crowd(ref, 4):
        make_notice(ref, follower, state=State.FAILED, attempts=8)
    operator.post(ALL)
    assert send() == 4
    assert ModelLogEntry.objects.get(action="notices.send_all_again").data == {"count": 4}
    operator.post(ALL)
    assert ModelLogEntry.objects.filter(action="notices.send_all_again").count() == 1


def test_who_may_only_look_changes_nothing(reader: Client, world: World) -> None:
    row = failed(world)
    assert reader.get(OUTBOX).status_code == 200
    assert "Noch einmal senden" not in reader.get(OUTBOX).content.decode()
    assert reader.get(FOLLOWED).status_code == 200
    answers = [reader.post(again(row)), reader.post(ALL), reader.get(ERASE), reader.post(ERASE, {"erase": "1"})]
    assert {answer.status_code for answer in answers} <= {302, 403}
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert Follower.objects.exists()


def test_a_stranger_sees_nothing(client: Client, world: World, settings: Settings) -> None:
    settings.STAFF_MFA = False
    row = failed(world)
    for login in (False, True):
        if login:
            client.force_login(make_user("red", "Redaktion"))
        for address in (OUTBOX, FOLLOWED, ERASE):
            answer = client.get(address)
            assert answer.status_code in {302, 403}
            assert b"gone.example" not in answer.content
        assert client.post(again(row)).status_code in {302, 403}
    with pytest.raises(actions.PermissionDenied):
        actions.send_again(make_user("x"), row)
    with pytest.raises(actions.PermissionDenied):
        actions.erase(make_user("y"), row.follower)
    with pytest.raises(actions.PermissionDenied):
        actions.find(make_user("z"), "kim@gone.example")
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_wrong_addresses_and_methods(operator: Client, world: World) -> None:
    row = failed(world)
    assert operator.get(again(row)).status_code == 405
    assert operator.get(ALL).status_code == 405
    assert operator.post(OUTBOX).status_code == 405
    assert operator.get(OUTBOX, {"art": "x"}).status_code == 404
    assert operator.post(reverse("notices_office:send_again", args=["x", 1])).status_code == 404
    assert operator.post(reverse("notices_office:send_again", args=["brief", 99])).status_code == 404
    assert operator.get(OUTBOX, {"p": "x"}).status_code == 200


def test_followers_are_numbers(operator: Client, world: World) -> None:
    ref = world.add("1", "Radweg")
    make_crowd(ref, 12)
    hidden = make_following(world.add("2", "Geheim"), make_follower())
    world.hide(hidden.ref)
    page = operator.get(FOLLOWED).content.decode()
    assert "Radweg" in page
    assert "<td>12</td>" in page
    assert "@example.org" not in page.replace("ola@example.org", "")
    assert "Geheim" not in page


@pytest.mark.parametrize("number", [2, 60])
def test_the_pages_take_few_queries(
    operator: Client, world: World, number: int, django_assert_max_num_queries: Any
) -> None:
    ref = world.add("1")
    for follower in make_crowd(ref, number):
        make_notice(ref, follower, state=State.FAILED)
    operator.get(OUTBOX)
    with django_assert_max_num_queries(24):
        operator.get(OUTBOX)
    with django_assert_max_num_queries(16):
        operator.get(FOLLOWED)


class TestErasingOnRequest:
    """Article 17."""

    def test_the_exact_address_finds_and_erases(self, operator: Client, world: World) -> None:
        failed(world)
        assert "ist nichts gespeichert" in operator.post(ERASE, {"address": "im@gone.example"}).content.decode()
        page = operator.post(ERASE, {"address": " KIM@gone.example", "look": "1"}).content.decode()
        assert "Meldungen: 1" in page
        assert Follower.objects.exists(), "looking erases nothing"
        operator.post(ERASE, {"address": "kim@gone.example", "erase": "1"})
        assert not Follower.objects.exists()
        entry = ModelLogEntry.objects.get(action="notices.erase")
        assert "kim" not in entry.label + str(entry.data)
        assert operator.post(ERASE, {"address": "kim@gone.example", "erase": "1"}).status_code == 200

    def test_a_wrong_address_is_told(self, operator: Client) -> None:
        assert operator.get(ERASE).status_code == 200
        assert operator.post(ERASE, {"address": "x"}).status_code == 422


class TestDoctor:
    """What the check-up says."""

    def level(self) -> Level:
        return worst([Findings("notices", tuple(look_at_notices()))])

    def test_all_is_well(self, world: World) -> None:
        make_notice(world.add("1"))
        Event.objects.update(state=Event.State.DONE)
        assert self.level() == Level.GOOD

    def test_mail_that_waits_too_long(self, world: World) -> None:
        old = timezone.now() - timedelta(minutes=16)
        make_notice(world.add("1"), created_at=old, next_attempt_at=old)
        Event.objects.update(state=Event.State.DONE)
        assert self.level() == Level.ERROR

    def test_mail_that_waits_for_its_next_attempt_is_not_late(self, world: World) -> None:
        make_notice(
            world.add("1"),
            created_at=timezone.now() - timedelta(hours=2),
            next_attempt_at=timezone.now() + timedelta(hours=1),
        )
        Event.objects.update(state=Event.State.DONE)
        assert self.level() == Level.GOOD

    def test_many_failures(self, world: World) -> None:
        ref = world.add("1")
        for follower in make_crowd(ref, MANY + 1):
            make_notice(ref, follower, state=State.FAILED)
        Event.objects.update(state=Event.State.DONE)
        assert self.level() == Level.WARNING

    def test_events_that_nobody_spreads(self, world: World) -> None:
        make_event(world.add("1"))
        Event.objects.update(happened_at=timezone.now() - timedelta(minutes=16))
        assert self.level() == Level.ERROR
