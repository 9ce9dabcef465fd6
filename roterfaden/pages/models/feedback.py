"""What visitors write to the operator: a barrier, a mistake, a question."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """A message about the portal.

    Personal data: name and address of those who want an answer. Purpose: to answer. Legal basis: Art. 6 (1) c GDPR with
    § 9b NBGG (barriers), else e. Erased a year after it was dealt with (`pages.jobs`). No IP address is stored.
    """

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("Ich stoße auf eine Barriere")
        MISTAKE = "mistake", _("Etwas stimmt nicht")
        QUESTION = "question", _("Ich habe eine Frage")
        OTHER = "other", _("Etwas anderes")

    class State(models.TextChoices):
        NEW = "new", _("neu")
        IN_WORK = "inWork", _("in Arbeit")
        DONE = "done", _("erledigt")

    created = models.DateTimeField(_("eingegangen"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.BARRIER)
    page = models.CharField(_("Seite"), max_length=500, blank=True)
    message = models.TextField(_("Nachricht"))
    name = models.CharField(_("Name"), max_length=200, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    language = models.CharField(_("Sprache"), max_length=5, blank=True)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.NEW)
    note = models.TextField(_("Vermerk"), blank=True)
    done_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.message[:60]}"
