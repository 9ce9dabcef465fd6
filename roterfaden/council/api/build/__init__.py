"""Rows of the database → schemas. Nothing here sends a statement of its own but for what the caller prefetched."""

from roterfaden.council.api.build.basics import body_name, common, ref, refs, result, title, votes
from roterfaden.council.api.build.files import file_row, file_values, holders
from roterfaden.council.api.build.meetings import agenda_item, meeting_row, meeting_values
from roterfaden.council.api.build.papers import cost_lines, paper_row, paper_values, place, relation, sections, station
from roterfaden.council.api.build.people import (
    body_row,
    membership_row,
    organization_row,
    organization_values,
    person_row,
    person_values,
)
from roterfaden.council.api.build.sources import revision_row, run_row, source_row

__all__ = [
    "agenda_item",
    "body_name",
    "body_row",
    "common",
    "cost_lines",
    "file_row",
    "file_values",
    "holders",
    "meeting_row",
    "meeting_values",
    "membership_row",
    "organization_row",
    "organization_values",
    "paper_row",
    "paper_values",
    "person_row",
    "person_values",
    "place",
    "ref",
    "refs",
    "relation",
    "result",
    "revision_row",
    "run_row",
    "sections",
    "source_row",
    "station",
    "title",
    "votes",
]
