"""Number, kind, year, address and applicants of a paper, from reference, type and title."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import slugify

from roterfaden.council.kinds import paper_kind
from roterfaden.council.models import Paper
from roterfaden.council.numbers import Number, parse_number

YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
#: "Antrag der SPD-Fraktion vom 12.03.2031; hier: …", "Gemeinsamer Antrag von Fraktion A, SPD-Fraktion und CDU-Fraktion"
FROM = re.compile(
    r"(?:antrag|anfrage|antrages|resolution)\s+(?:der|des|von)\s+(?P<who>[^\n;:(]{3,200}?)"
    r"(?=\s(?:vom|zur|zum|zu|auf|gem|gemäß|nach|betr\w*|bzgl|bezüglich|zwecks|über|mit|an|für|wegen|hier|im|in)\b|[\n;:(]|,\s(?:hier|vom)\b|$)",
    re.IGNORECASE,
)
AND = re.compile(r",\s+|\s+(?:und|sowie|u\.)\s+(?=\S*[Ff]raktion|der\s|die\s|[A-ZÄÖÜ]{2,})")
MOST_APPLICANTS = 10


def own_columns(paper: Paper, corrections: dict[str, Any]) -> dict[str, Any]:
    """What the paper's own words say about it, as column values."""
    number = parse_number(paper.reference)
    kind = paper_kind(paper.paper_type, paper.name[:500], number.suffix if number else "")
    corrected = corrections.get("kind")
    return {
        "number_base": number.base if number else "",
        "number_year": number.year if number else None,
        "number_suffix": number.suffix if number else "",
        "number_district": number.district if number else "",
        "slug": slug_of(paper, number),
        "kind": corrected if corrected in Paper.Kind.values else kind,
        "year": year_of(paper, number),
        "applicants": applicants_of(paper),
    }


def number_of(paper: Paper) -> Number | None:
    """The paper's number from its columns."""
    if not paper.number_base or not paper.number_year:
        return None
    return Number(paper.number_base, paper.number_year, paper.number_suffix, paper.number_district)


def slug_of(paper: Paper, number: Number | None) -> str:
    """The address: the number; else the reference in small letters, if it has a digit; else the key."""
    if number is not None:
        return number.slug
    slug = slugify(paper.reference)[:110].strip("-_")
    if any(sign.isdigit() for sign in slug) and not slug.startswith("id-"):
        return slug
    return f"id-{paper.pk}"


def year_of(paper: Paper, number: Number | None) -> int | None:
    """The year of the number; of the date; of the reference."""
    if number is not None:
        return number.year
    if paper.date is not None:
        return paper.date.year
    found = YEAR.search(paper.reference)
    return int(found[0]) if found else None


def applicants_of(paper: Paper) -> list[str]:
    """The applicants that the source names; else the factions that the title names."""
    if paper.applicants:
        return list(paper.applicants)
    found = FROM.search(paper.name[:500])
    if found is None:
        return []
    names = [re.sub(r"^(?:der|des|die|von)\s+", "", part).strip(" ,.-–") for part in AND.split(found["who"])]
    return [name for name in names if re.search(r"fraktion|gruppe", name, re.IGNORECASE)][:MOST_APPLICANTS]
