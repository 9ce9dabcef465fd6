"""What somebody filled in, read against the questions: only what belongs to them counts, nothing else is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.participation.modules.survey.conditions import is_asked
from roterfaden.participation.modules.survey.models import Kind, Question
from roterfaden.participation.modules.survey.words import LONGEST, Wrong, cleaned
from roterfaden.places.models import District

#: A place is kept to about 100 metres.
DECIMALS = 3


@dataclass(frozen=True)
class Filled:
    """Answers by the key of their question, what is wrong, and which questions were asked."""

    values: Mapping[str, Any] = field(default_factory=dict)
    wrong: Mapping[int, str] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()

    @property
    def is_valid(self) -> bool:
        """Whether it can be handed in."""
        return not self.wrong


def read(questions: Iterable[Question], data: QueryDict, complete: bool = True) -> Filled:
    """The answers. What is not asked has none, whatever was sent. `complete`: required questions must have one."""
    values: dict[str, Any] = {}
    wrong: dict[int, str] = {}
    asked = set()
    for question in questions:
        if not is_asked(question, values):
            continue
        asked.add(question.pk)
        try:
            value = READERS[Kind(question.kind)](question, data)
            if value is not None:
                values[str(question.pk)] = value
            elif question.required and complete:
                wrong[question.pk] = _("Bitte beantworten Sie diese Frage.")
        except Wrong as problem:
            wrong[question.pk] = str(problem)
    return Filled(values, wrong, frozenset(asked))


def _choice(question: Question, data: QueryDict) -> int | None:
    return _one(data.get(question.name, ""), {option.pk for option in question.choices()})


def _one(text: str, possible: set[int]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19) or int(text) not in possible:
        raise Wrong(_("Diese Antwort gehört nicht zu dieser Frage. Bitte wählen Sie noch einmal."))
    return int(text)


def _several(question: Question, data: QueryDict) -> list[int] | None:
    possible = {option.pk for option in question.choices()}
    chosen = sorted({value for text in data.getlist(question.name)[:200] if (value := _one(text, possible))})
    if not chosen:
        return None
    if len(chosen) < question.least:
        words = ngettext("Bitte wählen Sie mindestens eine.", "Bitte wählen Sie mindestens {number}.", question.least)
        raise Wrong(words.format(number=question.least))
    if question.most and len(chosen) > question.most:
        words = ngettext("Bitte wählen Sie nur eine.", "Bitte wählen Sie höchstens {number}.", question.most)
        raise Wrong(words.format(number=question.most))
    return chosen


def _scale(question: Question, data: QueryDict) -> int | None:
    return _one(data.get(question.name, ""), set(question.steps))


def _matrix(question: Question, data: QueryDict) -> dict[str, int] | None:
    columns = {option.pk for option in question.choices()}
    rows = question.rows()
    found = {str(row.pk): _one(data.get(f"{question.name}_{row.pk}", ""), columns) for row in rows}
    given = {key: value for key, value in found.items() if value is not None}
    if question.required and given and len(given) < len(rows):
        raise Wrong(_("Bitte wählen Sie in jeder Zeile eine Antwort."))
    return given or None


def _ranking(question: Question, data: QueryDict) -> list[int] | None:
    options = question.choices()
    places = {option.pk: _one(data.get(f"{question.name}_{option.pk}", ""), _places(options)) for option in options}
    if not any(places.values()):
        return None
    if sorted(place or 0 for place in places.values()) != list(range(1, len(options) + 1)):
        raise Wrong(_("Bitte vergeben Sie jeden Platz genau einmal."))
    return sorted(places, key=lambda key: places[key] or 0)


def _places(options: Any) -> set[int]:
    return set(range(1, len(options) + 1))


def _text(question: Question, data: QueryDict) -> str | None:
    return cleaned(data.get(question.name, ""), question.most or LONGEST) or None


def _district(question: Question, data: QueryDict) -> str | None:
    slug = data.get(question.name, "")
    if not slug:
        return None
    if len(slug) > 200 or "\x00" in slug or not District.objects.filter(slug=slug).exists():
        raise Wrong(_("Diesen Stadtbezirk gibt es nicht. Bitte wählen Sie noch einmal."))
    return slug


def _point(question: Question, data: QueryDict) -> list[float] | None:
    texts = [data.get(f"{question.name}_{part}", "").strip().replace(",", ".") for part in ("lat", "lon")]
    if not any(texts):
        return None
    try:
        lat, lon = (float(text[:20]) for text in texts)
    except ValueError:
        raise Wrong(_("Bitte geben Sie Breite und Länge als Zahlen an, etwa 52,37 und 9,73.")) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Wrong(_("Diesen Ort gibt es nicht: Die Breite reicht bis 90, die Länge bis 180."))
    return [round(lat, DECIMALS), round(lon, DECIMALS)]


READERS: Mapping[Kind, Callable[[Question, QueryDict], Any]] = {
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.TEXT: _text,
    Kind.DISTRICT: _district,
    Kind.POINT: _point,
}
