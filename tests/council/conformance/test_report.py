"""The report: readable on a terminal, complete as JSON."""

from __future__ import annotations

import json

from roterfaden.council.conformance.check import check
from roterfaden.council.conformance.rule import Severity
from tests.council.conformance.endpoint import Endpoint
from tests.council.conformance.sample import BASE

URL = f"{BASE}/system"


def spoiled() -> Endpoint:
    """An endpoint with an error, a warning and a note."""
    endpoint = Endpoint()
    paper = endpoint.get("Paper", 1)
    paper["date"], paper["reference"], paper["modified"] = "gestern", " ", "2025-09-01T10:00:00Z"
    return endpoint


def test_it_tells_what_where_and_how_to_mend() -> None:
    text = "\n".join(check(URL, spoiled()).lines())
    assert "Fehler (1)" in text
    assert "date-invalid · Kein gültiges Datum · 1× · Abschnitt 2.4" in text
    assert "Paper.date 1×" in text
    assert f"{BASE}/paper/1 gestern" in text
    assert "→ Schreiben Sie ein Datum als JJJJ-MM-TT, ohne Uhrzeit." in text
    assert text.endswith("Ergebnis: 1 Fehler, 1 Warnung, 1 Hinweis.")


def test_it_says_so_when_there_is_nothing() -> None:
    assert check(URL, Endpoint()).lines()[-1] == "Ergebnis: keine Befunde."


def test_as_json_it_has_all_findings_gravest_first() -> None:
    found = json.loads(json.dumps(check(URL, spoiled()).as_json()))
    assert (found["errors"], found["warnings"], found["notes"]) == (1, 1, 1)
    assert [row["severity"] for row in found["findings"]] == [severity.value for severity in Severity]
    assert found["findings"][0]["examples"][0]["url"] == f"{BASE}/paper/1"
    assert found["objects"]["Paper"] == 7
    assert found["oparlVersion"] == "1.1"


def test_a_mistake_that_list_and_single_share_is_counted_once() -> None:
    (group,) = check(URL, spoiled()).findings.of(Severity.ERROR)
    assert group.count == 1


def test_what_was_not_checked_is_told() -> None:
    from roterfaden.council.conformance.run import Options

    text = "\n".join(check(URL, Endpoint(), Options(limit=5)).lines())
    assert "Nicht geprüft:" in text
