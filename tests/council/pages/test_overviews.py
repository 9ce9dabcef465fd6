"""What a district's page says of the council."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from roterfaden.council import overviews
from roterfaden.council.models import Meeting, Organization, State
from roterfaden.council.querysets import today
from roterfaden.kit.overviews import Scope, sections
from tests.council import factories as make

pytestmark = pytest.mark.django_db
LINDEN = Scope("district", "linden-limmer")


def make_linden() -> tuple[Any, Organization]:
    """A district with its council."""
    district = make.make_district(10, "Linden-Limmer")
    kind = Organization.Kind.DISTRICT_COUNCIL
    return district, make.make_organization("Stadtbezirksrat Linden-Limmer", kind=kind)


def test_meetings_and_papers_stand_in_the_order_of_their_days() -> None:
    district, council = make_linden()
    paper = make.make_paper(next_date=today() + timedelta(days=3), date=date(2020, 1, 1))
    make.make_paper_place(paper, district)
    soon, later = (
        make.make_meeting([council], start=timezone.now() + timedelta(days=days, minutes=1)) for days in (1, 9)
    )
    found = overviews.coming(LINDEN, None, 6)
    assert [str(thing.ref) for thing in found] == [f"meeting:{soon.pk}", f"paper:{paper.pk}", f"meeting:{later.pk}"]
    assert found[1].date == today() + timedelta(days=3)
    assert len(overviews.coming(LINDEN, None, 2)) == 2


def test_what_is_over_called_off_hidden_or_elsewhere_is_not_told() -> None:
    district, council = make_linden()
    make.make_paper_place(make.make_paper("1/2026", next_date=today() - timedelta(days=1)), district)
    make.make_paper_place(make.make_paper("2/2026", next_date=today(), state=State.HIDDEN), district)
    make.make_paper("3/2026", next_date=today())
    tomorrow = timezone.now() + timedelta(days=1)
    make.make_meeting([council], start=tomorrow, cancelled=True)
    make.make_meeting([council], start=tomorrow, state=State.HIDDEN)
    make.make_meeting([make.make_organization()], start=tomorrow)
    make.make_meeting([council], start=timezone.now() - timedelta(days=2))
    assert overviews.coming(LINDEN, None, 6) == []
    assert Meeting.objects.count() == 4


def test_the_latest_papers_that_name_it_come_first_with_a_way_to_all() -> None:
    district, _council = make_linden()
    old, new = make.make_paper("1/2020", date=date(2020, 1, 1)), make.make_paper("2/2026", date=date(2026, 1, 1))
    for paper in (old, new):
        make.make_paper_place(paper, district)
    make.make_paper("3/2026")
    assert [thing.number for thing in overviews.newest(LINDEN, None, 6)] == ["2/2026", "1/2020"]
    assert overviews.newest_list(LINDEN) == "/rat/drucksachen/?bezirk=linden-limmer"


def test_a_topic_or_an_unknown_district_has_nothing() -> None:
    make_linden()
    for scope in (Scope("topic", "linden-limmer"), Scope("district", "nirgends")):
        assert overviews.coming(scope, None, 6) == overviews.newest(scope, None, 6) == []


def test_what_stands_ahead_is_counted_for_the_map() -> None:
    district, _council = make_linden()
    for number, days in enumerate((-1, 0, 5)):
        paper = make.make_paper(f"{number}/2026", next_date=today() + timedelta(days=days))
        make.make_paper_place(paper, district)
    assert overviews.count_coming(None) == {"linden-limmer": 2}
    assert overviews.say_coming(2) == "2 Beratungen stehen an"


def test_statements_do_not_depend_on_the_number(django_assert_max_num_queries: Any) -> None:
    district, council = make_linden()
    for number in range(8):
        make.make_paper_place(make.make_paper(f"{number}/2026", next_date=today()), district)
        make.make_meeting([council], start=timezone.now() + timedelta(days=number))
    with django_assert_max_num_queries(10):
        assert len(overviews.coming(LINDEN, None, 6)) == 6
    with django_assert_max_num_queries(4):
        assert len(overviews.newest(LINDEN, None, 6)) == 6


def test_the_sections_are_known() -> None:
    assert {"council.next": 10, "council.new": 30}.items() <= {one.key: one.order for one in sections()}.items()
