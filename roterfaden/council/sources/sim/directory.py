"""Finds the bodies of a site by the codes and names that pages write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roterfaden.council.sources.sim.addresses import PLENUM, Site, slug
from roterfaden.council.sources.sim.pages.lists import BodyEntry

PLENUM_NAME = "Ratsversammlung"
#: By state law (NKomVG § 74) each council has this body; SIM publishes nothing but its name and results.
EXECUTIVE = "Verwaltungsausschuss"


@dataclass(frozen=True)
class Directory:
    """The bodies of a site, to find one by its code or by the name that a page writes."""

    site: Site
    entries: tuple[BodyEntry, ...] = ()
    _by_name: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, entries: Iterable[BodyEntry]) -> Directory:
        """Of two bodies with one name (one of them dissolved), the name means the living one."""
        rows = tuple(entries)
        names = {slug(row.name): row.code for row in sorted(rows, key=lambda row: not row.dissolved)}
        return cls(site, rows, names)

    def url(self, name: str, code: str = "") -> str:
        """The id of a body; "" where neither code nor name is known."""
        if code and any(row.code == code for row in self.entries):
            return self.site.body_url(code)
        if slug(name) == slug(PLENUM_NAME):
            return self.site.body_url(PLENUM)
        if slug(name) == slug(EXECUTIVE):
            return executive_url(self.site)
        known = self._by_name.get(slug(name), code)
        return self.site.body_url(known) if known else ""


def executive_url(site: Site) -> str:
    """The id of the Verwaltungsausschuss, which has no page of its own."""
    return f"{site.base}Ausschuesse.xsp#{slug(EXECUTIVE)}"


def city_url(site: Site) -> str:
    """The id of the corporation whose council works in the system."""
    return f"{site.base}#koerperschaft"
