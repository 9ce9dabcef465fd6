"""The text of a file's bytes, read by a child process (`child`) that may crash, hang or run out of memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.council.files.child import Limits, Reading, kind_of
from roterfaden.council.models import File
from roterfaden.kit import json
from roterfaden.kit.json import JsonError

#: Wall-clock seconds until the child and all that it started is killed; above its CPU time, as a machine may be busy.
PATIENCE = 60.0
COMMAND = (sys.executable, "-I", "-m", "roterfaden.council.files.child")


@dataclass(frozen=True)
class Extracted:
    """What is stored of a file: state, reason for people, pages, text (pages parted by form feeds)."""

    state: File.TextState
    reason: str = ""
    pages: int | None = None
    text: str = ""


def extract(body: bytes, mime_type: str = "", limits: Limits | None = None, patience: float = PATIENCE) -> Extracted:
    """Read `body`. `mime_type` is what the source promised. Never raises for what the bytes are."""
    if kind_of(body) == "html" and mime_type and "html" not in mime_type.lower() and "xml" not in mime_type.lower():
        return _unreadable("page")
    limits = limits or Limits()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(body)
        given.seek(0)
        code = _run(given, answer, limits, patience)
        answer.seek(0)
        written = answer.read(limits.answer + 1)
    return _judged(code, written)


def _run(given: IO[bytes], answer: IO[bytes], limits: Limits, patience: float) -> int | None:
    """The child's exit code; None where it had to be killed. It sees neither our environment nor our open files."""
    process = subprocess.Popen(  # noqa: S603 – our own module, no shell
        [*COMMAND, json.canonical(asdict(limits)).decode()],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    ended = False
    try:
        ended = _ends_within(process.pid, patience)
    finally:
        # Before the child is reaped its number cannot be given to another; its group may hold what it started.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return process.returncode if ended else None


def _ends_within(pid: int, patience: float) -> bool:
    """Wait for the end of a child without reaping it."""
    until, pause = time.monotonic() + patience, 0.002
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > until:
            return False
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
    return True


def _judged(code: int | None, written: bytes) -> Extracted:
    if code is None or code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _unreadable("time")
    if code != 0:
        return _unreadable("memory" if code == -signal.SIGABRT else "broken")
    try:
        return _extracted(Reading(**json.parse(written)))
    except (JsonError, TypeError):
        return _unreadable("broken")


def _extracted(reading: Reading) -> Extracted:
    if reading.state == "unreadable":
        return _unreadable(reading.reason)
    reason = _cut(reading.read) if reading.reason == "cut" else ""
    return Extracted(File.TextState(reading.state), reason, reading.pages, reading.text)


def _cut(pages: int) -> str:
    if not pages:
        return _("gekürzt")
    text = ngettext("nur die erste Seite gelesen", "nur die ersten %(count)s Seiten gelesen", pages)
    return text % {"count": pages}


def _unreadable(code: str) -> Extracted:
    return Extracted(File.TextState.UNREADABLE, reasons().get(code, reasons()["broken"]))


def reasons() -> dict[str, Any]:
    """Why a text cannot be read, by the child's code."""
    return {
        "broken": _("die Datei ist beschädigt"),
        "encrypted": _("die Datei ist mit einem Passwort geschützt"),
        "memory": _("die Datei braucht zu viel Speicher"),
        "time": _("das Lesen dauert zu lange"),
        "pages": _("die Datei hat zu viele Seiten"),
        "nothing": _("die Datei ist leer"),
        "office": _("Office-Dokumente werden nicht gelesen"),
        "unknown": _("unbekanntes Dateiformat"),
        "page": _("die Adresse liefert eine Webseite statt der Datei"),
    }
