"""The house rules: what holds everywhere. A rule is never overwritten: each wording is a row of its own, so that a
decision names for ever the words under which it was taken. No personal data but the account of who wrote a wording.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import Ref


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    """House rules."""

    def in_force(self) -> HouseRuleQuerySet:
        """Those that hold now, in their order."""
        return self.filter(valid_until=None).order_by("order", "pk")


class HouseRule(models.Model):
    """One wording of a rule. `key` stays, `version` counts."""

    key = models.SlugField(_("Kurzname"), max_length=40)
    version = models.PositiveIntegerField(_("Fassung"), default=1)
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    title = models.CharField(_("Regel"), max_length=120)
    title_en = models.CharField(_("Regel (englisch)"), max_length=120, blank=True)
    text = models.TextField(_("Was gemeint ist"))
    text_en = models.TextField(_("Was gemeint ist (englisch)"), blank=True)
    valid_from = models.DateTimeField(_("gilt seit"), default=timezone.now)
    valid_until = models.DateTimeField(_("galt bis"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = HouseRuleQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["order", "key", "version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="houserule_version_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(valid_until=None), name="houserule_one_in_force"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from__lte=F("valid_until")), name="houserule_forward"
            ),
        ]
        permissions = [("write_rules", _("Hausregeln schreiben"))]
        default_permissions = ("view",)
        verbose_name = _("Hausregel")
        verbose_name_plural = _("Hausregeln")

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def ref(self) -> Ref:
        """Its name among public things: all wordings of a rule are one thing."""
        return Ref("houserule", self.key)
