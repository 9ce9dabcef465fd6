"""Cuts a result into sentences and tells which of them speak about the matter.

Result texts have lost their line breaks: "0 EnthaltungenHerr Muster verlässt den Saal." A capital letter glued to a
small one is therefore a boundary as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

ABBREVIATION = (
    r"(?<!\bNr)(?<!\bHr)(?<!\bFr)(?<!\bDr)(?<!\bAbs)(?<!\bArt)(?<!\bbzw)(?<!\bDrucks)(?<!\bStr)(?<!\bgem)(?<!\bzzgl)"
)
BOUNDARY = re.compile(
    rf"{ABBREVIATION}(?<![ .(]\w)(?<!\d)[.!?](?=\s?[A-ZÄÖÜ„\"(])"  # a full stop, not of an abbreviation or number
    r"|(?<=\d{4})\.(?=\s?[A-ZÄÖÜ])"  # … or behind a year
    r"|(?<=[a-zäöüß)])(?=[A-ZÄÖÜ][a-zäöü])"  # a lost line break
    r"|(?:(?<=ungen)|(?<=ung)|(?<=mmig)|(?<=immen)|(?<=imme)(?!n\)))(?=[a-z]\))"  # the next part: "Enthaltungenb) Ja"
    r"|(?<=\w)\s(?=(?:Darüber hinaus|Damit|Somit|Hiermit|Mit diesem|Anmerkung)\b)"  # a lost full stop
)

#: Votes about the course of the meeting decide nothing on the matter.
PROCEDURE = re.compile(
    r"Dringlichkeit(?!s(?:antr|anfrag|beschl|entsch|vorlag))"
    r"|(?:Erweiterung|Ergänzung|Änderung) der (?:TO|Tagesordnung)\b"
    r"|(?:in|auf) die (?:TO|Tagesordnung) (?:auf|ge)\w*nommen|Aufnahme (?:in|auf) die (?:TO|Tagesordnung)"
    r"|Geschäftsordnung|Sitzungsdauer|Rede(?:recht|zeit|liste)|Schluss der (?:Debatte|Aussprache|Beratung)"
    r"|Ende der (?:Debatte|Aussprache)|Sitzung (?:\w+ ){0,3}(?:verlängert|unterbrochen|fortgesetzt)"
    r"|(?:vertagen|Vertagung|abzusetzen|Absetzung|zu verweisen|Verweisung|Nichtbefassung)\b[^.]{0,60}"
    r"(?:abgelehnt|keine Mehrheit|nicht die)"
    r"|(?:Antrag|Anträge) auf (?:\w+ ){0,2}(?:Vertagung|Absetzung|Nichtbefassung|geheime|namentliche|Verweisung)",
    re.IGNORECASE,
)
#: A majority other than that of the votes is needed: counts alone do not tell the outcome.
SPECIAL_MAJORITY = re.compile(
    r"[23]\s?/\s?[345](?!\d)|zwei Drittel|Zweidrittel|zweidrittel|drei Viertel|Dreiviertel|qualifizierte Mehrheit"
    r"|gesetzlichen? (?:Mitglieder)?[Zz]ahl"
)
#: Wishes, conditions and quotations are no decisions.
WISH = re.compile(
    r"\b(?:beantragt\w*|bittet|baten?|schlägt|schlug|fragt\w*|möge|möchte|würden?|hätten?|falls|sofern|könnten?|sollten?"
    r"|angeregt|regt|weist|wies|erinnert|erklärt|verweist auf|bedankt|wurde auszugsweise)\b",
    re.IGNORECASE,
)
#: What stands behind is the office's note.
REMARK = re.compile(r"\b(?:Anmerkung|Hinweis|Protokollnotiz|Protokollanmerkung|Nachrichtlich)\b")
#: A further mandate beside the decision.
ADDITION = re.compile(r"\s?(?:Darüber hinaus|Außerdem|Zudem|Zusätzlich|Ferner|Weiterhin|Des Weiteren)\b", re.IGNORECASE)
#: Refers to the vote told before.
BACKWARDS = re.compile(
    r"\s?(?:Damit|Somit|Hiermit|Mit diesem|Der Antrag ist damit|Demnach|Dementsprechend)\b", re.IGNORECASE
)
#: A motion beside the matter.
SIDE = re.compile(r"(?:Änderungs|Ergänzungs|Zusatz|Gegen|Unter)antr[aä]g|weitergehende[rn]? Antr[aä]g", re.IGNORECASE)


class Role(Enum):
    """What a sentence speaks about."""

    MATTER = "matter"
    PROCEDURE = "procedure"
    SIDE = "side"
    OTHER = "other"


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands in the text."""

    start: int
    end: int
    text: str
    role: Role
    backwards: bool = False
    addition: bool = False


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text up to the first remark."""
    start = 0
    for match in BOUNDARY.finditer(text):
        if match.end() > start:
            yield sentence(text, start, match.end())
            start = match.end()
    if start < len(text):
        yield sentence(text, start, len(text))


def sentence(text: str, start: int, end: int) -> Sentence:
    """Make one sentence and say what it speaks about."""
    words = text[start:end]
    return Sentence(start, end, words, role_of(words), bool(BACKWARDS.match(words)), bool(ADDITION.match(words)))


def role_of(words: str) -> Role:
    """Whether the words speak of the matter, the procedure, a motion beside the matter, or something else."""
    if PROCEDURE.search(words):
        return Role.PROCEDURE
    if WISH.search(words) or REMARK.search(words):
        return Role.OTHER
    return Role.SIDE if SIDE.search(words) else Role.MATTER
