"""Every defect is found and named; what keeps to the specification gives no finding at all."""

from __future__ import annotations

import pytest

from roterfaden.council.conformance.check import check
from roterfaden.council.conformance.report import Report
from roterfaden.council.conformance.rules import RULES
from roterfaden.council.conformance.run import Options
from tests.council.conformance.defects import DEFECTS, Defect
from tests.council.conformance.endpoint import Endpoint

URL = "https://ris.example/oparl/system"
#: Only found on this machine: an http endpoint on loopback has a test of its own.
TESTED_ELSEWHERE = {"id-http-loopback"}


def checked(endpoint: Endpoint, **options: bool | int) -> Report:
    """The report on an endpoint in memory."""
    return check(URL, endpoint, Options(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("full", [False, True])
def test_a_conforming_endpoint_has_no_findings(version: str, full: bool) -> None:
    report = checked(Endpoint(version), full=full)
    assert report.findings.codes() == set()
    assert sum(report.objects.values()) == 74
    assert report.skipped == []


@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{defect.code}: {defect.name}" for defect in DEFECTS])
def test_a_defect_is_found_and_named(defect: Defect) -> None:
    endpoint = Endpoint(defect.version)
    defect.sow(endpoint)
    assert defect.code in checked(endpoint, full=True).findings.codes()


def test_every_rule_has_a_defect_that_it_finds() -> None:
    assert {defect.code for defect in DEFECTS} | TESTED_ELSEWHERE == set(RULES)


def test_there_are_at_least_forty_defects() -> None:
    assert len(DEFECTS) >= 40
