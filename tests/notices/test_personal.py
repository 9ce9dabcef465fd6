"""Personal mails: once for each key, retried, in the receiver's language, gone with the person."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.notices.models import PersonalMail, State
from roterfaden.notices.personal import Words, mail_kind, mail_kinds, write
from roterfaden.notices.sending import MailServerTrouble, is_waiting, send
from tests.accounts.factories import make_user

pytestmark = pytest.mark.django_db
KIND = "tests.answered"


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    """A kind of mails that exists for one test."""

    @mail_kind(KIND, label="Antwort")
    def answered(data: Mapping[str, Any]) -> Words | None:
        if data.get("gone"):
            return None
        return Words("Ihre Idee hat eine Antwort", ("Zeile",), "/mitmachen/x/", "Lesen", quote="Mehr <b>Bäume</b>")

    yield
    del mail_kinds[KIND]


def kim(**values: Any) -> Person:
    return Person.objects.create(**({"address": "kim@example.org"} | values))


def test_a_person_is_written_to_once_for_each_key() -> None:
    person = kim()
    assert write(person, "a:1", KIND)
    assert not write(person, "a:1", KIND)
    assert send() == 1
    assert not write(person, "a:1", KIND)
    assert send() == 0
    sent: Any = mail.outbox[0]
    assert sent.to == ["kim@example.org"]
    assert "http://127.0.0.1:8000/mitmachen/x/" in sent.body
    assert "Mehr &lt;b&gt;Bäume&lt;/b&gt;" in sent.alternatives[0][0]
    assert "List-Unsubscribe" not in sent.extra_headers


def test_the_message_id_is_that_of_the_key() -> None:
    person = kim()
    write(person, "a:1", KIND)
    send()
    PersonalMail.objects.update(state=State.WAITING, next_attempt_at=timezone.now())
    send()
    write(person, "a:2", KIND)
    send()
    one, again, two = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert one == again != two


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write(kim(), "a:1", KIND)

    def away(*_args: Any) -> int:
        raise smtplib.SMTPServerDisconnected("bye")

    with monkeypatch.context() as trouble:
        trouble.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        with pytest.raises(MailServerTrouble):
            send()
    row = PersonalMail.objects.get()
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert not is_waiting(), "after a pause"


def test_a_refused_address_fails_and_operators_send_it_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    write("kim@example.org", "a:1", KIND)

    def refused(*_args: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"kim@example.org": (550, b"no such <kim@example.org>")})

    with monkeypatch.context() as trouble:
        trouble.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refused)
        send()
    row = PersonalMail.objects.get()
    assert row.state == State.FAILED
    assert "kim@example.org" not in row.last_error
    client.force_login(make_user("ops", "Betrieb"))
    from django.conf import settings

    settings.STAFF_MFA, before = False, settings.STAFF_MFA
    try:
        page = client.get(reverse("notices_office:outbox") + "?art=persoenlich").content.decode()
        assert "…@example.org" in page
        assert "kim@example.org" not in page
        client.post(reverse("notices_office:send_again", args=["persoenlich", row.pk]))
        assert send() == 1
        client.post(reverse("notices_office:send_all_again"))
    finally:
        settings.STAFF_MFA = before


def test_nothing_to_say_any_more_is_no_mail() -> None:
    write(kim(), "a:1", KIND, {"gone": True})
    send()
    assert not mail.outbox
    assert PersonalMail.objects.get().state == State.DROPPED


def test_who_has_no_address_finds_it_on_their_page() -> None:
    write(kim(address=None, pairwise="x"), "a:1", KIND)
    send()
    assert not mail.outbox


def test_a_typed_address_and_its_facts_are_kept_no_longer_than_needed() -> None:
    write("lou@example.org", "a:1", KIND, {"secret": "link"})
    write(kim(), "a:2", KIND, {"idea": 7})
    send()
    typed, own = PersonalMail.objects.order_by("pk")
    assert (typed.address, typed.data) == ("", {})
    assert own.data == {"idea": 7}


def test_mails_reach_the_row_that_a_person_went_up_in() -> None:
    account = kim()
    guest = Person.objects.create(address=None, merged_into=account)
    write(guest, "a:1", KIND)
    send()
    assert mail.outbox[0].to == ["kim@example.org"]


def test_a_kind_that_nobody_knows_is_a_mistake_and_so_is_a_second_registration() -> None:
    with pytest.raises(KeyError):
        write(kim(), "a:1", "unheard")
    with pytest.raises(ValueError, match="twice"):
        mail_kind(KIND, label="x")(lambda data: None)
    with pytest.raises(ValueError, match="key"):
        write("kim@example.org", "", KIND)


def test_a_long_key_stays_itself() -> None:
    person = kim()
    assert write(person, "k" * 300 + "1", KIND)
    assert write(person, "k" * 300 + "2", KIND)
    assert not write(person, "k" * 300 + "1", KIND)
