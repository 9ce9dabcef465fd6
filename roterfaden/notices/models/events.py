"""What happened, and which things' followers hear of it. No personal data."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import Ref
from roterfaden.notices.models.followers import KEY, KIND


class Event(models.Model):
    """One event, accepted in the transaction of the change. Its key is unique for ever."""

    class State(models.TextChoices):
        """How far the worker is."""

        NEW = "new", _("neu")
        #: Its targets are known; the worker walks along their followers.
        SPREADING = "spreading", _("wird verteilt")
        DONE = "done", _("verteilt")
        #: Its time is over: only the key is left, so that the same event never comes back as news.
        FORGOTTEN = "forgotten", _("gelöscht")

    key = models.CharField(max_length=250, unique=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=KIND)
    subject_key = models.CharField(max_length=KEY)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    #: Further things that the announcing room named: [[kind, key], …]
    named = models.JSONField(default=list)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_waiting", condition=models.Q(state__in=["new", "spreading"])),
            models.Index(fields=["happened_at"], name="event_age"),
        ]
        verbose_name = _("Ereignis")
        verbose_name_plural = _("Ereignisse")

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> Ref:
        """What it happened to."""
        return Ref(self.subject_kind, self.subject_key)


class EventTarget(models.Model):
    """A thing whose followers hear of an event, with how far the worker is: it is the work item of the fan-out."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=KIND)
    key = models.CharField(max_length=KEY)
    #: Followers up to this key have their notice.
    reached = models.BigIntegerField(default=0)
    done = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "kind", "key"], name="eventtarget_once")]
        indexes = [
            models.Index(fields=["kind", "key", "-event"], name="eventtarget_feed"),
            models.Index(fields=["id"], name="eventtarget_open", condition=models.Q(done=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}:{self.key}"

    @property
    def ref(self) -> Ref:
        """The thing."""
        return Ref(self.kind, self.key)
