"""Two papers section by section: the same headings side by side, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.council.models import Paper
from roterfaden.council.querysets import sections_of
from roterfaden.methods.diff import Row, side_by_side


@dataclass(frozen=True)
class ComparedSection:
    """A section of both papers. `status` says whether it is the same, changed, new or gone."""

    heading: str
    status: str
    rows: Sequence[Row] = ()

    @property
    def status_label(self) -> str:
        """The status in words."""
        words = {"same": _("unverändert"), "changed": _("geändert"), "new": _("neu"), "gone": _("weggefallen")}
        return words[self.status]


def compare_papers(old: Paper, new: Paper) -> list[ComparedSection]:
    """Title and sections of both, in the order of the new one; sections that went stand where they were."""
    before = {"title": (_("Titel"), old.name), **_sections(old)}
    after = {"title": (_("Titel"), new.name), **_sections(new)}
    order = list(after)
    for place, key in enumerate(before):
        if key not in after:
            order.insert(min(place, len(order)), key)
    return [_compared(before.get(key), after.get(key)) for key in order]


def _compared(before: tuple[str, str] | None, after: tuple[str, str] | None) -> ComparedSection:
    heading = (after or before or ("", ""))[0]
    old, new = (part[1] if part is not None else "" for part in (before, after))
    if before is None or after is None:
        status = "new" if before is None else "gone"
    else:
        status = "same" if old == new else "changed"
    if status == "same":
        return ComparedSection(heading, status)
    return ComparedSection(heading, status, side_by_side(old, new))


def _sections(paper: Paper) -> dict[str, tuple[str, str]]:
    """Heading → text; a heading that repeats is told apart by its place."""
    found: dict[str, tuple[str, str]] = {}
    for section in sections_of(paper):
        heading = str(section.get("heading") or "")
        key = heading.casefold()
        while key in found or key == "title":
            key += "+"
        found[key] = (heading or _("ohne Überschrift"), str(section.get("text") or ""))
    return found
