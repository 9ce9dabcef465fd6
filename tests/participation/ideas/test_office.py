"""The back office: who may, what is done, and who hears of it."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from roterfaden.accounts.models import User
from roterfaden.contributions.models import Contribution, State
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.forms import SettingsForm
from roterfaden.participation.modules.ideas.settings import IdeaSettings
from roterfaden.threads.models import Station
from tests.accounts.factories import make_user
from tests.participation.ideas.factories import make_collection, make_idea
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


def login(client: Client, *roles: str) -> User:
    user = make_user("olga", *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return user


@pytest.fixture
def process() -> Process:
    return make_collection()


@pytest.fixture
def office(client: Client) -> Client:
    login(client, "Beteiligungsbüro", "Faden-Redaktion")
    return client


def path(process: Process, more: str = "") -> str:
    return f"/verwaltung/ideen/{process.pk}/{more}"


def pages(process: Process, idea: Contribution) -> list[str]:
    own = [f"{idea.pk}/{name}" for name in ("", "zusammenfuehren/", "teilen/")]
    return [path(process, more) for more in ("", *own)]


def posts(process: Process, idea: Contribution) -> list[str]:
    own = [f"{idea.pk}/{name}/" for name in ("stand", "zusammenfuehren", "trennen", "teilen")]
    return [path(process, more) for more in ("schritt/", "faden/", *own)]


def test_the_pages_show_themselves(office: Client, process: Process) -> None:
    idea = make_idea(process)
    make_idea(process, "Ein Trinkbrunnen am Uferweg, bitte")
    for address in pages(process, idea):
        answer = office.get(address)
        assert answer.status_code == 200
        assert "Trinkbrunnen" in answer.content.decode()


def test_strangers_and_other_roles_see_and_change_nothing(client: Client, process: Process) -> None:
    idea = make_idea(process)
    other = make_idea(process)
    values = {"idee": idea.pk, "reason": "x", "status": "done", "kind": "decided", "absenden": "1", "ziel": other.pk}
    for _round in range(2):
        for address in pages(process, idea):
            assert client.get(address).status_code in (302, 403)
        for address in posts(process, idea):
            assert client.post(address, values).status_code in (302, 403)
        idea.refresh_from_db()
        assert (idea.state, idea.idea.status, idea.outcomes.count()) == (State.PUBLIC, "", 0)
        login(client, "Ratsbüro") if _round == 0 else None


def test_who_only_looks_changes_nothing(client: Client, process: Process) -> None:
    idea, other = make_idea(process), make_idea(process)
    login(client, "Einsicht")
    assert client.get(path(process)).status_code == 200
    for address in posts(process, idea):
        values = {
            "idee": idea.pk,
            "reason": "x",
            "status": "done",
            "kind": "decided",
            "absenden": "1",
            "ziel": other.pk,
        }
        client.post(address, values | {"title": "x", "text": "x"})
    idea.refresh_from_db()
    idea.idea.refresh_from_db()
    assert (idea.state, idea.idea.status, idea.outcomes.count(), Contribution.objects.count()) == ("public", "", 0, 2)


def test_status(office: Client, process: Process) -> None:
    idea = make_idea(process)
    office.post(path(process, f"{idea.pk}/stand/"), {"status": "accepted"})
    idea.idea.refresh_from_db()
    assert idea.idea.status == "accepted"
    office.post(path(process, f"{idea.pk}/stand/"), {"status": "<script>"})
    idea.idea.refresh_from_db()
    assert idea.idea.status == "accepted"


def test_merge_with_search_and_back(office: Client, process: Process) -> None:
    source, target = make_idea(process, "Brunnen"), make_idea(process, "Trinkwasser")
    address = path(process, f"{source.pk}/zusammenfuehren/")
    assert "Trinkwasser" in office.get(address, {"q": "Trinkw"}).content.decode()
    office.get(address, {"ziel": target.pk})
    source.refresh_from_db()
    assert source.state == State.PUBLIC
    assert office.post(address, {"ziel": target.pk, "reason": ""}).status_code == 422
    office.post(address, {"ziel": target.pk, "reason": "Beide wollen dasselbe."})
    source.refresh_from_db()
    assert source.state == State.MERGED
    office.post(path(process, f"{source.pk}/trennen/"), {"reason": "Doch nicht."})
    source.refresh_from_db()
    assert source.state == State.PUBLIC


def test_several_ideas_are_forwarded_at_once_and_each_author_hears_once(office: Client, process: Process) -> None:
    ideas = [make_idea(process), make_idea(process)]
    keys = [idea.pk for idea in ideas]
    values = {"idee": keys, "kind": "forwarded", "reason": "Im Bezirksrat am 3. Dezember.", "ref": str(process.ref)}
    assert "Was daraus wurde" in office.post(path(process, "schritt/"), {"idee": keys}).content.decode()
    for _round in range(2):
        office.post(path(process, "schritt/"), values | {"absenden": "1"})
    for idea in ideas:
        outcome = idea.outcomes.get()
        assert (outcome.kind, outcome.thing) == ("forwarded", process.ref)


def test_nothing_is_forwarded_to_what_is_not_public(office: Client, process: Process) -> None:
    idea, hidden = make_idea(process), make_collection(state="draft")
    values = {"idee": idea.pk, "kind": "decided", "reason": "x", "ref": str(hidden.ref), "absenden": "1"}
    office.post(path(process, "schritt/"), values)
    assert not idea.outcomes.exists()


def test_ideas_become_stations_once(client: Client, office: Client, process: Process) -> None:
    idea, thread = make_idea(process), make_thread(state="public")
    for _round in range(2):
        values = {"idee": idea.pk, "faden": thread.pk, "reason": "Damit begann es.", "absenden": "1"}
        office.post(path(process, "faden/"), values)
    station = Station.objects.get(thread=thread, kind="idea")
    assert (station.key, station.stage, station.sentence) == (str(idea.pk), "idea", "Damit begann es.")
    assert idea.outcomes.get().kind == "threaded"
    page = Client().get(f"/mitmachen/ideen/{idea.pk}/").content.decode()
    assert thread.title in page


def test_an_idea_of_another_process_is_not_reached_through_this_one(office: Client, process: Process) -> None:
    other = make_idea(make_collection())
    assert office.get(path(process, f"{other.pk}/")).status_code == 404
    office.post(path(process, "schritt/"), {"idee": other.pk, "kind": "decided", "reason": "x", "absenden": "1"})
    assert not other.outcomes.exists()


def test_categories_keep_their_short_names() -> None:
    form = SettingsForm({"categories": "Bäume | Trees\nbaenke = Sitzbänke | Seats", "place": "may", "images": "2"})
    assert form.is_valid(), form.errors
    found = IdeaSettings.read(form.cleaned_data)
    assert [(row.key, row.german, row.english) for row in found.categories] == [
        ("baeume", "Bäume", "Trees"),
        ("baenke", "Sitzbänke", "Seats"),
    ]
    again = SettingsForm(initial=form.cleaned_data)
    assert "baeume = Bäume | Trees" in str(again["categories"])


@pytest.mark.parametrize("text", ["a\na", "\n".join(f"k{n}" for n in range(31)), "| x", "= "])
def test_wrong_categories_are_said(text: str) -> None:
    assert not SettingsForm({"categories": text, "place": "may", "images": "2"}).is_valid()


@pytest.mark.parametrize(
    "values", [{}, {"categories": 7}, {"categories": [["x"], [1, 2]]}, {"images": "9"}, {"place": []}]
)
def test_settings_of_any_shape_are_read(values: dict[str, Any]) -> None:
    assert IdeaSettings.read(values).categories == ()
