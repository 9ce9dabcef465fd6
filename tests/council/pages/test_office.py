"""The back office: who may hide, correct, read now, and what follows from it everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.actions import sync_roles
from roterfaden.accounts.models import User
from roterfaden.council import actions
from roterfaden.council.addresses import address
from roterfaden.council.models import Consultation, Correction, ImportRun, Paper, Source, State
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.search.models import PendingDocument
from tests.accounts.factories import make_user
from tests.council import factories as make
from tests.council.pages.city import make_city

pytestmark = pytest.mark.django_db
OFFICE = "/verwaltung/rat/"


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    """Tests of the second factor stand elsewhere."""
    settings.STAFF_MFA = False


def editor(client: Client, role: str = "Ratsbüro", name: str = "ada") -> User:
    """A logged-in member of staff."""
    sync_roles()
    user = make_user(name, role)
    client.force_login(user)
    return user


def test_hiding_takes_it_from_pages_and_search_at_once(client: Client) -> None:
    city, user = make_city(), editor(client)
    actions.hide(user, city.paper, "Enthält personenbezogene\nDaten")
    city.paper.refresh_from_db()
    assert (city.paper.state, city.paper.gone_reason) == (State.HIDDEN, "Enthält personenbezogene Daten")
    response = client.get(address(city.paper))
    assert response.status_code == 410
    assert "Enthält personenbezogene Daten" in response.content.decode()
    assert PendingDocument.objects.get(kind="paper", object_id=city.paper.pk).suppressed
    assert PendingDocument.objects.get(kind="file", object_id=city.file.pk).suppressed
    actions.show_again(user, city.paper)
    assert client.get(address(city.paper)).status_code == 200
    city.paper.refresh_from_db()
    assert city.paper.gone_at is None


@pytest.mark.parametrize("name", ["meeting", "committee", "person", "file", "item"])
def test_everything_that_has_a_page_can_be_hidden(client: Client, name: str) -> None:
    city, user = make_city(), editor(client)
    thing = getattr(city, name)
    actions.hide(user, thing, "Versehen")
    thing.refresh_from_db()
    assert thing.state == State.HIDDEN
    if name != "item":
        assert client.get(address(thing)).status_code == 410
    else:
        assert "6 Stimmen dafür, 5 Stimmen dagegen" not in client.get(address(city.meeting)).content.decode()


def test_only_what_is_public_can_be_hidden_and_only_with_a_reason(client: Client) -> None:
    city, user = make_city(), editor(client)
    for reason in ("", "  \n ", "\u200b"):
        with pytest.raises(actions.ReasonMissing):
            actions.hide(user, city.paper, reason)
    actions.hide(user, city.paper, "Versehen")
    with pytest.raises(actions.NotInThatState):
        actions.hide(user, city.paper, "noch einmal")
    with pytest.raises(actions.NotInThatState):
        actions.show_again(user, city.version)


@pytest.mark.parametrize("role", ["Redaktion", "Einsicht", "Betrieb", "Konten"])
def test_other_roles_may_neither_hide_nor_correct(client: Client, role: str) -> None:
    city, user = make_city(), editor(client, role)
    correction = make.make_correction(city.paper, "outcome", "noted")
    for act in (
        lambda: actions.hide(user, city.paper, "Versehen"),
        lambda: actions.show_again(user, city.paper),
        lambda: actions.correct(user, city.paper, {"outcome": "noted"}, "weil"),
        lambda: actions.take_back(user, correction),
    ):
        with pytest.raises(PermissionDenied):
            act()
    for path in (
        f"paper/{city.paper.pk}/verbergen/",
        f"paper/{city.paper.pk}/zeigen/",
        f"berichtigungen/{correction.pk}/zurueck/",
    ):
        assert client.post(OFFICE + path, {"reason": "weil"}).status_code in {302, 403}
    city.paper.refresh_from_db()
    assert city.paper.is_public
    assert Correction.objects.count() == 1


def test_a_stranger_sees_nothing_of_the_office(client: Client) -> None:
    city = make_city()
    for path in ("", f"paper/{city.paper.pk}/", f"paper/{city.paper.pk}/berichtigen/"):
        response = client.get(OFFICE + path)
        assert response.status_code == 302
        assert "login" in response["Location"]
    assert client.post(f"{OFFICE}paper/{city.paper.pk}/verbergen/", {"reason": "x"}).status_code == 302
    city.paper.refresh_from_db()
    assert city.paper.is_public


def test_a_correction_counts_at_once_and_can_be_taken_back(client: Client) -> None:
    city, user = make_city(), editor(client)
    station = Consultation.objects.get(paper=city.paper, position=0)
    make.make_agenda_item(city.meeting)
    rows = actions.correct(
        user, station, {"outcome": Outcome.REJECTED, "yes": 2, "no": 9}, "Das Protokoll zählt anders."
    )
    station.refresh_from_db()
    assert (station.outcome, station.outcome_basis, station.yes, station.no) == (
        Outcome.REJECTED,
        Basis.CORRECTION,
        2,
        9,
    )
    page = client.get(address(city.paper)).content.decode()
    assert "Das Protokoll zählt anders." in page
    assert "2 Stimmen dafür, 9 dagegen" in page
    for row in rows:
        actions.take_back(user, row)
    station.refresh_from_db()
    assert station.outcome_basis != Basis.CORRECTION
    assert "Das Protokoll zählt anders." not in client.get(address(city.paper)).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"outcome": "vielleicht"},
        {"yes": -1},
        {"yes": True},
        {"no": 10**9},
        {"unanimous": 1},
        {"name": "x"},
        {"state": "hidden"},
    ],
)
def test_a_senseless_correction_is_refused(client: Client, values: dict[str, object]) -> None:
    city, user = make_city(), editor(client)
    station = Consultation.objects.get(paper=city.paper, position=0)
    with pytest.raises(ValueError, match=r"."):
        actions.correct(user, station, values, "weil")
    assert not Correction.objects.exists()


def test_the_forms_lead_there(client: Client) -> None:
    city = make_city()
    editor(client)
    assert client.get(OFFICE).status_code == 200
    for text in (
        "0728/2026 ",
        "DS 728 2026",
        f"https://rat.example{address(city.paper)}",
        f"/en/rat/drucksachen/id-{city.paper.pk}",
    ):
        assert client.get(OFFICE, {"q": text})["Location"] == f"{OFFICE}paper/{city.paper.pk}/", text
    assert client.get(OFFICE, {"q": address(city.meeting)})["Location"] == f"{OFFICE}meeting/{city.meeting.pk}/"
    for text in ("gibt's nicht", "\x00", "/rat/", "/rat/drucksachen/", "x" * 600, "9999/2026"):
        assert client.get(OFFICE, {"q": text}).status_code == 200, text
    assert client.get(f"{OFFICE}unfug/1/").status_code == 404
    assert client.get(f"{OFFICE}paper/99999/").status_code == 404
    page = client.get(f"{OFFICE}paper/{city.paper.pk}/").content.decode()
    assert "Schulausschuss" in page
    station = Consultation.objects.get(paper=city.paper, position=0)
    path = f"{OFFICE}consultation/{station.pk}/berichtigen/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": "weil"}).status_code == 422
    assert client.post(path, {"outcome": "noted"}).status_code == 422
    response = client.post(path, {"outcome": "noted", "unanimous": "yes", "reason": "weil"})
    assert response["Location"] == f"{OFFICE}paper/{city.paper.pk}/"
    assert dict(Correction.objects.values_list("field", "value")) == {"outcome": "noted", "unanimous": True}
    client.post(f"{OFFICE}berichtigungen/{Correction.objects.all()[0].pk}/zurueck/")
    assert Correction.objects.count() == 1
    client.post(f"{OFFICE}paper/{city.paper.pk}/verbergen/", {"reason": "Versehen"})
    assert client.get(address(city.paper)).status_code == 410
    assert "Wieder zeigen" in client.get(f"{OFFICE}paper/{city.paper.pk}/").content.decode()
    client.post(f"{OFFICE}paper/{city.paper.pk}/zeigen/")
    assert client.get(address(city.paper)).status_code == 200
    assert client.post(f"{OFFICE}paper/{city.paper.pk}/verbergen/", {"reason": ""}).status_code == 422
    for path in ("verbergen/", "zeigen/"):
        assert client.get(f"{OFFICE}paper/{city.paper.pk}/{path}").status_code == 405


def test_a_source_is_switched_and_read_now(client: Client) -> None:
    source = make.make_source(next_run_at=timezone.now() + timedelta(days=9), known_gaps=["alt"])
    editor(client)
    edit = f"/verwaltung/snippets/council/source/edit/{source.pk}/"
    page = client.get(edit).content.decode()
    assert "Jetzt lesen" in page
    assert "alt</textarea>" in page
    fields = {
        "name": "Neuer Name",
        "every_hours": "6",
        "mode": "full",
        "max_vanish_percent": "20",
        "known_gaps": "eine\n\nzwei\n",
    }
    assert client.post(edit, {**fields, "enabled": "on", "mirror_files": "on"}).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.every_hours, source.known_gaps, source.mirror_files) == (
        "Neuer Name",
        6,
        ["eine", "zwei"],
        True,
    )
    client.post(f"{OFFICE}quellen/{source.pk}/lesen/")
    source.refresh_from_db()
    assert source.next_run_at is not None
    assert source.next_run_at <= timezone.now()
    Source.objects.update(enabled=False, next_run_at=None)
    assert "ausgeschaltet" in client.post(f"{OFFICE}quellen/{source.pk}/lesen/", follow=True).content.decode()
    assert Source.objects.get().next_run_at is None
    assert client.get(f"/verwaltung/snippets/council/source/delete/{source.pk}/").status_code == 302
    assert Source.objects.count() == 1


def test_a_new_source_needs_only_its_address(client: Client) -> None:
    editor(client, "Betrieb")
    path = "/verwaltung/snippets/council/source/add/"
    assert client.get(path).status_code == 200
    data = {"kind": "oparl", "url": "https://rat.example.org/oparl/v1/system", "name": "Nachbarstadt"}
    assert client.post(path, data).status_code == 302
    source = Source.objects.get()
    assert (source.name, source.base, source.scheme) == ("Nachbarstadt", "//rat.example.org/oparl/v1/", "https")
    assert source.next_run_at is not None
    client.force_login(make_user("bo", "Ratsbüro"))
    assert client.post(path, {**data, "url": "https://x.example/oparl"}).status_code == 302
    assert Source.objects.count() == 1


def test_runs_and_corrections_are_listed_and_never_written(client: Client) -> None:
    source = make.make_source()
    findings = {"bad-date": {"count": 2, "examples": [{"url": "javascript:alert(1)", "detail": "<b>0000</b>"}]}}
    run = make.make_run(source, findings=findings, counts={"Paper": {"seen": 7}}, figures={"seconds": 3})
    make.make_correction(make.make_paper(), "outcome", "noted")
    editor(client)
    for path in (
        "importrun/",
        f"importrun/inspect/{run.pk}/",
        "correction/",
        "source/",
        f"importrun/?source={source.pk}",
    ):
        assert client.get(f"/verwaltung/snippets/council/{path}").status_code == 200, path
    page = client.get(f"/verwaltung/snippets/council/importrun/inspect/{run.pk}/").content.decode()
    assert "unmögliches Datum" in page
    assert "<b>0000</b>" not in page
    assert 'href="javascript' not in page
    for path in (f"importrun/edit/{run.pk}/", f"importrun/delete/{run.pk}/", "importrun/add/", "correction/add/"):
        client.post(f"/verwaltung/snippets/council/{path}")
    assert ImportRun.objects.get().findings == findings
    assert Correction.objects.count() == 1
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("model", ["source", "importrun", "correction"])
def test_no_bulk_action_goes_past_the_rules_of_a_list(client: Client, model: str) -> None:
    sync_roles()
    client.force_login(make_user("wurzel", superuser=True))
    paper = make.make_paper()
    rows = {
        "source": paper.source,
        "importrun": make.make_run(paper.source),
        "correction": make.make_correction(paper, "outcome", "adopted"),
    }
    address_of_all = f"/verwaltung/bulk/council/{model}/delete/?id={rows[model].pk}"
    client.post(address_of_all)
    assert type(rows[model]).objects.filter(pk=rows[model].pk).exists()


def test_every_page_of_the_office_has_one_heading(client: Client) -> None:
    city = make_city()
    editor(client)
    paths = ("", "?q=0728%2F2026", f"paper/{city.paper.pk}/", f"paper/{city.paper.pk}/berichtigen/")
    for path in paths:
        page = client.get(OFFICE + path, follow=True).content.decode()
        assert page.count("<h1") == 1, path
