"""The back office: a whole plan without an administrator, four eyes, two at once, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from roterfaden.strategy.models import Assessment, Measure, Milestone, Node, Plan, ProgressUpdate
from roterfaden.strategy.office import urls
from tests.accounts.factories import make_user
from tests.strategy.factories import make_budget, make_district, make_measure, make_milestone, make_node, make_plan

pytestmark = pytest.mark.django_db
PARTS = ("cost", "benefit", "method", "affected", "losers", "data_bias", "accessibility", "exit")


def desk(username: str, *roles: str) -> Client:
    """Somebody of the staff at a browser of their own."""
    user = make_user(username, *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def controller() -> Client:
    return desk("controller", "Strategie-Controlling")


@pytest.fixture
def approver() -> Client:
    return desk("approver", "Strategie-Freigabe")


def at(name: str, *args: Any) -> str:
    return reverse(f"strategy_office:{name}", args=args)


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


PLAN = {"slug": "agenda", "title": "Digitale Agenda", "report_months": 36, "position": 0, "contact": "a@example.org"}


def test_a_whole_plan_without_an_administrator(controller: Client, approver: Client) -> None:
    assert controller.post(at("new_plan"), PLAN).status_code == 302
    plan = Plan.objects.get()
    assert (
        controller.post(
            at("new_node", plan.pk), {"code": "demokratie", "title": "Demokratie", "position": 0}
        ).status_code
        == 302
    )
    node = Node.objects.get()
    fields = {
        "slug": "oparl",
        "title": "OParl",
        "lead": "IT",
        "update_days": 90,
        "nodes": [node.pk],
        "partners": "Verein; a@example.org",
        "topics": "klima",
    }
    answer = controller.post(at("new_measure"), fields)
    assert answer.status_code == 302
    measure = Measure.objects.get()
    step = {"code": "start", "title": "Start", "planned_on": ahead(30).isoformat(), "position": 0}
    assert controller.post(at("new_milestone", measure.pk), step).status_code == 302
    money = {"year": 2026, "source": "Haushalt", "planned": "90.000,50 €", "actual": ""}
    assert controller.post(at("new_budget", measure.pk), money).status_code == 302
    assert approver.post(at("publish", measure.pk)).status_code == 302
    assert approver.post(at("plan_state", plan.pk, "inForce"), {"reason": "Beschluss"}).status_code == 302
    page = Client().get("/ziele/massnahmen/oparl").content.decode()
    assert "90.000,50" in page
    assert "Verein" in page


def test_a_report_is_told_seen_through_and_published(controller: Client, approver: Client) -> None:
    measure = make_measure(make_node(make_plan()), slug="oparl")
    milestone, line = make_milestone(measure, planned_on=ahead(20)), make_budget(measure)
    form = controller.get(at("report", measure.pk)).content.decode()
    assert "Was ist seit der letzten Meldung passiert?" in form
    report = {
        "happened": "Die Ausschreibung läuft",
        "reported_on": ahead(0).isoformat(),
        "state": "running",
        "forecast": ahead(99).isoformat(),
        "reason": "Kein Angebot",
        "decided_by": "IT",
        "milestone_version": 1,
        f"actual_{line.pk}": "1.234,50",
        f"line_{line.pk}": 1,
    }
    assert controller.post(at("report", measure.pk), report).status_code == 302
    update = ProgressUpdate.objects.get()
    assert controller.post(at("review", "meldung", update.pk), {}).url == "/verwaltung/"
    assert (
        "Die Ausschreibung läuft" in approver.get(at("desk")).content.decode()
        or measure.title in approver.get(at("desk")).content.decode()
    )
    seen = approver.get(at("review", "meldung", update.pk)).content.decode()
    assert "Kein Angebot" in seen
    assert "1234.50" in seen
    assert approver.post(at("review", "meldung", update.pk), {"role": "Freigabe"}).status_code == 302
    milestone.refresh_from_db()
    assert milestone.forecast_on == ahead(99)
    assert "Die Ausschreibung läuft" in Client().get("/ziele/massnahmen/oparl").content.decode()


def test_nobody_approves_their_own_even_with_both_roles() -> None:
    both = desk("both", "Strategie-Controlling", "Strategie-Freigabe")
    measure = make_measure(make_node(make_plan()))
    both.post(at("report", measure.pk), {"happened": "x", "reported_on": ahead(0).isoformat(), "state": "running"})
    update = ProgressUpdate.objects.get()
    assert both.post(at("review", "meldung", update.pk), {}).status_code == 422
    update.refresh_from_db()
    assert update.step == "submitted"


def test_a_report_that_cannot_be_is_told_at_the_form(controller: Client) -> None:
    measure = make_measure(make_node(make_plan()))
    report = {"happened": "x", "reported_on": ahead(0).isoformat(), "state": "dropped"}
    answer = controller.post(at("report", measure.pk), report)
    assert answer.status_code == 422
    assert "Bitte nennen Sie den Grund" in answer.content.decode()


def test_an_assessment_goes_from_draft_to_the_public(controller: Client, approver: Client) -> None:
    measure = make_measure(make_node(make_plan()), slug="oparl")
    texts = {part: f"Text {part}" for part in PARTS}
    assert controller.post(at("assess", measure.pk), texts).status_code == 302
    assert Assessment.objects.get().step == "draft"
    again = texts | {"cost": "Mehr", "version": "1", "einreichen": "1", "author_role": "Controlling"}
    assert controller.post(at("assess", measure.pk), again).status_code == 302
    row = Assessment.objects.get()
    assert (row.step, row.cost) == ("submitted", "Mehr")
    assert approver.post(at("give_back", "abwaegung", row.pk), {"zurueck-reason": "Welche Quelle?"}).status_code == 302
    assert "Welche Quelle?" in controller.get(at("assess", measure.pk)).content.decode()
    row.refresh_from_db()
    assert controller.post(at("assess", measure.pk), again | {"version": str(row.version)}).status_code == 302
    assert approver.post(at("review", "abwaegung", row.pk), {"role": "Freigabe"}).status_code == 302
    page = Client().get("/ziele/massnahmen/oparl").content.decode()
    assert "Text exit" in page
    assert "controller" not in page


def test_the_second_of_two_editors_sees_the_difference_and_loses_nothing(controller: Client) -> None:
    measure = make_measure(make_node(make_plan()), slug="oparl", lead="IT", what="Anfang")
    node = measure.nodes.get()
    first = {"slug": "oparl", "title": "Von der Ersten", "update_days": 90, "nodes": [node.pk], "version": 1}
    assert controller.post(at("edit_measure", measure.pk), first).status_code == 302
    second = first | {"title": "Von der Zweiten", "what": "Mein langer Text"}
    answer = controller.post(at("edit_measure", measure.pk), second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anders gespeichert" in page
    assert "Ersten" in page
    assert "Mein langer Text" in page
    assert Measure.objects.get().title == "Von der Ersten"
    version = answer.context["form"]["version"].value()
    assert controller.post(at("edit_measure", measure.pk), second | {"version": version}).status_code == 302
    assert Measure.objects.get().what == "Mein langer Text"


def test_a_public_date_is_shifted_with_a_reason(controller: Client, approver: Client) -> None:
    milestone = make_milestone(make_measure(make_node(make_plan())), planned_on=ahead(20))
    shift = {"version": 1, "new": ahead(90).isoformat(), "reason": "Kein Angebot", "decided_by": "IT"}
    assert controller.post(at("shift_milestone", milestone.pk), shift).url == "/verwaltung/"
    assert approver.post(at("shift_milestone", milestone.pk), shift | {"reason": ""}).status_code == 422
    assert approver.post(at("shift_milestone", milestone.pk), shift | {"paper": "9999/2026"}).status_code == 422
    assert approver.post(at("shift_milestone", milestone.pk), shift).status_code == 302
    assert Milestone.objects.get().forecast_on == ahead(90)


def test_what_is_due_stands_on_the_desk(controller: Client) -> None:
    from roterfaden.accounts.models import User

    me = User.objects.get(username="controller")
    make_measure(make_node(make_plan()), title="Längst fällig", controller=me, update_due_on=ahead(-3))
    make_measure(title="Noch Zeit", controller=me, update_due_on=ahead(30))
    page = controller.get(at("desk")).content.decode()
    due, _heading, later = page.partition("Ihre übrigen Maßnahmen")
    assert "Längst fällig" in due
    assert "Noch Zeit" in later


def everything() -> dict[str, int]:
    """One row of everything; keys for all addresses."""
    measure = make_measure(make_node(make_plan()))
    make_district()
    milestone, line = make_milestone(measure), make_budget(measure)
    update = ProgressUpdate.objects.create(measure=measure, step="submitted", happened="x", reported_on=ahead(0))
    node = measure.nodes.get()
    return {
        "plan": node.plan_id,
        "node": node.pk,
        "measure": measure.pk,
        "step": milestone.pk,
        "line": line.pk,
        "update": update.pk,
    }


def addresses() -> list[str]:
    """All addresses of the room's back office, with keys of `everything`."""
    keys = everything()
    names = {
        **dict.fromkeys(("plan", "edit_plan", "levels", "version", "new_node"), keys["plan"]),
        **dict.fromkeys(("edit_node", "withdraw_node"), keys["node"]),
        **dict.fromkeys(("edit_milestone", "shift_milestone", "reach_milestone", "remove_milestone"), keys["step"]),
        **dict.fromkeys(("edit_budget", "remove_budget"), keys["line"]),
    }
    found = []
    for pattern in urls.urlpatterns:
        name = str(pattern.name)
        if name in ("desk", "plans", "new_plan", "measures", "new_measure"):
            found.append(at(name))
        elif name in ("review", "give_back"):
            found.append(at(name, "meldung", keys["update"]))
        elif name == "plan_state":
            found.append(at(name, keys["plan"], "closed"))
        elif name == "shift":
            found.append(at(name, keys["measure"], "end"))
        else:
            found.append(at(name, names.get(name, keys["measure"])))
    return found


def test_a_stranger_gets_nowhere() -> None:
    paths = addresses()
    stranger, other = Client(), desk("other", "Redaktion")
    for path in paths:
        for client in (stranger, other):
            for answer in (client.get(path), client.post(path, {})):
                assert answer.status_code in (302, 403, 405), path
                assert answer.status_code != 302 or "/konto/" in answer.url or answer.url == "/verwaltung/", path


def test_every_form_opens_and_takes_nothing_empty() -> None:
    paths = addresses()
    both = desk("both", "Strategie-Controlling", "Strategie-Freigabe")
    for path in paths:
        assert both.get(path).status_code in (200, 405), path
        assert both.post(path, {}).status_code in (302, 405, 409, 422), path
        assert both.delete(path).status_code == 405, path


@pytest.mark.parametrize("text", ["\x00", "\ud800", "9" * 5000, "=1+1", "<script>"])
def test_odd_input_is_no_error(controller: Client, text: str) -> None:
    measure = make_measure(make_node(make_plan()))
    line = make_budget(measure)
    safe = text.encode("utf-8", "replace").decode() if "\ud800" in text else text
    for path, data in (
        (at("new_plan"), PLAN | {"title": safe, "parent": safe}),
        (at("new_measure"), {"title": safe, "slug": safe, "nodes": [safe], "partners": safe, "topics": safe}),
        (at("edit_budget", line.pk), {"year": safe, "planned": safe, "version": safe, "paper": safe, "source": safe}),
        (at("report", measure.pk), {"happened": safe, "reported_on": safe, "state": safe, f"actual_{line.pk}": safe}),
    ):
        assert controller.post(path, data).status_code in (302, 422)
    assert controller.get(f"{at('measures')}?q={safe[:50]}&seite={safe[:50]}").status_code in (200, 404)


def test_all_addresses_are_below_the_back_office() -> None:
    assert get_resolver() is not None
    assert at("desk").startswith("/verwaltung/strategie/")
