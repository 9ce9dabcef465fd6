"""What editors say about threads and stations, checked: the same for forms, the demonstration and importers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.kit.things import Ref
from roterfaden.threads.models import Relation, Station, Thread
from roterfaden.threads.periods import EARLIEST, LATEST, Precision
from roterfaden.threads.stages import Stage

WEB = re.compile(r"https?://[^\s/\\]+(/\S*)?", re.IGNORECASE)
LONG_TEXTS = frozenset({"summary", "summary_en", "easy", "sentence", "sentence_en"})
MOST_TEXT = 20_000
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST_SLUG = 100


def slug_of(title: str) -> str:
    """The last part of an address, from a title."""
    plain = unicodedata.normalize("NFC", title).casefold().translate(UMLAUTS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_SLUG].strip("-") or "faden"


@dataclass(frozen=True)
class ThreadDraft:
    """A thread's own fields. Districts and topics are primary keys."""

    title: str
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    easy: str = ""
    image_id: int | None = None
    image_alt: str = ""
    image_alt_en: str = ""
    place_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    responsible: str = ""
    responsible_en: str = ""
    next_step: str = ""
    next_step_en: str = ""
    next_step_on: date | None = None
    sample_data: bool = False
    districts: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()

    @classmethod
    def of(cls, thread: Thread) -> ThreadDraft:
        """As a saved thread is now: two queries."""
        values: dict[str, Any] = {name: getattr(thread, name) for name in THREAD_FIELDS}
        keys: dict[str, Any] = {name: frozenset(getattr(thread, name).values_list("pk", flat=True)) for name in LINKS}
        return cls(**values, **keys)

    def values(self) -> dict[str, Any]:
        """The columns, cleaned; ValidationError by field."""
        found = {name: _cleaned(name, getattr(self, name)) for name in THREAD_FIELDS}
        errors = _too_long(Thread, found)
        if not found["title"]:
            errors["title"] = _("Bitte geben Sie einen Titel an.")
        if (self.latitude is None) != (self.longitude is None):
            errors["latitude"] = _("Breite und Länge gehören zusammen.")
        for name, most in (("latitude", 90), ("longitude", 180)):
            if found[name] is not None and not abs(found[name]) <= most:
                errors[name] = _("Diesen Ort gibt es nicht.")
        if errors:
            raise ValidationError(errors)
        return found


LINKS = ("districts", "topics")
THREAD_FIELDS = tuple(entry.name for entry in fields(ThreadDraft) if entry.name not in LINKS)


@dataclass(frozen=True)
class StationDraft:
    """A station's fields. `start` and `end` are any days of their periods."""

    stage: str
    start: date
    heading: str
    precision: str = Precision.DAY
    end: date | None = None
    ref: Ref | None = None
    relation: str = ""
    source_url: str = ""
    source_label: str = ""
    archived_on: date | None = None
    archive_url: str = ""
    heading_en: str = ""
    sentence: str = ""
    sentence_en: str = ""
    due: date | None = None
    fulfilled: date | None = None
    #: Whether the one who saves it confirms it.
    confirmed: bool = field(default=True, compare=False)

    @classmethod
    def of(cls, station: Station) -> StationDraft:
        """As a saved station is now."""
        values = {name: getattr(station, name) for name in STATION_FIELDS}
        return cls(**values, ref=station.ref, confirmed=station.confirmed_at is not None)

    def values(self) -> dict[str, Any]:
        """The columns, cleaned; ValidationError by field."""
        found = {name: _cleaned(name, getattr(self, name)) for name in STATION_FIELDS}
        found |= {"kind": self.ref.kind, "key": self.ref.key} if self.ref else {"kind": "", "key": ""}
        errors = _too_long(Station, found) | self._wrong_choices() | self._wrong_dates() | _wrong_links(found)
        if not found["heading"]:
            errors["heading"] = _("Bitte geben Sie eine Überschrift an.")
        if errors:
            raise ValidationError(errors)
        return found

    def _wrong_choices(self) -> dict[str, str]:
        allowed = {"stage": Stage.values, "precision": Precision.values, "relation": ["", *Relation.values]}
        wrong = [name for name, values in allowed.items() if getattr(self, name) not in values]
        return {name: _("Diesen Wert gibt es nicht.") for name in wrong}

    def _wrong_dates(self) -> dict[str, str]:
        errors = {}
        days = {name: getattr(self, name) for name in ("start", "end", "due", "fulfilled", "archived_on")}
        for name, day in days.items():
            if day is not None and not EARLIEST <= day.year <= LATEST:
                errors[name] = _("Dieses Jahr ist nicht möglich.")
        if self.end is not None and self.end < self.start:
            errors["end"] = _("Das Ende liegt vor dem Beginn.")
        if self.fulfilled is not None and self.due is None:
            errors["fulfilled"] = _("Erfüllt sein kann nur, was zugesagt war: Bitte nennen Sie auch, bis wann.")
        return errors


STATION_FIELDS = tuple(entry.name for entry in fields(StationDraft) if entry.name not in ("ref", "confirmed"))


def _cleaned(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return clean_text(value[:MOST_TEXT]) if name in LONG_TEXTS else clean_line(value[:MOST_TEXT])


def _too_long(model: type[Thread] | type[Station], values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    for name, value in values.items():
        most = getattr(model._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            errors[name] = _("Das ist zu lang: höchstens {number} Zeichen.").format(number=most)
    return errors


def _wrong_links(values: Mapping[str, Any]) -> dict[str, str]:
    names = ("source_url", "archive_url")
    wrong = [name for name in names if values[name] and not WEB.fullmatch(values[name])]
    return {name: _("Das ist keine Adresse im Web (https://…).") for name in wrong}
