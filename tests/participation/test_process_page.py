"""The page of a process."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from roterfaden.participation.models import Influence, ProcessLink, ProcessState
from roterfaden.places.models import District
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import make_decision, make_moderator
from tests.participation.factories import make_eligibility, make_phase, make_process, use_probe
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db
FACES = ("", "termine.ics", "beteiligung.jsonld")


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    use_probe(monkeypatch)


def test_a_public_process_has_a_page_and_stands_in_the_list(client: Client) -> None:
    process = make_process()
    assert process.title in client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert process.title in client.get("/mitmachen/").content.decode()


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("values", [{"state": ProcessState.DRAFT, "published_at": None}, {"is_template": True}])
def test_what_is_not_public_has_none(client: Client, values: dict[str, object], face: str) -> None:
    process = make_process(**values)
    assert client.get(f"/mitmachen/{process.slug}/{face}").status_code == 404
    assert process.title not in client.get("/mitmachen/").content.decode()


@pytest.mark.parametrize("face", FACES)
def test_what_was_public_and_is_hidden_says_why_and_nothing_else(client: Client, face: str) -> None:
    process = make_process(state=ProcessState.HIDDEN, hidden_reason="Sie lief aus Versehen.")
    answer = client.get(f"/mitmachen/{process.slug}/{face}")
    assert answer.status_code == 410
    assert "Sie lief aus Versehen." in answer.content.decode()
    assert process.title not in answer.content.decode()


def test_the_line_says_where_the_process_stands_in_words(client: Client) -> None:
    process, now = make_process(), timezone.now()
    make_phase(process, "", name="Ankündigung", start=now - timedelta(days=9), end=now - timedelta(days=2))
    make_phase(process, "probe", name="Ideen sammeln")
    make_phase(process, "", name="Prüfen", start=now + timedelta(days=7), end=now + timedelta(days=20))
    make_phase(process, "", name="Beratung", start=None, end=None)
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    for words in ("erledigt am", "läuft bis", 'aria-current="step"', "danach, noch ohne Termin"):
        assert words in page


def test_what_can_be_done_now_is_the_large_button(client: Client) -> None:
    process = make_process()
    make_phase(process, "probe")
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "Eine Probe einreichen</a>" in page
    assert "Noch 8 Tage, bis" in page or "Noch 7 Tage, bis" in page
    assert "Proben unterstützen" in page
    assert "<b>132</b> Proben" in page


def test_where_nothing_can_be_done_one_can_follow(client: Client) -> None:
    process = make_process()
    make_phase(process, "", name="Prüfen")
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "Dieser Beteiligung folgen" in page
    assert "Eine Probe einreichen" not in page


def test_a_closed_process_offers_nothing_and_tells_the_result(client: Client) -> None:
    process = make_process(state=ProcessState.CLOSED, result="Acht Bäume werden gepflanzt.")
    make_phase(process, "probe")
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "Acht Bäume werden gepflanzt." in page
    assert "Eine Probe einreichen" not in page
    assert "aus der Probe" in page


def test_what_a_phase_to_come_has_to_say_is_not_told_yet(client: Client) -> None:
    process, now = make_process(), timezone.now()
    make_phase(process, "probe", start=now + timedelta(days=2), end=now + timedelta(days=3))
    assert "aus der Probe" not in client.get(f"/mitmachen/{process.slug}/").content.decode()


def test_a_phase_of_a_method_that_is_not_there_breaks_nothing(client: Client) -> None:
    process = make_process()
    make_phase(process, "nowhere", name="Etwas anderes")
    assert "Etwas anderes" in client.get(f"/mitmachen/{process.slug}/").content.decode()


def test_the_promise_is_counted_in_public(client: Client) -> None:
    process, now = make_process(answer_days=14), timezone.now()
    today, author = timezone.localdate(), make_person()
    for days in (8, 10):
        make_contribution(
            process.ref, author=author, answer_due=today, published_at=now - timedelta(days=days), answered_at=now
        )
    make_contribution(process.ref, author=author, answer_due=today - timedelta(days=1))
    make_contribution(process.ref, author=author)
    make_contribution(process.ref, author=author, answer_due=today, answered_at=now, state="hidden")
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "2 von 3 beantwortet, die Hälfte davon binnen 9 Tagen (Median)." in page
    assert "1 Antwort ist überfällig." in page


def test_what_everybody_should_know_before_stands_there(client: Client) -> None:
    process = make_process(
        purpose="Die Ideen gehen in die Planung.",
        fixed="Der Radweg bleibt.",
        decides="Der Stadtbezirksrat",
        influence=Influence.COCREATE,
        budget="20000",
        office="Grünflächenamt",
        contact_mail="gruen@example.org",
        easy="Das ist leicht.",
        sign_language="https://example.org/video",
        formal_url="https://example.org/bauleitplan",
        rules="Freundlich bleiben.",
        sample_data=True,
    )
    district = District.objects.create(number=91, name="Probebezirk", slug="probebezirk")
    process.districts.add(district)
    make_eligibility(process, "vote", districts=["probebezirk"], account=True)
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    for words in (
        *("Die Ideen gehen in die Planung.", "Der Radweg bleibt.", "Der Stadtbezirksrat", "gemeinsam gestalten"),
        *("20.000 €", "Grünflächenamt", "gruen@example.org", "Das ist leicht.", "https://example.org/video"),
        *("https://example.org/bauleitplan", "Freundlich bleiben.", "Beispieldaten", "Probebezirk", "alle mit Konto"),
    ):
        assert words in page, words


def test_links_lead_to_public_things_alone(client: Client) -> None:
    process, shown, hidden = make_process(), make_thread("Der Uferweg"), make_thread("Geheim", state="draft")
    for thread in (shown, hidden):
        ProcessLink.objects.create(process=process, thing_kind="thread", thing_key=str(thread.pk))
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "Der Uferweg" in page
    assert "Geheim" not in page


def test_english_texts_stand_on_the_english_page_and_german_ones_say_so(client: Client) -> None:
    process = make_process(title_en="Where are trees missing?", summary="Nur deutsch.")
    page = client.get(f"/en/mitmachen/{process.slug}/").content.decode()
    assert "Where are trees missing?" in page
    assert '<p class="lead" lang="de">Nur deutsch.' in page


def test_the_page_can_be_read_by_machines(client: Client) -> None:
    process = make_process()
    phase = make_phase(process, "probe")
    data = json.loads(client.get(f"/mitmachen/{process.slug}/beteiligung.jsonld").content)
    assert data["schema:name"] == [{"@language": "de", "@value": process.title}]
    assert data["schema:subEvent"][0]["schema:startDate"] == phase.start.isoformat()
    calendar = client.get(f"/mitmachen/{process.slug}/termine.ics").content.decode()
    assert "BEGIN:VEVENT" in calendar
    assert f"phase-{phase.pk}@" in calendar


def test_how_it_is_moderated_is_told_in_figures_with_the_way_to_the_log(client: Client) -> None:
    process, other = make_process(), make_process("Eine andere Beteiligung")
    make_decision(make_moderator(), make_contribution(process.ref, author=make_person()))
    page = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "1 Maßnahme" in page
    for face in ("/moderation/", "/moderation/zahlen/"):
        address = f"{face}?bereich=process%3A{process.pk}"
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert "0 Maßnahmen" in client.get(f"/mitmachen/{other.slug}/").content.decode()


def test_the_page_cannot_be_posted_to(client: Client) -> None:
    process = make_process()
    assert client.post(f"/mitmachen/{process.slug}/").status_code == 405


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_costs_few_statements_whatever_stands_on_it(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    process = make_process(answer_days=14)
    for place in range(number):
        make_phase(process, "probe" if place % 2 else "")
        thread = make_thread(f"Faden {place}")
        ProcessLink.objects.create(process=process, thing_kind="thread", thing_key=str(thread.pk))
        make_contribution(process.ref, answer_due=timezone.localdate())
    client.get(f"/mitmachen/{process.slug}/")
    with django_assert_max_num_queries(20):
        client.get(f"/mitmachen/{process.slug}/")
