"""What search keeps in the database: the documents that the index has still to follow."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingDocument(models.Model):
    """An object whose document in the index must be written again; written in the transaction that changed it.

    `token` changes with every queueing, so that the indexer deletes exactly the row it has read. A suppressed object
    is excluded from hits and counts from this moment on, whatever the index still holds of it.
    """

    kind = models.CharField(_("Art"), max_length=40)
    object_id = models.PositiveBigIntegerField(_("Schlüssel"))
    suppressed = models.BooleanField(_("verborgen"), default=False)
    queued_at = models.DateTimeField(_("vorgemerkt"))
    token = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="pendingdocument_once")]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="pending_suppressed", condition=models.Q(suppressed=True))
        ]
        verbose_name = _("ausstehender Sucheintrag")
        verbose_name_plural = _("ausstehende Sucheinträge")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SharedIndex(models.Model):
    """Which tables the shared index in PostgreSQL is in (`search.engines.tables`): one row, or none."""

    name = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name
