"""The statement of reasons: its parts in words, for letters, private pages and notes beside contributions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roterfaden.kit.bilingual import said
from roterfaden.moderation.kinds import OBJECTION_WITHIN, Kind
from roterfaden.moderation.models import Decision
from roterfaden.moderation.registry import label_of


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it."""

    name: str
    text: str


def how_to_object(until: datetime) -> str:
    """Told with every measure, in the language of whoever it concerns."""
    ways = _(
        "Sie können dieser Entscheidung bis zum {day} widersprechen: mit dem Formular auf Ihrer persönlichen Seite zu "
        "dieser Entscheidung{contact}. Das kostet nichts. Es entscheidet eine andere Person als beim ersten Mal, "
        "innerhalb von {days} Tagen. Der Weg zum Gericht steht Ihnen daneben offen."
    )
    contact = _(" oder per E-Mail an {contact}").format(contact=settings.CONTACT) if settings.CONTACT else ""
    return ways.format(day=date_format(localtime(until), "DATE_FORMAT"), contact=contact, days=OBJECTION_WITHIN.days)


def done_to(decision: Decision) -> str:
    """What was done, in a sentence that names no one."""
    thing = label_of(decision.thing_kind)
    return {
        Kind.HIDE: _("Ausgeblendet: {thing}"),
        Kind.SHORTEN: _("Gekürzt: {thing}"),
        Kind.LOCK: _("Für Antworten geschlossen: {thing}"),
        Kind.SUSPEND: _("Eine Person wurde auf Zeit vom Schreiben ausgeschlossen."),
        Kind.RELEASE: _("Freigegeben: {thing}"),
        Kind.KEEP: _("Geprüft und stehen gelassen: {thing}"),
    }[Kind(decision.kind)].format(thing=thing)


def told_to_author(decision: Decision) -> str:
    """The same, said to whoever wrote it."""
    until = date_format(localtime(decision.until), "DATETIME_FORMAT") if decision.until else ""
    return {
        Kind.HIDE: _("Ihr Beitrag ist nicht mehr öffentlich zu sehen."),
        Kind.SHORTEN: _("Ihr Beitrag steht jetzt gekürzt da."),
        Kind.LOCK: _("Auf Ihren Beitrag kann niemand mehr antworten. Er selbst bleibt stehen."),
        Kind.SUSPEND: _("Bis {until} können Sie hier nichts schreiben und nichts unterstützen."),
        Kind.RELEASE: _("Ihr Beitrag ist jetzt öffentlich."),
        Kind.KEEP: _("Ihr Beitrag bleibt, wie er ist."),
    }[Kind(decision.kind)].format(until=until)


def rule_name(decision: Decision) -> str:
    """The rule in a few words."""
    if decision.rule is not None:
        return str(said(decision.rule, "title"))
    return _("Spielregel der Beteiligung") if decision.area_rule else ""


def rule_words(decision: Decision) -> str:
    """The rule as it was when the decision was taken."""
    if decision.rule is not None:
        return f"{said(decision.rule, 'title')}: {said(decision.rule, 'text')}"
    return decision.area_rule


def how_found(decision: Decision) -> str:
    """How it came to be looked at, and that people decided."""
    found = _("Aufgefallen durch {what}.").format(what=decision.get_found_by_display())
    return f"{found} {_('Entschieden hat ein Mensch, keine Maschine.')}"


def parts(decision: Decision) -> list[Part]:
    """The whole statement."""
    rows = [
        Part(_("Was wir entschieden haben"), told_to_author(decision)),
        Part(_("Gegen welche Regel der Beitrag verstößt"), rule_words(decision)),
        Part(_("Was der Entscheidung zugrunde liegt"), decision.facts),
        Part(_("Wie es aufgefallen ist und wer entschieden hat"), how_found(decision)),
        Part(_("Wie Sie widersprechen"), decision.how_to_object),
    ]
    return [row for row in rows if row.text]
