"""The thread page: stages, red line, gaps, promises, proofs, addresses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.threads.models import Happening, State, ThreadAddress
from roterfaden.threads.stages import Stage
from tests.threads.factories import Deeds, make_district, make_station, make_thread, make_topic

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_thread_tells_its_stations_newest_first(client: Client, deeds: Deeds) -> None:
    thread = make_thread(responsible="Amt für Digitales")
    make_station(thread, "Der Rat beschließt", ref=deeds.add("1", "Konzept", number="0508/2016"))
    make_station(thread, "Ideen-Boulevard", stage=Stage.PARTICIPATION, start=date(2017, 6, 1), precision="season")
    text = page(client, f"/faeden/{thread.slug}")
    assert text.index("Heute, ") < text.index("Ideen-Boulevard") < text.index("Der Rat beschließt")
    assert "Sommer 2017" in text
    assert "16.\u00a0Juni 2016" in text
    assert 'Sache <a href="/sachen/1">0508/2016</a>' in text
    assert "Amt für Digitales" in text
    assert '<li class="here" aria-current="step"><b>Entscheidung</b> hier stehen wir</li>' in text
    assert '<li class="done"><b>Beteiligung</b> 1 Station</li>' in text
    assert "<b>Beratung</b> nicht belegt" in text
    assert "<b>Wirkung</b> noch offen" in text
    assert '<ol class="thread" role="list" reversed>' in text


def test_a_decision_without_a_measure_is_said(client: Client) -> None:
    thread = make_thread()
    make_station(thread, start=timezone.localdate() - timedelta(days=214))
    assert "Beschlossen, seit 214 Tagen keine Maßnahme gefunden" in page(client, f"/faeden/{thread.slug}")
    make_station(thread, "Plan", stage=Stage.IMPLEMENTATION, start=timezone.localdate() + timedelta(days=9))
    assert "keine Maßnahme gefunden" not in page(client, f"/faeden/{thread.slug}")


def test_a_closed_thread_waits_for_nothing(client: Client) -> None:
    thread = make_thread(state=State.CLOSED)
    make_station(thread, start=timezone.localdate() - timedelta(days=900))
    text = page(client, f"/faeden/{thread.slug}")
    assert "keine Maßnahme gefunden" not in text
    assert "keine Station bekannt" not in text
    assert "Abgeschlossen" in text
    assert 'aria-current="step"' not in text


def test_a_year_without_a_station_is_a_gap(client: Client) -> None:
    thread = make_thread()
    make_station(thread, "eins", start=date(2017, 1, 1), precision="year", stage=Stage.IDEA)
    make_station(thread, "zwei", start=date(2018, 1, 1), precision="year", stage=Stage.IDEA)
    make_station(thread, "drei", start=date(2020, 5, 1), stage=Stage.IDEA)
    make_station(thread, "vier", start=date(2023, 5, 1), stage=Stage.IDEA)
    make_station(thread, "fünf", start=date(2024, 6, 1), stage=Stage.IDEA)
    text = page(client, f"/faeden/{thread.slug}")
    assert "2019: in den Quellen nicht enthalten" in text
    assert "2021 bis 2022: in den Quellen nicht enthalten" in text
    assert "Mehr als ein Jahr ohne bekannte Station" in text
    assert text.count('class="gap"') == 4  # and the one up to today


def test_promises_say_since_when_they_are_overdue(client: Client) -> None:
    thread, today = make_thread(), timezone.localdate()
    make_station(thread, "Bericht", due=today - timedelta(days=40))
    make_station(thread, "Zählung", due=today + timedelta(days=3))
    make_station(thread, "Fest", due=today - timedelta(days=90), fulfilled=today - timedelta(days=80))
    text = page(client, f"/faeden/{thread.slug}")
    offered = text[text.index("Offene Zusagen") : text.index("Station für Station")]
    assert "überfällig seit 40 Tagen" in offered
    assert offered.index("Bericht") < offered.index("Zählung")
    assert "Fest" not in offered
    assert "Zusage erfüllt am" in text


def test_what_is_ahead_stands_above_today(client: Client) -> None:
    thread = make_thread()
    make_station(thread, "Kommt noch", start=timezone.localdate() + timedelta(days=30), stage=Stage.EFFECT)
    make_station(thread, "War schon", start=timezone.localdate())
    text = page(client, f"/faeden/{thread.slug}")
    line = text[text.index('<ol class="thread"') :]
    assert line.index("Kommt noch") < line.index("Heute, ") < line.index("War schon")
    assert "<b>Wirkung</b> steht bevor" in text


def test_a_station_without_a_proof_says_so(client: Client) -> None:
    thread = make_thread()
    make_station(thread)
    assert "Beleg: nicht angegeben" in page(client, f"/faeden/{thread.slug}")


def test_an_outside_source_shows_its_archive_and_no_evil_address(client: Client) -> None:
    thread = make_thread()
    make_station(
        thread,
        source_label="hannover.de",
        source_url="https://www.hannover.de/x",
        archived_on=date(2024, 4, 3),
        archive_url="https://archive.example/1",
    )
    make_station(thread, source_label="Böse", source_url="javascript:alert(1)")
    text = page(client, f"/faeden/{thread.slug}")
    assert '<a href="https://www.hannover.de/x" rel="external nofollow noopener">hannover.de</a>' in text
    assert 'href="https://archive.example/1"' in text
    assert "javascript:alert" not in text


@pytest.mark.parametrize("state", [State.DRAFT])
@pytest.mark.parametrize("face", ["", ".atom", ".jsonld", ".csv", "/einbetten", "/weitergeben"])
def test_a_draft_answers_404_on_every_face(client: Client, state: str, face: str) -> None:
    thread = make_thread(state=state)
    assert client.get(f"/faeden/{thread.slug}{face}").status_code == 404


@pytest.mark.parametrize("face", ["", ".atom", ".jsonld", ".csv", "/einbetten", "/weitergeben"])
def test_a_hidden_thread_answers_410_without_its_title(client: Client, face: str) -> None:
    thread = make_thread("Geheimnis", summary="Geheimnis", state=State.HIDDEN)
    answer = client.get(f"/faeden/{thread.slug}{face}")
    assert answer.status_code == 410
    assert "Geheimnis" not in answer.content.decode()


@pytest.mark.parametrize("face", ["", ".atom", ".jsonld", ".csv", "/einbetten", "/weitergeben"])
def test_an_old_address_leads_on(client: Client, face: str) -> None:
    thread = make_thread()
    ThreadAddress.objects.create(slug="alt", thread=thread)
    answer = client.get(f"/faeden/alt{face}")
    assert (answer.status_code, answer["Location"]) == (301, f"/faeden/{thread.slug}{face}")


def test_a_merged_thread_says_what_happened_and_leads_on(client: Client) -> None:
    new = make_thread("Der neue")
    old = make_thread("Der alte", state=State.MERGED, merged_into=new)
    Happening.objects.create(thread=old, kind="merged_into", other=new, reason="Dasselbe Anliegen")
    text = page(client, f"/faeden/{old.slug}")
    assert "in einem anderen aufgegangen" in text
    assert f'href="/faeden/{new.slug}"' in text
    assert "Dasselbe Anliegen" in text
    assert client.get(f"/faeden/{old.slug}.atom")["Location"] == f"/faeden/{new.slug}.atom"
    new.state = State.HIDDEN
    new.title = "Geheimnis"
    new.save()
    text = page(client, f"/faeden/{old.slug}")
    assert "Geheimnis" not in text
    assert new.slug not in text
    assert client.get(f"/faeden/{old.slug}.csv").status_code == 410


def test_a_chain_of_merged_threads_leads_to_its_end(client: Client) -> None:
    third = make_thread("Dritter")
    second = make_thread("Zweiter", state=State.MERGED, merged_into=third)
    first = make_thread("Erster", state=State.MERGED, merged_into=second)
    assert client.get(f"/faeden/{first.slug}.atom")["Location"] == f"/faeden/{third.slug}.atom"


def test_topics_districts_and_related_threads_are_named(client: Client, deeds: Deeds) -> None:
    thread, other = make_thread(place_name="Maschsee"), make_thread("Verwandter Faden")
    thread.topics.add(make_topic("Digitales"))
    thread.districts.add(make_district("Südstadt-Bult"))
    ref = deeds.add("1")
    make_station(thread, ref=ref)
    make_station(other, ref=ref)
    make_station(make_thread("Versteckter Faden", state=State.DRAFT), ref=ref)
    text = page(client, f"/faeden/{thread.slug}")
    for words in ("Digitales", "Südstadt-Bult", "Maschsee", "Verwandter Faden"):
        assert words in text
    assert "Versteckter Faden" not in text


def test_english_says_what_is_there_and_marks_german(client: Client) -> None:
    thread = make_thread(title_en="From dialogue to agenda")
    make_station(thread, "Der Rat beschließt", sentence="Einstimmig.", sentence_en="Unanimously.")
    text = page(client, f"/en/faeden/{thread.slug}")
    assert "From dialogue to agenda" in text
    assert '<h3 lang="de">Der Rat beschließt</h3>' in text
    assert "<p>Unanimously.</p>" in text
    assert f'<p class="lead" lang="de">{thread.summary}' in text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    thread = make_thread()
    assert getattr(client, method)(f"/faeden/{thread.slug}").status_code == 405


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "x" * 5000, "9" * 400, "-", "_"])
def test_an_unknown_address_is_404(client: Client, slug: str) -> None:
    assert client.get(f"/faeden/{slug}").status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client, deeds: Deeds, django_assert_max_num_queries: Any) -> None:
    thread = make_thread()
    for number in range(200):
        make_station(
            thread,
            f"Station {number}",
            start=date(2000, 1, 1) + timedelta(days=40 * number),
            ref=deeds.add(str(number)),
        )
    with django_assert_max_num_queries(15) as asked:
        text = page(client, f"/faeden/{thread.slug}")
    assert text.count("data-seen-at") == 200
    assert deeds.loads == 1
    small = make_thread()
    make_station(small, ref=deeds.add("small"))
    with django_assert_max_num_queries(len(asked.captured_queries)):
        page(client, f"/faeden/{small.slug}")


def test_an_early_award_does_not_say_that_the_concern_has_had_its_effect(client: Client) -> None:
    thread = make_thread()
    make_station(thread, "Ein Preis", stage=Stage.EFFECT, start=date(2018, 11, 15))
    make_station(thread, "Das Arbeitsprogramm", stage=Stage.IMPLEMENTATION, start=date(2019, 1, 1), precision="year")
    text = client.get(f"/faeden/{thread.slug}").content.decode()
    assert '<li class="here" aria-current="step"><b>Umsetzung</b> hier stehen wir</li>' in text
    assert thread.stage == Stage.IMPLEMENTATION
