"""The walk over a site: what is read, in which order, and what happens when something is away."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from roterfaden.council.sources.base import Page, Remembered, UnpublishedError
from roterfaden.council.sources.sim.reader import GIVE_UP, SimReader
from roterfaden.kit.http import FetchError, RobotsError, UnreadableError
from tests.council.sim.desk import FakeDesk, read, server_error, site
from tests.council.sim.pages import BASE, fixture, framed

LIST = "Termine.xsp?view=Termine&grem=AWasser"


def names(pages: list[Page], kind: str) -> list[str]:
    return [page.url.removeprefix(BASE) for page in pages if page.kind == kind]


def known(desk: FakeDesk, *pages: str) -> dict[str, Remembered]:
    """What a former run would have remembered of `pages`."""
    found = {}
    for name in pages:
        text = desk.answers[name]
        assert isinstance(text, str)
        digest = hashlib.sha256(text.encode()).hexdigest()
        found[name] = Remembered(etag=f'"{hash(text)}"', digest=digest)
    return found


def test_system_names_the_city_and_the_known_gap() -> None:
    system = SimReader(BASE + "Termine.xsp", FakeDesk(site())).system()
    assert system["id"] == BASE
    assert [body["name"] for body in system["body"]] == ["Musterstadt"]
    assert system["roterfaden:knownGaps"] == ["Verwaltungsausschuss: veröffentlicht keine Sitzungen"]


def test_address_without_lists_of_bodies_is_no_sim() -> None:
    with pytest.raises(UnreadableError):
        SimReader(BASE, FakeDesk({"Ausschuesse.xsp": framed(""), "AuswahlStadtbezirke.xsp": framed("")})).system()
    with pytest.raises(UnreadableError):
        SimReader(BASE, FakeDesk({})).system()


def test_first_run_reads_all_bodies_meetings_and_papers_with_their_relatives() -> None:
    pages = read(FakeDesk(site()))
    assert names(pages, "Organization") == ["Ausschuesse.xsp", "AuswahlStadtbezirke.xsp"]
    assert set(names(pages, "Meeting")) == {"TM/20260622_AWasser", "TM/20260504_STBR01", "TM/20260518_AWasser"}
    assert set(names(pages, "Paper")) == {
        *("DS/0101-2026", "DS/0101-2026N1", "DS/0102-2026", "DS/0102-2026N1", "DS/0777-2024"),
    }


def test_no_page_is_read_twice_and_items_themselves_never() -> None:
    desk = FakeDesk(site())
    read(desk)
    assert len(desk.asked) == len(set(desk.asked))
    assert not [name for name in desk.asked if name.startswith(("TOPS", "TO/", "http"))]


def test_page_is_handed_over_after_all_that_it_leads_to() -> None:
    order = [page.url.removeprefix(BASE) for page in read(FakeDesk(site()))]
    assert order.index("DS/0777-2024") < order.index("DS/0101-2026") < order.index("TM/20260622_AWasser")
    assert order.index("TM/20260504_STBR01") < order.index("DS/0101-2026")


def test_newest_meetings_come_first() -> None:
    links = '<a href="TM/20250101_AWasser">a</a><a href="TM/20260622_AWasser">b</a><a href="TM/20251224_AWasser">c</a>'
    pages = read(FakeDesk(site() | {LIST: framed(links), "TM/20260622_AWasser": 404}))
    assert names(pages, "Meeting") == ["TM/20260622_AWasser", "TM/20251224_AWasser", "TM/20250101_AWasser"]


def test_missing_meeting_and_paper_that_is_not_public_are_findings_without_objects() -> None:
    desk = FakeDesk(site())
    pages = {page.url.removeprefix(BASE): page for page in read(desk)}
    for name in ("TM/20260518_AWasser", "DS/0102-2026N1", "DS/0101-2026N1"):
        assert (pages[name].objects, pages[name].unchanged) == ((), False)
    assert {(f.code, f.url.removeprefix(BASE)) for f in desk.findings if f.code.startswith(("sim-m", "sim-not"))} == {
        ("sim-meeting-missing", "TM/20260518_AWasser"),
        ("sim-not-public", "DS/0102-2026N1"),
        ("sim-not-public", "DS/0101-2026N1"),
    }
    assert desk.gaps == []


def test_oddities_of_pages_become_findings_with_their_address() -> None:
    desk = FakeDesk(site())
    read(desk)
    found = {(f.code, f.url.removeprefix(BASE), f.detail) for f in desk.findings}
    assert ("sim-unknown-field", "TM/20260622_AWasser", "wasserstand: normal") in found


def test_page_that_cannot_be_read_makes_the_run_incomplete_and_is_left_for_the_next() -> None:
    desk = FakeDesk(site() | {"DS/0777-2024": server_error("DS/0777-2024")})
    pages = {page.url.removeprefix(BASE): page for page in read(desk)}
    assert desk.gaps == ["DS/0777-2024"]
    assert "DS/0777-2024" not in pages
    assert "sim-unreadable" in desk.codes()
    assert pages["DS/0101-2026"].objects
    assert not pages["DS/0101-2026"].digest
    assert not pages["TM/20260622_AWasser"].digest
    assert pages["DS/0102-2026"].digest


def test_cut_page_is_no_page() -> None:
    desk = FakeDesk(site() | {"DS/0777-2024": fixture("district_paper")[:900]})
    assert "DS/0777-2024" not in names(read(desk), "Paper")
    assert desk.gaps == ["DS/0777-2024"]


def test_site_that_is_away_ends_the_run() -> None:
    links = "".join(f'<a href="TM/202601{day:02}_AWasser">x</a>' for day in range(1, GIVE_UP + 3))
    broken = {f"TM/202601{day:02}_AWasser": server_error("x") for day in range(1, GIVE_UP + 3)}
    desk = FakeDesk(site() | {LIST: framed(links)} | broken)
    with pytest.raises(FetchError):
        read(desk)
    assert len([name for name in desk.asked if name.startswith("TM/")]) == GIVE_UP


def test_robots_rule_ends_the_run_at_once() -> None:
    desk = FakeDesk(site() | {LIST: RobotsError(BASE)})
    with pytest.raises(RobotsError):
        read(desk)


def test_resumed_run_goes_on_where_the_desk_has_nothing_yet() -> None:
    """What the killed run had handed over answers 304; all that hangs on it was handed over before."""
    whole = FakeDesk(site())
    order = [page.url.removeprefix(BASE) for page in read(whole)]
    for stop in range(2, len(order)):
        desk = Resumed(site(), done=set(order[2:stop]))
        again = {page.url.removeprefix(BASE) for page in read(desk) if not page.unchanged}
        assert set(order[stop:]) <= again


class Resumed(FakeDesk):
    """A desk that answers 304 for what was read before the kill."""

    def __init__(self, answers: dict[str, str | int | FetchError], done: set[str]) -> None:
        super().__init__(answers)
        self.done = done

    def get(self, url, headers=None, *, validate=None):  # type: ignore[no-untyped-def]
        from roterfaden.kit.http import Answer

        if url.removeprefix(BASE) in self.done:
            return Answer(url, 304)
        return super().get(url, headers, validate=validate)


# --- later runs -------------------------------------------------------------------------------------------------------

SINCE = datetime(2026, 9, 1, tzinfo=UTC)


def test_full_run_asks_without_conditions_for_links_must_be_seen() -> None:
    desk = FakeDesk(site())
    desk.known = known(desk, "TM/20260622_AWasser", "DS/0101-2026")
    pages = read(desk)
    assert not any(desk.headers.values())
    assert not [page for page in pages if page.unchanged]


def test_later_run_asks_with_conditions_and_tells_what_is_unchanged() -> None:
    desk = FakeDesk(site(), since=SINCE)
    desk.known = known(desk, "TM/20260622_AWasser", "DS/0101-2026")
    desk.watch = {"Paper": ["DS/0101-2026"]}
    pages = {page.url.removeprefix(BASE): page for page in read(desk)}
    assert pages["TM/20260622_AWasser"].unchanged
    assert pages["DS/0101-2026"].unchanged
    assert desk.headers["DS/0101-2026"]["if-none-match"]


def test_same_digest_is_unchanged_where_the_server_knows_no_conditions() -> None:
    desk = FakeDesk(site(), since=SINCE)
    digest = known(desk, "TM/20260622_AWasser")["TM/20260622_AWasser"].digest
    desk.known = {"TM/20260622_AWasser": Remembered(digest=digest)}
    assert [page.unchanged for page in read(desk) if page.url.endswith("TM/20260622_AWasser")] == [True]


def test_later_run_leaves_old_meetings_alone_and_reads_new_ones() -> None:
    links = '<a href="TM/20190101_AWasser">a</a><a href="TM/20180101_AWasser">b</a><a href="TM/20260622_AWasser">c</a>'
    desk = FakeDesk(site() | {LIST: framed(links)}, since=SINCE)
    desk.known = {"TM/20190101_AWasser": Remembered(digest="old")}
    read(desk)
    meetings = [name for name in desk.asked if name.startswith("TM/")]
    assert "TM/20190101_AWasser" not in meetings
    assert {"TM/20180101_AWasser", "TM/20260622_AWasser"} <= set(meetings)


def test_later_run_looks_at_what_is_watched_although_no_list_leads_there() -> None:
    desk = FakeDesk(site() | {LIST: framed("")}, since=SINCE)
    desk.watch = {"Meeting": ["TM/20260504_STBR01"], "Paper": ["DS/0102-2026"]}
    pages = read(desk)
    assert names(pages, "Meeting")[0] == "TM/20260504_STBR01"
    assert "DS/0102-2026" in names(pages, "Paper")


# --- one object alone -------------------------------------------------------------------------------------------------


def test_one_object_is_read_alone_and_anew() -> None:
    desk = FakeDesk(site())
    reader = SimReader(BASE, desk)
    reader.system()
    paper = reader.one(BASE + "DS/0101-2026", "Paper")
    meeting = reader.one(BASE + "TM/20260622_AWasser", "Meeting")
    assert paper is not None
    assert meeting is not None
    assert (paper["reference"], meeting["name"][:9]) == ("0101/2026", "Ausschuss")
    assert [name for name in desk.asked if "/" in name] == ["DS/0101-2026", "TM/20260622_AWasser"]


@pytest.mark.parametrize("name", ["DS/0101-2026N1", "TM/20260518_AWasser", "Termine.xsp", "TOPS/1"])
def test_what_is_gone_or_no_object_gives_none(name: str) -> None:
    assert SimReader(BASE, FakeDesk(site())).one(BASE + name, "Paper") is None


def test_what_is_not_public_says_so() -> None:
    with pytest.raises(UnpublishedError):
        SimReader(BASE, FakeDesk(site())).one(BASE + "DS/0102-2026N1", "Paper")
