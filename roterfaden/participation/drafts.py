"""What the office says about processes and phases, checked: the same for forms, the demonstration and importers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from roterfaden.kit.dates import BERLIN
from roterfaden.kit.html import clean_line, clean_text
from roterfaden.participation.models import Influence, Phase, Process
from roterfaden.participation.modules import modules
from roterfaden.threads.drafts import slug_of

LONG_TEXTS = frozenset(
    f"{name}{tongue}"
    for name in ("summary", "purpose", "fixed", "rules", "easy", "result", "text")
    for tongue in ("", "_en")
)
MOST_TEXT = 20_000
EARLIEST, LATEST = 2000, 2100
MOST_DAYS = 365
#: Names that other pages below /mitmachen/ have.
RESERVED = frozenset({"liste", "wirkung", "code", "neu", "karte", "mein", "meine"})
WEB = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class ProcessDraft:
    """A process' own fields. Districts and topics are primary keys."""

    title: str
    title_en: str = ""
    name: str = ""
    summary: str = ""
    summary_en: str = ""
    purpose: str = ""
    purpose_en: str = ""
    fixed: str = ""
    fixed_en: str = ""
    decides: str = ""
    decides_en: str = ""
    influence: str = Influence.CONSULT
    budget: Decimal | None = None
    budget_note: str = ""
    rules: str = ""
    rules_en: str = ""
    easy: str = ""
    sign_language: str = ""
    office: str = ""
    contact: str = ""
    contact_mail: str = ""
    before: bool = False
    answer_days: int | None = None
    answer_from: int = 0
    formal_url: str = ""
    sample_data: bool = False
    districts: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()

    @classmethod
    def of(cls, process: Process) -> ProcessDraft:
        """As a saved process is now: two queries."""
        values: dict[str, Any] = {name: getattr(process, name) for name in PROCESS_FIELDS}
        keys: dict[str, Any] = {name: frozenset(getattr(process, name).values_list("pk", flat=True)) for name in LINKS}
        return cls(**values, **keys)

    def values(self) -> dict[str, Any]:
        """The columns, cleaned; ValidationError by field."""
        found = {name: cleaned(name, getattr(self, name)) for name in PROCESS_FIELDS}
        errors = too_long(Process, found) | self._wrong_numbers() | _wrong_addresses(found)
        if not found["title"]:
            errors["title"] = _("Bitte stellen Sie eine Frage, oder geben Sie einen Titel an.")
        if self.influence not in Influence.values:
            errors["influence"] = _("Diesen Wert gibt es nicht.")
        if errors:
            raise ValidationError(errors)
        return found

    def _wrong_numbers(self) -> dict[str, str]:
        errors = {}
        if self.answer_days is not None and not 1 <= self.answer_days <= MOST_DAYS:
            errors["answer_days"] = _("Bitte zwischen 1 und 365 Tagen, oder leer: dann ist nichts zugesagt.")
        if not 0 <= self.answer_from <= 1_000_000:
            errors["answer_from"] = _("Bitte 0 oder mehr.")
        if self.answer_from and self.answer_days is None:
            errors["answer_days"] = _("Binnen wie vielen Tagen wird geantwortet? Sonst ist nichts zugesagt.")
        if self.budget is not None and not 0 <= self.budget < 10**12:
            errors["budget"] = _("Diesen Betrag gibt es nicht.")
        return errors


LINKS = ("districts", "topics")
PROCESS_FIELDS = tuple(entry.name for entry in fields(ProcessDraft) if entry.name not in LINKS)


@dataclass(frozen=True)
class PhaseDraft:
    """A phase's fields; `end` is exclusive."""

    name: str
    module: str = ""
    name_en: str = ""
    text: str = ""
    text_en: str = ""
    start: datetime | None = None
    end: datetime | None = None
    order: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, phase: Phase) -> PhaseDraft:
        """As a saved phase is now."""
        return cls(**{name: getattr(phase, name) for name in PHASE_FIELDS})

    def values(self) -> dict[str, Any]:
        """The columns, cleaned; ValidationError by field."""
        found = {name: cleaned(name, getattr(self, name)) for name in PHASE_FIELDS}
        errors = too_long(Phase, found) | self._wrong_times()
        if not found["name"]:
            errors["name"] = _("Bitte geben Sie der Phase einen Namen.")
        if self.module and self.module not in modules:
            errors["module"] = _("Diese Methode gibt es hier nicht.")
        if not 0 <= self.order <= 1_000:
            errors["order"] = _("Bitte eine Zahl von 0 bis 1000.")
        if errors:
            raise ValidationError(errors)
        return {**found, "settings": dict(self.settings)}

    def _wrong_times(self) -> dict[str, str]:
        errors = {}
        for name, moment in (("start", self.start), ("end", self.end)):
            if moment is not None and not EARLIEST <= moment.astimezone(BERLIN).year <= LATEST:
                errors[name] = _("Dieses Jahr ist nicht möglich.")
        if self.start is not None and self.end is not None and self.end <= self.start:
            errors["end"] = _("Das Ende liegt vor dem Beginn.")
        if self.module and self.start is None and self.end is not None:
            errors["start"] = _("Wann beginnt es? Ohne Beginn kann niemand mitmachen.")
        return errors


PHASE_FIELDS = tuple(entry.name for entry in fields(PhaseDraft))


def cleaned(name: str, value: Any) -> Any:
    """A text as it is kept; other values as they are."""
    if not isinstance(value, str):
        return value
    return clean_text(value[:MOST_TEXT]) if name in LONG_TEXTS else clean_line(value[:MOST_TEXT])


def too_long(model: type[Process | Phase], values: Mapping[str, Any]) -> dict[str, str]:
    """Texts that do not fit into their columns, by field."""
    errors = {}
    for name, value in values.items():
        most = getattr(model._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            errors[name] = _("Das ist zu lang: höchstens {number} Zeichen.").format(number=most)
    return errors


def _wrong_addresses(values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    for name in ("sign_language", "formal_url"):
        if values[name] and not _fits(WEB, values[name]):
            errors[name] = _("Das ist keine Adresse im Web (https://…).")
    if values["contact_mail"] and not _fits(validate_email, values["contact_mail"]):
        errors["contact_mail"] = _("Das ist keine Mailadresse.")
    return errors


def _fits(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def free_slug(title: str) -> str:
    """An address that no process has: that of the title, or with a number behind it."""
    base = re.sub(r"^faden$", "beteiligung", slug_of(title))[:100]
    taken = set(Process.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
