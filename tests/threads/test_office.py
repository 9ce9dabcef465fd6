"""Writing threads in the back office, with forms and without JavaScript."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from roterfaden.accounts.models import User
from roterfaden.threads.models import State, Station, Thread, ThreadAddress
from tests.accounts.factories import make_user
from tests.threads.factories import Deeds, make_station, make_thread, make_topic

pytestmark = pytest.mark.django_db
OFFICE = "/verwaltung/faeden/"


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    """Tests of the second factor stand elsewhere."""
    settings.STAFF_MFA = False


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user("faye", "Faden-Redaktion")
    client.force_login(user)
    return user


def text_of(client: Client, path: str, status: int = 200, **post: Any) -> str:
    answer = client.post(path, post) if post else client.get(path)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def fields(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a station."""
    return {"stage": "decision", "when": "16.6.2016", "heading": "Der Rat beschließt", "ref": "", **changes}


def test_an_editor_writes_a_thread_from_nothing_to_public(client: Client, editor: User, deeds: Deeds) -> None:
    deeds.add("1", "Das Konzept", number="0508/2016", date=date(2016, 6, 16), summary="Ein Satz dazu.")
    topic = make_topic()
    answer = client.post(f"{OFFICE}neu/", {"title": "Bäume", "summary": "Zwölf.", "topics": [topic.pk]})
    thread = Thread.objects.get()
    assert answer["Location"] == f"{OFFICE}{thread.pk}/"
    assert list(thread.topics.all()) == [topic]
    new = f"{OFFICE}{thread.pk}/stationen/neu/"
    found = text_of(client, new, thing_query="konzept", look="1", heading="Schon getippt")
    assert 'value="deed:1"' in found
    assert 'value="Schon getippt"' in found
    taken = text_of(client, new, ref="deed:1", take="1", heading="", when="", stage="")
    assert 'value="Das Konzept"' in taken
    assert 'value="16.6.2016"' in taken
    assert '<option value="consultation" selected>' in taken
    preview = text_of(client, new, preview="1", **fields(ref="deed:1"))
    assert "Vorschau:" in preview
    assert "Der Rat beschließt" in preview
    assert Station.objects.count() == 0
    assert client.post(new, fields(ref="deed:1", confirmed="on", until="17.6.2016")).status_code == 302
    station = Station.objects.get()
    assert (station.kind, station.key, station.end, station.confirmed_by) == ("deed", "1", date(2016, 6, 17), editor)
    assert client.get("/faeden/baeume").status_code == 404
    assert "Der Rat beschließt" in text_of(client, f"{OFFICE}{thread.pk}/vorschau/")
    assert client.post(f"{OFFICE}{thread.pk}/stand/", {"wish": "publish"}).status_code == 302
    page = text_of(client, "/faeden/baeume")
    assert "0508/2016" in page
    assert "Bäume" in text_of(client, f"{OFFICE}?q=B%C3%A4ume&stand=public")
    assert "Bäume" not in text_of(client, f"{OFFICE}?stand=draft")


def test_the_second_editor_sees_the_difference_and_loses_nothing(client: Client, editor: User) -> None:
    thread = make_thread("Alt", summary="Alter Text")
    mine = {"title": "Meiner", "summary": "Mein Text", "version": "1"}
    assert (
        client.post(f"{OFFICE}{thread.pk}/", {"title": "Deiner", "summary": "Alter Text", "version": "1"}).status_code
        == 302
    )
    text = text_of(client, f"{OFFICE}{thread.pk}/", 409, **mine)
    assert "Jemand anderes hat inzwischen gespeichert." in text
    assert "<td>Deiner</td><td>Meiner</td>" in text
    assert "<td>Alter Text</td><td>Mein Text</td>" in text
    assert 'value="Meiner"' in text
    assert 'name="version" value="2"' in text
    assert Thread.objects.get().title == "Deiner"
    assert client.post(f"{OFFICE}{thread.pk}/", mine | {"version": "2"}).status_code == 302
    assert Thread.objects.get().title == "Meiner"


def test_the_same_for_a_station(client: Client, editor: User) -> None:
    station = make_station(make_thread(), "Alt")
    path = f"{OFFICE}stationen/{station.pk}/"
    assert 'value="16.6.2016"' in text_of(client, path)
    assert client.post(path, fields(version="1", heading="Deine")).status_code == 302
    text = text_of(client, path, 409, **fields(version="1", heading="Meine", when="2017"))
    assert "<td>Deine</td><td>Meine</td>" in text
    assert "<td>16.6.2016</td><td>2017</td>" in text
    assert client.post(path, fields(version="2", heading="Meine", when="2017")).status_code == 302
    station.refresh_from_db()
    assert (station.heading, station.precision) == ("Meine", "year")


def test_a_preview_of_a_change_saves_nothing(client: Client, editor: User) -> None:
    thread = make_thread("Alt")
    station = make_station(thread, "Alte Station")
    text = text_of(client, f"{OFFICE}{thread.pk}/", title="Neu", version="1", preview="1")
    assert "<h1>Neu</h1>" in text
    text = text_of(
        client, f"{OFFICE}stationen/{station.pk}/", preview="1", **fields(heading="Neue Station", version="1")
    )
    assert "Neue Station" in text
    assert "Alte Station" not in text
    assert Thread.objects.get().title == "Alt"
    assert Station.objects.get().heading == "Alte Station"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"when": "bald"}, "Das ist kein Datum."),
        ({"heading": ""}, "error-message"),
        ({"until": "2015"}, "Bitte so genau wie"),
        ({"until": "1.1.2010"}, "Das Ende liegt vor dem Beginn."),
        ({"source_url": "javascript:alert(1)"}, "keine Adresse im Web"),
        ({"fulfilled": "2016-01-01"}, "Erfüllt sein kann nur"),
        ({"ref": "deed:weg"}, "Diese Sache ist nicht öffentlich."),
        ({"heading": "a\x00b"}, "error-message"),
        ({"stage": "unfug"}, "unfug"),
    ],
)
def test_a_wrong_station_comes_back_with_what_was_typed(
    client: Client, editor: User, deeds: Deeds, wrong: dict[str, str], words: str
) -> None:
    thread = make_thread()
    text = text_of(client, f"{OFFICE}{thread.pk}/stationen/neu/", 422, **fields(sentence="Getippt.", **wrong))
    assert words in text
    assert "Getippt." in text
    assert Station.objects.count() == 0


@pytest.mark.parametrize("ref", ["", "unfug", "nothing:1", "deed:", "deed:\x00", "deed:" + "x" * 999])
def test_a_strange_reference_is_none(client: Client, editor: User, deeds: Deeds, ref: str) -> None:
    thread = make_thread()
    assert client.post(f"{OFFICE}{thread.pk}/stationen/neu/", fields(ref=ref)).status_code == 302
    assert Station.objects.get().kind == ""


def test_a_station_on_a_hidden_thing_can_be_kept_or_removed(client: Client, editor: User, deeds: Deeds) -> None:
    ref = deeds.add("1", "Geheimname")
    thread = make_thread()
    station = make_station(thread, ref=ref)
    deeds.hide(ref)
    assert "nicht mehr öffentlich" in text_of(client, f"{OFFICE}{thread.pk}/")
    text = text_of(client, f"{OFFICE}stationen/{station.pk}/")
    assert 'value="deed:1" checked' in text
    assert client.post(f"{OFFICE}stationen/{station.pk}/", fields(ref="deed:1", version="1")).status_code == 302
    remove = f"{OFFICE}stationen/{station.pk}/entfernen/"
    client.post(remove, {"reason": ""})
    assert Station.objects.count() == 1
    client.post(remove, {"reason": "Nicht mehr öffentlich"})
    assert Station.objects.count() == 0
    assert client.post(remove, {"reason": "x"}).status_code == 404
    assert client.get(remove).status_code == 405


def test_merging_shows_first_what_will_happen(client: Client, editor: User, deeds: Deeds) -> None:
    source, target, ref = make_thread("Quelle"), make_thread("Ziel"), deeds.add("1")
    make_station(source, "Doppelte", ref=ref)
    make_station(target, ref=ref)
    path = f"{OFFICE}{source.pk}/zusammenfuehren/"
    assert f"?ziel={target.pk}" in text_of(client, f"{path}?q=ziel")
    plan = text_of(client, f"{path}?ziel={target.pk}")
    assert "Eine Station geht über." in plan
    assert "Doppelte" in plan
    assert client.post(path, {"ziel": target.pk, "reason": ""}).status_code == 422
    assert client.post(path, {"ziel": source.pk, "reason": "x"}).status_code == 200  # no thread is chosen
    answer = client.post(path, {"ziel": target.pk, "reason": "Dasselbe"})
    assert answer["Location"] == f"{OFFICE}{target.pk}/"
    assert Thread.objects.get(pk=source.pk).state == State.MERGED
    assert client.post(path, {"ziel": target.pk, "reason": "Dasselbe"})["Location"] == OFFICE
    for query in ("ziel=unfug", "ziel=%00", "q=%00", "ziel=" + "9" * 400):
        assert client.get(f"{path}?{query}").status_code == 200


def test_splitting_shows_first_what_will_happen(client: Client, editor: User) -> None:
    thread = make_thread("Alles")
    stays, goes = make_station(thread, "Bleibt"), make_station(thread, "Geht")
    path = f"{OFFICE}{thread.pk}/teilen/"
    assert "Bleibt" in text_of(client, path)
    plan = text_of(client, path, look="1", station=[goes.pk])
    assert "So würde es:" in plan
    assert Thread.objects.count() == 1
    data = {"title": "Neu", "reason": "Zwei Anliegen"}
    assert client.post(path, data | {"station": [stays.pk, goes.pk]}).status_code == 422
    assert client.post(path, data).status_code == 422
    assert client.post(path, data | {"station": [goes.pk]}).status_code == 302
    assert Station.objects.get(pk=goes.pk).thread.title == "Neu"


def test_renaming_and_lives(client: Client, editor: User) -> None:
    thread = make_thread("Alt", slug="alt")
    make_thread("Besetzt", slug="besetzt")
    path = f"{OFFICE}{thread.pk}/umbenennen/"
    assert client.post(path, {"title": "Neu", "slug": "besetzt", "version": "1"}).status_code == 422
    assert client.post(path, {"title": "Neu", "slug": "", "version": "1"}).status_code == 302
    assert ThreadAddress.objects.get().slug == "alt"
    assert client.post(path, {"title": "Spät", "slug": "", "version": "1"})["Location"] == path
    live = f"{OFFICE}{thread.pk}/stand/"
    for wish, reason, state in (
        ("close", "", "public"),
        ("close", "Fertig", "closed"),
        ("reopen", "Doch nicht", "public"),
        ("hide", "Versehen", "hidden"),
        ("unfug", "x", "hidden"),
        ("publish", "", "public"),
    ):
        assert client.post(live, {"wish": wish, "reason": reason}).status_code == 302
        assert Thread.objects.get(pk=thread.pk).state == state, wish


def paths(thread: Thread, station: Station) -> list[str]:
    """All addresses of the office."""
    own = ["", "vorschau/", "umbenennen/", "stand/", "zusammenfuehren/", "teilen/", "stationen/neu/"]
    others = ["", "neu/", "vorschlaege/", "vorschlaege/ablehnen/"]
    stations = [f"stationen/{station.pk}/{part}" for part in ("", "bestaetigen/", "entfernen/")]
    return [OFFICE + path for path in (*others, *stations, *(f"{thread.pk}/{part}" for part in own))]


@pytest.mark.parametrize("role", ["", "Redaktion", "Konten"])
def test_strangers_and_other_roles_see_and_change_nothing(client: Client, role: str) -> None:
    thread = make_thread("Geheimer Entwurf", state=State.DRAFT)
    station = make_station(thread)
    if role:
        client.force_login(make_user("otto", role))
    for path in paths(thread, station):
        for answer in (client.get(path), client.post(path, {"title": "x", "reason": "x", "wish": "publish"})):
            assert answer.status_code in (302, 403, 405), path
            assert "Geheimer Entwurf" not in answer.content.decode()
    assert Thread.objects.get().state == State.DRAFT
    assert Station.objects.count() == 1


def test_who_may_only_look_changes_nothing(client: Client) -> None:
    thread = make_thread("Entwurf", state=State.DRAFT)
    station = make_station(thread)
    client.force_login(make_user("otto", "Einsicht"))
    assert "Entwurf" in text_of(client, OFFICE)
    data = fields(title="Neu", reason="x", wish="publish", version="1", station=[station.pk])
    for path in paths(thread, station):
        assert client.get(path).status_code in (200, 405), path
        client.post(path, data)
    assert (Thread.objects.get().title, Thread.objects.get().state) == ("Entwurf", State.DRAFT)
    assert Station.objects.get().heading == "Der Rat beschließt"
    assert Station.objects.get().version == 1


@pytest.mark.parametrize("path", ["99999/", "stationen/99999/", "vorschlaege/99999/", "99999/teilen/", "9" * 30 + "/"])
def test_what_there_is_not_is_404(client: Client, editor: User, path: str) -> None:
    assert client.get(OFFICE + path).status_code in (404, 302)


def test_the_lists_need_few_queries(client: Client, editor: User, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        make_station(make_thread(f"Faden {number}"))
    with django_assert_max_num_queries(20):
        text = text_of(client, OFFICE)
    assert "ab=" in text
    with django_assert_max_num_queries(30):
        text_of(client, f"{OFFICE}{Thread.objects.first().pk}/")  # type: ignore[union-attr]
    assert client.get(f"{OFFICE}?ab=unfug").status_code == 302
