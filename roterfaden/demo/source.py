"""The demonstration's two sources, as answers to addresses: for the importer in memory, for visitors over HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from roterfaden.demo.oparl.village import Village
from roterfaden.demo.pdf import pdf
from roterfaden.demo.sim.html import FILES, FOLDER, ROOT
from roterfaden.demo.sim.site import Site, city

OPARL = "oparl/v1.1/"
#: Papers of both cities with one number, to show what happens then.
SHARED_NUMBERS = 3


@dataclass(frozen=True)
class Reply:
    """An answer."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"


@dataclass(frozen=True)
class DemoSource:
    """Both sources as they stand on `today`, made for `anchor`. OParl's ids begin with the portal's `site_url`."""

    anchor: date
    today: date
    site_url: str

    def answer(self, path: str, query: str = "") -> Reply | None:
        """What stands at a path below ROOT; None where nothing does."""
        if path.startswith(FOLDER):
            page = self.site.page(path.removeprefix(FOLDER), query)
            return Reply(page.encode()) if page is not None else None
        if path.startswith(FILES):
            found = self.site.file(path.removeprefix(FILES))
            return Reply(found, "application/pdf") if found is not None else None
        return self._oparl(path.removeprefix(OPARL), query) if path.startswith(OPARL) else None

    @property
    def site(self) -> Site:
        """The city's SIM."""
        return Site(city(self.anchor), self.today)

    @property
    def village(self) -> Village:
        """The other municipality's OParl endpoint. Some of its papers bear numbers that the city uses as well."""
        taken = [paper.number for paper in city(self.anchor).papers if not paper.is_local and " " not in paper.number]
        return Village(f"{self.site_url}{ROOT}{OPARL}", self.anchor, self.today, tuple(taken[:SHARED_NUMBERS]))

    def _oparl(self, path: str, query: str) -> Reply | None:
        if path.startswith("file/"):
            return self._village_file(path.removeprefix("file/").removesuffix(".pdf"))
        page = parse_qs(query).get("page", ["1"])[0]
        found = self.village.answer(path, int(page) if page.isdecimal() and len(page) < 5 else 1)
        return Reply(json.dumps(found, ensure_ascii=False).encode(), "application/json") if found is not None else None

    def _village_file(self, index: str) -> Reply | None:
        rows = self.village.papers()
        if not index.isdecimal() or int(index) >= len(rows):
            return None
        row = rows[int(index)]
        return Reply(pdf(f"{row[0]} (Beispieldaten)", row[-1]), "application/pdf")
