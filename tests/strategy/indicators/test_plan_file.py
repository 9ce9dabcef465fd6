"""Indicators in the plan file: out and in again gives the same; wrong rows are told by their place."""

from __future__ import annotations

from typing import Any

import pytest

from roterfaden.strategy.indicators.plan_file import read, write
from roterfaden.strategy.indicators.rows import Part
from roterfaden.strategy.models import Indicator, Observation
from roterfaden.strategy.plan_file import Wrong
from tests.strategy.factories import make_measure, make_node, make_plan
from tests.strategy.indicators.factories import make_editor, make_effect, make_indicator, make_target, make_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Any:
    """A plan with an indicator that has everything."""
    found = make_plan()
    node = make_node(found, code="demokratie")
    indicator = make_indicator(node, slug="online")
    make_values(indicator, 12, 38)
    make_values(indicator, 7, part=Part("Geschlecht", "Frauen"))
    make_target(indicator)
    make_effect(make_measure(node, slug="antraege"), indicator)
    indicator.goals.create(goal=16, target="16.6")
    return found


def test_what_was_written_is_read_again_without_any_change(plan: Any) -> None:
    rows = write(plan)
    assert list(read(plan, rows, make_editor(), False)) == []
    assert Observation.objects.count() == 3


def test_another_portal_gets_the_same(plan: Any) -> None:
    rows = write(plan)
    rows[0]["slug"] = "kopie"
    told = [what for _path, what in read(plan, rows, make_editor(), False)]
    assert told[0] == "Kennzahl „Online erledigte Anliegen“ wird angelegt"
    copy = next(row for row in write(plan) if row["slug"] == "kopie")
    assert copy == rows[0]
    assert Indicator.objects.get(slug="kopie").state == "draft"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"slug": None}, "indicators[0].slug"),
        ({"nodes": ["nirgends"]}, "indicators[0].nodes"),
        ({"decimals": "zwei"}, "indicators[0].decimals"),
        ({"direction": "seitwärts"}, "indicators[0].direction"),
        ({"sdg": ["99"]}, "indicators[0].goals"),
        ({"values": [{"period": "2020", "value": "viel"}]}, "indicators[0].values[0].value"),
        ({"values": [{"period": "gestern", "value": "1"}]}, "indicators[0].values[0].period"),
        ({"targets": [{"period": "2030", "value": None}]}, "indicators[0].targets[0].value"),
        ({"effects": [{"measure": "nichts"}]}, "indicators[0].effects[0].measure"),
        ({"unbekannt": 1}, "indicators[0]"),
    ],
)
def test_a_wrong_row_is_told_by_its_place(plan: Any, change: dict[str, Any], path: str) -> None:
    rows = write(plan)
    rows[0] |= {"slug": "neu"} | change
    with pytest.raises(Wrong) as wrong:
        list(read(plan, rows, make_editor(), False))
    assert wrong.value.path == path
