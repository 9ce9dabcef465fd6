"""Our own interface passes our own checker."""

from __future__ import annotations

from typing import Any

import pytest

from roterfaden.council.conformance.actions import check_own
from roterfaden.council.conformance.report import Report
from roterfaden.council.conformance.run import Options
from tests.council.oparl.city import make_lost, make_many

pytestmark = pytest.mark.one_database


def assert_clean(report: Report) -> None:
    """No finding at all; else the whole report is told."""
    assert not report.findings.codes(), "\n".join(report.lines())


@pytest.mark.django_db
def test_an_empty_portal_conforms() -> None:
    assert_clean(check_own())


def test_a_city_with_every_type_conforms(city: dict[str, Any]) -> None:
    report = check_own(Options(full=True))
    assert_clean(report)
    assert set(report.objects) == {
        *("System", "Body", "LegislativeTerm", "Organization", "Person", "Membership"),
        *("Meeting", "AgendaItem", "Paper", "Consultation", "File", "Location"),
    }


def test_what_is_gone_or_only_mentioned_does_not_spoil_it(city: dict[str, Any]) -> None:
    make_lost(city)
    assert_clean(check_own(Options(full=True)))


def test_lists_of_several_pages_conform(city: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.council.oparl.query.PER_PAGE", 10)
    make_many(25)
    make_lost(city)
    assert_clean(check_own(Options(full=True)))
