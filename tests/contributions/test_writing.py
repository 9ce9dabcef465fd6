"""Saying something through the pages, and supporting what others said."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from roterfaden.contributions.guests.tokens import token_of
from roterfaden.contributions.models import Claim, Contribution, State, Support
from roterfaden.kit.things import Ref
from tests.contributions.factories import as_guest, make_contribution, make_person
from tests.threads.factories import make_thread

SIGNED = {"von-signed": "pseudonym", "von-consent": "on"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> Ref:
    return Ref("thread", str(make_thread().pk))


@pytest.fixture
def amira(client: Client) -> Any:
    person = make_person()
    as_guest(client, person)
    return person


def write(client: Client, ref: Ref, **values: Any) -> Any:
    return client.post(
        f"/gespraech/{ref.kind}/{ref.key}/schreiben/", {"kind": "comment", "text": "Schatten!", **SIGNED} | values
    )


def test_a_comment_is_written_and_shown(client: Client, thing: Ref, amira: Any) -> None:
    answer = write(client, thing)
    said = Contribution.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/beitraege/{said.pk}/")
    assert (said.text, said.author, said.on, said.area, said.state) == ("Schatten!", amira, thing, thing, State.PUBLIC)


def test_the_short_form_of_a_page_leads_to_the_whole_one(client: Client, thing: Ref) -> None:
    answer = write(client, thing, text="vorab", weiter="1")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "vorab" in text
    assert "von-address" in text
    assert not Contribution.objects.exists()


def test_a_guest_speaks_and_the_link_makes_it_count(client: Client, thing: Ref) -> None:
    answer = write(client, thing, **{"von-address": "kim@example.org", "von-called": "Kim"})
    assert answer["Location"] == "/beitrag/unterwegs/"
    assert Contribution.objects.visible_to().count() == 0
    client.post(f"/beitrag/bestaetigen/{token_of(Claim.objects.get())}/")
    said = Contribution.objects.visible_to().get()
    assert "Kim" in client.get(f"/beitraege/{said.pk}/").content.decode()


def test_a_guest_supports_by_a_link_once(client: Client, thing: Ref) -> None:
    row = make_contribution(thing)
    for _time in range(2):
        stranger = Client()
        values = {"von-address": "kim@example.org", "von-consent": "on"}
        assert stranger.post(f"/beitraege/{row.pk}/unterstuetzen/", values)["Location"] == "/beitrag/unterwegs/"
        stranger.post(f"/beitrag/bestaetigen/{token_of(Claim.objects.latest('pk'))}/")
    row.refresh_from_db()
    assert row.support_count == 1


def test_a_reply_to_a_reply_stands_below_the_first(client: Client, thing: Ref, amira: Any) -> None:
    top = make_contribution(thing)
    below = make_contribution(thing, parent=top)
    client.post(f"/beitraege/{below.pk}/antworten/", {"text": "Stimmt.", **SIGNED})
    said = Contribution.objects.get(text="Stimmt.")
    assert (said.parent, said.kind) == (top, "comment")
    top.refresh_from_db()
    assert top.reply_count == 1


def test_status_author_and_other_fields_cannot_be_assigned(client: Client, thing: Ref, amira: Any) -> None:
    stranger = make_person("boris")
    more = {
        "state": "merged",
        "author": stranger.pk,
        "author_id": stranger.pk,
        "support_count": 99,
        "answer_due": "2030-01-01",
    }
    more |= {"area_kind": "process", "area_key": "1", "channel": "paper", "sample_data": "on", "kind": "question"}
    write(client, thing, **more, on_kind="paper", signed="name", language="xx", entered_by=1)
    said = Contribution.objects.get()
    assert (said.state, said.author, said.support_count, said.channel) == (State.PUBLIC, amira, 0, "online")
    assert (said.area, said.sample_data, said.entered_by) == (thing, False, None)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "a\x00b", "x" * 5_001, "x" * 100_000, "a" + "\u0301" * 100_000, "\u202e", "<p></p>"],
    ids=["empty", "blank", "nul", "long", "100kB", "marks", "only-override", "only-tags"],
)
def test_what_cannot_be_taken_is_said_plainly_and_kept(client: Client, thing: Ref, amira: Any, text: str) -> None:
    answer = write(client, thing, text=text)
    assert answer.status_code == 422
    assert not Contribution.objects.exists()
    assert "Noch nicht abgeschickt" in answer.content.decode()


def test_characters_that_turn_text_go(client: Client, thing: Ref, amira: Any) -> None:
    write(client, thing, text="gut\u202eton\u200b <b>fett</b>")
    assert Contribution.objects.get().text == "gutton fett"


def test_markup_is_shown_as_text(client: Client, thing: Ref) -> None:
    attack = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    person = make_person(pseudonym=attack[:60])
    person.name = attack
    person.save()
    make_contribution(thing, attack, author=person, signed="name")
    make_contribution(thing, attack, author=person, kind="question")
    for address in (f"/gespraech/thread/{thing.key}/", f"/beitraege/{Contribution.objects.first().pk}/"):  # type: ignore[union-attr]
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_get_changes_nothing(client: Client, thing: Ref, amira: Any) -> None:
    row = make_contribution(thing)
    for path in (
        f"/gespraech/thread/{thing.key}/schreiben/?text=x&kind=comment",
        f"/beitraege/{row.pk}/unterstuetzen/",
    ):
        assert client.get(path).status_code == 200
    assert client.get(f"/beitraege/{row.pk}/unterstuetzung-zuruecknehmen/").status_code == 405
    assert (Contribution.objects.count(), Support.objects.count()) == (1, 0)


def test_a_forged_post_is_refused(thing: Ref) -> None:
    client = as_guest(Client(enforce_csrf_checks=True), make_person())
    row = make_contribution(thing)
    assert write(client, thing).status_code == 403
    assert client.post(f"/beitraege/{row.pk}/unterstuetzen/").status_code == 403
    assert Contribution.objects.count() == 1


def test_a_suspended_person_is_told_and_keeps_the_text(client: Client, thing: Ref) -> None:
    from datetime import timedelta

    from django.utils import timezone

    as_guest(client, make_person(suspended_until=timezone.now() + timedelta(days=1)))
    answer = write(client, thing, text="mein langer Text")
    assert answer.status_code == 403
    assert "mein langer Text" in answer.content.decode()
    assert not Contribution.objects.exists()


def test_nobody_answers_below_what_is_closed(client: Client, thing: Ref, amira: Any) -> None:
    row = make_contribution(thing, locked=True)
    assert client.post(f"/beitraege/{row.pk}/antworten/", {"text": "doch", **SIGNED}).status_code == 403
    assert Contribution.objects.count() == 1


def test_supporting_twice_counts_once_and_can_be_taken_back(client: Client, thing: Ref, amira: Any) -> None:
    row = make_contribution(thing)
    for _time in range(2):
        answer = client.post(f"/beitraege/{row.pk}/unterstuetzen/", {"zurueck": "/faeden/"})
        assert answer["Location"] == f"/faeden/#beitrag-{row.pk}"
    row.refresh_from_db()
    assert row.support_count == 1
    assert "Sie unterstützen das." in client.get(f"/beitraege/{row.pk}/").content.decode()
    for _time in range(2):
        client.post(f"/beitraege/{row.pk}/unterstuetzung-zuruecknehmen/")
    row.refresh_from_db()
    assert row.support_count == 0


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(client: Client, thing: Ref, amira: Any, path: str) -> None:
    row = make_contribution(thing)
    answer = client.post(f"/beitraege/{row.pk}/unterstuetzen/", {"zurueck": path})
    assert answer["Location"] == f"/beitraege/{row.pk}/"


def test_scripts_get_the_button_alone(client: Client, thing: Ref, amira: Any) -> None:
    row = make_contribution(thing)
    text = client.post(f"/beitraege/{row.pk}/unterstuetzen/", headers={"x-fragment": "1"}).content.decode()
    assert text.lstrip().startswith('<div class="support"')
    assert "<b>1</b>" in text
