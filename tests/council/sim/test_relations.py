"""How papers stand to each other."""

from __future__ import annotations

import pytest

from roterfaden.council.sources.sim.pages.paper import PaperPage, Related, parse_paper
from roterfaden.council.sources.sim.relations import relations
from tests.council.sim.pages import BASE, SITE, fixture


def of(name: str) -> list[dict[str, str]]:
    page = parse_paper(fixture(name), SITE)
    return relations(page.number, page)


def test_original_states_only_what_is_merely_related() -> None:
    assert of("proposal") == [{"kind": "related", "number": "0777/2024", "id": BASE + "DS/0777-2024"}]


def test_new_version_follows_the_version_before() -> None:
    assert of("new_version") == [{"kind": "newVersion", "number": "0101/2026 N1", "id": BASE + "DS/0101-2026N1"}]


def test_first_new_version_follows_the_original_also_where_no_list_says_so() -> None:
    assert relations("0101/2026 N1", PaperPage()) == [{"kind": "newVersion", "number": "0101/2026"}]


def test_answer_answers_its_question() -> None:
    assert of("answer") == [{"kind": "answers", "number": "0398/2026", "id": BASE + "DS/0398-2026"}]


def test_amendment_is_told_by_title_and_by_the_list_once() -> None:
    assert of("amendment") == [{"kind": "amends", "number": "0101/2026 N1", "id": BASE + "DS/0101-2026N1"}]


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Änderungsantrag zur Drucksache Nr. 0822/2026: Satzung", "0822/2026"),
        ("Änderungsantrag zu Drucks. Nr. 0822/2026 N1: Satzung", "0822/2026 N1"),
        ("Zusatzantrag der Fraktion Grüne Bank zu Informationsdrucks. Nr. 15-0822/2026", "15-0822/2026"),
        ("Änderungsantrag zum Antrag Nr. 0822/2026", ""),
        ("Antrag zur Drucksache Nr. 0822/2026", ""),
        ("Änderungsantrag", ""),
    ],
)
def test_amended_paper_is_the_one_after_the_word(title: str, number: str) -> None:
    found = relations("0001/2026", PaperPage(title=title))
    assert found == ([{"kind": "amends", "number": number}] if number else [])


def test_paper_is_never_related_to_itself() -> None:
    page = PaperPage(
        title="Änderungsantrag zu Drucks. Nr. 0001/2026", related=(Related("0001/2026", "Ursprungsvorlage"),)
    )
    assert relations("0001/2026", page) == []


def test_supplement_is_related_to_its_base() -> None:
    assert relations("0101/2026 E1", PaperPage()) == [{"kind": "related", "number": "0101/2026"}]
