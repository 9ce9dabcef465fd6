"""Whatever stands in an address or a form, at any address of the portal: an answer that explains itself, never a 500.

The list of papers and OParl's lists have the same in depth in tests/council; this goes over all addresses there are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.council.filters import NAMES
from roterfaden.council.oparl.objects import BODY_LISTS
from roterfaden.search.indexer import rebuild
from roterfaden.urls import api
from tests.council.pages.city import City, make_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
FINE = {200, 300, 301, 302, 400, 404, 410, 414, 422}
#: Longer than any answer may take here, however busy the machine is; half a second is what `make bench` looks for.
SECONDS = 5.0
#: As they stand in an address: percent-encoded where they need it.
VALUES = {
    "quotes": quote("""'"`´„“»«"""),
    "quotes unbalanced": quote('"Bänke -"'),
    "operators": quote(r"+-&|!(){}[]^~*?:\/ AND OR NOT NEAR/3 *:* [* TO *] a~9 a^9 -- /.*/"),
    "like": quote(r"%_%\%"),
    "sql": quote("1'; DROP TABLE council_paper; --' UNION SELECT 1,2,3 /*"),
    "template": quote("{{7*7}}{% debug %}${7*7}<%= 7*7 %>%(name)s{0.__class__}%s%n"),
    "long": "x" * 100_000,
    "long words": quote("ä ") * 12_000,
    "long digits": "9" * 5_000,
    "nul": "a%00b",
    "controls": "%01%07%0a%0d%1b%7f%c2%85",
    "surrogate": "%ED%A0%80%ED%B0%80",
    "half surrogate": "a%ED%A0%80b",
    "not utf-8": "%ff%fe%c0%af%80",
    "right to left": quote("\u202eabc\u2066\u200f\u061cאב\u2069"),
    "unseen": quote("\u200b\ufeff\u00ad\u2060"),
    "combining": quote("a" + "\u0301" * 500),
    "beyond the plane": quote("🏳️‍🌈𝔘𝔫𝔦\U0010ffff\ufffe\uffff"),
    "other digits": quote("١٢٣²½Ⅷ"),
    "number huge": "1" + "0" * 400,
    "number over 64 bit": str(2**63),
    "number negative": "-1",
    "number odd": "1e309",
    "number not one": "NaN",
    "date": "2026-02-30",
    "date far": "9999-12-31T23:59:59%2B00:00",
    "path": quote("../../../../etc/passwd\\..\\windows"),
    "address": quote("//evil.example/\r\nSet-Cookie: a=b"),
    "markup": quote("<script>alert(1)</script>"),
    "empty": "",
    "blank": "%20%09",
    "json": quote('{"a": [1, {"b": null}]}'),
    "dunder": "__class__",
    "lookup": "name__regex",
}
PARAMETERS = {
    "/suche/": ("q", "art", "jahr", "ausgang", "gremium", "bezirk", "koerperschaft", "sortierung", "seite"),
    "/en/suche/": ("q", "jahr"),
    "/rat/drucksachen/": (*(name for name, _label in NAMES.values()), "seite"),
    "/rat/drucksachen/feed.atom": ("ab", "art"),
    "/rat/drucksachen/export.csv": ("ab", "jahr"),
    "/rat/sitzungen/": ("zeit", "gremium", "seite"),
    "/rat/kalender/": ("monat",),
    "/rat/personen/": ("buchstabe", "seite"),
    "/rat/aenderungen/": ("seite",),
    "/rat/quellen/": ("seite",),
    "/aktuelles/": ("seite",),
    "/stadtbezirke/": ("strasse",),
    "/themen/": ("x",),
    "/barrierefreiheit/melden/": ("seite",),
    "/rueckmeldung/": ("seite",),
    "/konto/login/": ("next",),
    "/meldungen/": ("ab", "seite", "neu"),
    "/folgen/danke/": ("x",),
    "/sitemap-drucksachen.xml": ("p",),
    "/": ("x", "utm_source"),
}


@pytest.fixture(scope="module")
def city(empty_portal: Path) -> City:
    """A small council, searchable."""
    with translation.override("de"):
        made = make_city()
    rebuild()
    return made


@pytest.fixture
def client() -> Client:
    """A client that answers 500 as a server would, so that all of them are told at once."""
    return Client(raise_request_exception=False)


def trouble(client: Client, address: str) -> str:
    """What is wrong with the answer to an address, if anything."""
    began = time.monotonic()
    answer: Any = client.get(address)
    size = sum(map(len, answer.streaming_content)) if answer.streaming else len(answer.content)
    seconds = time.monotonic() - began
    if answer.status_code not in FINE:
        return f"{answer.status_code}: {address[:150]}"
    if size > 600_000:  # what is asked may be said again, but not without end
        return f"{size} bytes: {address[:150]}"
    target = answer.headers.get("Location", "/")
    if "//evil" in target or target.startswith("//"):
        return f"leads to {target[:80]}: {address[:150]}"
    return f"{seconds:.1f} s: {address[:150]}" if seconds > SECONDS else ""


def troubles(client: Client, addresses: Iterator[str]) -> list[str]:
    """All of them."""
    return [found for address in addresses if (found := trouble(client, address))]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_parameter_of_every_page_takes_any_value(city: City, client: Client, value: str) -> None:
    asked = (f"{path}?{name}={value}" for path, names in PARAMETERS.items() for name in names)
    assert troubles(client, asked) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_parameter_of_the_interfaces_takes_any_value(city: City, client: Client, value: str) -> None:
    assert troubles(client, (f"{path}?{name}={value}" for path, name in interface_parameters(city))) == []


def interface_parameters(city: City) -> Iterator[tuple[str, str]]:
    """Every parameter of the API, as its description names them, and those of OParl's lists."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        address = path.replace("{key}", str(city.committee.pk)).replace("{slug}", city.paper.source.slug)
        yield from ((address, row["name"]) for row in methods["get"].get("parameters", []) if row["in"] == "query")
        yield address, "unbekannt"
    for name in ("paper", "file", next(iter(BODY_LISTS))):
        for parameter in ("modified_since", "created_until", "limit", "cursor", "omit_internal", "unbekannt"):
            yield f"/oparl/v1.1/body/{city.body.pk}/{name}", parameter


PATHS = (
    *("/{}", "/{}/", "/en/{}", "/impressum/{}/", "/dokumente/{}/x", "/sitemap-{}.xml", "/static/{}", "/konto/{}/"),
    *("/rat/{}", "/rat/drucksachen/{}", "/rat/drucksachen/{}.atom", "/rat/drucksachen/{}/aenderungen"),
    *("/rat/drucksachen/0728-2026/vergleich/{}", "/rat/drucksachen/0728/{}", "/rat/drucksachen/export.{}"),
    *("/rat/{}/drucksachen/1", "/rat/sitzungen/{}", "/rat/sitzungen/{}.ics", "/rat/gremien/{}/mitglieder"),
    *("/rat/koerperschaften/{}", "/rat/personen/{}", "/rat/dateien/{}", "/rat/aenderungen/{}", "/rat/quellen/{}"),
    *("/oparl/v1.1/{}", "/oparl/v1.1/{}/1", "/oparl/v1.1/paper/{}", "/oparl/v1.1/body/1/{}"),
    *("/oparl/v1.1/file/{}/download", "/api/{}", "/api/v1/{}", "/api/v1/papers/{}", "/api/v1/sources/{}/runs"),
    *("/folgen/{}/1", "/folgen/paper/{}", "/folgen/paper/{}.atom", "/folgen/search/{}", "/folgen/search/q={}"),
    *("/folgen/bestaetigen/{}", "/folgen/ende/{}", "/meldungen/{}/", "/meldungen/{}.atom", "/meldungen/{}/loeschen/"),
    *("/api/v1/organizations/{}/members", "/beispielquelle/{}", "/verwaltung/{}/"),
)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_part_of_every_path_takes_any_value(city: City, client: Client, value: str) -> None:
    assert troubles(client, (path.replace("{}", value[:3_000].lstrip("/")) for path in PATHS)) == []


def test_repeated_and_mixed_parameters_are_answered(city: City, client: Client) -> None:
    names = [(path, name) for path, found in PARAMETERS.items() for name in found]
    twice = [f"{path}?{name}=1&{name}=2&{name}=" for path, name in (*names, *interface_parameters(city))]
    lists = [f"{path}?{name}[]=1&{name}[0]=a&{name}.x=1" for path, name in names]
    many = [f"{path}?" + "&".join(f"a{number}=1" for number in range(900)) for path in PARAMETERS]
    odd = [f"{path}?{query}" for path in PARAMETERS for query in ("&&&", "=", "=x", "%", "%zz=%zz", "?", ";a=b", "a&b")]
    assert troubles(client, iter([*twice, *lists, *many, *odd])) == []


def test_more_parameters_than_anyone_needs_are_refused(city: City, client: Client) -> None:
    for path in ("/suche/", "/rat/drucksachen/", "/api/v1/papers", "/oparl/v1.1/system", "/"):
        answer = client.get(f"{path}?" + "&".join(f"a{number}=1" for number in range(5_000)))
        assert answer.status_code in {200, 400}, path


@pytest.mark.parametrize("name", ["long", "nul", "controls", "surrogate", "other digits", "markup", "empty", "json"])
def test_headers_take_any_value(city: City, client: Client, name: str) -> None:
    value = VALUES[name][:8_000]
    headers = ("accept-language", "cookie", "if-none-match", "if-modified-since", "range", "referer", "accept")
    headers += ("user-agent", "x-request-id", "origin", "hx-request", "hx-current-url", "x-forwarded-for")
    for header in headers:
        for path in ("/", "/rat/", "/oparl/v1.1/system", "/api/v1/papers"):
            answer = client.get(path, headers={header: value})
            assert answer.status_code in {200, 206, 304, 400, 406}, (header, path, answer.status_code)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_forms_take_any_value(city: City, client: Client, value: str) -> None:
    fields = ("kind", "message", "page", "name", "email", "website", "login", "password", "next", "q")
    for path in ("/barrierefreiheit/melden/", "/konto/login/", "/konto/password/reset/"):
        for name in fields:
            cache.clear()  # how often somebody may try to log in is no matter here
            body = f"{name}={value}&kind=mistake&message=ok"
            answer = client.post(path, body.encode(), content_type="application/x-www-form-urlencoded")
            assert answer.status_code in FINE, (path, name, answer.status_code)
            assert "evil" not in answer.headers.get("Location", "")


BODIES = (b"", b"\x00\xff" * 100, b"--x\r\nContent-Disposition: form-data; name=message\r\n\r\n", b"{" * 5_000)
TYPES = (
    *("application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain; charset=nonsense", ""),
    *("application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=nonsense"),
)


def test_bodies_that_are_no_form_are_answered(city: City, client: Client) -> None:
    for path in ("/barrierefreiheit/melden/", "/konto/login/"):
        for kind in TYPES:
            for body in BODIES:
                cache.clear()
                status = client.generic("POST", path, body, content_type=kind).status_code
                assert status in {*FINE, 415}, (path, kind, body[:10], status)


ADDRESSES = sorted(PARAMETERS)
TEXT = st.text(max_size=80) | st.sampled_from(["\ud800", "\x00", "-", '"', "*", "0728/2026", "9" * 40])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(ADDRESSES), data=st.data())
def test_no_mixture_of_values_breaks_a_page(city: City, client: Client, path: str, data: st.DataObject) -> None:
    names = st.sampled_from([*PARAMETERS[path], "x"])
    query = data.draw(st.lists(st.tuples(names, TEXT), max_size=4))
    assert trouble(client, f"{path}?{urlencode(query, errors='surrogatepass')}") == ""
