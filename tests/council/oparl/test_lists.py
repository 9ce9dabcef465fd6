"""Lists: filters, pages, orders, and a fixed number of statements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.council.models import CouncilObject, Paper, Source, State
from roterfaden.council.oparl.objects import BODY_LISTS, ORGANIZATION_LISTS
from tests.council import factories as make
from tests.council.oparl.city import make_lost, make_many


def url_of(city: dict[str, Any], name: str = "paper", **parameters: str) -> str:
    """The path of a list of the body."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"/oparl/v1.1/body/{city['body'].pk}/{name}{query}"


def get(url: str) -> dict[str, Any]:
    """A page of a list."""
    answer = Client().get(url.removeprefix("https://rat.example"))
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def walk(url: str) -> list[dict[str, Any]]:
    """All objects of a list, page by page."""
    found, seen = [], set()
    while url:
        assert url not in seen
        seen.add(url)
        page = get(url)
        found += page["data"]
        url = page["links"].get("next", "")
    return found


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """Their ids."""
    return [row["id"] for row in rows]


def moment(thing: CouncilObject, field: str) -> str:
    """A time of a row as a filter takes it."""
    return str(getattr(thing, field).isoformat())


def test_every_list_of_a_body_has_its_objects(city: dict[str, Any]) -> None:
    for name, oparl_type in BODY_LISTS.items():
        rows = walk(url_of(city, name))
        assert rows, name
        assert {row["type"] for row in rows} == {f"https://schema.oparl.org/1.1/{oparl_type}"}


def test_pages_lose_nothing_and_repeat_nothing(city: dict[str, Any]) -> None:
    make_many(7)
    whole = ids(walk(url_of(city)))
    assert whole == ids(walk(url_of(city, limit="3")))
    assert len(whole) == len(set(whole)) == Paper.objects.count()


def test_filters_stay_in_the_links_of_all_pages(city: dict[str, Any]) -> None:
    make_many(5)
    first = get(url_of(city, limit="2", created_since="2026-05-04T12:00:00+02:00", omit_internal="true"))
    for name in ("first", "self", "next"):
        assert "limit=2" in first["links"][name]
        assert "omit_internal=true" in first["links"][name]
        assert "created_since=2026-05-04T12%3A00%3A00%2B02%3A00" in first["links"][name]


def test_filters_by_time_include_their_edges(city: dict[str, Any]) -> None:
    paper = city["paper"]
    for field, column in (("created", "first_seen"), ("modified", "changed_at")):
        edge = moment(paper, column)
        assert path(paper) in ids(walk(url_of(city, **{f"{field}_since": edge})))
        assert path(paper) in ids(walk(url_of(city, **{f"{field}_until": edge})))
        later = (getattr(paper, column) + timedelta(seconds=1)).isoformat()
        earlier = (getattr(paper, column) - timedelta(seconds=1)).isoformat()
        assert path(paper) not in ids(walk(url_of(city, **{f"{field}_since": later})))
        assert path(paper) not in ids(walk(url_of(city, **{f"{field}_until": earlier})))


def path(thing: CouncilObject) -> str:
    """The id of an object."""
    return f"https://rat.example/oparl/v1.1/{thing.oparl_type.lower()}/{thing.pk}"


def test_a_list_by_change_does_not_miss_what_changes_on_the_way(city: dict[str, Any]) -> None:
    make_many(4)
    page = get(url_of(city, modified_since="2020-01-01T00:00:00+01:00", limit="2"))
    first = Paper.objects.get(pk=int(page["data"][0]["id"].rsplit("/", 1)[1]))
    Paper.objects.filter(pk=first.pk).update(changed_at=first.changed_at + timedelta(days=300))
    rest = walk(page["links"]["next"])
    assert ids(rest)[-1] == path(first)


def test_deleted_objects_show_only_to_who_asks_what_changed(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    since = {"modified_since": "2020-01-01T00:00:00+01:00"}
    for name, thing in (("paper", "paper"), ("meeting", "meeting"), ("person", "person"), ("file", "file")):
        assert path(lost[thing]) not in ids(walk(url_of(city, name)))
        assert path(lost[thing]) not in ids(walk(url_of(city, name, created_since=since["modified_since"])))
        (row,) = (row for row in walk(url_of(city, name, **since)) if row["id"] == path(lost[thing]))
        assert row["deleted"] is True


def test_stubs_never_show(city: dict[str, Any]) -> None:
    stub = make_lost(city)["stub"]
    assert path(stub) not in ids(walk(url_of(city, "organization", modified_since="2020-01-01T00:00:00+01:00")))


def test_omit_internal_leaves_out_what_is_embedded(city: dict[str, Any]) -> None:
    (row,) = (row for row in walk(url_of(city, omit_internal="true")) if row["id"] == path(city["paper"]))
    assert not {"mainFile", "auxiliaryFile", "consultation", "location"} & row.keys()
    assert row["roterfaden:sections"]
    body = get("/oparl/v1.1/body?omit_internal=true")["data"][0]
    assert body["legislativeTerm"]


def test_a_body_without_terms_still_shows_the_mandatory_list(db: None) -> None:
    make.make_body()
    assert get("/oparl/v1.1/body")["data"][0]["legislativeTerm"] == []


def test_organizations_have_lists_of_their_own(city: dict[str, Any]) -> None:
    committee = f"/oparl/v1.1/organization/{city['committee'].pk}"
    assert ids(walk(f"{committee}/meeting")) == [path(city["meeting"])]
    assert ids(walk(f"{committee}/consultation")) == [path(city["station"])]


def test_two_bodies_of_one_source_do_not_share_lists(city: dict[str, Any]) -> None:
    other = make.make_body("nachbarstadt", is_home=False, source=city["body"].source)
    paper = make.make_paper("0001/2026", body=other)
    nameless = make.make_paper("0002/2026", body=None, source=city["body"].source)
    assert ids(walk(f"/oparl/v1.1/body/{other.pk}/paper")) == [path(paper)]
    assert path(nameless) in ids(walk(url_of(city)))


def test_lists_of_what_is_not_public_are_unknown(city: dict[str, Any]) -> None:
    hidden = make.make_body("verborgen", is_home=False, state=State.HIDDEN)
    stub = make_lost(city)["stub"]
    for url in (
        f"/oparl/v1.1/body/{hidden.pk}/paper",
        f"/oparl/v1.1/organization/{stub.pk}/meeting",
        f"/oparl/v1.1/paper/{city['paper'].pk}/file",
        f"/oparl/v1.1/body/{city['body'].pk}/unsinn",
        "/oparl/v1.1/body/4711/paper",
        f"/oparl/v1.1/body/{2**70}/paper",
    ):
        assert Client().get(url).status_code == 404, url


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "viele"},
        {"limit": "٣"},
        {"modified_since": "gestern"},
        {"modified_since": "2026-02-30T00:00:00+01:00"},
        {"created_until": "0001-01-01T00:00:00+14:00"},
        {"created_until": "9999-12-31T23:59:59-14:00"},
        {"created_since": ""},
        {"omit_internal": "vielleicht"},
        {"cursor": "unsinn"},
        {"cursor": "WzFd"},
        {"modified_sinc": "2026-01-01T00:00:00+01:00"},
        {"page": "2"},
    ],
)
def test_a_wrong_parameter_is_told_as_an_error_object(parameters: dict[str, str], city: dict[str, Any]) -> None:
    answer = Client().get(url_of(city, **parameters))
    assert answer.status_code == 400
    assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "value", ["2026-05-05", "2026-05-05T10:00:00", "2026-05-05T10:00:00Z", "2026-05-05T10:00:00 02:00"]
)
def test_common_spellings_of_a_moment_are_understood(value: str, city: dict[str, Any]) -> None:
    assert get(url_of(city, modified_since=value))["data"]


def test_a_large_limit_means_as_many_as_we_give(city: dict[str, Any]) -> None:
    assert get(url_of(city, limit="1000000"))["pagination"]["elementsPerPage"] == 100


LISTS = [*BODY_LISTS, *(f"organization:{name}" for name in ORGANIZATION_LISTS)]


@pytest.mark.parametrize("name", LISTS)
def test_a_page_takes_a_fixed_number_of_statements(name: str, city: dict[str, Any]) -> None:
    url = url_of(city, name)
    if name.startswith("organization:"):
        url = f"/oparl/v1.1/organization/{city['committee'].pk}/{name.split(':')[1]}"
    few = count(url)
    make_many(6)
    assert count(url) == few
    assert few <= 20


def count(url: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as found:
        get(url)
    return len(found)


TEXT = st.text(max_size=60) | st.sampled_from(["\x00", "\ud800", "2026-01-01T00:00:00+01:00", "true", "1e9", "9" * 400])
NAMES = st.sampled_from(
    ["created_since", "created_until", "modified_since", "modified_until", "limit", "omit_internal", "cursor", "x"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, TEXT, max_size=4))
def test_no_parameter_breaks_a_list(city: dict[str, Any], parameters: dict[str, str]) -> None:
    query = urlencode(parameters, errors="surrogatepass")
    answer = Client().get(f"/oparl/v1.1/body/{city['body'].pk}/paper?{query}")
    assert answer.status_code in (200, 400)
    assert answer.json()


def test_what_names_no_body_stands_with_its_place_and_file_in_the_lists_of_the_first_body(city: dict[str, Any]) -> None:
    meeting = make.make_meeting(location=make.make_location(), body=None)
    make.make_file_link(make.make_file(name="Niederschrift"), meeting=meeting, role="resultsProtocol")
    other = make.make_body(slug="nachbarstadt", is_home=False, name="Nachbarstadt")
    for body, is_there in ((city["body"], True), (other, False)):
        own = {**city, "body": body}
        found = [*walk(url_of(own, "meeting")), *walk(url_of(own, "locationList")), *walk(url_of(own, "file"))]
        assert (f"/meeting/{meeting.pk}" in " ".join(ids(found))) == is_there
        assert (f"/location/{meeting.location_id}" in " ".join(ids(found))) == is_there
        assert ("Niederschrift" in [row.get("name") for row in found]) == is_there


def test_a_size_that_the_source_rounds_is_not_given_as_bytes(city: dict[str, Any]) -> None:
    sizes = {row.get("size") for row in walk(url_of(city, "file"))}
    assert sizes - {None}
    Source.objects.update(kind=Source.Kind.SIM)
    assert {row.get("size") for row in walk(url_of(city, "file"))} == {None}
