"""What is said beside contributions: why one is hidden, shortened or closed, with the way to the public log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, State
from roterfaden.contributions.registry import Note, Verdict
from roterfaden.design.navigation import Link
from roterfaden.moderation import tokens
from roterfaden.moderation.checks.screening import reasons
from roterfaden.moderation.kinds import MEASURES, Kind
from roterfaden.moderation.models import Decision, Hit
from roterfaden.moderation.statements import rule_name
from roterfaden.moderation.targets import KEY

STANDS = (State.PUBLIC, State.HIDDEN)
WAITS = (State.HELD, State.WAITING)


def report_link(contribution: Contribution) -> Link | None:
    """The way to report something: below every public contribution."""
    if not contribution.is_public:
        return None
    return Link(_("Melden"), reverse("moderation:report", args=[KEY, contribution.pk]))


def explain(contributions: Sequence[Contribution]) -> Mapping[int, Note]:
    """Notes by primary key: two queries at most, none where there is nothing to explain."""
    notes: dict[int, Note] = {}
    stands = {str(row.pk): row for row in contributions if row.state in STANDS}
    if stands:
        measures = Decision.objects.standing().filter(target_kind=KEY, target_key__in=list(stands), kind__in=MEASURES)
        for decision in measures.exclude(kind=Kind.SUSPEND).select_related("rule").order_by("pk"):
            row = stands[decision.target_key]
            if _fits(decision, row):
                notes[row.pk] = _note(decision)
    return notes | _waiting([row for row in contributions if row.state in WAITS])


def _fits(decision: Decision, row: Contribution) -> bool:
    """What is hidden says that it is hidden, whatever else was done to it before."""
    return (decision.kind == Kind.HIDE) == (row.state == State.HIDDEN)


def _note(decision: Decision) -> Note:
    sentence = {
        Kind.HIDE: _("Die Moderation hat diesen Beitrag ausgeblendet. Regel: {rule}."),
        Kind.SHORTEN: _("Die Moderation hat diesen Beitrag gekürzt. Regel: {rule}."),
        Kind.LOCK: _("Die Moderation hat diesen Beitrag für Antworten geschlossen. Regel: {rule}."),
    }[Kind(decision.kind)]
    return Note(sentence.format(rule=rule_name(decision)), reverse("moderation:entry", args=[decision.uid]))


def _waiting(rows: Sequence[Contribution]) -> dict[int, Note]:
    """Shown to the author alone, where their page lists what waits."""
    if not rows:
        return {}
    hits: dict[str, list[str]] = {}
    found = Hit.objects.filter(target_kind=KEY, target_key__in=[str(row.pk) for row in rows]).order_by("pk")
    for key, rule in found.values_list("target_key", "rule"):
        hits.setdefault(key, []).append(rule)
    general = _("Hier erscheinen Beiträge erst, wenn sie jemand freigegeben hat.")
    url = reverse("moderation:rules")
    return {row.pk: Note(" ".join(reasons(hits.get(str(row.pk), []))) or general, url) for row in rows}


def suspension(person: Person) -> Verdict | None:
    """Why somebody may not write now, and how to object."""
    rows = Decision.objects.standing().filter(person=person, kind=Kind.SUSPEND, until=person.suspended_until)
    decision = rows.select_related("rule", "person").first()
    if decision is None:
        return None
    from django.utils.formats import date_format
    from django.utils.timezone import localtime

    until = date_format(localtime(decision.until), "DATETIME_FORMAT")
    reason = _("Bis {until} können Sie hier nichts schreiben und nichts unterstützen. Regel: {rule}.")
    way = _("Was geschehen ist und wie Sie widersprechen, steht hier: {address}")
    address = reverse("moderation:own", args=[tokens.of_decision(decision)])
    return Verdict(False, reason.format(until=until, rule=rule_name(decision)), way.format(address=address))
