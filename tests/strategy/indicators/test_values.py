"""Entering values: what was there stays, doubles are recognised, nobody overwrites anybody."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.ledger.models import Pending
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators.actions import Outrun, Written, enter_values
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import Part
from roterfaden.strategy.models import Observation
from roterfaden.strategy.models.base import AppendOnlyError
from tests.strategy.indicators.factories import make_editor, make_indicator, make_target, make_values, value

pytestmark = pytest.mark.django_db


def current(indicator: object) -> list[tuple[str, Decimal]]:
    rows = Observation.objects.current().filter(indicator=indicator).order_by("end")
    return [(row.period, row.value) for row in rows]


def test_values_are_added_and_their_figures_follow() -> None:
    indicator = make_indicator()
    make_target(indicator)
    done = enter_values(make_editor(), indicator, [value("2024", 36), value("2025", 38, draft=True)])
    indicator.refresh_from_db()
    assert done == Written(new=2)
    assert (indicator.latest_period, indicator.latest_value, indicator.latest_draft) == ("2025", 38, True)
    assert indicator.rating == "on_track"
    assert indicator.next_due_on == parse_period("2026").end.replace(year=2027, month=3, day=31)


def test_a_revision_is_a_new_row_and_the_old_one_stays() -> None:
    indicator, editor = make_indicator(), make_editor()
    enter_values(editor, indicator, [value("2024", 36, draft=True)])
    done = enter_values(editor, indicator, [value("2024", "36.5", reason="Nachmeldung")])
    new = Observation.objects.current().get()
    assert done == Written(revised=1)
    assert (new.value, new.reason, new.revised_from.value) == (Decimal("36.5"), "Nachmeldung", 36)
    assert Observation.objects.count() == 2
    assert not Observation.objects.get(value=36).current


def test_the_same_value_again_changes_nothing() -> None:
    indicator, editor = make_indicator(), make_editor()
    enter_values(editor, indicator, [value("2024", 36)])
    assert enter_values(editor, indicator, [value("2024", "36.000")]) == Written(equal=1)
    assert Observation.objects.count() == 1


def test_a_provisional_value_that_becomes_final_is_a_revision() -> None:
    indicator, editor = make_indicator(), make_editor()
    enter_values(editor, indicator, [value("2024", 36, draft=True)])
    assert enter_values(editor, indicator, [value("2024", 36)]) == Written(revised=1)


def test_contradicting_values_for_one_period_are_refused_together() -> None:
    indicator = make_indicator()
    with pytest.raises(Refused, match="doppelt: 2024"):
        enter_values(make_editor(), indicator, [value("2024", 36, line=1), value("2024", 37, line=2)])
    assert not Observation.objects.exists()


def test_parts_are_values_of_their_own() -> None:
    indicator = make_indicator()
    women = Part("Geschlecht", "Frauen")
    done = enter_values(make_editor(), indicator, [value("2024", 36), value("2024", 40, line=2, part=women)])
    indicator.refresh_from_db()
    assert done.new == 2
    assert indicator.latest_value == 36
    assert list(indicator.breakdowns.values_list("key", "dimension")) == [("geschlecht:frauen", "Geschlecht")]


def test_a_stranger_may_not() -> None:
    with pytest.raises(PermissionDenied):
        enter_values(make_editor("fremd", "view_indicator"), make_indicator(), [value("2024", 36)])


def test_who_saw_another_value_is_told_and_overwrites_nothing() -> None:
    indicator, editor = make_indicator(), make_editor()
    (old,) = make_values(indicator, 36, first=2024)
    enter_values(editor, indicator, [value("2024", 37)], seen={("", "2024"): old.pk})
    with pytest.raises(Outrun) as outrun:
        enter_values(editor, indicator, [value("2024", 40)], seen={("", "2024"): old.pk})
    assert [row.value for row in outrun.value.stored] == [37]
    assert current(indicator) == [("2024", Decimal(37))]


def test_the_database_itself_refuses_two_values_that_count() -> None:
    indicator = make_indicator()
    make_values(indicator, 36, first=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_values(indicator, 37, first=2024)


def test_values_are_neither_changed_nor_removed() -> None:
    (row,) = make_values(make_indicator(), 36)
    row.value = Decimal(1)
    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        row.delete()
    with pytest.raises(AppendOnlyError):
        Observation.objects.all().update(value=1)
    with pytest.raises(AppendOnlyError):
        Observation.objects.all().delete()
    assert Observation.objects.get().value == 36


@pytest.mark.parametrize("number", ["1e15", "0.0000001", "NaN"])
def test_numbers_that_the_database_would_round_are_refused(number: str) -> None:
    with pytest.raises(Refused, match="zu viele Stellen"):
        enter_values(make_editor(), make_indicator(), [value("2024", number)])


def test_the_ledger_names_values_and_revisions_of_public_indicators_alone() -> None:
    editor = make_editor()
    draft, public = make_indicator(state="draft"), make_indicator()
    enter_values(editor, draft, [value("2024", 36)])
    enter_values(editor, public, [value("2024", 36)])
    enter_values(editor, public, [value("2024", 37, reason="Zählfehler")])
    told = [json.loads(row.content) for row in Pending.objects.filter(kind="indicator.values").order_by("pk")]
    assert [content["values"][0]["old"] for content in told] == [None, "36"]
    assert told[1]["values"][0]["reason"] == "Zählfehler"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(2015, 2020), st.integers(0, 3)), max_size=4), max_size=5))
def test_whatever_is_entered_nothing_is_lost(batches: list[list[tuple[int, int]]]) -> None:
    with transaction.atomic():
        indicator = make_indicator()
        editor = make_editor(f"tonia{indicator.pk}")
        expected: dict[str, Decimal] = {}
        written = 0
        for batch in batches:
            rows = {str(year): Decimal(number) for year, number in batch}
            done = enter_values(editor, indicator, [value(year, n, line=i) for i, (year, n) in enumerate(rows.items())])
            written += done.new + done.revised
            expected |= rows
        stored = Observation.objects.filter(indicator=indicator)
        assert dict(current(indicator)) == expected
        assert stored.count() == written
        for row in stored.filter(current=False):
            assert row.revised_by.period == row.period
