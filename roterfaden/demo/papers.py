"""The papers of the demonstration city: what they say, which way they go, how they belong together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from roterfaden.demo.drafting import Setting, Words
from roterfaden.demo.matters import Matter
from roterfaden.demo.world import PLENUM, district_code

#: From the submission to the first station, and between two stations.
LEAD = timedelta(days=9)
GAP = timedelta(days=4)
#: Kind of a paper → kind in the heading, kind in the header's table ("": the page has no table).
SHEETS = {
    "proposal": ("Drucksache", "Beschlussdrucksache"),
    "information": ("Informationsdrucksache", "Informationsdrucksache"),
    "motion": ("Antrag", ""),
    "question": ("Anfrage", ""),
}


@dataclass
class Stop:
    """A station: on which day at which body, what will be concluded there, and in which words."""

    body: str
    day: date
    verdict: str
    result: str = ""


@dataclass
class DemoPaper:
    """A paper. Its number is given when all papers are there."""

    matter: Matter
    kind: str
    setting: Setting
    submitted: date
    words: Words
    stops: list[Stop] = field(default_factory=list)
    #: Codes of all bodies that it is addressed to, in order.
    route: tuple[str, ...] = ()
    number: str = ""
    #: The paper that this one amends, answers or replaces ("amends", "answers", "newVersion").
    parent: DemoPaper | None = None
    relation: str = ""
    children: list[DemoPaper] = field(default_factory=list)
    #: From that day on the page says that it is not public.
    withdrawn_on: date | None = None
    #: A passage that was altered silently: (day, old, new).
    edited: tuple[date, str, str] | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is a district council's own paper ("15-…")."""
        return self.matter.kind.startswith("district")

    @property
    def name(self) -> str:
        """`0728-2026N1`: the number as addresses write it."""
        return self.number.replace("/", "-").replace(" ", "")

    @property
    def heading(self) -> str:
        """Kind in the page's heading."""
        return SHEETS[self.kind][0]

    @property
    def header(self) -> str:
        """Kind in the header's table; "" where the page has none."""
        return SHEETS[self.kind][1]

    def on(self, day: date) -> Words:
        """The text as the page shows it on a day."""
        if self.edited is None or day < self.edited[0]:
            return self.words
        _day, old, new = self.edited
        return replace(self.words, sections=tuple((head, text.replace(old, new)) for head, text in self.words.sections))

    def is_there(self, day: date) -> bool:
        """Whether the paper exists on a day."""
        return self.submitted <= day

    def is_public(self, day: date) -> bool:
        """Whether its page shows it on a day."""
        return self.is_there(day) and (self.withdrawn_on is None or day < self.withdrawn_on)

    def family(self) -> list[DemoPaper]:
        """The original with all that hangs on it, itself included."""
        root = self
        while root.parent is not None:
            root = root.parent
        return [root, *_below(root)]


def _below(paper: DemoPaper) -> list[DemoPaper]:
    return [found for child in paper.children for found in (child, *_below(child))]


def bodies_of(matter: Matter, setting: Setting) -> list[str]:
    """Codes of the bodies that a matter goes through; "B" is the district's council, "R" the council."""
    district = district_code(setting.district.number)
    if matter.kind.startswith("district"):
        return [district]
    return [{"B": district, "R": PLENUM.code}.get(code, code) for code in matter.bodies]
