"""Reports: frozen, published by a second person, compared, and missed in public."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from roterfaden.ledger.models import Pending
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import Measure, Report
from roterfaden.strategy.models.base import AppendOnlyError
from roterfaden.strategy.reports import due
from roterfaden.strategy.reports.actions import freeze_report, publish_report, return_report
from roterfaden.strategy.reports.compare import compare
from roterfaden.strategy.reports.document import digest
from tests.strategy.factories import make_budget, make_measure, make_milestone, make_node, make_plan
from tests.strategy.indicators.factories import make_editor, make_indicator, make_target, make_values

pytestmark = pytest.mark.django_db
HERE = "/ziele/berichte/"


@pytest.fixture
def plan() -> Any:
    """A plan with a measure, a milestone, money and an indicator."""
    found = make_plan(starts_on=date(2020, 1, 1))
    node = make_node(found)
    measure = make_measure(node, title="Anträge ganz online", planned_total="90000.00")
    make_milestone(measure)
    make_budget(measure)
    indicator = make_indicator(node)
    make_values(indicator, 12, 30)
    make_target(indicator)
    return found


@pytest.fixture
def people() -> Any:
    """Two who may everything here."""
    return make_editor("anna"), make_editor("bert")


def published(plan: Any, people: Any, day: date | None = None) -> Report:
    report = freeze_report(people[0], plan, day or timezone.localdate(), "Es geht voran.")
    return publish_report(people[1], report)


def test_a_report_freezes_what_was_public(plan: Any, people: Any) -> None:
    make_measure(*plan.nodes.all(), title="Geheim", published=False, public=False)
    make_indicator(*plan.nodes.all(), title="Entwurf", state="draft")
    document = published(plan, people).document
    assert [row["title"] for row in document["measures"]] == ["Anträge ganz online"]
    assert document["measures"][0]["milestones"][0]["planned"] == "2027-06-30"
    assert [(row["value"], row["rating"], row["target"]) for row in document["indicators"]] == [
        ("30", "on_track", "60")
    ]


def test_values_after_the_day_do_not_count(plan: Any, people: Any) -> None:
    report = freeze_report(people[0], plan, date(2021, 3, 1), "Rückblick.")
    assert report.document["indicators"][0]["period"] == "2020"


def test_nobody_publishes_their_own_report(plan: Any, people: Any) -> None:
    report = freeze_report(people[0], plan, timezone.localdate(), "Es geht voran.")
    with pytest.raises(PermissionDenied):
        publish_report(people[0], report)
    publish_report(people[1], report)
    with pytest.raises(Refused):
        publish_report(people[1], report)


def test_a_stranger_neither_freezes_nor_decides(plan: Any, people: Any) -> None:
    stranger = make_editor("fremd", "view_report")
    report = freeze_report(people[0], plan, timezone.localdate(), "Es geht voran.")
    for attempt in (
        lambda: freeze_report(stranger, plan, timezone.localdate(), "x"),
        lambda: publish_report(stranger, report),
        lambda: return_report(stranger, report, "x"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_returned_report_stays_unpublished(plan: Any, people: Any) -> None:
    report = freeze_report(people[0], plan, timezone.localdate(), "Es geht voran.")
    return_report(people[1], report, "Zahlen prüfen")
    with pytest.raises(Refused):
        publish_report(people[1], report)
    assert not Report.objects.visible_to().exists()


@pytest.mark.parametrize("wrong", ["words", "future", "draft", "earlier"])
def test_what_cannot_be_a_report_is_refused(plan: Any, people: Any, wrong: str) -> None:
    day, words = timezone.localdate(), "Es geht voran."
    if wrong == "words":
        words = " \u200b "
    if wrong == "future":
        day += timedelta(days=1)
    if wrong == "draft":
        plan = make_plan("entwurf", state="draft")
    if wrong == "earlier":
        published(plan, people)
        day -= timedelta(days=1)
    with pytest.raises(Refused):
        freeze_report(people[0], plan, day, words)


def test_what_is_frozen_stays(plan: Any, people: Any) -> None:
    report = published(plan, people)
    report.words = "Anders"
    for attempt in (
        report.save,
        report.delete,
        lambda: Report.objects.update(document={}),
        lambda: Report.objects.all().delete(),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    Measure.objects.update(title="Umbenannt", light="stalled")
    found = Report.objects.get()
    assert found.document["measures"][0]["title"] == "Anträge ganz online"
    assert digest(found.document) == found.digest


def test_the_ledger_keeps_the_digest(plan: Any, people: Any) -> None:
    report = published(plan, people)
    entry = json.loads(Pending.objects.get(kind="report.published").content)
    assert entry["digest"] == report.digest


# -- when one is due ---------------------------------------------------------------------------------------------------


def test_a_report_is_owed_every_three_years(plan: Any, people: Any) -> None:
    assert due.next_due(plan, None) == date(2023, 1, 1)
    assert due.next_due(plan, date(2024, 2, 29)) == date(2027, 2, 28)
    plan.report_months = 12
    assert due.next_due(plan, date(2024, 1, 31)) == date(2025, 1, 31)
    plan.state = "closed"
    assert due.next_due(plan, None) is None


def test_followers_hear_once_that_a_report_is_missing(plan: Any) -> None:
    assert due.announce_overdue(date(2024, 1, 1)) == 1
    assert due.announce_overdue(date(2024, 1, 1)) == 1
    assert due.announce_overdue(date(2022, 1, 1)) == 0


def test_a_missing_report_is_public(client: Client, plan: Any) -> None:
    days = (timezone.localdate() - date(2023, 1, 1)).days
    for path in (HERE, "/ziele/agenda"):
        page = client.get(path).content.decode()
        assert f"überfällig seit {days} Tagen" in page


# -- comparing ---------------------------------------------------------------------------------------------------------


def changed(plan: Any, people: Any) -> tuple[Report, Report]:
    old = published(plan, people, timezone.localdate() - timedelta(days=30))
    measure = Measure.objects.get(title="Anträge ganz online")
    Measure.objects.filter(pk=measure.pk).update(light="late", spent_total="1000.00", ends_forecast=date(2028, 1, 1))
    measure.milestones.update(forecast_on=date(2027, 8, 30))
    make_values(plan.nodes.get().indicators.get(), 40, first=2022)
    make_measure(plan.nodes.get(), title="Neue Maßnahme")
    return old, published(plan, people)


def test_two_reports_are_compared(plan: Any, people: Any) -> None:
    old, new = changed(plan, people)
    moved = compare(old.document, new.document)
    assert [(row.old, row.new) for row in moved.lights] == [("onTrack", "late")]
    assert [row.days for row in moved.shifts] == [61, None]
    assert [row.change for row in moved.values] == [10]
    assert [row["title"] for row in moved.came] == ["Neue Maßnahme"]
    assert moved.money
    assert not moved.went
    assert compare(old.document, old.document).nothing


def test_pages_show_report_and_comparison(client: Client, plan: Any, people: Any) -> None:
    old, new = changed(plan, people)
    page = client.get(f"{HERE}{old.pk}").content.decode()
    assert "Es geht voran." in page
    assert old.digest in page
    found = client.get(f"{HERE}{old.pk}/vergleich/{new.pk}")
    words = found.content.decode().replace("\xa0", " ")
    for said in ("verzögert", "61 Tage später", "30 % (2021)", "40 % (2022)", "besser", "neu: Neue Maßnahme"):
        assert said in words
    turned = client.get(f"{HERE}{new.pk}/vergleich/{old.pk}")
    assert (turned.status_code, turned["Location"]) == (301, f"{HERE}{old.pk}/vergleich/{new.pk}")
    assert client.get(f"{HERE}{old.pk}.json").json()["document"] == old.document


def test_what_is_not_published_is_not_there(client: Client, plan: Any, people: Any) -> None:
    report = freeze_report(people[0], plan, timezone.localdate(), "Es geht voran.")
    shown = published(plan, people)
    other = published(make_plan("andere"), people)
    for path in (f"{report.pk}", f"{report.pk}.json", f"{shown.pk}/vergleich/{report.pk}", "9" * 18):
        assert client.get(f"{HERE}{path}").status_code == 404
    assert client.get(f"{HERE}{shown.pk}/vergleich/{other.pk}").status_code == 404
    assert client.get(f"{HERE}{shown.pk}/vergleich/{shown.pk}").status_code == 404
    type(plan).objects.filter(pk=plan.pk).update(state="draft")
    assert client.get(f"{HERE}{shown.pk}").status_code == 404


def test_pages_cost_few_statements(client: Client, plan: Any, people: Any, django_assert_max_num_queries: Any) -> None:
    old, new = changed(plan, people)
    for path in ("", f"{new.pk}", f"{old.pk}/vergleich/{new.pk}"):
        with django_assert_max_num_queries(15):
            assert client.get(f"{HERE}{path}").status_code == 200


def test_reading_only(client: Client, plan: Any, people: Any) -> None:
    report = published(plan, people)
    for path in ("", f"{report.pk}", f"{report.pk}.json"):
        assert client.post(f"{HERE}{path}").status_code == 405
