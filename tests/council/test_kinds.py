"""Kinds of organizations and papers from the words of sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.kinds import organization_kind, paper_kind
from roterfaden.council.models import Organization, Paper


@pytest.mark.parametrize(
    ("name", "organization_type", "classification", "kind"),
    [
        ("Ratsversammlung", "", "", "plenum"),
        ("Rat der Landeshauptstadt Musterstadt", "Gremium", "", "plenum"),
        ("Gemeinderat", "Gremium", "Gremien", "plenum"),
        ("Stadtverordnetenversammlung", "", "", "plenum"),
        ("Verwaltungsausschuss", "", "", "committee"),
        ("Jugendhilfeausschuss", "Gremium", "Gremien", "committee"),
        ("Ausschuss für Jugend, Kultur und Vereine", "Gremium", "Gremien", "committee"),
        ("Kommission Kinder- und Jugendhilfeplanung", "", "", "committee"),
        ("Seniorenbeirat", "", "", "committee"),
        ("Ältestenrat", "", "", "committee"),
        ("Stadtbezirksrat Vahrenwald-List", "", "", "districtCouncil"),
        ("Bezirksvertretung Mitte", "Gremium", "", "districtCouncil"),
        ("Ortsrat Nord", "", "", "districtCouncil"),
        ("Christlich Demokratische Union", "Fraktion", "", "faction"),
        ("SPD-Fraktion", "", "", "faction"),
        ("Abteilung 4", "Dienststellen", "", "administration"),
        ("Fachbereich Schule", "", "", "administration"),
        ("Jugendamt", "Verwaltungsbereich", "", "administration"),
        ("Ortsvorsteher", "Gremium", "Ortsvorsteher", "other"),
        ("Stadtwerke", "Institution", "", "other"),
        ("Die Runde", "Gremium", "", "committee"),
        ("", "", "", "other"),
    ],
)
def test_kind_of_an_organization(name: str, organization_type: str, classification: str, kind: str) -> None:
    assert organization_kind(name, organization_type, classification) == kind


@pytest.mark.parametrize(
    ("paper_type", "name", "suffix", "kind"),
    [
        ("Beschlussdrucksache", "Umbau der Kita", "", "proposal"),
        ("Beschlussvorlage", "Antrag der SPD-Fraktion auf Umbau", "", "proposal"),
        ("Tischvorlage", "Haushalt", "", "proposal"),
        ("Tischvorlage", "Antrag der SPD-Fraktion auf Umbau", "", "motion"),
        ("Informationsdrucksache", "Kitabericht", "", "information"),
        ("Mitteilungsvorlage", "Ablösungsverträge", "", "information"),
        ("Antrag", "Dringlichkeitsantrag zur Lösung des Konflikts", "", "motion"),
        ("Dringlichkeitsantrag", "Lösung des Konflikts", "", "motion"),
        ("Antrag", "Änderungsantrag zu Drucks. Nr. 0822/2026", "", "amendment"),
        ("Änderungsantrag", "Neufassung der Satzung", "", "amendment"),
        ("Anfrage", "Leere Wohnungen", "", "question"),
        ("Anfrage", "Leere Wohnungen", "F1", "answer"),
        ("Antwort der Verwaltung", "Leere Wohnungen", "", "answer"),
        ("Einwohner*innenantrag", "Zebrastreifen", "", "petition"),
        ("Drucksache", "Anfrage der FDP-Fraktion: Leere Wohnungen", "", "question"),
        ("Drucksache", "Umbau der Kita", "", "proposal"),
        ("", "", "", "other"),
        ("Sonstiges", "Umbau", "", "other"),
    ],
)
def test_kind_of_a_paper(paper_type: str, name: str, suffix: str, kind: str) -> None:
    assert paper_kind(paper_type, name, suffix) == kind


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=10))
def test_any_words_give_a_kind_of_the_model(first: str, second: str, third: str) -> None:
    assert organization_kind(first, second, third) in Organization.Kind.values
    assert paper_kind(first, second, third) in Paper.Kind.values
