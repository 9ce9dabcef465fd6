"""Meeting and AgendaItem (OParl 1.1, sections 3.8 and 3.9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import PUBLIC, CouncilObject
from roterfaden.council.models.body import Body, Location
from roterfaden.council.models.organization import Organization, Person
from roterfaden.council.models.result import ResultFields


class Meeting(CouncilObject):
    """A meeting of one or more organizations."""

    oparl_type = "Meeting"

    body = models.ForeignKey(Body, models.CASCADE, related_name="meetings", null=True, blank=True)
    name = models.CharField(_("Name"), max_length=500, blank=True)
    meeting_state = models.CharField(_("Stand laut Quelle"), max_length=200, blank=True)
    cancelled = models.BooleanField(_("abgesagt"), default=False)
    start = models.DateTimeField(_("Beginn"), null=True, blank=True)
    end = models.DateTimeField(_("Ende"), null=True, blank=True)
    #: False where the source gives only a day; `start` is then that day's midnight in Berlin.
    has_time = models.BooleanField(_("Uhrzeit bekannt"), default=True)
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="meetings")
    organizations = models.ManyToManyField(Organization, related_name="meetings", blank=True)
    participants = models.ManyToManyField(Person, related_name="meetings", blank=True)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        indexes = [
            models.Index(fields=["start", "id"], name="meeting_by_start", condition=PUBLIC),
            models.Index(fields=["body", "start", "id"], name="meeting_by_body", condition=PUBLIC),
        ]


class AgendaItem(CouncilObject, ResultFields):
    """An item of a meeting's agenda."""

    oparl_type = "AgendaItem"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items", null=True)
    number = models.CharField(_("TOP"), max_length=100, blank=True)
    order = models.PositiveIntegerField(_("Reihenfolge"), default=0)
    name = models.TextField(_("Titel"), blank=True)
    public = models.BooleanField(_("öffentlich"), null=True, blank=True)
    resolution_text = models.TextField(_("Beschlusstext"), blank=True)
    start = models.DateTimeField(_("Beginn"), null=True, blank=True)
    end = models.DateTimeField(_("Ende"), null=True, blank=True)
    #: Paper numbers that stand in the title, for items whose paper the source does not link.
    paper_numbers = models.JSONField(_("genannte Drucksachen"), default=list, blank=True)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnungspunkte")
        indexes = [models.Index(fields=["meeting", "order"], name="agendaitem_order")]
