"""The types that are served: which rows are public, which are gone, to which body they belong, how they become JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from roterfaden.council.models import Body, FileLink, Meeting, Organization, Paper, Person
from roterfaden.council.models.base import GONE_STATES, visibility
from roterfaden.council.oparl import objects, rows, work
from roterfaden.council.oparl.values import Json


@dataclass(frozen=True)
class Kind:
    """One type of OParl."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    json: Callable[[Any], Json]
    #: Path to the object without which this one is not public (`paper__`).
    parent: str = ""
    #: Path to the body; None: `belongs` says it.
    body: str = "body"
    belongs: Callable[[Body], Q] | None = None
    #: Further conditions under which a row is public or gone.
    shown: Callable[[], Q] | None = None
    lost: Callable[[], Q] | None = None

    def public(self) -> Q:
        """What everybody may see."""
        condition = Q(visibility())
        if self.parent:
            condition &= Q(visibility(path=self.parent))
        return condition & self.shown() if self.shown else condition

    def gone(self) -> Q:
        """What was public once: itself or that to which it belongs."""
        own = Q(state__in=GONE_STATES)
        if self.parent:
            own |= Q(visibility()) & Q(**{f"{self.parent}state__in": GONE_STATES})
        return own | (Q(visibility()) & self.lost()) if self.lost else own

    def of_body(self, body: Body) -> Q:
        """What belongs to a body. What names none belongs to the first body of its source."""
        if self.belongs:
            return self.belongs(body)
        return at_body(body, self.body)


def at_body(body: Body, path: str = "body") -> Q:
    """What names a body at `path`; what names none there belongs to the first body of its source."""
    condition = Q(**{path: body})
    if is_first(body):
        owner = path.removesuffix("body")
        condition |= Q(**{f"{path}__isnull": True, f"{owner}source": body.source_id})
    return condition


def is_first(body: Body) -> bool:
    """Whether no older body comes from the same source."""
    return not Body.objects.filter(source=body.source_id, pk__lt=body.pk).exists()


# -- files and places hang in several places ---------------------------------------------------------------------------


def _links(condition: Q) -> Exists:
    return Exists(FileLink.objects.filter(condition, file=OuterRef("pk")))


def file_shown() -> Q:
    """A file is public as long as one of the things it hangs at is."""
    item = Q(visibility(path="agenda_item__")) & Q(visibility(path="agenda_item__meeting__"))
    return Q(_links(Q(visibility(path="paper__")) | Q(visibility(path="meeting__")) | item))


def file_lost() -> Q:
    """All that it hangs at is gone."""
    names = ("paper", "meeting", "agenda_item", "agenda_item__meeting")
    lost = Q()
    for name in names:
        lost |= Q(**{f"{name}__state__in": GONE_STATES})
    return ~file_shown() & Q(_links(lost))


def file_belongs(body: Body) -> Q:
    """A file belongs to the body of what it hangs at."""
    paths = ("paper__body", "meeting__body", "agenda_item__meeting__body")
    return Q(_links(reduce(or_, (at_body(body, path) for path in paths))))


def place_belongs(body: Body) -> Q:
    """A place belongs to the bodies whose objects lie there; one that nothing uses, to the first body of its source."""
    condition = Q(Exists(Body.objects.filter(location=OuterRef("pk"), pk=body.pk)))
    anything = Q(Exists(Body.objects.filter(location=OuterRef("pk"))))
    for model in (Organization, Person, Meeting):
        here = model.objects.filter(location=OuterRef("pk"))
        condition |= Q(Exists(here.filter(at_body(body))))
        anything |= Q(Exists(here))
    through = Paper.locations.through.objects.filter(location=OuterRef("pk"))
    condition |= Q(Exists(through.filter(at_body(body, "paper__body"))))
    if is_first(body):
        condition |= Q(source=body.source_id) & ~(anything | Q(Exists(through)))
    return condition


def place_users() -> Iterator[tuple[QuerySet[Any], str]]:
    """What may lie at a place, each with the path to its state."""
    for model in (Body, Organization, Person, Meeting):
        yield model.objects.filter(location=OuterRef("pk")), ""
    yield Paper.locations.through.objects.filter(location=OuterRef("pk")), "paper__"


def place_lost() -> Q:
    """All that lies there is gone: the place would tell of it (an address, say, for which a paper was hidden)."""
    lost, kept = Q(), Q()
    for users, path in place_users():
        lost |= Q(Exists(users.filter(**{f"{path}state__in": GONE_STATES})))
        kept |= Q(Exists(users.filter(visibility(path=path))))
    return lost & ~kept


def place_shown() -> Q:
    """A place is public unless all that lies there is gone; one that nothing uses is."""
    return ~place_lost()


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("Body", rows.bodies, objects.body_json),
        Kind("LegislativeTerm", rows.terms, objects.term_json, parent="body__"),
        Kind("Organization", rows.organizations, objects.organization_json),
        Kind("Person", rows.persons, objects.person_json),
        Kind("Membership", rows.memberships, objects.membership_json, parent="person__", body="person__body"),
        Kind("Meeting", rows.meetings, work.meeting_json),
        Kind("AgendaItem", rows.items, work.item_json, parent="meeting__", body="meeting__body"),
        Kind("Paper", rows.papers, work.paper_json),
        Kind("Consultation", rows.stations, work.consultation_json, parent="paper__", body="paper__body"),
        Kind("File", rows.files, work.file_json, belongs=file_belongs, shown=file_shown, lost=file_lost),
        Kind(
            *("Location", rows.locations, objects.location_json),
            belongs=place_belongs,
            shown=place_shown,
            lost=place_lost,
        ),
    )
}
#: The same by the name in addresses.
BY_PATH: dict[str, Kind] = {kind.name.lower(): kind for kind in KINDS.values()}
