"""Keyset paging, on a table with gaps in its sort field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.models import Paper, Source
from roterfaden.kit.paging import BadCursor, Count, Keyset, count_capped

pytestmark = pytest.mark.django_db


def make_papers(days: list[int | None]) -> None:
    source = Source.objects.create(slug="s", name="S", kind=Source.Kind.OPARL, url="https://ris.example.org")
    now = timezone.now()
    Paper.objects.bulk_create(
        Paper(
            source=source,
            key=str(number),
            first_seen=now,
            changed_at=now + timedelta(seconds=number // 2),
            name=f"Titel {number % 3}",
            date=None if day is None else date(2026, 1, 1) + timedelta(days=day),
        )
        for number, day in enumerate(days)
    )


DAYS: list[int | None] = [3, 1, None, 2, 2, 2, None, 5, 2, None, 4]
ORDERS: list[Keyset[Paper]] = [
    *(
        Keyset("date", True),
        Keyset("date"),
        Keyset("pk"),
        Keyset("pk", True),
        Keyset("changed_at", True),
        Keyset("name"),
    ),
]


def in_order(keyset: Keyset[Paper]) -> list[int]:
    """What the pages must show, sorted in Python: empty values last."""
    papers = list(Paper.objects.all())
    filled = [paper for paper in papers if keyset.field == "pk" or getattr(paper, keyset.field) is not None]
    empty = [paper for paper in papers if paper not in filled]
    filled.sort(key=lambda paper: (getattr(paper, keyset.field), paper.pk), reverse=keyset.descending)
    empty.sort(key=lambda paper: paper.pk, reverse=keyset.descending)
    return [paper.pk for paper in filled + empty]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 11, 20])
@pytest.mark.parametrize("keyset", ORDERS, ids=str)
def test_pages_show_every_row_once_in_both_directions(keyset: Keyset[Paper], size: int) -> None:
    make_papers(DAYS)
    expected = in_order(keyset)
    page = keyset.page(Paper.objects.all(), size=size)
    assert page.previous == ""
    pages = [page]
    while page.next:
        page = keyset.page(Paper.objects.all(), page.next, size)
        pages.append(page)
    assert [row.pk for page in pages for row in page.rows] == expected
    back = [page]
    while page.previous:
        page = keyset.page(Paper.objects.all(), page.previous, size)
        back.append(page)
    assert [[row.pk for row in page.rows] for page in reversed(back)] == [
        [row.pk for row in page.rows] for page in pages
    ]
    assert page.previous == ""


@pytest.mark.parametrize("keyset", ORDERS, ids=str)
def test_an_empty_list_is_one_empty_page(keyset: Keyset[Paper]) -> None:
    page = keyset.page(Paper.objects.all())
    assert (list(page.rows), page.next, page.previous) == ([], "", "")


def test_a_row_that_comes_in_between_shifts_nothing() -> None:
    make_papers([5, 4, 3, 2])
    keyset: Keyset[Paper] = Keyset("date", True)
    first = keyset.page(Paper.objects.all(), size=2)
    Paper.objects.filter(pk=first.rows[0].pk).update(date=date(2027, 1, 1))
    second = keyset.page(Paper.objects.all(), first.next, 2)
    assert [row.date for row in second.rows] == [date(2026, 1, 4), date(2026, 1, 3)]


def test_a_full_page_is_one_query() -> None:
    make_papers(DAYS)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Keyset[Paper]("date", True).page(Paper.objects.all(), size=3)
    assert len(queries) == 1


@pytest.mark.parametrize(
    "cursor",
    [
        *(
            "x",
            "W10",
            "WzEsMl0",
            "eyJhIjoxfQ",
            "ä",
            "\x00",
            "A" * 2000,
            "WzEsMSwxXQ",
            "bnVsbA",
            "====",
            "W251bGwsIjEiLGZhbHNlXQ",
        ),
        *("WyIyMDI2LTEzLTAxIiwxLGZhbHNlXQ", "W3t9LDEsZmFsc2Vd", "WyJcdTAwMDAiLDEsZmFsc2Vd", "W251bGwsMWUzMDAsZmFsc2Vd"),
        *("W251bGwsOTk5OTk5OTk5OTk5OTk5OTk5OTk5LGZhbHNlXQ", "WyJcdWQ4MDAiLDEsZmFsc2Vd"),
    ],
)
def test_a_strange_cursor_is_a_clear_error(cursor: str) -> None:
    for keyset in (Keyset[Paper]("date", True), Keyset[Paper]("pk")):
        try:
            keyset.page(Paper.objects.all(), cursor)
        except BadCursor:
            continue
        assert keyset.field == "pk"


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_a_bad_one(text: str) -> None:
    for keyset in ORDERS:
        try:
            keyset.decode(Paper, text)
        except BadCursor:
            continue


def test_naive_moments_are_no_cursor() -> None:
    cursor = Keyset[Paper]("name").page(Paper.objects.all()).next
    assert cursor == ""
    with pytest.raises(BadCursor):
        Keyset[Paper]("changed_at").decode(Paper, "WyIyMDI2LTAxLTAxVDEwOjAwOjAwIiwxLGZhbHNlXQ")


def test_counting_stops_at_the_cap() -> None:
    make_papers(DAYS)
    assert count_capped(Paper.objects.all()) == Count(11)
    assert count_capped(Paper.objects.order_by("date"), cap=11) == Count(11)
    assert count_capped(Paper.objects.all(), cap=10) == Count(10, more=True)
    assert str(Count(10_000, more=True)) == "mehr als 10.000"
    assert str(Count(9)) == "9"
