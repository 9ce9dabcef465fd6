"""Weekly mails: one for each follower and week, grouped by thing, at the city's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from roterfaden.notices.digests import gather, is_due, last_moment, week_of
from roterfaden.notices.models import Digest, Notice, Rhythm, State
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from tests.notices.factories import World, make_crowd, make_event, make_follower, make_following

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "moment", "week"),
    [
        ("2026-11-20T08:00", "2026-11-20T08:00", "2026-W47"),
        ("2026-11-20T07:59", "2026-11-13T08:00", "2026-W46"),
        ("2026-11-26T23:00", "2026-11-20T08:00", "2026-W47"),
        ("2026-03-31T09:00", "2026-03-27T08:00", "2026-W13"),  # over the change of the clocks
        ("2027-01-01T09:00", "2027-01-01T08:00", "2026-W53"),
    ],
)
def test_friday_at_eight(now: str, moment: str, week: str) -> None:
    found = last_moment(datetime.fromisoformat(now).replace(tzinfo=BERLIN))
    assert found == datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    assert week_of(found) == week


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(ZoneInfo("UTC"))))
def test_the_moment_is_never_ahead_nor_older_than_a_week(now: datetime) -> None:
    moment = last_moment(now)
    assert moment <= now < moment + timedelta(days=7, hours=1)
    local = moment.astimezone(BERLIN)
    assert (local.weekday(), local.hour, local.minute) == (4, 8, 0)


def gathered(world: World, *keys: str, follower: Any = None) -> Any:
    """Somebody who hears weekly, with notices of the things of these keys, a week old."""
    owner = follower or make_follower(rhythm=Rhythm.WEEK)
    for place, key in enumerate(keys):
        ref = world.add(key, f"Vorhaben {key}")
        if not owner.followings.of(ref).exists():
            make_following(ref, owner)
        make_event(ref, f"{key}{place}", said=f"Schritt {place}.")
    spread()
    Notice.objects.update(created_at=timezone.now() - timedelta(days=8))
    return owner


@pytest.mark.django_db
class TestWeeklyMail:
    """The mail."""

    def test_it_is_grouped_by_thing(self, world: World) -> None:
        gathered(world, "a", "b", "a")
        assert is_due()
        assert gather() == 1
        assert send() == 1
        sent: Any = mail.outbox[0]
        assert sent.subject == "3 Neuigkeiten: Vorhaben a, Vorhaben b"
        for text in (sent.body, sent.alternatives[0][0]):
            assert text.count("Vorhaben a") == text.count("Vorhaben b") == 1 + text.count("<title>")
            assert all(f"Schritt {place}." in text for place in range(3))
        assert not Notice.objects.exclude(state=State.SENT).exists()
        assert not is_due()

    def test_it_comes_once_a_week(self, world: World) -> None:
        follower = gathered(world, "a")
        gather()
        first = Digest.objects.get()
        send()
        gathered(world, "b", follower=follower)
        gather()
        assert send() == 0, "what comes too late for this week's mail waits for the next one"
        assert Notice.objects.filter(state=State.GATHERED, digest=None).count() == 1
        gather(timezone.now() + timedelta(days=7))
        Digest.objects.filter(state=State.WAITING).update(next_attempt_at=timezone.now())
        assert send() == 1
        ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
        assert len(set(ids)) == 2
        assert Digest.objects.exclude(pk=first.pk).count() == 1

    def test_what_came_after_the_moment_waits(self, world: World) -> None:
        follower = make_follower(rhythm=Rhythm.WEEK)
        ref = world.add("a")
        make_following(ref, follower)
        make_event(ref)
        spread()
        Notice.objects.update(created_at=last_moment(timezone.now()) + timedelta(seconds=1))
        assert not is_due()
        assert gather() == 0

    def test_gathering_again_makes_nothing_twice(self, world: World) -> None:
        gathered(world, "a", "b")
        gather()
        gather()
        assert Digest.objects.count() == 1
        assert Notice.objects.filter(digest=Digest.objects.get()).count() == 2

    def test_a_batch_of_followers_costs_the_same_whatever_follows(
        self, world: World, django_assert_max_num_queries: Any
    ) -> None:
        ref = world.add("a")
        make_crowd(ref, 120, rhythm=Rhythm.WEEK)
        make_event(ref)
        spread()
        Notice.objects.update(created_at=timezone.now() - timedelta(days=8))
        with django_assert_max_num_queries(12):
            assert gather(batch=60) == 120
        assert Digest.objects.count() == 120

    def test_what_is_hidden_meanwhile_is_left_out(self, world: World) -> None:
        gathered(world, "a", "b")
        gather()
        world.hide(world.add("a"))
        assert send() == 1
        assert "Vorhaben a" not in mail.outbox[0].body + mail.outbox[0].subject

    def test_nothing_left_to_say_is_no_mail(self, world: World) -> None:
        gathered(world, "a")
        gather()
        world.hide(world.add("a"))
        assert send() == 0
        assert Digest.objects.get().state == State.DROPPED

    def test_very_many_are_cut_with_a_word_about_the_rest(self, world: World) -> None:
        gathered(world, *["a"] * 70)
        gather()
        send()
        assert "Und 10 weitere Meldungen auf Ihrer Seite" in mail.outbox[0].body

    def test_its_one_click_ends_everything(self, world: World) -> None:
        gathered(world, "a")
        gather()
        send()
        sent: Any = mail.outbox[0]
        assert "Alle Mails beenden" in sent.body
        assert "List-Unsubscribe-Post" in sent.extra_headers

    def test_day_and_hour_are_settings(self, settings: Settings) -> None:
        settings.DIGEST_DAY, settings.DIGEST_HOUR = 0, 17
        moment = last_moment(datetime(2026, 11, 22, 12, tzinfo=BERLIN))
        assert moment == datetime(2026, 11, 16, 17, tzinfo=BERLIN)
