"""Another city's ledger, through its public interface and the guarded client. Whatever it answers is judged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from roterfaden.kit.http import FetchError, GuardedClient, Question
from roterfaden.kit.json import JsonError
from roterfaden.ledger.verification.base import Book, Unreachable
from roterfaden.methods import merkle
from roterfaden.methods.canonical import NotCanonical, canonical_text
from roterfaden.methods.checkpoints import Note, PublicKey, parse_note
from roterfaden.methods.verification import Given, Key, Reason, Run, Wrong

PART = 1_000
SAMPLES = 4
#: Pages of heads (400 days each) that are read: more than a thousand years.
MOST_PAGES = 1_000
_HEX = re.compile(r"(?:[0-9a-f]{2})*")


class RemoteLedger:
    """A portal's ledger (`base.Source`). `url` is the portal's address."""

    def __init__(self, url: str, client: GuardedClient) -> None:
        self.identity = url.strip().rstrip("/")
        self._client = client

    def book(self) -> Book:
        """Keys and heads."""
        state = self._ask("")
        try:
            keys = [
                Key(PublicKey.parse(row["key"]), str(row["since"]), _bytes(row["signature"])) for row in state["keys"]
            ]
            return Book(str(state["name"]), _int(state["size"]), keys, self._notes())
        except (KeyError, TypeError, ValueError):
            raise Wrong(Reason.MALFORMED) from None

    def entries(self, after: int, size: int) -> Iterator[list[Given]]:
        """Page by page; numbers are asked for by ourselves."""
        while after < size:
            page = self._ask("/entries", **{"from": after + 1, "limit": min(PART, size - after)})
            try:
                part = [_given(row, after + 1 + at) for at, row in enumerate(page["items"])]
            except (KeyError, TypeError, AttributeError):
                raise Wrong(Reason.MALFORMED, after + 1) from None
            if not part:
                raise Wrong(Reason.MISSING, after + 1)
            yield part
            after += len(part)

    def finish(self, run: Run, book: Book) -> None:
        """Proofs that it makes hold against the roots that we computed."""
        if not run.checked:
            return
        size = max(run.checked)
        root = bytes.fromhex(run.checked[size])
        for number in {1, size, *(random.randint(1, size) for _ in range(SAMPLES))}:  # noqa: S311 – samples
            proof = self._proof(f"/entries/{number}/proof", size=size)
            if not merkle.is_included(_hash(proof, "leaf"), number - 1, size, _path(proof), root):
                raise Wrong(Reason.PROOF, number)
        for old in sorted(run.checked)[-SAMPLES:]:
            proof = self._proof("/consistency", old=old, new=size)
            if not merkle.is_consistent(old, size, _path(proof), bytes.fromhex(run.checked[old]), root):
                raise Wrong(Reason.PROOF, old)

    def _notes(self) -> list[Note]:
        notes: list[Note] = []
        query: dict[str, Any] = {}
        for _page in range(MOST_PAGES):
            page = self._ask("/heads", **query)
            found = [parse_note(str(row["note"])) for row in page["items"]]
            new = [note for note in found if not notes or note.checkpoint.day > notes[-1].checkpoint.day]
            notes += new
            if page["next"] is None or not new:
                break
            query = {"from": notes[-1].checkpoint.day}
        return notes

    def _proof(self, path: str, **query: int) -> Mapping[str, Any]:
        found = self._ask(path, **query)
        if not isinstance(found, dict):
            raise Wrong(Reason.MALFORMED)
        return found

    def _ask(self, path: str, **query: Any) -> Any:
        url = f"{self.identity}/api/v1/ledger{path}" + (f"?{urlencode(query)}" if query else "")
        try:
            answer = self._client.ask(Question(url))
        except FetchError as error:
            raise Unreachable(str(error)) from error
        if answer.status != 200:
            raise Unreachable(f"{url}: HTTP {answer.status}")
        try:
            return answer.json()
        except JsonError as error:
            raise Unreachable(f"{url}: {error}") from None


def _given(row: Mapping[str, Any], expected: int) -> Given:
    """An entry as it was answered. What cannot be read is wrong at the place where it should stand."""
    try:
        leaf, opened = row["leaf"], row["open"]
        subject, content, commitments = _opened(opened)
        return Given(
            _int(leaf["number"]),
            _str(leaf["time"]),
            _str(leaf["kind"]),
            _bytes(leaf["subject"]),
            _bytes(leaf["content"]),
            _bytes(leaf["previous"]),
            _bytes(row["hash"]),
            subject,
            content,
            commitments,
            erased=("content",) if row["state"] == "erased" else (),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Wrong(Reason.MALFORMED, expected) from None


def _opened(opened: Mapping[str, Any]) -> tuple[tuple[bytes, str] | None, tuple[bytes, str] | None, dict[str, str]]:
    if not isinstance(opened, dict):
        raise ValueError("not an object")
    subject = content = None
    commitments: dict[str, str] = {}
    if "subject" in opened:
        (value,) = _only(opened["subject"]["value"], "subject")
        subject = (_bytes(opened["subject"]["salt"]), _str(value))
    if "content" in opened:
        facts, personal = _only(opened["content"]["value"], "content", "personal")
        commitments = {_str(name): _str(commitment) for name, commitment in personal.items()}
        content = (_bytes(opened["content"]["salt"]), canonical_text(facts))
    return subject, content, commitments


def _only(value: Mapping[str, Any], *names: str) -> list[Any]:
    """The members of an object that has these and no others."""
    if set(value) != set(names):
        raise NotCanonical("other members")
    return [value[name] for name in names]


def _path(proof: Mapping[str, Any]) -> list[bytes]:
    try:
        return [_bytes(part) for part in proof["path"]]
    except (KeyError, TypeError, ValueError):
        raise Wrong(Reason.MALFORMED) from None


def _hash(proof: Mapping[str, Any], name: str) -> bytes:
    try:
        return _bytes(proof[name])
    except (KeyError, TypeError, ValueError):
        raise Wrong(Reason.MALFORMED) from None


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise ValueError("not hex")
    return bytes.fromhex(text)


def _int(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a number")
    return value


def _str(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    return value
