"""What a paper's own words say about it."""

from __future__ import annotations

from datetime import date

import pytest

from roterfaden.council.derive.papers import own_columns
from roterfaden.council.factions import Factions, plain_faction
from roterfaden.council.models import Organization, Paper


def columns(reference: str = "0728/2026", name: str = "Bänke", **fields: object) -> dict[str, object]:
    return own_columns(Paper(pk=7, reference=reference, name=name, **fields), {})


def test_number_and_address_come_from_the_reference() -> None:
    found = columns("15-1717/2017 N1")
    assert (found["number_district"], found["number_base"], found["number_year"]) == ("15", "1717", 2017)
    assert (found["number_suffix"], found["slug"], found["year"]) == ("N1", "15-1717-2017n1", 2017)


@pytest.mark.parametrize(
    ("reference", "slug"),
    [("VO/BV 12/45", "vobv-1245"), ("Haushalt", "id-7"), ("", "id-7"), ("id-9", "id-7"), ("Ä 3", "a-3")],
)
def test_an_address_exists_without_a_number_of_ours(reference: str, slug: str) -> None:
    assert columns(reference)["slug"] == slug


def test_the_year_falls_back_to_date_and_reference() -> None:
    assert columns("BV-17", date=date(2019, 3, 1))["year"] == 2019
    assert columns("BV 17 aus 2018")["year"] == 2018
    assert columns("BV-17")["year"] is None


def test_the_kind_follows_type_title_and_suffix_and_a_correction() -> None:
    assert columns("0398/2013 F1", paper_type="Anfrage")["kind"] == "answer"
    paper = Paper(pk=7, reference="1/2020", paper_type="Anfrage")
    assert own_columns(paper, {"kind": "motion"})["kind"] == "motion"
    assert own_columns(paper, {"kind": "quatsch"})["kind"] == "question"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Antrag der SPD-Fraktion vom 12.03.2031; hier: Bänke", ["SPD-Fraktion"]),
        ("Antrag der CDU-Fraktion und der FDP-Fraktion auf Bänke", ["CDU-Fraktion", "FDP-Fraktion"]),
        (
            "Gemeinsamer Antrag von Fraktion Bündnis 90/Die Grünen + Volt, SPD-Fraktion und CDU-Fraktion zur Planung",
            ["Fraktion Bündnis 90/Die Grünen + Volt", "SPD-Fraktion", "CDU-Fraktion"],
        ),
        ("Antrag der SPD-Fraktion bezüglich der Parkplätze", ["SPD-Fraktion"]),
        ("Antrag der Eheleute Muster auf Erschließung", []),
        ("Bänke im Park", []),
    ],
)
def test_factions_apply_by_title_where_the_source_names_nobody(name: str, names: list[str]) -> None:
    assert columns(name=name)["applicants"] == names


def test_applicants_of_the_source_stand() -> None:
    assert columns(name="Antrag der SPD-Fraktion", applicants=["Jo Muster"])["applicants"] == ["Jo Muster"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SPD-Fraktion", "Sozialdemokratische Partei Deutschlands"),
        ("Fraktion Bündnis 90/Die Grünen", "Die Grünen"),
        ("CDU-Fraktion im Rat der Stadt", "Christlich Demokratische Union"),
        ("Fraktion DIE LINKE.", "Linke"),
        ("Gruppe Muster", "Muster"),
    ],
)
def test_factions_are_known_by_their_names(one: str, other: str) -> None:
    assert plain_faction(one) == plain_faction(other)
    assert plain_faction(one) != plain_faction("FDP-Fraktion")


def test_a_joint_faction_is_another_one() -> None:
    assert plain_faction("Fraktion Bündnis 90/Die Grünen + Volt") != plain_faction("Fraktion Bündnis 90/Die Grünen")


def test_a_faction_is_found_by_its_initials_unless_two_have_them() -> None:
    one = Organization(pk=1, name="Freie Liste Musterstadt", body_id=5)
    other = Organization(pk=2, name="Fraktion Linke Mitte Musterstadt", body_id=5)
    twin = Organization(pk=3, name="Lebendiges Miteinander Musterstadt", body_id=5)
    factions = Factions([one, other, twin])
    assert factions.named(5, ["FLM-Fraktion"]) == {1}
    assert factions.named(5, ["LMM-Fraktion"]) == set()
    assert factions.named(6, ["FLM-Fraktion"]) == set()
