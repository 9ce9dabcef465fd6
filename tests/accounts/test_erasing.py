"""Erasure by oneself: nothing personal is left, words stay or go as chosen, every count is right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.accounts import consents, erasing
from roterfaden.accounts.erasing import erase, expire_guests, finish
from roterfaden.accounts.merging import merge
from roterfaden.accounts.models import Consent, ErasedAs, Person, User
from roterfaden.contributions.actions import confirm, support
from roterfaden.contributions.models import Contribution, Revision, State, Support
from roterfaden.contributions.signatures import signature_of
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import Personal, record
from roterfaden.ledger.models import PersonalFact
from roterfaden.ledger.sequencing import sequence
from roterfaden.notices.models import Follower, PersonalMail
from roterfaden.notices.personal import write
from tests.accounts.factories import be_guest, make_resident, make_user
from tests.contributions.factories import make_contribution, make_person
from tests.notices.factories import make_follower

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def amira(**values: Any) -> Person:
    return make_person(address="amira.adler@example.org", pseudonym="Adlerauge", name="Amira Adler", **values)


def test_words_stay_nameless_and_supports_are_taken_back() -> None:
    person, idea = amira(), make_contribution(PAPER)
    said = make_contribution(PAPER, "Mehr Schatten.", author=person)
    for supporter in (person, make_person("boris")):
        support(supporter, idea)
    assert erase(person, ErasedAs.STAY)
    said.refresh_from_db()
    idea.refresh_from_db()
    assert (said.text, said.state, str(signature_of(said))) == ("Mehr Schatten.", State.PUBLIC, "gelöschtes Konto")
    assert idea.support_count == Support.objects.count() == 1
    kept = repr(list(Person.objects.values()))
    assert not any(text in kept for text in ("amira.adler", "Adlerauge", "Amira Adler"))


def test_words_go_and_what_others_said_below_them_stays() -> None:
    person = amira()
    alone = make_contribution(PAPER, "Allein", author=person)
    asked = make_contribution(PAPER, "Gefragt", author=person)
    Revision.objects.create(contribution=asked, kind=Revision.Kind.EDIT, text="Früher")
    reply = make_contribution(PAPER, "Geantwortet", parent=asked)
    mine = make_contribution(PAPER, "Meine Antwort", parent=reply.parent, author=person)
    Contribution.objects.filter(pk=asked.pk).update(reply_count=2)
    assert erase(person, ErasedAs.GO)
    for row in (alone, asked, reply, mine):
        row.refresh_from_db()
    assert (alone.state, alone.text) == (State.WITHDRAWN, "")
    assert (asked.state, asked.text, asked.reply_count) == (State.PUBLIC, "[gelöscht]", 1)
    assert (mine.state, reply.text) == (State.WITHDRAWN, "Geantwortet")
    assert not Revision.objects.exists()


def test_a_second_time_changes_nothing() -> None:
    person, idea = amira(), make_contribution(PAPER)
    support(person, idea)
    assert erase(person, ErasedAs.STAY)
    assert not erase(person, ErasedAs.GO)
    idea.refresh_from_db()
    assert idea.support_count == 0


def test_mails_following_consents_and_the_account_go() -> None:
    user = make_resident("amira.adler@example.org")
    person = Person.objects.get(user=user)
    make_follower("amira.adler@example.org")
    write(person, "a:1", "contributions.claim")
    consents.give(person, "publish", Consent.How.FORM)
    erase(person, ErasedAs.STAY)
    for model in (User, Follower, PersonalMail, Consent):
        assert not model._default_manager.exists(), model


def test_the_ledgers_commitments_lose_their_salt() -> None:
    person = amira()
    record("ledger.erased", Ref("entry", "1"), {"what": [], "reason": "x"}, [Personal("who", "Amira", person.ref)])
    sequence()
    assert PersonalFact.objects.get().salt
    erase(person, ErasedAs.STAY)
    fact = PersonalFact.objects.get()
    assert (bytes(fact.salt), fact.value, fact.owner_key) == (b"", "", "")
    assert fact.commitment


def test_rows_that_went_up_in_the_person_are_erased_with_it() -> None:
    guest, person = make_person(), amira()
    record("ledger.erased", Ref("entry", "1"), {"what": [], "reason": "x"}, [Personal("who", "Gast", guest.ref)])
    sequence()
    merge(guest, person)
    erase(person, ErasedAs.STAY)
    guest.refresh_from_db()
    assert guest.erased_at is not None
    assert not PersonalFact.objects.get().value


def test_nobody_acts_as_an_erased_person(client: Client) -> None:
    person = amira()
    be_guest(client, person)
    other = be_guest(Client(), person)
    page = client.get("/konto/ich/loeschen/").content.decode()
    assert "gelöschtes Konto" in page
    assert client.post("/konto/ich/loeschen/", {"words": "stay"}).status_code == 422, "not without being sure"
    assert client.post("/konto/ich/loeschen/", {"words": "stay", "sure": "on"})["Location"] == "/konto/ich/geloescht/"
    assert client.get("/konto/ich/geloescht/").status_code == 200
    assert "Als Gast" in other.get("/konto/ich/").content.decode(), "another browser is out, too"


def test_a_claim_that_is_confirmed_later_makes_a_new_person() -> None:
    person = amira()
    erase(person, ErasedAs.STAY)
    again = amira()
    waiting = make_contribution(PAPER, author=None, state=State.UNCONFIRMED)
    confirm(waiting, again)
    assert Contribution.objects.get().author == again


def test_an_erasure_that_stops_in_the_middle_is_carried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    person, idea = amira(), make_contribution(PAPER)
    support(person, idea)

    def broken(_owner: Ref, _reason: str) -> None:
        raise RuntimeError

    with monkeypatch.context() as trouble:
        trouble.setattr(erasing, "_through", [broken])
        assert erase(person, ErasedAs.STAY)
    person.refresh_from_db()
    assert (person.address, person.name) == (None, ""), "the row itself is empty already"
    assert erasing.is_open()
    assert finish() == 1
    idea.refresh_from_db()
    assert idea.support_count == 0
    assert not erasing.is_open()


def test_accounts_of_staff_stay_with_the_administration() -> None:
    user = make_user("ada", "Redaktion")
    person = Person.objects.create(user=user, address="ada@example.org")
    erase(person, ErasedAs.STAY)
    assert User.objects.get() == user


def test_guests_without_a_sign_of_life_expire_and_what_they_said_stays_nameless() -> None:
    long_ago = timezone.localdate() - timedelta(days=400)
    silent, loud, recent = make_person(seen_on=long_ago), make_person("b", seen_on=long_ago), make_person("c")
    said, idea = make_contribution(PAPER, author=loud), make_contribution(PAPER, author=recent)
    support(loud, idea)
    assert expire_guests() == 2
    assert not Person.objects.filter(pk=silent.pk).exists()
    loud.refresh_from_db()
    assert (loud.address, loud.erased_as) == (None, ErasedAs.EXPIRED)
    said.refresh_from_db()
    idea.refresh_from_db()
    assert said.state == State.PUBLIC
    assert idea.support_count == Support.objects.count() == 1, "nobody took it back"
    assert Person.objects.active().get() == recent
    assert expire_guests() == 0
