"""Every face of a thread: what stands there, and that nothing hidden does."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from roterfaden.kit.things import Ref, kinds, things
from roterfaden.notices.registry import wideners
from roterfaden.search import registry as search
from roterfaden.threads.lineage import widened
from roterfaden.threads.models import Happening, State, Station, Thread
from roterfaden.threads.stages import Stage
from tests.threads.factories import Deeds, make_district, make_station, make_thread, make_topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Geheimname"


def body(answer: Any) -> str:
    """The whole answer, streamed or not."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def faces(thread: Thread) -> list[str]:
    """All addresses on which a thread shows its stations."""
    pages = ["", ".atom", ".jsonld", ".csv", "/einbetten", "/weitergeben"]
    own = [f"{prefix}/faeden/{thread.slug}{page}" for prefix in ("", "/en") for page in pages]
    lists = ["/faeden/", "/faeden/liste/feed.atom", "/faeden/liste/export.csv", "/faeden/liste/export.json"]
    return [*own, *lists, "/api/v1/threads", f"/api/v1/threads/{thread.pk}", "/sitemap-faeden.xml"]


def test_a_station_on_a_hidden_thing_leaves_no_trace_anywhere(client: Client, deeds: Deeds) -> None:
    thread = make_thread()
    ref = deeds.add("1", f"{SECRET} Titel", number=f"{SECRET}-1")
    wording = {name: f"{SECRET} {name}" for name in ("sentence", "sentence_en", "heading_en", "source_label")}
    links = {"source_url": f"https://{SECRET}.example/", "archive_url": f"https://a.example/{SECRET}"}
    make_station(
        thread,
        f"{SECRET} Überschrift",
        ref=ref,
        due=timezone.localdate() - timedelta(days=5),
        archived_on=date(2020, 1, 1),
        relation="decided_in",
        **wording,
        **links,
    )
    make_station(thread, f"{SECRET} kommt", ref=ref, start=timezone.localdate() + timedelta(days=9))
    assert SECRET in body(client.get(f"/faeden/{thread.slug}"))
    deeds.hide(ref)
    for path in faces(thread):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert SECRET.casefold() not in body(answer).casefold(), path
    documents = list(search.searchables["thread"].documents([thread.pk]))
    assert SECRET not in str(documents)
    told = things([Ref("thread", str(thread.pk))])
    assert SECRET not in str(told)
    text = body(client.get(f"/faeden/{thread.slug}"))
    assert text.count("Diese Station ist nicht mehr öffentlich.") == 2
    assert "16.\u00a0Juni 2016" in text
    assert "<b>Entscheidung</b>" in text
    assert "überfällig seit 5 Tagen" not in text


def test_search_holds_own_stations_but_none_at_things(deeds: Deeds) -> None:
    thread = make_thread()
    make_station(thread, "Eigenes", source_label="hannover.de")
    make_station(thread, "Fremdes", ref=deeds.add("1"))
    (document,) = search.searchables["thread"].documents([thread.pk])
    assert "Eigenes" in document.body
    assert "Fremdes" not in document.body
    Thread.objects.update(state=State.HIDDEN)
    assert list(search.searchables["thread"].documents([thread.pk])) == []


def test_atom_is_valid_and_names_each_station_for_ever(client: Client) -> None:
    thread = make_thread("Bäume & Sträucher \x0b")
    station = make_station(thread, "Neu <b>", sentence="Satz")
    answer = client.get(f"/faeden/{thread.slug}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/faeden/{thread.slug}#station-{station.pk}")
    assert entry.findtext(f"{ATOM}title") == "Entscheidung: Neu <b>"
    assert "Satz" in (entry.findtext(f"{ATOM}summary") or "")
    empty = ElementTree.fromstring(client.get(f"/faeden/{make_thread().slug}.atom").content)
    assert empty.findall(f"{ATOM}entry") == []


def test_csv_is_complete_and_defused(client: Client, deeds: Deeds) -> None:
    thread = make_thread()
    ref = deeds.add("1", "Konzept", number="0508/2016")
    make_station(thread, "=cmd()", ref=ref, relation="decided_in", due=date(2020, 1, 1))
    table = body(client.get(f"/faeden/{thread.slug}.csv")).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert rows[0]["Überschrift"] == "'=cmd()"
    assert rows[0]["Nummer der Sache"] == "0508/2016"
    assert rows[0]["Bezug"] == "entschieden in"
    assert rows[0]["Zugesagt bis"] == "2020-01-01"


def nodes(value: Any) -> Iterator[Any]:
    """All objects in a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def test_jsonld_is_a_graph_of_prov_o(client: Client, deeds: Deeds) -> None:
    """Structure by hand: every name is of a known vocabulary, every reference leads to a node."""
    thread = make_thread(place_name="Maschsee")
    make_station(
        thread, "Idee", stage=Stage.IDEA, start=date(2015, 1, 1), precision="year", source_url="https://x.example/1"
    )
    make_station(thread, "Beschluss", ref=deeds.add("1", "Konzept", number="0508/2016"), relation="decided_in")
    make_station(thread, "Bald", stage=Stage.EFFECT, start=timezone.localdate() + timedelta(days=40))
    answer = client.get(f"/faeden/{thread.slug}.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    document = json.loads(answer.content)
    known = set(document["@context"])
    graph = {node["@id"]: node for node in document["@graph"]}
    for node in nodes(document["@graph"]):
        for name in node:
            assert name.startswith("@") or name.partition(":")[0] in known, name
        if set(node) == {"@id"} and not node["@id"].startswith("https://x"):
            assert node["@id"] in graph, node
        if "@type" in node and "@value" in node:
            assert node["@type"].startswith("xsd:")
    activities = [node for node in graph.values() if node.get("@type") == "prov:Activity"]
    assert len(activities) == 3
    assert activities[0]["dcterms:date"] == {"@value": "2015", "@type": "xsd:gYear"}
    assert activities[0]["prov:used"] == [{"@id": "https://x.example/1"}]
    assert activities[1]["prov:generated"] == [{"@id": "http://127.0.0.1:8000/sachen/1"}]
    assert activities[1]["prov:wasInformedBy"] == {"@id": activities[0]["@id"]}
    assert "prov:startedAtTime" not in activities[2]
    entities = [node for node in graph.values() if "prov:Entity" in node.get("@type", ())]
    assert {node.get("dcterms:identifier") for node in entities} == {None, "0508/2016"}
    assert json.loads(client.get(f"/en/faeden/{thread.slug}.jsonld").content) == document
    assert client.get(f"/faeden/{thread.slug}.jsonld", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_frame_sets_no_cookie_and_loads_nothing_but_style(client: Client, deeds: Deeds) -> None:
    thread = make_thread()
    make_station(thread, ref=deeds.add("1"))
    answer = client.get(f"/faeden/{thread.slug}/einbetten")
    text, policy = body(answer), answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "<script" not in text
    assert "<img" not in text
    assert "woff" not in text
    assert text.count("<a ") == text.count('target="_blank" rel="noopener"')
    other = client.get(f"/faeden/{thread.slug}")
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"
    assert not other.cookies
    code = body(client.get(f"/faeden/{thread.slug}/weitergeben"))
    assert f"&lt;iframe src=&quot;http://127.0.0.1:8000/faeden/{thread.slug}/einbetten" in code.replace('"', "&quot;")


def test_the_code_for_the_frame_survives_quotes_in_titles(client: Client) -> None:
    thread = make_thread('Bäume" onload="alert(1)')
    text = body(client.get(f"/faeden/{thread.slug}/weitergeben"))
    assert '" onload="alert' not in text


def test_the_list_filters(client: Client) -> None:
    topic, district = make_topic("Klima", slug="klima"), make_district("Nord", slug="nord")
    first, second = make_thread("Erster"), make_thread("Zweiter")
    first.topics.add(topic)
    second.districts.add(district)
    make_station(first, stage=Stage.IDEA, due=timezone.localdate() - timedelta(days=1))
    make_station(second, due=timezone.localdate() + timedelta(days=9))
    make_thread("Entwurf", state=State.DRAFT)
    for query, titles in {
        "": {"Erster", "Zweiter"},
        "thema=klima": {"Erster"},
        "bezirk=nord": {"Zweiter"},
        "stufe=idea": {"Erster"},
        "zusagen=offen": {"Erster", "Zweiter"},
        "zusagen=ueberfaellig": {"Erster"},
        "thema=klima&bezirk=nord": set(),
    }.items():
        text = body(client.get(f"/faeden/?{query}"))
        assert {title for title in ("Erster", "Zweiter", "Entwurf") if f">{title}</a>" in text} == titles, query
        rows = json.loads(body(client.get(f"/faeden/liste/export.json?{query}")))["items"]
        assert {row["title"] for row in rows} == titles
        rows = client.get(f"/api/v1/threads?{query}").json()["items"]
        assert {row["title"] for row in rows} == titles
        feed = ElementTree.fromstring(client.get(f"/faeden/liste/feed.atom?{query}").content)
        assert {entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")} == titles


@pytest.mark.parametrize(
    "query",
    [
        "thema=gibtesnicht",
        "bezirk=%00",
        "stufe=unfug",
        "zusagen=x",
        "ab=unfug",
        "ab=%00",
        "ab=WzEsMSxmYWxzZV0",
        "thema=" + "x" * 9000,
        "stufe=%ED%A0%80",
        "thema=%ff%fe",
        "ab=" + "9" * 900,
    ],
)
@pytest.mark.parametrize("path", ["", "liste/feed.atom", "liste/export.csv", "liste/export.json"])
def test_a_wrong_filter_is_answered_clearly(client: Client, path: str, query: str) -> None:
    assert client.get(f"/faeden/{path}?{query}").status_code == 400


def test_the_list_goes_on_by_key(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        thread = make_thread(f"Faden {number}")
        thread.topics.add(make_topic(f"Thema {number}"))
    seen: list[str] = []
    address = "/faeden/"
    while address:
        with django_assert_max_num_queries(16):
            text = body(client.get(address))
        seen += text.split('<li class="part">')[1:]
        _start, mark, rest = text.partition('rel="next" href="')
        address = rest.partition('"')[0].replace("&amp;", "&") if mark else ""
    assert len(seen) == 60
    page = client.get("/api/v1/threads?limit=50").json()
    assert len(page["items"]) == 50
    rest = client.get(page["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert (len(rest["items"]), rest["next"]) == (10, None)


def test_the_interface_answers_for_what_is_gone(client: Client) -> None:
    new = make_thread()
    merged = make_thread(state=State.MERGED, merged_into=new)
    hidden, draft = make_thread(SECRET, state=State.HIDDEN), make_thread(state=State.DRAFT)
    assert client.get(f"/api/v1/threads/{merged.pk}").json()["movedTo"].endswith(f"/api/v1/threads/{new.pk}")
    for thread, status in ((merged, 410), (hidden, 410), (draft, 404)):
        answer = client.get(f"/api/v1/threads/{thread.pk}")
        assert answer.status_code == status
        assert SECRET not in answer.content.decode()
    assert client.get("/api/v1/threads?unfug=1").status_code == 400
    assert client.get("/api/v1/threads?stufe=unfug").status_code == 400


def test_a_thing_shows_its_threads_with_one_query(deeds: Deeds, django_assert_num_queries: Any) -> None:
    ref, other = deeds.add("1"), deeds.add("2")
    for number in range(5):
        thread = make_thread(f"Faden {number}")
        make_station(thread, ref=ref)
        make_station(thread, "noch einmal", ref=ref)
    make_station(make_thread(SECRET, state=State.DRAFT), ref=ref)
    single = Template(
        "{% load threads %}{% threads_of 'deed' key as found %}"
        "{% include 'threads/parts/part_of.html' with threads=found %}"
    )
    with django_assert_num_queries(1):
        text = single.render(Context({"key": 1}))
    assert text.count("<li>") == 5
    assert "Teil der Fäden" in text
    assert SECRET not in text
    many = Template(
        "{% load threads %}{% threads_of_many 'deed' keys as found %}"
        "{% for k in keys %}{{ found|at:k|length }} {% endfor %}"
    )
    with django_assert_num_queries(1):
        assert many.render(Context({"keys": [1, 2, 3]})) == "5 0 0 "
    assert single.render(Context({"key": other.key})).strip() == ""


def test_followers_hear_along_the_line(deeds: Deeds, django_assert_max_num_queries: Any) -> None:
    idea, paper, measure, money = (deeds.add(key) for key in ("idea", "paper", "measure", "money"))
    thread = make_thread()
    me = Ref("thread", str(thread.pk))
    make_station(thread, stage=Stage.IDEA, relation="inspired", ref=idea)
    make_station(thread, stage=Stage.CONSULTATION, relation="submitted_as", ref=paper)
    make_station(thread, stage=Stage.IMPLEMENTATION, relation="implements", ref=measure)
    make_station(thread, stage=Stage.IMPLEMENTATION, relation="funded_by", ref=money)
    make_station(make_thread(state=State.DRAFT), ref=paper)
    with django_assert_max_num_queries(2):
        found = {ref: set(others) for ref, others in widened([idea, paper, measure, money]).items()}
    assert found == {idea: {me}, paper: {me, idea}, measure: {me, idea, paper}, money: {me}}
    assert widened([Ref("deed", "nichts")]) == {}
    assert widened in wideners


def test_kinds_are_public_things(django_assert_num_queries: Any) -> None:
    thread, draft = make_thread("Bäume", sample_data=True), make_thread(SECRET, state=State.DRAFT)
    thread.topics.add(make_topic(slug="klima"))
    refs = [Ref("thread", str(row.pk)) for row in (thread, draft)] + [Ref("thread", "x"), Ref("topic", "1" * 19)]
    with django_assert_num_queries(3):
        found = things(refs[:3])
    assert list(found) == [refs[0]]
    shown = found[refs[0]]
    assert (shown.title, shown.url, shown.sample, shown.topics) == ("Bäume", f"/faeden/{thread.slug}", True, ("klima",))
    assert things(refs[3:]) == {}
    assert [thing.title for thing in kinds["thread"].find("bäu", None)] in (["Bäume"], [])  # SQLite folds ASCII alone
    assert [thing.title for thing in kinds["thread"].find("Bäume", None)] == ["Bäume"]
    assert kinds["thread"].find("\x00", None) == ()
    make_station(thread, "Station")
    assert "Station" in kinds["thread"].texts([str(thread.pk), str(draft.pk)])[str(thread.pk)]
    assert str(draft.pk) not in kinds["thread"].texts([str(draft.pk)])


def test_a_removed_station_is_said_without_words_of_it(client: Client) -> None:
    thread = make_thread()
    for data in ({"stage": "idea", "start": "2017-06-01", "precision": "season"}, {}, {"stage": 7, "start": None}):
        Happening.objects.create(thread=thread, kind="station_removed", data=data)
    text = body(client.get(f"/faeden/{thread.slug}"))
    assert "Idee, Sommer 2017" in text
    assert Station.objects.count() == 0
