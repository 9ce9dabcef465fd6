"""Plans: drafts, levels, states, the tree without circles, and versions that stay for ever."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from roterfaden.strategy import actions
from roterfaden.strategy.actions import Conflict, Refused
from roterfaden.strategy.models import AppendOnlyError, Node, Plan, PlanVersion
from tests.accounts.factories import make_user
from tests.strategy.factories import make_measure, make_node, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    """Somebody with both roles."""
    return make_user("editor", "Strategie-Controlling", "Strategie-Freigabe")


def test_a_new_plan_is_a_draft_with_levels(editor: Any) -> None:
    plan = actions.create_plan(editor, {"slug": "agenda", "title": "Digitale\u202e Agenda\x00"})
    assert (plan.state, plan.title, plan.is_public) == ("draft", "Digitale Agenda", False)
    assert [level.singular for level in plan.levels.all()] == ["Handlungsfeld", "Ziel", "Strategie", "Maßnahme"]


@pytest.mark.parametrize("slug", ["massnahmen", "", "agenda"])
def test_an_address_that_is_taken_is_refused(editor: Any, slug: str) -> None:
    make_plan("agenda")
    with pytest.raises(Refused):
        actions.create_plan(editor, {"slug": slug, "title": "X"})


def test_a_stranger_changes_nothing() -> None:
    plan, stranger = make_plan(state="draft"), make_user("stranger")
    node = make_node(plan)
    for attempt in (
        lambda: actions.create_plan(stranger, {"slug": "x", "title": "X"}),
        lambda: actions.change_plan(stranger, plan, 1, {"title": "X"}),
        lambda: actions.set_plan_state(stranger, plan, "inForce", "x"),
        lambda: actions.publish_version(stranger, plan, "x"),
        lambda: actions.create_node(stranger, plan, {"code": "a", "title": "A"}),
        lambda: actions.change_node(stranger, node, 1, {"title": "A"}),
        lambda: actions.withdraw_node(stranger, node, "x"),
        lambda: actions.set_levels(stranger, plan, actions.USUAL_LEVELS),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_controlling_alone_cannot_publish() -> None:
    writer, plan = make_user("writer", "Strategie-Controlling"), make_plan(state="draft")
    with pytest.raises(PermissionDenied):
        actions.set_plan_state(writer, plan, "inForce", "Beschluss")
    with pytest.raises(PermissionDenied):
        actions.publish_version(writer, plan, "Beschluss")


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(editor: Any) -> None:
    plan = make_plan()
    first, second = Plan.objects.get(), Plan.objects.get()
    actions.change_plan(editor, first, 1, {"title": "Von der Ersten"})
    with pytest.raises(Conflict) as told:
        actions.change_plan(editor, second, 1, {"title": "Von der Zweiten"})
    assert str(told.value.stored) == "Von der Ersten"
    plan.refresh_from_db()
    assert plan.title == "Von der Ersten"


def test_a_plan_becomes_public_with_a_frozen_version_and_never_a_draft_again(editor: Any) -> None:
    plan = make_plan(state="draft")
    actions.set_plan_state(editor, plan, "consultation", "Der Entwurf liegt aus")
    assert plan.state == "consultation"
    assert plan.versions.get().public
    with pytest.raises(Refused):
        actions.set_plan_state(editor, plan, "draft", "doch nicht")


def test_a_consultation_needs_somebody_to_write_to(editor: Any) -> None:
    with pytest.raises(Refused, match="schreiben"):
        actions.set_plan_state(editor, make_plan(state="draft", contact=""), "consultation", "x")


def test_a_reason_is_demanded(editor: Any) -> None:
    for attempt in (
        lambda: actions.set_plan_state(editor, make_plan("a", state="draft"), "inForce", " \u200b "),
        lambda: actions.publish_version(editor, make_plan("b"), ""),
        lambda: actions.withdraw_node(editor, make_node(make_plan("c")), ""),
    ):
        with pytest.raises(Refused, match="Grund"):
            attempt()


def test_an_end_before_the_beginning_is_refused(editor: Any) -> None:
    plan = make_plan(starts_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="endet vor"):
        actions.change_plan(editor, plan, 1, {"ends_on": date(2025, 1, 1)})


@pytest.mark.parametrize("name", ["parent", "predecessor"])
def test_plans_do_not_contain_or_follow_themselves(editor: Any, name: str) -> None:
    one, two = make_plan("one"), make_plan("two")
    actions.change_plan(editor, one, 1, {name: two})
    with pytest.raises(Refused, match="sich selbst"):
        actions.change_plan(editor, two, 1, {name: one})


class TestTree:
    """Nodes below nodes, never in a circle."""

    def test_a_node_stands_on_the_level_below_its_parent(self, editor: Any) -> None:
        plan = make_plan()
        field = actions.create_node(editor, plan, {"code": "a", "title": "A"})
        goal = actions.create_node(editor, plan, {"code": "b", "title": "B"}, parent=field)
        assert (field.depth, goal.depth, goal.kind) == (1, 2, "goal")

    def test_nothing_stands_on_the_level_of_measures(self, editor: Any) -> None:
        plan = make_plan()
        with pytest.raises(Refused):
            actions.create_node(editor, plan, {"code": "a", "title": "A"}, depth=4)

    def test_a_code_is_given_once(self, editor: Any) -> None:
        plan = make_plan()
        make_node(plan, code="a")
        with pytest.raises(Refused, match="Kennung"):
            actions.create_node(editor, plan, {"code": "a", "title": "A"})

    def test_a_circle_is_refused(self, editor: Any) -> None:
        plan = make_plan()
        field = make_node(plan)
        goal = make_node(plan, parent=field)
        with pytest.raises(Refused):
            actions.change_node(editor, field, 1, {"parent": goal})
        with pytest.raises(Refused):
            actions.change_node(editor, field, 1, {"parent": field, "depth": 2})

    def test_the_database_refuses_a_circle_too(self) -> None:
        plan = make_plan()
        field = make_node(plan)
        goal = make_node(plan, parent=field)
        with pytest.raises(IntegrityError), transaction.atomic():
            Node.objects.filter(pk=field.pk).update(parent=goal, parent_depth=goal.depth)

    def test_a_parent_of_another_plan_is_refused(self, editor: Any) -> None:
        stranger = make_node(make_plan("other"))
        with pytest.raises(Refused, match="anderen Plan"):
            actions.create_node(editor, make_plan(), {"code": "a", "title": "A"}, parent=stranger)

    def test_a_node_moves_with_all_that_hangs_below(self, editor: Any) -> None:
        plan = make_plan()
        field, other = make_node(plan), make_node(plan, "Anderes")
        goal = make_node(plan, parent=field)
        make_node(plan, parent=goal)
        actions.change_node(editor, goal, 1, {"parent": other})
        goal.refresh_from_db()
        assert (goal.parent, goal.depth) == (other, 2)
        with pytest.raises(Refused, match="keine Ebene"):
            actions.change_node(editor, goal, 2, {"parent": other, "depth": 3})

    def test_a_withdrawn_node_keeps_its_address_and_reason(self, editor: Any) -> None:
        field = make_node(make_plan())
        actions.withdraw_node(editor, field, "Aufgegangen im Feld Lernen")
        field.refresh_from_db()
        assert field.withdrawn_reason == "Aufgegangen im Feld Lernen"
        with pytest.raises(Refused):
            actions.withdraw_node(editor, field, "noch einmal")

    def test_what_still_has_parts_is_not_withdrawn(self, editor: Any) -> None:
        field = make_node(make_plan())
        make_node(field.plan, parent=field)
        with pytest.raises(Refused):
            actions.withdraw_node(editor, field, "x")

    def test_a_level_with_nodes_cannot_go(self, editor: Any) -> None:
        plan = make_plan()
        make_node(plan, parent=make_node(plan))
        with pytest.raises(Refused):
            actions.set_levels(editor, plan, [actions.Level("measure", "Maßnahme", "Maßnahmen")])


class TestVersions:
    """Frozen for ever."""

    def test_a_version_holds_the_whole_plan_and_nobody_changes_it(self, editor: Any) -> None:
        plan = make_plan()
        field = make_node(plan, "Demokratie", code="demokratie")
        measure = make_measure(field, title="OParl")
        make_measure(field, title="Noch geheim", published=False)
        version = actions.publish_version(editor, plan, "Erste Fassung")
        assert version.number == 1
        assert [node["measures"] for node in version.document["nodes"]] == [[measure.slug]]
        assert [row["title"] for row in version.document["measures"]] == ["OParl"]
        version.reason = "anders"
        for attempt in (
            version.save,
            version.delete,
            PlanVersion.objects.all().delete,
            lambda: PlanVersion.objects.update(reason=""),
        ):
            with pytest.raises(AppendOnlyError):
                attempt()

    def test_the_same_plan_is_not_frozen_twice(self, editor: Any) -> None:
        plan = make_plan()
        actions.publish_version(editor, plan, "Erste Fassung")
        with pytest.raises(Refused, match="nichts geändert"):
            actions.publish_version(editor, plan, "Noch eine")
        actions.change_plan(editor, plan, 1, {"title": "Neuer Titel"})
        assert actions.publish_version(editor, plan, "Neuer Titel").number == 2

    def test_the_digest_is_that_of_the_document(self, editor: Any) -> None:
        from roterfaden.kit.json import digest

        version = actions.publish_version(editor, make_plan(), "Erste Fassung")
        assert PlanVersion.objects.get().digest == digest(version.document)
