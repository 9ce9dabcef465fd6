"""The seven stages of a concern."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Idee → Beteiligung → Beratung → Entscheidung → Umsetzung → Wirkung → Lernen."""

    IDEA = "idea", _("Idee")
    PARTICIPATION = "participation", _("Beteiligung")
    CONSULTATION = "consultation", _("Beratung")
    DECISION = "decision", _("Entscheidung")
    IMPLEMENTATION = "implementation", _("Umsetzung")
    EFFECT = "effect", _("Wirkung")
    LEARNING = "learning", _("Lernen")
