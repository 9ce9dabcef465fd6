"""The mails to those who registered. Words are made when a mail leaves, from what holds then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.kit.bilingual import said
from roterfaden.notices.personal import Words, mail_kind, mail_kinds
from roterfaden.participation.modules.events.addresses import cancel_address, event_address, ticket_address
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.moments import when_words


def register_mails() -> None:
    """Called once, when the app is ready."""
    kinds: tuple[tuple[str, Any, Callable[[Registration], Words | None]], ...] = (
        ("event.registered", gettext_lazy("Anmeldung zu einem Termin"), _registered),
        ("event.moved_up", gettext_lazy("Von der Warteliste nachgerückt"), _moved_up),
        ("event.reminder", gettext_lazy("Erinnerung an einen Termin"), _reminder),
        ("event.changed", gettext_lazy("Ein Termin ändert sich"), _changed),
        ("event.cancelled", gettext_lazy("Ein Termin fällt aus"), _cancelled),
    )
    for key, label, words in kinds:
        if key not in mail_kinds:
            mail_kind(key, label=label)(_about(words))


def _about(words: Callable[[Registration], Words | None]) -> Callable[[Mapping[str, Any]], Words | None]:
    def composed(data: Mapping[str, Any]) -> Words | None:
        rows = Registration.objects.live().select_related("event__phase__process")
        found = rows.filter(pk=data.get("registration")).first()
        return words(found) if found is not None and found.event.is_public else None

    return composed


def _registered(row: Registration) -> Words | None:
    if row.event.is_over():
        return None
    title = str(said(row.event, "title"))
    if row.state == Registration.State.WAITING:
        lines = (_("Alle Plätze sind vergeben. Sie stehen auf der Warteliste; wird einer frei, schreiben wir Ihnen."),)
        return _words(row, _("Auf der Warteliste: {title}").format(title=title), lines)
    lines = (_("Sie haben einen Platz. Auf Ihrer Seite steht der Code für den Einlass."),)
    return _words(row, _("Angemeldet: {title}").format(title=title), lines)


def _moved_up(row: Registration) -> Words | None:
    if row.state != Registration.State.REGISTERED or row.event.is_over():
        return None
    lines = (
        _("Ein Platz ist frei geworden, und Sie sind nachgerückt."),
        _("Können Sie doch nicht? Dann melden Sie sich bitte ab: Andere warten."),
    )
    return _words(row, _("Sie haben jetzt einen Platz: {title}").format(title=said(row.event, "title")), lines)


def _reminder(row: Registration) -> Words | None:
    if row.state != Registration.State.REGISTERED or row.event.is_cancelled or row.event.is_over():
        return None
    subject = _("Erinnerung: {title}, {day}").format(title=said(row.event, "title"), day=_day(row.event))
    return _words(row, subject, (_("Bald ist es so weit."),))


def _changed(row: Registration) -> Words | None:
    if row.event.is_cancelled or row.event.is_over():
        return None
    subject = _("Geändert: {title}").format(title=said(row.event, "title"))
    return _words(row, subject, (_("Zeit oder Ort haben sich geändert. Jetzt gilt:"),))


def _cancelled(row: Registration) -> Words | None:
    if not row.event.is_cancelled:
        return None
    subject = _("Fällt aus: {title}").format(title=said(row.event, "title"))
    lines = (
        _("Der Termin am {when} fällt aus.").format(when=when_words(row.event)),
        _("Grund: {reason}").format(reason=row.event.reason),
    )
    return Words(subject, lines, event_address(row.event), _("Zum Termin"), why=_why())


def _words(row: Registration, subject: str, lines: tuple[str, ...]) -> Words:
    event = row.event
    where = ", ".join(part for part in (event.place, event.address) if part)
    facts = [when_words(event), where]
    if event.online_url and row.state == Registration.State.REGISTERED:
        facts.append(_("Zugang im Netz: {address}").format(address=event.online_url))
    facts.append(_("Abmelden: {address}").format(address=_absolute(cancel_address(row))))
    whole = (*lines, *(fact for fact in facts if fact))
    return Words(subject, whole, ticket_address(row), _("Zu Ihrer Anmeldung"), why=_why())


def _why() -> str:
    return _("Sie bekommen diese Mail, weil sich jemand mit Ihrer Adresse zu diesem Termin angemeldet hat.")


def _day(event: Event) -> str:
    return date_format(localtime(event.start), "SHORT_DATE_FORMAT")


def _absolute(path: str) -> str:
    from roterfaden.notices.rendering import absolute

    return absolute(path)
