"""Public pages of indicators: what they say, what they never show, what they cost."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.strategy.indicators.actions import enter_values, set_target
from roterfaden.strategy.indicators.rows import Part
from roterfaden.strategy.models import IndicatorGoal, IndicatorNode, SourceRun, ValueSource
from tests.strategy.factories import make_measure, make_node, make_plan
from tests.strategy.indicators.factories import (
    make_editor,
    make_effect,
    make_indicator,
    make_target,
    make_values,
    value,
)

pytestmark = pytest.mark.django_db
HERE = "/ziele/kennzahlen/"


@pytest.fixture
def indicator() -> Any:
    """An indicator with everything that a page can show."""
    node = make_node(make_plan(), "Demokratie")
    found = make_indicator(node, slug="online", responsible="Team Digital", source_name="Statistikstelle")
    make_values(found, 12, 19, 23, 31, 36, 38)
    make_target(found)
    make_values(found, 10, 30, part=Part("Geschlecht", "Frauen"), first=2024)
    make_values(found, 14, 46, part=Part("Geschlecht", "Männer"), first=2024)
    make_effect(make_measure(node, title="Anträge ganz online"), found)
    IndicatorGoal.objects.create(indicator=found, goal=16, target="16.6")
    editor = make_editor()
    enter_values(editor, found, [value("2025", 39, reason="Nachmeldung")])
    set_target(editor, found, "2030", value("2030", 70).value, reason="Ratsbeschluss")
    source = ValueSource.objects.create(indicator=found, kind="csv", url="https://daten.example/x.csv")
    SourceRun.objects.create(
        source=source, indicator=found, kind="csv", name="x", state="failed", finished=timezone.now()
    )
    found.refresh_from_db()
    return found


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_the_page_says_the_finding_and_how_it_was_computed(client: Client, indicator: Any) -> None:
    page = text_of(client, f"{HERE}online")
    assert "<h1>Auf Kurs, doch zuletzt zu langsam</h1>" in page
    assert "39 % waren es 2025; 70 % sollen es 2030 sein." in page
    assert "Zuletzt kamen 3 Prozentpunkte im Jahr dazu; bis zum Ziel wären 6,2 nötig." in page
    assert "Verhältnis von erreicht zu nötig: 138 %." in page
    assert "2025: revidiert am" in page
    assert "von 38 % auf 39 %" in page
    assert "Nachmeldung" in page
    assert "60 %</s> 70 %" in page
    assert "Ratsbeschluss" in page
    assert "Anträge ganz online" in page
    assert "16.6 Frieden, Gerechtigkeit" in page
    assert "Frauen: 30 %" in page
    assert "fehlgeschlagen" in page


def test_the_chart_has_a_table_twin_with_every_value(client: Client, indicator: Any) -> None:
    page = text_of(client, f"{HERE}online")
    assert (
        'role="img" aria-label="Liniendiagramm: Online erledigte Anliegen, von 12 % 2020 auf 39 % 2025. Ziel 70 % 2030.'
        in page
    )
    for said in ("12 %", "19 %", "23 %", "31 %", "36 %", "39 %", "70 %"):
        assert f'<td class="num">{said}' in page
    assert "style=" not in page.split("<main", 1)[1].replace("font-style=", "")


def test_a_page_costs_the_same_for_many_values(
    client: Client, indicator: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25):
        client.get(f"{HERE}online")
    make_values(indicator, *range(100), first=1900)
    with django_assert_max_num_queries(25):
        client.get(f"{HERE}online")


def test_drafts_and_indicators_of_drafts_are_not_there(client: Client) -> None:
    draft = make_indicator(slug="entwurf", state="draft")
    hidden = make_indicator(make_node(make_plan("geheim", state="draft")), slug="geheim")
    for slug in (draft.slug, hidden.slug, "gibt-es-nicht"):
        for face in ("", ".csv", ".json", ".jsonld", ".atom", "/einbetten"):
            assert client.get(f"{HERE}{slug}{face}").status_code == 404
    assert "Dazu gibt es keine Kennzahl." in text_of(client, HERE)


def test_a_draft_plans_node_leaves_no_trace_on_a_public_indicator(client: Client, indicator: Any) -> None:
    secret = make_node(make_plan("zukunft", state="draft"), "Geheimes Ziel")
    indicator.places.create(node=secret)
    assert "Geheimes Ziel" not in text_of(client, f"{HERE}online")


def test_an_overdue_value_is_public(client: Client, indicator: Any) -> None:
    type(indicator).objects.filter(pk=indicator.pk).update(next_due_on=timezone.localdate() - timedelta(days=40))
    assert "überfällig seit 40 Tagen" in text_of(client, f"{HERE}online")
    assert "überfällig seit 40 Tagen" in text_of(client, f"{HERE}?stand=ueberfaellig")
    assert "Bei 1 fehlt der nächste Wert." in text_of(client, HERE)


def test_the_frame_may_stand_anywhere_and_loads_nothing_else(client: Client, indicator: Any) -> None:
    response = client.get(f"{HERE}online/einbetten")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "X-Frame-Options" not in response
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    page = response.content.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert page.count('<link rel="stylesheet"') == 4


def test_other_pages_may_not_be_framed(client: Client, indicator: Any) -> None:
    assert "frame-ancestors 'none'" in client.get(f"{HERE}online")["Content-Security-Policy"]


def test_the_csv_has_former_values_and_targets_too(client: Client, indicator: Any) -> None:
    response = client.get(f"{HERE}online.csv")
    body = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert rows[0][:4] == ["Zeitraum", "Merkmal", "Ausprägung", "Wert"]
    newest = [row for row in rows if row[0] == "2025" and not row[2]]
    assert [(row[3], row[6], row[7]) for row in newest] == [("38", "nein", ""), ("39", "ja", "38")]
    assert [row[3] for row in rows if row[10] == "ja"] == ["60", "70"]


def test_json_names_values_rating_and_calculation(client: Client, indicator: Any) -> None:
    found = client.get(f"{HERE}online.json").json()
    assert found["rating"]["value"] == "on_track"
    assert found["rating"]["steps"][0].startswith("Ausgangswert: 12")
    assert {
        "period": "2025",
        "value": "39",
        "provisional": False,
        "dimension": None,
        "category": None,
        "revised": True,
    } in found["values"]
    assert found["targets"] == [{"scenario": "Ziel", "period": "2030", "value": "70"}]


def test_linked_data_is_a_data_cube(client: Client, indicator: Any) -> None:
    response = client.get(f"{HERE}online.jsonld")
    found = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert found["@type"] == ["dcat:Dataset", "qb:DataSet"]
    assert len(found["@reverse"]["qb:dataSet"]) == 6


def test_the_feed_tells_values_revisions_and_targets(client: Client, indicator: Any) -> None:
    root = ElementTree.fromstring(client.get(f"{HERE}online.atom").content)
    titles = [entry.findtext("{*}title") for entry in root.iter("{http://www.w3.org/2005/Atom}entry")]
    assert any("revidiert von 38" in str(title) for title in titles)
    assert "Zielwert für 2030: 70" in titles


def test_the_list_shows_what_goes_wrong_first(client: Client) -> None:
    plan = make_plan()
    node = make_node(plan)
    make_values(make_indicator(node, title="Gut"), 12, 40)
    make_values(make_indicator(node, title="Schlecht"), 12, 4)
    make_values(make_indicator(title="Woanders"), 12, 13)
    page = text_of(client, f"{HERE}?plan=agenda")
    assert page.index("Schlecht") < page.index("Gut")
    assert "Woanders" not in page
    assert "2 Kennzahlen: 1 auf Kurs, 1 zu langsam" in page
    assert "Gut" not in text_of(client, f"{HERE}?stand=worsening").split("<tbody", 1)[1]


def test_the_list_of_a_goal_of_the_united_nations(client: Client, indicator: Any) -> None:
    make_indicator(title="Ohne Ziel")
    page = text_of(client, f"{HERE}?sdg=16")
    assert "Online erledigte Anliegen" in page
    assert "Ohne Ziel" not in page


@pytest.mark.parametrize(
    "query",
    [
        "plan=nein",
        "stand=x",
        "sdg=99",
        "sdg=%C2%B2",
        "sdg=" + "9" * 99,
        "sortierung=x",
        "ab=x",
        "plan=%00",
        "plan=%ED%A0%80",
    ],
)
def test_a_wrong_filter_is_a_clear_page(client: Client, query: str) -> None:
    response = client.get(f"{HERE}?{query}")
    assert response.status_code == 400
    assert "Alle Kennzahlen" in response.content.decode()


def test_a_list_of_a_hundred_with_ten_years_each_is_cheap(client: Client, django_assert_max_num_queries: Any) -> None:
    node = make_node(make_plan())
    for number in range(3):
        make_values(make_indicator(node, title=f"Kennzahl {number}"), *range(10, 20))
    with django_assert_max_num_queries(20) as few:
        client.get(f"{HERE}?plan=agenda")
    for number in range(3, 12):
        make_values(make_indicator(node, title=f"Kennzahl {number}"), *range(10, 20))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"{HERE}?plan=agenda")


def test_reading_only(client: Client, indicator: Any) -> None:
    for path in ("", "methode", "online", "online.csv", "online/einbetten"):
        assert client.post(f"{HERE}{path}").status_code == 405


def test_the_method_is_explained_with_its_source(client: Client) -> None:
    assert "open-sdg.readthedocs.io" in text_of(client, f"{HERE}methode")


def test_in_english_german_words_are_marked(client: Client, indicator: Any) -> None:
    page = text_of(client, "/en/ziele/kennzahlen/online")
    assert '<span lang="de">Online erledigte Anliegen</span>' in page
    assert "39 %" in page


def test_an_indicator_without_values_says_so(client: Client) -> None:
    make_indicator(slug="leer", baseline_value=None, baseline_period="")
    page = text_of(client, f"{HERE}leer")
    assert "Ob es vorangeht, lässt sich noch nicht sagen" in page
    assert "Es gibt noch keinen Wert." in page


def test_an_address_with_a_slash_leads_on(client: Client, indicator: Any) -> None:
    response = client.get(f"{HERE}online/")
    assert (response.status_code, response["Location"]) == (301, f"{HERE}online")


def test_a_plan_shows_ten_indicators_and_folds_the_others(client: Client) -> None:
    plan = make_plan()
    node = make_node(plan)
    for number in range(12):
        make_indicator(node, title=f"Zahl {number:02}")
    page = client.get(f"/ziele/{plan.slug}").content.decode()
    assert "Wirkt es? 12 Kennzahlen" in page
    assert "2 weitere Kennzahlen zeigen" in page
    before, folded = page.split('<details class="others">')
    assert before.count("Zahl ") == 10
    assert folded.count("Zahl ") == 2
    IndicatorNode.objects.order_by("-pk")[0].delete()
    assert "1 weitere Kennzahl zeigen" in client.get(f"/ziele/{plan.slug}").content.decode()
