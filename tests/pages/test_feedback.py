"""Telling the operator of a barrier or a mistake."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import models
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from roterfaden.pages.actions import erase_old_feedback, settle
from roterfaden.pages.models import AccessibilityPage, Feedback
from tests.pages.factories import make_feedback, make_site

pytestmark = pytest.mark.django_db
FORM = "/barrierefreiheit/melden/"
GOOD = {"kind": "barrier", "message": "Der Knopf ist zu klein.", "page": "/rat/", "name": "", "email": ""}


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def test_the_form_knows_the_page_the_visitor_came_from(client: Client) -> None:
    page = client.get(FORM, headers={"referer": "http://testserver/rat/drucksachen/0728-2026?x=1"}).content.decode()

    assert 'value="/rat/drucksachen/0728-2026"' in page


def test_it_does_not_take_over_pages_of_others(client: Client) -> None:
    assert "evil" not in client.get(FORM, headers={"referer": "http://evil.example/geheim"}).content.decode()


def test_the_footer_leads_to_the_form_with_the_page_at_hand(client: Client) -> None:
    assert 'href="/rueckmeldung/?seite=%2Fimpressum%2F"' in client.get("/impressum/").content.decode()

    answer = client.get("/rueckmeldung/?seite=%2Fimpressum%2F")

    assert answer["Location"] == f"{FORM}?seite=%2Fimpressum%2F"
    assert 'value="/impressum/"' in client.get(answer["Location"]).content.decode()


def test_the_lasting_address_follows_the_page(client: Client) -> None:
    page = AccessibilityPage.objects.get()
    page.slug = "fuer-alle"
    page.save()

    assert client.get("/en/rueckmeldung/")["Location"] == "/en/fuer-alle/melden/"


def test_a_message_is_kept_and_confirmed(client: Client) -> None:
    answer = client.post(FORM, {**GOOD, "name": "Kim", "email": "kim@example.org"}, follow=True)

    assert answer.redirect_chain == [(f"{FORM}danke/", 302)]
    assert "Danke, Ihre Nachricht ist angekommen." in answer.content.decode()
    kept = Feedback.objects.get()
    assert (kept.message, kept.page, kept.email, kept.language, kept.state) == (
        "Der Knopf ist zu klein.",
        "/rat/",
        "kim@example.org",
        "de",
        Feedback.State.NEW,
    )


def test_a_text_alone_is_enough(client: Client) -> None:
    client.post(f"/en{FORM}", GOOD)

    assert Feedback.objects.get().language == "en"


def test_nothing_is_kept_about_where_it_came_from() -> None:
    fields = {field.name for field in Feedback._meta.get_fields()}

    assert not any("ip" in name.split("_") or "agent" in name or "address" in name for name in fields)
    assert not any(isinstance(field, models.GenericIPAddressField) for field in Feedback._meta.get_fields())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"message": ""}, "Bitte schreiben Sie, was passiert ist."),
        ({"message": "   "}, "Bitte schreiben Sie, was passiert ist."),
        ({"message": "x" * 5001}, "höchstens 5.000 Zeichen"),
        ({"email": "kim"}, "Das ist keine vollständige E-Mail-Adresse"),
        ({"email": "kim@example.org\nBcc: all@example.org"}, "Das ist keine vollständige E-Mail-Adresse"),
        ({"kind": "quatsch"}, "quatsch"),
        ({"page": "x" * 501}, "500"),
        ({"message": "a\x00b"}, "Null"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_still_there(
    client: Client, change: dict[str, str], complaint: str
) -> None:
    answer = client.post(FORM, {**GOOD, "name": "Kim Beispiel", **change})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Noch nicht abgeschickt." in page
    assert complaint.lower() in page.lower()
    assert 'value="Kim Beispiel"' in page
    assert not Feedback.objects.exists()


def test_an_error_is_tied_to_its_field(client: Client) -> None:
    page = client.post(FORM, {**GOOD, "message": ""}).content.decode()

    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_message_hint id_message_error"' in page
    assert 'id="id_message_error"' in page
    assert '<a href="#id_message">' in page


def test_a_machine_that_fills_the_trap_is_thanked_and_forgotten(client: Client) -> None:
    answer = client.post(FORM, {**GOOD, "website": "https://spam.example"})

    assert answer.status_code == 302
    assert not Feedback.objects.exists()
    assert mail.outbox == []


def test_the_operator_gets_a_mail_and_can_answer(client: Client, settings: Settings) -> None:
    settings.CONTACT = "portal@example.org"

    client.post(f"/en{FORM}", {**GOOD, "email": "kim@example.org"})

    (sent,) = mail.outbox
    assert (sent.to, sent.reply_to) == (["portal@example.org"], ["kim@example.org"])
    assert sent.subject == "Rückmeldung zum Portal: Ich stoße auf eine Barriere"
    assert "Der Knopf ist zu klein." in sent.body


def test_without_an_operators_address_no_mail_leaves(client: Client, settings: Settings) -> None:
    settings.CONTACT = ""

    client.post(FORM, GOOD)

    assert mail.outbox == []
    assert Feedback.objects.count() == 1


def test_a_failing_mail_server_loses_nothing(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONTACT = "portal@example.org"

    def refuse(*_args: object, **_more: object) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert client.post(FORM, GOOD).status_code == 302
    assert Feedback.objects.count() == 1


def test_a_forged_form_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post(FORM, GOOD)

    assert answer.status_code == 403
    assert "Das Formular konnte nicht angenommen werden." in answer.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(FORM).status_code == 405


def test_what_was_dealt_with_a_year_ago_is_erased() -> None:
    old, young, open_one = make_feedback(), make_feedback(), make_feedback()
    settle(old, Feedback.State.DONE, "")
    settle(young, Feedback.State.DONE, "")
    Feedback.objects.filter(pk=old.pk).update(done_at=timezone.now() - timedelta(days=366))
    Feedback.objects.filter(pk=open_one.pk).update(created=timezone.now() - timedelta(days=2000))

    assert erase_old_feedback() == 1
    assert set(Feedback.objects.values_list("pk", flat=True)) == {young.pk, open_one.pk}
    assert erase_old_feedback() == 0


def test_settling_twice_keeps_the_first_day_and_reopening_clears_it() -> None:
    feedback = make_feedback()

    first = settle(feedback, Feedback.State.DONE, "").done_at
    assert settle(feedback, Feedback.State.DONE, "Notiz").done_at == first
    assert settle(feedback, Feedback.State.IN_WORK, "").done_at is None
