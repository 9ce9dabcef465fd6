"""What became of a contribution follows the chain by itself."""

from __future__ import annotations

import pytest

from roterfaden.contributions.chain import follow
from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.kit.things import Ref
from roterfaden.notices.actions import News, announce
from roterfaden.notices.models import PersonalMail
from roterfaden.threads.stages import Stage
from tests.contributions.factories import make_contribution
from tests.council.factories import make_paper
from tests.threads.factories import make_station, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> Contribution:
    return make_contribution(Ref("thread", str(make_thread().pk)))


def kinds(row: Contribution) -> list[str]:
    return sorted(row.outcomes.values_list("kind", flat=True))


def test_the_author_hears_of_thread_paper_and_decision_once(said: Contribution) -> None:
    thread, paper = make_thread(), make_paper()
    first = make_station(thread, ref=said.ref, stage=Stage.IDEA)
    second = make_station(thread, ref=Ref("paper", str(paper.pk)))
    for station in (first, second):
        announce(
            "thread.station_added", News(f"s:{station.pk}", Ref("thread", str(thread.pk)), {"station": str(station.pk)})
        )
    announce("paper.decided", News("p", Ref("paper", str(paper.pk)), {"outcome": "adopted"}))
    assert follow() == 3
    assert follow() == 0
    assert kinds(said) == ["decided", "forwarded", "threaded"]
    assert PersonalMail.objects.filter(person=said.author).count() == 3


def test_a_measure_that_is_done_is_told(said: Contribution) -> None:
    from tests.strategy import factories as strategy

    measure = strategy.make_measure(strategy.make_node(strategy.make_plan()))
    thread, ref = make_thread(), Ref("measure", str(measure.pk))
    make_station(thread, ref=said.ref, stage=Stage.IDEA)
    make_station(thread, ref=ref, stage=Stage.IMPLEMENTATION)
    announce("measure.state", News("m1", ref, {"new": "running"}))
    announce("measure.state", News("m2", ref, {"new": "fulfilled"}))
    follow()
    assert kinds(said) == ["carriedOut"]


def test_a_draft_thread_and_a_hidden_contribution_tell_nothing(said: Contribution) -> None:
    paper = Ref("paper", str(make_paper().pk))
    draft = make_thread(state="draft")
    make_station(draft, ref=said.ref)
    make_station(draft, ref=paper)
    public = make_thread()
    hidden = make_contribution(said.on, state="hidden")
    make_station(public, ref=hidden.ref)
    make_station(public, ref=paper)
    announce("paper.decided", News("p", paper, {"outcome": "adopted"}))
    assert follow() == 0
    assert not Outcome.objects.exists()
