"""The council's things in the one registry: only public ones, in few statements, found as an editor thinks of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from roterfaden.council.addresses import address
from roterfaden.council.models import Organization, State
from roterfaden.council.models.result import Outcome
from roterfaden.kit.things import Ref, kinds, thing, things
from tests.council import factories as make
from tests.council.pages.city import City, make_city

pytestmark = pytest.mark.django_db
KINDS = ("paper", "meeting", "agendaitem", "organization", "person")


def of(kind: str, city: City) -> Any:
    """The city's object of a kind."""
    names = {"agendaitem": "item", "organization": "committee"}
    return getattr(city, names.get(kind, kind))


def test_a_paper_is_told_as_other_rooms_need_it() -> None:
    city = make_city()
    district = make.make_district()
    city.paper.outcome, city.paper.decided_on, city.paper.decided_by = Outcome.ADOPTED, date(2026, 6, 22), city.council
    city.paper.save()
    found = thing(Ref("paper", str(city.paper.pk)))
    assert found is not None
    assert (found.title, found.number, found.url) == (city.paper.name, "0728/2026", address(city.paper))
    assert (found.date, found.state, found.stage) == (date(2026, 4, 14), "beschlossen", "decision")
    assert found.districts == (district.slug,)
    assert found.summary == "Beschlossen am 22. Juni 2026 (Ratsversammlung)"
    assert not found.sample


def test_a_paper_that_is_not_decided_belongs_to_the_consultation() -> None:
    paper = make.make_paper(next_date=timezone.localdate() + timedelta(days=3))
    found = thing(Ref("paper", str(paper.pk)))
    assert found is not None
    assert (found.state, found.stage) == ("in Beratung", "")
    assert found.summary.startswith("Als Nächstes am ")
    assert kinds["paper"].stage == "consultation"


def test_invented_data_are_marked() -> None:
    paper = make.make_paper(source=make.make_source("muster", sample_data=True), body=None)
    found = thing(Ref("paper", str(paper.pk)))
    assert found is not None
    assert found.sample


def test_meeting_item_and_body_lead_to_their_pages() -> None:
    city = make_city()
    refs = {kind: Ref(kind, str(of(kind, city).pk)) for kind in KINDS}
    found = things(refs.values())
    assert found[refs["meeting"]].title == "Schulausschuss"
    assert found[refs["meeting"]].date == date(2026, 6, 22)
    assert found[refs["agendaitem"]].url == f"{address(city.meeting)}#top-{city.item.pk}"
    assert found[refs["organization"]].label == "Ausschuss"
    assert found[refs["person"]].title == "Alex Beispiel"


def test_addresses_are_those_of_the_language() -> None:
    city = make_city()
    with translation.override("en"):
        found = thing(Ref("paper", str(city.paper.pk)))
        assert found is not None
        assert found.url == address(city.paper)
        assert found.url.startswith("/en/")


def test_a_district_council_belongs_to_its_district() -> None:
    make.make_district(10, "Linden-Limmer")
    kind = Organization.Kind.DISTRICT_COUNCIL
    council = make.make_organization("Stadtbezirksrat Linden-Limmer", kind=kind)
    meeting = make.make_meeting([council])
    for ref in (Ref("organization", str(council.pk)), Ref("meeting", str(meeting.pk))):
        found = thing(ref)
        assert found is not None
        assert found.districts == ("linden-limmer",)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", [State.HIDDEN, State.WITHDRAWN, State.DELETED, State.STUB])
def test_what_is_not_public_leaves_no_trace(kind: str, state: State) -> None:
    city = make_city()
    row = of(kind, city)
    type(row).objects.filter(pk=row.pk).update(state=state)
    key = str(row.pk)
    assert thing(Ref(kind, key)) is None
    title = getattr(row, "name", "")
    assert key not in {found.ref.key for found in kinds[kind].find(title, None)}
    assert kinds[kind].texts([key]) == {}


def test_an_item_of_a_hidden_meeting_is_hidden() -> None:
    city = make_city()
    type(city.meeting).objects.filter(pk=city.meeting.pk).update(state=State.HIDDEN)
    assert thing(Ref("agendaitem", str(city.item.pk))) is None
    assert kinds["agendaitem"].texts([str(city.item.pk)]) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_statements_do_not_depend_on_the_number(kind: str) -> None:
    city = make_city()
    one = [Ref(kind, str(of(kind, city).pk))]
    with CaptureQueriesContext(
        connection,
    ) as few:
        things(one)
    rows = [_another(kind, number, city) for number in range(5)]
    many = [*one, *(Ref(kind, str(row.pk)) for row in rows)]
    with CaptureQueriesContext(connection) as more:
        assert len(things(many)) == 6
    assert len(more) == len(few) <= 3


def _another(kind: str, number: int, city: City) -> Any:
    if kind == "paper":
        return make.make_paper(f"{number}/2020")
    if kind == "meeting":
        return make.make_meeting([city.committee])
    if kind == "agendaitem":
        return make.make_agenda_item(city.meeting)
    if kind == "organization":
        return make.make_organization(f"Ausschuss {number}")
    return make.make_person(f"Person {number}")


@pytest.mark.parametrize("key", ["", "x", "-1", "1.0", "9" * 18, "9" * 40, "\x00", "\ud800", "١"])
def test_senseless_keys_find_nothing(key: str) -> None:
    make_city()
    assert not any(kinds[kind].load([key], None) for kind in KINDS)


@pytest.mark.parametrize("text", ["0728/2026", "DS 0728/2026", "/rat/drucksachen/0728-2026", "bänke Stadtpark"])
def test_an_editor_finds_a_paper_by_number_address_and_words(text: str) -> None:
    city = make_city()
    assert str(city.paper.pk) in {found.ref.key for found in kinds["paper"].find(text, None)}


def test_an_editor_finds_meetings_by_the_bodies_that_meet() -> None:
    city = make_city()
    assert [found.ref.key for found in kinds["meeting"].find("Schulausschuss", None)] == [str(city.meeting.pk)]
    assert kinds["meeting"].find("0728/2026", None) == []


@pytest.mark.parametrize(
    "text", ["", "  ", "\x00", "\ud800", "%", "'", "x" * 5000, "/rat/", "/rat/sitzungen/99999999999999999"]
)
def test_any_text_can_be_looked_for(text: str) -> None:
    make_city()
    for kind in KINDS:
        assert len(kinds[kind].find(text, None)) <= 20


class AnyText(TestCase):
    """Whatever is typed."""

    @given(st.text(max_size=30))
    def test_is_looked_for_without_a_fault(self, text: str) -> None:
        for kind in KINDS:
            assert kinds[kind].find(text, None) == [] or text.strip()


def test_texts_are_title_sections_and_results() -> None:
    city = make_city()
    texts = kinds["paper"].texts([str(city.paper.pk)])[str(city.paper.pk)]
    assert texts[0] == city.paper.name
    assert any("Bänke" in text for text in texts[1:])
    agenda = kinds["meeting"].texts([str(city.meeting.pk)])[str(city.meeting.pk)]
    assert any("6 Stimmen dafür" in text for text in agenda)
    assert not any("<p>" in text for text in texts)
