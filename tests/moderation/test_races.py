"""Two at once, on a real database: one decision, one case, one objection, whoever is faster."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation import actions
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.kinds import FoundBy, Kind
from roterfaden.moderation.models import Case, Decision, Objection
from tests.contributions.factories import make_contribution
from tests.moderation.factories import PAPER, make_case, make_decision, make_moderator, measure, target_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Run in threads with connections of their own; what each gave or raised."""
    barrier, found = Barrier(len(steps)), [object()] * len(steps)

    def run(place: int, step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            found[place] = step()
        except (Conflict, Refused, OperationalError) as problem:
            found[place] = problem
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_moderators_decide_once() -> None:
    contribution = make_contribution(PAPER)
    case, hide = make_case(contribution), measure()
    mona, rita = make_moderator("mona"), make_moderator("rita")
    found = at_once(
        lambda: actions.decide(mona, Case.objects.get(), case.version, hide),
        lambda: actions.decide(rita, Case.objects.get(), case.version, measure(Kind.KEEP)),
    )
    assert sum(isinstance(one, Decision) for one in found) == 1
    assert Decision.objects.count() == 1
    kind = Decision.objects.get().kind
    assert Contribution.objects.get().state == (State.HIDDEN if kind == Kind.HIDE else State.PUBLIC)


def test_many_reports_open_one_case() -> None:
    target = target_of(make_contribution(PAPER))
    found = at_once(*[lambda: actions.open_case(target, FoundBy.REPORT, 2)] * 6)
    assert {one.pk for one in found if isinstance(one, Case)} == {Case.objects.get().pk}


def test_the_author_objects_once() -> None:
    decision = make_decision(make_moderator())
    at_once(*[lambda: actions.object_as_author(Decision.objects.get(pk=decision.pk), "Satire.")] * 4)
    assert Objection.objects.count() == 1
