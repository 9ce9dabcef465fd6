"""Stations that texts suggest, and texts that wait to be read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.threads.models.thread import Thread


class Suggestion(models.Model):
    """A thing that may belong to a thread, because a text says so. A refused one stays, so that it never comes back."""

    class Match(models.TextChoices):
        """What was found."""

        NUMBER = "number", _("Nummer einer Drucksache")
        ADDRESS = "address", _("Adresse eines Fadens")
        PLACE = "place", _("Name eines Ortes")
        REFERENCE = "reference", _("Verweis")

    class State(models.TextChoices):
        """What an editor says."""

        OPEN = "open", _("offen")
        CONFIRMED = "confirmed", _("bestätigt")
        REFUSED = "refused", _("abgelehnt")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("Faden"))
    kind = models.CharField(_("Art der Sache"), max_length=40)
    key = models.CharField(_("Schlüssel der Sache"), max_length=LONGEST_KEY)
    match = models.CharField(_("Fund"), max_length=10, choices=Match.choices)
    #: The words that were found, and the words around them.
    found = models.CharField(_("gefunden"), max_length=200)
    before = models.CharField(_("davor"), max_length=200, blank=True)
    after = models.CharField(_("danach"), max_length=200, blank=True)
    #: The thing in whose text it was found.
    found_kind = models.CharField(_("gefunden in: Art"), max_length=40)
    found_key = models.CharField(_("gefunden in: Schlüssel"), max_length=LONGEST_KEY)
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    created_at = models.DateTimeField(_("gefunden am"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["thread", "kind", "key"], name="suggestion_once")]
        indexes = [
            models.Index(fields=["-id"], name="suggestion_open", condition=models.Q(state="open")),
            models.Index(fields=["kind", "key"], name="suggestion_of_thing"),
        ]
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")

    def __str__(self) -> str:
        return self.found

    @property
    def ref(self) -> Ref:
        """The thing that is suggested."""
        return Ref(self.kind, self.key)

    @property
    def found_in(self) -> Ref:
        """The thing whose text says so."""
        return Ref(self.found_kind, self.found_key)


class PendingScan(models.Model):
    """A thing whose texts wait to be read; written in the transaction that changed it."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=LONGEST_KEY)
    #: Changes with every queueing, so that a job deletes exactly the row that it has read.
    token = models.BigIntegerField()
    queued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="pendingscan_once")]
        verbose_name = _("Text, der noch durchsucht wird")
        verbose_name_plural = _("Texte, die noch durchsucht werden")

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
