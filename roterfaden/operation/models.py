"""Leases: who may do a thing that only one process does at a time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """One process's right to do one thing, until `until`. See `operation.leases`."""

    name = models.CharField(_("Name"), max_length=120, primary_key=True)
    holder = models.CharField(_("Prozess"), max_length=200)
    until = models.DateTimeField(_("gilt bis"))

    class Meta:
        verbose_name = _("Belegung")
        verbose_name_plural = _("Belegungen")

    def __str__(self) -> str:
        return self.name
