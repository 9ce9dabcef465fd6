"""What somebody consented to: one row for each purpose, with the text that was shown.

Personal data: that a person consented, when, how, and until when. Purpose: proof (Art. 7 (1) GDPR). Legal basis: Art. 6
(1) c. Erasure: with the person; a revoked consent three years after it was revoked (limitation of claims).
"""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models.people import Person


def new_nonce() -> str:
    """128 bits that the link for revoking is signed with."""
    return secrets.token_urlsafe(16)


class Consent(models.Model):
    """A consent to one purpose. It stands until `revoked_at`; a new text needs a new one."""

    class How(models.TextChoices):
        """How it was given: this is the proof, together with the text."""

        MAIL = "mail", _("Haken im Formular, bestätigt durch den Link in der Mail")
        FORM = "form", _("Haken im Formular, mit Konto oder bestätigter Mailadresse")
        LOGIN = "login", _("Anmeldung über einen Dienst")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("Zweck"), max_length=40)
    version = models.PositiveSmallIntegerField(_("Fassung des Textes"))
    #: Exactly what was shown.
    text = models.TextField(_("Text"))
    language = models.CharField(max_length=10, default="de")
    how = models.CharField(_("gegeben durch"), max_length=5, choices=How.choices)
    given_at = models.DateTimeField(_("gegeben"), default=timezone.now)
    revoked_at = models.DateTimeField(_("widerrufen"), null=True, blank=True)
    nonce = models.CharField(max_length=22, default=new_nonce)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], name="consent_once", condition=models.Q(revoked_at=None)
            )
        ]
        indexes = [models.Index(fields=["revoked_at"], name="consent_revoked")]
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
