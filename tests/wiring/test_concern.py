"""One concern from the draft of a plan to a figure, by editors' hands, in a real browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.actions import sync_roles
from roterfaden.council.models import Paper
from roterfaden.council.models.result import Outcome
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.ledger.models import Pending
from roterfaden.strategy.models import Indicator, Measure, Node, Plan, ProgressUpdate
from roterfaden.threads.models import Thread
from tests.accounts.factories import make_user
from tests.browser import Chromium, Page
from tests.council.sync.endpoint import Endpoint, make_endpoint
from tests.pages.factories import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICE = "/verwaltung"


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any, tmp_path: Path) -> None:
    """Tests of the second factor stand elsewhere; the index is our own."""
    settings.STAFF_MFA = False
    settings.SEARCH_ROOT = tmp_path / "search"


class Hand:
    """Somebody of the staff at a browser."""

    def __init__(self, browser: Chromium, name: str, role: str) -> None:
        client = Client()
        client.force_login(make_user(name, role))
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        self.page: Page = browser.page()
        self.page.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": browser.server}])

    def send(self, path: str, submit: str = "", **values: str) -> None:
        """Open a form, fill its fields by name, and press its first button, or the one with the name `submit`."""
        assert self.page.open(f"{OFFICE}{path}") == 200, path
        self.press(submit, **values)

    def click(self, selector: str) -> None:
        """Press a button and wait for the page that follows."""
        with self.page.page.expect_navigation():
            self.page.page.locator(selector).first.click()

    def press(self, submit: str = "", **values: str) -> None:
        """Fill the form that is open, and send it."""
        window = self.page.page
        form = window.locator("main form[method=post]").first
        for name, value in values.items():
            field = form.locator(f"[name={name}]").first
            kind = field.evaluate("field => field.tagName + (field.type || '')")
            if kind.startswith("SELECT"):
                field.select_option(value)
            elif kind.endswith(("radio", "checkbox")):
                form.locator(f"[name={name}][value='{value}']").check()
            else:
                field.fill(value)
        button = form.locator(f"[type=submit][name={submit}]" if submit else "[type=submit]:not([name])").first
        with window.expect_navigation():
            button.click()
        wrong = window.locator(".error-message, .errorlist")
        assert wrong.count() == 0, wrong.all_inner_texts()


@pytest.fixture
def hands(browser: Chromium) -> tuple[Hand, Hand, Hand]:
    """Controlling, approval, and the editor of threads."""
    make_site()
    sync_roles()
    return (
        Hand(browser, "controlling", "Strategie-Controlling"),
        Hand(browser, "freigabe", "Strategie-Freigabe"),
        Hand(browser, "faden", "Faden-Redaktion"),
    )


def read(endpoint: Endpoint) -> None:
    """One run of the importer."""
    source = source_for(endpoint.url, "oparl", "musterstadt")
    read_source(source, client=endpoint.client())


def decided(endpoint: Endpoint) -> Paper:
    """The vote: before it the paper is on its way, then the council's system says how it ended."""
    result = endpoint.one("meeting", "1")["agendaItem"][0]
    words, result["result"] = result["result"], ""
    read(endpoint)
    paper = Paper.objects.get(reference="0001/2024")
    assert paper.outcome == Outcome.NONE
    result["result"] = words
    endpoint.one("meeting", "1")["modified"] = timezone.now().isoformat()
    read(endpoint)
    paper.refresh_from_db()
    return paper


def test_one_concern_is_followed_from_a_draft_to_a_figure(hands: tuple[Hand, Hand, Hand], browser: Chromium) -> None:
    controlling, approval, editor = hands
    today = timezone.localdate()

    # A draft plan with one goal.
    controlling.send("/strategie/plaene/neu/", title="Digitale Agenda", slug="agenda", contact="agenda@example.org")
    plan = Plan.objects.get()
    controlling.send(f"/strategie/plaene/{plan.pk}/punkte/neu/", code="offen", title="Offene Ratsarbeit")
    assert browser.page().open("/ziele/agenda") == 404

    # The paper comes in, then the vote.
    paper = decided(make_endpoint(papers=1))
    assert paper.outcome == Outcome.ADOPTED
    approval.send(f"/strategie/plaene/{plan.pk}/zustand/inForce/", reason="Beschluss des Rates")

    # The measure with a milestone, which is then late, for a reason that everybody reads.
    node = Node.objects.get()
    fields = {"title": "Ratsinformationen als OParl", "slug": "oparl", "lead": "Team Digitales", "nodes": str(node.pk)}
    controlling.send("/strategie/massnahmen/neu/", **fields)
    measure = Measure.objects.get()
    day = (today + timedelta(days=20)).isoformat()
    controlling.send(
        f"/strategie/massnahmen/{measure.pk}/meilensteine/neu/", code="start", title="Start", planned_on=day
    )
    approval.page.open(f"{OFFICE}/strategie/massnahmen/{measure.pk}/")
    approval.click(f"form[action$='/massnahmen/{measure.pk}/veroeffentlichen/'] [type=submit]")
    later = (today + timedelta(days=99)).isoformat()
    told = {"happened": "Die Ausschreibung wird wiederholt.", "forecast": later, "reason": "Kein Angebot"}
    controlling.send(
        f"/strategie/massnahmen/{measure.pk}/melden/", **told, decided_by="Team Digitales", state="running"
    )
    approval.send(f"/strategie/freigabe/meldung/{ProgressUpdate.objects.get().pk}/", role="Freigabe")

    # The figure that shows whether it works.
    figure = {"title": "Abrufe der Schnittstelle", "slug": "abrufe", "unit": "Abrufe", "method": "Zählung im Protokoll"}
    controlling.send("/kennzahlen/neu/", **figure, places=str(node.pk))
    indicator = Indicator.objects.get()
    controlling.send(f"/kennzahlen/{indicator.pk}/werte/", **{"w-0-period": "2025", "w-0-value": "1.200"})
    approval.page.open(f"{OFFICE}/kennzahlen/{indicator.pk}/")
    form = approval.page.page.locator(f"form[action$='/kennzahlen/{indicator.pk}/zustand/']")
    form.locator("[name=state]").select_option("published")
    approval.click(f"form[action$='/kennzahlen/{indicator.pk}/zustand/'] [type=submit]")
    indicator.refresh_from_db()
    assert indicator.state == "published"

    # The thread that holds it together.
    editor.send("/faeden/neu/", title="Der Rat wird nachlesbar", summary="Vom Plan bis zur Zahl.")
    thread = Thread.objects.get()
    for ref, stage, when, heading in (
        (f"plan:{plan.pk}", "idea", "2023", "Der Plan"),
        (f"paper:{paper.pk}", "decision", "2.5.2024", "Der Rat beschließt"),
        (f"measure:{measure.pk}", "implementation", "2025", "Die Schnittstelle entsteht"),
        (f"indicator:{indicator.pk}", "effect", "2026", "Sie wird benutzt"),
    ):
        words = {"plan": "Digitale", "paper": "0001/2024", "measure": "OParl", "indicator": "Abrufe"}[ref.split(":")[0]]
        editor.send(f"/faeden/{thread.pk}/stationen/neu/", submit="look", thing_query=words)
        editor.press(ref=ref, stage=stage, when=when, heading=heading)
    editor.page.open(f"{OFFICE}/faeden/{thread.pk}/")
    editor.click("form[action$='/stand/'] [type=submit]")

    visitor = browser.page(javascript=False)
    thread.refresh_from_db()
    assert visitor.open(f"/faeden/{thread.slug}") == 200
    text = visitor.page.locator("main").inner_text()
    headings = ("Sie wird benutzt", "Die Schnittstelle entsteht", "Der Rat beschließt", "Der Plan")
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "0001/2024" in text
    visitor.page.get_by_role("link", name="Ratsinformationen als OParl").first.click()
    measure_page = visitor.page.locator("main").inner_text()
    assert "Kein Angebot" in measure_page
    assert "Der Rat wird nachlesbar" in measure_page
    kinds = set(Pending.objects.values_list("kind", flat=True))
    assert {"paper.published", "paper.outcome", "measure.date_shifted", "thread.published"} <= kinds
    assert (visitor.violations, visitor.dialogs) == ([], [])
