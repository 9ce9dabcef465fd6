"""Who had the last word, and what became of a paper: the rules without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.derive.results import Result, read_result
from roterfaden.council.derive.stations import Addressed, Station, concluded, in_order, judged, same_name
from roterfaden.council.models.result import Basis, Outcome

TODAY = date(2026, 7, 1)
VA = "Verwaltungsausschuss"


def station(
    pk: int, kind: str = "committee", result: str = "", day: date | None = None, name: str = "", **more: object
) -> Station:
    values: dict[str, object] = {
        "day": day or date(2026, 6, pk),
        "organization": pk * 10,
        "names": (name or f"Gremium {pk}",),
    }
    values |= {"result": read_result(result, {}), **more}
    return Station(pk, kind=kind, **values)  # type: ignore[arg-type]


def outcomes(stations: list[Station], *addressed: str, district: str = "") -> list[tuple[str, bool]]:
    found = judged(stations, Addressed(addressed, district))
    return [(one.result.outcome, one.decides) for one in found]


def end(stations: list[Station], *addressed: str, district: str = "") -> tuple[str, str, date | None, int | None]:
    found = concluded(judged(stations, Addressed(addressed, district)), TODAY)
    return found.outcome, found.outcome_basis, found.decided_on, found.decided_by


def test_a_yes_of_a_committee_is_a_recommendation() -> None:
    (one,) = judged([station(1, result="Einstimmig")], Addressed())
    assert (one.result.outcome, one.result.outcome_basis, one.decides) == ("recommended", "role", False)
    assert one.result.unanimous is True
    assert end([station(1, result="Einstimmig")]) == ("recommended", "role", None, None)


def test_a_no_of_a_committee_is_advice_as_well() -> None:
    assert outcomes([station(1, result="Abgelehnt")]) == [("notRecommended", False)]


def test_the_plenum_decides() -> None:
    line = [station(1, result="Einstimmig"), station(2, "plenum", "6 Stimmen dafür, 5 Stimmen dagegen")]
    assert outcomes(line) == [("recommended", False), ("adopted", True)]
    assert end(line) == ("adopted", "counts", date(2026, 6, 2), 20)


def test_the_plenum_is_known_by_its_name_where_it_is_no_object() -> None:
    assert outcomes([station(1, "", "Einstimmig", name="Ratsversammlung")]) == [("adopted", True)]


def test_an_authoritative_body_decides() -> None:
    line = [station(1, result="Abgelehnt", authoritative=True)]
    assert outcomes(line) == [("rejected", True)]
    assert end(line) == ("rejected", "text", date(2026, 6, 1), 10)


@pytest.mark.parametrize(
    ("role", "decides"),
    [
        ("Beschlussfassung", True),
        ("Entscheidung", True),
        ("Vorberatung", False),
        ("Beratung", False),
        ("Beschlussempfehlung", False),
    ],
)
def test_the_role_that_the_source_gives_counts(role: str, decides: bool) -> None:
    assert outcomes([station(1, result="Einstimmig", role=role)])[0][1] is decides


def test_not_authoritative_is_said_in_vain_of_the_plenum_only() -> None:
    assert outcomes([station(1, result="Einstimmig", authoritative=False)], "Gremium") == [("recommended", False)]
    assert outcomes([station(1, "plenum", "Einstimmig", authoritative=False)]) == [("adopted", True)]


def test_the_last_addressed_body_decides() -> None:
    """As 0728/2026: district council, committee, Verwaltungsausschuss; the last one publishes no meeting."""
    line = [
        station(1, "districtCouncil", "Einstimmig", name="Stadtbezirksrat Vahrenwald-List"),
        station(2, result="Einstimmig", name="Jugendhilfeausschuss"),
        station(3, result="Einstimmig", name=VA),
    ]
    names = ("In den Stadtbezirksrat Vahrenwald-List", "In den Jugendhilfeausschuss", "In den Verwaltungsausschuss")
    assert outcomes(line, *names) == [("recommended", False), ("recommended", False), ("adopted", True)]
    assert end(line, *names) == ("adopted", "role", date(2026, 6, 3), 30)


def test_who_is_only_informed_is_not_the_last_addressed() -> None:
    line = [
        station(1, result="Einstimmig", name=VA),
        station(2, "districtCouncil", "Einstimmig", name="Stadtbezirksrat Mitte"),
    ]
    named = (VA, "Nachrichtlich: Stadtbezirksräte 01 - 13", "Stadtbezirksrat Mitte (zur Kenntnis)")
    assert outcomes(line, *named) == [("adopted", True), ("recommended", False)]


def test_while_the_plenum_is_on_the_way_only_it_decides() -> None:
    ahead = station(2, "plenum", day=date(2026, 9, 1))
    line = [station(1, result="Einstimmig", name=VA), ahead]
    assert outcomes(line, VA) == [("recommended", False), ("none", True)]
    found = concluded(judged(line, Addressed((VA,))), TODAY)
    assert (found.outcome, found.decided_on, found.next_date) == ("recommended", None, date(2026, 9, 1))


def test_addressed_to_the_plenum_no_committee_decides() -> None:
    assert outcomes([station(1, result="Einstimmig", name=VA)], VA, "In die Ratsversammlung") == [
        ("recommended", False)
    ]


def test_a_district_council_decides_its_own_papers() -> None:
    line = [station(1, "districtCouncil", "Einstimmig")]
    assert outcomes(line, district="15") == [("adopted", True)]
    assert outcomes(line) == [("recommended", False)]
    assert outcomes([station(1, "committee", "Einstimmig")], district="15") == [("recommended", False)]


def test_noted_by_the_last_body_is_the_end_without_a_decision() -> None:
    line = [station(1, result="Zur Kenntnis genommen"), station(2, "plenum", "Zur Kenntnis genommen")]
    assert end(line) == ("noted", "text", None, None)


def test_rejected_by_the_deciding_body_after_a_recommendation() -> None:
    line = [station(1, result="Einstimmig"), station(2, "plenum", "Mit 38 Nein-Stimmen abgelehnt.")]
    assert end(line) == ("rejected", "text", date(2026, 6, 2), 20)


def test_postponed_last_is_open() -> None:
    line = [
        station(1, result="Einstimmig"),
        station(2, "plenum", "Vertagt"),
        station(3, result="Auf Wunsch der SPD in die Fraktionen gezogen"),
    ]
    assert end(line) == ("postponed", "text", None, None)


def test_a_decision_stands_although_committees_speak_later() -> None:
    line = [
        station(1, "plenum", "Einstimmig"),
        station(2, result="Zur Kenntnis genommen"),
        station(3, result="Vertagt"),
    ]
    assert end(line)[0] == "adopted"


def test_postponed_by_the_plenum_and_decided_later() -> None:
    line = [station(1, "plenum", "Vertagt"), station(2, "plenum", "Einstimmig")]
    assert end(line)[::2] == ("adopted", date(2026, 6, 2))


def test_referred_back_by_the_plenum_the_latest_word_counts() -> None:
    line = [station(1, "plenum", "In den Bauausschuss verwiesen"), station(2, result="Einstimmig")]
    assert end(line) == ("recommended", "role", None, None)


def test_a_withdrawal_ends_the_matter_anywhere() -> None:
    assert end([station(1, result="Einstimmig"), station(2, result="Zurückgezogen")]) == (
        "withdrawn",
        "text",
        date(2026, 6, 2),
        20,
    )


def test_an_editor_has_the_last_word() -> None:
    fixed = read_result("Einstimmig", {"outcome": "rejected", "votes": {"yes": 3, "no": 9}})
    (one,) = judged([Station(1, kind="committee", result=fixed)], Addressed())
    assert (one.result.outcome, one.result.outcome_basis, one.result.yes, one.result.no) == (
        "rejected",
        "correction",
        3,
        9,
    )


def test_no_stations_no_conclusion() -> None:
    assert end([]) == ("none", "none", None, None)
    assert end([station(1)]) == ("none", "none", None, None)


def test_the_next_date_is_the_first_station_ahead_without_a_result() -> None:
    line = [
        station(1, result="Einstimmig", day=TODAY),
        station(2, day=date(2026, 8, 24), cancelled=True),
        station(3, day=date(2026, 9, 28)),
        station(4, day=date(2026, 12, 1)),
        Station(5),
    ]
    assert concluded(judged(line, Addressed()), TODAY).next_date == date(2026, 9, 28)


def test_stations_are_in_the_order_of_days_those_without_last() -> None:
    line = [
        Station(1),
        station(2, day=date(2026, 3, 1), position=2),
        station(3, day=date(2026, 3, 1), position=1),
        station(4, day=date(2026, 1, 1)),
    ]
    assert [one.pk for one in in_order(line)] == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Verwaltungsausschuss", "In den Verwaltungsausschuss", True),
        ("Stadtbezirksrat Mitte", "Stadtbezirksrat 01 Mitte", True),
        ("Rat", "Rat", True),
        ("Rat", "Kulturrat und Rat", False),
        ("Kulturausschuss", "Schulausschuss", False),
        ("", "", False),
    ],
)
def test_names_of_bodies(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@given(
    st.lists(
        st.builds(
            Station,
            pk=st.integers(1, 99),
            day=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            kind=st.sampled_from(["plenum", "committee", "districtCouncil", ""]),
            names=st.just((VA,)) | st.just(()),
            authoritative=st.none() | st.booleans(),
            result=st.builds(Result, outcome=st.sampled_from(Outcome.values), outcome_basis=st.just(Basis.TEXT.value)),
        ),
        max_size=6,
    )
)
def test_adopted_needs_a_body_with_the_last_word(line: list[Station]) -> None:
    ordered = judged(line, Addressed((VA,)))
    found = concluded(ordered, TODAY)
    for one in ordered:
        if one.result.outcome in ("adopted", "adoptedWithChanges", "rejected"):
            assert one.decides
    if found.outcome in ("adopted", "adoptedWithChanges", "rejected"):
        assert any(one.decides and one.result.outcome == found.outcome for one in ordered)
    if found.decided_on:
        assert found.outcome in ("adopted", "adoptedWithChanges", "rejected", "withdrawn", "settled")
    if found.next_date:
        assert found.next_date >= TODAY
