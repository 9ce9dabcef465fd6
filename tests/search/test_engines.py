"""Both engines answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from roterfaden.search.actions import enqueue
from roterfaden.search.engines import base, embedded, reading
from roterfaden.search.engines.base import Engine, Found, NotReady, Request
from roterfaden.search.query import parse
from roterfaden.search.registry import Document
from tests.search.corpus import cases, documents, make_document

AT_LEAST = 28


def search(index: Engine, text: str, **more: object) -> Found:
    """Search for a text."""
    return index.search(Request(parse(text), facets=("kind", "year"), **more))  # type: ignore[arg-type]


def titles(found: Found) -> list[str]:
    """The titles of the hits."""
    return [hit.title for hit in found.hits]


def fill(index: Engine, *titles: str) -> None:
    """An index of papers with these titles, keys from 1."""
    with index.rebuilder() as writer:
        writer.replace([], [make_document(pk=pk, title=title) for pk, title in enumerate(titles, 1)])


def test_the_corpus_is_large_enough() -> None:
    assert len(documents()) >= 200
    assert len(cases()) == 30


def test_the_expected_hit_is_among_the_first_three(filled: Engine) -> None:
    missed = [case for case in cases() if case.expected not in titles(search(filled, case.query))[:3]]
    assert len(missed) <= len(cases()) - AT_LEAST, missed


def test_a_number_jumps_to_the_top(filled: Engine) -> None:
    assert search(filled, "DS 728 2026").hits[0].number == "0728/2026"
    assert search(filled, "1170/2026").hits[0].number == "1170/2026"


def test_a_number_finds_the_texts_that_name_it(filled: Engine) -> None:
    found = search(filled, "DS 101 2026")
    assert titles(found) == ["Radverkehrskonzept für die Innenstadt", "Anlage 1: Verkehrszählung"]


def test_a_phrase_is_exact(index: Engine) -> None:
    fill(index, "Neue Brücke am Ufer", "Brücke, neue Leuchten", "neue und alte Brücke")
    assert titles(search(index, '"neue Brücke"')) == ["Neue Brücke am Ufer"]


def test_an_excluded_word_excludes(index: Engine) -> None:
    fill(index, "Brücke am Ufer", "Brücke am Markt")
    assert titles(search(index, "Brücke -Markt")) == ["Brücke am Ufer"]


def test_the_word_itself_comes_before_its_parts(index: Engine) -> None:
    fill(index, "Radverkehrskonzept", "Verkehrskonzept", "Konzept zum Verkehr")
    assert titles(search(index, "Verkehrskonzept"))[0] == "Verkehrskonzept"
    assert search(index, "Verkehrskonzept").total == 3


def test_a_title_counts_more_than_a_text(index: Engine) -> None:
    with index.rebuilder() as writer:
        writer.replace([], [make_document(pk=1, title="Anfrage", body="Hafen"), make_document(pk=2, title="Hafen")])
    assert [hit.pk for hit in search(index, "Hafen").hits] == [2, 1]


def test_where_no_document_has_all_words_some_are_enough(index: Engine) -> None:
    fill(index, "Brücke", "Markt")
    found = search(index, "Brücke Markt")
    assert found.relaxed
    assert found.total == 2


def test_typing_errors_are_forgiven_and_said(index: Engine) -> None:
    fill(index, "Hafenbecken", "Sanierung der Uferpromenade")
    found = search(index, "Uferprommenade")
    assert titles(found) == ["Sanierung der Uferpromenade"]
    assert found.unknown == ("Uferprommenade",)


def test_of_very_many_unknown_words_only_some_are_compared(index: Engine) -> None:
    fill(index, "Uferpromenade")
    many = " ".join(f"Quatschwort{letter}" for letter in "abcdefgh")
    assert search(index, f"Uferprommenade {many}").total == 1
    assert search(index, f"{many} Uferprommenade").total == 0


def test_a_correct_word_has_no_similar_ones(index: Engine) -> None:
    fill(index, "Hafen", "Haken", "Hafer")
    assert titles(search(index, "Hafen")) == ["Hafen"]


def test_newest_first(index: Engine) -> None:
    days = [date(2020, 1, 1), None, date(2024, 1, 1)]
    with index.rebuilder() as writer:
        writer.replace([], [make_document(pk=pk, title="Hafen", day=day) for pk, day in enumerate(days, 1)])
    assert [hit.pk for hit in search(index, "Hafen", newest_first=True).hits] == [3, 1, 2]


def test_pages_lose_and_repeat_nothing(index: Engine) -> None:
    fill(index, *(f"Hafen {number}" for number in range(50)))
    pages = [search(index, "Hafen", offset=offset, limit=20).hits for offset in (0, 20, 40)]
    assert sorted(hit.pk for page in pages for hit in page) == list(range(1, 51))
    assert not search(index, "Hafen", offset=60).hits


def test_filters_narrow_and_count_within_the_others(filled: Engine) -> None:
    everything = search(filled, "Sanierung OR Bericht Straße")
    found = search(filled, "Seilbahn", filters={"year": "2024"})
    assert titles(found) == ["Seilbahn über den Fluss: Machbarkeitsstudie"]
    assert dict(found.counts.values["year"]) == {"2024": 1, "2026": 1}
    assert dict(found.counts.values["kind"]) == {"paper": 1}
    assert everything.total >= 1


def test_an_unknown_filter_value_finds_nothing(filled: Engine) -> None:
    assert search(filled, "Seilbahn", filters={"year": "x'; DROP TABLE"}).total == 0


def test_counts_add_up(filled: Engine) -> None:
    found = search(filled, "Straße")
    assert sum(count for _, count in found.counts.values["kind"]) == found.total


def test_what_became_hidden_is_out_at_once_and_out_of_the_counts(index: Engine) -> None:
    fill(index, "Hafen eins", "Hafen zwei")
    enqueue("paper", [2], hidden=True)
    found = search(index, "Hafen")
    assert titles(found) == ["Hafen eins"]
    assert found.total == 1
    assert dict(found.counts.values["kind"]) == {"paper": 1}


def test_what_is_merely_queued_stays_visible(index: Engine) -> None:
    fill(index, "Hafen eins", "Hafen zwei")
    enqueue("paper", [1, 2])
    assert search(index, "Hafen").total == 2


def test_hiding_is_not_lifted_by_another_change(index: Engine) -> None:
    fill(index, "Hafen eins", "Hafen zwei")
    enqueue("paper", [2], hidden=True)
    enqueue("paper", [2])
    assert search(index, "Hafen").total == 1


def test_a_document_is_replaced_and_taken_out(index: Engine) -> None:
    fill(index, "Hafen", "Markt")
    with index.writer() as writer:
        writer.replace(["paper:1", "paper:2"], [make_document(pk=1, title="Brücke")])
        writer.commit()
    assert search(index, "Hafen").total == 0
    assert search(index, "Markt").total == 0
    assert search(index, "Brücke").total == 1


def test_without_an_index_there_is_a_clear_answer(index: Engine) -> None:
    assert not index.ready()
    with pytest.raises(NotReady):
        search(index, "Hafen")


def test_a_rebuild_that_fails_leaves_the_old_index(index: Engine) -> None:
    fill(index, "Hafen")
    with pytest.raises(RuntimeError), index.rebuilder() as writer:
        writer.replace([], _breaking_off())
    assert search(index, "Hafen").total == 1
    assert search(index, "Markt").total == 0


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        '"',
        "a:b && !c | (d",
        "\\",
        "%s %(match)s {documents}",
        "Hafen\x00",
        "\ud800Hafen",
        "\u202eHafen",
        "Hafen" * 20_000,
        "Hafen " * 20_000,
        '"Hafen ' * 5_000,
        "-" * 100_000,
        "🛟 Hafen 🛟",
        "١٢٣ Hafen",
        "Ⅷ ½ ² Hafen",
        " ".join(f"Hafenn{letter}" for letter in "abcdefghijklmnopqrst"),
    ],
)
def test_hostile_queries_are_answered(index: Engine, text: str) -> None:
    fill(index, "Hafen")
    found = search(index, text)
    assert found.total <= 1


def test_hostile_documents_are_indexed(index: Engine) -> None:
    nasty = "\x00\ud800<script>alert(1)</script> ' \\ \" {} %s \u202e" + "ä" * 3_000 + " " + "wort " * 90_000
    with index.rebuilder() as writer:
        writer.replace([], [make_document(pk=1, title=nasty, body=nasty, number=nasty)])
    assert search(index, "script alert").total == 1


def test_very_many_hits_are_counted_to_a_limit(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (base, embedded, reading):
        monkeypatch.setattr(module, "MOST_HITS", 100)
    monkeypatch.setattr(reading, "NEWEST", 50)
    fill(index, *(f"Hafen {number}" for number in range(150)))
    found = search(index, "Hafen", limit=20)
    assert found.total > 100
    assert found.counts.precision is not base.Precision.EXACT
    assert dict(found.counts.values["kind"])
    assert len(found.hits) == 20


def _breaking_off() -> Iterator[Document]:
    yield make_document(pk=2, title="Markt")
    raise RuntimeError
