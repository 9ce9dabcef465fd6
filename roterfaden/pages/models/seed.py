"""What the set-up has written once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seed(models.Model):
    """A page or entry that `pages.setup.ensure_site` made. It is never made again: editors may change and delete it."""

    name = models.CharField(max_length=100, primary_key=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Erstausstattung")
        verbose_name_plural = _("Erstausstattung")

    def __str__(self) -> str:
        return self.name
