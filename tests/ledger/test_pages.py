"""The ledger's pages: plain sentences, and nothing of what is not public any more."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roterfaden.ledger.actions import Personal, record_many
from roterfaden.ledger.models import Entry
from roterfaden.ledger.sequencing import sequence
from roterfaden.ledger.templatetags.ledger import ledger_address
from tests.ledger.factories import ANNA, CHANGED, make_entries, make_entry, make_fact, make_head, public

pytestmark = pytest.mark.django_db
PAGES = ("", "koepfe/", "so-geht-es/", "feed.atom", "koepfe.atom")


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_empty_ledger_has_its_pages(client: Client, name: str, prefix: str) -> None:
    text(client, f"{prefix}/protokollbuch/{name}")


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_only_read(client: Client, name: str) -> None:
    assert client.post(f"/protokollbuch/{name}").status_code == 405


def test_what_changed_stands_there_in_plain_words(client: Client) -> None:
    make_entry(title="die Ampel")
    page = text(client, "/protokollbuch/")
    assert "Geändert wurde die Ampel." in page
    assert "Probe 1" in page


def test_hostile_words_are_words(client: Client) -> None:
    make_entry(title="<script>alert(1)</script>")
    for address in ("/protokollbuch/", "/protokollbuch/1", "/protokollbuch/sache/probe/1", "/protokollbuch/feed.atom"):
        assert "<script>alert" not in text(client, address)


def test_an_entry_shows_its_proof(client: Client) -> None:
    rows = make_entries(5)
    assert "Er wird mit dem nächsten Tag unterschrieben" in text(client, "/protokollbuch/3")
    head = make_head()
    page = text(client, "/protokollbuch/3")
    assert bytes(rows[2].hash).hex() in page
    assert bytes(head.root).hex() in page


def test_personal_facts_are_shown_as_checksums_alone(client: Client) -> None:
    make_entry(personal=[Personal("author", "Anna Muster", ANNA)])
    for address in ("/protokollbuch/1", "/api/v1/ledger/entries/1"):
        assert "author" in text(client, address)
        assert "Anna Muster" not in text(client, address)


def test_what_is_hidden_later_leaves_no_trace_of_its_words(client: Client) -> None:
    make_entry(key="geheim-7", title="Geheimes")
    public.clear()
    faces = (
        "/protokollbuch/",
        "/protokollbuch/1",
        "/protokollbuch/feed.atom",
        "/api/v1/ledger/entries",
        "/api/v1/ledger/entries/1",
    )
    for address in faces:
        page = text(client, address)
        assert "Geheimes" not in page
        assert "geheim-7" not in page
        assert bytes(Entry.objects.get().salt).hex() not in page
        assert bytes(Entry.objects.get().subject_salt).hex() not in page
    assert "nicht mehr öffentlich" in text(client, "/protokollbuch/")


def test_a_hidden_thing_has_no_history(client: Client) -> None:
    make_entry(key="geheim-7")
    public.clear()
    hidden = client.get("/protokollbuch/sache/probe/geheim-7")
    assert hidden.status_code == 404
    never = text(client, "/protokollbuch/sache/probe/nie-hier", 404).replace("nie-hier", "geheim-7")
    assert re.sub('value="[^"]*"', "", hidden.content.decode()) == re.sub('value="[^"]*"', "", never)


def test_a_thing_has_its_own_history(client: Client) -> None:
    make_entry(key="1", title="A")
    make_entry(key="2", title="B")
    page = text(client, ledger_address("probe", "1"))
    assert "Geändert wurde A." in page
    assert "Geändert wurde B." not in page


def test_a_key_may_be_anything_that_a_thing_may_have(client: Client) -> None:
    make_entry(key="a/b c?ä", title="A")
    assert "Geändert wurde A." in text(client, ledger_address("probe", "a/b c?ä"))


def test_the_tag_says_nothing_of_what_has_no_address() -> None:
    assert ledger_address("no kind", "1") == ""
    assert ledger_address("paper", "") == ""
    assert ledger_address("paper", 17) == "/protokollbuch/sache/paper/17"


def test_the_list_can_be_narrowed_to_a_kind(client: Client) -> None:
    make_entry(title="A")
    assert "Geändert wurde A." in text(client, "/protokollbuch/?art=probe.changed")
    assert "Geändert wurde A." not in text(client, "/protokollbuch/?art=ledger.erased")


@pytest.mark.parametrize(
    "query", ["art=quatsch", "art=%00", "ab=quatsch", "ab=%00", "ab=W251bGwsOTk5OTk5OTk5OTk5OTk5OTk5OTk5LGZhbHNlXQ"]
)
def test_a_wrong_filter_is_told_clearly(client: Client, query: str) -> None:
    assert "So ist die Liste nicht zu haben" in text(client, f"/protokollbuch/?{query}", 400)


@pytest.mark.parametrize(
    "path",
    [
        "0",
        "2",
        "999999999999999999",
        "9" * 30,
        "x",
        "sache/probe/%00",
        "sache/probe/" + "x" * 5000,
        "sache/quatsch/1",
        "sache/probe/%ED%A0%80",
        "koepfe/2026-13-45.txt",
        "koepfe/2020-01-01.txt",
    ],
)
def test_there_is_nothing_at_other_addresses(client: Client, path: str) -> None:
    make_entry()
    assert client.get(f"/protokollbuch/{path}", follow=True).status_code == 404


def test_all_entries_are_reached_page_by_page(client: Client) -> None:
    make_entries(70)
    seen, query = set(), ""
    while True:
        response = client.get(f"/protokollbuch/{query}")
        found = response.context["listing"]
        seen |= {row.entry.number for row in found.entries}
        if not found.page.next:
            break
        query = f"?ab={found.page.next}"
    assert seen == set(range(1, 71))


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(
    "path", ["", "29", "sache/probe/1", "koepfe/", "so-geht-es/", "feed.atom", "koepfe.json", "kopf.txt"]
)
def test_pages_cost_the_same_with_many_rows(  # type: ignore[no-untyped-def]
    client: Client, path: str, count: int, django_assert_max_num_queries
) -> None:
    record_many(CHANGED.key, [make_fact(key=str(n % 7 + 1)) for n in range(count)])
    sequence()
    make_head()
    with django_assert_max_num_queries(14):
        client.get(f"/protokollbuch/{path}")


def test_a_sentence_that_fails_hides_nothing(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    make_entry()
    Entry.objects.update(content="{}")
    assert "Probe geändert" in text(client, "/protokollbuch/")


def test_a_kind_of_an_earlier_version_is_still_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from roterfaden.ledger.registry import entry_types

    make_entry()
    monkeypatch.delitem(entry_types, CHANGED.key)
    assert "probe.changed" in text(client, "/protokollbuch/")


def test_the_footer_leads_to_the_ledger(client: Client) -> None:
    assert 'href="/protokollbuch/"' in text(client, "/suche/")
