"""What was: raw objects, silent changes, other ids, editors' corrections, open derivations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roterfaden.council.models.source import ImportRun, Source
from roterfaden.kit.html import safe_text


class RawObject(models.Model):
    """An object as the source sent it, its embedded objects replaced by their ids, and the hash that tells a change."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    key = models.CharField(max_length=500)
    oparl_type = models.CharField(max_length=20)
    #: SHA-256 of the canonical JSON of `body`.
    hash = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="rawobject_once")]

    def __str__(self) -> str:
        return self.key


class Revision(models.Model):
    """A silent change: an object that the source altered without calling it a new version.

    `changes` is [{"field": …, "old": …, "new": …}]; for a file `field` is "content" and old/new are SHA-256, with the
    texts as "old_text"/"new_text" where both could be read.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    oparl_type = models.CharField(_("Art"), max_length=20)
    object_id = models.PositiveBigIntegerField()
    #: The paper or meeting whose page shows it.
    paper = models.ForeignKey("council.Paper", models.CASCADE, null=True, blank=True, related_name="revisions")
    meeting = models.ForeignKey("council.Meeting", models.CASCADE, null=True, blank=True, related_name="revisions")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, blank=True, related_name="revisions")
    seen_at = models.DateTimeField(_("bemerkt"), db_index=True)
    changes = models.JSONField(_("Änderungen"), default=list)

    class Meta:
        ordering = ["-seen_at", "-id"]
        indexes = [models.Index(fields=["oparl_type", "object_id"], name="revision_of_object")]
        verbose_name = _("stille Änderung")
        verbose_name_plural = _("stille Änderungen")

    def __str__(self) -> str:
        return f"{self.oparl_type} {self.object_id} {self.seen_at:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """The name of the file, agenda item or station that changed; `querysets.shown_revisions` reads it along."""
        return safe_text(" ".join((getattr(self, "about", None) or "").split()))


class IdAlias(models.Model):
    """Another id under which a source named an object."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    alias = models.CharField(max_length=500)
    key = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "alias"], name="idalias_once")]

    def __str__(self) -> str:
        return f"{self.alias} → {self.key}"


class Correction(models.Model):
    """An editor's overlay over one field of one object. No import overwrites it; it says why it exists."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name=_("Quelle"))
    key = models.CharField(_("Kennung"), max_length=500)
    oparl_type = models.CharField(_("Art"), max_length=20)
    field = models.CharField(_("Feld"), max_length=60)
    value = models.JSONField(_("richtiger Wert"))
    reason = models.TextField(_("Begründung"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("Person", "von"),
    )
    created = models.DateTimeField(_("angelegt"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key", "field"], name="correction_once")]
        verbose_name = _("Berichtigung")
        verbose_name_plural = _("Berichtigungen")

    def __str__(self) -> str:
        return f"{self.oparl_type} {self.key}: {self.field}"


class PendingDerivation(models.Model):
    """A paper whose derived fields must be computed again; written with the change, gone with the computation."""

    paper = models.OneToOneField("council.Paper", models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.paper_id)
