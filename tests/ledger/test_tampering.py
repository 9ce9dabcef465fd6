"""Whatever is changed in whatever row: verify names it, and so does a stranger's program where it can see it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection

from roterfaden.ledger.models import Entry, Head
from roterfaden.methods.verification import Reason, Wrong
from tests.ledger import stranger
from tests.ledger.checking import check_as_stranger, check_own, check_remote
from tests.ledger.factories import make_entries, make_head

pytestmark = pytest.mark.django_db
X = b"\x01" * 32
R = Reason


@dataclass(frozen=True)
class Deed:
    """A change to the database, and what verify says of it. `seen`: whether the public faces show it."""

    sql: str
    reason: Reason
    number: int = 0
    seen: bool = True
    values: tuple[object, ...] = ()


def column(name: str, value: object, reason: Reason, number: int = 4, seen: bool = True) -> Deed:
    return Deed(f"UPDATE ledger_entry SET {name} = %s WHERE number = 4", reason, number, seen, (value,))


DEEDS = {
    "content": column("content", '{"title":"Fassung drei"}', R.CONTENT),
    "content-spelling": column("content", '{"title": "Fassung 3"}', R.CONTENT, seen=False),
    "content-emptied": column("content", "", R.CONTENT),
    "salt": column("salt", X[:16], R.CONTENT),
    "salt-emptied": column("salt", b"", R.CONTENT, seen=True),
    "digest": column("digest", X, R.CONTENT),
    "subject-key": column("subject_key", "2", R.SUBJECT, seen=False),
    "subject-kind": column("subject_kind", "paper", R.SUBJECT, seen=False),
    "subject-emptied": column("subject_key", "", R.SUBJECT, seen=False),
    "subject-salt": column("subject_salt", X[:16], R.SUBJECT),
    "subject-salt-emptied": column("subject_salt", b"", R.SUBJECT, seen=False),
    "subject-hash": column("subject_hash", X, R.SUBJECT),
    "kind": column("kind", "probe.other", R.HASH),
    "time": column("time", "2020-01-01 00:00:00+00:00", R.HASH),
    "previous": column("previous", X, R.PREVIOUS),
    "hash": column("hash", X, R.HASH),
    "number-up": Deed("UPDATE ledger_entry SET number = 5000 WHERE number = 5", R.MISSING, 5),
    "number-zero": Deed("UPDATE ledger_entry SET number = 0 WHERE number = 5", R.ORDER, 0),
    "number-negative": Deed("UPDATE ledger_entry SET number = -4 WHERE number = 5", R.ORDER, -4),
    "deleted": Deed("DELETE FROM ledger_entry WHERE number = 5", R.MISSING, 5),
    "last-deleted": Deed("DELETE FROM ledger_entry WHERE number = 9", R.SHORTER, 9),
    "first-deleted": Deed("DELETE FROM ledger_entry WHERE number = 2", R.MISSING, 2),
    "salt-and-content-deleted": Deed(
        "UPDATE ledger_entry SET salt = %s, content = '' WHERE number = 5", R.ERASURE, 5, values=(b"",)
    ),
    "subject-deleted": Deed(
        "UPDATE ledger_entry SET subject_salt = %s, subject_key = '' WHERE number = 5",
        R.ERASURE,
        5,
        seen=False,
        values=(b"",),
    ),
    "added-behind": Deed(
        "INSERT INTO ledger_entry (number, time, kind, subject_kind, subject_key, subject_salt, subject_hash, content,"
        " salt, digest, previous, hash) SELECT 10, time, kind, subject_kind, subject_key, subject_salt, subject_hash,"
        " content, salt, digest, previous, hash FROM ledger_entry WHERE number = 9",
        R.PREVIOUS,
        10,
    ),
    "swapped": Deed("UPDATE ledger_entry SET number = CASE number WHEN 2 THEN 103 ELSE number END", R.MISSING, 2),
    "personal-value": Deed("UPDATE ledger_personalfact SET value = 'B' WHERE entry_id = 4", R.PERSONAL, 4, False),
    "personal-name": Deed("UPDATE ledger_personalfact SET name = 'b' WHERE entry_id = 4", R.CONTENT, 4),
    "personal-owner": Deed("UPDATE ledger_personalfact SET owner_key = '9' WHERE entry_id = 4", R.PERSONAL, 4, False),
    "personal-owner-kind": Deed(
        "UPDATE ledger_personalfact SET owner_kind = 'x' WHERE entry_id = 4", R.PERSONAL, 4, False
    ),
    "personal-salt": Deed(
        "UPDATE ledger_personalfact SET salt = %s WHERE entry_id = 4", R.PERSONAL, 4, False, (X[:16],)
    ),
    "personal-commitment": Deed(
        "UPDATE ledger_personalfact SET commitment = %s WHERE entry_id = 4", R.CONTENT, 4, True, (X,)
    ),
    "personal-deleted": Deed("DELETE FROM ledger_personalfact WHERE entry_id = 4", R.CONTENT, 4),
    "personal-erased-silently": Deed(
        "UPDATE ledger_personalfact SET salt = %s, value = '', owner_kind = '', owner_key = '' WHERE entry_id = 4",
        R.ERASURE,
        4,
        False,
        (b"",),
    ),
    "personal-moved": Deed("UPDATE ledger_personalfact SET entry_id = 5 WHERE entry_id = 4", R.CONTENT, 4),
    "personal-added": Deed(
        "INSERT INTO ledger_personalfact (entry_id, name, commitment, salt, value, owner_kind, owner_key)"
        " SELECT 5, name, commitment, salt, value, owner_kind, owner_key FROM ledger_personalfact WHERE entry_id = 4",
        R.CONTENT,
        5,
    ),
    "tile": Deed("UPDATE ledger_tile SET hashes = %s WHERE level = 0", R.TREE, 1, False, (X * 9,)),
    "tile-cut": Deed("UPDATE ledger_tile SET hashes = %s WHERE level = 0", R.TREE, 1, False, (b"",)),
    "tile-deleted": Deed("DELETE FROM ledger_tile", R.TREE, 1, False),
    "tile-added": Deed(
        "INSERT INTO ledger_tile (level, index, hashes) VALUES (1, 0, %s)", R.TREE, 10, False, (X,)
    ),
    "tile-index": Deed("UPDATE ledger_tile SET index = 1", R.TREE, 1, False),
    "head-size": Deed("UPDATE ledger_head SET size = 8", R.SIGNATURE),
    "head-root": Deed("UPDATE ledger_head SET root = %s", R.SIGNATURE, values=(X,)),
    "head-day": Deed("UPDATE ledger_head SET day = '2020-01-01'", R.SIGNATURE),
    "head-previous": Deed("UPDATE ledger_head SET previous = %s", R.HEADS, values=(X,)),
    "head-signature": Deed("UPDATE ledger_head SET signature = %s", R.SIGNATURE, values=(X + X,)),
    "head-deleted": Deed("DELETE FROM ledger_head", R.PINNED_HEAD, seen=False),
    "key-public": Deed("UPDATE ledger_signingkey SET public = %s", R.KEY, values=(X,)),
    "key-name": Deed("UPDATE ledger_signingkey SET name = 'x'", R.KEY),
    "key-since": Deed("UPDATE ledger_signingkey SET since = '2020'", R.KEY),
    "key-signature": Deed("UPDATE ledger_signingkey SET signature = %s", R.KEY, values=(X + X,)),
    "key-added": Deed(
        "INSERT INTO ledger_signingkey (name, public, since, signature) SELECT name, public, '2030', signature"
        " FROM ledger_signingkey",
        R.KEY,
    ),
}  # fmt: skip


def tamper(deed: Deed) -> None:
    """As somebody with the database's password would."""
    sql = deed.sql.replace("(level, index,", '(level, "index",').replace("SET index", 'SET "index"')
    with connection.cursor() as cursor:
        cursor.execute(sql, list(deed.values))
        assert cursor.rowcount > 0


@pytest.mark.parametrize("name", DEEDS)
def test_a_change_is_named(name: str) -> None:
    make_entries(9)
    make_head()
    check_own()
    check_remote()
    assert check_as_stranger() == 9
    tamper(DEEDS[name])
    with pytest.raises(Wrong) as found:
        check_own()
    assert (found.value.reason, found.value.number) == (DEEDS[name].reason, DEEDS[name].number)
    if DEEDS[name].seen:
        with pytest.raises(Wrong):
            check_remote()
        with pytest.raises((stranger.Bad, KeyError, ValueError, AssertionError)):
            check_as_stranger()


def test_every_column_is_among_the_deeds() -> None:
    text = " ".join(deed.sql for deed in DEEDS.values())
    from roterfaden.ledger.models import PersonalFact, SigningKey, Tile

    for model in (Entry, PersonalFact, Tile, Head, SigningKey):
        for field in model._meta.fields:
            if field.column not in ("id", "key_id"):
                assert field.column in text, f"{model.__name__}.{field.column}"


def test_an_insider_who_writes_everything_anew_is_caught_by_the_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the private key and the whole database, the chain can be made anew; but others have seen the old one."""
    make_entries(9)
    make_head()
    check_own()
    check_remote()
    from roterfaden.ledger.models import PersonalFact, Tile

    for model in (Head, PersonalFact, Entry, Tile):
        model.objects.all().delete()  # type: ignore[attr-defined]
    make_entries(9)
    make_head()
    assert check_as_stranger() == 9
    for check in (check_own, check_remote):
        with pytest.raises(Wrong) as found:
            check()
        assert found.value.reason == Reason.PINNED_HEAD
