"""The list of papers: each filter, each order, each page, each form it can be taken away in."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from openpyxl import load_workbook

from roterfaden.council import exports, feeds, listing
from roterfaden.council.filters import Cost, PaperFilter, Sort
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Organization, Paper, PaperOrganization, State
from roterfaden.council.models.result import Outcome
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import count_statements

pytestmark = pytest.mark.django_db
LIST = "/rat/drucksachen/"
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, query: str) -> list[str]:
    """Titles of the papers of a filter, read from the export."""
    response = client.get(f"{LIST}export.json?{query}")
    assert response.status_code == 200, response.content
    return [item["name"] for item in json.loads(b"".join(response))["items"]]


def make_some() -> dict[str, str]:
    """Six papers that differ in what one can filter by; gives query → title."""
    committee, faction = make.make_organization("Umweltausschuss"), make.make_organization("Fraktion B")
    Organization.objects.filter(pk=faction.pk).update(kind=Organization.Kind.FACTION)
    district = make.make_district(3, "Bothfeld")
    other = make.make_body("nachbarort", is_home=False, source=make.make_source("nachbar"))
    numbers = count(1)

    def paper(name: str, **fields: object) -> Paper:
        return make.make_paper(f"{next(numbers)}/2020", name, **{"date": date(2020, 1, 1), **fields})

    make.make_paper_organization(paper("Gremium"), committee)
    make.make_paper_organization(paper("Fraktion"), faction, PaperOrganization.Role.ORIGINATOR)
    make.make_paper_place(paper("Bezirk"), district)
    paper("Art", kind=Paper.Kind.PETITION)
    paper("Jahr", date=date(2011, 5, 5))
    paper("Ausgang", outcome=Outcome.REJECTED)
    paper("Klima", climate=Paper.Climate.POSITIVE)
    paper("Kosten", cost_net="-2000000")
    paper("Entlastung", cost_net="10")
    paper("Nachbar", body=other)
    return {
        f"gremium={committee.pk}": "Gremium",
        f"fraktion={faction.pk}": "Fraktion",
        "bezirk=bothfeld": "Bezirk",
        "art=petition": "Art",
        "jahr=2011": "Jahr",
        "ausgang=rejected": "Ausgang",
        "klima=positive": "Klima",
        "kosten=belastung-ab-1000000": "Kosten",
        "kosten=belastung-ab-100000": "Kosten",
        "kosten=belastung": "Kosten",
        "kosten=entlastung": "Entlastung",
        "koerperschaft=nachbarort": "Nachbar",
    }


def test_each_filter_finds_its_paper_and_no_other(client: Client) -> None:
    for query, title in make_some().items():
        assert titles(client, query) == [title], query
        page = client.get(f"{LIST}?{query}").content.decode()
        assert f">{title}</a>" in page
        assert page.count('<ul class="rows papers"') == 1
        assert page.count('<li>\n  <span class="when">') == 1, query


def test_filters_combine(client: Client) -> None:
    chosen = list(make_some())
    for first in chosen:
        for second in chosen:
            found = titles(client, f"{first}&{second}")
            same = {first.split("=")[0], second.split("=")[0]}
            assert len(found) <= 1 or same == {"kosten"}, (first, second)
    paper = make.make_paper(
        "77/2012", "Alles", kind=Paper.Kind.MOTION, date=date(2012, 3, 3), outcome=Outcome.NOTED, cost_net="-5"
    )
    make.make_paper_place(paper, make.make_district(3, "Bothfeld"))
    query = "art=motion&jahr=2012&ausgang=noted&kosten=belastung&bezirk=bothfeld"
    for order in Sort:
        expected = [] if order in {Sort.DECIDED, Sort.NEXT} else ["Alles"]
        assert titles(client, f"{query}&sortierung={order.value}") == expected, order


def test_orders(client: Client) -> None:
    make.make_paper("1/2020", "alt", date=date(2019, 1, 1), decided_on=date(2021, 1, 1), cost_net="-1")
    make.make_paper("2/2020", "neu", date=date(2020, 1, 1), decided_on=date(2020, 2, 2), next_date=date(2030, 1, 1))
    make.make_paper("3/2020", "ohne Datum", date=None, next_date=date(2029, 1, 1), cost_net="-7")
    assert titles(client, "") == ["neu", "alt", "ohne Datum"]
    assert titles(client, "sortierung=aelteste") == ["ohne Datum", "alt", "neu"]
    assert titles(client, "sortierung=entschieden") == ["alt", "neu"]
    assert titles(client, "sortierung=demnaechst") == ["ohne Datum", "neu"]
    assert titles(client, "sortierung=kosten") == ["ohne Datum", "alt"]


def some_filters() -> list[PaperFilter]:
    """One filter of each kind of statement, in each order."""
    committee = make.make_organization("Ausschuss")
    district = make.make_district(3, "Bothfeld")
    for number in range(23):
        day = None if number % 5 == 0 else date(2020, 1, 1) + timedelta(days=number % 7)
        paper = make.make_paper(
            f"{number}/2020", f"Sache {number}", date=day, cost_net=-(number % 4) or None, next_date=day, decided_on=day
        )
        make.make_paper_organization(paper, committee)
        make.make_paper_place(paper, district)
    wanted = [{}, {"kind": "proposal"}, {"kind": "proposal", "climate": ""}, {"organization": committee.pk}]
    wanted += [
        {"district": "bothfeld"},
        {"organization": committee.pk, "district": "bothfeld"},
        {"cost": Cost.SPENDING},
    ]
    return [PaperFilter(sort=order, **fields) for fields in wanted for order in Sort]


def test_pages_and_keys_give_the_same_rows_once_each() -> None:
    for wanted in some_filters():
        district = make.make_district(3, "Bothfeld").pk if wanted.district else None
        papers = PaperListing(wanted, district=district)
        by_page = [key for start in range(0, 30, 4) for key in papers.page_keys(start, 4)]
        by_key, last = [], None
        while part := papers.keys(last, 4):
            by_key += [key.pk for key in part]
            last = papers.read_key(str(part[-1]))
        assert by_page == by_key, wanted
        assert len(set(by_key)) == len(by_key) == papers.count() > 0, wanted
        assert papers.key_at(None, papers.count()) is None
        middle = papers.key_at(None, 3)
        assert middle is not None
        assert middle.pk == by_key[2]


def test_links_with_many_rows_are_probed_to_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [
        PaperListing(wanted, district=make.make_district(3, "Bothfeld").pk if wanted.district else None)
        for wanted in some_filters()
    ]
    collected = [listed.page_keys(0, 30) for listed in papers]
    monkeypatch.setattr(listing, "COLLECTED", 1)
    monkeypatch.setattr(listing, "MOST", 1)
    assert [listed.page_keys(0, 30) for listed in papers] == collected


def test_pages_are_numbered_and_end(client: Client) -> None:
    for number in range(60):
        make.make_paper(f"{number}/2020", f"Sache {number}")
    first = client.get(LIST).content.decode()
    assert "60\xa0Drucksachen, hier 1 bis 25" in first
    assert 'href="?seite=2"' in first
    second = client.get(f"{LIST}?jahr=2026&seite=3").content.decode()
    assert "hier 51 bis 60" in second
    assert 'href="?jahr=2026&amp;seite=2"' in second
    beyond = client.get(f"{LIST}?jahr=2026&seite=4")
    assert beyond.status_code == 404
    assert "?jahr=2026&amp;seite=3" in beyond.content.decode()


def test_a_long_list_is_counted_only_so_far(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from roterfaden.council import paging
    from roterfaden.council.templatetags import council

    monkeypatch.setattr(paging, "MOST", 50)
    monkeypatch.setattr(council, "MOST", 50)
    for number in range(80):
        make.make_paper(f"{number}/2020", f"Sache {number}")
    page = client.get(f"{LIST}?seite=2").content.decode()
    assert "mehr als 50 Drucksachen" in page
    assert "Weiter reichen die Seiten nicht" in page
    assert client.get(f"{LIST}?seite=3").status_code == 404


def test_statements_do_not_depend_on_the_rows(client: Client) -> None:
    city = make_city()
    other = make.make_body("nachbarort", is_home=False, source=make.make_source("nachbar"))
    make.make_organization("Ausschuss der Nachbarn", body=other)
    client.get(LIST)
    few = count_statements(client, LIST)
    for number in range(40):
        make.make_organization(f"Ausschuss {number} der Nachbarn", body=other)
        paper = make.make_paper(
            f"{number}/2019", applicants=["X"], decided_by=make.make_organization(f"Ausschuss {number}")
        )
        make.make_paper_place(paper, make.make_district(number + 30, f"Bezirk {number}"))
    assert count_statements(client, LIST) == few <= 20
    for query in (
        f"gremium={city.committee.pk}",
        "sortierung=kosten",
        "art=motion&jahr=2019",
        "bezirk=vahrenwald-list",
        f"sortierung=entschieden&gremium={city.committee.pk}",
    ):
        assert count_statements(client, f"{LIST}?{query}") <= 20, query


def test_the_feed_of_a_filter_pages_by_key(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for number in range(5):
        make.make_paper(
            f"{number}/2020", f"Sache <{number}> & \x07mehr", kind=Paper.Kind.MOTION, date=date(2020, 1, 1 + number)
        )
    make.make_paper("9/2020", "andere Art")
    address: str | None = f"{LIST}feed.atom?art=motion"
    found: list[str] = []
    while address:
        response = client.get(address)
        assert response["Content-Type"].startswith("application/atom+xml")
        root = ET.fromstring(response.content)
        assert "Änderungsantrag" not in root.findtext(f"{ATOM}title", "")
        found += [entry.findtext(f"{ATOM}title", "") for entry in root.iter(f"{ATOM}entry")]
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert all(href and href.startswith("http") for href in links.values())
        following = urlsplit(links.get("next") or "")
        address = f"{following.path}?{following.query}" if following.path else None
    assert [text.split(":")[0] for text in found] == [f"{number}/2020" for number in (4, 3, 2, 1, 0)]
    assert found[0] == "4/2020: Sache <4> & mehr"


def test_an_english_feed_links_english_pages(client: Client) -> None:
    make.make_paper()
    root = ET.fromstring(client.get(f"/en{LIST}feed.atom").content)
    link = root.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith("/en/rat/drucksachen/0728-2026")


def test_exports_hold_all_rows_and_no_formulas(client: Client) -> None:
    make.make_paper(
        "1/2020", '=HYPERLINK("http://x")', applicants=["@A", "B"], cost_net="-5800.50", date=date(2020, 1, 2)
    )
    response = client.get(f"{LIST}export.csv")
    assert response["Content-Disposition"] == 'attachment; filename="drucksachen.csv"'
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Nummer", "Titel"]
    assert rows[1][1].startswith("'=")
    assert rows[1][10].startswith("'@")
    sheet = load_workbook(io.BytesIO(b"".join(client.get(f"{LIST}export.xlsx")))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == exports.column_names() == rows[0]
    assert sheet["B2"].data_type == "s"
    item = json.loads(b"".join(client.get(f"{LIST}export.json")))["items"][0]
    assert list(item) == list(exports.COLUMNS)
    assert (item["costNet"], item["date"], item["applicants"]) == ("-5800.50", "2020-01-02", ["@A", "B"])
    assert len(exports.column_names()) == len(exports.COLUMNS)


def test_a_long_export_comes_in_parts_without_loss(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "BATCH", 2)
    monkeypatch.setitem(exports.KINDS, "json", exports.Kind("application/json", 3))
    for number in range(8):
        make.make_paper(f"{number}/2020", f"Sache {number}", date=None if number < 2 else date(2020, 1, number))
    address: str | None = f"{LIST}export.json?jahr=2026"
    Paper.objects.update(year=2026)
    names: list[str] = []
    while address:
        response = client.get(address)
        body = json.loads(b"".join(response))
        names += [item["name"] for item in body["items"]]
        assert (body["next"] is not None) == response.has_header("Link")
        following = urlsplit(body["next"] or "")
        assert not following.query or parse_qs(following.query)["jahr"] == ["2026"]
        address = f"{following.path}?{following.query}" if following.path else None
    assert names == [f"Sache {number}" for number in (7, 6, 5, 4, 3, 2, 1, 0)]


def test_what_is_not_public_is_in_no_list_and_no_count(client: Client) -> None:
    committee, district = make.make_organization(), make.make_district()
    for state in State:
        paper = make.make_paper(
            f"{len(state)}/2020", state.value, state=state, decided_on=date(2020, 1, 1), cost_net="-1"
        )
        make.make_paper_organization(paper, committee)
        make.make_paper_place(paper, district)
    for query in (
        "",
        f"gremium={committee.pk}",
        "bezirk=vahrenwald-list",
        "sortierung=entschieden",
        "kosten=belastung",
        "art=proposal",
    ):
        assert sorted(titles(client, query)) == ["missing", "present"], query
        assert "2\xa0Drucksachen" in client.get(f"{LIST}?{query}").content.decode(), query
