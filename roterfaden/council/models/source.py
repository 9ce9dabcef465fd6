"""Council systems that we read, and what happened each time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A council system that is read: OParl's System, or a system of another make read into the same model."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        OPARL = "oparl", "OParl"
        SIM = "sim", "SIM (Hannover)"

    class Mode(models.TextChoices):
        AUTO = "auto", _("automatisch")
        FULL = "full", _("immer vollständig")
        INCREMENTAL = "incremental", _("nur Geändertes")

    slug = models.SlugField(_("Kurzname"), max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=300)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    url = models.URLField(_("Adresse"), max_length=1000)
    #: Scheme-less base of all ids, e.g. `//host/oparl/`. Keys of objects are relative to it.
    base = models.CharField(_("Basis der Kennungen"), max_length=1000, blank=True)
    scheme = models.CharField(_("Schema"), max_length=5, default="https")
    former_bases = models.JSONField(_("frühere Adressen"), default=list, blank=True)
    enabled = models.BooleanField(_("eingeschaltet"), default=True)
    every_hours = models.PositiveSmallIntegerField(_("alle … Stunden lesen"), default=24)
    mode = models.CharField(_("Umfang"), max_length=12, choices=Mode, default=Mode.AUTO)
    max_vanish_percent = models.PositiveSmallIntegerField(
        _("Halt, wenn mehr als … % einer Art verschwinden"), default=30
    )
    mirror_files = models.BooleanField(_("Dateien spiegeln"), default=False)
    sample_data = models.BooleanField(_("Beispieldaten"), default=False)
    known_gaps = models.JSONField(_("bekannte Lücken"), default=list, blank=True)
    oparl_version = models.CharField(_("OParl-Version"), max_length=60, blank=True)
    contact_email = models.CharField(_("Kontakt: Mail"), max_length=300, blank=True)
    contact_name = models.CharField(_("Kontakt: Name"), max_length=300, blank=True)
    website = models.CharField(_("Website"), max_length=1000, blank=True)
    vendor = models.CharField(_("Hersteller"), max_length=1000, blank=True)
    product = models.CharField(_("Produkt"), max_length=1000, blank=True)
    license = models.CharField(_("Lizenz"), max_length=500, blank=True)
    last_complete_at = models.DateTimeField(_("zuletzt vollständig gelesen"), null=True, blank=True)
    last_full_at = models.DateTimeField(_("zuletzt jedes Objekt geprüft"), null=True, blank=True)
    next_run_at = models.DateTimeField(_("nächster Lauf"), null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")

    def __str__(self) -> str:
        return self.name

    @property
    def rounds_sizes(self) -> bool:
        """SIM says „533 KB“: good for readers, but not the number of bytes that OParl wants."""
        return self.kind == self.Kind.SIM

    def full_id(self, key: str) -> str:
        """The id as the source writes it, from a stored key."""
        return f"{self.scheme}:{key}" if key.startswith("//") else f"{self.scheme}:{self.base}{key}"


class ImportRun(models.Model):
    """One reading of a source: what a person needs to know about it, and where to go on after a kill."""

    wagtail_reference_index_ignore = True

    class Outcome(models.TextChoices):
        RUNNING = "running", _("läuft")
        COMPLETE = "complete", _("vollständig")
        INCOMPLETE = "incomplete", _("unvollständig")
        STOPPED = "stopped", _("angehalten (Plausibilität)")
        FAILED = "failed", _("gescheitert")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs", verbose_name=_("Quelle"))
    mode = models.CharField(_("Umfang"), max_length=12)
    outcome = models.CharField(_("Ausgang"), max_length=12, choices=Outcome, default=Outcome.RUNNING)
    started = models.DateTimeField(_("begonnen"), auto_now_add=True)
    finished = models.DateTimeField(_("beendet"), null=True, blank=True)
    message = models.TextField(_("Meldung"), blank=True)
    #: {kind: {"seen": n, "new": n, "changed": n, "missing": n, "withdrawn": n, "deleted": n}}
    counts = models.JSONField(_("Zahlen"), default=dict, blank=True)
    #: {code: {"count": n, "examples": [{"url": …, "detail": …}]}} – at most 20 examples a code.
    findings = models.JSONField(_("Befunde"), default=dict, blank=True)
    #: {"seconds": s, "index_seconds": s, "peak_mb": n, "requests": n, "not_modified": n, "bytes": n, "retries": n}
    figures = models.JSONField(_("Messwerte"), default=dict, blank=True)

    class Meta:
        ordering = ["-started", "-id"]
        verbose_name = _("Lauf")
        verbose_name_plural = _("Läufe")

    def __str__(self) -> str:
        return f"{self.source} {self.started:%Y-%m-%d %H:%M}"


class PageState(models.Model):
    """What an address of a source answered last, so that an unchanged one is neither sent nor parsed again."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(max_length=2000)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=80, blank=True)
    #: The answer's SHA-256, for servers without ETag.
    digest = models.CharField(max_length=64, blank=True)
    #: Which reader made `keys`: another version reads the address again.
    reader = models.CharField(max_length=40, blank=True)
    #: [[kind, key]] of the top-level objects on it, and where the list goes on.
    keys = models.JSONField(default=list)
    next_url = models.CharField(max_length=2000, blank=True)
    #: When it was last read anew: a killed run that is started again does not ask for it a second time.
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "url"], name="pagestate_once")]

    def __str__(self) -> str:
        return self.url
