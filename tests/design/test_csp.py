"""A walk through the back office with a browser that reports each violation of its policy."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Collection

from roterfaden.accounts.models import User
from tests.browser import Chromium, Page
from tests.council import factories
from tests.pages.factories import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WALK = (
    "/verwaltung/",
    "/verwaltung/pages/",
    "/verwaltung/images/",
    "/verwaltung/images/add/",
    "/verwaltung/documents/",
    "/verwaltung/snippets/",
    "/verwaltung/users/",
    "/verwaltung/groups/",
    "/verwaltung/reports/site-history/",
    "/verwaltung/account/",
)


@pytest.fixture
def office(browser: Chromium, settings: object) -> Page:
    """A page that is logged in as somebody who may do everything."""
    settings.STAFF_MFA = False  # type: ignore[attr-defined]
    make_site()
    if Collection.get_first_root_node() is None:  # an earlier test's flush has taken what migrations made
        Collection.add_root(name="Root")
    client = Client()
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "ein langes Wort"))
    page = browser.page()
    cookie = {"name": "sessionid", "value": client.cookies[_session()].value, "url": browser.server}
    page.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return page


def _session() -> str:
    return str(settings.SESSION_COOKIE_NAME)


def test_the_back_office_works_under_its_policy(office: Page) -> None:
    factories.make_paper()
    for path in WALK:
        assert office.open(path) == 200, path
    editors = office.page.goto("/verwaltung/pages/") and office.page.eval_on_selector_all(
        "a[href*='/edit/']", "links => links.map(link => link.getAttribute('href'))"
    )
    for path in list(dict.fromkeys(editors or []))[:3]:
        assert office.open(path) == 200, path
        office.page.wait_for_load_state("networkidle")

    assert editors
    assert office.violations == []
    assert office.errors == []


def test_the_walk_would_notice_a_violation(office: Page) -> None:
    office.open("/verwaltung/")
    office.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'}))")
    office.page.wait_for_timeout(300)

    assert office.violations
