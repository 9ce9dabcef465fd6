"""The plan file's shapes: which fields its rows have, and how each value is read (docs/plan-file.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_text

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
STATES = ("notBegun", "planned", "running", "fulfilled", "regular", "dropped")
PARTS = ("cost", "benefit", "method", "affected", "losers", "dataBias", "accessibility", "exit")

Read = Callable[[Any], Any]


def text(most: int = 100_000, needed: bool = False) -> Read:
    """A text of at most `most` characters."""

    def read(value: Any) -> str:
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise ValueError(_("muss ein Text sein"))
        clean = clean_text(value)
        if len(clean) > most:
            raise ValueError(_("höchstens {number} Zeichen").format(number=most))
        if needed and not clean:
            raise ValueError(_("darf nicht leer sein"))
        return clean

    return read


def slug(value: Any) -> str:
    """A short name for addresses."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise ValueError(_("muss ein Kurzname aus Buchstaben, Ziffern, - und _ sein"))
    return value


def day(value: Any) -> date | None:
    """A day as YYYY-MM-DD, or nothing."""
    if value is None:
        return None
    found = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    if found is None or not 1950 <= found.year < 2150:
        raise ValueError(_("muss ein Tag wie 2027-06-30 sein"))
    return found


def needed_day(value: Any) -> date:
    """A day that must be there."""
    if (found := day(value)) is None:
        raise ValueError(_("muss ein Tag wie 2027-06-30 sein"))
    return found


def money(value: Any) -> Decimal | None:
    """An amount as text with a point, or nothing."""
    if value is None:
        return None
    if not isinstance(value, str) or not AMOUNT.fullmatch(value):
        raise ValueError(_('muss ein Betrag als Text sein, wie "1234.50"'))
    return Decimal(value)


def number(least: int, most: int) -> Read:
    """A whole number."""

    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(_("muss eine ganze Zahl von {least} bis {most} sein").format(least=least, most=most))
        return value

    return read


def choice(*allowed: str) -> Read:
    """One of these words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(_("muss eines sein von: {words}").format(words=", ".join(allowed)))
        return str(value)

    return read


def yes(value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise ValueError(_("muss true oder false sein"))
    return value


def slugs(value: Any) -> list[str]:
    """A list of short names."""
    if not isinstance(value, list):
        raise ValueError(_("muss eine Liste sein"))
    return [slug(one) for one in value]


def paper(value: Any) -> dict[str, str] | None:
    """A deciding paper as `{"kind": "paper", "number": "0728/2026"}`, or nothing."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"kind", "number"}:
        raise ValueError(_('muss ein Beleg sein, wie {"kind": "paper", "number": "0728/2026"}'))
    return {name: text(60, True)(value[name]) for name in ("kind", "number")}


#: Name in the file → (field of the model, how it is read, what counts where it is left out).
Shape = Mapping[str, tuple[str, Read, Any]]
PLAN: Shape = {
    "slug": ("slug", slug, ...),
    "title": ("title", text(200, True), ...),
    "titleEn": ("title_en", text(200), ""),
    "question": ("question", text(200), ""),
    "questionEn": ("question_en", text(200), ""),
    "summary": ("summary", text(), ""),
    "summaryEn": ("summary_en", text(), ""),
    "text": ("text", text(), ""),
    "plainLanguage": ("plain_language", text(), ""),
    "startsOn": ("starts_on", day, None),
    "endsOn": ("ends_on", day, None),
    "responsible": ("responsible", text(200), ""),
    "contact": ("contact", text(300), ""),
    "reportMonths": ("report_months", number(0, 1200), 36),
    "sampleData": ("sample", yes, False),
}
LEVEL: Shape = {
    "kind": ("kind", choice("field", "goal", "strategy", "measure"), ...),
    "singular": ("singular", text(80, True), ...),
    "plural": ("plural", text(80, True), ...),
    "singularEn": ("singular_en", text(80), ""),
    "pluralEn": ("plural_en", text(80), ""),
}
NODE: Shape = {
    "code": ("code", slug, ...),
    "number": ("number", text(20), ""),
    "title": ("title", text(300, True), ...),
    "titleEn": ("title_en", text(300), ""),
    "question": ("question", text(300), ""),
    "questionEn": ("question_en", text(300), ""),
    "text": ("text", text(), ""),
    "plainLanguage": ("plain_language", text(), ""),
}
MEASURE: Shape = {
    "slug": ("slug", slug, ...),
    "number": ("number", text(30), ""),
    "title": ("title", text(200, True), ...),
    "titleEn": ("title_en", text(200), ""),
    "what": ("what", text(), ""),
    "why": ("why", text(), ""),
    "plainLanguage": ("plain_language", text(), ""),
    "lead": ("lead", text(200), ""),
    "leadContact": ("lead_contact", text(300), ""),
    "startsOn": ("starts_on", day, None),
    "endsOn": ("ends_on", day, None),
    "begunOn": ("begun_on", day, None),
    "endedOn": ("ended_on", day, None),
    "state": ("state", choice(*STATES), "notBegun"),
    "stateReason": ("state_reason", text(), ""),
    "updateDays": ("update_days", number(1, 3650), 90),
    "sampleData": ("sample", yes, False),
}
MILESTONE: Shape = {
    "code": ("code", slug, ...),
    "title": ("title", text(200, True), ...),
    "titleEn": ("title_en", text(200), ""),
    "text": ("text", text(), ""),
    "plannedOn": ("planned_on", needed_day, ...),
    "actualOn": ("actual_on", day, None),
}
SHIFT: Shape = {
    "new": ("new", needed_day, ...),
    "reason": ("reason", text(2000, True), ...),
    "decidedBy": ("decided_by", text(200, True), ...),
    "decidedOn": ("decided_on", day, None),
}
OWN_SHIFT: Shape = {"field": ("field", choice("start", "end"), ...), **SHIFT}
BUDGET: Shape = {
    "year": ("year", number(1950, 2150), ...),
    "source": ("source", text(200, True), ...),
    "planned": ("planned", money, None),
    "actual": ("actual", money, None),
    "note": ("note", text(300), ""),
}
PARTNER: Shape = {"name": ("name", text(200, True), ...), "contact": ("contact", text(300), "")}
ASSESSMENT: Shape = {name: ({"dataBias": "data_bias"}.get(name, name), text(20_000, True), ...) for name in PARTS}
#: Names of lists and links that stand beside the fields of a shape.
NODE_LINKS, MEASURE_LINKS = {"parent", "level"}, {"nodes", "districts", "topics"}
MEASURE_LISTS = {"milestones": MILESTONE, "budget": BUDGET, "partners": PARTNER, "shifts": OWN_SHIFT}
