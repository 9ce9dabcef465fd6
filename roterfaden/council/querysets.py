"""Reads of the council that pages, feeds, exports and interfaces share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from roterfaden.council.changed import SUBJECT
from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    Correction,
    File,
    FileLink,
    GroupVote,
    Meeting,
    Membership,
    Organization,
    Paper,
    PaperPlace,
    PaperRelation,
    Person,
    Revision,
)
from roterfaden.council.models.base import CouncilObject, visibility
from roterfaden.council.models.indexes import Unindexed

BERLIN = ZoneInfo("Europe/Berlin")
#: What a row of a list shows; long texts stay in the database.
PAPER_ROW = (
    *("name", "reference", "slug", "kind", "paper_type", "date", "outcome", "outcome_basis", "decided_on", "next_date"),
    *("applicants", "climate", "cost_net", "changed_at", "first_seen", "station_count", "year", "key", "state"),
    *("body__slug", "body__name", "body__short_name", "body__is_home", "decided_by__name", "decided_by__short_name"),
    "decided_by__state",
    *("source__sample_data", "source__name"),
)

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer

MINUTES = (FileLink.Role.RESULTS, FileLink.Role.VERBATIM)


def paper_rows(keys: list[int]) -> list[Paper]:
    """The papers with these keys, in this order, with all that a row of a list shows: one statement."""
    rows = Paper.objects.select_related("body", "decided_by", "source").only(*PAPER_ROW).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def papers_at(slugs: list[str], body: Body) -> QuerySet[Paper]:
    """All papers of a body whose number gives one of these addresses, in any state. A number may stand for several."""
    found = with_slugs(Paper.objects.all(), slugs, body.pk)
    return found.select_related("body", "source", "text", "decided_by").order_by("date", "pk")


def with_slugs(rows: QuerySet[Paper], slugs: Iterable[str], body: int | None) -> QuerySet[Paper]:
    """Those of `rows` whose number gives one of these addresses. The index of numbers is used, never that of bodies."""
    owner = Unindexed("body_id", output_field=BigIntegerField())
    found: Any = rows.filter(slug__in=list(slugs)).alias(owner=owner)
    named: QuerySet[Paper] = found.filter(owner=body) if body is not None else found.filter(owner__isnull=True)
    return named


def sections_of(paper: Paper) -> list[dict[str, str]]:
    """The text of a paper in sections; what is no section is left out."""
    text = getattr(paper, "text", None)
    sections = text.sections if text is not None and isinstance(text.sections, list) else []
    return [section for section in sections if isinstance(section, dict)]


def papers_by_slug(body: int | None, slugs: Iterable[str], user: Viewer = None) -> dict[str, Paper]:
    """The public papers of a body with these numbers, each by its address; of several the first."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    rows = with_slugs(Paper.objects.visible_to(user), sorted(wanted)[:500], body).select_related("body")
    return {paper.slug: paper for paper in rows.defer(*_long_texts()).order_by("-pk")}


def stations_of(paper: Paper) -> list[Consultation]:
    """The stations of a paper in their order, with meeting, item, body and the votes of groups."""
    found = (
        Consultation.objects.visible_to()
        .filter(paper=paper)
        .select_related("meeting", "agenda_item", "organization", "source")
    )
    votes = Prefetch("group_votes", GroupVote.objects.order_by("position"))
    item_votes = Prefetch("agenda_item__group_votes", GroupVote.objects.order_by("position"))
    return list(found.prefetch_related(votes, item_votes).order_by("position", "date", "pk"))


def minutes_of(meetings: Iterable[int]) -> dict[int, File]:
    """For each of these meetings its minutes, where they are public."""
    links = FileLink.objects.filter(visibility(path="file__"), meeting__in=list(meetings), role__in=MINUTES)
    return {
        link.meeting_id: link.file for link in links.select_related("file").order_by("-position") if link.meeting_id
    }


def relations_of(paper: Paper) -> list[PaperRelation]:
    """How the paper stands to others and others to it; the other one may be known by number only, or not public."""
    both = PaperRelation.objects.filter(Q(paper=paper) | Q(target=paper))
    return list(
        both.select_related("paper__body", "target__body").defer(*_long("paper"), *_long("target")).order_by("pk")[:200]
    )


def _long_texts() -> tuple[str, ...]:
    return ("climate_text", "cost_text")


def _long(path: str) -> tuple[str, ...]:
    return (f"{path}__climate_text", f"{path}__cost_text")


def files_of(**where: Any) -> list[FileLink]:
    """Public files that hang at a paper, meeting or item (`paper=…`), in their order."""
    links = FileLink.objects.filter(visibility(path="file__"), **where).select_related("file", "file__source")
    return list(links.order_by("position", "pk")[:500])


def places_of(paper: Paper) -> list[PaperPlace]:
    """Districts that the paper names, with the words."""
    return list(PaperPlace.objects.filter(paper=paper).select_related("district").order_by("district__number"))


def corrections_of(objects: Iterable[CouncilObject]) -> dict[tuple[str, str], Correction]:
    """Editors' corrections of these objects of one source, by key and field."""
    shown = list(objects)
    if not shown:
        return {}
    found = Correction.objects.filter(source=shown[0].source_id, key__in=[thing.key for thing in shown])
    return {(row.key, row.field): row for row in found}


def shown_revisions() -> QuerySet[Revision]:
    """Silent changes whose object is not hidden by itself: an item or a file may be, on a page that is public. Each
    knows what it is about (`subject`).
    """
    item = AgendaItem.objects.visible_to().filter(pk=OuterRef("object_id"))
    file = File.objects.visible_to().filter(pk=OuterRef("object_id"))
    own = ~Q(oparl_type__in=("AgendaItem", "File"))
    found: QuerySet[Revision] = Revision.objects.filter(
        own | Q(Exists(item), oparl_type="AgendaItem") | Q(Exists(file), oparl_type="File")
    )
    return found.annotate(about=SUBJECT)


def public_revisions(user: Viewer = None) -> QuerySet[Revision]:
    """Silent changes of what is public, newest first."""
    of_paper = Q(paper__isnull=False) & Q(visibility(user, "paper__"))
    of_meeting = Q(paper__isnull=True, meeting__isnull=False) & Q(visibility(user, "meeting__"))
    found: QuerySet[Revision] = shown_revisions().filter(of_paper | of_meeting)
    found = found.select_related("paper__body", "meeting", "source").prefetch_related("meeting__organizations")
    return found.order_by("-seen_at", "-pk")


def public_links_of(file: File, user: Viewer = None) -> list[FileLink]:
    """The public things that a file hangs at. A file is public as long as there is one."""
    at_paper = Q(paper__isnull=False) & Q(visibility(user, "paper__"))
    at_meeting = Q(meeting__isnull=False) & Q(visibility(user, "meeting__"))
    at_item = Q(agenda_item__isnull=False) & Q(visibility(user, "agenda_item__"))
    at_item &= Q(visibility(user, "agenda_item__meeting__"))
    links = FileLink.objects.filter(at_paper | at_meeting | at_item, file=file)
    related = links.select_related("paper__body", "meeting", "agenda_item__meeting")
    return list(related.defer(*_long("paper")).order_by("pk")[:100])


def gone_parent_of(file: File) -> CouncilObject | None:
    """The thing that a file hung at while it was public, now gone."""
    for link in FileLink.objects.filter(file=file).select_related("paper", "meeting", "agenda_item__meeting")[:100]:
        item = link.agenda_item
        for parent in (link.paper, link.meeting, item, item.meeting if item else None):
            if parent is not None and parent.is_gone:
                return parent
    return None


# -- meetings ----------------------------------------------------------------------------------------------------------


def midnight(day: date) -> datetime:
    """The beginning of a day in Berlin."""
    return datetime.combine(day, time(), BERLIN)


def today() -> date:
    """Today in Berlin."""
    return timezone.localdate(timezone=BERLIN)


def meetings_between(start: date, end: date, user: Viewer = None, **where: Any) -> QuerySet[Meeting]:
    """Meetings from the day `start` to the day before `end`, in order."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(user).filter(
        start__gte=midnight(start), start__lt=midnight(end), **where
    )
    return with_meeting_parts(found).order_by("start", "pk")


def coming_meetings(user: Viewer = None, **where: Any) -> QuerySet[Meeting]:
    """Meetings from today on, soonest first."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(user).filter(start__gte=midnight(today()), **where)
    return with_meeting_parts(found).order_by("start", "pk")


def past_meetings(user: Viewer = None, **where: Any) -> QuerySet[Meeting]:
    """Meetings before today, latest first."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(user).filter(start__lt=midnight(today()), **where)
    return with_meeting_parts(found).order_by("-start", "-pk")


def with_meeting_parts(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With what a row of a list of meetings shows."""
    organizations = Prefetch(
        "organizations", Organization.objects.visible_to().only("name", "short_name", "kind", "state")
    )
    return rows.select_related("location", "body", "source").prefetch_related(organizations)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, each item with its consultations, their papers and the votes of groups."""
    papers = Consultation.objects.visible_to().filter(visibility(path="paper__"), paper__isnull=False)
    light = papers.select_related("paper__body", "organization").defer(*_long("paper")).order_by("position", "pk")
    items = (
        AgendaItem.objects.visible_to()
        .filter(meeting=meeting)
        .prefetch_related(
            Prefetch("consultations", light), Prefetch("group_votes", GroupVote.objects.order_by("position"))
        )
    )
    return list(items.order_by("order", "pk")[:2000])


# -- organizations and persons -----------------------------------------------------------------------------------------


def organizations_by_kind(user: Viewer = None, **where: Any) -> QuerySet[Organization]:
    """Organizations in a fixed order of kinds and names is the caller's work; here only what a row shows."""
    found: QuerySet[Organization] = Organization.objects.visible_to(user).filter(**where)
    return found.select_related("body").only(
        *(
            "name",
            "short_name",
            "kind",
            "classification",
            "start_date",
            "end_date",
            "state",
            "body__name",
            "body__is_home",
        )
    )


def members_on(organization: Organization, day: date | None, user: Viewer = None) -> QuerySet[Membership]:
    """Memberships of an organization, on a day or over all time; those of hidden persons stay out."""
    rows: QuerySet[Membership] = Membership.objects.visible_to(user).filter(
        visibility(user, "person__"), organization=organization
    )
    if day is not None:
        rows = rows.filter(Q(start_date__isnull=True) | Q(start_date__lte=day))
        rows = rows.filter(Q(end_date__isnull=True) | Q(end_date__gte=day))
    return rows.select_related("person", "on_behalf_of").order_by(
        "person__family_name", "person__name", "start_date", "pk"
    )


def memberships_of(person: Person, user: Viewer = None) -> QuerySet[Membership]:
    """A person's memberships, the latest first."""
    rows: QuerySet[Membership] = Membership.objects.visible_to(user).filter(
        visibility(user, "organization__"), person=person
    )
    return rows.select_related("organization", "on_behalf_of").order_by("-start_date", "pk")


def current_memberships(user: Viewer = None) -> QuerySet[Membership]:
    """Memberships of today with their public organization."""
    now = today()
    rows: QuerySet[Membership] = Membership.objects.visible_to(user).filter(
        Q(start_date__isnull=True) | Q(start_date__lte=now),
        Q(end_date__isnull=True) | Q(end_date__gte=now),
        visibility(user, "organization__"),
    )
    return rows.select_related("organization").order_by("organization__kind", "organization__name", "pk")


def home_body() -> Body | None:
    """The body whose papers live directly below /rat/drucksachen/."""
    found: Body | None = Body.objects.visible_to().filter(is_home=True).first()
    return found
