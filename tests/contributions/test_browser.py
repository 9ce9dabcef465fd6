"""Conversations in a real browser: clean for axe, narrow and dark, with and without JavaScript, and hostile words."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.current import SESSION
from roterfaden.contributions.models import Answer, Contribution, Revision
from roterfaden.kit.things import Ref
from tests.accounts.factories import make_user
from tests.browser import PHONE, Chromium, Page, axe, shot, sideways
from tests.contributions.factories import make_contribution, make_person
from tests.threads.factories import make_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ATTACK = "<img src=x onerror=alert(1)><script>alert(1)</script>"


@pytest.fixture
def about() -> Ref:
    """A thread with a lively conversation."""
    ref = Ref("thread", str(make_thread("Grün an der Ihme").pk))
    now = timezone.now()
    asked = make_contribution(
        ref,
        "Wann kommt der Trinkbrunnen am Uferweg? Im Sommer sind hier viele Kinder unterwegs.",
        kind="question",
        author=make_person(pseudonym="Fuchs am Ufer"),
        published_at=now - timedelta(days=9),
        answered_at=now,
        answer_due=now.date(),
        support_count=48,
        reply_count=2,
    )
    Answer.objects.create(
        contribution=asked,
        text="Die Leitung liegt nahe; wir planen den Brunnen für Sommer 2027 ein.",
        office="Fachbereich Umwelt und Stadtgrün",
        published_at=now,
        told_at=now,
    )
    make_contribution(ref, "Danke, das freut uns in der Kita sehr.", parent=asked)
    make_contribution(ref, "SCHIMPF", parent=asked, state="hidden")
    make_contribution(ref, "Warum gibt es keine Bänke?", kind="question", answer_due=now.date() - timedelta(days=2))
    late = make_contribution(
        ref, "Drei große Bäume würden reichen.", stance=1, edited_at=now, channel="paper", author=None
    )
    Revision.objects.create(contribution=late, kind="addition", text="Am besten auf der Südseite.")
    make_contribution(ref, ATTACK, author=make_person(pseudonym=ATTACK[:60]))
    return ref


def keep(page: Page, name: str) -> None:
    """A picture for whoever wants to look."""
    if folder := os.environ.get("ROTERFADEN_SHOTS"):
        shot(page, Path(folder) / f"{name}.png")


def clean(page: Page) -> None:
    assert axe(page) == []
    assert not sideways(page)
    assert (page.dialogs, page.violations, page.errors) == ([], [], [])


def guest(browser: Chromium, page: Page) -> None:
    """The page's browser becomes that of a guest."""
    client = Client()
    session = client.session
    session[SESSION] = make_person(pseudonym="Kim").pk
    session.save()
    cookie: Any = {"name": "sessionid", "value": str(session.session_key), "url": browser.server}
    page.page.context.add_cookies([cookie])


@pytest.mark.parametrize("look", ["desktop", "phone", "dark"])
def test_a_conversation_is_clean(browser: Chromium, about: Ref, look: str) -> None:
    options: dict[str, Any] = {"phone": {"size": PHONE}, "dark": {"dark": True}}.get(look, {})
    page = browser.page(**options)
    for number, path in enumerate(
        (f"/gespraech/thread/{about.key}/", f"/beitraege/{Contribution.objects.earliest('pk').pk}/")
    ):
        assert page.open(path) == 200
        clean(page)
        keep(page, f"talk-{look}-{number}")


def test_writing_by_keyboard_without_javascript(browser: Chromium, about: Ref) -> None:
    page = browser.page(javascript=False)
    page.open(f"/gespraech/thread/{about.key}/")
    page.page.get_by_label("Ihr Text").fill("Mit der Tastatur.")
    page.page.keyboard.press("Tab")
    page.page.get_by_role("button", name="Weiter").press("Enter")
    assert page.page.get_by_label("Ihr Text").input_value() == "Mit der Tastatur."
    page.page.get_by_label("Ihre E-Mail-Adresse").fill("kim@example.org")
    page.page.get_by_label("Ich bin einverstanden").check()
    page.page.get_by_role("button", name="Absenden").press("Enter")
    assert "/beitrag/unterwegs/" in page.page.url
    assert Contribution.objects.filter(text="Mit der Tastatur.", state="unconfirmed").exists()


def test_the_form_with_mistakes_is_clean(browser: Chromium, about: Ref) -> None:
    page = browser.page(size=PHONE)
    page.open(f"/gespraech/thread/{about.key}/schreiben/")
    page.page.get_by_role("button", name="Absenden").click()
    page.page.get_by_text("Noch nicht abgeschickt.").first.wait_for()
    clean(page)
    keep(page, "write-phone")


@pytest.mark.parametrize("javascript", [True, False])
def test_one_click_supports_and_takes_back(browser: Chromium, about: Ref, javascript: bool) -> None:
    row = Contribution.objects.earliest("pk")
    page = browser.page(javascript=javascript)
    guest(browser, page)
    page.open(f"/gespraech/thread/{about.key}/")
    place = page.page.locator(f"#stimme-{row.pk}")
    place.get_by_role("button").click()
    place.get_by_text("Sie unterstützen das.").wait_for()
    assert "49" in place.inner_text()
    place.get_by_role("button").click()
    place.get_by_role("button", name="Unterstützen").wait_for()
    row.refresh_from_db()
    assert row.support_count == 48
    assert page.errors == []


def test_the_inbox_is_clean_and_a_draft_saves_itself(browser: Chromium, about: Ref, settings: Any) -> None:
    settings.STAFF_MFA = False
    client = Client()
    client.force_login(make_user("anna", "Beteiligungsbüro"))
    page = browser.page()
    cookie: Any = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": browser.server}
    page.page.context.add_cookies([cookie])
    page.open("/verwaltung/posteingang/")
    keep(page, "inbox")
    open_one = Contribution.objects.owed().get()
    page.open(f"/verwaltung/posteingang/beitrag/{open_one.pk}/")
    page.page.locator("#id_office").fill("Tiefbau")
    page.page.locator("#id_text").fill("Bänke kommen im Mai.")
    page.page.get_by_text("✓").first.wait_for()
    keep(page, "answer")
    assert Answer.objects.get(contribution=open_one).text == "Bänke kommen im Mai."
    assert (page.dialogs, page.violations) == ([], [])
