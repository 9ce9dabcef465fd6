"""`roterfaden verify`: what is good is said to be good, pins are kept, other portals are not trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command

from roterfaden.kit.http import guarded_client
from roterfaden.ledger.management.commands import verify as command
from roterfaden.ledger.models import Entry
from roterfaden.ledger.signing import rotate
from roterfaden.ledger.verification import check, keeping
from roterfaden.ledger.verification.base import Unreachable
from roterfaden.ledger.verification.check import verify
from roterfaden.ledger.verification.own import OwnLedger
from roterfaden.ledger.verification.remote import RemoteLedger
from roterfaden.methods.verification import Given, Reason, Wrong
from tests.ledger.checking import CITY, Portal, check_as_stranger, check_own, check_remote
from tests.ledger.factories import make_entries, make_entry, make_head, public

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str, str]:
    """(exit code, what it said, what went wrong)."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *arguments, "--quiet", stdout=out, stderr=err)
    return int(str(ended.value.code)), out.getvalue(), err.getvalue()


def test_an_own_network_is_refused_with_the_mend(settings: Any) -> None:
    settings.FETCH_ALLOW = ()
    code, _out, told = run("--from", "http://127.0.0.1:9")
    assert code == 2
    assert "ROTERFADEN_FETCH_ALLOW" in told


def test_an_empty_ledger_is_good() -> None:
    assert run()[0] == 0
    assert check_remote().size == 0
    assert check_as_stranger() == 0


def test_a_good_ledger_is_good_in_all_ways() -> None:
    make_entries(700)
    make_head()
    make_entry()
    assert check_own().size == check_remote().size == check_as_stranger() == 701
    assert (check_own().signed, check_own().day) != (0, "")


def test_the_first_time_says_that_nothing_was_pinned() -> None:
    make_entries(3)
    head = make_head()
    code, said, _ = run()
    assert code == 0
    assert "nichts festgehalten" in said
    assert head.key.as_key().spelled() in said
    code, said, _ = run()
    assert code == 0
    assert "Passt zu dem" in said
    assert "nichts festgehalten" not in said


def test_what_is_wrong_is_named_and_changes_the_exit_code() -> None:
    make_entries(5)
    Entry.objects.filter(number=3).update(content='{"title":"Lüge"}')
    code, said, _ = run()
    assert code == 1
    assert "Eintrag 3: sein Inhalt wurde verändert" in said


def test_what_is_wrong_is_not_pinned() -> None:
    make_entries(5)
    make_head()
    Entry.objects.filter(number=3).update(content="{}")
    run()
    assert keeping.read_pin("self") is None


def test_who_knows_the_key_need_not_trust() -> None:
    make_entries(3)
    key = make_head().key.as_key().spelled()
    assert run("--key", key)[0] == 0
    other = "x+" + key.split("+", 1)[1]
    with pytest.raises(CommandError):
        call_command("verify", "--key", other)


def test_another_first_key_is_wrong(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from roterfaden.methods.checkpoints import PublicKey

    make_entries(3)
    name = make_head().key.name
    foreign = PublicKey(name, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    assert run("--key", foreign.spelled())[0] == 1


def test_forgetting_is_said_explicitly() -> None:
    make_entries(3)
    make_head()
    run()
    assert "nichts festgehalten" in run("--forget")[1]


def test_unreadable_pins_are_not_trusted_anew(home: Path) -> None:
    make_entries(3)
    (home / "ledger").mkdir()
    (home / "ledger" / "pins.json").write_text("{")
    assert run()[0] == 2


def test_hidden_entries_are_counted_not_complained_of() -> None:
    make_entries(3)
    make_entry(key="2")
    make_head()
    public.discard("2")
    assert check_own().withheld == 0
    assert check_remote().withheld == 1
    assert check_as_stranger() == 4


def test_a_rotated_key_is_endorsed_by_the_old_one(home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_entries(3)
    make_head()
    check_own()
    new = rotate(home / "new.pem")
    settings.LEDGER_KEY_FILE = home / "new.pem"
    tomorrow(monkeypatch)
    make_entries(2)
    assert make_head().key == new
    assert check_own().size == check_remote().size == check_as_stranger() == 5


def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next head is of another day."""
    from datetime import timedelta

    from django.utils import timezone

    from roterfaden.ledger import signing

    day = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(signing.timezone, "localdate", lambda: day)


def test_a_head_that_vanishes_in_the_middle_is_noticed_without_a_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    make_entries(3)
    first = make_head()
    tomorrow(monkeypatch)
    make_entries(3)
    make_head()
    check_own()
    keeping.forget_pin("self")
    first.delete()
    with pytest.raises(Wrong) as found:
        check_own()
    assert found.value.reason == Reason.HEADS


def test_an_interrupted_check_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    make_entries(40)
    make_head()
    make_entries(20)
    monkeypatch.setattr("roterfaden.ledger.verification.own.PART", 10)
    monkeypatch.setattr(check, "KEEP_EVERY", -1.0)

    class Killed(Exception):
        pass

    def kill(done: int, _size: int) -> None:
        if done >= 50:
            raise Killed

    with pytest.raises(Killed):
        verify(OwnLedger(), kill)
    seen: list[int] = []
    found = verify(OwnLedger(), lambda done, _size: seen.append(done))
    assert found.resumed_at == 40
    assert seen == [50, 60]
    assert verify(OwnLedger()).resumed_at == 0


def test_a_state_that_somebody_invented_does_not_hide_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The state is the user's own file; a head that it did not compare makes it worthless."""
    make_entries(5)
    run_before = keeping.Run()
    source = OwnLedger()
    for part in source.entries(0, 5):
        run_before.take(part, {})
    make_head()
    keeping.write_run("self", run_before)
    assert verify(OwnLedger()).resumed_at == 0


def test_a_portal_that_does_not_answer_is_not_wrong_but_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away(Portal):
        def answer(self, path: str) -> httpx.Response:
            return httpx.Response(503)

    monkeypatch.setattr(command, "guarded_client", lambda: guarded_client(transport=Away()))
    code, _, err = run("--from", CITY)
    assert code == 2
    assert "503" in err


def test_an_internal_address_is_refused() -> None:
    code, _, err = run("--from", "http://127.0.0.1:1")
    assert code == 2
    assert err


class Liar(Portal):
    """Changes what the portal answers."""

    def __init__(self, path: str, change: Callable[[Any], Any]) -> None:
        super().__init__()
        self.path, self.change = path, change

    def answer(self, path: str) -> httpx.Response:
        honest = super().answer(path)
        if not path.startswith(f"/api/v1/ledger{self.path}"):
            return honest
        return httpx.Response(200, content=json.dumps(self.change(json.loads(honest.content))).encode())


def drop(name: str) -> Callable[[Any], Any]:
    def change(value: Any) -> Any:
        for row in value["items"]:
            del row[name]
        return value

    return change


def with_item(**members: Any) -> Callable[[Any], Any]:
    def change(value: Any) -> Any:
        value["items"][1].update(members)
        return value

    return change


LIES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "no items": ("/entries?", lambda _: {}),
    "a list": ("/entries?", lambda _: [1]),
    "items are no list": ("/entries?", lambda _: {"items": 7}),
    "no more entries": ("/entries?", lambda _: {"items": [], "next": None}),
    "no leaf": ("/entries?", drop("leaf")),
    "no hash": ("/entries?", drop("hash")),
    "state is erased": ("/entries?", with_item(state="erased", open={})),
    "hash is no hex": ("/entries?", with_item(hash="zz")),
    "hash is a number": ("/entries?", with_item(hash=7)),
    "open is a list": ("/entries?", with_item(open=[1])),
    "open is odd": ("/entries?", with_item(open={"content": {"salt": "", "value": {"content": 1.5, "personal": {}}}})),
    "more opened": ("/entries?", with_item(open={"content": {"salt": "", "value": {"content": {}, "x": 1}}})),
    "entries again": ("/entries?", lambda value: {"items": value["items"][:1] * 3}),
    "shorter": ("", lambda value: {**value, "size": 2} if "size" in value else value),
    "keys are odd": ("", lambda value: {**value, "keys": [{"key": "x"}]} if "keys" in value else value),
    "a proof of something else": ("/entries/1/proof", lambda value: {**value, "path": ["00" * 32]}),
    "a proof without a path": ("/entries/1/proof", lambda _: {}),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_portal_is_caught(lie: str) -> None:
    make_entries(3)
    make_head()
    with pytest.raises((Wrong, Unreachable)) as found:
        check_remote(Liar(*LIES[lie]))
    assert isinstance(found.value, Wrong)


def test_a_portal_whose_heads_never_end_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    make_entries(3)
    make_head()
    lie = Liar("/heads", lambda value: {**value, "next": "https://elsewhere.example/"})
    assert check_remote(lie).size == 3
    assert all(path.startswith("/api/v1/ledger") for path in lie.asked)


def test_a_deeply_nested_answer_is_no_crash() -> None:
    make_entries(3)

    class Deep(Portal):
        def answer(self, path: str) -> httpx.Response:
            return httpx.Response(200, content=b"[" * 100_000)

    with pytest.raises(Unreachable):
        verify(RemoteLedger(CITY, guarded_client(transport=Deep())))


def test_entries_that_come_while_it_checks_do_no_harm() -> None:
    make_entries(5)
    make_head()
    source = OwnLedger()

    class Growing(OwnLedger):
        def entries(self, after: int, size: int) -> Any:
            for part in source.entries(after, size):
                make_entry()
                yield part

    assert verify(Growing()).size == 5


def test_given_has_no_room_for_surprises() -> None:
    assert Given._fields[:3] == ("number", "time", "kind")
