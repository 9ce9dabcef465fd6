"""Every kind of council page in a real browser: axe, narrow screens, keyboard alone, hostile data."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import models

from roterfaden.council.addresses import address, paper_address
from roterfaden.council.models import Consultation, Paper, PaperText, Source, State
from roterfaden.council.models.base import CouncilObject
from tests.browser import Chromium, Page, axe, sideways
from tests.council import factories as make
from tests.council.pages.city import City, make_city

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALLEST = (320, 700)
MOST_PAGES = 90


def page_types(city: City) -> list[str]:
    """One address of each kind of page."""
    make.make_run(city.paper.source, counts={"Paper": {"seen": 3}}, findings={"bad-date": {"count": 1, "examples": []}})
    gone = make.make_paper("0001/2020", state=State.WITHDRAWN, gone_reason="not-found")
    make.make_paper("0002/2020", "Erste")
    make.make_paper("0002/2020", "Zweite")
    lists = (
        "",
        "drucksachen/",
        "sitzungen/",
        "kalender/?monat=2026-06",
        "gremien/",
        "personen/",
        "aenderungen/",
        "quellen/",
    )
    things = (city.paper, city.meeting, city.committee, city.faction, city.person, city.file, city.revision, city.body)
    return [
        *(f"/rat/{path}" for path in lists),
        *(address(thing) for thing in (*things, city.paper.source, gone)),
        *(
            paper_address(city.paper, "paper_revisions"),
            paper_address(city.version, "paper_compare", other=city.paper.slug),
        ),
        *(f"/rat/gremien/{city.committee.pk}/mitglieder", "/rat/drucksachen/0002-2020"),
        *("/rat/drucksachen/?jahr=gestern", "/rat/drucksachen/?seite=99", "/rat/drucksachen/?art=motion&jahr=2026"),
    ]


@pytest.mark.parametrize(("dark", "prefix"), [(False, ""), (True, "/en")], ids=["light-de", "dark-en"])
def test_axe_finds_nothing_on_any_page(browser: Chromium, dark: bool, prefix: str) -> None:
    page = browser.page(dark=dark)
    for path in page_types(make_city()):
        page.open(prefix + path)
        assert not axe(page), path
    assert not page.violations
    assert not page.errors


def test_no_page_scrolls_sideways_on_the_smallest_screen(browser: Chromium) -> None:
    city = make_city()
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung" * 3
    Paper.objects.filter(pk=city.paper.pk).update(name=long, applicants=[long])
    wide = "".join(f"<td>{long}</td>" for _column in range(4))
    PaperText.objects.filter(paper=city.paper).update(
        sections=[{"heading": long, "html": f"<table><tr>{wide}</tr></table>", "text": long}]
    )
    page = browser.page(SMALLEST)
    for path in page_types(city):
        page.open(path)
        assert not sideways(page), path


def test_everything_works_without_javascript(browser: Chromium) -> None:
    city = make_city()
    page = browser.page(javascript=False)
    page.open("/rat/drucksachen/")
    page.page.get_by_role("combobox", name="Art", exact=True).select_option("amendment")
    page.page.get_by_role("button", name="Anzeigen").click()
    assert urlsplit(page.page.url).query.startswith("art=amendment")
    assert page.page.get_by_role("link", name="Fünf Bänke statt drei").count() == 1
    assert page.page.get_by_role("link", name=city.paper.name, exact=True).count() == 0


def focused(page: Page) -> str:
    """What has the focus: its text or its label."""
    script = """() => { const el = document.activeElement, label = el.labels?.[0]?.textContent;
        return (label || el.getAttribute('aria-label') || el.textContent || el.name || '').trim() }"""
    return str(page.page.evaluate(script))


def tab_to(page: Page, words: str) -> None:
    """Walk with the tab key until something with these words has the focus."""
    for _step in range(120):
        page.page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"no way to {words!r} with the tab key")


def test_the_way_from_the_filter_to_a_paper_and_its_meeting_by_keyboard(browser: Chromium) -> None:
    make_city()
    page = browser.page()
    page.open("/rat/")
    page.page.keyboard.press("Tab")
    assert "Zum Inhalt springen" in focused(page)
    page.page.keyboard.press("Enter")
    tab_to(page, "Drucksachen")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/rat/drucksachen/")
    tab_to(page, "Art")
    page.page.keyboard.press("B")
    tab_to(page, "Anzeigen")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**art=proposal**")
    tab_to(page, "Mehr Bänke im Stadtpark")
    tab_to(page, "Mehr Bänke im Stadtpark")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/rat/drucksachen/0728-2026")
    tab_to(page, "Sitzung, TOP 1")
    outline = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/rat/sitzungen/**")
    tab_to(page, "Beschlussdrucksache 0728/2026")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/rat/drucksachen/0728-2026")
    tab_to(page, "Wer wie gestimmt hat")
    page.page.keyboard.press("Enter")
    assert page.page.locator("details:not([open])").count() >= 1


HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><svg onload=alert(3)>"
    "<a href='javascript:alert(4)'>klick</a>{{ 7*7 }}{% now %}\u202e\u200b"
    "</title></textarea>]]>--><iframe srcdoc='<script>alert(5)</script>'>"
)
ACTIVE = "main script, main iframe, main img, main [onerror], main [onload], main object"
LINK = "javascript:alert(document.domain)//https://x.example/"


def poison(row: models.Model) -> None:
    """Put hostile words into every text of a row."""
    for field in row._meta.concrete_fields:
        keep = (
            field.primary_key
            or field.choices
            or field.is_relation
            or field.name in {"key", "slug", "state", "language"}
        )
        if keep or not isinstance(field, models.CharField | models.TextField | models.JSONField):
            continue
        value: Any = HOSTILE
        if isinstance(field, models.JSONField):
            old = getattr(row, field.name)
            value = (
                [HOSTILE, HOSTILE]
                if isinstance(old, list)
                else {HOSTILE: {"count": 1, "seen": 1, "examples": [{"url": LINK, "detail": HOSTILE}]}}
            )
        elif field.max_length:
            value = HOSTILE[: field.max_length]
        if "url" in field.name or field.name in {"web", "website", "external_body"}:
            value = LINK
        setattr(row, field.name, value)


def poison_everything() -> None:
    """Every row of every model of the council, as an import that cleans nothing would have written it."""
    for model in models_of_the_council():
        for row in model._default_manager.all():
            poison(row)
            row.save()
    section = {"heading": HOSTILE, "html": HOSTILE, "text": f"Antrag {HOSTILE}"}
    PaperText.objects.update(sections=[section, HOSTILE, {"heading": None}])
    changes = [
        {"field": HOSTILE, "old": HOSTILE, "new": "x"},
        {"field": "agendaItem", "old": [HOSTILE], "new": [HOSTILE + "2"]},
    ]
    changes += [{"field": "content", "old": HOSTILE, "new": HOSTILE, "old_text": HOSTILE, "new_text": "y"}]
    from roterfaden.council.models import Revision

    Revision.objects.update(changes=changes)


def models_of_the_council() -> list[type[models.Model]]:
    """All models of the room and the districts that pages name."""
    from django.apps import apps

    from roterfaden.places.models import District

    council = [model for model in apps.get_app_config("council").get_models() if not model._meta.auto_created]
    return [*council, District]


def test_hostile_words_in_every_field_stay_inert_on_every_page(browser: Chromium) -> None:
    city = make_city()
    paths = page_types(city)
    make.make_correction(Consultation.objects.filter(paper=city.paper)[0], "outcome", "noted")
    make.make_file_link(city.file, agenda_item=city.item)
    poison_everything()
    assert issubclass(Paper, CouncilObject)
    assert Source.objects.filter(name__contains="<script>").exists()
    page = browser.page()
    start = urlsplit(browser.server).netloc
    seen: set[str] = set()
    waiting = [*paths, "/en/rat/"]
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        status = page.open(path)
        assert status < 500, path
        links = page.page.eval_on_selector_all("a[href]", "all => all.map(a => [a.getAttribute('href'), a.href])")
        for raw, whole in links:
            assert not raw.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (path, raw)
            target = urlsplit(whole)
            if (
                target.netloc == start
                and target.path.startswith("/rat/")
                and not target.path.endswith((".ics", ".csv", ".xlsx", ".json", ".atom"))
            ):
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
        found = page.page.evaluate(f"document.querySelectorAll('{ACTIVE}').length")
        assert found == 0, path
    assert len(seen) >= len(paths)
    assert page.dialogs == []
    assert page.violations == []
