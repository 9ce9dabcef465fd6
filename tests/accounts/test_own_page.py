"""„Mein Konto“: everybody sees their own, takes it along, changes it, and nobody else's."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from roterfaden.accounts import consents
from roterfaden.accounts.exporting import _safe
from roterfaden.accounts.models import Consent, Person
from roterfaden.contributions.actions import support
from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import Ref
from tests.accounts.factories import be_guest, make_resident, make_user
from tests.contributions.factories import make_contribution, make_person

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def test_a_stranger_sees_the_ways_in_and_nothing_else(client: Client) -> None:
    page = client.get("/konto/ich/").content.decode()
    assert "Als Gast" in page
    for path in ("angaben", "organisation", "loeschen", "contributions"):
        assert client.get(f"/konto/ich/{path}/")["Location"] == "/konto/ich/"
    for path in ("daten.json", "daten.zip"):
        assert client.get(f"/konto/ich/{path}")["Location"] == "/konto/ich/"


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_shows_ones_own_with_few_queries(
    client: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    person, other = make_person(), make_person("boris")
    for place in range(number):
        support(person, make_contribution(PAPER, f"Idee {place}", author=person))
    make_contribution(PAPER, "Von Boris", author=other)
    be_guest(client, person)
    with django_assert_max_num_queries(20):
        answer = client.get("/konto/ich/")
    page = answer.content.decode()
    assert f"Idee {number - 1}" in page
    assert "Von Boris" not in page
    assert answer["Cache-Control"] == "private, no-store"
    with django_assert_max_num_queries(10):
        listed = client.get("/konto/ich/contributions/").content.decode()
    assert ('rel="next"' in listed) == (number > 25)


def test_own_words_that_wait_are_shown_to_their_author_without_a_link(client: Client) -> None:
    person = make_person()
    make_contribution(PAPER, "Wartet noch", author=person, state=State.HELD)
    page = be_guest(client, person).get("/konto/ich/").content.decode()
    assert "Wartet noch" in page
    assert "wird geprüft" in page


@pytest.mark.parametrize("path", ["unheard", "following", "x" * 300, "contributions/?ab=%00", "contributions/?ab=WzFd"])
def test_what_does_not_exist_is_not_shown(client: Client, path: str) -> None:
    be_guest(client, make_person())
    end = "" if "?" in path else "/"
    assert client.get(f"/konto/ich/{path}{end}").status_code in (400, 404)


def test_all_my_data_as_json_and_as_archive(client: Client) -> None:
    person = make_person(name="Amira A.")
    said = make_contribution(PAPER, "Mehr <b>Bäume</b>", author=person)
    support(person, said)
    make_contribution(PAPER, "Von jemand anderem")
    consents.give(person, "publish", Consent.How.FORM)
    be_guest(client, person)
    answer = client.get("/konto/ich/daten.json")
    found = json.loads(answer.content)
    assert found["person"]["address"] == person.address
    assert found["person"]["consents"][0]["text"].startswith("Ich bin einverstanden")
    assert [row["text"] for row in found["contributions"]] == ["Mehr <b>Bäume</b>"]
    assert len(found["supports"]) == 1
    assert {"mails", "following"} <= set(found)
    assert "attachment" in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(client.get("/konto/ich/daten.zip").content))
    assert json.loads(archive.read("daten.json"))["contributions"] == found["contributions"]


@pytest.mark.parametrize(
    ("name", "safe"), [("../../etc/passwd", "passwd"), ("a\\..\\b.png", "b.png"), ("..", "datei"), ("", "datei")]
)
def test_names_in_the_archive_lead_nowhere(name: str, safe: str) -> None:
    assert _safe(name) == safe


def test_names_are_changed_and_nothing_else(client: Client) -> None:
    person = make_person(address="amira@example.org")
    be_guest(client, person)
    more = {"address": "eve@example.org", "resident": "on", "proven_by": "oidc", "user": "1", "suspended_until": ""}
    answer = client.post("/konto/ich/angaben/", {"pseudonym": "\u202eLin\x00de", "language": "en", **more})
    assert answer.status_code == 422
    client.post("/konto/ich/angaben/", {"pseudonym": "\u202eLinde <i>x</i>", "language": "en", "profile": "on", **more})
    person.refresh_from_db()
    assert (person.pseudonym, person.language, person.profile) == ("Linde x", "en", True)
    assert (person.address, person.resident, person.proven_by, person.user) == ("amira@example.org", None, "", None)


def test_a_mail_address_is_no_name(client: Client) -> None:
    be_guest(client, make_person())
    assert client.post("/konto/ich/angaben/", {"pseudonym": "a@b.de", "language": "de"}).status_code == 422


def test_a_guest_of_this_browser_is_joined_only_when_the_account_says_so(client: Client) -> None:
    guest = make_person()
    said = make_contribution(PAPER, author=guest)
    be_guest(client, guest)
    client.post("/konto/login/", {"login": make_resident().email, "password": "correct horse battery staple"})
    page = client.get("/konto/ich/").content.decode()
    assert "Ja, das war ich" in page
    said.refresh_from_db()
    assert said.author == guest, "on a shared computer the guest may be somebody else"
    assert client.get("/konto/ich/verbinden/").status_code == 405
    for _time in range(2):
        client.post("/konto/ich/verbinden/")
    said.refresh_from_db()
    assert said.author == Person.objects.get(user__isnull=False)
    assert "Ja, das war ich" not in client.get("/konto/ich/").content.decode()


def test_nobody_is_joined_who_was_not_in_this_browser(client: Client) -> None:
    make_contribution(PAPER)
    client.force_login(make_resident())
    client.post("/konto/ich/verbinden/", {"guest": Contribution.objects.get().author_id})
    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_leaving_forgets_the_guest_too(client: Client) -> None:
    be_guest(client, make_person())
    assert client.get("/konto/ich/abmelden/").status_code == 405
    client.post("/konto/ich/abmelden/")
    assert "guest" not in client.session


def test_changes_need_csrf() -> None:
    client = be_guest(Client(enforce_csrf_checks=True), make_person())
    for path in ("angaben", "loeschen", "verbinden", "abmelden", "organisation"):
        assert client.post(f"/konto/ich/{path}/").status_code == 403


class TestConsents:
    """Each for one purpose, with its text, and a link that takes it back."""

    def test_the_link_shows_proof_and_takes_it_back_once(self, client: Client) -> None:
        person = make_person()
        consent = consents.give(person, "publish", Consent.How.MAIL)
        path = f"/konto/ich/einwilligung/{consents.token_of(consent)}/"
        page = client.get(path).content.decode()
        assert "Ich bin einverstanden" in page
        assert consents.has_consented(person, "publish"), "looking changes nothing"
        client.post(path)
        assert not consents.has_consented(person, "publish")
        first = Consent.objects.get().revoked_at
        assert "Widerrufen am" in client.post(path).content.decode()
        assert Consent.objects.get().revoked_at == first

    def test_a_second_consent_is_the_same_and_a_new_text_needs_a_new_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from dataclasses import replace

        person = make_person()
        one = consents.give(person, "publish", Consent.How.FORM)
        assert consents.give(person, "publish", Consent.How.FORM) == one
        newer = replace(consents.purposes["publish"], version=2, text="Anders")
        monkeypatch.setitem(consents.purposes, "publish", newer)
        assert not consents.has_consented(person, "publish")
        assert consents.give(person, "publish", Consent.How.FORM).text == "Anders"
        assert person.consents.filter(revoked_at=None).count() == 1

    @pytest.mark.parametrize("token", ["1", "1.x", "x.1", "٣.a", "9" * 30 + ".a"])
    def test_a_guessed_link_opens_nothing(self, client: Client, token: str) -> None:
        consents.give(make_person(), "publish", Consent.How.MAIL)
        assert client.get(f"/konto/ich/einwilligung/{token}/").status_code == 404


def test_staff_without_a_person_see_the_ways_in(client: Client) -> None:
    client.force_login(make_user("ada", "Redaktion"))
    assert "Als Gast" in client.get("/konto/ich/").content.decode()
