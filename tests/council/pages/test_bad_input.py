"""Whatever stands in an address, the answer is a page that says what is wrong – never a 500, and soon."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.council.filters import NAMES, PaperFilter
from roterfaden.kit.asking import WrongFilter
from tests.council import factories as make
from tests.council.pages.city import make_city

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HOSTILE = (
    "'",
    '"',
    "' OR 1=1 --",
    "%00",
    "\x00",
    "%ED%A0%80",
    "%ff",
    "‮abc",
    "​",
    "x" * 100_000,
    "-1",
    "0",
    "1e9",
    "NaN",
    "١٢",
    "999999999999999999999999999999",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "{{7*7}}",
    "2026-13",
    "id-1",
    "²",
)
PARAMETERS = [name for name, _label in NAMES.values()]


@pytest.mark.parametrize("parameter", [*PARAMETERS, "seite"])
def test_a_wrong_filter_names_itself_and_the_way_on(client: Client, parameter: str) -> None:
    make.make_paper()
    response = client.get(f"/rat/drucksachen/?{parameter}=gibt's%20nicht&ref=mail")
    page = response.content.decode()
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in page
    assert "gibt&#x27;s nicht" in page
    assert 'href="/rat/drucksachen/?ref=mail"' in page


@pytest.mark.parametrize("parameter", [*PARAMETERS, "seite"])
def test_hostile_values_get_an_answer(client: Client, parameter: str) -> None:
    city = make_city()
    for value in HOSTILE:
        started = time.monotonic()
        for path in ("", "feed.atom", "export.json"):
            raw = value if value.startswith("%") else quote(value, errors="surrogatepass")
            response = client.get(f"/rat/drucksachen/{path}?{parameter}={raw}")
            assert response.status_code in {200, 400, 404}, (path, value[:40])
            assert len(response.getvalue()) < 400_000, (path, value[:40])
        assert time.monotonic() - started < 3, value[:40]
    assert client.get(f"/rat/gremien/{city.committee.pk}?seite={HOSTILE[0]}").status_code == 400


def test_hostile_values_elsewhere_get_an_answer(client: Client) -> None:
    city = make_city()
    pages = ["kalender/?monat", "personen/?buchstabe", "personen/?seite", "sitzungen/?zeit", "sitzungen/?gremium"]
    pages += [
        f"gremien/{city.committee.pk}/mitglieder?am",
        f"dateien/{city.file.pk}?teil",
        "aenderungen/?seite",
        "quellen/?seite",
    ]
    for value in HOSTILE:
        raw = value if value.startswith("%") else quote(value, errors="surrogatepass")
        for page in pages:
            response = client.get(f"/rat/{page}={raw}")
            assert response.status_code in {400, 404}, (page, value[:40], response.status_code)


def test_hostile_paths_get_an_answer(client: Client) -> None:
    make_city()
    for value in HOSTILE:
        raw = quote(value, errors="surrogatepass") if not value.startswith("%") else value
        for path in (
            "drucksachen/{}",
            "drucksachen/{}.atom",
            "sitzungen/{}",
            "gremien/{}",
            "{}/drucksachen/1",
            "quellen/{}",
        ):
            response = client.get(f"/rat/{path.format(raw)}", follow=True)
            assert response.status_code in {200, 400, 404, 410}, (path, value[:40], response.status_code)


@pytest.mark.parametrize(
    "key", ["x", "~", "2020-01-01~", "~x", "2020-99-99~1", "1~1", "~99999999999999999999", "NaN~1", "1e400~1"]
)
def test_a_wrong_place_to_go_on_is_told(client: Client, key: str) -> None:
    for path in ("feed.atom", "export.json", "export.csv"):
        for order in ("neueste", "kosten", "entschieden"):
            response = client.get(f"/rat/drucksachen/{path}", {"ab": key, "sortierung": order})
            fine = key == "1~1" and order == "kosten"
            assert response.status_code == (200 if fine else 400), (path, order)
            assert fine or response.json()["parameter"] == "ab"


def test_an_unknown_form_of_export_is_told(client: Client) -> None:
    assert client.get("/rat/drucksachen/export.exe").status_code == 404


def test_unknown_parameters_are_left_alone(client: Client) -> None:
    assert client.get("/rat/drucksachen/?utm_source=mail&fbclid=x").status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from([*PARAMETERS, "seite", "ab"]), st.text(max_size=200), max_size=4))
def test_reading_a_filter_never_breaks(query: dict[str, str]) -> None:
    problem = complaint(query)
    if problem is None:
        wanted = PaperFilter.read(query)
        assert PaperFilter.read(dict(wanted.parameters())) == wanted
        return
    assert problem.parameter in query
    assert problem.value.isprintable()
    assert len(problem.value) <= 41


def complaint(query: dict[str, str]) -> WrongFilter | None:
    """What reading the filter complains about, if anything."""
    try:
        PaperFilter.read(query)
    except WrongFilter as problem:
        return problem
    return None
