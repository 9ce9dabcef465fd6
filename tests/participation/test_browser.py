"""Pages where people take part, in a browser: on the smallest screen, with axe, by keyboard and without scripts."""

from __future__ import annotations

import pytest
from django.test import Client

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution
from roterfaden.participation.modules.survey.models import Kind
from tests.browser import DESKTOP, Chromium, Page, axe, sideways
from tests.contributions.factories import as_guest, make_person
from tests.council.pages.test_browser import tab_to
from tests.crawl.test_keyboard import is_seen
from tests.participation.ideas.factories import make_collection, make_district, make_idea
from tests.surveys.factories import make_question, make_survey

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(120)]
LONG = "Kirchrode-Bemerode-Wülferode-Südstadt-Bult-Herrenhausen"
SMALLEST = (320, 640)


def page_of(browser: Chromium, person: Person, javascript: bool = True, dark: bool = False) -> Page:
    """A browser in which that person's address is confirmed."""
    page = browser.page(DESKTOP, javascript=javascript, dark=dark)
    cookie = as_guest(Client(), person).cookies["sessionid"]
    page.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": browser.server}])
    return page


def test_filters_with_long_names_fit_on_the_smallest_screen(browser: Chromium) -> None:
    make_district(10, LONG)
    process = make_collection()
    make_idea(process)
    page = browser.page(SMALLEST)
    for prefix in ("", "/en"):
        for path in ("/mitmachen/", f"/mitmachen/{process.slug}/", f"/mitmachen/{process.slug}/ideen/"):
            page.open(prefix + path)
            assert not sideways(page), prefix + path


def test_a_poll_complains_of_nothing_before_it_is_sent(browser: Chromium) -> None:
    survey = make_survey("poll")
    make_question(survey, Kind.CHOICE, required=True)
    page = browser.page()
    page.open(f"/mitmachen/{survey.phase.process.slug}/")
    assert page.page.locator("fieldset.question").count() == 1
    assert page.page.locator("main .error").count() == 0
    assert axe(page) == []
    page.page.locator("form.poll button[name=senden]").click()
    assert page.page.locator("main .error").count() >= 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_an_author_changes_an_idea_by_keyboard(browser: Chromium, javascript: bool) -> None:
    person = make_person()
    idea = make_idea(make_collection(), author=person, category="baeume", place="Altes Ufer")
    page = page_of(browser, person, javascript)
    page.open(f"/mitmachen/ideen/{idea.pk}/")
    if not javascript:  # the keyboard is tried with scripts, where the test can ask what has the focus
        page.page.get_by_role("link", name="Bearbeiten (15 Minuten lang)").click()
        page.page.get_by_label("Wo?").fill("Neues Ufer")
        page.page.get_by_role("button", name="Speichern").click()
    else:
        tab_to(page, "Bearbeiten")
        assert is_seen(page.page)
        page.page.keyboard.press("Enter")
        page.page.wait_for_url("**/bearbeiten/")
        tab_to(page, "Wo?")
        page.page.keyboard.press("Control+A")
        page.page.keyboard.type("Neues Ufer")
        tab_to(page, "Speichern")
        page.page.keyboard.press("Enter")
    page.page.wait_for_url(f"**/mitmachen/ideen/{idea.pk}/")
    text = page.page.locator("main").inner_text()
    assert "Neues Ufer" in text
    assert "Ort: Altes Ufer" in text
    assert Contribution.objects.get().edited_at
    assert page.violations == []


def test_the_pages_of_an_edited_idea_are_clean_in_the_dark_and_narrow(browser: Chromium) -> None:
    person = make_person(profile=True)
    idea = make_idea(make_collection(), author=person, category="baeume")
    page = page_of(browser, person, dark=True)
    page.page.set_viewport_size({"width": 320, "height": 640})
    for path in (f"/mitmachen/ideen/{idea.pk}/bearbeiten/", f"/mitmachen/ideen/{idea.pk}/", f"/menschen/{person.uid}/"):
        assert page.open(f"/en{path}") == 200
        assert axe(page) == []
        assert not sideways(page), path
