"""What threads are about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A topic, such as climate or housing: threads name theirs, and each has a page."""

    title = models.CharField(_("Name"), max_length=120, unique=True)
    title_en = models.CharField(_("Name (englisch)"), max_length=120, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    text = models.TextField(_("Worum es geht"), blank=True)
    text_en = models.TextField(_("Worum es geht (englisch)"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title"]
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")

    def __str__(self) -> str:
        return self.title
