"""What is filled, for which day, by which version: so that a later start has nothing to do."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

NAME = "demo.json"
#: The city has papers and meetings for so long after it was made; then it is made anew.
LIFE = timedelta(days=49)


@dataclass(frozen=True)
class Stamp:
    """A filled city: made for `anchor`, on the day `made`, at the address `url`, by the code and texts of `version`."""

    anchor: date
    made: date
    url: str
    version: str
    password: str

    @property
    def today(self) -> date:
        """The city's own day: it ages with the real one, until it has nothing more to tell."""
        return min(self.anchor + max(timedelta(), date.today() - self.made), self.anchor + LIFE)


def read() -> Stamp | None:
    """The stamp of what is filled; None where nothing (readable) is."""
    try:
        found = json.loads(_path().read_text("utf-8"))
        anchor, made = date.fromisoformat(found["anchor"]), date.fromisoformat(found["made"])
        return Stamp(anchor, made, str(found["url"]), str(found["version"]), str(found["password"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(stamp: Stamp) -> None:
    """Remember what is filled."""
    values = asdict(stamp) | {"anchor": stamp.anchor.isoformat(), "made": stamp.made.isoformat()}
    _path().touch(mode=0o600)
    _path().write_text(json.dumps(values), "utf-8")


def version() -> str:
    """Changes with every change of the demonstration's code and texts."""
    folder = Path(__file__).parent
    result = hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        result.update(path.read_bytes())
    return result.hexdigest()[:16]


def _path() -> Path:
    return Path(settings.HOME) / NAME
