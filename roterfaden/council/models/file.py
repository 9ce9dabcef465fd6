"""File (OParl 1.1, section 3.12), where it hangs, its text and its copy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.meeting import AgendaItem, Meeting
from roterfaden.council.models.paper import Paper


class File(CouncilObject):
    """A file at the source; a copy of it here only where the operator mirrors."""

    oparl_type = "File"

    class TextState(models.TextChoices):
        WAITING = "waiting", _("Text noch nicht gelesen")
        READ = "read", _("Text gelesen")
        EMPTY = "empty", _("ohne Text (vermutlich ein Bild)")
        UNREADABLE = "unreadable", _("Text nicht lesbar")
        ABSENT = "absent", _("Datei an der Quelle nicht vorhanden")

    name = models.TextField(_("Name"), blank=True)
    file_name = models.CharField(_("Dateiname"), max_length=500, blank=True)
    mime_type = models.CharField(_("MIME-Typ"), max_length=200, blank=True)
    date = models.DateField(_("Datum"), null=True, blank=True)
    size = models.PositiveBigIntegerField(_("Größe in Byte"), null=True, blank=True)
    sha1_checksum = models.CharField(max_length=40, blank=True)
    sha512_checksum = models.CharField(max_length=128, blank=True)
    access_url = models.CharField(_("Adresse"), max_length=2000, blank=True)
    download_url = models.CharField(_("Adresse zum Herunterladen"), max_length=2000, blank=True)
    external_service_url = models.CharField(max_length=2000, blank=True)
    file_license = models.CharField(_("Lizenz der Datei"), max_length=500, blank=True)
    master_file = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="derivatives")
    # What we found when we fetched it.
    text_state = models.CharField(_("Text"), max_length=10, choices=TextState, default=TextState.WAITING)
    text_reason = models.CharField(_("Grund"), max_length=200, blank=True)
    pages = models.PositiveIntegerField(_("Seiten"), null=True, blank=True)
    content_sha256 = models.CharField(_("SHA-256 des Inhalts"), max_length=64, blank=True)
    content_etag = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(_("geholt"), null=True, blank=True)
    #: When to fetch it (again). Empty: a waiting file at once, any other never.
    next_read_at = models.DateTimeField(null=True, blank=True, db_index=True)
    #: Failed attempts in a row, for the pause before the next one.
    read_failures = models.PositiveSmallIntegerField(default=0)
    #: Path of the copy below the file storage; empty: not mirrored.
    mirror_path = models.CharField(_("Kopie"), max_length=300, blank=True)

    def shown_on(self) -> tuple[int | None, int | None]:
        """The paper or the meeting whose page shows this file; of several the first, public ones before others."""
        places = self.links.select_related("paper", "meeting", "agenda_item__meeting").order_by("position", "pk")
        ordered = sorted(places, key=lambda link: not link.is_public)
        first = next((link for link in ordered if link.paper_id or link.meeting_id or link.agenda_item_id), None)
        if first is None:
            return None, None
        item = first.agenda_item
        return first.paper_id, first.meeting_id or (item.meeting_id if item is not None else None)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        indexes = [
            models.Index(fields=["text_state", "id"], name="file_by_text_state"),
            models.Index(
                fields=["source", "id"],
                name="file_to_mirror",
                condition=models.Q(mirror_path="") & ~models.Q(content_sha256=""),
            ),
        ]


class FileLink(models.Model):
    """Where a file hangs. One file may hang in several places; it is public as long as one of them is."""

    class Role(models.TextChoices):
        MAIN = "mainFile", _("Hauptdokument")
        AUXILIARY = "auxiliaryFile", _("Anlage")
        INVITATION = "invitation", _("Einladung")
        RESULTS = "resultsProtocol", _("Ergebnisprotokoll")
        VERBATIM = "verbatimProtocol", _("Wortprotokoll")
        RESOLUTION = "resolutionFile", _("Beschluss")

    file = models.ForeignKey(File, models.CASCADE, related_name="links")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="file_links", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="file_links", null=True, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="file_links", null=True, blank=True)
    role = models.CharField(max_length=16, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.role} {self.file_id}"

    @property
    def is_public(self) -> bool:
        """Whether what the file hangs at here is public: a paper, a meeting, or an item of a public one."""
        item = self.agenda_item
        owner = self.paper or self.meeting or (item.meeting if item is not None and item.is_public else None)
        return owner is not None and owner.is_public


class FileText(models.Model):
    """The text of a file: extracted by us, or given by the source (OParl `text`)."""

    file = models.OneToOneField(File, models.CASCADE, related_name="text", primary_key=True)
    text = models.TextField()
    from_source = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.file_id)
