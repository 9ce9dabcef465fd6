"""Public pages: what they show, what they hide, and what they cost."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from roterfaden.strategy import actions, figures
from roterfaden.strategy.actions import Why
from roterfaden.strategy.models import Assessment, Measure, ProgressUpdate
from tests.accounts.factories import make_user
from tests.strategy.factories import (
    make_budget,
    make_dependency,
    make_district,
    make_measure,
    make_milestone,
    make_node,
    make_plan,
)

pytestmark = pytest.mark.django_db
WHY = Why("Ausschreibung ohne Angebot", "Fachbereich IT")
PARTS = ("cost", "benefit", "method", "affected", "losers", "data_bias", "accessibility", "exit")


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def editor() -> Any:
    return make_user("editor", "Strategie-Controlling", "Strategie-Freigabe")


def everything(many: int = 1) -> Measure:
    """A plan with a tree and measures with all that hangs on them; the last measure."""
    plan = make_plan(summary="Worum es geht.", text="Erster Absatz.\n\nZweiter Absatz.")
    field = make_node(plan, code="demokratie", question="Wie reden wir mit?")
    goal = make_node(plan, "Offene Daten", field, code="daten", text="Daten sind offen.")
    user = make_user("everything", "Strategie-Controlling", "Strategie-Freigabe")
    for number in range(many):
        measure = make_measure(goal, title=f"Maßnahme {number}", slug=f"m-{number}", lead="IT", what="Was")
        measure.districts.add(make_district())
        first = make_milestone(measure, "Eins", planned_on=ahead(20))
        then = make_milestone(measure, "Zwei", planned_on=ahead(40))
        make_dependency(then, first)
        actions.shift_milestone(user, then, 1, ahead(120), WHY)
        make_budget(measure, planned="100.00", actual="120.50")
        Assessment.objects.create(
            measure=measure, step="approved", approved_at=timezone.now(), **dict.fromkeys(PARTS, "Text")
        )
        ProgressUpdate.objects.create(measure=measure, step="approved", happened="Es geht los", reported_on=ahead(-1))
    figures.refresh(Measure.objects.values_list("pk", flat=True))
    return measure


PAGES = {
    "overview": "/ziele/",
    "rule": "/ziele/stand",
    "plan": "/ziele/agenda",
    "node": "/ziele/agenda/punkte/demokratie",
    "list": "/ziele/massnahmen/",
    "measure": "/ziele/massnahmen/m-0",
    "data": "/ziele/massnahmen/m-0.jsonld",
    "timeline": "/ziele/zeitplan/?plan=agenda",
    "shifts": "/ziele/verschiebungen/",
    "districts": "/ziele/bezirke/",
    "district": "/ziele/bezirke/linden-limmer",
    "versions": "/ziele/agenda/fassungen/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_page_answers_in_both_languages(client: Client, path: str) -> None:
    everything()
    assert client.get(path).status_code == 200
    assert client.get(f"/en{path}").status_code == 200


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_are_read_only(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_pages_cost_the_same_for_few_and_for_many(
    client: Client, django_assert_max_num_queries: Any, name: str
) -> None:
    everything(30)
    with django_assert_max_num_queries(25) as many:
        client.get(PAGES[name])
    keep = Measure.objects.get(slug="m-0").pk
    Measure.objects.exclude(pk=keep).update(public=False)
    with django_assert_max_num_queries(25) as one:
        client.get(PAGES[name])
    assert len(many) <= len(one) + 1, [query["sql"][:150] for query in many.captured_queries]


def test_the_plan_page_says_how_it_stands(client: Client) -> None:
    everything()
    page = client.get("/ziele/agenda").content.decode()
    assert "Es gibt eine Maßnahme: verzögert." in page
    assert "20,50\xa0€ darüber" in page
    assert 'id="punkt-daten"' in page


def test_the_lights_are_said_in_a_sentence(client: Client) -> None:
    node = make_node(make_plan())
    for light in ("late", "late", "stalled", "done"):
        make_measure(node, light=light)
    make_measure(node, light="stalled", state="dropped", state_reason="Zu teuer")
    said = (
        "Keine von 5 Maßnahmen ist im Plan, 2\xa0verzögert, 1\xa0steht still, 1\xa0erledigt, 1\xa0nicht weiterverfolgt."
    )
    assert said in client.get("/ziele/agenda").content.decode()


def test_a_measure_tells_struck_dates_with_their_reason(client: Client) -> None:
    everything()
    page = client.get("/ziele/massnahmen/m-0").content.decode()
    assert "nicht gehalten:" in page
    assert "Ausschreibung ohne Angebot" in page
    assert "kommt 80 Tage später als geplant" in page
    assert "Vier-Augen-Prinzip" in page


def test_drafts_and_unpublished_measures_leave_no_trace(client: Client) -> None:
    draft = make_plan("geheim", state="draft", title="Geheimer Plan")
    node = make_node(draft, "Geheimes Feld", code="feld")
    make_measure(node, title="Geheime Maßnahme", slug="geheim")
    public = make_node(make_plan("offen"))
    make_measure(public, title="Noch geheime Maßnahme", slug="noch-geheim", published=False, public=False)
    for path in ("/ziele/geheim", "/ziele/geheim/punkte/feld", "/ziele/geheim/fassungen/", "/ziele/massnahmen/geheim",
                 "/ziele/massnahmen/noch-geheim", "/ziele/massnahmen/noch-geheim.jsonld"):  # fmt: skip
        assert client.get(path).status_code == 404
    for path in ("/ziele/", "/ziele/offen", "/ziele/massnahmen/", "/ziele/zeitplan/", "/ziele/massnahmen/export.csv",
                 "/sitemap-plaene.xml", "/sitemap-ziele.xml", "/sitemap-massnahmen.xml"):  # fmt: skip
        answer = client.get(path)
        text = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200
        assert "eheim" not in text.decode(), path


def test_a_measure_in_a_draft_and_a_public_plan_names_only_the_public_one(client: Client) -> None:
    hidden = make_node(make_plan("geheim", state="draft", title="Geheimer Plan"), "Geheimes Feld")
    make_measure(make_node(make_plan("offen")), hidden, slug="beide")
    for path in ("/ziele/massnahmen/beide", "/ziele/massnahmen/", "/ziele/massnahmen/beide.jsonld"):
        assert "eheim" not in client.get(path).content.decode()


class TestFilters:
    """The list answers any question or says what is wrong."""

    @pytest.mark.parametrize(
        "query",
        [
            *("plan=agenda", "stand=late", "zustand=running", "bezirk=linden-limmer", "federfuehrung=IT", "jahr=2027"),
            *("zuerst=faellig", "zuerst=kosten", "zuerst=titel", "meldung=veraltet", "thema=klima"),
        ],
    )
    def test_filters(self, client: Client, query: str) -> None:
        everything()
        assert client.get(f"/ziele/massnahmen/?{query}").status_code == 200

    def test_a_node_means_all_below_it(self, client: Client) -> None:
        measure = everything()
        goal = measure.nodes.get()
        assert goal.parent is not None
        page = client.get(f"/ziele/massnahmen/?plan=agenda&ziel={goal.parent.pk}").content.decode()
        assert "Maßnahme 0" in page

    @pytest.mark.parametrize(
        "name",
        ["plan", "ziel", "zustand", "stand", "bezirk", "jahr", "federfuehrung", "thema", "meldung", "zuerst", "ab"],
    )
    @pytest.mark.parametrize(
        "value", ["%00", "%ED%A0%80", "9" * 40, "x" * 3000, "%F0%9F%92%A9", "%5B1,2%5D", "-1", "' OR 1=1"]
    )
    def test_odd_values_never_break_it(self, client: Client, name: str, value: str) -> None:
        for path in ("/ziele/massnahmen/", "/ziele/massnahmen/export.csv", "/ziele/zeitplan/"):
            assert client.get(f"{path}?{name}={value}").status_code in (200, 400, 404)

    @pytest.mark.parametrize(
        "path",
        [
            "/ziele/%00",
            "/ziele/massnahmen/%ED%A0%80",
            "/ziele/agenda/fassungen/99999999999999999999",
            "/ziele/agenda/vergleich/1/1",
            "/ziele/agenda/punkte/x%00",
            "/ziele/bezirke/nirgends",
            "/ziele/massnahmen/export.exe",
        ],
    )
    def test_odd_addresses_are_not_found(self, client: Client, path: str) -> None:
        make_plan()
        assert client.get(path).status_code == 404

    def test_what_hurts_most_comes_first_and_pages_follow(self, client: Client) -> None:
        node = make_node(make_plan())
        for number in range(30):
            make_measure(node, title=f"Nr {number:02}", urgency=number)
        first = client.get("/ziele/massnahmen/")
        assert [row.measure.title for row in first.context["rows"]][:2] == ["Nr 29", "Nr 28"]
        second = client.get(f"/ziele/massnahmen/?ab={first.context['page'].next}")
        assert [row.measure.title for row in second.context["rows"]] == [f"Nr {n:02}" for n in range(4, -1, -1)]


class TestExports:
    """Files of any filter."""

    def test_csv_defuses_formulas(self, client: Client) -> None:
        make_measure(make_node(make_plan()), title="=HYPERLINK(1)")
        text = b"".join(client.get("/ziele/massnahmen/export.csv")).decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in text

    def test_xlsx_defuses_formulas(self, client: Client) -> None:
        make_measure(make_node(make_plan()), title="=1+1")
        book = load_workbook(BytesIO(b"".join(client.get("/ziele/massnahmen/export.xlsx"))))
        assert book.active is not None
        assert book.active["B2"].value == "'=1+1"

    def test_linked_data(self, client: Client) -> None:
        everything()
        whole = json.loads(b"".join(client.get("/ziele/massnahmen/export.jsonld")))
        assert whole["@graph"][0]["rf:spentEuro"] == "120.50"
        one = json.loads(client.get("/ziele/massnahmen/m-0.jsonld").content)
        assert one["rf:shifts"][0]["rf:reason"] == WHY.reason


class TestVersions:
    """Every version at its own address, any two compared."""

    def test_a_version_stays_as_it_was_and_is_compared_word_for_word(self, client: Client, editor: Any) -> None:
        plan = make_plan()
        node = make_node(plan, "Daten sind offen", code="daten")
        gone = make_node(plan, "Altes Feld", code="alt")
        actions.publish_version(editor, plan, "Erste Fassung")
        actions.change_node(editor, node, 1, {"title": "Daten sind für alle offen"})
        measure = make_measure(node, title="Neue Maßnahme")
        gone.delete()
        actions.publish_version(editor, plan, "Nach der Beteiligung")
        first = client.get("/ziele/agenda/fassungen/1").content.decode()
        assert "Daten sind offen" in first
        assert "Daten sind für alle offen" not in first
        page = client.get("/ziele/agenda/vergleich/1/2").content.decode()
        assert "für alle" in page
        assert "Nach der Beteiligung" in page
        assert measure.title in page
        assert "weggefallen" in page
        assert client.get("/ziele/agenda/fassungen/?alt=1&neu=2").url == "/ziele/agenda/vergleich/1/2"
        data = client.get("/ziele/agenda/fassungen/1.json")
        import hashlib

        assert hashlib.sha256(data.content).hexdigest() == plan.versions.get(number=1).digest

    def test_a_version_of_a_draft_is_not_public(self, client: Client, editor: Any) -> None:
        plan = make_plan(state="draft")
        actions.publish_version(editor, plan, "Nur für uns")
        actions.change_plan(editor, plan, plan.version, {"title": "Anders"})
        actions.set_plan_state(editor, plan, "inForce", "Beschluss")
        assert client.get("/ziele/agenda/fassungen/1").status_code == 404
        assert client.get("/ziele/agenda/fassungen/2").status_code == 200


class TestConsultation:
    """A draft in consultation."""

    def test_it_says_who_to_write_to_and_has_anchors(self, client: Client) -> None:
        plan = make_plan(state="consultation", text="Erster Absatz.", consultation_until=ahead(9))
        make_node(plan, code="daten", text="Ein Satz.")
        page = client.get("/ziele/agenda").content.decode()
        assert "ziele@example.org" in page
        assert 'id="absatz-' in page
        assert 'id="punkt-daten"' in page

    def test_anchors_stay_when_the_end_of_a_paragraph_changes(self) -> None:
        from roterfaden.strategy.consultation import passages

        long = "Ein langer Absatz mit sehr vielen Worten der erst am Ende anders wird "
        assert passages(long + "so")[0].anchor == passages(long + "anders")[0].anchor
        assert len({passage.anchor for passage in passages("Gleich\n\nGleich\n\nAnders")}) == 3

    def test_a_room_of_participation_takes_over(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        from roterfaden.strategy import consultation

        class Room:
            def is_open(self, plan: Any) -> bool:
                return True

            def address(self, plan: Any) -> str:
                return "/mitmachen/1"

            def voices(self, plan: Any, anchors: Any) -> Any:
                return {"punkt-daten": consultation.Voice(3, "/mitmachen/1#x", "Mitreden")}

        monkeypatch.setattr(consultation, "_providers", [Room()])
        make_node(make_plan(state="consultation"), code="daten")
        page = client.get("/ziele/agenda").content.decode()
        assert "Mitreden (3)" in page
        assert "ziele@example.org" not in page.partition("<aside")[0]


@pytest.mark.parametrize(
    "name", ["plan", "knoten", "stand", "zustand", "bezirk", "jahr", "federfuehrung", "sortierung", "ab"]
)
@pytest.mark.parametrize(
    "path", ["massnahmen/", "verschiebungen/", "zeitplan/", "kennzahlen/", "berichte/", "bezirke/"]
)
def test_a_nul_in_a_filter_is_no_fault_of_ours(client: Client, path: str, name: str) -> None:
    assert client.get(f"/ziele/{path}?{name}=%00").status_code in (200, 400, 404)


def test_what_is_invented_says_so_on_every_list(client: Client, editor: Any) -> None:
    measure = make_measure(make_node(make_plan()), title="Baum", slug="baum", sample=True, starts_on=ahead(-9))
    actions.shift_milestone(editor, make_milestone(measure, planned_on=ahead(9)), 1, ahead(99), WHY)
    figures.refresh([measure.pk])
    for path in ("/ziele/", "/ziele/zeitplan/", "/ziele/verschiebungen/", "/ziele/massnahmen/"):
        assert "Beispieldaten" in client.get(path).content.decode(), path
    Measure.objects.update(sample=False)
    for path in ("/ziele/", "/ziele/zeitplan/", "/ziele/verschiebungen/", "/ziele/massnahmen/"):
        assert "Beispieldaten</" not in client.get(path).content.decode(), path


def test_the_overview_leads_to_indicators_and_reports(client: Client) -> None:
    make_plan()
    page = client.get("/ziele/").content.decode()
    assert 'href="/ziele/kennzahlen/"' in page
    assert 'href="/ziele/berichte/"' in page


def test_a_plan_counts_its_lights_in_their_order(client: Client) -> None:
    node = make_node(make_plan())
    for light in ("late", "done", "onTrack"):
        Measure.objects.filter(pk=make_measure(node).pk).update(light=light)
    page = client.get("/ziele/").content.decode()
    plan = page[page.index('class="plans"') : page.index("</section>", page.index('class="plans"'))]
    assert plan.index("im Plan") < plan.index("verzögert") < plan.index("erledigt")


@pytest.mark.parametrize("path", ["/ziele/", "/ziele/{slug}"])
def test_a_summary_is_read_in_english_where_there_is_one(client: Client, path: str) -> None:
    plan = make_plan(summary="Worum es geht.", summary_en="What it is about.")
    english = client.get("/en" + path.format(slug=plan.slug)).content.decode()
    assert "<p>What it is about.</p>" in english
    assert "Worum es geht." not in english
    assert "<p>Worum es geht.</p>" in client.get(path.format(slug=plan.slug)).content.decode()
    plan.summary_en = ""
    plan.save()
    assert '<p lang="de">Worum es geht.</p>' in client.get("/en" + path.format(slug=plan.slug)).content.decode()
