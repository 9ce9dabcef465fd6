"""Indicators and reports in search: as public as their plans."""

from __future__ import annotations

import pytest
from django.utils import timezone

from roterfaden.search.actions import enqueue
from roterfaden.search.models import PendingDocument
from roterfaden.search.registry import searchables
from roterfaden.strategy.reports.actions import freeze_report, publish_report
from tests.strategy.factories import make_node, make_plan
from tests.strategy.indicators.factories import make_editor, make_indicator

pytestmark = pytest.mark.django_db


def test_an_indicator_is_found_by_its_words_and_its_goal() -> None:
    found = make_indicator(make_node(make_plan(), "Demokratie"), description="Über alle Ämter gezählt.")
    (document,) = searchables["indicator"].documents([found.pk])
    assert document.url == f"/ziele/kennzahlen/{found.slug}"
    assert "Demokratie" in document.body
    assert document.context == "Kennzahl aus „Digitale Agenda“"


def test_drafts_are_not_found() -> None:
    draft = make_indicator(state="draft")
    hidden = make_indicator(make_node(make_plan(state="draft")))
    assert list(searchables["indicator"].documents([draft.pk, hidden.pk])) == []


def test_a_report_is_found_by_its_words() -> None:
    proposed = freeze_report(make_editor("anna"), make_plan(), timezone.localdate(), "Ausschreibung ohne Angebot.")
    assert list(searchables["report"].documents([proposed.pk])) == []
    publish_report(make_editor("bert"), proposed)
    (document,) = searchables["report"].documents([proposed.pk])
    assert "Ausschreibung" in document.body


def test_a_plan_that_is_hidden_takes_its_indicators_out_of_search() -> None:
    plan = make_plan()
    found = make_indicator(make_node(plan))
    type(plan).objects.filter(pk=plan.pk).update(state="draft")
    enqueue("plan", [plan.pk], hidden=True)
    assert PendingDocument.objects.get(kind="indicator", object_id=found.pk).suppressed
