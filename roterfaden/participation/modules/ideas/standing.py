"""How an idea stands, as word and shape: answered, overdue, in work, collecting supports."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.modules.ideas.models import Status

GOOD = (Status.ACCEPTED, Status.PARTLY, Status.DONE)


@dataclass(frozen=True)
class Light:
    """A shape, its words, and the class that colours them ("", good, late)."""

    shape: str
    words: str
    tone: str = ""


def light_of(contribution: Contribution, process: Process) -> Light | None:
    """The light of an idea; None where nothing is promised and nothing was said."""
    status = Status(contribution.idea.status)
    if contribution.answered_at is not None or status in (*GOOD, Status.DECLINED):
        return _answered(status, contribution.answered_at is not None)
    if contribution.answer_due is not None:
        return _due(contribution)
    if status == Status.REVIEW:
        return Light("◐", _("in Prüfung"))
    missing = process.answer_from - contribution.support_count
    if process.state == ProcessState.PUBLIC and process.answer_days is not None and process.answer_from and missing > 0:
        words = ngettext(
            "sammelt Unterstützung, noch {number} bis zur Antwort",
            "sammelt Unterstützung, noch {number} bis zur Antwort",
            missing,
        )
        return Light("○", words.format(number=missing))
    return None


def _answered(status: Status, answered: bool) -> Light:
    tone = "good" if status in GOOD else ""
    if not answered:
        return Light("✓", str(status.label), tone)
    if status in (Status.OPEN, Status.REVIEW):
        return Light("✓", _("beantwortet"), tone)
    return Light("✓", _("beantwortet: {status}").format(status=status.label), tone)


def _due(contribution: Contribution) -> Light:
    today = timezone.localdate()
    assert contribution.answer_due is not None
    days = (today - contribution.answer_due).days
    if days > 0:
        words = ngettext("Antwort überfällig seit {days} Tag", "Antwort überfällig seit {days} Tagen", days)
        return Light("▲", words.format(days=days), "late")
    day = date_format(contribution.answer_due, "j. F" if contribution.answer_due.year == today.year else "j. F Y")
    return Light("◐", _("in Prüfung, Antwort bis {day}").format(day=day))
