"""The start page: what is next, what was decided, and one paper's way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.council.models import Consultation, Paper, Source
from roterfaden.council.models.base import State
from roterfaden.council.models.result import Outcome
from roterfaden.council.querysets import today
from roterfaden.pages.models import StartPage
from roterfaden.pages.start import Overview, overview
from tests.council.factories import make_consultation, make_organization, make_paper
from tests.pages.factories import make_site
from tests.places.factories import make_city, make_district

pytestmark = pytest.mark.django_db
STATEMENTS = 20


def make_decided(reference: str = "0100/2026", stations: int = 2, **fields: object) -> Paper:
    """A paper that went through some committees and was adopted by the last of them."""
    day = date(2026, 5, 1)
    paper = make_paper(
        reference,
        f"Bänke {reference}",
        outcome=Outcome.ADOPTED,
        decided_on=day + timedelta(days=stations),
        station_count=stations,
        **fields,
    )
    for number in range(stations):
        last = number == stations - 1
        make_consultation(
            paper,
            organization=make_organization(f"Gremium {number + 1}"),
            date=day + timedelta(days=number + 1),
            outcome=Outcome.ADOPTED if last else Outcome.RECOMMENDED,
            decides=last,
        )
    return paper


def make_coming(reference: str = "0200/2026", days: int = 3, **fields: object) -> Paper:
    """A paper whose next station lies ahead."""
    day = today() + timedelta(days=days)
    paper = make_paper(reference, **{"name": f"Radweg {reference}", "next_date": day, "station_count": 1, **fields})
    make_consultation(paper, organization=make_organization("Bauausschuss"), date=day)
    return paper


def lines(seen: Overview) -> list[str]:
    """The red line as text."""
    assert seen.example
    return [f"{step.name}{'!' if step.decides else ''}{'?' if step.ahead else ''}" for step in seen.example.steps]


def test_without_data_the_page_says_so_and_explains_the_way(client: Client) -> None:
    make_site()

    page = client.get("/").content.decode()

    assert "Zurzeit ist keine Beratung angekündigt." in page
    assert "Noch ist keine Entscheidung eingelesen." in page
    assert "Jeder Vorschlag geht denselben Weg." in page
    assert page.count("<h1") == 1


def test_it_shows_what_is_next_with_its_body_and_what_was_decided(client: Client) -> None:
    make_site()
    make_coming()
    make_decided()

    page = client.get("/").content.decode()

    assert "Radweg 0200/2026" in page
    assert "<b>Bauausschuss</b> · 0200/2026" in page
    assert "<b>beschlossen</b>" in page
    assert "Noch ist keine Entscheidung" not in page


def test_the_line_tells_the_way_of_the_paper_with_the_most_stations() -> None:
    make_decided("0100/2026", stations=2)
    make_decided("0101/2026", stations=3)

    assert lines(overview()) == ["Beschlussdrucksache", "Gremium 1", "Gremium 2", "Gremium 3!"]


def test_a_decided_paper_is_told_before_one_with_a_longer_way_ahead() -> None:
    make_decided(stations=2)
    paper = make_coming()
    make_consultation(paper, date=today() + timedelta(days=9))
    Paper.objects.filter(pk=paper.pk).update(station_count=4)

    assert lines(overview())[-1] == "Gremium 2!"


def test_what_lies_ahead_is_drawn_as_ahead() -> None:
    paper = make_coming(days=5)
    make_consultation(paper, organization=make_organization("Rat"), date=today() + timedelta(days=9))
    Paper.objects.filter(pk=paper.pk).update(station_count=2)

    seen = overview()

    assert lines(seen) == ["Beschlussdrucksache", "Bauausschuss?", "Rat?"]
    assert seen.example
    assert not seen.example.is_decided
    assert [step.open for step in seen.example.steps] == [True, True, True]


def test_a_long_way_shows_the_paper_and_its_last_stations() -> None:
    make_decided(stations=7)

    assert lines(overview()) == ["Beschlussdrucksache", "Gremium 4", "Gremium 5", "Gremium 6", "Gremium 7!"]


def test_the_line_needs_two_stations() -> None:
    make_decided(stations=1)

    assert overview().example is None


def test_editors_choose_a_paper_by_its_number() -> None:
    make_decided("0100/2026", stations=3)
    make_decided("0101/2026", stations=2)

    seen = overview(" 0101/2026 ")

    assert seen.example
    assert seen.example.paper.reference == "0101/2026"


def test_a_chosen_number_that_does_not_exist_falls_back() -> None:
    make_decided("0100/2026")

    seen = overview("9999/2026")

    assert seen.example
    assert seen.example.paper.reference == "0100/2026"


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DELETED, State.HIDDEN, State.STUB])
def test_what_is_not_public_does_not_appear(client: Client, state: str) -> None:
    make_site()
    make_coming(state=state)
    make_decided(state=state)
    StartPage.objects.update(featured="0100/2026")

    page = client.get("/").content.decode()

    assert "Radweg 0200" not in page
    assert "Bänke" not in page


def test_a_station_that_is_not_public_does_not_appear() -> None:
    paper = make_decided(stations=3)
    Consultation.objects.filter(paper=paper, position=1).update(state=State.WITHDRAWN)

    assert lines(overview()) == ["Beschlussdrucksache", "Gremium 1", "Gremium 3!"]


def test_a_paper_dated_after_its_first_station_shows_no_day_for_itself() -> None:
    make_decided(date=date(2026, 6, 1))

    seen = overview()

    assert seen.example
    assert seen.example.steps[0].day is None


def test_invented_data_are_labelled(client: Client) -> None:
    make_site()
    paper = make_coming()
    paper.source.sample_data = True
    paper.source.save()

    assert '<span class="sample">Beispieldaten</span>' in client.get("/").content.decode()


def test_an_answered_question_is_no_decision(client: Client) -> None:
    make_site()
    paper = make_decided()
    Paper.objects.filter(pk=paper.pk).update(outcome=Outcome.SETTLED)

    assert overview().decided == ()
    assert overview().example is None


def test_one_label_stands_above_a_list_that_is_invented_as_a_whole(client: Client) -> None:
    make_site()
    for number in range(3):
        make_coming(f"020{number}/2026")
    Source.objects.update(sample_data=True)

    assert client.get("/").content.decode().count('class="sample"') == 1


@pytest.mark.parametrize("rows", [1, 40])
def test_the_number_of_statements_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_site()
    for number in range(rows):
        make_coming(f"2{number:03}/2026", days=number + 1)
        make_decided(f"1{number:03}/2026")
    client.get("/")

    with django_assert_max_num_queries(STATEMENTS):
        client.get("/")


def test_readers_get_no_cookie_and_caches_may_share_the_page(client: Client) -> None:
    make_site()

    answer = client.get("/")

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_hostile_titles_stay_text(client: Client) -> None:
    make_site()
    make_coming(name="<script>alert(1)</script>")

    page = client.get("/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("address", ["/", "/impressum/", "/aktuelles/", "/barrierefreiheit/", "/leichte-sprache/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client: Client, method: str, address: str) -> None:
    make_site()

    assert getattr(client, method)(address).status_code == 405


def test_it_asks_what_happens_where_the_visitor_lives(client: Client) -> None:
    make_site()
    assert "Was passiert bei Ihnen?" not in client.get("/").content.decode()
    make_city()

    page = client.get("/").content.decode()
    english = client.get("/en/").content.decode()

    assert "Was passiert bei Ihnen?" in page
    assert '<form class="ask place" action="/stadtbezirke/" method="get">' in page
    assert page.count('href="/stadtbezirke/linden-limmer"') == 2
    assert 'action="/en/stadtbezirke/"' in english


def test_districts_cost_one_statement(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    make_site()
    for number in range(20):
        make_district(f"Bezirk {number}", schematic_x=number / 20, schematic_y=0.5)

    with django_assert_max_num_queries(STATEMENTS):
        client.get("/")
