"""What a check keeps in ROTERFADEN_HOME: pins of ledgers that were found good, and the state of a check in progress."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from roterfaden.methods.merkle import Frontier
from roterfaden.methods.verification import Erasures, Pin, Run

#: An interrupted check is continued for so long.
MAX_AGE = 24 * 3600


class PinsUnreadable(Exception):
    """The pins are there but cannot be read: going on would trust anew without a word."""


def folder() -> Path:
    """Where they lie."""
    return Path(settings.HOME) / "ledger"


def read_pin(identity: str) -> Pin | None:
    """What was kept of a ledger; None if nothing was. Raises PinsUnreadable."""
    row = _pins().get(identity)
    if row is None:
        return None
    try:
        return Pin(**{**row, "keys": tuple(row["keys"])})
    except (TypeError, KeyError):
        raise PinsUnreadable(str(_pins_path())) from None


def write_pin(identity: str, pin: Pin) -> None:
    """Keep it."""
    _write(_pins_path(), {**_pins(), identity: asdict(pin)})


def forget_pin(identity: str) -> bool:
    """Keep it no longer; whether there was one."""
    pins = _pins()
    known = pins.pop(identity, None) is not None
    if known:
        _write(_pins_path(), pins)
    return known


def read_run(identity: str) -> Run:
    """The check of this ledger that was interrupted, or a new one."""
    path = _run_path(identity)
    try:
        if time.time() - path.stat().st_mtime > MAX_AGE:
            return Run()
        return _run(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return Run()


def write_run(identity: str, run: Run) -> None:
    """Keep a check in progress."""
    parts = run.erasures
    value = {
        "size": run.frontier.size,
        "peaks": [peak.hex() for peak in run.frontier.peaks],
        "hash": run.hash.hex(),
        "checked": run.checked,
        "withheld": run.withheld,
        "erased": run.erased,
        "claimed": {part: sorted(numbers) for part, numbers in parts.claimed.items()},
        "told": {part: sorted(numbers) for part, numbers in parts.told.items()},
    }
    _write(_run_path(identity), value)


def drop_run(identity: str) -> None:
    """The check has ended."""
    _run_path(identity).unlink(missing_ok=True)


def _run(value: dict[str, Any]) -> Run:
    frontier = Frontier(value["size"], [bytes.fromhex(peak) for peak in value["peaks"]])
    erasures = Erasures(
        {part: set(numbers) for part, numbers in value["claimed"].items()},
        {part: set(numbers) for part, numbers in value["told"].items()},
    )
    checked = {int(size): str(root) for size, root in value["checked"].items()}
    return Run(frontier, bytes.fromhex(value["hash"]), erasures, checked, value["withheld"], value["erased"])


def _pins_path() -> Path:
    return folder() / "pins.json"


def _run_path(identity: str) -> Path:
    return folder() / f"verify-{hashlib.sha256(identity.encode()).hexdigest()[:16]}.json"


def _pins() -> dict[str, Any]:
    try:
        return dict(json.loads(_pins_path().read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError):
        raise PinsUnreadable(str(_pins_path())) from None


def _write(path: Path, value: Any) -> None:
    """Beside its place, then there: a half-written file never bears the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(value, indent=1), "utf-8")
    part.replace(path)
