"""The pages of threads in a real browser: axe, narrow screens, without JavaScript, in a frame on another site."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.pages.setup import ensure_site
from roterfaden.threads.models import Happening, State, Thread
from roterfaden.threads.stages import Stage
from tests.browser import Chromium, axe, sideways
from tests.threads.factories import Deeds, make_district, make_station, make_thread, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung" * 2


def make_pages(deeds: Deeds) -> list[str]:
    """A thread with one of everything, and the addresses of each kind of page."""
    ensure_site()
    today = timezone.localdate()
    thread = make_thread(LONG, easy="Ein Satz.\n\nNoch einer.", place_name="Maschsee", sample_data=True)
    thread.topics.add(make_topic())
    thread.districts.add(make_district())
    make_station(thread, LONG, ref=deeds.add("1", LONG, sample=True), relation="decided_in", sentence=LONG)
    make_station(thread, "Kommt", start=today + timedelta(days=9), stage=Stage.EFFECT)
    make_station(thread, "Bericht", start=today - timedelta(days=60), due=today - timedelta(days=40))
    gone = deeds.add("2")
    make_station(thread, ref=gone, stage=Stage.IDEA)
    deeds.hide(gone)
    Happening.objects.create(thread=thread, kind="closed", reason=LONG)
    merged = make_thread("Alt", state=State.MERGED, merged_into=thread)
    hidden = make_thread(state=State.HIDDEN)
    own = f"/faeden/{thread.slug}"
    more = [f"/faeden/{merged.slug}", f"/faeden/{hidden.slug}", "/faeden/", "/faeden/?stufe=effect", "/faeden/?stufe=x"]
    return [own, f"{own}/einbetten", f"{own}/weitergeben", *more]


@pytest.mark.parametrize(("dark", "prefix"), [(False, ""), (True, "/en")], ids=["light", "dark-en"])
def test_axe_finds_nothing_and_the_policy_stops_nothing(
    browser: Chromium, deeds: Deeds, dark: bool, prefix: str
) -> None:
    page = browser.page(dark=dark)
    for path in make_pages(deeds):
        page.open(prefix + path)
        assert axe(page) == [], path
    assert (page.violations, page.errors) == ([], [])


def test_nothing_scrolls_sideways_and_all_is_there_without_javascript(browser: Chromium, deeds: Deeds) -> None:
    page = browser.page((320, 700), javascript=False)
    for path in make_pages(deeds):
        page.open(path)
        assert not sideways(page), path
        assert page.page.locator("h1").is_visible(), path


def test_what_is_new_since_the_last_visit_is_marked(browser: Chromium, deeds: Deeds) -> None:
    path = make_pages(deeds)[0]
    page = browser.page()
    page.open(path)
    page.page.locator("[data-seen-on]").click()
    page.page.evaluate(
        """() => { for (const name of Object.keys(localStorage)) if (name.startsWith("seen:"))
        localStorage.setItem(name, JSON.stringify({before: null, now: {at: Date.now() - 3600e3, keys: []}})) }"""
    )
    thread = Thread.objects.exclude(easy="").get()
    thread.stations.update(created_at=timezone.now() - timedelta(days=3))
    make_station(thread, "Ganz neu")
    page.open(path)
    assert page.page.locator(".thread .new").count() == 1
    assert "neu" in page.page.locator("li", has_text="Ganz neu").locator(".when").inner_text()
