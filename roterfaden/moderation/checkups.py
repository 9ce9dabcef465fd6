"""Check-ups: time limits that have passed, objections that wait too long, no rules to decide by."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.moderation.models import Case, HouseRule, Objection, ObjectionState
from roterfaden.operation.findings import Finding, checkup, good, warning


@checkup("moderation")
def look_at_moderation() -> Iterator[Finding]:
    """What was promised to reporters and authors is kept."""
    found = [*_late(), *_rules()]
    yield from found
    if not found:
        yield good(_("Moderation: nichts ist überfällig."))


def _late() -> Iterator[Finding]:
    mend = _("Reichen die Menschen für die Moderation? Verwaltung → Moderation")
    if cases := Case.objects.overdue().count():
        text = ngettext("{n} Fall der Moderation ist überfällig.", "{n} Fälle der Moderation sind überfällig.", cases)
        yield warning(text.format(n=cases), mend)
    rows = Objection.objects.filter(state=ObjectionState.OPEN, due_at__lt=timezone.now())
    if objections := rows.count():
        text = ngettext("{n} Widerspruch ist überfällig.", "{n} Widersprüche sind überfällig.", objections)
        yield warning(text.format(n=objections), mend)


def _rules() -> Iterator[Finding]:
    if not HouseRule.objects.in_force().exists():
        yield warning(
            _("Es gibt keine Hausregel; die Moderation kann nichts entscheiden."),
            _("roterfaden prepare legt die ersten an; Verwaltung → Moderation → Hausregeln"),
        )
