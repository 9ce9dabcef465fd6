"""Surveys in a real browser: axe, narrow screens, keyboard, follow-up questions at once, drafts, a frame elsewhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from roterfaden.pages.setup import ensure_site
from roterfaden.participation.modules.survey import due
from roterfaden.participation.modules.survey.models import FreeText, Kind, Participation, Survey, TextState
from tests.accounts.factories import make_user
from tests.browser import PHONE, Chromium, Page, axe, shot, sideways
from tests.contributions.factories import make_person
from tests.surveys.factories import answer, end, keys_of, log_in, make_question, make_survey, path_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung"
#: A folder for pictures, for whoever wants to look.
SHOTS = os.environ.get("SURVEY_SHOTS", "")
WISHES = ("Mehr Bäume", "Bänke mit Lehne", "Ein Trinkbrunnen", f"Keine {LONG}")


def make_whole(module: str = "survey") -> Survey:
    """One of each kind of question."""
    ensure_site()
    title = "Wie soll das Ufer der Ihme werden?"
    survey = make_survey(
        module,
        {"title": title, "name": "Grün an der Ihme", "sample_data": True},
        intro="Zehn Fragen, fünf Minuten. Sie helfen dem Stadtbezirksrat, im Februar zu entscheiden.",
        by_district=True,
    )
    first = make_question(survey, Kind.CHOICE, "ja", "nein", "manchmal", text="Sind Sie oft am Ufer?", required=True)
    make_question(survey, Kind.TEXT, text="Was fehlt Ihnen dort?", if_question=first, if_values=[keys_of(first)[0]])
    make_question(
        survey,
        Kind.SEVERAL,
        *WISHES,
        text="Was soll zuerst kommen?",
        least=1,
        most=2,
        help="Es ist Geld für zwei Dinge da.",
    )
    make_question(survey, Kind.SCALE, text="Wie sicher fühlen Sie sich abends?", low="gar nicht", high="sehr")
    make_question(
        survey, Kind.MATRIX, "gut", "geht so", "schlecht", rows=("Wege", "Licht", "Sauberkeit"), text="Wie ist …?"
    )
    make_question(survey, Kind.RANKING, "Schatten", "Ruhe", "Spielen", text="Was ist Ihnen wichtig?")
    make_question(survey, Kind.DISTRICT, text="Wo wohnen Sie?")
    make_question(survey, Kind.POINT, text="Wo soll ein Brunnen hin?")
    return survey


def fill(survey: Survey, number: int = 40) -> None:
    """People answer, it ends, and is evaluated."""
    asked = list(survey.questions.prefetch_related("options"))
    for each in range(number):
        told: dict[str, Any] = {}
        for one in asked:
            options = keys_of(one)
            match one.kind:
                case Kind.CHOICE:
                    told[one.name] = options[each % 2]
                case Kind.SEVERAL:
                    told[one.name] = sorted({options[each % 3], options[(each + each // 7) % 3]})
                case Kind.SCALE:
                    told[one.name] = 1 + each % 5
                case Kind.MATRIX:
                    told[one.name] = {str(row.pk): options[each % 2] for row in one.rows()}
                case Kind.RANKING:
                    told[one.name] = [*options[each % 3 :], *options[: each % 3]]
                case Kind.TEXT:
                    told[one.name] = f"Mehr Schatten im Sommer, sonst ist es nicht auszuhalten ({each})."
                case Kind.POINT:
                    told[one.name] = [52.361, 9.721 + (each % 3) / 100]
        answer(survey, make_person(district="mitte" if each % 2 else "nord"), **told)
    end(survey.phase)
    assert due.evaluate_due() == 1
    FreeText.objects.update(state=TextState.RELEASED)


def look(page: Page, name: str) -> None:
    """A picture, for whoever wants to look."""
    if SHOTS:
        shot(page, Path(SHOTS) / f"{name}.png")


def given_cookie(browser: Chromium, page: Page, client: Client) -> None:
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    page.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": browser.server}])


@pytest.mark.parametrize(("dark", "prefix"), [(False, ""), (True, "/en")], ids=["light", "dark-en"])
def test_axe_finds_nothing_and_the_policy_stops_nothing(browser: Chromium, dark: bool, prefix: str) -> None:
    page, phone = browser.page(dark=dark), browser.page(PHONE, dark=dark)
    survey, poll = make_whole(), make_survey("poll", {"title": "Soll die Straße autofrei werden?"})
    make_question(poll, Kind.CHOICE, "Ja", "Nein", "Weiß nicht", text="Soll die Straße am Sonntag autofrei werden?")
    home = f"/mitmachen/{poll.phase.process.slug}/"
    before = [path_of(survey), home, path_of(poll, "einbetten"), path_of(survey, "ergebnis/")]
    name = "en" if prefix else "de"
    _check(page, phone, before, prefix, f"{name}-before")
    page.page.goto(prefix + path_of(survey))
    page.page.locator("button[name=senden]").click()
    page.page.locator("[role=alert]").first.wait_for()
    assert axe(page) == []
    look(page, f"{name}-errors")
    fill(survey)
    fill(poll, 23)
    asked = survey.questions.get(kind=Kind.TEXT).pk
    home = f"/mitmachen/{survey.phase.process.slug}/"
    after = [path_of(survey, "ergebnis/"), path_of(survey), path_of(survey, f"ergebnis/texte/?frage={asked}"), home]
    _check(page, phone, [*after, path_of(poll, "einbetten")], prefix, f"{name}-after")
    assert (page.violations, page.errors) == ([], [])


def _check(page: Page, phone: Page, paths: list[str], prefix: str, name: str) -> None:
    for number, path in enumerate(paths):
        page.open(prefix + path)
        assert axe(page) == [], path
        look(page, f"{name}-{number}")
        phone.open(prefix + path)
        look(phone, f"{name}-{number}-phone")


def test_nothing_scrolls_sideways_and_all_is_there_without_javascript(browser: Chromium) -> None:
    survey = make_whole()
    page = browser.page((320, 700), javascript=False)
    page.open(path_of(survey))
    assert not sideways(page)
    assert page.page.get_by_role("button", name="Weiter: Folgefragen zeigen").is_visible()
    fill(survey)
    page.open(path_of(survey, "ergebnis/"))
    assert not sideways(page)
    for summary in page.page.locator("summary").all():
        summary.click()
    assert not sideways(page)


def test_with_scripts_follow_up_questions_come_and_go_and_a_draft_is_kept(browser: Chromium) -> None:
    survey = make_whole()
    page = browser.page()
    page.open(path_of(survey))
    window = page.page
    more = window.get_by_text("Was fehlt Ihnen dort?").first
    assert not more.is_visible()
    assert not window.get_by_role("button", name="Weiter: Folgefragen zeigen").is_visible()
    window.get_by_label("ja", exact=True).check()
    assert more.is_visible()
    window.locator("textarea").fill("Schatten")
    window.reload()
    assert window.locator("textarea").input_value() == "Schatten"
    assert window.evaluate("Object.keys(localStorage).filter(key => key.startsWith('survey')).length") == 0
    window.get_by_label("nein", exact=True).check()
    assert not more.is_visible()
    window.get_by_label("Zwischenstand in diesem Browser").check()
    assert window.evaluate("Object.keys(localStorage).filter(key => key.startsWith('survey')).length") == 1


def test_a_survey_is_answered_with_the_keyboard_alone(browser: Chromium) -> None:
    survey = make_survey()
    ensure_site()
    make_question(survey)
    make_question(survey, Kind.SEVERAL, "a", "b")
    client = Client()
    log_in(client)
    page = browser.page()
    given_cookie(browser, page, client)
    page.open(path_of(survey))
    window = page.page
    window.locator("main").focus()
    for _tab in range(40):
        window.keyboard.press("Tab")
        kind = window.evaluate("document.activeElement.type || ''")
        if kind in ("radio", "checkbox") and window.evaluate("document.activeElement.id") != "keep":
            window.keyboard.press("Space")
        if window.evaluate("document.activeElement.name || ''") == "senden":
            window.keyboard.press("Enter")
            break
    window.wait_for_url("**/danke/")
    assert Participation.objects.count() == 1
    assert axe(page) == []
    look(page, "danke")


def test_the_frame_sets_no_cookie_and_leads_to_the_portal(browser: Chromium) -> None:
    survey = make_survey("poll")
    ensure_site()
    make_question(survey)
    page = browser.page(javascript=False)
    page.open(path_of(survey, "einbetten"))
    assert page.page.context.cookies() == []
    assert page.page.locator("a.act").get_attribute("href") == f"{django_settings.SITE_URL}{path_of(survey)}"
    assert page.page.locator("form").count() == 0


def test_the_back_office_is_free_of_axe(browser: Chromium) -> None:
    survey = make_whole()
    client = Client()
    client.force_login(make_user("bea", superuser=True))
    page = browser.page()
    given_cookie(browser, page, client)
    office = f"/verwaltung/umfragen/{survey.phase_id}/"
    for number, path in enumerate(("", "einstellungen/", "fragen/neu/", "boegen/", "boegen/neu/", "vorschau/")):
        assert page.open(office + path) == 200
        look(page, f"office-{number}")
        ours = [found for found in axe(page) if "surveys" in found or "question" in found or "w-field" in found]
        assert ours == [], path
