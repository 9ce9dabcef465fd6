"""Numbers of papers, however they are written: "0728/2026", "DS 728 2026", "Drucks. Nr. 728/26" are one number."""

from __future__ import annotations

import re

from roterfaden.search.analysis.text import fold

_GROUPS = re.compile(r"\d+|[^\W\d_]+")
# What people write before a number; it does not belong to it.
_TITLES = {"ds", "drs", "drucks", "drucksache", "drucksachen", "vorlage", "antrag", "anfrage", "nr", "nummer", "no"}
_TITLES |= {"informationsdrucksache", "informationsdrucks", "beschlussdrucksache", "beschlussvorlage", "in"}
# [district,] number, year[, suffix]
_PAPER = re.compile(r"(?:(\d{1,2})\.)?(\d{1,6})\.((?:19|20)\d\d|\d\d)(?:\.([a-z]{1,3}\.\d{1,2}))?$")
MAX_GROUPS = 6


def number_keys(text: str) -> tuple[str, ...]:
    """The keys under which a number is found: "=" and its whole key first, then the shorter ones people use for it.

    "1170/2026 N1" → ("=1170.2026.n.1", "1170.2026"); a text without digits or with too many groups has none.
    """
    groups = [_without_zeros(group) for group in _GROUPS.findall(fold(text[:120]))]
    while groups and groups[0] in _TITLES:
        groups.pop(0)
    if len(groups) > MAX_GROUPS or not any(group.isdigit() for group in groups):
        return ()
    whole = ".".join(groups)
    paper = _PAPER.match(whole)
    return tuple(dict.fromkeys([f"={whole}", *(_of_paper(paper) if paper else ())]))


def _of_paper(paper: re.Match[str]) -> list[str]:
    district, base, year, suffix = paper.groups()
    year = year if len(year) == 4 else f"20{year}"
    short = f"{base}.{year}"
    long = f"{district}.{short}" if district else short
    exact = f"{long}.{suffix}" if suffix else long
    return [f"={exact}", *([long] if suffix else []), short]


def _without_zeros(group: str) -> str:
    return (group.lstrip("0") or "0") if group.isdigit() else group
