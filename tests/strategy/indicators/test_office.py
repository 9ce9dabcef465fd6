"""The back office of indicators and reports: by role, in German, a minute for what is due, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from roterfaden.strategy.models import Indicator, Observation, Report, SourceRun, Target
from tests.accounts.factories import make_user
from tests.strategy.factories import make_measure, make_node, make_plan
from tests.strategy.indicators.factories import make_indicator, make_values

pytestmark = pytest.mark.django_db
HERE = "/verwaltung/kennzahlen/"
REPORTS = "/verwaltung/berichte/"


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    """The second factor is tested where it lives."""
    settings.STAFF_MFA = False


@pytest.fixture
def desk(client: Client) -> Client:
    """Logged in as somebody who writes."""
    client.force_login(make_user("tonia", "Strategie-Controlling"))
    return client


@pytest.fixture
def approver() -> Client:
    """Logged in as somebody who approves."""
    client = Client()
    client.force_login(make_user("achim", "Strategie-Freigabe"))
    return client


FIELDS = {
    "title": "Anliegen",
    "slug": "anliegen",
    "unit": "%",
    "decimals": "1",
    "direction": "up",
    "baseline_value": "12,5",
    "baseline_period": "2020",
    "method": "Zählung",
    "sdg": "16.6, 9",
    "rhythm_months": "12",
    "wait_days": "90",
}


def test_strangers_and_other_roles_get_nowhere(client: Client) -> None:
    found = make_indicator()
    paths = ("", "neu/", "faellig/", "hochladen/", "laeufe/", f"{found.pk}/", f"{found.pk}/werte/")
    assert all(client.get(f"{HERE}{path}").status_code == 302 for path in paths)
    client.force_login(make_user("otto", "Ratsbüro"))
    assert all(client.get(f"{HERE}{path}").status_code in (302, 403) for path in paths)
    assert client.post(f"{HERE}{found.pk}/werte/", {}).status_code in (302, 403)


def test_an_indicator_is_written_by_one_and_published_by_another(desk: Client, approver: Client) -> None:
    node = make_node(make_plan())
    assert desk.post(f"{HERE}neu/", FIELDS | {"places": [node.pk]}).status_code == 302
    found = Indicator.objects.get()
    assert (str(found.baseline_value), found.baseline_period) == ("12.500000", "2020")
    assert [str(goal) for goal in found.goals.all()] == ["9", "16.6"]
    assert desk.post(f"{HERE}{found.pk}/zustand/", {"state": "published"}).status_code == 302
    found.refresh_from_db()
    assert found.state == "draft"
    approver.post(f"{HERE}{found.pk}/zustand/", {"state": "published"})
    found.refresh_from_db()
    assert found.state == "published"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("baseline_value", "zwölf"), ("baseline_period", "gestern"), ("sdg", "99"), ("title", ""), ("slug", "methode")],
)
def test_wrong_input_is_told_at_its_field(desk: Client, field: str, wrong: str) -> None:
    response = desk.post(f"{HERE}neu/", FIELDS | {field: wrong})
    assert response.status_code == 422
    assert "error-message" in response.content.decode()
    assert not Indicator.objects.exists()


def test_the_second_of_two_editors_is_shown_the_difference(desk: Client) -> None:
    found = make_indicator(slug="anliegen", state="draft")
    mine = FIELDS | {"seen": found.version, "title": "Von mir"}
    Indicator.objects.filter(pk=found.pk).update(title="Von ihr", version=2)
    response = desk.post(f"{HERE}{found.pk}/", mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Von ihr" in page
    assert "Von mir" in page
    assert desk.post(f"{HERE}{found.pk}/", mine | {"seen": 2}).status_code == 302


def test_what_is_due_is_typed_in_at_once(desk: Client) -> None:
    one, two = make_indicator(title="Eins"), make_indicator(title="Zwei")
    for found in (one, two):
        make_values(found, 12, 13, first=2023)
    Indicator.objects.update(next_due_on=timezone.localdate() - timedelta(days=3))
    page = desk.get(f"{HERE}faellig/").content.decode()
    assert page.count("2025, %") == 2
    assert "13\xa0% (2024)" in page
    done = desk.post(f"{HERE}faellig/", {f"{one.pk}-2025-value": "14,5", f"{one.pk}-2025-draft": "on"})
    assert done.status_code == 302
    row = Observation.objects.get(period="2025")
    assert (row.indicator, float(row.value), row.draft) == (one, 14.5, True)
    assert desk.get(f"{HERE}faellig/").content.decode().count("2025, %") == 1


def test_a_wrong_number_keeps_the_other_lines(desk: Client) -> None:
    found = make_indicator()
    make_values(found, 12, first=2024)
    Indicator.objects.update(next_due_on=timezone.localdate())
    response = desk.post(f"{HERE}faellig/", {f"{found.pk}-2025-value": "viel"})
    assert response.status_code == 422
    assert "keine Zahl" in response.content.decode()


def lines(**values: str) -> dict[str, str]:
    return {"w-TOTAL_FORMS": "1", "w-INITIAL_FORMS": "0", **{f"w-0-{name}": text for name, text in values.items()}}


def test_values_are_typed_in_with_parts_and_reasons(desk: Client) -> None:
    found = make_indicator()
    path = f"{HERE}{found.pk}/werte/"
    desk.post(path, lines(period="2024", value="1.234,5"))
    desk.post(path, lines(period="2024", value="1.235", reason="Zählfehler"))
    desk.post(path, lines(period="2024", value="7", dimension="Geschlecht", category="Frauen"))
    current = {(row.breakdown, float(row.value)) for row in Observation.objects.current()}
    assert current == {("", 1235.0), ("geschlecht:frauen", 7.0)}
    for wrong in (
        lines(period="2024"),
        lines(period="2024", value="=1"),
        lines(period="2024", value="1", category="x"),
    ):
        assert desk.post(path, wrong).status_code == 422
    assert desk.post(path, {}).status_code == 422


def test_targets_and_effects(desk: Client) -> None:
    found, measure = make_indicator(), make_measure()
    assert (
        desk.post(f"{HERE}{found.pk}/ziel/", {"period": "2030", "value": "60", "scenario": "Ziel"}).status_code == 302
    )
    again = desk.post(f"{HERE}{found.pk}/ziel/", {"period": "2030", "value": "50", "scenario": "Ziel"})
    assert again.status_code == 422
    assert "Grund" in again.content.decode()
    assert Target.objects.current().get().value == 60
    effect = {"measure": measure.pk, "direction": "raises", "confidence": "high", "sentence": "So wirkt es."}
    assert desk.post(f"{HERE}{found.pk}/wirkung/", effect).status_code == 302
    row = found.effects.get()
    assert desk.post(f"{HERE}wirkungen/{row.pk}/entfernen/").status_code == 302
    assert not found.effects.exists()
    assert desk.get(f"{HERE}wirkungen/{row.pk}/entfernen/").status_code == 405


def test_a_file_is_looked_at_and_then_taken(desk: Client) -> None:
    found = make_indicator()
    file = SimpleUploadedFile("werte.csv", b"Jahr;Wert\n2024;3,5\n2025;=1\n")
    asked = {"file": file, "kind": "csv", "writing": "auto", "indicator": found.pk}
    response = desk.post(f"{HERE}hochladen/", asked)
    run = SourceRun.objects.get()
    assert response["Location"] == f"{HERE}laeufe/{run.pk}/"
    page = desk.get(response["Location"]).content.decode()
    assert "eine Formel statt eines Werts" in page
    assert not Observation.objects.exists()
    desk.post(f"{HERE}laeufe/{run.pk}/uebernehmen/")
    assert [float(row.value) for row in Observation.objects.all()] == [3.5]
    assert "1 neuer Wert" in desk.get(f"{HERE}laeufe/").content.decode()
    assert desk.post(f"{HERE}laeufe/{run.pk}/verwerfen/").status_code == 302
    assert desk.post(f"{HERE}hochladen/", {}).status_code == 422


def test_a_source_is_added_and_switched(desk: Client) -> None:
    found = make_indicator()
    path = f"{HERE}{found.pk}/quelle/"
    asked = {
        "kind": "sdmx",
        "url": "https://daten.example/x.csv",
        "options": '{"only": {"GEO": "DE"}}',
        "every_hours": "24",
    }
    assert desk.post(path, asked | {"options": "{"}).status_code == 422
    assert desk.post(path, asked | {"options": '{"x": 1}'}).status_code == 422
    assert desk.post(path, asked).status_code == 302
    source = found.sources.get()
    desk.post(f"{HERE}quellen/{source.pk}/schalten/")
    source.refresh_from_db()
    assert not source.enabled
    assert "daten.example" in desk.get(f"{HERE}{found.pk}/").content.decode()


def test_lists_cost_the_same_for_many(desk: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(3):
        make_values(make_indicator(), 1, 2)
    with django_assert_max_num_queries(60) as few:
        desk.get(HERE)
    for _number in range(5):
        make_values(make_indicator(), 1, 2)
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(HERE)


# -- reports -----------------------------------------------------------------------------------------------------------


def test_a_report_is_frozen_by_one_and_published_by_another(desk: Client, approver: Client) -> None:
    plan = make_plan()
    asked = {"plan": plan.pk, "date": timezone.localdate().isoformat(), "words": "Es geht voran."}
    assert desk.post(f"{REPORTS}neu/", asked | {"words": ""}).status_code == 422
    desk.post(f"{REPORTS}neu/", asked)
    report = Report.objects.get()
    assert desk.post(f"{REPORTS}{report.pk}/freigeben/").status_code in (302, 403)
    report = Report.objects.get()
    assert report.step == "proposed"
    assert "Freigeben und veröffentlichen" in approver.get(f"{REPORTS}{report.pk}/").content.decode()
    approver.post(f"{REPORTS}{report.pk}/freigeben/")
    assert Report.objects.get().step == "published"


def test_a_report_goes_back_with_a_reason(desk: Client, approver: Client) -> None:
    asked = {"plan": make_plan().pk, "date": timezone.localdate().isoformat(), "words": "Es geht voran."}
    desk.post(f"{REPORTS}neu/", asked)
    report = Report.objects.get()
    assert approver.post(f"{REPORTS}{report.pk}/zurueckgeben/", {"reason": ""}).status_code == 422
    approver.post(f"{REPORTS}{report.pk}/zurueckgeben/", {"reason": "Bitte Zahlen prüfen"})
    assert "Bitte Zahlen prüfen" in desk.get(f"{REPORTS}{report.pk}/").content.decode()
    assert "zurückgegeben" in desk.get(REPORTS).content.decode()
