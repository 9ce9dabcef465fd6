"""An upload's picture, made by a child process (`child`) that may crash, hang or run out of memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

#: Bytes of an upload.
LARGEST = 8 * 1024 * 1024
#: Wall-clock seconds until the child is killed; above its CPU time, as a machine may be busy.
PATIENCE = 45.0
CHILD = str(Path(__file__).with_name("child.py"))


@dataclass(frozen=True)
class Limits:
    """What the child may use and make. `pixels` and `side` of the upload, `edge` of what is made."""

    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    answer: int = 8 * 1024 * 1024
    pixels: int = 40_000_000
    side: int = 12_000
    smallest: int = 16
    edge: int = 1_600


@dataclass(frozen=True)
class Picture:
    """A picture made anew: a JPEG."""

    width: int
    height: int
    body: bytes


class Unusable(ValueError):
    """The upload is not taken; `words` say why, and what would be."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def words(self) -> str:
        """For the form."""
        return str(reasons().get(self.code, reasons()["broken"]))


def make(upload: bytes, limits: Limits | None = None, patience: float = PATIENCE) -> Picture:
    """The picture of an upload, whatever its name and type say. Raises Unusable."""
    if len(upload) > LARGEST:
        raise Unusable("heavy")
    if not upload:
        raise Unusable("broken")
    head, _line, body = _run(upload, limits or Limits(), patience).partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
        if "problem" in told:
            raise Unusable(str(told["problem"]))
        return Picture(int(told["width"]), int(told["height"]), body)
    except (KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError):
        raise Unusable("broken") from None


def _run(upload: bytes, limits: Limits, patience: float) -> bytes:
    """What the child answered. It sees neither our environment nor our open files."""
    try:
        done = subprocess.run(  # noqa: S603 – our own program, no shell
            [sys.executable, "-I", CHILD, json.dumps(asdict(limits))],
            input=upload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unusable("large") from None
    if done.returncode:
        raise Unusable("large" if done.returncode < 0 else "broken")
    return done.stdout


def reasons() -> dict[str, Any]:
    """Why a picture is not taken, by code."""
    return {
        "heavy": _("Das Bild ist zu groß: höchstens 8 MB. Bitte nehmen Sie es in kleinerer Auflösung auf."),
        "large": _("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es, zum Beispiel auf 4000 × 3000."),
        "small": _("Das Bild ist zu klein, um etwas zu zeigen."),
        "format": _("Das ist kein Bild, das wir nehmen können. Möglich sind JPEG, PNG und WebP."),
        "broken": _("Das Bild ist beschädigt. Bitte nehmen Sie ein anderes."),
    }
