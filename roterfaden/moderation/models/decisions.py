"""Decisions: what was done, by which rule, on which facts, found how, and how to object. And objections.

Personal data: the person concerned, facts about what they wrote, the words of an objection. Purpose: to state reasons
and to let somebody else look again (after Art. 17 and 20 DSA). Legal basis: Art. 6 (1) e GDPR. Erasure: with the
person; facts and objections by a job two years after the decision. The public log never shows any of it.

Who decided is kept as the account and as its number: the account may go, the number still keeps the same person from
deciding on the objection.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.moderation.kinds import MEASURES, TO_UNDO, Ended, FoundBy, Kind, Side
from roterfaden.moderation.models.cases import KIND, Case
from roterfaden.moderation.models.reports import Report
from roterfaden.moderation.models.rules import HouseRule

#: A measure without these does not exist, not even for whoever writes into the database by hand.
STATED = (
    ~Q(facts="")
    & ~Q(how_to_object="")
    & Q(automated__isnull=False, objection_until__isnull=False)
    & (Q(rule__isnull=False) | ~Q(area_rule=""))
)


def new_nonce() -> str:
    """What makes the private link of a decision one that nobody can guess, and void when it is changed."""
    return secrets.token_urlsafe(16)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def measures(self) -> DecisionQuerySet:
        """Those that took something from somebody."""
        return self.filter(kind__in=MEASURES)

    def standing(self) -> DecisionQuerySet:
        """Those that hold: neither undone nor lifted."""
        return self.filter(ended="")

    def about(self, target: Ref) -> DecisionQuerySet:
        """Those about one thing."""
        return self.filter(target_kind=target.kind, target_key=target.key)


class Decision(models.Model):
    """One decision about one thing or person."""

    #: Its name in public: log, ledger, address.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nonce = models.CharField(max_length=22, default=new_nonce)
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    target_kind = models.CharField(max_length=KIND)
    target_key = models.CharField(max_length=LONGEST_KEY)
    area_kind = models.CharField(max_length=KIND)
    area_key = models.CharField(max_length=LONGEST_KEY)
    thing_kind = models.CharField(_("Art"), max_length=KIND)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="decisions")

    kind = models.CharField(_("was"), max_length=8, choices=Kind.choices)
    rule = models.ForeignKey(HouseRule, models.PROTECT, null=True, blank=True, related_name="decisions")
    #: The words of a process' own rules that were broken, as they stood then.
    area_rule = models.CharField(_("Spielregel der Beteiligung"), max_length=500, blank=True)
    facts = models.TextField(_("was geschehen ist"), blank=True)
    found_by = models.CharField(_("aufgefallen durch"), max_length=8, choices=FoundBy.choices)
    #: Whether a program found it. What is decided, people decide.
    automated = models.BooleanField(_("automatisch gefunden"), null=True)
    how_to_object = models.TextField(_("wie man widerspricht"), blank=True)
    objection_until = models.DateTimeField(_("Widerspruch bis"), null=True, blank=True)
    until = models.DateTimeField(_("gesperrt bis"), null=True, blank=True)
    #: What is needed to restore exactly what was there; never words.
    before = models.JSONField(default=dict, blank=True)

    batch = models.UUIDField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField(_("entschieden"), default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_key = models.BigIntegerField()
    ended = models.CharField(_("beendet"), max_length=6, choices=Ended.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["release", "keep"]) | STATED, name="decision_stated"),
            models.CheckConstraint(
                condition=~Q(kind="suspend") | Q(until__isnull=False), name="decision_suspension_ends"
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_at=None) | (~Q(ended="") & Q(ended_at__isnull=False)),
                name="decision_ended_is_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["target_kind", "target_key", "-id"], name="decision_target"),
            models.Index(fields=["area_kind", "area_key", "kind", "-id"], name="decision_area"),
            models.Index(fields=["kind", "-id"], name="decision_kind"),
            models.Index(fields=["batch", "id"], name="decision_batch", condition=Q(batch__isnull=False)),
            models.Index(fields=["person", "until"], name="decision_suspended", condition=Q(kind="suspend", ended="")),
        ]
        default_permissions = ()
        verbose_name = _("Entscheidung der Moderation")
        verbose_name_plural = _("Entscheidungen der Moderation")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("moderation", str(self.uid))

    @property
    def target(self) -> Ref:
        """What it is about, as the registry of targets names it."""
        return Ref(self.target_kind, self.target_key)

    @property
    def area(self) -> Ref:
        """Whose rules held."""
        return Ref(self.area_kind, self.area_key)

    @property
    def is_measure(self) -> bool:
        """Whether it took something from somebody."""
        return self.kind in MEASURES

    def can_be_undone(self, now: datetime | None = None) -> bool:
        """Whether whoever took it may still take it back."""
        return not self.ended and (now or timezone.now()) < self.made_at + TO_UNDO

    def can_be_objected(self, now: datetime | None = None) -> bool:
        """Whether the time for the author's objection runs."""
        until = self.objection_until
        return self.is_measure and not self.ended and until is not None and (now or timezone.now()) < until


class ObjectionState(models.TextChoices):
    """Where an objection stands."""

    OPEN = "open", _("wird geprüft")
    UPHELD = "upheld", _("erfolgreich")
    REJECTED = "rejected", _("abgelehnt")


class Objection(models.Model):
    """Somebody asks for another look: the author at a measure, a reporter at a report that led to nothing."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="objections")
    side = models.CharField(_("von"), max_length=8, choices=Side.choices)
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="objections")
    text = models.TextField(_("Begründung"), blank=True)
    created_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    due_at = models.DateTimeField(_("zu entscheiden bis"))
    state = models.CharField(_("Stand"), max_length=8, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    #: Who took the decision that is objected to; they may not decide here.
    against_key = models.BigIntegerField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_key = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(_("entschieden"), null=True, blank=True)
    answer = models.TextField(_("Begründung der Entscheidung"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(side="author"), name="objection_author_once"),
            models.UniqueConstraint(fields=["decision", "report"], name="objection_report_once"),
            models.CheckConstraint(
                condition=Q(side="author", report=None) | Q(side="reporter", report__isnull=False),
                name="objection_side",
            ),
            models.CheckConstraint(
                condition=Q(decided_key=None) | ~Q(decided_key=F("against_key")), name="objection_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_key=None)
                | (~Q(state="open") & Q(decided_key__isnull=False, decided_at__isnull=False) & ~Q(answer="")),
                name="objection_answered",
            ),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="objection_queue", condition=Q(state="open"))]
        default_permissions = ()
        verbose_name = _("Widerspruch")
        verbose_name_plural = _("Widersprüche")

    def __str__(self) -> str:
        return f"Widerspruch {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide."""
        return self.state == ObjectionState.OPEN
