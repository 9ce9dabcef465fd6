"""What a silent change is about, where that is not the paper or meeting itself: a file, an agenda item, a station."""

from __future__ import annotations

from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from roterfaden.council.models import AgendaItem, Consultation, File, Organization

_ID = OuterRef("object_id")
_TEXT = CharField()
_FILE = File.objects.filter(pk=_ID).annotate(
    called=Coalesce(NullIf(F("name"), Value("")), F("file_name"), output_field=_TEXT)
)
_ITEM = AgendaItem.objects.filter(pk=_ID).annotate(
    called=Trim(Concat("number", Value(" "), "name", output_field=_TEXT), output_field=_TEXT)
)
_BODY = Organization.objects.visible_to().filter(pk=OuterRef("organization"))
_STATION = Consultation.objects.filter(pk=_ID).annotate(
    called=Coalesce(Subquery(_BODY.values("name")[:1]), F("organization_name"), output_field=_TEXT)
)

#: An expression over revisions; empty where the change is one of the paper or the meeting itself.
SUBJECT = Case(
    When(oparl_type="File", then=Subquery(_FILE.values("called")[:1])),
    When(oparl_type="AgendaItem", then=Subquery(_ITEM.values("called")[:1])),
    When(oparl_type="Consultation", then=Subquery(_STATION.values("called")[:1])),
    default=Value(""),
    output_field=_TEXT,
)
