"""The machine interface: lists, single things, filters, what is hidden."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.strategy.reports.actions import freeze_report, publish_report
from tests.strategy.factories import make_node, make_plan
from tests.strategy.indicators.factories import make_editor, make_indicator, make_target, make_values

pytestmark = pytest.mark.django_db
HERE = "/api/v1/indicators"


def test_a_list_names_value_target_and_rating(client: Client) -> None:
    found = make_indicator(make_node(make_plan()))
    make_values(found, 12, "38.50")
    make_target(found)
    (row,) = client.get(HERE).json()["items"]
    assert (row["value"], row["period"], row["target"], row["rating"]) == ("38.5", "2021", "60", "on_track")


def test_one_has_its_values_and_the_calculation(client: Client) -> None:
    found = make_indicator()
    make_values(found, 12, 38)
    response = client.get(f"{HERE}/{found.pk}")
    told = response.json()
    assert [row["value"] for row in told["values"]] == ["12", "38"]
    assert told["rating"]["steps"]
    assert told["sampleData"] is False
    assert client.get(f"{HERE}/{found.pk}", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_drafts_are_not_there(client: Client) -> None:
    draft = make_indicator(state="draft")
    hidden = make_indicator(make_node(make_plan(state="draft")))
    assert client.get(HERE).json()["items"] == []
    for row in (draft, hidden):
        assert client.get(f"{HERE}/{row.pk}").status_code == 404


def test_pages_follow_each_other(client: Client) -> None:
    keys = [make_indicator().pk for _number in range(3)]
    first = client.get(f"{HERE}?limit=2").json()
    second = client.get(first["next"].partition("8000")[2]).json()
    assert [row["id"] for page in (first, second) for row in page["items"]] == keys
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "status"),
    [("plan=nein", 404), ("stand=x", 404), ("sdg=18", 400), ("unbekannt=1", 400), ("cursor=x", 404), ("plan=%00", 404)],
)
def test_wrong_questions_are_told(client: Client, query: str, status: int) -> None:
    assert client.get(f"{HERE}?{query}").status_code == status


def test_filters_are_those_of_the_page(client: Client) -> None:
    node = make_node(make_plan())
    mine = make_indicator(node)
    make_values(mine, 12, 4)
    make_indicator()
    for query in ("plan=agenda", "stand=worsening"):
        assert [row["id"] for row in client.get(f"{HERE}?{query}").json()["items"]] == [mine.pk]


def test_a_list_costs_the_same_for_many(client: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        make_values(make_indicator(), 1, 2)
    with django_assert_max_num_queries(3):
        client.get(HERE)


def test_reports_have_their_frozen_document(client: Client) -> None:
    plan = make_plan()
    proposed = freeze_report(make_editor("anna"), plan, timezone.localdate(), "Es geht voran.")
    assert client.get("/api/v1/reports").json()["items"] == []
    assert client.get(f"/api/v1/reports/{proposed.pk}").status_code == 404
    shown = publish_report(make_editor("bert"), proposed)
    assert [row["plan"] for row in client.get("/api/v1/reports?plan=agenda").json()["items"]] == ["agenda"]
    assert client.get(f"/api/v1/reports/{shown.pk}").json()["document"] == shown.document
