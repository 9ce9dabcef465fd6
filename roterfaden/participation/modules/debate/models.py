"""What is debated. No personal data: who said what stands with the comments."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import Ref
from roterfaden.participation.models import Phase, Process


class ThesisQuerySet(models.QuerySet[Any]):
    """Theses."""

    def visible_to(self, user: Any = None) -> ThesisQuerySet:
        """Those of visible processes that are not withdrawn. Only the back office passes a user."""
        return self.filter(withdrawn_at=None, phase__process__in=Process.objects.visible_to(user))


class Thesis(models.Model):
    """A sentence or question that people debate in a phase."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="theses")
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    title = models.CharField(_("These oder Frage"), max_length=200)
    title_en = models.CharField(_("These oder Frage (englisch)"), max_length=200, blank=True)
    text = models.TextField(_("Was man dazu wissen sollte"), blank=True)
    text_en = models.TextField(_("Was man dazu wissen sollte (englisch)"), blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    #: Counts saves: who saves on top of an older one is shown the difference.
    version = models.PositiveIntegerField(default=1)

    objects = ThesisQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["phase", "order", "pk"]
        verbose_name = _("These")
        verbose_name_plural = _("Thesen")

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("thesis", str(self.pk))
