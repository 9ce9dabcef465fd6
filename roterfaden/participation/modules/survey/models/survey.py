"""A survey: the questions of a phase, its key, and how its results are shown."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.survey.querysets import SurveyQuerySet

POLL = "poll"


def new_salt() -> bytes:
    """Of this survey alone, so that marks of two surveys cannot be compared."""
    return secrets.token_bytes(32)


class Survey(models.Model):
    """The questions of one phase. From the first answer on (`frozen`) their meaning stays as it is."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phase = models.OneToOneField(Phase, models.CASCADE, related_name="survey")
    intro = models.TextField(_("Einleitung"), blank=True)
    intro_en = models.TextField(_("Einleitung (englisch)"), blank=True)
    #: People may answer anew until the end. Then their answer is tied to them until it is counted, and they are told.
    changeable = models.BooleanField(
        _("Antworten sind bis zum Ende änderbar (dann sind sie bis zur Auswertung einer Person zugeordnet)"),
        default=False,
    )
    live = models.BooleanField(_("Zwischenstände zeigen, während die Umfrage läuft"), default=False)
    by_district = models.BooleanField(_("nach Stadtbezirk auswerten, wo er bekannt ist"), default=False)
    by_age = models.BooleanField(_("nach Altersgruppe auswerten, wo sie bekannt ist"), default=False)
    paper_days = models.PositiveSmallIntegerField(_("Bögen auf Papier noch so viele Tage nach dem Ende"), default=0)
    keep_days = models.PositiveSmallIntegerField(_("Antworten und Schlüssel löschen nach (Tagen)"), default=30)

    #: Counts changes of meaning: what was answered under an older version is not taken.
    version = models.PositiveIntegerField(default=1, editable=False)
    frozen = models.BooleanField(default=False, editable=False)
    #: X25519; the private half is no part of the database (`keys.py`). Empty: not made yet, or destroyed.
    public_key = models.BinaryField(max_length=32, default=b"", editable=False)
    #: The private key is closed with a password that only the office knows.
    locked = models.BooleanField(_("Auswertung nur mit Passwort"), default=False, editable=False)
    salt = models.BinaryField(max_length=32, default=new_salt, editable=False)
    evaluated_on = models.DateField(_("ausgewertet am"), null=True, blank=True, editable=False)
    forgotten_on = models.DateField(_("Antworten gelöscht am"), null=True, blank=True, editable=False)

    objects = SurveyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Umfrage")
        verbose_name_plural = _("Umfragen")
        constraints = [
            models.CheckConstraint(condition=Q(keep_days__lte=365), name="survey_keeps_a_year_at_most"),
            # A number that was shown must not fall again.
            models.CheckConstraint(condition=Q(live=False) | Q(changeable=False), name="survey_live_or_changeable"),
        ]

    def __str__(self) -> str:
        return f"Survey {self.pk}"

    @property
    def is_poll(self) -> bool:
        """Whether it is a quick poll: one question, shown on the page of the process."""
        return self.phase.module == POLL

    @property
    def is_ready(self) -> bool:
        """Whether answers can be sealed."""
        return bool(self.public_key) and self.evaluated_on is None
