"""Accepting events: in the caller's transaction, a few statements, each key once for ever."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from roterfaden.kit.things import Ref
from roterfaden.notices.actions import LONGEST_EVENT_KEY, News, announce, announce_many
from roterfaden.notices.models import Event
from tests.notices.factories import EVENT, World, make_crowd, make_following

pytestmark = pytest.mark.django_db


def test_an_event_is_one_row_whoever_follows(world: World) -> None:
    ref = world.add("1")
    make_crowd(ref, 30)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        announce(EVENT, News("k", ref, {"said": "Beschlossen."}, (Ref("district", "nord"),)))
    writes = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(writes) == 1
    row = Event.objects.get()
    assert (row.subject, row.data, row.named) == (ref, {"said": "Beschlossen."}, [["district", "nord"]])


def test_many_events_take_few_statements(world: World) -> None:
    ref = world.add("1")
    with CaptureQueriesContext(connection) as queries:
        announce_many(EVENT, (News(f"k{number}", ref) for number in range(400)))
    assert Event.objects.count() == 400
    assert len(queries) <= 8


def test_the_same_key_is_the_same_event(world: World) -> None:
    ref = world.add("1")
    announce(EVENT, News("k", ref, {"said": "zuerst"}))
    announce_many(EVENT, [News("k", ref, {"said": "danach"}), News("k", ref), News("l", ref)])
    assert list(Event.objects.order_by("key").values_list("key", "data")) == [("k", {"said": "zuerst"}), ("l", {})]


def test_a_kind_that_nobody_registered_is_a_mistake(world: World) -> None:
    with pytest.raises(KeyError):
        announce("tale.unheard", News("k", world.add("1")))


def test_no_events_are_no_statement(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        announce_many(EVENT, [])
    assert len(queries) == 0


def test_what_is_rolled_back_was_never_announced(world: World) -> None:
    ref = world.add("1")
    with transaction.atomic():
        announce(EVENT, News("k", ref))
        transaction.set_rollback(True)
    assert not Event.objects.exists()


@pytest.mark.parametrize("length", [LONGEST_EVENT_KEY, LONGEST_EVENT_KEY + 1, 5000])
def test_long_keys_stay_apart(world: World, length: int) -> None:
    ref = world.add("1")
    announce_many(EVENT, [News("x" * (length - 1) + end, ref) for end in "ab"] * 2)
    assert Event.objects.count() == 2


@pytest.mark.parametrize("key", ["", "a\x00b"])
def test_a_key_must_be_text(world: World, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        announce(EVENT, News(key, world.add("1")))


def test_dates_may_stand_in_the_facts(world: World) -> None:
    announce(EVENT, News("k", world.add("1"), {"day": date(2026, 11, 22)}))
    assert Event.objects.get().data == {"day": "2026-11-22"}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_event(world: World) -> None:
    ref = world.add("1")
    make_following(ref)
    start = threading.Barrier(4)

    def say() -> None:
        start.wait(10)
        try:
            announce(EVENT, News("k", ref))
        finally:
            connection.close()

    threads = [threading.Thread(target=say) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Event.objects.count() == 1
