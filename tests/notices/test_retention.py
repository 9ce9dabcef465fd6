"""Everything has its time; docs/notices.md names it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.notices import following, retention
from roterfaden.notices.actions import News, announce
from roterfaden.notices.following import IDLE, erase_stale
from roterfaden.notices.models import Event, EventTarget, Follower, Letter, Notice, Rhythm, State
from roterfaden.notices.retention import EVENTS, LETTERS, NOTICES, erase_old
from roterfaden.notices.spreading import spread
from tests.notices.factories import EVENT, World, make_event, make_follower, make_following, make_notice

pytestmark = pytest.mark.django_db


def test_notices_go_after_half_a_year(world: World) -> None:
    ref, follower = world.add("1"), make_follower()
    for key, days, state in (("old", 181, State.SENT), ("young", 179, State.SENT), ("waits", 400, State.WAITING)):
        make_notice(ref, follower, key, state, created_at=timezone.now() - timedelta(days=days))
    assert timedelta(days=180) == NOTICES
    erase_old()
    assert set(Notice.objects.values_list("event__key", flat=True)) == {"young", "waits"}


def test_letters_go_after_a_week(world: World) -> None:
    following.ask_to_follow("kim@example.org", world.add("1"), Rhythm.NOW)
    Letter.objects.update(state=State.SENT, created_at=timezone.now() - LETTERS - timedelta(minutes=1))
    erase_old()
    assert not Letter.objects.exists()


def test_of_old_events_only_the_key_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", 2)
    ref = world.add("1")
    make_following(ref)
    for number in range(5):
        make_event(ref, str(number), said="Beschlossen.")
    spread()
    Event.objects.update(happened_at=timezone.now() - EVENTS - timedelta(minutes=1))
    erase_old()
    assert not Notice.objects.exists()
    assert not EventTarget.objects.exists()
    assert set(Event.objects.values_list("state", "subject_key")) == {(Event.State.FORGOTTEN, "")}
    assert all(row.data == {} for row in Event.objects.all())
    announce(EVENT, News("1", ref))
    spread()
    assert not Notice.objects.exists(), "an importer that tells it again makes no news"


def test_what_is_still_spread_is_not_forgotten(world: World) -> None:
    make_event(world.add("1"))
    Event.objects.update(happened_at=timezone.now() - EVENTS * 2)
    erase_old()
    assert Event.objects.get().state == Event.State.NEW


def test_who_follows_nothing_is_erased_after_a_month(world: World) -> None:
    ref = world.add("1")
    goes, stays, back = (make_follower(f"{name}@example.org") for name in ("kim", "lou", "max"))
    for follower in (goes, stays, back):
        following.end(make_following(ref, follower))
    Follower.objects.exclude(pk=stays.pk).update(idle_since=timezone.now() - IDLE - timedelta(minutes=1))
    following.follow_again(back, ref)
    erase_stale()
    assert set(Follower.objects.all()) == {stays, back}


def test_a_second_time_erases_nothing(world: World) -> None:
    make_notice(world.add("1"))
    assert erase_old() == 0
    assert erase_old() == 0
