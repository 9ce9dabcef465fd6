"""SIM through the sync into the model, run after run."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from roterfaden.council.models import AgendaItem, Consultation, ImportRun, Organization, Paper, Revision, Source, State
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.kit.http import FetchError, Manners, polite_client
from tests.council.sim.desk import EMPTY_LIST, site
from tests.council.sim.pages import BASE, fixture

pytestmark = pytest.mark.django_db
Pages = dict[str, str | int | FetchError]
FIRST = datetime(2026, 9, 1, 5, tzinfo=UTC)


class Served(httpx.BaseTransport):
    """The pages of a site with ETags."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        name = str(request.url).removeprefix(BASE)
        found = self.pages.get(name, EMPTY_LIST if name.startswith("Termine.xsp") else 404)
        if not isinstance(found, str):
            return httpx.Response(found if isinstance(found, int) else 500)
        tag = f'"{zlib.crc32(found.encode())}"'
        if request.headers.get("if-none-match") == tag:
            return httpx.Response(304, headers={"etag": tag})
        return httpx.Response(200, headers={"etag": tag}, html=found)


def run(pages: Pages, day: int = 0, mode: str = "full") -> ImportRun:
    """Read the site as it stands on the so-manieth day."""
    source = source_for(BASE, Source.Kind.SIM, "sim")
    client = polite_client(transport=Served(pages), manners=Manners(interval=0))
    return read_source(source, mode=mode, client=client, now=FIRST + timedelta(days=day))


def paper() -> Paper:
    return Paper.objects.get(reference="0101/2026")


def test_first_run_fills_the_model_and_joins_agenda_and_stations() -> None:
    found = run(site())
    assert found.outcome == ImportRun.Outcome.COMPLETE
    station = Consultation.objects.get(paper=paper(), meeting__key="TM/20260622_AWasser", position=2)
    assert (station.agenda_item and station.agenda_item.number) == "2."
    assert station.organization == Organization.objects.get(short_name="AWasser")
    assert paper().cost_net is None
    assert paper().climate == Paper.Climate.POSITIVE
    assert AgendaItem.objects.filter(public=False).count() == 3


def test_known_gap_stands_at_the_source() -> None:
    run(site())
    assert Source.objects.get(slug="sim").known_gaps == ["Verwaltungsausschuss: veröffentlicht keine Sitzungen"]


def test_second_run_changes_nothing() -> None:
    run(site())
    before = paper().changed_at
    found = run(site(), day=1)
    assert found.outcome == ImportRun.Outcome.COMPLETE
    assert not [counts for counts in found.counts.values() if counts.keys() - {"seen"}]
    assert paper().changed_at == before


def test_later_run_sends_conditions_and_reads_what_changed() -> None:
    pages = site()
    run(pages)
    changed = pages | {"DS/0101-2026": fixture("proposal").replace("undicht", "gerissen")}
    found = run(changed, day=1, mode="incremental")
    assert found.figures["not_modified"] > 0
    assert found.counts["Paper"]["changed"] == 1
    assert Revision.objects.get(paper=paper()).changes[0]["field"] == "sections"


def test_page_that_changes_and_changes_back_ends_as_it_is() -> None:
    pages = site()
    run(pages)
    other = pages | {"DS/0101-2026": fixture("proposal").replace("zweiter Bauabschnitt", "dritter Bauabschnitt")}
    run(other, day=1, mode="incremental")
    assert paper().name.endswith("dritter Bauabschnitt")
    run(pages, day=2, mode="incremental")
    assert paper().name.endswith("zweiter Bauabschnitt")


def test_paper_that_is_not_public_any_more_is_withdrawn_after_two_runs_a_day_apart() -> None:
    pages = site()
    run(pages)
    hidden = pages | {"DS/0101-2026": fixture("not_public")}
    run(hidden, day=1)
    assert paper().state == State.MISSING
    run(hidden, day=2)
    assert paper().state == State.WITHDRAWN


def test_paper_that_was_missed_and_comes_back_unchanged_is_there_again() -> None:
    pages = site()
    run(pages)
    other = fixture("meeting").replace('href="DS/0101-2026"', 'href="DS/0110-2026"')
    changed = {"TM/20260622_AWasser": other, "DS/0110-2026": fixture("motion")}
    run({name: page for name, page in (pages | changed).items() if name != "DS/0101-2026"}, day=1)
    assert paper().state == State.MISSING
    run(pages, day=2, mode="incremental")
    assert paper().state == State.PRESENT


def test_paper_on_no_agenda_any_more_stays_while_its_page_answers() -> None:
    pages = site()
    run(pages)
    other = fixture("meeting").replace('href="DS/0101-2026"', 'href="DS/0110-2026"')
    found = run(pages | {"TM/20260622_AWasser": other, "DS/0110-2026": fixture("motion")}, day=1)
    assert paper().state == State.PRESENT
    assert found.findings["in-no-list"]["count"] >= 1


def test_page_that_answers_errors_makes_the_run_incomplete_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    pages = site()
    run(pages)
    found = run(pages | {"DS/0101-2026": 500}, day=1)
    assert found.outcome == ImportRun.Outcome.INCOMPLETE
    assert paper().state == State.PRESENT
