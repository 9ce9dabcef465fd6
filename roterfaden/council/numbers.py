"""Numbers of papers: `0728/2026`, `1170/2026 N1`, `15-1717/2017`.

A number has a base, a year, perhaps the district whose council the paper belongs to, and perhaps suffixes: N new
version (Neufassung), E supplement (Ergänzung), F question with its answer. As an address it is written in small
letters with hyphens: `0728-2026`, `1170-2026n1`, `15-1717-2017`. Leading zeros are kept as written and do
not count when comparing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUFFIX = r"[A-Z]\s?[0-9]{1,2}(?![0-9/-])"
_ORDINAL = r"[0-9]{1,2}\.\s?(?:Ergänzung|Neufassung)"
_TAIL = rf"(?P<tail>(?:\s{{0,2}}(?:{_SUFFIX}|{_ORDINAL})){{0,3}})"
_DISTRICT = r"(?:(?P<district>[0-9]{1,2})-)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_MARK = (
    r"(?:(?:[A-Za-zÄÖÜäöü]{0,30}(?:drucks(?:achen?)?|vorlagen?)|Drucks(?:achen?)?|DS|BV|Vorlagen?|Antrag|Anfrage)\b"
    r"\.?[\s-]{0,2}(?:Nr|Nummer|Nrn)?\b\.?\s?:?\s{0,2})"
)
_WHOLE = re.compile(
    rf"\s*(?:{_MARK}|Nr\.?\s{{0,2}})?{_DISTRICT}(?P<base>[0-9]{{1,6}})(?:\s?[/_-]\s?|\s{{1,2}}){_YEAR}{_TAIL}\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    rf"(?P<mark>{_MARK})?(?<![0-9/-])(?<![0-9]\.){_DISTRICT}(?P<base>[0-9]{{1,6}})\s?/\s?{_YEAR}(?!/|-[0-9])"
    rf"(?P<tail>(?:\s?{_SUFFIX}|\s{_ORDINAL}){{0,3}})",
    re.IGNORECASE,
)
#: "… Nr. 0822/2026 und 0823/2026": what may stand between a number and the next of the same list.
_ALSO = re.compile(r"\s?(?:,|;|und|sowie|u\.|/|bis|\+)\s?(?:der |die )?(?:Nr\.? ?)?", re.IGNORECASE)
_PART = re.compile(r"([A-Z])\s?([0-9]{1,2})|([0-9]{1,2})\.\s?([EN])", re.IGNORECASE)
#: A longer text is quoted from with what its beginning names.
MAX_TEXT = 400_000
#: "7/2026" is rather a month than a paper.
SHORTEST_BARE = 3


@dataclass(frozen=True, eq=False)
class Number:
    """A paper's number. Two numbers are equal if they differ in leading zeros only."""

    base: str
    year: int
    suffix: str = ""
    district: str = ""

    @property
    def key(self) -> tuple[int, int, str, int]:
        """What makes the number."""
        return int(self.base), self.year, self.suffix, int(self.district or 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As people write it: `15-1717/2017 N1`."""
        return f"{self._head}/{self.year} {self.suffix}".rstrip()

    @property
    def slug(self) -> str:
        """As it stands in an address: `15-1717-2017n1`."""
        return f"{self._head}-{self.year}{self.suffix.replace(' ', '').lower()}"

    @property
    def _head(self) -> str:
        return f"{self.district}-{self.base}" if self.district else self.base

    @property
    def original(self) -> Number:
        """The number without suffixes: that of the paper it is a version, supplement or answer of."""
        return Number(self.base, self.year, "", self.district)

    @property
    def spellings(self) -> tuple[Number, ...]:
        """The number with none, three, four and five digits, as sources and texts fill up with zeros differently."""
        bases = {self.base, *(str(int(self.base)).zfill(width) for width in (1, 3, 4, 5))}
        return tuple(Number(base, self.year, self.suffix, self.district) for base in sorted(bases))


@dataclass(frozen=True)
class Quoted:
    """A number quoted in a text, and where."""

    number: Number
    start: int
    end: int


def parse_number(text: str) -> Number | None:
    """The number that the whole text is, in any spelling (`DS 728 2026`, `0822-2026N1`); None if it is none."""
    if len(text) > 200:
        return None
    match = _WHOLE.fullmatch(text)
    return _number(match) if match else None


def find_numbers(text: str, *, bare: bool = False) -> Iterator[Quoted]:
    """The numbers of papers that a text quotes, in order.

    Only what is marked as one counts ("Drucks. Nr. …", or in a list behind such a one), and what cannot be anything
    else (with a district or a suffix): "1303/2013" may be a regulation, "2019/2020" a school year. `bare`: whatever is
    written like a number counts as well, for those who look whether there is such a paper and let an editor judge.
    """
    listed = -1
    for match in _QUOTED.finditer(text[:MAX_TEXT]):
        start = match.start() + len(match["mark"] or "")
        marked = bool(match["mark"]) and not _is_span(match)
        if not marked and listed >= 0:
            marked = bool(_ALSO.fullmatch(text, listed, start))
        alike = bare and len(match["base"]) >= SHORTEST_BARE and not _is_span(match)
        if marked or alike or match["district"] or match["tail"].strip():
            listed = match.end()
            yield Quoted(_number(match), start, match.end())


def _is_span(match: re.Match[str]) -> bool:
    """Whether two years stand there ("Haushaltsvorlage 2019/2020"); "Nr." before them makes them a number."""
    return int(match["base"]) + 1 == int(match["year"]) and "nr" not in (match["mark"] or "").lower()


def _number(match: re.Match[str]) -> Number:
    district = match["district"] or ""
    return Number(match["base"], int(match["year"]), _suffix(match["tail"]), district)


def _suffix(tail: str) -> str:
    parts = (
        f"{(found[1] or found[4]).upper()}{int(found[2] or found[3])}"
        for found in _PART.finditer(tail.replace("rgänzung", " ").replace("eufassung", " "))
    )
    return " ".join(parts)
