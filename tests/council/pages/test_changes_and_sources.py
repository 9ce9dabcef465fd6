"""Silent changes, feeds, sources and the report on our own interface."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council import source_page
from roterfaden.council.addresses import address
from roterfaden.council.models import AgendaItem, File, ImportRun, Meeting, Revision
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import text_of

pytestmark = pytest.mark.django_db


def test_silent_changes_show_both_texts_and_hashes(client: Client) -> None:
    city = make_city()
    changes = [
        {"field": "content", "old": "a" * 64, "new": "b" * 64, "old_text": "drei Bänke", "new_text": "vier Bänke"}
    ]
    changes += [{"field": "content", "old": "c" * 64, "new": "d" * 64}]
    revision = make.make_revision(city.paper, changes=changes)
    page = text_of(client, address(revision))
    for words in ("a" * 64, "d" * 64, "drei", "vier", "<del>", "<ins>", "die Prüfsummen belegen"):
        assert words in page, words
    assert Revision.objects.count() == 3
    root = ET.fromstring(client.get("/rat/aenderungen/feed.atom").content)
    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in root.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert len(titles) == 3
    assert any("Mehr Bänke im Stadtpark" in (title or "") for title in titles)


def test_a_silent_change_names_what_changed_on_every_face(client: Client) -> None:
    city = make_city()
    File.objects.filter(pk=city.file.pk).update(name="Anlage 1 <script>\u202eKarte")
    AgendaItem.objects.filter(pk=city.item.pk).update(number="7", name="Bänke im Park")
    content = [{"field": "content", "old": "a" * 64, "new": "b" * 64}]
    of_file = make.make_revision(city.paper, oparl_type="File", object_id=city.file.pk, changes=content)
    of_item = make.make_revision(meeting=city.meeting, oparl_type="AgendaItem", object_id=city.item.pk)
    file, item = "Anlage 1 &lt;script&gt;Karte", "7 Bänke im Park"
    detail = text_of(client, address(of_file))
    assert file in detail
    assert f'href="{address(city.file)}"' in detail
    assert item in text_of(client, address(of_item))
    for page in ("/rat/aenderungen/", f"{address(city.paper)}/aenderungen", address(city.paper)):
        assert f"Inhalt der Datei: {file}" in text_of(client, page), page
    assert f": {item}" in text_of(client, address(city.meeting))
    assert file in client.get("/rat/aenderungen/feed.atom").content.decode()
    answer = client.get(f"/api/v1/revisions/{of_item.pk}").json()
    assert (answer["type"], answer["objectId"], answer["subject"]) == ("AgendaItem", city.item.pk, item)


def test_a_change_of_a_meeting_is_listed_with_its_body_and_its_day_once(client: Client) -> None:
    city = make_city()
    Meeting.objects.filter(pk=city.meeting.pk).update(name="Schulausschuss am 22.06.2026")
    make.make_revision(meeting=city.meeting)
    names = ", ".join(city.meeting.organizations.values_list("name", flat=True))
    assert f'{names}, <time datetime="2026-06-22">22.06.2026</time></a>' in text_of(client, "/rat/aenderungen/")
    assert f"{names}, 22. Juni 2026" in client.get("/rat/aenderungen/feed.atom").content.decode()


def test_a_change_of_the_paper_itself_names_nothing_else(client: Client) -> None:
    city = make_city()
    own = make.make_revision(city.paper, changes=[{"field": "name", "old": "Alt", "new": "Neu"}])
    assert "Betrifft:" not in text_of(client, address(own))
    assert client.get(f"/api/v1/revisions/{own.pk}").json()["subject"] == ""


def test_a_paper_s_feed_tells_stations_and_silent_changes(client: Client) -> None:
    city = make_city()
    text = client.get(f"{address(city.paper)}.atom").content.decode()
    for words in ("Entscheidung: Verwaltungsausschuss", "Einstimmig", "Stille Änderung", "#station-2"):
        assert words in text, words


def test_the_sources_page_tells_freshness_counts_findings_and_gaps(client: Client) -> None:
    source = make.make_source(
        last_complete_at=timezone.now(), known_gaps=["Verwaltungsausschuss: nicht veröffentlicht"], sample_data=True
    )
    counts = {"Paper": {"seen": 2097, "new": 5}, "AgendaItem": {"new": 1}, "Neuland": {"seen": 1}}
    findings = {
        "bad-date": {"count": 3, "examples": [{"url": "https://ris.example/1", "detail": "0000-00-00"}]},
        "neu": {"count": 1},
    }
    make.make_run(
        source, counts=counts, findings=findings, figures={"seconds": 12.34, "requests": 30}, message="fertig"
    )
    make.make_run(source, outcome=ImportRun.Outcome.RUNNING, message="läuft noch")
    page = text_of(client, "/rat/quellen/")
    for words in (
        "2.097",
        "unmögliches Datum",
        "0000-00-00",
        "Verwaltungsausschuss: nicht veröffentlicht",
        "Neuland",
        "Beispieldaten",
    ):
        assert words in page, words
    detail = text_of(client, address(source))
    assert "12,3 Sekunden" in detail
    assert "läuft noch" in detail
    assert client.get("/rat/quellen/gibtsnicht").status_code == 404


def test_broken_run_figures_do_not_break_the_page(client: Client) -> None:
    source = make.make_source(known_gaps=[{"text": "Lücke"}, None])
    make.make_run(
        source,
        counts={"Paper": None, "File": {"seen": "x"}},
        findings={"a": [], "b": {"examples": ["x", {"url": None}]}},
        figures={"seconds": "x"},
    )
    assert "Lücke" in text_of(client, "/rat/quellen/")
    assert client.get(address(source)).status_code == 200


def test_the_report_on_our_own_interface_is_published(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    report: dict[str, Any] | None = None
    monkeypatch.setattr(source_page, "read_report", lambda: report)
    assert client.get("/rat/quellen/pruefbericht").status_code == 404
    assert "noch nicht veröffentlicht" in text_of(client, "/rat/quellen/")
    finding = {
        "code": "x-1",
        "severity": "error",
        "section": "2.1",
        "title": "Feld fehlt",
        "mend": "Ergänzen",
        "count": 3,
    }
    report = {"errors": 1, "warnings": 0, "notes": 2, "objects": {"Paper": 7}, "checkedAt": "2026-11-22T10:00:00+01:00"}
    report |= {
        "requests": 9,
        "oparlVersion": "1.1",
        "findings": [{**finding, "examples": [{"url": "http://x", "detail": "<i>"}]}],
    }
    page = text_of(client, "/rat/quellen/pruefbericht")
    for words in (
        "1 Fehler, 0 Warnungen, 2 Hinweise.",
        "Feld fehlt",
        "Abschnitt 2.1",
        "22.\xa0November 2026, 10:00",
        "&lt;i&gt;",
    ):
        assert words in page, words
    report["findings"] = [{**finding, "code": "link-dangling", "title": "Ein Verweis führt ins Leere", "count": 1}, "x"]
    english = text_of(client, "/en/rat/quellen/pruefbericht")
    assert "Error, 1 ×" in english
    assert "Ein Verweis" not in english
    report = {"unreachable": "weg"}
    assert "antwortete die Schnittstelle nicht" in text_of(client, "/rat/quellen/pruefbericht")
    report = {"objects": ["x"], "checkedAt": "gestern"}
    assert "keine Befunde" in text_of(client, "/rat/quellen/pruefbericht")
