"""A matter in a place at a time → the words of one paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from roterfaden.demo.matters import CostRow, Matter
from roterfaden.demo.world import DISTRICTS, FACTIONS, KITAS, SCHOOLS, DemoDistrict

GENDER = (
    "Die Maßnahme kommt allen Geschlechtern gleichermaßen zugute.",
    "Belange verschiedener Geschlechter wurden geprüft; besondere Auswirkungen sind nicht zu erwarten.",
    "Das Vorhaben richtet sich an alle Menschen unabhängig von Geschlecht und Identität.",
    "Bei der Planung wurden unterschiedliche Nutzungsgewohnheiten der Geschlechter berücksichtigt.",
)
CLIMATE = {
    "neutral": (
        "Das Ergebnis der Klimawirkungsprüfung wird als neutral bewertet.",
        "Es sind keine klimarelevanten Auswirkungen zu erwarten.",
    ),
    "positiv": (
        "Das Ergebnis der Klimawirkungsprüfung ist positiv.",
        "Die Maßnahme wirkt sich positiv auf das Klima aus.",
    ),
    "negativ": ("Durch die Maßnahme entstehen negative Auswirkungen auf das Klima.",),
}


@dataclass(frozen=True)
class CostLine:
    """A line of a cost table with its amount in whole euros."""

    row: CostRow
    amount: int


@dataclass(frozen=True)
class Words:
    """The text of a paper: (heading, text) in order, and its costs."""

    title: str
    sections: tuple[tuple[str, str], ...]
    costs: tuple[CostLine, ...] = ()
    applicants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """Where a matter comes up, and who brings it in. `values` fill the placeholders."""

    district: DemoDistrict
    faction: str
    values: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """`text` with its placeholders filled."""
        return text.strip().format_map(self.values)


def setting_of(matter: Matter, district: DemoDistrict | None, year: int, chance: Random) -> Setting:
    """Choose place, faction and numbers."""
    place = district or chance.choice(DISTRICTS)
    faction, other = chance.sample(FACTIONS, 2)
    street, street2 = chance.sample(place.streets, 2)
    quarter = chance.choice(place.quarters)
    values = {
        "bezirk": place.name,
        "strasse": street,
        "strasse2": street2,
        "in_stadtteil": quarter,
        "in_stadtteil_gross": quarter[0].upper() + quarter[1:],
        "kita": chance.choice(KITAS),
        "schule": chance.choice(SCHOOLS),
        "fraktion": faction,
        "fraktion2": other,
        "jahr": str(year),
    }
    values |= {name: _number(chance, *bounds) for name, bounds in matter.numbers.items()}
    return Setting(place, faction, values)


def _number(chance: Random, low: int, high: int, step: int) -> str:
    return f"{chance.randrange(low, high + 1, step):,}".replace(",", ".")


def proposal(matter: Matter, setting: Setting, chance: Random) -> Words:
    """A Beschlussdrucksache."""
    costs = tuple(CostLine(row, _amount(row, chance)) for row in matter.kosten)
    sections = [
        ("Antrag,", setting.fill(matter.antrag)),
        ("Berücksichtigung von Gender-Aspekten", matter.gender or chance.choice(GENDER)),
        ("Ergebnis der Klimawirkungsprüfung", climate(matter.klima, chance)),
        ("Kostentabelle", "" if costs else "Es entstehen keine finanziellen Auswirkungen."),
        ("Begründung des Antrages", setting.fill(matter.begruendung)),
    ]
    return Words(setting.fill(matter.title), tuple(sections), costs)


def information(matter: Matter, setting: Setting, chance: Random) -> Words:
    """An Informationsdrucksache: its text stands below the title, without a heading."""
    title = f"{setting.fill(matter.title)} {setting.values['jahr']}"
    gender = ("Berücksichtigung von Gender-Aspekten", chance.choice(GENDER))
    climate_check = ("Ergebnis der Klimawirkungsprüfung", climate("neutral", chance))
    return Words(title, (("", setting.fill(matter.text)), gender, climate_check))


def motion(matter: Matter, setting: Setting) -> Words:
    """A motion of a faction."""
    sections = (("Antrag", setting.fill(matter.antrag)), ("Begründung", setting.fill(matter.begruendung)))
    applicants = [setting.faction]
    if "{fraktion2}" in matter.title:
        applicants.append(setting.values["fraktion2"])
    return Words(setting.fill(matter.title), sections, applicants=tuple(applicants))


def question(matter: Matter, setting: Setting, *, answered: bool) -> Words:
    """A question; with its answer it is the paper F1."""
    sections = [("Anfrage", setting.fill(matter.frage))]
    if answered:
        sections.append(("Text der Antwort", setting.fill(matter.antwort)))
    return Words(setting.fill(matter.title), tuple(sections), applicants=(setting.faction,))


def amendment(matter: Matter, setting: Setting, number: str, faction: str) -> Words:
    """A motion to change the paper `number`."""
    assert matter.aenderung is not None
    title = f"Änderungsantrag der {faction} zu Drucks. Nr. {number}: {setting.fill(matter.title)}"
    sections = (
        ("Änderungsantrag", setting.fill(matter.aenderung.antrag)),
        ("Begründung", setting.fill(matter.aenderung.begruendung)),
    )
    return Words(title, sections, applicants=(faction,))


def new_version(words: Words, matter: Matter, setting: Setting) -> Words:
    """The same paper with the passages that the matter says."""
    changed = [(setting.fill(old), setting.fill(new)) for old, new in matter.neufassung]
    return Words(words.title, tuple((head, _replaced(text, changed)) for head, text in words.sections), words.costs)


def _replaced(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text


def climate(verdict: str, chance: Random) -> str:
    """A sentence for a verdict; "positiv: Satz" and whole sentences stand for themselves."""
    word, _, sentence = verdict.partition(": ")
    if word in CLIMATE:
        return sentence or chance.choice(CLIMATE[word])
    return verdict or chance.choice(CLIMATE["neutral"])


def _amount(row: CostRow, chance: Random) -> int:
    if row.least == row.most:
        return row.least
    step = 10_000 if row.most > 500_000 else 1_000 if row.most > 20_000 else 100
    return chance.randrange(row.least, row.most + 1, step)
