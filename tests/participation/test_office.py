"""Processes in the back office: from a format to a public page, conflicts, and who may not."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from roterfaden.participation import formats, moments
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.modules import Module, modules
from tests.accounts.factories import make_user
from tests.participation.factories import make_phase, make_process, use_probe

pytestmark = pytest.mark.django_db
ROOT = "/verwaltung/beteiligung/"


@pytest.fixture(autouse=True)
def methods(monkeypatch: pytest.MonkeyPatch) -> None:
    use_probe(monkeypatch)
    for key in {key for one in formats.FORMATS for key in one.needs}:
        monkeypatch.setitem(modules, key, Module(key, f"Methode {key}", "", lambda phase, request: ""))


def login(client: Client, *roles: str, name: str = "person") -> Client:
    user = make_user(name, *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


ESSENTIALS = {
    "title": "Wo fehlt Schatten?",
    "summary": "Im Sommer wird es heiß.",
    "purpose": "Wir pflanzen.",
    "decides": "Der Bezirksrat",
    "office": "Grünamt",
    "influence": "consult",
    "answer_days": "14",
    "answer_from": "10",
    "first_day": "2026-10-19",
    "last_day": "2026-10-25",
}


def test_from_a_format_to_a_public_page_in_three_steps(client: Client) -> None:
    login(client, "Beteiligungsbüro", "Beteiligungs-Freigabe")
    assert "Ideensammlung" in client.get(f"{ROOT}neu/").content.decode()
    form = client.get(f"{ROOT}neu/ideas/").content.decode()
    assert "Bleiben Sie freundlich" in form
    answer = client.post(f"{ROOT}neu/ideas/", ESSENTIALS)
    process = Process.objects.get()
    assert answer.headers["Location"] == f"{ROOT}{process.pk}/"
    assert client.get(f"/mitmachen/{process.slug}/").status_code == 404
    preview = client.get(f"{ROOT}{process.pk}/vorschau/")
    assert "Vorschau:" in preview.content.decode()
    assert "noindex" in preview.content.decode()
    assert client.post(f"{ROOT}{process.pk}/stand/", {"wish": "publish"}).status_code == 302
    assert "Wo fehlt Schatten?" in Client().get(f"/mitmachen/{process.slug}/").content.decode()


def test_days_are_those_of_berlin_with_the_last_one_included(client: Client) -> None:
    login(client, "Beteiligungsbüro")
    client.post(f"{ROOT}neu/ideas/", ESSENTIALS)
    phase = Process.objects.get().phases.all()[0]
    start, end = phase.start, phase.end
    assert start.isoformat() == "2026-10-18T22:00:00+00:00"
    assert end.isoformat() == "2026-10-25T23:00:00+00:00"
    assert 'value="2026-10-25"' in client.get(f"{ROOT}{phase.process_id}/phasen/{phase.pk}/").content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "title"),
        ({"last_day": "2026-10-01"}, "Das Ende liegt vor dem Beginn."),
        ({"first_day": ""}, "Bitte wählen Sie einen Tag."),
        ({"first_day": "2026-02-30"}, "first_day"),
        ({"first_day": "2026-03-29", "first_hour": "02:30"}, "Diese Uhrzeit gibt es an diesem Tag nicht"),
        ({"answer_days": "0"}, "Bitte zwischen 1 und 365 Tagen"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, values: dict[str, str], said: str) -> None:
    login(client, "Beteiligungsbüro")
    answer = client.post(f"{ROOT}neu/ideas/", ESSENTIALS | values)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Im Sommer wird es heiß." in page
    assert not Process.objects.exists()


def test_a_format_whose_method_is_missing_is_not_offered(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    login(client, "Beteiligungsbüro")
    monkeypatch.delitem(modules, "ideas")
    page = client.get(f"{ROOT}neu/").content.decode()
    assert "/neu/ideas/" not in page
    assert "brauchen Methoden, die hier nicht eingerichtet sind" in page
    assert client.get(f"{ROOT}neu/ideas/").status_code == 404


def form_of(process: Process, **values: Any) -> dict[str, Any]:
    return {"title": process.title, "influence": "consult", "answer_from": "0", "version": process.version, **values}


def test_the_second_of_two_editors_sees_both_versions(client: Client) -> None:
    process = make_process(state=ProcessState.DRAFT)
    login(client, "Beteiligungsbüro")
    stale = form_of(process, summary="Von mir.")
    client.post(f"{ROOT}{process.pk}/", form_of(process, summary="Von jemand anderem."))
    answer = client.post(f"{ROOT}{process.pk}/", stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Von mir." in page
    assert "Von jemand anderem." in page
    process.refresh_from_db()
    assert process.summary == "Von jemand anderem."
    assert client.post(f"{ROOT}{process.pk}/", form_of(process, summary="Von mir.")).status_code == 302


def test_a_preview_of_unsaved_fields_saves_nothing(client: Client) -> None:
    process = make_process(state=ProcessState.DRAFT)
    login(client, "Beteiligungsbüro")
    page = client.post(f"{ROOT}{process.pk}/", form_of(process, title="Nur zum Ansehen", preview="1")).content.decode()
    assert "Nur zum Ansehen" in page
    process.refresh_from_db()
    assert process.title != "Nur zum Ansehen"


def test_nothing_but_the_fields_of_the_form_can_be_set(client: Client) -> None:
    process = make_process(state=ProcessState.DRAFT, published_at=None)
    login(client, "Beteiligungsbüro")
    sent = form_of(process, state="public", is_template="1", slug="gekapert", published_at="2020-01-01", created_by="1")
    client.post(f"{ROOT}{process.pk}/", sent)
    fresh = Process.objects.get(pk=process.pk)
    assert (fresh.state, fresh.is_template, fresh.slug) == (ProcessState.DRAFT, False, process.slug)
    assert (fresh.published_at, fresh.created_by) == (None, None)


def test_a_phase_is_added_changed_and_removed(client: Client) -> None:
    process = make_process(state=ProcessState.DRAFT, published_at=None)
    login(client, "Beteiligungsbüro")
    values = {"name": "Sammeln", "module": "probe", "first_day": "2030-01-01", "order": "0", "version": "1"}
    assert client.post(f"{ROOT}{process.pk}/phasen/neu/", values | {"last_day": "2029-01-01"}).status_code == 422
    assert client.post(f"{ROOT}{process.pk}/phasen/neu/", values | {"last_day": "2030-01-31"}).status_code == 302
    phase = process.phases.get()
    assert moments.last_day(phase.end).isoformat() == "2030-01-31"
    stale = values | {"name": "Zu spät"}
    assert client.post(f"{ROOT}{process.pk}/phasen/{phase.pk}/", stale).status_code == 409
    assert client.post(f"{ROOT}{process.pk}/phasen/{phase.pk}/entfernen/", {"version": "2"}).status_code == 302
    assert not process.phases.exists()


def test_who_may_is_set_for_each_action(client: Client) -> None:
    process = make_process()
    login(client, "Beteiligungsbüro")
    assert client.post(f"{ROOT}{process.pk}/wer-darf/vote/", {"account": "on", "version": "1"}).status_code == 302
    assert process.eligibility.get().account
    assert client.post(f"{ROOT}{process.pk}/wer-darf/rule/", {"version": "2"}).status_code == 404
    assert (
        client.post(f"{ROOT}{process.pk}/wer-darf/vote/", {"districts": "nirgends", "version": "2"}).status_code == 422
    )


def test_publishing_says_what_is_missing(client: Client) -> None:
    process = make_process(state=ProcessState.DRAFT, published_at=None)
    login(client, "Beteiligungs-Freigabe")
    page = client.post(f"{ROOT}{process.pk}/stand/", {"wish": "publish"}, follow=True).content.decode()
    assert "Es fehlt" in page
    assert "Wer entscheidet" in page


ADDRESSES = (
    "",
    "neu/",
    "neu/ideas/",
    "{pk}/",
    "{pk}/vorschau/",
    "{pk}/phasen/neu/",
    "{pk}/wer-darf/vote/",
    "{pk}/verbindungen/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_and_other_roles_see_nothing(client: Client, address: str) -> None:
    process = make_process("Geheimer Entwurf", state=ProcessState.DRAFT)
    path = ROOT + address.format(pk=process.pk)
    assert client.get(path).status_code == 302
    login(client, "Redaktion")
    answer = client.get(path)
    assert answer.status_code in (302, 403)
    assert "Geheimer Entwurf" not in answer.content.decode()


@pytest.mark.parametrize("address", ["{pk}/stand/", "{pk}/kopieren/", "{pk}/phasen/{phase}/entfernen/"])
def test_changes_are_posted_with_a_token(address: str) -> None:
    process = make_process()
    phase = make_phase(process, "probe")
    client = login(Client(enforce_csrf_checks=True), "Beteiligungsbüro", "Beteiligungs-Freigabe")
    path = ROOT + address.format(pk=process.pk, phase=phase.pk)
    assert client.get(path).status_code == 405
    assert client.post(path, {"wish": "hide", "reason": "x"}).status_code == 403
    process.refresh_from_db()
    assert process.state == ProcessState.PUBLIC


def test_who_only_looks_can_change_nothing(client: Client) -> None:
    process = make_process()
    login(client, "Einsicht")
    assert client.get(f"{ROOT}{process.pk}/").status_code == 200
    client.post(f"{ROOT}{process.pk}/", form_of(process, title="Gekapert"))
    client.post(f"{ROOT}{process.pk}/stand/", {"wish": "hide", "reason": "x"})
    fresh = Process.objects.get(pk=process.pk)
    assert (fresh.title, fresh.state) == (process.title, ProcessState.PUBLIC)
