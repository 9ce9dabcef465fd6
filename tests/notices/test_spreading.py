"""From events to notices: each follower one, in batches of one query, going on after a kill."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roterfaden.kit.things import Ref
from roterfaden.notices import spreading
from roterfaden.notices.actions import move_followers
from roterfaden.notices.models import Event, EventTarget, Follower, Notice, Rhythm, State
from roterfaden.notices.spreading import find_targets, is_waiting, spread, walk
from tests.accounts.factories import make_user
from tests.notices.factories import (
    IDEA,
    PAPER,
    World,
    make_crowd,
    make_event,
    make_follower,
    make_following,
)

pytestmark = pytest.mark.django_db


def selections(queries: CaptureQueriesContext) -> list[str]:
    """Queries that look for followers to tell."""
    return [
        query["sql"]
        for query in queries
        if query["sql"].startswith("SELECT") and 'FROM "notices_following" INNER JOIN' in query["sql"]
    ]


def test_everybody_who_follows_gets_one_notice(world: World) -> None:
    ref, other = world.add("1"), world.add("2")
    make_crowd(ref, 7)
    make_crowd(other, 3)
    event = make_event(ref)
    assert is_waiting()
    spread()
    assert event.notices.count() == 7
    assert not is_waiting()
    assert Event.objects.get().state == Event.State.DONE
    spread()
    assert Notice.objects.count() == 7


@pytest.mark.parametrize(("number", "batches"), [(0, 0), (1, 1), (499, 1), (500, 2), (1201, 3)])
def test_a_batch_of_500_followers_is_one_query(world: World, number: int, batches: int) -> None:
    ref = world.add("1")
    make_crowd(ref, number)
    make_event(ref)
    with CaptureQueriesContext(connection) as queries:
        spread()
    assert len(selections(queries)) == batches
    assert Notice.objects.count() == number


def test_the_cost_of_a_batch_does_not_depend_on_how_many_follow(world: World) -> None:
    counts = []
    for number in (20, 200):
        ref = world.add(str(number))
        make_crowd(ref, number)
        make_event(ref, key=f"e{number}")
        find_targets()
        target = EventTarget.objects.select_related("event").get(kind=ref.kind, key=ref.key)
        with CaptureQueriesContext(connection) as queries:
            walk(target, batch=10)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_who_follows_several_of_its_things_hears_once(world: World) -> None:
    thread, paper = world.add("1"), world.add("p", kind=PAPER)
    follower = make_follower()
    make_following(thread, follower)
    make_following(paper, follower)
    make_event(paper, targets=(thread, thread))
    spread()
    assert Notice.objects.get().follower == follower


def test_who_began_after_the_event_does_not_hear_of_it(world: World) -> None:
    ref = world.add("1")
    make_event(ref)
    make_following(ref, confirmed_at=timezone.now() + timedelta(seconds=1))
    spread()
    assert not Notice.objects.exists()


def test_who_did_not_confirm_hears_nothing(world: World) -> None:
    ref = world.add("1")
    make_following(ref, confirmed_at=None)
    make_event(ref)
    spread()
    assert not Notice.objects.exists()
    assert not is_waiting()


def test_following_travels_from_idea_to_paper_to_measure(world: World) -> None:
    idea, paper, measure = world.add("i", kind=IDEA), world.add("p", kind=PAPER), world.add("m")
    world.tie(measure, paper)
    world.tie(paper, idea)
    following = make_following(idea)
    make_event(measure)
    spread()
    assert Notice.objects.get().following == following


def test_things_that_hang_in_a_circle_end(world: World) -> None:
    one, two = world.add("1"), world.add("2")
    world.tie(one, two)
    world.tie(two, one)
    make_following(two)
    make_event(one)
    spread()
    assert Notice.objects.count() == 1
    assert EventTarget.objects.count() == 2


def test_what_the_wideners_say_costs_the_same_for_many_events(world: World) -> None:
    refs = [world.add(str(number)) for number in range(30)]
    for number, ref in enumerate(refs):
        world.tie(ref, Ref(IDEA, str(number)))
        make_event(ref, key=ref.key)
    with CaptureQueriesContext(connection) as queries:
        find_targets()
    assert len(queries) <= 9
    assert EventTarget.objects.count() == 60


def test_a_widener_that_fails_takes_nothing_from_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ref = world.add("1")
    make_following(ref)

    def broken(_refs: object) -> dict[Ref, list[Ref]]:
        raise ZeroDivisionError

    monkeypatch.setattr(spreading, "wideners", [broken, world.widen])
    make_event(ref)
    spread()
    assert Notice.objects.count() == 1
    assert "widener_failed" in caplog.text


def test_targets_of_unknown_kinds_are_left_out(world: World) -> None:
    ref = world.add("1")
    make_event(ref, targets=(Ref("unheard", "1"), Ref(IDEA, "")))
    find_targets()
    assert [target.ref for target in EventTarget.objects.all()] == [ref]


def test_what_is_not_finished_goes_on_where_it_stood(world: World) -> None:
    ref = world.add("1")
    make_crowd(ref, 25)
    make_event(ref)
    find_targets()
    target = EventTarget.objects.select_related("event").get()
    assert walk(target, batch=10) == 10
    assert EventTarget.objects.get().reached == target.reached
    spread(batch=10)
    assert Notice.objects.count() == 25


def test_two_workers_do_not_make_a_notice_twice(world: World) -> None:
    ref = world.add("1")
    make_crowd(ref, 25)
    make_event(ref)
    find_targets()
    mine = EventTarget.objects.select_related("event").get()
    other = EventTarget.objects.select_related("event").get()
    walk(mine, batch=10)
    assert walk(other, batch=10) == 10, "the other one sees that it was late, and goes on"
    assert Notice.objects.count() == 10
    assert other.reached == mine.reached
    while walk(other, batch=10) == 10:
        pass
    assert Notice.objects.count() == 25


def test_a_batch_is_written_whole_or_not_at_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = world.add("1")
    make_crowd(ref, 5)
    make_event(ref)
    find_targets()
    target = EventTarget.objects.select_related("event").get()

    def killed(*_args: object, **_kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Notice.objects, "bulk_create", killed)
        with pytest.raises(SystemExit):
            walk(target)
    assert (EventTarget.objects.get().reached, Notice.objects.count()) == (0, 0)
    spread()
    assert Notice.objects.count() == 5


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"rhythm": Rhythm.NOW}, State.WAITING),
        ({"rhythm": Rhythm.WEEK}, State.GATHERED),
        ({"rhythm": Rhythm.SITE}, State.SHOWN),
        ({"rhythm": Rhythm.NOW, "paused_at": timezone.now()}, State.SHOWN),
        ({"rhythm": Rhythm.NOW, "confirmed_at": None}, State.SHOWN),
    ],
)
def test_a_notice_waits_as_its_follower_likes(world: World, fields: dict[str, object], state: State) -> None:
    ref = world.add("1")
    make_following(ref, make_follower(**fields))
    make_event(ref)
    spread()
    assert Notice.objects.get().state == state


def test_an_account_without_address_hears_on_the_site(world: World) -> None:
    ref = world.add("1")
    make_following(ref, make_follower(None, user=make_user()))
    make_event(ref)
    spread()
    assert Notice.objects.get().state == State.SHOWN


class TestMerging:
    """What follows from a merge of one thing into another."""

    def test_followers_hear_of_the_other_one(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        make_following(old)
        assert move_followers(old, new) == 1
        make_event(new)
        spread()
        assert Notice.objects.count() == 1

    def test_nobody_follows_twice(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        both = make_follower()
        make_following(old, both)
        stays = make_following(new, both)
        make_following(old, make_follower("lou@example.org"))
        make_event(old)
        spread()
        assert move_followers(old, new) == 1
        assert both.followings.get() == stays
        assert both.notices.get().following == stays
        assert Follower.objects.count() == 2

    def test_a_confirmation_survives_a_merge(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        both = make_follower()
        moment = make_following(old, both).confirmed_at
        make_following(new, both, confirmed_at=None)
        move_followers(old, new)
        assert both.followings.get().confirmed_at == moment

    def test_a_second_time_moves_nobody(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        make_following(old)
        move_followers(old, new)
        assert move_followers(old, new) == 0
        assert move_followers(new, new) == 0

    def test_events_on_their_way_arrive(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        make_following(old)
        make_event(old, key="before")
        move_followers(old, new)
        make_event(old, key="after")
        spread()
        assert Notice.objects.count() == 2
        assert {target.ref for target in EventTarget.objects.all()} == {new}

    def test_events_half_spread_arrive_too(self, world: World) -> None:
        old, new = world.add("old"), world.add("new")
        make_crowd(old, 15)
        make_event(old)
        find_targets()
        walk(EventTarget.objects.select_related("event").get(), batch=10)
        move_followers(old, new)
        spread(batch=10)
        assert Notice.objects.count() == 15

    def test_merges_in_a_row_lead_to_the_last(self, world: World) -> None:
        one, two, three = (world.add(key) for key in "123")
        make_following(one)
        move_followers(one, two)
        move_followers(two, three)
        make_event(one)
        spread()
        assert {target.ref for target in EventTarget.objects.all()} == {three}
        assert Notice.objects.count() == 1

    def test_a_merge_that_is_taken_back(self, world: World) -> None:
        one, two = world.add("1"), world.add("2")
        make_following(one)
        move_followers(one, two)
        move_followers(two, one)
        make_event(one)
        spread()
        assert {target.ref for target in EventTarget.objects.all()} == {one}
        assert Notice.objects.count() == 1
