"""Cases: what somebody has to look at. One for each thing at a time, whoever reported it and whatever held it back.

No personal data but the account of the moderator; closed cases keep only its number, which forbids them to decide on
an objection against themselves.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.moderation.kinds import GRAVITY_LABELS, WITHIN, FoundBy

KIND = 40
#: Gravity first, then age, as one number that an index can walk along.
STEP = 10**11


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", _("offen")
    CLOSED = "closed", _("entschieden")


def rank_of(gravity: int, opened_at: datetime) -> int:
    """The place in the queue: small ones first."""
    return (9 - gravity) * STEP + int(opened_at.timestamp())


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases."""

    def open(self) -> CaseQuerySet:
        """What waits for a decision."""
        return self.filter(state=CaseState.OPEN)

    def about(self, target: Ref) -> CaseQuerySet:
        """Those about one thing."""
        return self.filter(target_kind=target.kind, target_key=target.key)

    def overdue(self, now: datetime | None = None) -> CaseQuerySet:
        """Open ones whose time limit has passed."""
        return self.open().filter(due_at__lt=now or timezone.now())


class Case(models.Model):
    """Something to look at. `version` counts changes: two moderators at once are told of each other."""

    target_kind = models.CharField(max_length=KIND)
    target_key = models.CharField(max_length=LONGEST_KEY)
    area_kind = models.CharField(max_length=KIND)
    area_key = models.CharField(max_length=LONGEST_KEY)
    #: What kind of thing it is for people: "comment", "idea".
    thing_kind = models.CharField(_("Art"), max_length=KIND)
    cause = models.CharField(_("Anlass"), max_length=8, choices=FoundBy.choices)
    state = models.CharField(_("Stand"), max_length=6, choices=CaseState.choices, default=CaseState.OPEN)
    gravity = models.PositiveSmallIntegerField(_("Dringlichkeit"), default=1)
    rank = models.BigIntegerField(default=0)
    report_count = models.PositiveIntegerField(_("Meldungen"), default=0)
    opened_at = models.DateTimeField(_("seit"), default=timezone.now)
    due_at = models.DateTimeField(_("zu entscheiden bis"))
    closed_at = models.DateTimeField(_("entschieden"), null=True, blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Account numbers, kept without the account: who decided, and who may not (a reporter's objection was upheld).
    decided_key = models.BigIntegerField(null=True, blank=True)
    barred_key = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_key"], condition=Q(state="open"), name="case_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_key=None) | Q(barred_key=None) | ~Q(decided_key=F("barred_key")),
                name="case_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, decided_key=None)
                | Q(state="closed", closed_at__isnull=False),
                name="case_closed_is_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["rank", "id"], name="case_queue", condition=Q(state="open")),
            models.Index(fields=["target_kind", "target_key", "-id"], name="case_target"),
            models.Index(fields=["area_kind", "area_key", "state"], name="case_area"),
        ]
        permissions = [
            ("decide_case", _("Fälle der Moderation entscheiden")),
            ("decide_objection", _("über Widersprüche entscheiden")),
        ]
        default_permissions = ("view",)
        verbose_name = _("Fall der Moderation")
        verbose_name_plural = _("Fälle der Moderation")

    def __str__(self) -> str:
        return f"Fall {self.pk}"

    @property
    def target(self) -> Ref:
        """What it is about, as the registry of targets names it."""
        return Ref(self.target_kind, self.target_key)

    @property
    def area(self) -> Ref:
        """Whose rules hold there."""
        return Ref(self.area_kind, self.area_key)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide."""
        return self.state == CaseState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether its time limit has passed."""
        return self.is_open and self.due_at < timezone.now()

    @property
    def gravity_label(self) -> str:
        """How urgent, in a word."""
        return str(GRAVITY_LABELS.get(self.gravity, ""))

    def placed(self, gravity: int) -> None:
        """Set gravity and with it the place in the queue and the time limit."""
        self.gravity = gravity
        self.rank = rank_of(gravity, self.opened_at)
        self.due_at = self.opened_at + WITHIN[gravity]
