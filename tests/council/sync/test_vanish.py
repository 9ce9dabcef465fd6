"""What a source does not list any more."""

from __future__ import annotations

import pytest

from roterfaden.council.models import AgendaItem, Consultation, File, ImportRun, Meeting, Paper, State
from roterfaden.search.models import PendingDocument
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import Endpoint, make_endpoint


def take(endpoint: Endpoint, *keys: str, answers: int = 404) -> None:
    """Take papers out of the list; their own address answers with `answers`."""
    for key in keys:
        row = endpoint.one("paper", key)
        endpoint.lists["paper"].remove(row)
        endpoint.replies[f"/oparl/paper/{key}"] = lambda _asked: (answers, b"{}")


def state(key: str) -> tuple[str, str]:
    paper = Paper.objects.get(key=f"paper/{key}")
    return paper.state, paper.gone_reason


def test_one_run_without_an_object_is_no_deletion(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3")

    run = read(endpoint, days=1)

    assert state("3") == (State.MISSING, "")
    assert Paper.objects.visible_to(None).count() == 12
    assert run.counts["Paper"]["missing"] == 1


def test_two_runs_a_day_apart_withdraw_it_with_its_parts(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3")
    read(endpoint, days=1)

    run = read(endpoint, days=2)

    assert state("3") == (State.WITHDRAWN, "not-found")
    assert Consultation.objects.filter(paper__key="paper/3", state=State.WITHDRAWN).count() == 2
    assert File.objects.get(key="file/vorlage-3").state == State.WITHDRAWN
    assert run.counts["Paper"]["withdrawn"] == 1


def test_two_runs_within_a_day_do_not_withdraw_it(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3")
    read(endpoint, days=1)

    read(endpoint, days=1.5)

    assert state("3") == (State.MISSING, "")


def test_what_is_locked_later_is_unpublished_and_not_deleted(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3", answers=401)
    read(endpoint, days=1)

    read(endpoint, days=2)

    assert state("3") == (State.WITHDRAWN, "unpublished")


def test_it_leaves_the_search_index_with_the_same_write(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3")
    read(endpoint, days=1)
    read(endpoint, days=2)

    assert not PendingDocument.objects.filter(suppressed=False).exists()


def test_what_comes_back_is_shown_again_with_its_parts(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    row = endpoint.one("paper", "3")
    take(endpoint, "3")
    read(endpoint, days=1)
    read(endpoint, days=2)
    endpoint.lists["paper"].insert(3, row)
    endpoint.replies.clear()

    read(endpoint, days=3)

    assert state("3") == (State.PRESENT, "")
    assert Consultation.objects.filter(paper__key="paper/3", state=State.PRESENT).count() == 2
    assert File.objects.get(key="file/vorlage-3").state == State.PRESENT


def test_what_is_in_no_list_but_still_answers_stays(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    row = endpoint.one("paper", "3")
    endpoint.lists["paper"].remove(row)
    endpoint.replies["/oparl/paper/3"] = lambda _asked: (200, b'{"id": "%s", "type": "x/Paper"}' % row["id"].encode())

    run = read(endpoint, days=1)

    assert state("3") == (State.PRESENT, "")
    assert run.findings["in-no-list"]["count"] == 1


def test_a_source_that_loses_a_third_of_a_kind_is_not_believed(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, *(str(n) for n in range(4)))

    run = read(endpoint, days=1)

    assert run.outcome == ImportRun.Outcome.STOPPED
    assert "Paper: 4 von 12" in run.message
    assert Paper.objects.filter(state=State.PRESENT).count() == 12


def test_an_operator_may_believe_it(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    source = read(endpoint).source
    source.max_vanish_percent = 50
    source.save()
    take(endpoint, *(str(n) for n in range(4)))

    assert read(endpoint, days=1).outcome == ImportRun.Outcome.COMPLETE


def test_a_host_that_is_down_withdraws_nothing(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    endpoint.replies["/body/1/"] = lambda _asked: (503, b"")
    read(endpoint, days=1)
    read(endpoint, days=2)

    assert Paper.objects.filter(state=State.PRESENT).count() == 12


def test_an_address_that_fails_when_asked_withdraws_nothing(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3", answers=500)
    for day in (1, 2, 3):
        read(endpoint, days=day)

    assert state("3") == (State.PRESENT, "")


def test_an_editors_hiding_outlives_every_run(read: Read) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    Paper.objects.filter(key="paper/3").update(state=State.HIDDEN)
    endpoint.one("paper", "3")["name"] = "anders"

    read(endpoint, days=1)

    assert state("3")[0] == State.HIDDEN


@pytest.mark.parametrize("days", [1, 2])
def test_a_meeting_that_vanishes_takes_its_items_along_on_the_second_day_only(read: Read, days: int) -> None:
    endpoint = make_endpoint(papers=2)
    for number in range(2, 12):
        endpoint.add("meeting", str(number), name=f"Sitzung {number}", start="2024-05-02T17:00:00+02:00")
    read(endpoint)
    endpoint.lists["meeting"] = [row for row in endpoint.lists["meeting"] if not row["id"].endswith("/1")]
    for day in range(1, days + 1):
        read(endpoint, days=day)

    gone = days == 2
    assert (Meeting.objects.get(key="meeting/1").state == State.WITHDRAWN) is gone
    assert (AgendaItem.objects.filter(state=State.WITHDRAWN).count() == 2) is gone
