"""Changing one's own idea: words, category, place and pictures, for fifteen minutes and with a public history."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.participation.modules.ideas.images.keeping import keep
from roterfaden.participation.modules.ideas.images.making import make
from roterfaden.participation.modules.ideas.models import Idea, Image
from tests.contributions.factories import as_guest, make_person
from tests.participation.ideas.factories import make_collection, make_district, make_idea
from tests.participation.ideas.test_submit import picture

pytestmark = pytest.mark.django_db
OLD = "Ein ALTER Titel"


@pytest.fixture
def own(client: Client) -> Contribution:
    person = make_person()
    as_guest(client, person)
    old = {"category": "baeume", "place": "Altes Ufer", "district": make_district(3, "Mitte")}
    return make_idea(make_collection(), OLD, "ALTER Text.", author=person, **old)


def path(idea: Contribution) -> str:
    return f"/mitmachen/ideen/{idea.pk}/bearbeiten/"


def words(**values: Any) -> dict[str, Any]:
    own = {"title": "Neuer Titel", "text": "Neuer Text.", "category": "baenke", "place": "Neues Ufer"}
    return own | values


def test_everything_is_changed_at_once_and_everybody_can_read_what_was_there(client: Client, own: Contribution) -> None:
    district = make_district(10, "Linden-Limmer")
    form = client.get(path(own)).content.decode()
    assert OLD in form
    assert "Altes Ufer" in form
    answer = client.post(path(own), words(district=district.pk))
    assert answer["Location"] == f"/mitmachen/ideen/{own.pk}/"
    idea = Idea.objects.select_related("contribution").get()
    assert (idea.contribution.title, idea.contribution.text) == ("Neuer Titel", "Neuer Text.")
    assert (idea.category, idea.place, idea.district) == ("baenke", "Neues Ufer", district)
    text = Client().get(answer["Location"]).content.decode()
    for there in (OLD, "ALTER Text.", "Kategorie: Bäume", "Ort: Altes Ufer, Mitte", "Neues Ufer"):
        assert there in text, there


def test_only_the_place_changes_with_a_history_and_a_second_time_nothing(client: Client, own: Contribution) -> None:
    same = words(title=OLD, text="ALTER Text.", category="baeume", district=Idea.objects.get().district_id)
    for _time in range(2):
        client.post(path(own), same)
    assert Idea.objects.get().place == "Neues Ufer"
    assert "Ort: Altes Ufer" in Revision.objects.get().text


def test_pictures_are_added_and_taken_away(client: Client, own: Contribution) -> None:
    image = keep(make(picture()), "Der ALTE Baum", own.author)
    Image.objects.update(idea=own.pk)
    upload = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    given = words(**{f"ohne-{image.pk}": "on", "bild-1": upload, "bild-1-text": "Die neue Bank"})
    client.post(path(own), given)
    assert [row.alt for row in Image.objects.filter(idea=own.pk)] == ["Die neue Bank"]
    assert "Bild: Der ALTE Baum" in Revision.objects.get().text
    assert default_storage.exists(Image.objects.get().file)


def test_a_mistake_keeps_what_was_typed_and_a_new_picture_and_deletes_nothing(
    client: Client, own: Contribution
) -> None:
    image = keep(make(picture()), "Der ALTE Baum", own.author)
    Image.objects.update(idea=own.pk)
    upload = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    given = words(title="", **{f"ohne-{image.pk}": "on", "bild-1": upload, "bild-1-text": "Die neue Bank"})
    answer = client.post(path(own), given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Neuer Text." in text
    assert "dieses Bild weglassen: Die neue Bank" in text
    assert re.search(rf'name="ohne-{image.pk}" checked', text)
    assert Image.objects.filter(idea=own.pk).count() == 1
    ticket = re.search(r'name="bilder" value="([^"]+)"', text)
    assert ticket
    client.post(path(own), words(bilder=ticket[1]))
    assert sorted(row.alt for row in Image.objects.filter(idea=own.pk)) == ["Der ALTE Baum", "Die neue Bank"]


def test_pictures_of_others_are_neither_taken_nor_deleted(client: Client, own: Contribution) -> None:
    other = make_idea(Idea.objects.get().process, "Eine andere", author=make_person("boris"))
    image = keep(make(picture()), "Fremd", None)
    Image.objects.update(idea=other.pk)
    client.post(path(own), words(**{f"ohne-{image.pk}": "on", "bilder": f"[{image.pk}]"}))
    assert Image.objects.get().idea_id == other.pk


def test_after_fifteen_minutes_only_adding_is_left(client: Client, own: Contribution) -> None:
    Contribution.objects.update(published_at=timezone.now() - timedelta(minutes=15))
    assert client.post(path(own), words())["Location"] == f"/beitraege/{own.pk}/ergaenzen/"
    assert Idea.objects.get().place == "Altes Ufer"
    client.post(f"/beitraege/{own.pk}/ergaenzen/", {"text": "Und noch das."})
    page = client.get(f"/mitmachen/ideen/{own.pk}/").content.decode()
    assert "Und noch das." in page
    assert path(own) not in page


@pytest.mark.parametrize("state", [State.HELD, State.HIDDEN, State.WITHDRAWN, State.MERGED])
def test_what_is_not_public_is_not_changed(client: Client, own: Contribution, state: str) -> None:
    Contribution.objects.update(state=state)
    assert client.post(path(own), words()).status_code == 404
    assert Idea.objects.get().place == "Altes Ufer"


def test_strangers_and_others_change_nothing(own: Contribution) -> None:
    for stranger in (Client(), as_guest(Client(), make_person("boris"))):
        assert stranger.get(path(own)).status_code == 404
        assert stranger.post(path(own), words()).status_code == 404
    forged = as_guest(Client(enforce_csrf_checks=True), own.author)
    assert forged.post(path(own), words()).status_code == 403
    assert (Idea.objects.get().place, Revision.objects.count()) == ("Altes Ufer", 0)


def test_looking_changes_nothing(client: Client, own: Contribution) -> None:
    assert client.get(path(own), words()).status_code == 200
    assert Idea.objects.get().place == "Altes Ufer"


def test_status_author_and_process_cannot_be_assigned(client: Client, own: Contribution) -> None:
    other = make_collection()
    client.post(path(own), words(status="accepted", process=other.pk, author=1, state="hidden", head=1))
    idea = Idea.objects.get()
    assert (idea.status, idea.head, idea.contribution.state) == ("", None, State.PUBLIC)
    assert idea.process != other


@pytest.mark.parametrize("text", ["x" * 100_000, "a" + "\u0301" * 100_000, "\u202eabc", "a\x00b", "<script>x</script>"])
def test_hostile_words_are_refused_or_made_harmless(client: Client, own: Contribution, text: str) -> None:
    for name in ("title", "text", "place", "category", "district", "latitude", "bilder"):
        answer = client.post(path(own), words(**{name: text}))
        assert answer.status_code in {302, 400, 422}, name
        page = client.get(f"/mitmachen/ideen/{own.pk}/").content.decode()
        assert not re.search("[\u202e\x00]|<script>x", page)
        assert "\u0301" * 100 not in page


def test_the_common_address_leads_here_and_the_idea_names_it_to_its_author_alone(
    client: Client, own: Contribution
) -> None:
    assert client.get(f"/beitraege/{own.pk}/bearbeiten/")["Location"] == path(own)
    page = client.get(f"/mitmachen/ideen/{own.pk}/").content.decode()
    assert path(own) in page
    assert f"/beitraege/{own.pk}/zurueckziehen/" in page
    for_others = Client().get(f"/mitmachen/ideen/{own.pk}/").content.decode()
    assert path(own) not in for_others
    assert f"/moderation/melden/contribution/{own.pk}/" in for_others
