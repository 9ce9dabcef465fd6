"""Deciding papers in plan files: by kind and number, since keys belong to one portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref, kinds, things
from roterfaden.strategy.actions import Refused


def ref_of(row: Any) -> Ref | None:
    """The paper that a row of ours names (`PaperRef`); None for none."""
    return Ref(row.paper_kind, row.paper_key) if row.paper_kind else None


def numbers(rows: Iterable[Any]) -> dict[Ref, dict[str, str]]:
    """How the papers of these rows are written in a file; those without a number, or not public, are left out."""
    refs = {ref for row in rows if (ref := ref_of(row)) is not None}
    return {ref: {"kind": ref.kind, "number": thing.number} for ref, thing in things(refs).items() if thing.number}


def found(paper: Mapping[str, str] | None) -> Ref | None:
    """The public thing of that kind and number; None for none. Refused where there is none, or several."""
    if paper is None:
        return None
    kind = kinds.get(paper["kind"])
    hits = [thing for thing in kind.find(paper["number"], None) if thing.number == paper["number"]] if kind else []
    if len(hits) != 1:
        text = _("Den Beleg {number} gibt es hier nicht, oder mehrfach.")
        raise Refused(text.format(number=paper["number"]), "paper")
    return hits[0].ref
