"""The machine interface: plans and measures."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.strategy.factories import make_budget, make_measure, make_milestone, make_node, make_plan

pytestmark = pytest.mark.django_db


def test_plans_and_measures(client: Client) -> None:
    plan = make_plan()
    node = make_node(plan, code="daten")
    measure = make_measure(node, slug="oparl", planned_total="90000.00")
    make_milestone(measure)
    make_budget(measure)
    assert [row["slug"] for row in client.get("/api/v1/plans").json()["items"]] == ["agenda"]
    assert client.get(f"/api/v1/plans/{plan.pk}").json()["nodes"][0]["code"] == "daten"
    row = client.get("/api/v1/measures?plan=agenda&stand=onTrack").json()["items"][0]
    assert row["plannedEuro"] == "90000.00"
    whole = client.get(f"/api/v1/measures/{measure.pk}").json()
    assert whole["nodes"] == [node.pk]
    assert len(whole["milestoneList"]) == len(whole["budget"]) == 1


def test_drafts_are_not_there(client: Client) -> None:
    plan = make_plan(state="draft")
    measure = make_measure(make_node(plan))
    for path in (f"/api/v1/plans/{plan.pk}", f"/api/v1/measures/{measure.pk}"):
        assert client.get(path).status_code == 404
    for path in ("/api/v1/plans", "/api/v1/measures"):
        assert client.get(path).json()["items"] == []


def test_pages_follow_each_other_and_cost_the_same(client: Client, django_assert_num_queries: Any) -> None:
    node = make_node(make_plan())
    for number in range(5):
        make_measure(node, urgency=number)
    with django_assert_num_queries(1):
        first = client.get("/api/v1/measures?limit=2").json()
    second = client.get(first["next"].partition("8000")[2]).json()
    keys = [row["id"] for row in first["items"] + second["items"]]
    assert len(set(keys)) == 4


@pytest.mark.parametrize("query", ["stand=blau", "plan=%00", "cursor=x", "unbekannt=1", "zuerst=x", "limit=0"])
def test_wrong_questions_are_told(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/measures?{query}").status_code in (400, 404)
