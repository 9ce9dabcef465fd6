"""Changing, adding to and taking back one's own words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions import registry
from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.kit.things import Ref
from tests.contributions.factories import as_guest, make_contribution, make_person
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client: Client) -> Contribution:
    person = make_person()
    as_guest(client, person)
    return make_contribution(Ref("thread", str(make_thread().pk)), "ALTES Wort", author=person)


def test_an_edit_leaves_a_history_that_everybody_sees(client: Client, own: Contribution) -> None:
    answer = client.post(f"/beitraege/{own.pk}/bearbeiten/", {"text": "Neues Wort"})
    assert answer["Location"] == f"/beitraege/{own.pk}/"
    text = Client().get(answer["Location"]).content.decode()
    assert "Neues Wort" in text
    assert "ALTES Wort" in text
    assert Revision.objects.get().kind == Revision.Kind.EDIT


def test_after_fifteen_minutes_only_adding_is_left(client: Client, own: Contribution) -> None:
    Contribution.objects.update(published_at=timezone.now() - timedelta(minutes=15))
    answer = client.post(f"/beitraege/{own.pk}/bearbeiten/", {"text": "Neues Wort"})
    assert answer["Location"] == f"/beitraege/{own.pk}/ergaenzen/"
    client.post(answer["Location"], {"text": "Und noch das."})
    own.refresh_from_db()
    assert own.text == "ALTES Wort"
    assert "Und noch das." in Client().get(f"/beitraege/{own.pk}/").content.decode()


@pytest.mark.parametrize("way", ["bearbeiten", "ergaenzen", "zurueckziehen"])
def test_strangers_and_others_change_nothing(own: Contribution, way: str) -> None:
    other = as_guest(Client(), make_person("boris"))
    for client in (Client(), other):
        assert client.get(f"/beitraege/{own.pk}/{way}/").status_code == 404
        assert client.post(f"/beitraege/{own.pk}/{way}/", {"text": "fremd"}).status_code == 404
    own.refresh_from_db()
    assert (own.text, own.state, Revision.objects.count()) == ("ALTES Wort", State.PUBLIC, 0)


def test_looking_changes_nothing_and_forged_posts_are_refused(client: Client, own: Contribution) -> None:
    for way in ("bearbeiten", "ergaenzen", "zurueckziehen"):
        assert client.get(f"/beitraege/{own.pk}/{way}/?text=x").status_code == 200
    forged = as_guest(Client(enforce_csrf_checks=True), own.author)
    assert forged.post(f"/beitraege/{own.pk}/zurueckziehen/").status_code == 403
    own.refresh_from_db()
    assert (own.text, own.state) == ("ALTES Wort", State.PUBLIC)


def test_withdrawn_words_are_gone_and_replies_stay(client: Client, own: Contribution) -> None:
    make_contribution(own.on, "Ich sehe das anders.", parent=own)
    Contribution.objects.filter(pk=own.pk).update(reply_count=1)
    for _time in range(2):
        client.post(f"/beitraege/{own.pk}/zurueckziehen/")
    text = client.get(f"/gespraech/thread/{own.on_key}/").content.decode()
    assert "ALTES Wort" not in text
    assert "Zurückgezogen" in text
    assert "Ich sehe das anders." in text


def test_a_withdrawn_reply_counts_no_more_once(client: Client, own: Contribution) -> None:
    below = make_contribution(own.on, parent=own, author=own.author)
    Contribution.objects.filter(pk=own.pk).update(reply_count=1)
    client.post(f"/beitraege/{below.pk}/zurueckziehen/")
    client.post(f"/beitraege/{below.pk}/zurueckziehen/")
    own.refresh_from_db()
    assert own.reply_count == 0


@pytest.mark.parametrize("way", ["bearbeiten", "ergaenzen"])
def test_new_words_pass_the_same_checks(
    client: Client, own: Contribution, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def suspicious(row: Any) -> list[str]:
        return ["Werbung"] if "KAUFT" in row.text else []

    monkeypatch.setattr(registry, "checks", [suspicious])
    client.post(f"/beitraege/{own.pk}/{way}/", {"text": "KAUFT Uhren"})
    own.refresh_from_db()
    assert own.state == State.HELD
    assert client.get(f"/beitraege/{own.pk}/").status_code == 404


def test_what_moderation_closed_stays_as_it_is(client: Client, own: Contribution) -> None:
    Contribution.objects.update(locked=True)
    client.post(f"/beitraege/{own.pk}/bearbeiten/", {"text": "doch"})
    client.post(f"/beitraege/{own.pk}/ergaenzen/", {"text": "doch"})
    own.refresh_from_db()
    assert (own.text, Revision.objects.count()) == ("ALTES Wort", 0)
