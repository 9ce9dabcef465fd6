"""What a body concluded: the raw words, the outcome read from them, the count of votes, and the proof."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What became of a matter at one station. NONE means: the source does not say."""

    ADOPTED = "adopted", _("beschlossen")
    ADOPTED_CHANGED = "adoptedWithChanges", _("mit Änderungen beschlossen")
    REJECTED = "rejected", _("abgelehnt")
    RECOMMENDED = "recommended", _("empfohlen")
    NOT_RECOMMENDED = "notRecommended", _("nicht empfohlen")
    NOTED = "noted", _("zur Kenntnis genommen")
    POSTPONED = "postponed", _("vertagt")
    REFERRED = "referred", _("verwiesen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    SETTLED = "settled", _("erledigt")
    NONE = "none", _("nicht veröffentlicht")


class Basis(models.TextChoices):
    """How an outcome came about, so that what is derived says so."""

    TEXT = "text", _("steht im Ergebnis")
    COUNTS = "counts", _("aus den Stimmenzahlen abgeleitet")
    ROLE = "role", _("aus Ergebnis und Zuständigkeit abgeleitet")
    CORRECTION = "correction", _("durch die Redaktion berichtigt")
    NONE = "none", _("nicht bekannt")


class ResultFields(models.Model):
    """The conclusion of a station. `result` is the source's own text; the rest is read from it."""

    result = models.TextField(_("Ergebnis laut Quelle"), blank=True)
    outcome = models.CharField(_("Ausgang"), max_length=20, choices=Outcome, default=Outcome.NONE)
    outcome_basis = models.CharField(_("Grundlage"), max_length=12, choices=Basis, default=Basis.NONE)
    yes = models.PositiveIntegerField(_("Ja"), null=True, blank=True)
    no = models.PositiveIntegerField(_("Nein"), null=True, blank=True)
    abstentions = models.PositiveIntegerField(_("Enthaltungen"), null=True, blank=True)
    unanimous = models.BooleanField(_("einstimmig"), null=True, blank=True)
    #: The words of `result` that outcome and votes were read from, and 0–100 how sure the reading is.
    quote = models.TextField(_("Beleg"), blank=True)
    confidence = models.PositiveSmallIntegerField(_("Sicherheit in %"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_votes(self) -> bool:
        """Whether the source gives a count or says unanimous."""
        return self.yes is not None or self.no is not None or bool(self.unanimous)
