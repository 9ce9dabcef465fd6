"""What became of threads: nothing that was public vanishes without a trace."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.threads.models.thread import Thread


class ThreadAddress(models.Model):
    """An address that a thread once had; it leads on for ever and is never given to another thread."""

    slug = models.SlugField(_("frühere Adresse"), max_length=120, unique=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="addresses", verbose_name=_("Faden"))
    since = models.DateTimeField(_("seit"), default=timezone.now)

    class Meta:
        verbose_name = _("frühere Adresse")
        verbose_name_plural = _("frühere Adressen")

    def __str__(self) -> str:
        return self.slug


class Happening(models.Model):
    """Something that changed what a public thread is; its page says it. `reason` is for the public."""

    class Kind(models.TextChoices):
        """What happened."""

        RENAMED = "renamed", _("umbenannt")
        MERGED_INTO = "merged_into", _("ist in einem anderen Faden aufgegangen")
        TOOK_IN = "took_in", _("hat einen anderen Faden aufgenommen")
        SPLIT_OFF = "split_off", _("hat Stationen an einen neuen Faden abgegeben")
        SPLIT_FROM = "split_from", _("entstand aus einem anderen Faden")
        STATION_REMOVED = "station_removed", _("Station entfernt")
        CLOSED = "closed", _("abgeschlossen")
        REOPENED = "reopened", _("wieder aufgenommen")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="happenings", verbose_name=_("Faden"))
    kind = models.CharField(_("Was geschah"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("wann"), default=timezone.now)
    other = models.ForeignKey(
        Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("anderer Faden")
    )
    #: Facts without titles: numbers of stations, stage and date of one.
    data = models.JSONField(default=dict, blank=True)
    reason = models.CharField(_("Grund"), max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["thread", "-at", "-id"], name="happening_newest")]
        verbose_name = _("Veränderung eines Fadens")
        verbose_name_plural = _("Veränderungen von Fäden")

    def __str__(self) -> str:
        return self.get_kind_display()
