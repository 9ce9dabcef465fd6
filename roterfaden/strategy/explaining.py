"""The rule of the light in words: for the public page, and for the calculation of one measure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.methods.lights import GRACE, Check, Rule, Verdict
from roterfaden.strategy.contradictions import said


@dataclass(frozen=True)
class Answer:
    """A question of the rule with its answer for a measure."""

    question: str
    answer: str
    light: str
    fits: bool


def questions() -> dict[Rule, str]:
    """Each question of the rule, in the order in which it is asked."""
    return {
        "over": _("Ist die Maßnahme erfüllt oder in den Regelbetrieb übergegangen?"),
        "dropped": _("Wird sie nicht weiterverfolgt?"),
        "startMissed": _("Sollte sie vor mehr als {grace} Tagen beginnen?").format(grace=GRACE),
        "notBegun": _("Steht sie noch vor ihrem Beginn?"),
        "milestoneOverdue": _("Ist der Termin eines Meilensteins verstrichen, ohne dass ein neuer genannt ist?"),
        "endOverdue": _("Ist das Ende verstrichen, ohne dass ein neues genannt ist?"),
        "milestoneShifted": _("Kommt ein Meilenstein mehr als {grace} Tage später als geplant?").format(grace=GRACE),
        "endShifted": _("Kommt das Ende mehr als {grace} Tage später als geplant?").format(grace=GRACE),
        "targetMissed": _("Ist eine Kennzahl, für die sie wirkt, nicht auf dem Weg zum Ziel?"),
        "onTrack": _("Sonst"),
    }


def outcomes() -> dict[Rule, tuple[tuple[str, str], ...]]:
    """Which light follows from a "yes": (light, under which condition)."""
    within = _("bis zu {grace} Tage").format(grace=GRACE)
    beyond = _("länger als {grace} Tage").format(grace=GRACE)
    return {
        "over": (("done", ""),),
        "dropped": (("stalled", ""),),
        "startMissed": (("late", ""),),
        "notBegun": (("notBegun", ""),),
        "milestoneOverdue": (("late", within), ("stalled", beyond)),
        "endOverdue": (("late", within), ("stalled", beyond)),
        "milestoneShifted": (("late", ""),),
        "endShifted": (("late", ""),),
        "targetMissed": (("late", ""),),
        "onTrack": (("onTrack", ""),),
    }


def explained(verdict: Verdict) -> list[Answer]:
    """The calculation for one measure, question by question."""
    asked = questions()
    return [Answer(asked[check.rule], _answer(check), check.light, check.fits) for check in verdict.checks]


def _answer(check: Check) -> str:
    if check.rule == "onTrack":
        return _("Nichts davon trifft zu.")
    if not check.fits:
        return _("Nein.")
    return _detail(check) or _("Ja.")


def _detail(check: Check) -> str:
    words = {"name": check.name, "days": check.days, "day": said(check.date)}
    if check.rule == "milestoneOverdue":
        return ngettext(
            "Ja: „{name}“ war am {day} fällig, vor {days} Tag.",
            "Ja: „{name}“ war am {day} fällig, vor {days} Tagen.",
            check.days,
        ).format(**words)
    if check.rule == "milestoneShifted":
        return _("Ja: „{name}“ kommt {days} Tage später als geplant.").format(**words)
    if check.rule == "targetMissed":
        return _("Ja: „{name}“.").format(**words)
    if check.rule in ("startMissed", "endOverdue") and check.date:
        return _("Ja: {day}, vor {days} Tagen.").format(**words)
    if check.rule == "endShifted":
        return _("Ja: {days} Tage später.").format(**words)
    if check.rule == "notBegun" and check.date:
        return _("Ja: Geplanter Beginn ist der {day}.").format(**words)
    return ""
