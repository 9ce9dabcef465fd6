"""What the rule-based checks know: their hits, the word list, and traces of recent texts (hashes, never words).

Personal data: hits stand beside a contribution, traces name its author. Purpose: to hold back floods and copies. Legal
basis: Art. 6 (1) e GDPR. Erasure: traces after 30 days, hits half a year after their case, both with their person.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY
from roterfaden.moderation.models.cases import KIND


class Hit(models.Model):
    """That a rule-based check found something, by which version of which rule."""

    target_kind = models.CharField(max_length=KIND)
    target_key = models.CharField(max_length=LONGEST_KEY)
    rule = models.CharField(_("Prüfung"), max_length=20)
    version = models.CharField(_("Fassung"), max_length=20)
    gravity = models.PositiveSmallIntegerField(_("Dringlichkeit"), default=1)
    #: What exactly was found, for the moderators alone.
    detail = models.CharField(_("Fund"), max_length=300, blank=True)
    at = models.DateTimeField(_("wann"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_kind", "target_key", "rule", "version"], name="hit_once")
        ]
        indexes = [models.Index(fields=["at"], name="hit_age")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.rule} {self.version}"


class ListedWord(models.Model):
    """A word, a phrase, or the beginning of words ("idiot*"), that holds a text back. Ended ones stay as rows."""

    word = models.CharField(_("Wort, Wendung oder Wortanfang mit *"), max_length=80)
    gravity = models.PositiveSmallIntegerField(
        _("Dringlichkeit"), choices=[(1, _("normal")), (2, _("bald")), (3, _("dringend"))], default=2
    )
    note = models.CharField(_("Warum"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("seit"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("bis"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["word", "pk"]
        constraints = [models.UniqueConstraint(fields=["word"], condition=Q(ended_at=None), name="listedword_once")]
        permissions = [("change_words", _("Wortliste ändern"))]
        default_permissions = ("view",)
        verbose_name = _("Wort der Liste")
        verbose_name_plural = _("Wortliste")

    def __str__(self) -> str:
        return self.word


class Trace(models.Model):
    """A hash of a recent text (`exact`), or one of the four smallest of its runs of words."""

    digest = models.BigIntegerField()
    exact = models.BooleanField()
    target_kind = models.CharField(max_length=KIND)
    target_key = models.CharField(max_length=LONGEST_KEY)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["digest", "exact"], name="trace_digest"),
            models.Index(fields=["target_kind", "target_key"], name="trace_target"),
            models.Index(fields=["at"], name="trace_age"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.target_kind}:{self.target_key}"
