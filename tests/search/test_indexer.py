"""The index follows the database, also after a crash at any point between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from roterfaden.operation.leases import Busy, lease
from roterfaden.operation.models import Lease
from roterfaden.places.models import District
from roterfaden.search import indexer
from roterfaden.search.actions import enqueue
from roterfaden.search.engines.base import Engine, Request
from roterfaden.search.indexer import drain, is_pending, rebuild
from roterfaden.search.models import PendingDocument
from roterfaden.search.query import parse
from roterfaden.search.registry import Document, Searchable, searchables
from tests.search.conftest import make_thing

pytestmark = pytest.mark.usefixtures("things")


class Killed(BaseException):
    """Stands for the end of the process."""


def total(index: Engine, text: str) -> int:
    """How many are found."""
    return index.search(Request(parse(text))).total


def rows() -> set[tuple[str, int, bool]]:
    """What is pending."""
    return set(PendingDocument.objects.values_list("kind", "object_id", "suppressed"))


def test_queueing_twice_is_one_row(db: None) -> None:
    enqueue("thing", [1, 2, 2])
    enqueue("thing", [2, 3], hidden=True)
    assert rows() == {("thing", 1, False), ("thing", 2, True), ("thing", 3, True)}


def test_queueing_takes_any_iterable(db: None) -> None:
    enqueue("thing", (number for number in range(5_000)))
    assert PendingDocument.objects.count() == 5_000


def test_queueing_is_undone_with_its_transaction(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        _queue_and_fail()
    assert not rows()


def _queue_and_fail() -> None:
    enqueue("thing", [1])
    raise RuntimeError


def test_what_changed_is_found_afterwards(index: Engine) -> None:
    index.create()
    thing = make_thing("Hafen")
    enqueue("thing", [thing.pk])
    assert is_pending()
    assert drain(10) == 1
    assert total(index, "Hafen") == 1
    assert not is_pending()


def test_a_second_time_there_is_nothing_to_do(index: Engine) -> None:
    index.create()
    enqueue("thing", [make_thing("Hafen").pk])
    assert drain(10) == 1
    assert drain(10) == 0


def test_what_was_hidden_or_deleted_is_out(index: Engine) -> None:
    index.create()
    hidden, gone = make_thing("Hafen eins", 1), make_thing("Hafen zwei", 2)
    enqueue("thing", [hidden.pk, gone.pk])
    drain(10)
    District.objects.filter(pk=hidden.pk).update(name="Geheimer Hafen")
    District.objects.filter(pk=gone.pk).delete()
    enqueue("thing", [hidden.pk, gone.pk], hidden=True)
    assert total(index, "Hafen") == 0
    assert drain(10) == 2
    assert not rows()
    assert total(index, "Hafen") == 0


def test_what_is_shown_again_is_found_again(index: Engine) -> None:
    index.create()
    thing = make_thing("Geheimer Hafen")
    enqueue("thing", [thing.pk], hidden=True)
    drain(10)
    District.objects.filter(pk=thing.pk).update(name="Hafen")
    enqueue("thing", [thing.pk])
    drain(10)
    assert total(index, "Hafen") == 1


@pytest.mark.parametrize("step", ["_next_rows", "_index", "_forget"])
def test_killed_between_the_steps_the_next_run_does_the_rest(
    index: Engine, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    index.create()
    enqueue("thing", [make_thing(f"Hafen {number}", number).pk for number in range(1, 6)])
    with monkeypatch.context() as patch:
        patch.setattr(indexer, step, _killed)
        with pytest.raises(Killed):
            drain(10)
    assert drain(10) == 5
    assert total(index, "Hafen") == 5
    assert not rows()


def test_killed_after_the_documents_were_written_but_not_committed(
    embedded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.create()
    enqueue("thing", [make_thing("Hafen").pk])
    with monkeypatch.context() as patch:
        patch.setattr("roterfaden.search.engines.embedded.EmbeddedWriter.commit", _killed)
        with pytest.raises(Killed):
            drain(10)
    assert total(embedded, "Hafen") == 0
    assert drain(10) == 1
    assert total(embedded, "Hafen") == 1


def _killed(*_args: object) -> None:
    raise Killed


def test_what_is_queued_again_meanwhile_stays_queued(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.create()
    thing = make_thing("Hafen")
    enqueue("thing", [thing.pk])
    forget = indexer._forget

    def change_first(taken: Sequence[indexer.Row]) -> None:
        District.objects.filter(pk=thing.pk).update(name="Geheim")
        enqueue("thing", [thing.pk], hidden=True)
        monkeypatch.setattr(indexer, "_forget", forget)
        monkeypatch.setattr(indexer, "_next_rows", list)
        forget(taken)

    with monkeypatch.context():
        monkeypatch.setattr(indexer, "_forget", change_first)
        drain(10)
    assert rows() == {("thing", thing.pk, True)}
    assert total(index, "Hafen") == 0


def test_the_second_indexer_leaves_the_work_to_the_first(index: Engine) -> None:
    index.create()
    enqueue("thing", [make_thing("Hafen").pk])
    with lease(indexer.LEASE):
        assert drain(10) == 0
        with pytest.raises(Busy):
            rebuild()
    assert drain(10) == 1


def test_an_indexer_that_lost_its_lease_stops(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.create()
    enqueue("thing", [make_thing("Hafen").pk])

    def taken_over(*_args: object) -> Iterable[Document]:
        Lease.objects.update(holder="other/1/x", until=timezone.now() + timedelta(minutes=2))
        return []

    monkeypatch.setattr(indexer, "_documents", taken_over)
    assert drain(10) == 0
    assert rows()


def test_time_over_leaves_the_rest(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.create()
    monkeypatch.setattr(indexer, "BATCH", 1)
    enqueue("thing", [make_thing(f"Hafen {number}", number).pk for number in range(1, 4)])
    assert drain(0) == 0
    assert len(rows()) == 3


def test_progress_is_told(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.create()
    monkeypatch.setattr(indexer, "BATCH", 2)
    enqueue("thing", [make_thing(f"Hafen {number}", number).pk for number in range(1, 4)])
    told: list[tuple[int, int]] = []
    drain(10, lambda done, of: told.append((done, of)))
    assert told == [(2, 3), (3, 3)]


def test_a_missing_index_is_begun_anew_with_everything(index: Engine) -> None:
    make_thing("Hafen", 1)
    make_thing("Geheimer Hafen", 2)
    assert is_pending()
    assert drain(10) == 1
    assert total(index, "Hafen") == 1


def test_killed_while_beginning_anew_nothing_is_forgotten(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    make_thing("Hafen")
    with monkeypatch.context() as patch:
        patch.setattr(type(index), "create", _killed)
        with pytest.raises(Killed):
            drain(10)
    assert drain(10) == 1
    assert total(index, "Hafen") == 1


def test_a_rebuild_takes_everything_visible(index: Engine) -> None:
    for number in range(1, 8):
        make_thing(f"Hafen {number}" if number % 2 else f"Geheimer Hafen {number}", number)
    assert rebuild() == 4
    assert total(index, "Hafen") == 4


def test_what_changes_during_a_rebuild_is_brought_in_afterwards(
    index: Engine, monkeypatch: pytest.MonkeyPatch, things: Searchable
) -> None:
    thing = make_thing("Hafen")
    documents = things.documents

    def hide_meanwhile(keys: Sequence[int]) -> Iterable[Document]:
        found = list(documents(keys))
        District.objects.filter(pk=thing.pk).update(name="Geheim")
        enqueue("thing", [thing.pk], hidden=True)
        return found

    monkeypatch.setitem(searchables, "thing", _with(things, documents=hide_meanwhile))
    rebuild()
    assert total(index, "Hafen") == 0
    monkeypatch.setitem(searchables, "thing", things)
    assert drain(10) == 1
    assert total(index, "Hafen") == 0


def test_a_killed_rebuild_leaves_the_old_index(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    make_thing("Hafen", 1)
    rebuild()
    make_thing("Neuer Hafen", 2)
    with monkeypatch.context() as patch:
        patch.setattr(indexer, "_documents", _killed)
        with pytest.raises(Killed):
            rebuild()
    assert total(index, "Hafen") == 1
    assert rebuild() == 2


def test_one_object_that_cannot_be_described_keeps_no_other_out(
    index: Engine, monkeypatch: pytest.MonkeyPatch, things: Searchable
) -> None:
    index.create()
    good, bad = make_thing("Hafen eins", 1), make_thing("Hafen zwei", 2)

    def fail(keys: Sequence[int]) -> Iterable[Document]:
        if bad.pk in keys:
            raise ValueError("cannot be described")
        return things.documents(keys)

    monkeypatch.setitem(searchables, "thing", _with(things, documents=fail))
    enqueue("thing", [good.pk, bad.pk])
    assert drain(10) == 2
    assert total(index, "Hafen") == 1


def test_a_kind_that_is_gone_is_taken_out(index: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.create()
    enqueue("thing", [make_thing("Hafen").pk])
    drain(10)
    monkeypatch.delitem(searchables, "thing")
    enqueue("thing", District.objects.values_list("pk", flat=True))
    assert drain(10) == 1
    assert total(index, "Hafen") == 0


def test_what_depends_on_a_thing_is_queued_with_it(
    db: None, monkeypatch: pytest.MonkeyPatch, things: Searchable
) -> None:
    shown, hidden = make_thing("Hafen", 1), make_thing("Geheim", 2)
    owner = Searchable(
        "owner", "", "", things.visible, things.documents, dependents=lambda keys: {"thing": [shown.pk, hidden.pk]}
    )
    monkeypatch.setitem(searchables, "owner", owner)
    enqueue("owner", [7], hidden=True)
    assert rows() == {("owner", 7, True), ("thing", shown.pk, False), ("thing", hidden.pk, True)}


def test_documents_are_built_in_batches_of_the_kind(
    index: Engine, monkeypatch: pytest.MonkeyPatch, things: Searchable
) -> None:
    sizes: list[int] = []

    def counted(keys: Sequence[int]) -> Iterable[Document]:
        sizes.append(len(keys))
        return things.documents(keys)

    monkeypatch.setitem(searchables, "thing", _with(things, documents=counted, batch=2))
    index.create()
    enqueue("thing", [make_thing(f"Hafen {number}", number).pk for number in range(1, 6)])
    drain(10)
    assert sizes == [2, 2, 1]


def _with(searchable: Searchable, **changes: Any) -> Searchable:
    from dataclasses import replace

    return replace(searchable, **changes)
