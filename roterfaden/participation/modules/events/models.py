"""Events and who registered for them.

Personal data: name, mail address, what the organisers should know (a ramp, an interpreter), whether somebody came.
Purpose: to let in as many as the room holds, to tell those who wait, to plan what people need. Legal basis: Art. 6 (1)
e GDPR with § 3 NDSG; what somebody tells about needs is voluntary (Art. 9 (2) a). Erasure: by oneself with the link in
the mail, and all rows `erase_days` days after the event by a job; what stays are numbers.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.kit.things import Ref
from roterfaden.participation.models import Phase, Process

ERASE_DAYS = 30


def new_nonce() -> str:
    """128 bits that nobody can guess."""
    return secrets.token_urlsafe(16)


class EventQuerySet(models.QuerySet[Any]):
    """Events."""

    def visible_to(self, user: Any = None) -> EventQuerySet:
        """Published or cancelled ones of visible processes. Only the back office passes a user."""
        return self.exclude(state="draft").filter(phase__process__in=Process.objects.visible_to(user))

    def coming(self, now: datetime | None = None) -> EventQuerySet:
        """Those that are not over."""
        return self.filter(end__gt=now or timezone.now())


class Event(models.Model):
    """An event. `start` and `end` are moments (stored in UTC, typed and shown in Europe/Berlin)."""

    class State(models.TextChoices):
        """Where an event stands in its life."""

        DRAFT = "draft", _("Entwurf")
        PUBLIC = "public", _("öffentlich")
        CANCELLED = "cancelled", _("abgesagt")

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="events")
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel (englisch)"), max_length=200, blank=True)
    text = models.TextField(_("Worum es geht, Ablauf"), blank=True)
    text_en = models.TextField(_("Worum es geht, Ablauf (englisch)"), blank=True)
    start = models.DateTimeField(_("Beginn"))
    end = models.DateTimeField(_("Ende"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    address = models.CharField(_("Anschrift"), max_length=300, blank=True)
    access = models.TextField(_("Barrierefreiheit: Weg, Aufzug, Toiletten, Dolmetschen"), blank=True)
    access_en = models.TextField(_("Barrierefreiheit (englisch)"), blank=True)
    online_url = models.URLField(_("Zugang im Netz (Adresse)"), max_length=500, blank=True)
    online_public = models.BooleanField(_("Zugang allen zeigen, nicht nur Angemeldeten"), default=False)
    contact = models.CharField(_("Fragen zum Termin an"), max_length=300, blank=True)

    registration = models.BooleanField(_("mit Anmeldung"), default=False)
    registration_until = models.DateTimeField(_("Anmeldung bis"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("Plätze (leer: unbegrenzt)"), null=True, blank=True)
    waiting_list = models.BooleanField(_("Warteliste"), default=True)
    remind_hours = models.PositiveSmallIntegerField(_("Erinnerung so viele Stunden vorher (0: keine)"), default=48)
    erase_days = models.PositiveSmallIntegerField(_("Anmeldungen löschen nach (Tagen)"), default=ERASE_DAYS)
    #: Seats that are given, kept by the actions; a constraint holds it below the capacity.
    taken = models.PositiveIntegerField(default=0)

    state = models.CharField(_("Stand"), max_length=9, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(_("Grund der Absage"), max_length=500, blank=True)
    minutes = models.TextField(_("Was besprochen wurde"), blank=True)
    minutes_en = models.TextField(_("Was besprochen wurde (englisch)"), blank=True)
    minutes_at = models.DateTimeField(null=True, blank=True)
    #: How many came; stays when the registrations are gone.
    attended = models.PositiveIntegerField(_("waren da"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Counts saves, and is the SEQUENCE of calendars.
    version = models.PositiveIntegerField(default=1)

    objects = EventQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="event_forward"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="event_not_overbooked"
            ),
        ]
        indexes = [
            models.Index(fields=["phase", "start"], name="event_of_phase"),
            models.Index(fields=["end", "id"], name="event_end"),
        ]
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("event", str(self.pk))

    @property
    def is_public(self) -> bool:
        """Whether strangers may see it, its process too."""
        return self.state != self.State.DRAFT and self.phase.process.is_public

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == self.State.CANCELLED

    @property
    def free(self) -> int | None:
        """Seats that are left; None: as many as come."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    def takes(self, now: datetime | None = None) -> bool:
        """Whether one can register at this moment (server time, the closing second excluded)."""
        moment = now or timezone.now()
        until = self.registration_until or self.start
        return self.registration and self.state == self.State.PUBLIC and moment < min(until, self.end)

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether it has ended."""
        return self.end <= (now or timezone.now())


class RegistrationQuerySet(models.QuerySet[Any]):
    """Registrations."""

    def live(self) -> RegistrationQuerySet:
        """Those that have a seat or wait for one."""
        return self.exclude(state="cancelled")

    def seated(self) -> RegistrationQuerySet:
        """Those that have a seat."""
        return self.filter(state="registered")


class Registration(models.Model):
    """That somebody comes, or waits for a seat; the waiting list is in the order of keys."""

    class State(models.TextChoices):
        """What it is worth."""

        REGISTERED = "registered", _("angemeldet")
        WAITING = "waiting", _("auf der Warteliste")
        CANCELLED = "cancelled", _("abgemeldet")

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="registrations")
    #: Folded to small letters; empty for what was entered at the door or on the telephone.
    address = models.CharField(_("E-Mail-Adresse"), max_length=254, blank=True)
    name = models.CharField(_("Name"), max_length=80)
    note = models.CharField(_("Was wir wissen sollten"), max_length=300, blank=True)
    language = models.CharField(max_length=10, default="de")
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices)
    nonce = models.CharField(max_length=22, default=new_nonce)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    moved_up_at = models.DateTimeField(null=True, blank=True)
    attended_at = models.DateTimeField(_("eingelassen"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "address"],
                condition=~Q(address="") & Q(state__in=["registered", "waiting"]),
                name="registration_once",
            )
        ]
        indexes = [models.Index(fields=["event", "state", "id"], name="registration_queue")]
        verbose_name = _("Anmeldung zum Termin")
        verbose_name_plural = _("Anmeldungen")

    def __str__(self) -> str:
        # Never name or address: this text stands in logs.
        return f"registration {self.pk}"
