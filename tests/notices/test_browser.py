"""A resident follows, confirms, changes and ends it: by keyboard and eye, in light and dark; axe finds nothing."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from roterfaden.notices import tokens
from roterfaden.notices.models import Follower, Following, State
from roterfaden.notices.rendering import follow_path
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from tests.browser import Chromium, axe, sideways
from tests.notices.factories import World, make_event, make_follower, make_following, make_notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_from_the_form_to_the_end(world: World, browser: Chromium, dark: bool) -> None:
    ref, follower = world.add("1", "Radweg am Kanal"), make_follower()
    row = make_following(ref, follower)
    make_notice(ref, follower, state=State.SENT)
    manage = reverse("notices:manage", args=[tokens.of_follower(tokens.MANAGE, follower)])
    pages = [
        follow_path(ref),
        reverse("notices:confirm", args=[tokens.of_following(tokens.CONFIRM, row, "now")]),
        reverse("notices:end", args=[tokens.of_following(tokens.END, row)]),
        manage,
        f"{manage}loeschen/",
    ]
    page = browser.page(dark=dark)
    found = []
    for address in pages:
        assert page.open(address) == 200
        found += [f"{address}: {words}" for words in (*axe(page), *page.errors, *page.violations)]
    narrow = browser.page((320, 700), dark=dark)
    for address in pages:
        narrow.open(address)
        found += [f"{address} must be scrolled sideways"] if sideways(narrow) else []
    assert found == []


def test_a_resident_follows_and_ends_it(world: World, browser: Chromium) -> None:
    ref = world.add("1", "Radweg am Kanal")
    page = browser.page()
    page.open(follow_path(ref))
    tab = page.page
    tab.get_by_label("Ihre E-Mail-Adresse").fill("kim@example.org")
    tab.get_by_label("einmal in der Woche").check()
    tab.get_by_role("button", name="Folgen", exact=True).press("Enter")
    tab.get_by_role("heading", name="Bitte sehen Sie in Ihr Postfach.").wait_for()
    send()
    link = next(word for word in mail.outbox[0].body.split() if "/bestaetigen/" in word)
    page.open("/" + link.split("/", 3)[3])
    tab.get_by_role("button", name="Ja, ich möchte folgen").press("Enter")
    tab.get_by_text("Es geht los").wait_for()
    assert Follower.objects.get().rhythm == "week"
    make_event(ref, said="Beschlossen.")
    spread()
    tab.reload()
    tab.get_by_text("Beschlossen.").wait_for()
    tab.get_by_role("button", name="Radweg am Kanal").press("Enter")
    tab.get_by_text("Nichts mehr.").wait_for()
    assert not Following.objects.exists()
