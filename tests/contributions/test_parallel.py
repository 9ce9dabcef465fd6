"""Many at the same moment: one person counts once, one answer is told once, one claim is confirmed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from roterfaden.contributions import actions
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.models import Answer, Contribution, Support
from roterfaden.kit.things import Ref
from roterfaden.notices.models import PersonalMail
from roterfaden.participation.models import Phase
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_phase, make_process
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def at_once(number: int, work: Callable[[], Any]) -> list[Any]:
    """Do it so many times at the same moment, each with a connection of its own."""
    ready = Barrier(number)

    def one(_number: int) -> Any:
        try:
            ready.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_fifty_parallel_supports_of_one_person_count_one() -> None:
    row = make_contribution(Ref("thread", str(make_thread().pk)))
    person = make_person("boris")
    counted = at_once(MANY, lambda: actions.support(person, row))
    row.refresh_from_db()
    assert (counted.count(True), Support.objects.count(), row.support_count) == (1, 1, 1)
    back = at_once(8, lambda: actions.withdraw_support(person, row))
    row.refresh_from_db()
    assert (back.count(True), row.support_count) == (1, 0)


def test_two_workers_publish_a_scheduled_answer_once() -> None:
    row = make_contribution(Ref("thread", str(make_thread().pk)), kind="question")
    Answer.objects.create(
        contribution=row, text="Ja.", office="Amt", published_at=timezone.now() - timedelta(seconds=1)
    )
    assert sum(at_once(8, actions.publish_due_answers)) == 1
    assert PersonalMail.objects.count() == 1


def test_a_vote_at_the_closing_second_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    process = make_process()
    phase = make_phase(process)
    row = make_contribution(process.ref, kind="idea")
    assert actions.support(make_person("cem"), row)
    end = timezone.now() + timedelta(hours=1)
    Phase.objects.filter(pk=phase.pk).update(end=end)
    monkeypatch.setattr(timezone, "now", lambda: end)
    with pytest.raises(NotAllowed):
        actions.support(make_person("dana"), row)
    monkeypatch.setattr(timezone, "now", lambda: end - timedelta(microseconds=1))
    assert actions.support(make_person("dana"), row)
    assert Contribution.objects.get().support_count == 2
