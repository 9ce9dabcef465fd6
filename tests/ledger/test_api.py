"""The ledger for machines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from roterfaden.ledger.models import Entry
from roterfaden.methods import merkle
from roterfaden.methods.checkpoints import PublicKey, parse_note
from tests.ledger.factories import make_entries, make_head

pytestmark = pytest.mark.django_db


def data(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_where_it_stands(client: Client) -> None:
    assert data(client, "/api/v1/ledger") == {"name": "", "size": 0, "hash": "0" * 64, "keys": [], "head": None}
    make_entries(3)
    head = make_head()
    found = data(client, "/api/v1/ledger")
    assert (found["size"], found["head"]["root"]) == (3, bytes(head.root).hex())


def test_entries_come_page_by_page(client: Client) -> None:
    make_entries(7)
    address, numbers = "/api/v1/ledger/entries?from=2&limit=3", []
    while address:
        page = data(client, address)
        numbers.append([row["leaf"]["number"] for row in page["items"]])
        address = (page["next"] or "").removeprefix("http://127.0.0.1:8000")
    assert numbers == [[2, 3, 4], [5, 6, 7]]


def test_entries_beyond_the_end_are_an_empty_page(client: Client) -> None:
    assert data(client, "/api/v1/ledger/entries?from=9223372036854775807") == {"items": [], "next": None}


def test_an_entry_is_served_as_it_is_hashed(client: Client) -> None:
    make_entries(1)
    found, row = data(client, "/api/v1/ledger/entries/1"), Entry.objects.get()
    assert found["hash"] == bytes(row.hash).hex()
    assert found["open"]["subject"]["value"] == {"subject": "probe:1"}
    assert found["open"]["content"]["value"]["content"] == {"title": "Fassung 0"}


@pytest.mark.parametrize("size", [5, 8, 13])
def test_a_proof_of_inclusion_holds(client: Client, size: int) -> None:
    make_entries(13)
    found = data(client, f"/api/v1/ledger/entries/5/proof?size={size}")
    path, leaf, root = [bytes.fromhex(part) for part in found["path"]], found["leaf"], found["root"]
    assert merkle.is_included(bytes.fromhex(leaf), 4, size, path, bytes.fromhex(root))
    assert data(client, "/api/v1/ledger/entries/5/proof")["size"] == 13


def test_a_proof_of_consistency_holds(client: Client) -> None:
    make_entries(13)
    found = data(client, "/api/v1/ledger/consistency?old=5&new=11")
    path = [bytes.fromhex(part) for part in found["path"]]
    assert merkle.is_consistent(5, 11, path, bytes.fromhex(found["oldRoot"]), bytes.fromhex(found["newRoot"]))


@pytest.mark.parametrize(
    "address",
    [
        "entries?from=0",
        "entries?limit=1001",
        "entries?seite=2",
        "entries?from=99999999999999999999",
        "consistency",
        "consistency?old=0",
        "heads?from=gestern",
    ],
)
def test_what_makes_no_sense_is_refused(client: Client, address: str) -> None:
    make_entries(3)
    assert client.get(f"/api/v1/ledger/{address}").status_code == 400


@pytest.mark.parametrize("size", [1, 4])
def test_there_is_no_proof_in_a_tree_that_does_not_hold_the_entry(client: Client, size: int) -> None:
    make_entries(3)
    assert client.get(f"/api/v1/ledger/entries/2/proof?size={size}").status_code == 404


@pytest.mark.parametrize("address", ["entries/4", "entries/0", "entries/x", "entries/4/proof", "quatsch"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    make_entries(3)
    assert client.get(f"/api/v1/ledger/{address}").status_code == 404


def test_heads_are_signed_notes_to_mirror(client: Client) -> None:
    make_entries(3)
    head = make_head()
    for address in ("/api/v1/ledger/heads", "/protokollbuch/koepfe.json"):
        (found,) = data(client, address)["items"]
        note = parse_note(found["note"])
        assert note.checkpoint.root == bytes(head.root)
        assert note.is_signed_by(PublicKey.parse(found["key"]))
    for name in ("kopf.txt", f"koepfe/{head.day}.txt"):
        response = client.get(f"/protokollbuch/{name}")
        assert response.content.decode() == head.note()
        assert response["Content-Type"].startswith("text/plain")


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    make_entries(3)
    first = client.get("/api/v1/ledger/entries")
    second = client.get("/api/v1/ledger/entries", headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post("/api/v1/ledger/entries").status_code == 405


@pytest.mark.parametrize("count", [5, 60])
def test_a_page_costs_the_same_with_many_entries(  # type: ignore[no-untyped-def]
    client: Client, count: int, django_assert_max_num_queries
) -> None:
    make_entries(count)
    with django_assert_max_num_queries(5):
        client.get("/api/v1/ledger/entries?limit=1000")
    with django_assert_max_num_queries(6):
        client.get("/api/v1/ledger/entries/1/proof")


@pytest.mark.parametrize("sizes", ["old=2&new=1", "old=1&new=4", "old=100"])
def test_there_is_no_proof_between_trees_that_do_not_exist(client: Client, sizes: str) -> None:
    assert client.get(f"/api/v1/ledger/consistency?{sizes}").status_code == 404
