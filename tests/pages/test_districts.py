"""A district's page with what all rooms say there: it has all of it, at the same price for one row and for many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.council.models import PaperPlace
from roterfaden.council.querysets import today
from tests.council.factories import make_paper
from tests.pages.factories import make_site
from tests.places.factories import make_city

pytestmark = pytest.mark.django_db
STATEMENTS = 25


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_no_more_statements_for_more_rows(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_site()
    linden = make_city()[2]
    for number in range(count):
        day = today() + timedelta(days=number)
        paper = make_paper(f"{number:04}/2026", f"Radweg {number}", next_date=day, date=day)
        PaperPlace.objects.create(paper=paper, district=linden, date=day)

    with django_assert_max_num_queries(STATEMENTS):
        page = client.get("/stadtbezirke/linden-limmer").content.decode()
    with django_assert_max_num_queries(STATEMENTS):
        client.get("/stadtbezirke/linden-limmer.atom")
    with django_assert_max_num_queries(20):
        everywhere = client.get("/stadtbezirke/").content.decode()

    assert "Radweg 0" in page
    assert f"{count} Beratung" in everywhere
