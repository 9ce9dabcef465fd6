"""Indicators, targets, effects: what is refused, what is told, what a measure hears of it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from roterfaden.kit.things import Ref, thing
from roterfaden.ledger.models import Pending
from roterfaden.strategy.actions.common import Conflict
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.hooks import aims_of
from roterfaden.strategy.indicators import actions
from roterfaden.strategy.indicators.sdg import GOALS, parse_goal
from roterfaden.strategy.indicators.telling import around
from roterfaden.strategy.models import Effect, Target
from tests.strategy.factories import make_measure, make_node, make_plan
from tests.strategy.indicators.factories import make_editor, make_effect, make_indicator, make_target, make_values

pytestmark = pytest.mark.django_db
VALUES = {"slug": "anliegen", "title": "Anliegen", "unit": "%", "method": "Zählung"}


@pytest.fixture
def editor() -> Any:
    """Somebody who may everything here."""
    return make_editor()


def told(kind: str) -> list[dict[str, Any]]:
    return [json.loads(row.content) for row in Pending.objects.filter(kind=kind).order_by("pk")]


def test_a_new_indicator_is_a_draft_with_nodes_and_goals(editor: Any) -> None:
    node = make_node(make_plan())
    found = actions.create_indicator(editor, VALUES, [node], ["11.6", "13"])
    assert (found.state, found.rating, found.is_public) == ("draft", "unknown", False)
    assert [str(goal) for goal in found.goals.all()] == ["11.6", "13"]
    assert list(found.nodes.all()) == [node]
    assert told("indicator.state") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": ""},
        {"slug": "methode"},
        {"title": " "},
        {"decimals": 9},
        {"baseline_value": Decimal(3)},
        {"baseline_value": Decimal(3), "baseline_period": "gestern"},
        {"baseline_period": "2020"},
    ],
)
def test_what_makes_no_sense_is_refused(editor: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        actions.create_indicator(editor, VALUES | wrong)


def test_a_second_indicator_with_the_same_address_is_refused(editor: Any) -> None:
    actions.create_indicator(editor, VALUES)
    with pytest.raises(Refused, match="Kurznamen"):
        actions.create_indicator(editor, VALUES)


def test_publishing_needs_unit_and_method(editor: Any) -> None:
    found = actions.create_indicator(editor, VALUES | {"method": ""})
    with pytest.raises(Refused, match="Einheit und Methode"):
        actions.set_indicator_state(editor, found, "published")
    actions.change_indicator(editor, found, found.version, {"method": "Zählung"})
    done = actions.set_indicator_state(editor, found, "published")
    assert done.state == "published"
    assert told("indicator.state")[0]["state"] == "published"
    with pytest.raises(Refused):
        actions.set_indicator_state(editor, found, "draft")


def test_ending_needs_a_reason_and_nothing_is_due_any_more(editor: Any) -> None:
    found = make_indicator()
    make_values(found, 1)
    with pytest.raises(Refused):
        actions.set_indicator_state(editor, found, "ended")
    actions.set_indicator_state(editor, found, "ended", "Erhebung eingestellt")
    found.refresh_from_db()
    assert found.next_due_on is None


def test_the_second_of_two_editors_overwrites_nothing(editor: Any) -> None:
    found = make_indicator(title="Alt")
    actions.change_indicator(editor, found, 1, {"title": "Von der Ersten"})
    with pytest.raises(Conflict) as conflict:
        actions.change_indicator(editor, found, 1, {"title": "Vom Zweiten"})
    assert conflict.value.stored.title == "Von der Ersten"  # type: ignore[attr-defined]


def test_a_stranger_changes_nothing() -> None:
    stranger, found = make_editor("fremd", "view_indicator"), make_indicator()
    effect = make_effect(make_measure(), found)
    for attempt in (
        lambda: actions.create_indicator(stranger, VALUES),
        lambda: actions.change_indicator(stranger, found, 1, {"title": "X"}),
        lambda: actions.set_indicator_state(stranger, found, "ended", "x"),
        lambda: actions.set_target(stranger, found, "2030", Decimal(1)),
        lambda: actions.set_effect(stranger, effect.measure, found, {"sentence": "x"}),
        lambda: actions.remove_effect(stranger, effect),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


# -- targets -----------------------------------------------------------------------------------------------------------


def test_a_target_without_unit_is_refused(editor: Any) -> None:
    with pytest.raises(Refused, match="Einheit"):
        actions.set_target(editor, make_indicator(unit=""), "2030", Decimal(60))


def test_a_unit_cannot_go_while_there_are_targets(editor: Any) -> None:
    found = make_indicator()
    make_target(found)
    with pytest.raises(Refused, match="Ohne Einheit"):
        actions.change_indicator(editor, found, 1, {"unit": ""})


def test_a_changed_target_follows_the_former_one_with_its_reason(editor: Any) -> None:
    found = make_indicator()
    old = actions.set_target(editor, found, "2030", Decimal(60))
    assert actions.set_target(editor, found, "2030", Decimal(60)) == old
    with pytest.raises(Refused):
        actions.set_target(editor, found, "2030", Decimal(50))
    new = actions.set_target(editor, found, "2030", Decimal(50), reason="Weniger Geld")
    found.refresh_from_db()
    assert (new.replaces, found.target_value) == (old, 50)
    assert [row.value for row in Target.objects.current()] == [50]
    assert [entry["old"] for entry in told("indicator.target")] == [None, "60"]


def test_a_target_can_be_given_up(editor: Any) -> None:
    found = make_indicator()
    actions.set_target(editor, found, "2030", Decimal(60))
    actions.set_target(editor, found, "2030", None, reason="Nicht mehr verfolgt")
    found.refresh_from_db()
    assert found.target_value is None
    with pytest.raises(Refused):
        actions.set_target(editor, found, "2031", None)


def test_the_first_scenario_is_what_counts(editor: Any) -> None:
    found = make_indicator()
    actions.set_target(editor, found, "2027", Decimal(40))
    actions.set_target(editor, found, "2030", Decimal(60))
    actions.set_target(editor, found, "2035", Decimal(90), scenario="ehrgeizig")
    found.refresh_from_db()
    assert (found.target_value, found.target_period) == (60, "2030")


# -- effects and measures ----------------------------------------------------------------------------------------------


def test_an_effect_has_a_sentence_and_is_told(editor: Any) -> None:
    measure, found = make_measure(make_node(make_plan())), make_indicator()
    with pytest.raises(Refused):
        actions.set_effect(editor, measure, found, {"sentence": " "})
    row = actions.set_effect(editor, measure, found, {"sentence": "Mehr geht online.", "confidence": "high"})
    actions.set_effect(editor, measure, found, {"sentence": "Viel mehr geht online.", "confidence": "high"})
    assert Effect.objects.count() == 1
    row.refresh_from_db()
    actions.remove_effect(editor, row)
    assert [entry["removed"] for entry in told("indicator.effect")] == [False, False, True]


@pytest.mark.parametrize(
    ("last", "target", "confidence", "reached"),
    [
        (70, "2030", "high", True),
        (13, "2030", "high", None),
        (13, "2021", "medium", False),
        (13, "2021", "low", "nothing"),
    ],
)
def test_a_measure_hears_whether_the_way_to_its_target_holds(
    last: int, target: str, confidence: str, reached: Any
) -> None:
    measure, found = make_measure(), make_indicator()
    make_values(found, 12, last)
    make_target(found, 60, target)
    make_effect(measure, found, confidence=confidence)
    aims = aims_of([measure.pk])[measure.pk]
    assert [aim.reached for aim in aims] == ([] if reached == "nothing" else [reached])


def test_a_missed_target_turns_the_light_of_a_measure(editor: Any) -> None:
    measure, found = make_measure(make_node(make_plan())), make_indicator()
    make_effect(measure, found, confidence="high")
    make_values(found, 12, 13)
    actions.set_target(editor, found, "2021", Decimal(60))
    measure.refresh_from_db()
    assert measure.light == "late"


def test_who_follows_plan_or_measure_hears_of_the_indicator() -> None:
    node = make_node(make_plan())
    measure, found = make_measure(node), make_indicator(node)
    make_effect(measure, found)
    ref = Ref("indicator", str(found.pk))
    assert set(around([ref])[ref]) == {
        Ref("plan", str(node.plan_id)),
        Ref("node", str(node.pk)),
        Ref("measure", str(measure.pk)),
    }


def test_an_indicator_is_a_public_thing_unless_it_is_a_draft() -> None:
    shown, draft = make_indicator(), make_indicator(state="draft")
    found = thing(Ref("indicator", str(shown.pk)))
    assert found is not None
    assert found.url == f"/ziele/kennzahlen/{shown.slug}"
    assert thing(Ref("indicator", str(draft.pk))) is None


def test_there_are_seventeen_goals() -> None:
    assert list(GOALS) == list(range(1, 18))
    assert [parse_goal(text) for text in ("1", "11.06", "17.19", "9.c")] == [
        (1, ""),
        (11, "11.6"),
        (17, "17.19"),
        (9, "9.c"),
    ]
    for wrong in ("0", "18", "11.99", "9.d", "x", "1.", "11.0"):
        with pytest.raises(ValueError, match="kein UN-Ziel"):
            parse_goal(wrong)
