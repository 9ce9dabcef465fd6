"""At the same time: fifty votes of one person count one; merges and supports meet. On SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed, support
from roterfaden.contributions.models import Contribution, State, Support
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.ideas.actions import NotInThatState, merge, rate
from roterfaden.participation.modules.ideas.models import Idea, Rating
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase
from tests.participation.ideas.factories import make_collection, make_idea

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run all at the same time; gives what each gave, or the exception."""

    def run(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except (NotAllowed, NotInThatState) as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def idea() -> Contribution:
    return make_idea(make_collection())


def test_fifty_supports_of_one_person_count_one(idea: Contribution) -> None:
    person = make_person("boris")
    given = at_once(*[lambda: support(person, idea)] * TIMES)
    idea.refresh_from_db()
    assert given.count(True) == 1
    assert (idea.support_count, Support.objects.count()) == (1, 1)


def test_fifty_ratings_of_one_person_count_one(idea: Contribution) -> None:
    phase = make_phase(idea.idea.process, "rating")
    person = make_person("boris")
    at_once(*[lambda value=value: rate(person, phase, idea, value) for value in [1, 0, -1] * 17])  # type: ignore[misc]
    assert Rating.objects.count() == 1


def test_supports_of_fifty_people_all_count(idea: Contribution) -> None:
    people = [make_person(f"person{number}") for number in range(TIMES)]
    at_once(*[lambda person=person: support(person, idea) for person in people])  # type: ignore[misc]
    idea.refresh_from_db()
    assert idea.support_count == Support.objects.count() == TIMES


def test_two_ideas_never_go_up_in_each_other() -> None:
    process, office = make_collection(), make_user("olga", superuser=True)
    first, second = make_idea(process), make_idea(process)
    told = at_once(lambda: merge(office, first, second, "Gleich."), lambda: merge(office, second, first, "Gleich."))
    assert sum(isinstance(one, NotInThatState) for one in told) == 1
    assert Contribution.objects.filter(state=State.PUBLIC).count() == 1


def test_a_merge_while_people_support_both_counts_everybody_once() -> None:
    process, office = make_collection(), make_user("olga", superuser=True)
    first, second = make_idea(process), make_idea(process)
    people = [make_person(f"person{number}") for number in range(10)]
    calls = [lambda person=person, idea=idea: support(person, idea) for person in people for idea in (first, second)]  # type: ignore[misc]
    at_once(*calls[:8], lambda: merge(office, first, second, "Gleich."), *calls[8:])
    second.refresh_from_db()
    counted = Support.objects.filter(contribution__in=[first.pk, second.pk]).values("person").distinct().count()
    assert second.support_count == counted
    assert Idea.objects.get(pk=first.pk).head_id == second.pk


def test_at_the_closing_second_nothing_counts_any_more(idea: Contribution, monkeypatch: pytest.MonkeyPatch) -> None:
    process = idea.idea.process
    end = timezone.now() + timedelta(hours=1)
    Phase.objects.filter(process=process).update(end=end)
    phase = make_phase(process, "rating", end=end)
    amira, boris = make_person("amira"), make_person("boris")
    monkeypatch.setattr("django.utils.timezone.now", lambda: end - timedelta(microseconds=1))
    assert support(amira, idea)
    rate(amira, phase, idea, 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: end)
    for act in (
        lambda: support(boris, idea),
        lambda: rate(boris, phase, idea, 1),
        lambda: rate(amira, phase, idea, -1),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (Support.objects.count(), Rating.objects.get().value) == (1, 1)
    assert connection.in_atomic_block is False
