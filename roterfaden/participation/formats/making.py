"""From a format to a process with its phases."""

from __future__ import annotations

from datetime import datetime, timedelta

from roterfaden.kit.dates import BERLIN
from roterfaden.participation import moments
from roterfaden.participation.drafts import PhaseDraft, ProcessDraft
from roterfaden.participation.formats.ready import FORMATS
from roterfaden.participation.formats.shapes import Format, PhasePlan

RULES = (
    "Bleiben Sie freundlich und bei der Sache.\n"
    "Schreiben Sie nichts über andere, was diese nicht öffentlich lesen möchten.\n"
    "Beiträge, die Menschen herabsetzen oder werben, werden ausgeblendet. Wer betroffen ist, erfährt den Grund und "
    "kann widersprechen.",
    "Be kind and keep to the subject.\n"
    "Do not write anything about others that they would not want to read in public.\n"
    "Contributions that degrade people or advertise are hidden. Whoever is affected is told why and can object.",
)


def offered() -> list[Format]:
    """The formats whose methods exist here."""
    return [one for one in FORMATS if one.is_there]


def format_of(key: str) -> Format | None:
    """The format of that name, if it can be offered."""
    return next((one for one in offered() if one.key == key), None)


def process_draft(chosen: Format, title: str = "") -> ProcessDraft:
    """What the format says of a process by itself."""
    return ProcessDraft(
        title,
        purpose=chosen.then[0],
        purpose_en=chosen.then[1],
        influence=chosen.influence,
        rules=RULES[0],
        rules_en=RULES[1],
        answer_days=chosen.answer_days,
        answer_from=chosen.answer_from,
    )


def phase_drafts(chosen: Format, start: datetime, end: datetime) -> list[PhaseDraft]:
    """The phases: the first one with the dates that were typed, those with a length one after the other behind it."""
    rows, at = [], start
    for place, plan in enumerate(chosen.phases):
        until = end if place == 0 else _later(at, plan.days) if plan.days else None
        dated = place == 0 or plan.days is not None
        rows.append(_phase(plan, place, at if dated else None, until))
        at = until or at
    return rows


def _later(moment: datetime, days: int) -> datetime:
    """So many days later at the same hour of Berlin's clock, whether it was changed in between or not."""
    local = moment.astimezone(BERLIN)
    return moments.berlin(local.date() + timedelta(days=days), local.time())


def _phase(plan: PhasePlan, place: int, start: datetime | None, end: datetime | None) -> PhaseDraft:
    return PhaseDraft(
        plan.name[0],
        plan.module,
        plan.name[1],
        plan.text[0],
        plan.text[1],
        start,
        end,
        place,
        dict(plan.settings),
    )
