"""Meetings and their items."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.api.build.basics import body_name, common, ref, refs, result
from roterfaden.council.models import AgendaItem, Meeting


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """What rows and details of meetings share."""
    spot = meeting.location
    return {
        **common(meeting),
        "name": meeting.name,
        "meeting_state": meeting.meeting_state,
        "cancelled": meeting.cancelled,
        "start": meeting.start,
        "end": meeting.end,
        "has_time": meeting.has_time,
        "location": str(spot) if spot is not None and spot.is_public else None,
        "organizations": refs(meeting.organizations.all()),
        "body": body_name(meeting),
    }


def meeting_row(meeting: Meeting) -> out.MeetingRow:
    """A meeting in a list."""
    return out.MeetingRow(**meeting_values(meeting))


def agenda_item(item: AgendaItem, meeting: Meeting | None) -> out.AgendaItemRow:
    """An item with the papers that it is about."""
    found = [(row, ref(row.paper)) for row in item.consultations.all() if row.is_public]
    papers = [out.ItemPaper(consultation=row.pk, paper=paper) for row, paper in found if paper is not None]
    return out.AgendaItemRow(
        **common(item),
        meeting=ref(meeting),
        number=item.number,
        order=item.order,
        name=item.name,
        public=item.public,
        resolution_text=item.resolution_text,
        papers=papers,
        result=result(item, item.result, list(item.group_votes.all())),
    )
