"""All kinds of council systems that can be read. A new one is a folder here and a line below."""

from __future__ import annotations

from typing import Protocol

from roterfaden.council.sources.base import Desk, Reader
from roterfaden.council.sources.oparl.reader import OParlReader
from roterfaden.council.sources.sim.reader import SimReader


class MakeReader(Protocol):
    """A reader's class."""

    def __call__(self, url: str, desk: Desk) -> Reader: ...


READERS: dict[str, MakeReader] = {
    "oparl": OParlReader,
    "sim": SimReader,
}
