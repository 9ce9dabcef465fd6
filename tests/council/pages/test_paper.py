"""A paper's page: what it says, what it does not know, and who may no longer see it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council.addresses import address
from roterfaden.council.models import Consultation, Paper, PaperRelation, State
from roterfaden.council.models.result import Basis, Outcome
from tests.council import factories as make
from tests.council.pages.city import make_city

pytestmark = pytest.mark.django_db
PAPER = "/rat/drucksachen/0728-2026"


def text_of(client: Client, path: str, status: int = 200) -> str:
    """The page as text."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return response.content.decode()


def test_the_page_tells_the_whole_way(client: Client) -> None:
    make_city()
    page = text_of(client, PAPER)
    for words in (
        *("0728/2026", "Mehr Bänke im Stadtpark", "Beschlussdrucksache", "Fraktion A", "Gruppe B"),
        *("Schulausschuss", "Verwaltungsausschuss", "Einstimmig", "Sitzung: nicht veröffentlicht"),
        *("6 Stimmen dafür, 5 dagegen, 0 Enthaltungen", "Fraktion B", "Keine Auswirkung.", "5.800"),
        *("Fünf Bänke statt drei", "abgelehnt", "0728/2026 N1", "Vahrenwald-List", "in der List", "0735/1997"),
        *("Druckversion", "Protokoll", "Stille Änderung", "neutral", "abgerufen am", "Im Stadtpark werden drei Bänke"),
    ):
        assert words in page, words


def test_the_plain_sentence_says_what_was_decided_and_what_is_next(client: Client) -> None:
    make_city()
    page = text_of(client, PAPER)
    assert "Beschlossen am 13. August 2026 (Verwaltungsausschuss)." in page
    assert "Als Nächstes steht sie am" in page


def test_what_is_derived_says_so_and_quotes(client: Client) -> None:
    make_city()
    page = text_of(client, PAPER)
    assert "„empfohlen“ ist aus den Stimmenzahlen abgeleitet." in page
    assert "<q>6 Stimmen dafür</q>" in page
    assert "Zu 90 % sicher" in page


def test_what_the_source_does_not_say_is_not_guessed(client: Client) -> None:
    paper = make.make_paper("1418/2026", "Spielplatz", station_count=1)
    make.make_consultation(paper, organization_name="Rat")
    page = text_of(client, address(paper))
    assert "Ergebnis: nicht veröffentlicht" in page
    assert "ein Ergebnis ist nicht veröffentlicht" in page
    assert 'class="decision"' not in page


def test_a_decision_is_filled_and_a_recommendation_is_not(client: Client) -> None:
    paper = make.make_paper()
    said = {"result": "Zugestimmt", "outcome_basis": Basis.TEXT}
    make.make_consultation(paper, outcome=Outcome.RECOMMENDED, **said)
    assert 'class="decision"' not in text_of(client, address(paper))
    make.make_consultation(paper, outcome=Outcome.ADOPTED, decides=True, **said)
    assert text_of(client, address(paper)).count('class="decision"') == 1


def test_a_correction_is_told_with_its_reason(client: Client) -> None:
    paper = make.make_paper()
    station = make.make_consultation(paper, outcome=Outcome.NOTED, outcome_basis=Basis.CORRECTION)
    make.make_correction(station, "outcome", "noted", reason="Das Protokoll sagt es anders.")
    assert "Das Protokoll sagt es anders." in text_of(client, address(paper))


def test_sample_data_is_labelled(client: Client) -> None:
    source = make.make_source("probe", sample_data=True)
    paper = make.make_paper(source=source)
    assert "Beispieldaten" in text_of(client, address(paper))


def test_a_number_is_found_however_it_is_written(client: Client) -> None:
    make_city()
    for spelling in ("0728-2026/", "728-2026", "0728/2026", "728/2026", "0728-2026N1", "1/../0728-2026"):
        response = client.get(f"/rat/drucksachen/{spelling}", follow=True)
        expected = "/rat/drucksachen/0728-2026" + ("n1" if "N1" in spelling else "")
        assert response.status_code == (404 if ".." in spelling else 200), spelling
        assert ".." in spelling or response.request["PATH_INFO"] == expected, spelling


def test_papers_of_other_bodies_live_below_their_name(client: Client) -> None:
    make_city()
    other = make.make_body("nachbarort", is_home=False, source=make.make_source("nachbar"))
    paper = make.make_paper("0728/2026", "Brücke", body=other)
    assert address(paper) == "/rat/nachbarort/drucksachen/0728-2026"
    assert "Brücke" in text_of(client, address(paper))
    assert "Brücke" not in text_of(client, PAPER)
    assert client.get("/rat/gibtsnicht/drucksachen/0728-2026").status_code == 404


def test_a_number_that_repeats_offers_a_choice(client: Client) -> None:
    first, second = make.make_paper(name="Erste"), make.make_paper(name="Zweite")
    page = text_of(client, PAPER, 300)
    assert "Erste" in page
    assert "Zweite" in page
    for paper in (first, second):
        assert paper.name in text_of(client, f"/rat/drucksachen/id-{paper.pk}")
    assert client.get(f"{PAPER}.json").status_code == 404
    Paper.objects.filter(pk=second.pk).update(state=State.WITHDRAWN)
    assert "Erste" in text_of(client, PAPER)
    assert client.get(f"/rat/drucksachen/id-{first.pk}")["Location"] == PAPER


def test_a_paper_without_a_number_has_an_address(client: Client) -> None:
    paper = make.make_paper("", "Ohne Nummer", slug="", date=None)
    assert address(paper) == f"/rat/drucksachen/id-{paper.pk}"
    assert "Ohne Nummer" in text_of(client, address(paper))


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DELETED, State.HIDDEN])
def test_what_was_public_answers_410_without_its_title(client: Client, state: State) -> None:
    city = make_city()
    reason = "Von der Quelle zurückgenommen"
    Paper.objects.filter(pk=city.paper.pk).update(state=state, gone_at=timezone.now(), gone_reason=reason)
    for path in (
        PAPER,
        f"/rat/drucksachen/id-{city.paper.pk}",
        f"{PAPER}.atom",
        f"{PAPER}.json",
        f"{PAPER}/aenderungen",
    ):
        page = text_of(client, path, 410)
        assert "Mehr Bänke" not in page, path
        assert reason in page, path
    assert str(timezone.localdate().year) in text_of(client, PAPER, 410)
    assert client.get(address(city.revision)).status_code == 410
    assert client.get(address(city.file)).status_code == 410
    assert client.get(f"{PAPER}n1/vergleich/0728-2026").status_code == 410


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DELETED, State.HIDDEN, State.STUB])
def test_what_is_not_public_leaves_no_trace_on_other_pages(client: Client, state: State) -> None:
    city = make_city()
    Paper.objects.filter(pk__in=[city.paper.pk, city.amendment.pk]).update(
        state=state, name="Geheimer Titel", next_date=date(2099, 1, 1)
    )
    stray = {"outcome": Outcome.ADOPTED, "decided_on": date(2026, 8, 13)}
    Paper.objects.filter(pk=city.paper.pk).update(**stray)
    lists = [
        "drucksachen/",
        "drucksachen/feed.atom",
        "drucksachen/export.json",
        "",
        "aenderungen/",
        "aenderungen/feed.atom",
    ]
    lists += [f"gremien/{city.committee.pk}", f"sitzungen/{city.meeting.pk}", f"personen/{city.person.pk}"]
    lists += [
        "drucksachen/0728-2026n1",
        f"drucksachen/?gremium={city.committee.pk}",
        "drucksachen/?sortierung=demnaechst",
    ]
    for path in lists:
        response = client.get(f"/rat/{path}")
        body = b"".join(response) if response.streaming else response.content
        assert b"Geheimer Titel" not in body, path
    assert "1\xa0Drucksache" in client.get("/rat/drucksachen/").content.decode()


def test_a_stub_was_never_public(client: Client) -> None:
    paper = make.make_paper(state=State.STUB)
    assert client.get(address(paper)).status_code == 404
    assert client.get("/rat/drucksachen/9999-2026").status_code == 404
    assert client.get("/rat/drucksachen/id-999999").status_code == 404
    assert client.get("/rat/drucksachen/id-99999999999999999999").status_code == 404


def test_a_missing_object_stays_public(client: Client) -> None:
    paper = make.make_paper(state=State.MISSING)
    assert client.get(address(paper)).status_code == 200


def test_versions_over_several_hops_are_one_family(client: Client) -> None:
    papers = [make.make_paper(f"0100/2026{suffix}", f"Fassung {suffix}") for suffix in ("", " N1", " N2", " N3")]
    for older, newer in pairwise(papers):
        make.make_relation(newer, older, kind=PaperRelation.Kind.NEW_VERSION)
    page = text_of(client, address(papers[0]))
    assert "Die Quelle kennt 4 Fassungen." in page
    assert "Es gibt eine neuere Fassung" in page
    assert "Es gibt eine neuere Fassung" not in text_of(client, address(papers[3]))


def test_versions_are_compared_word_by_word(client: Client) -> None:
    make_city()
    page = text_of(client, f"{PAPER}n1/vergleich/0728-2026")
    assert "<del>" in page
    assert "drei" in page.split("<del>")[1].split("</del>")[0]
    assert "vier" in page.split("<ins>")[1].split("</ins>")[0]
    assert client.get(f"{PAPER}/vergleich/0728-2026").status_code == 404


def test_the_number_of_statements_does_not_depend_on_the_rows(client: Client) -> None:
    city = make_city()
    client.get(PAPER)
    few = count_statements(client, PAPER)
    for number in range(12):
        other = make.make_paper(f"{number + 10}/2025")
        make.make_relation(city.paper, other)
        make.make_relation(other, city.paper, kind=PaperRelation.Kind.AMENDS)
        make.make_file_link(make.make_file(), paper=city.paper)
        meeting = make.make_meeting([city.committee])
        station = make.make_consultation(
            city.paper,
            meeting=meeting,
            organization=city.committee,
            agenda_item=make.make_agenda_item(meeting),
            yes=3,
            no=1,
        )
        make.make_group_vote(station)
        make.make_file_link(make.make_file(), meeting=meeting, role="resultsProtocol")
        make.make_revision(city.paper)
        make.make_cost_line(city.paper)
        make.make_paper_place(city.paper, make.make_district(number + 20, f"Bezirk {number}"))
    assert count_statements(client, PAPER) == few <= 25
    assert Consultation.objects.filter(paper=city.paper).count() == 15


def count_statements(client: Client, path: str) -> int:
    """SQL statements of one answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)
