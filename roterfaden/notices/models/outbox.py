"""The outbox: one row for every mail that goes out, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.notices.models.events import Event
from roterfaden.notices.models.followers import Follower, Following


class State(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", _("wartet")
    #: Waits for the weekly mail.
    GATHERED = "gathered", _("für die Wochenmail gesammelt")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("gescheitert")
    #: What it was about is not public any more, or is not followed any more.
    DROPPED = "dropped", _("entfallen")
    #: No mail is wanted: it stands on the follower's page and in the feed.
    SHOWN = "shown", _("nur auf der Seite")


class Mailing(models.Model):
    """A mail on its way. Taking a row moves `next_attempt_at` ahead; if the worker dies, the row is due again then."""

    state = models.CharField(_("Zustand"), max_length=8, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("nächster Versuch"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    sent_at = models.DateTimeField(_("gesendet"), null=True)
    #: What the mail server said last, without addresses.
    last_error = models.CharField(_("Fehler"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @property
    def host(self) -> str:
        """Where it goes, as far as operators need to know: the address's host."""
        return self.to_address.rpartition("@")[2]

    @property
    def to_address(self) -> str:
        """Whose mailbox it goes to; empty for nobody's."""
        raise NotImplementedError


class Outgoing(Mailing):
    """A mail to a follower."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def to_address(self) -> str:
        """The follower's."""
        return self.follower.address or ""


class Digest(Outgoing):
    """One mail for several notices of a follower: the weekly one (`key` such as 2026-W47), or what came all at once
    (n and the key of the first notice).
    """

    key = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "key"], name="digest_once")]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="digest_due", condition=models.Q(state="waiting")),
            models.Index(fields=["-id"], name="digest_failed", condition=models.Q(state="failed")),
        ]
        verbose_name = _("Sammelmail")
        verbose_name_plural = _("Sammelmails")


class Notice(Outgoing):
    """That a follower hears of an event: made exactly once, by the unique pair."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="notices")
    #: Why: the following through which it came. Empty once that has ended.
    following = models.ForeignKey(Following, models.SET_NULL, null=True, related_name="+")
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "follower"], name="notice_once")]
        indexes = [
            models.Index(fields=["follower", "-id"], name="notice_page"),
            models.Index(fields=["next_attempt_at", "id"], name="notice_due", condition=models.Q(state="waiting")),
            models.Index(fields=["follower", "id"], name="notice_gathered", condition=models.Q(state="gathered")),
            models.Index(fields=["-id"], name="notice_failed", condition=models.Q(state="failed")),
        ]
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")


class Letter(Outgoing):
    """A mail that somebody asked for by a form: please confirm, or the link to the own page."""

    class Kind(models.TextChoices):
        """What it says."""

        CONFIRM = "confirm", _("Bitte um Bestätigung")
        MANAGE = "manage", _("Link zur eigenen Seite")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    following = models.ForeignKey(Following, models.CASCADE, null=True, related_name="letters")
    #: The rhythm chosen in the form; it counts from the confirmation on.
    rhythm = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=10, default="de")

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="letter_due", condition=models.Q(state="waiting")),
            models.Index(fields=["-id"], name="letter_failed", condition=models.Q(state="failed")),
        ]
        verbose_name = _("Bestätigung oder Link")
        verbose_name_plural = _("Bestätigungen und Links")
