"""What of the council can be found: papers, files' texts, meetings, bodies, persons; each as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.council.documents import files, meetings, organizations, papers, persons, visible_files
from roterfaden.council.models import (
    Body,
    FileLink,
    Meeting,
    Membership,
    Organization,
    Paper,
    Person,
)
from roterfaden.council.models.result import Outcome
from roterfaden.places.models import District
from roterfaden.search.registry import Facet, Searchable, register, register_facet


def files_of_papers(keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """Files name the paper they belong to and are public by it."""
    return {"file": _linked(Q(paper__in=keys))}


def files_of_meetings(keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """The same for meetings and their agenda."""
    return {"file": _linked(Q(meeting__in=keys) | Q(agenda_item__meeting__in=keys))}


def named_with(keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """Persons and meetings are found by the names of their organizations."""
    persons = Membership.objects.filter(organization__in=keys, person__isnull=False)
    meetings = Meeting.organizations.through.objects.filter(organization__in=keys)
    return {
        "person": [pk for pk in persons.values_list("person_id", flat=True) if pk],
        "meeting": meetings.values_list("meeting_id", flat=True),
    }


def _linked(where: Q) -> Iterable[int]:
    return FileLink.objects.filter(where, file__text__isnull=False).values_list("file_id", flat=True)


def _names(rows: Iterable[tuple[object, str]]) -> dict[str, Any]:
    return {str(value): name for value, name in rows}


def _outcomes(values: Sequence[str]) -> dict[str, Any]:
    return {value: Outcome(value).label for value in values if value in Outcome.values}


def _organization_names(values: Sequence[str]) -> dict[str, Any]:
    keys = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 18]
    return _names(Organization.objects.visible_to().filter(pk__in=keys).values_list("pk", "name"))


def _district_names(values: Sequence[str]) -> dict[str, Any]:
    return _names(District.objects.filter(slug__in=values).values_list("slug", "name"))


def _body_names(values: Sequence[str]) -> dict[str, Any]:
    return _names(Body.objects.visible_to().filter(slug__in=values).values_list("slug", "name"))


def register_council() -> None:
    """Tell search about the council; called once, when the app is ready."""
    paper, meeting, person = Paper.objects.visible_to, Meeting.objects.visible_to, Person.objects.visible_to
    organization = Organization.objects.visible_to
    register(Searchable("paper", _("Drucksache"), _("Drucksachen"), paper, papers, 1.5, dependents=files_of_papers))
    register(Searchable("file", _("Datei"), _("Dateien"), visible_files, files, 1.0, batch=25))
    register(Searchable("meeting", _("Sitzung"), _("Sitzungen"), meeting, meetings, 1.1, dependents=files_of_meetings))
    register(
        Searchable("organization", _("Gremium"), _("Gremien"), organization, organizations, 1.6, dependents=named_with)
    )
    register(Searchable("person", _("Person"), _("Personen"), person, persons, 1.5))
    register_facet(Facet("year", "jahr", _("Jahr"), order="value"))
    register_facet(Facet("outcome", "ausgang", _("Ausgang"), _outcomes))
    register_facet(Facet("organization", "gremium", _("Gremium"), _organization_names))
    register_facet(Facet("district", "bezirk", _("Stadtbezirk"), _district_names))
    register_facet(Facet("body", "koerperschaft", _("Körperschaft"), _body_names))
