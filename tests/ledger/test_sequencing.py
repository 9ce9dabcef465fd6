"""The sequencer numbers every pending row exactly once, in order, whoever runs beside it and whenever it is killed."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest

from roterfaden.ledger import sequencing
from roterfaden.ledger.actions import Personal, record, record_many
from roterfaden.ledger.models import Entry, Pending, PersonalFact, Tile
from roterfaden.ledger.sequencing import prepare, read_tile, sequence, sequence_batch, tip, write
from roterfaden.methods import merkle
from roterfaden.methods.canonical import canonical
from roterfaden.methods.tiles import Tiles
from tests.ledger.factories import ANNA, CHANGED, make_entries, make_fact, make_thing

pytestmark = pytest.mark.django_db


def numbers() -> list[int]:
    return list(Entry.objects.order_by("number").values_list("number", flat=True))


def pend(count: int) -> None:
    record_many(CHANGED.key, [make_fact(title=f"{n}") for n in range(count)])


def test_rows_get_numbers_in_their_order() -> None:
    pend(5)
    assert sequence() == 5
    assert numbers() == [1, 2, 3, 4, 5]
    assert [row.facts["title"] for row in Entry.objects.order_by("number")] == ["0", "1", "2", "3", "4"]
    assert not Pending.objects.exists()


def test_a_second_run_does_nothing() -> None:
    pend(2)
    sequence()
    assert sequence() == 0
    assert numbers() == [1, 2]


def test_batches_follow_each_other() -> None:
    pend(7)
    assert [sequence_batch(3), sequence_batch(3), sequence_batch(3), sequence_batch(3)] == [3, 3, 1, 0]
    assert numbers() == list(range(1, 8))


def test_each_entry_names_the_one_before() -> None:
    rows = make_entries(4)
    assert bytes(rows[0].previous) == bytes(32)
    for before, after in pairwise(rows):
        assert bytes(after.previous) == bytes(before.hash)


def test_hashes_are_what_the_documentation_says() -> None:
    record(CHANGED.key, make_thing("7"), {"title": "Ä"}, [Personal("author", "Anna", ANNA)])
    sequence()
    row, fact = Entry.objects.get(), PersonalFact.objects.get()
    person = canonical({"name": "author", "owner": "person:3", "value": "Anna"})
    assert bytes(fact.commitment) == sha256(bytes(fact.salt) + person).digest()
    opened = canonical({"content": {"title": "Ä"}, "personal": {"author": bytes(fact.commitment).hex()}})
    assert bytes(row.digest) == sha256(bytes(row.salt) + opened).digest()
    assert bytes(row.subject_hash) == sha256(bytes(row.subject_salt) + canonical({"subject": "probe:7"})).digest()
    leaf = {
        "number": 1,
        "time": row.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kind": "probe.changed",
        "subject": bytes(row.subject_hash).hex(),
        "content": bytes(row.digest).hex(),
        "previous": "0" * 64,
    }
    assert bytes(row.hash) == sha256(b"\x00" + canonical(leaf)).digest()


def test_salts_never_repeat() -> None:
    make_entries(50)
    salts = [bytes(s) for pair in Entry.objects.values_list("salt", "subject_salt") for s in pair]
    assert len(set(salts)) == 100
    assert {len(salt) for salt in salts} == {16}


def test_the_tree_holds_every_entry() -> None:
    rows = make_entries(600)
    nodes, frontier = Tiles(read_tile), merkle.Frontier()
    for row in rows:
        frontier.append(bytes(row.hash))
    assert merkle.root(nodes, 600) == frontier.root()
    assert Tile.objects.count() == 4


def test_two_sequencers_at_once_number_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pend(3)
    rows = list(Pending.objects.order_by("pk"))
    slow = prepare(rows, tip())
    assert sequence_batch() == 3
    with pytest.raises(sequencing.Overtaken):
        write(slow)
    assert numbers() == [1, 2, 3]
    monkeypatch.setattr(sequencing, "tip", lambda: sequencing.Tip())
    pend(1)
    assert sequence_batch() == 0  # its numbers are taken: the constraint holds, whatever it believed
    assert Pending.objects.count() == 1


def test_rows_that_another_deleted_are_not_numbered() -> None:
    pend(3)
    batch = prepare(list(Pending.objects.order_by("pk")), tip())
    Pending.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    with pytest.raises(sequencing.Overtaken):
        write(batch)
    assert numbers() == []


@pytest.mark.parametrize("place", ["_grow", "Pending"])
def test_killed_in_the_middle_nothing_is_half_done(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pend(3)
    batch = prepare(list(Pending.objects.order_by("pk")), tip())

    class Killed(Exception):
        pass

    def die(*_args: Any, **_kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if place == "_grow":
            patch.setattr(sequencing, "_grow", die)
        else:
            patch.setattr(sequencing.Pending.objects, "filter", die)
        with pytest.raises(Killed):
            write(batch)
    assert (Entry.objects.count(), Tile.objects.count(), Pending.objects.count()) == (0, 0, 3)
    assert sequence() == 3


def test_a_batch_takes_few_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    pend(900)
    with django_assert_max_num_queries(30):
        sequence_batch()
