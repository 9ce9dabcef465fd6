"""Measures: texts, states, overrides, dates and their shifts, money, assessments, reports."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.strategy import actions, figures
from roterfaden.strategy.actions import Conflict, Places, Refused, Why
from roterfaden.strategy.models import AppendOnlyError, Assessment, DateShift, Measure, Milestone, ProgressUpdate
from tests.accounts.factories import make_user
from tests.strategy.factories import (
    make_budget,
    make_dependency,
    make_district,
    make_measure,
    make_milestone,
    make_node,
    make_plan,
)

pytestmark = pytest.mark.django_db
WHY = Why("Ausschreibung ohne Angebot", "Fachbereich IT")
PARTS = dict.fromkeys(
    ("cost", "benefit", "method", "affected", "losers", "data_bias", "accessibility", "exit"), "bekannt"
)


@pytest.fixture
def editor() -> Any:
    """Somebody with both roles."""
    return make_user("editor", "Strategie-Controlling", "Strategie-Freigabe")


@pytest.fixture
def second() -> Any:
    """The second pair of eyes."""
    return make_user("second", "Strategie-Freigabe")


@pytest.fixture
def measure() -> Measure:
    """A running public measure."""
    return make_measure(make_node(make_plan()), lead="IT")


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_a_new_measure_is_not_public_until_it_is_published_and_has_a_place(editor: Any) -> None:
    node = make_node(make_plan())
    measure = actions.create_measure(editor, {"slug": "oparl", "title": "OParl", "lead": "IT"})
    with pytest.raises(Refused, match="Ziel"):
        actions.publish_measure(editor, measure)
    actions.change_measure(editor, measure, measure.version, {}, Places(nodes=[node]))
    assert not measure.public
    actions.publish_measure(editor, measure)
    assert measure.public


def test_a_published_measure_of_a_draft_is_hidden_until_the_plan_is_public(editor: Any) -> None:
    plan = make_plan(state="draft")
    measure = actions.create_measure(
        editor, {"slug": "oparl", "title": "OParl", "lead": "IT"}, Places(nodes=[make_node(plan)])
    )
    actions.publish_measure(editor, measure)
    assert not Measure.objects.visible_to().exists()
    actions.set_plan_state(editor, plan, "inForce", "Beschluss")
    assert Measure.objects.visible_to().get() == measure


def test_a_stranger_changes_nothing(measure: Measure) -> None:
    stranger, milestone = make_user("stranger"), make_milestone(measure)
    line = make_budget(measure)
    assessment = Assessment.objects.create(measure=measure, step="submitted", **PARTS)
    update = ProgressUpdate.objects.create(measure=measure, step="submitted", happened="x", reported_on=ahead(0))
    for attempt in (
        lambda: actions.create_measure(stranger, {"slug": "x", "title": "X"}),
        lambda: actions.change_measure(stranger, measure, 1, {"title": "X"}),
        lambda: actions.publish_measure(stranger, measure),
        lambda: actions.set_state(stranger, measure, "fulfilled"),
        lambda: actions.override_light(stranger, measure, "late", "x"),
        lambda: actions.add_milestone(stranger, measure, {"code": "a", "title": "A", "planned_on": ahead(9)}),
        lambda: actions.change_milestone(stranger, milestone, 1, {"title": "X"}),
        lambda: actions.remove_milestone(stranger, milestone),
        lambda: actions.shift_milestone(stranger, milestone, 1, ahead(9), WHY),
        lambda: actions.shift_measure(stranger, measure, 1, "end", ahead(9), WHY),
        lambda: actions.reach_milestone(stranger, milestone, 1, ahead(0)),
        lambda: actions.add_budget(stranger, measure, {"year": 2027, "source": "Bund"}),
        lambda: actions.change_budget(stranger, line, 1, {"actual": Decimal(1)}),
        lambda: actions.remove_budget(stranger, line, "x"),
        lambda: actions.save_assessment(stranger, measure, PARTS),
        lambda: actions.submit(stranger, assessment),
        lambda: actions.return_(stranger, assessment, "x"),
        lambda: actions.approve_assessment(stranger, assessment),
        lambda: actions.report(stranger, measure, "x", ahead(0), {}),
        lambda: actions.approve_update(stranger, update),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_controlling_alone_changes_no_public_promise(measure: Measure) -> None:
    writer, milestone = make_user("writer", "Strategie-Controlling"), make_milestone(measure)
    for attempt in (
        lambda: actions.set_state(writer, measure, "fulfilled"),
        lambda: actions.shift_milestone(writer, milestone, 1, ahead(900), WHY),
        lambda: actions.override_light(writer, measure, "late", "x"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_places_and_partners_are_told_apart_and_doubles_refused(editor: Any, measure: Measure) -> None:
    district = make_district()
    partners = [("Stadtwerke", "info@example.org"), ("Verein", "")]
    actions.change_measure(editor, measure, 1, {}, Places(districts=[district], topics=["klima"], partners=partners))
    assert [partner.name for partner in measure.partners.all()] == ["Stadtwerke", "Verein"]
    assert measure.topics.get().slug == "klima"
    with pytest.raises(Refused, match="doppelt"):
        actions.change_measure(editor, measure, 2, {}, Places(partners=[("Verein", "a"), ("Verein", "b")]))


def test_the_second_of_two_editors_is_told(editor: Any, measure: Measure) -> None:
    other = Measure.objects.get()
    actions.change_measure(editor, measure, 1, {"what": "erstens"})
    with pytest.raises(Conflict) as told:
        actions.change_measure(editor, other, 1, {"what": "zweitens"})
    assert isinstance(told.value.stored, Measure)
    assert told.value.stored.what == "erstens"


class TestState:
    """Where a measure stands."""

    def test_dropping_demands_a_reason(self, editor: Any, measure: Measure) -> None:
        with pytest.raises(Refused, match="Grund"):
            actions.set_state(editor, measure, "dropped", " ")
        actions.set_state(editor, measure, "dropped", "Zu teuer")
        assert (measure.state, measure.light, measure.urgency) == ("dropped", "stalled", 0)

    def test_the_database_demands_it_too(self, measure: Measure) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.update(state="dropped", state_reason="")

    def test_a_lesson_is_demanded_once_there_is_a_register(
        self, editor: Any, measure: Measure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("roterfaden.strategy.hooks._lesson_needed", [lambda _measure: True])
        with pytest.raises(Refused, match="Erkenntnis"):
            actions.set_state(editor, measure, "dropped", "Zu teuer")

    def test_going_over_into_regular_work_ends_the_measure(self, editor: Any, measure: Measure) -> None:
        actions.set_state(editor, measure, "regular")
        assert (measure.light, measure.ended_on) == ("done", ahead(0))

    def test_an_unknown_state_is_refused(self, editor: Any, measure: Measure) -> None:
        with pytest.raises(Refused):
            actions.set_state(editor, measure, "flying")


class TestOverride:
    """Another light than the rule says."""

    def test_it_demands_a_reason_and_is_kept_with_it(self, editor: Any, measure: Measure) -> None:
        with pytest.raises(Refused, match="Grund"):
            actions.override_light(editor, measure, "late", "")
        actions.override_light(editor, measure, "late", "Lieferkette")
        assert (measure.light, measure.computed_light, measure.override_reason) == ("late", "onTrack", "Lieferkette")

    def test_the_rule_counts_again(self, editor: Any, measure: Measure) -> None:
        actions.override_light(editor, measure, "late", "Lieferkette")
        actions.override_light(editor, measure, "", "Ware ist da")
        assert (measure.light, measure.override_light) == ("onTrack", "")

    def test_a_new_state_ends_it(self, editor: Any, measure: Measure) -> None:
        actions.override_light(editor, measure, "late", "Lieferkette")
        actions.set_state(editor, measure, "fulfilled")
        assert measure.light == "done"


class TestDates:
    """Milestones and their shifts."""

    def test_a_shift_keeps_old_date_reason_and_who_decided(self, editor: Any, measure: Measure) -> None:
        milestone = make_milestone(measure, planned_on=ahead(10))
        actions.shift_milestone(editor, milestone, 1, ahead(100), WHY)
        shift = DateShift.objects.get()
        assert (shift.old, shift.new, shift.reason) == (ahead(10), ahead(100), WHY.reason)
        assert (shift.decided_by, shift.author) == ("Fachbereich IT", editor)
        measure.refresh_from_db()
        assert (measure.light, measure.shift_count, measure.next_due_on) == ("late", 1, ahead(100))

    def test_a_shift_is_never_changed_or_removed(self, editor: Any, measure: Measure) -> None:
        shift = actions.shift_milestone(editor, make_milestone(measure), 1, ahead(900), WHY)
        for attempt in (shift.save, shift.delete, DateShift.objects.all().delete):
            with pytest.raises(AppendOnlyError):
                attempt()

    @pytest.mark.parametrize("why", [Why("", "IT"), Why("Grund", " ")])
    def test_reason_and_who_decided_are_demanded(self, editor: Any, measure: Measure, why: Why) -> None:
        with pytest.raises(Refused):
            actions.shift_milestone(editor, make_milestone(measure), 1, ahead(900), why)
        assert Milestone.objects.get().forecast_on is None

    def test_the_date_that_already_holds_is_no_shift(self, editor: Any, measure: Measure) -> None:
        milestone = make_milestone(measure)
        with pytest.raises(Refused):
            actions.shift_milestone(editor, milestone, 1, milestone.planned_on, WHY)

    def test_a_public_date_is_not_just_edited(self, editor: Any, measure: Measure) -> None:
        milestone = make_milestone(measure)
        with pytest.raises(Refused, match="verschieben"):
            actions.change_milestone(editor, milestone, 1, {"planned_on": ahead(1)})
        with pytest.raises(Refused, match="verschwindet nicht"):
            actions.remove_milestone(editor, milestone)

    def test_what_waits_does_not_come_first(self, editor: Any, measure: Measure) -> None:
        first, then = make_milestone(measure, planned_on=ahead(10)), make_milestone(measure, planned_on=ahead(20))
        make_dependency(then, first)
        with pytest.raises(Refused, match="wartet auf"):
            actions.shift_milestone(editor, first, 1, ahead(30), WHY)
        with pytest.raises(Refused, match="noch nicht erreicht"):
            actions.reach_milestone(editor, then, 1, ahead(0))

    def test_a_circle_of_waiting_is_refused_by_name(self, editor: Any, measure: Measure) -> None:
        one, two = make_milestone(measure, "Eins"), make_milestone(measure, "Zwei")
        make_dependency(two, one)
        with pytest.raises(Refused, match="im Kreis"):
            actions.change_milestone(editor, one, 1, {}, requires=[two])
        assert one.dependencies.count() == 0

    def test_milestones_wait_only_within_their_measure(self, editor: Any, measure: Measure) -> None:
        stranger = make_milestone(make_measure())
        with pytest.raises(Refused, match="derselben"):
            actions.change_milestone(editor, make_milestone(measure), 1, {}, requires=[stranger])

    def test_nothing_is_reached_in_the_future(self, editor: Any, measure: Measure) -> None:
        with pytest.raises(Refused, match="Zukunft"):
            actions.reach_milestone(editor, make_milestone(measure), 1, ahead(1))

    def test_reached_milestones_count(self, editor: Any, measure: Measure) -> None:
        milestone = make_milestone(measure)
        make_milestone(measure)
        actions.reach_milestone(editor, milestone, 1, ahead(-1))
        measure.refresh_from_db()
        assert (measure.milestones_done, measure.milestones_total, measure.progress) == (1, 2, 50)
        with pytest.raises(Refused, match="erreicht"):
            actions.shift_milestone(editor, milestone, 2, ahead(5), WHY)

    @pytest.mark.parametrize(
        "values",
        [
            {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)},
            {"begun_on": date(2999, 1, 1)},
            {"begun_on": date(2026, 5, 1), "ended_on": date(2026, 4, 1)},
            {"starts_on": date(2026, 5, 1), "ends_forecast": date(2026, 4, 1)},
        ],
    )
    def test_dates_that_contradict_are_refused(self, editor: Any, measure: Measure, values: dict[str, date]) -> None:
        with pytest.raises(Refused):
            actions.change_measure(editor, measure, 1, values)

    def test_the_end_of_a_measure_shifts_too(self, editor: Any) -> None:
        measure = make_measure(make_node(make_plan()), ends_on=ahead(10))
        actions.shift_measure(editor, measure, 1, "end", ahead(90), WHY)
        measure.refresh_from_db()
        assert (measure.ends_on, measure.ends_forecast, measure.light) == (ahead(10), ahead(90), "late")
        with pytest.raises(Refused, match="Grund verschieben"):
            actions.change_measure(editor, measure, measure.version, {"ends_on": ahead(5)})


class TestMoney:
    """Budget lines."""

    def test_sums_follow(self, editor: Any, measure: Measure) -> None:
        actions.add_budget(editor, measure, {"year": 2026, "source": "Bund", "planned": Decimal("10.10")})
        actions.add_budget(editor, measure, {"year": 2027, "source": "Bund", "planned": Decimal("0.20")})
        measure.refresh_from_db()
        assert (measure.planned_total, measure.spent_total) == (Decimal("10.30"), None)

    def test_a_double_line_is_refused(self, editor: Any, measure: Measure) -> None:
        make_budget(measure, 2026, source="Bund")
        with pytest.raises(Refused, match="schon eine Zeile"):
            actions.add_budget(editor, measure, {"year": 2026, "source": "Bund"})

    @pytest.mark.parametrize(
        "values", [{"year": 1}, {"planned": Decimal(-1)}, {"planned": Decimal("NaN")}, {"planned": Decimal("1e15")}]
    )
    def test_impossible_amounts_are_refused(self, editor: Any, measure: Measure, values: dict[str, Any]) -> None:
        with pytest.raises(Refused):
            actions.add_budget(editor, measure, {"year": 2026, "source": "Bund", **values})

    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("1.234,56 €", "1234.56"),
            ("1234.5", "1234.50"),
            ("1.234", "1234.00"),
            ("12", "12.00"),
            ("1.234.567", "1234567"),
        ],
    )
    def test_amounts_are_read_as_people_type_them(self, text: str, amount: str) -> None:
        assert actions.amount(text) == Decimal(amount)

    def test_an_amount_that_is_none_is_refused(self) -> None:
        assert actions.amount(" ") is None
        for text in ("viel", "1,2,3", "NaN", "1e99"):
            with pytest.raises(Refused):
                actions.amount(text)


class TestAssessment:
    """Economic and ethical side by side, with four eyes."""

    def test_nobody_approves_what_they_wrote(self, editor: Any, second: Any, measure: Measure) -> None:
        assessment = actions.save_assessment(editor, measure, PARTS)
        with pytest.raises(Refused):
            actions.approve_assessment(second, assessment)
        actions.submit(editor, assessment)
        with pytest.raises(Refused, match="zweite Person"):
            actions.approve_assessment(editor, assessment)
        actions.approve_assessment(second, assessment, role="Strategie-Freigabe")
        assert assessment.is_public

    def test_the_database_demands_four_eyes(self, editor: Any, measure: Measure) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.create(measure=measure, author=editor, approver=editor, **PARTS)

    def test_a_new_one_replaces_the_old_one_which_stays(self, editor: Any, second: Any, measure: Measure) -> None:
        for _round in range(2):
            assessment = actions.save_assessment(editor, measure, PARTS)
            actions.submit(editor, assessment)
            actions.approve_assessment(second, assessment)
        assert sorted(measure.assessments.values_list("step", flat=True)) == ["approved", "replaced"]

    def test_all_questions_are_answered(self, editor: Any, measure: Measure) -> None:
        assessment = actions.save_assessment(editor, measure, {**PARTS, "exit": ""})
        with pytest.raises(Refused, match="acht"):
            actions.submit(editor, assessment)

    def test_it_can_be_given_back(self, editor: Any, second: Any, measure: Measure) -> None:
        assessment = actions.save_assessment(editor, measure, PARTS)
        actions.submit(editor, assessment)
        actions.return_(second, assessment, "Welche Quelle?")
        assert (assessment.step, assessment.return_note) == ("returned", "Welche Quelle?")
        actions.save_assessment(editor, measure, {"method": "Studie"}, assessment, assessment.version)
        assert assessment.step == "draft"


class TestReport:
    """How a measure stands, told in under a minute and approved by a second person."""

    def changes(self, milestone: Milestone, **more: Any) -> dict[str, Any]:
        row = {"id": milestone.pk, "version": milestone.version, "forecast": ahead(200).isoformat()}
        return {"milestones": [row | {"reason": "Kein Angebot", "decided_by": "IT"} | more]}

    def test_nothing_changes_before_the_second_person_approves(
        self, editor: Any, second: Any, measure: Measure
    ) -> None:
        milestone, line = make_milestone(measure, planned_on=ahead(20)), make_budget(measure)
        changes = self.changes(milestone) | {"budget": [{"id": line.pk, "version": 1, "actual": "41000.00"}]}
        update = actions.report(editor, measure, "Ausgeschrieben", ahead(0), changes)
        milestone.refresh_from_db()
        assert milestone.forecast_on is None
        actions.approve_update(second, update)
        milestone.refresh_from_db()
        measure.refresh_from_db()
        assert (milestone.forecast_on, measure.spent_total) == (ahead(200), Decimal(41000))
        assert (measure.reported_on, measure.update_due_on) == (ahead(0), ahead(90))
        assert measure.shifts.get().reason == "Kein Angebot"

    def test_nobody_approves_their_own(self, editor: Any, measure: Measure) -> None:
        update = actions.report(editor, measure, "Fertig", ahead(0), {"state": "fulfilled"})
        with pytest.raises(Refused, match="zweite Person"):
            actions.approve_update(editor, update)

    def test_a_second_time_is_refused(self, editor: Any, second: Any, measure: Measure) -> None:
        update = actions.report(editor, measure, "Fertig", ahead(0), {"state": "fulfilled"})
        actions.approve_update(second, update)
        with pytest.raises(Refused):
            actions.approve_update(second, update)

    def test_what_cannot_be_is_told_to_the_author_at_once(self, editor: Any, measure: Measure) -> None:
        milestone = make_milestone(measure)
        with pytest.raises(Refused, match="Zukunft"):
            actions.report(editor, measure, "x", ahead(0), self.changes(milestone, actual=ahead(3).isoformat()))
        with pytest.raises(Refused, match="Grund"):
            actions.report(editor, measure, "x", ahead(0), self.changes(milestone, reason=""))
        with pytest.raises(Refused, match="passiert"):
            actions.report(editor, measure, " ", ahead(0), {})
        with pytest.raises(Refused, match="Zukunft"):
            actions.report(editor, measure, "x", ahead(1), {})
        assert not ProgressUpdate.objects.exists()

    def test_what_changed_meanwhile_is_a_conflict_at_approval(self, editor: Any, second: Any, measure: Measure) -> None:
        milestone = make_milestone(measure, planned_on=ahead(20))
        update = actions.report(editor, measure, "x", ahead(0), self.changes(milestone))
        actions.shift_milestone(editor, milestone, 1, ahead(300), WHY)
        with pytest.raises(Conflict):
            actions.approve_update(second, update)
        update.refresh_from_db()
        assert update.step == "submitted"

    def test_a_milestone_of_another_measure_is_refused(self, editor: Any, measure: Measure) -> None:
        other = make_milestone(make_measure())
        with pytest.raises(Refused, match="nicht zu dieser"):
            actions.report(editor, measure, "x", ahead(0), self.changes(other))


def test_time_alone_changes_the_light(measure: Measure) -> None:
    make_milestone(measure, planned_on=ahead(5))
    figures.refresh([measure.pk])
    measure.refresh_from_db()
    assert (measure.light, measure.recheck_on) == ("onTrack", ahead(6))
    figures.refresh([measure.pk], today=ahead(6))
    measure.refresh_from_db()
    assert measure.light == "late"


def test_figures_cost_the_same_for_one_and_for_many(django_assert_num_queries: Any) -> None:
    node = make_node(make_plan())
    keys = [make_measure(node, light="late").pk for _ in range(30)]
    with django_assert_num_queries(7):
        figures.refresh(keys)
