"""Texts of files, also of hostile ones: whatever the bytes are, there is an answer in time."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.council.files import child
from roterfaden.council.files import extract as module
from roterfaden.council.files.child import Limits, tidy
from roterfaden.council.files.extract import Extracted, extract
from roterfaden.council.models import File
from tests.council.files import pdfs

READ, EMPTY, UNREADABLE = File.TextState.READ, File.TextState.EMPTY, File.TextState.UNREADABLE
SHORT = Limits(cpu_seconds=3, enough_seconds=2)


def test_the_text_of_a_pdf_is_read_page_by_page() -> None:
    body = pdfs.make_pdf("Radverkehrskonzept für Linden", "Zweite Seite: 5.800 €")
    assert extract(body) == Extracted(READ, "", 2, "Radverkehrskonzept für Linden\fZweite Seite: 5.800 €")


def test_a_pdf_behind_some_garbage_is_read() -> None:
    assert extract(b"\r\n garbage \r\n" + pdfs.make_pdf("Text")).text == "Text"


def test_a_pdf_that_everybody_may_open_is_read() -> None:
    assert extract(pdfs.locked(pdfs.make_pdf("Haushalt"), user="")).text == "Haushalt"


def test_a_pdf_with_a_password_is_unreadable() -> None:
    found = extract(pdfs.locked(pdfs.make_pdf("Geheim"), user="secret"))
    assert (found.state, found.reason) == (UNREADABLE, "die Datei ist mit einem Passwort geschützt")


def test_a_scan_has_no_text() -> None:
    assert extract(pdfs.make_pdf("", " . ")) == Extracted(EMPTY, "", 2, "")


def test_the_pages_before_and_after_a_broken_one_are_read() -> None:
    body = pdfs.make_pdf("Eins", "Zwei", "Drei").replace(b"/Contents 7 0 R", b"/Contents /Hm ")
    assert extract(body).text in ("Eins\f\fDrei", "Eins\fZwei\fDrei")


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7",
        b"%PDF-1.4\n" + b"\x00" * 1000,
        pdfs.make_pdf("x" * 50)[:200],
        pdfs.with_page_loop(),
        b"%PDF-" + b"[" * 100_000,
    ],
    ids=["head only", "zeros", "cut", "page loop", "deep nesting"],
)
def test_a_broken_pdf_is_unreadable(body: bytes) -> None:
    found = extract(body, limits=SHORT)
    assert found.state == UNREADABLE
    assert found.reason


@pytest.mark.parametrize(
    "make", [pdfs.with_million_pages, pdfs.with_bomb, pdfs.with_endless_work], ids=lambda make: make.__name__
)
def test_a_hostile_pdf_ends_in_time(make: object) -> None:
    begun = time.monotonic()
    found = extract(make(), limits=SHORT, patience=10)  # type: ignore[operator]
    assert found.state in (UNREADABLE, EMPTY)
    assert not found.text
    assert time.monotonic() - begun < 12


def test_too_many_pages_are_not_read() -> None:
    found = extract(pdfs.make_pdf(*["Seite"] * 20), limits=Limits(pages=19))
    assert (found.state, found.reason) == (UNREADABLE, "die Datei hat zu viele Seiten")


def test_a_long_text_is_cut_and_says_so() -> None:
    found = extract(pdfs.make_pdf(*["Wort " * 20] * 10), limits=Limits(characters=250))
    assert found.state == READ
    assert len(found.text) <= 250 + 10
    assert found.reason == "nur die ersten 3 Seiten gelesen"


def test_a_slow_file_gives_what_was_read_until_then() -> None:
    found = extract(pdfs.make_pdf(*["Wort"] * 50), limits=Limits(enough_seconds=0))
    assert (found.text, found.pages, found.reason) == ("Wort", 50, "nur die erste Seite gelesen")


def test_little_memory_ends_as_unreadable() -> None:
    found = extract(pdfs.make_pdf("x" * 100), limits=Limits(memory=40_000_000))
    assert found.state == UNREADABLE


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-I", "-c", program))


def test_a_child_that_hangs_is_killed_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    fork = f"import os,time\nif os.fork()==0: open({str(note)!r},'w').write(str(os.getpid()))\ntime.sleep(60)"
    stand_in(monkeypatch, fork)
    found = extract(b"%PDF-", patience=1.0)
    assert found == Extracted(UNREADABLE, "das Lesen dauert zu lange")
    grandchild = Path(f"/proc/{note.read_text()}/stat")
    for _ in range(50):
        if not grandchild.exists() or grandchild.read_text().split(") ")[1][0] in "ZX":
            return
        time.sleep(0.05)
    raise AssertionError("the grandchild still runs")


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os,signal; os.kill(os.getpid(), signal.SIGSEGV)", "die Datei ist beschädigt"),
        ("import os,signal; os.kill(os.getpid(), signal.SIGXCPU)", "das Lesen dauert zu lange"),
        ("raise SystemExit(3)", "die Datei ist beschädigt"),
        ("print('no JSON')", "die Datei ist beschädigt"),
        ("print('[]')", "die Datei ist beschädigt"),
        ('print(\'{"state": "read", "other": 1}\')', "die Datei ist beschädigt"),
    ],
)
def test_a_child_that_fails_means_unreadable(monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    stand_in(monkeypatch, program)
    assert extract(b"%PDF-") == Extracted(UNREADABLE, reason)


def test_a_child_that_computes_without_end_is_ended_by_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "from roterfaden.council.files.child import Limits, confine\nconfine(Limits(cpu_seconds=1))\nwhile True: pass"
    )
    stand_in(monkeypatch, program)
    begun = time.monotonic()
    assert extract(b"%PDF-", patience=30) == Extracted(UNREADABLE, "das Lesen dauert zu lange")
    assert time.monotonic() - begun < 20


def test_a_child_that_takes_all_memory_is_ended_by_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from roterfaden.council.files.child import Limits, confine\nconfine(Limits())\nx = b'x' * 2**30"
    stand_in(monkeypatch, program)
    assert extract(b"%PDF-").state == UNREADABLE


def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTERFADEN_SECRET_KEY", "secret")
    program = "import os,json; print(json.dumps({'state':'read','text':' '.join(sorted(os.environ))}))"
    stand_in(monkeypatch, program)
    assert extract(b"%PDF-").text in ("LANG PATH", "LANG LC_CTYPE PATH")


def test_the_child_is_confined() -> None:
    """Asked of a real child: what it may not do after `confine`."""
    program = (
        "import json, resource as r\n"
        "from roterfaden.council.files.child import Limits, confine\n"
        "confine(Limits(memory=300_000_000, cpu_seconds=7))\n"
        "names = ['RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_CORE', 'RLIMIT_FSIZE']\n"
        "print(json.dumps({'state': 'read', 'text': str([r.getrlimit(getattr(r, n)) for n in names])}))"
    )
    with pytest.MonkeyPatch.context() as monkeypatch:
        stand_in(monkeypatch, program)
        text = extract(b"%PDF-").text
    assert text == str([(300_000_000,) * 2, (7, 7), (0, 0), (16 * 1024 * 1024,) * 2])


@pytest.mark.parametrize(
    ("body", "mime_type", "state", "text"),
    [
        (b"Schlicht\r\nund gut", "text/plain", READ, "Schlicht\nund gut"),
        ("Straße".encode("cp1252"), "", READ, "Straße"),
        (b"<!DOCTYPE html><html><body><p>Eins</p><p>Zwei</p><script>x()</script>", "text/html", READ, "Eins\n\nZwei"),
        (b"\xff\xd8\xff\xe0 photo", "image/jpeg", EMPTY, ""),
        (b"\x89PNG\r\n\x1a\n", "", EMPTY, ""),
        (b"II*\x00....", "image/tiff", EMPTY, ""),
    ],
)
def test_other_kinds_of_files(body: bytes, mime_type: str, state: str, text: str) -> None:
    found = extract(body, mime_type)
    assert (found.state, found.text) == (state, text)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        *(
            (b"", "die Datei ist leer"),
            (b" \n", "die Datei ist leer"),
            (b"PK\x03\x04...", "Office-Dokumente werden nicht gelesen"),
        ),
        *(
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office-Dokumente werden nicht gelesen"),
            (b"\x00\x01\x02", "unbekanntes Dateiformat"),
        ),
    ],
)
def test_what_is_not_read_says_why(body: bytes, reason: str) -> None:
    assert extract(body) == Extracted(UNREADABLE, reason)


def test_a_login_page_is_not_the_file() -> None:
    found = extract(b"<!DOCTYPE html><html><body>Bitte anmelden", "application/pdf")
    assert (found.state, found.reason) == (UNREADABLE, "die Adresse liefert eine Webseite statt der Datei")


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Radver-\nkehrskonzept", "Radverkehrskonzept"),
        ("Vor-\nund Nachteile", "Vor-\nund Nachteile"),
        ("Linden-\nNord", "Linden-\nNord"),
        ("a\u0308 \u00ad\u202e x  \n\n\n\n y", "ä  x\n\ny"),
        ("Haus\u00adhalt", "Haushalt"),
    ],
)
def test_text_is_tidied(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda data: b"%PDF-1.4\n" + data))
def test_any_bytes_have_a_reading(body: bytes) -> None:
    found = child.read(body, Limits())
    assert found.state in File.TextState.values


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_a_damaged_pdf_has_a_reading(place: int, damage: bytes) -> None:
    body = bytearray(pdfs.make_pdf("Haushalt", "Plan"))
    body[place : place + len(damage)] = damage
    found = child.read(bytes(body), Limits())
    assert found.state in File.TextState.values


def test_no_child_is_left_behind() -> None:
    extract(pdfs.make_pdf("x"))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
