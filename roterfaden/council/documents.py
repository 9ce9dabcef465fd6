"""The council's papers, files, meetings, organizations and persons as documents of the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roterfaden.council.addresses import address
from roterfaden.council.models import (
    AgendaItem,
    Body,
    File,
    FileLink,
    Meeting,
    Membership,
    Organization,
    Paper,
    PaperOrganization,
    PaperPlace,
    PaperText,
    Person,
)
from roterfaden.council.models.base import visibility
from roterfaden.council.models.result import Outcome
from roterfaden.search.analysis.text import MAX_TEXT
from roterfaden.search.registry import Document

Pairs = list[tuple[str, str]]
PAPER_FIELDS: tuple[str, ...] = (
    "name",
    "reference",
    "slug",
    "paper_type",
    "kind",
    "date",
    "year",
    "outcome",
    "applicants",
)
PAPER_FIELDS += ("body__slug", "body__is_home", "body__state")


def visible_files() -> QuerySet[File]:
    """Files whose text was read and that hang at something public; a file is public as long as one of these is."""
    at_paper = Q(paper__isnull=False) & Q(visibility(path="paper__"))
    at_meeting = Q(meeting__isnull=False) & Q(visibility(path="meeting__"))
    at_item = Q(agenda_item__isnull=False) & Q(visibility(path="agenda_item__"))
    at_item &= Q(visibility(path="agenda_item__meeting__"))
    links = FileLink.objects.filter(at_paper | at_meeting | at_item, file=OuterRef("pk"))
    found: QuerySet[File] = File.objects.visible_to().filter(Exists(links), text__isnull=False)
    return found


def papers(keys: Sequence[int]) -> Iterator[Document]:
    """Papers with number, title, sections, applicants and the names of their files."""
    rows = Paper.objects.visible_to().filter(pk__in=keys).select_related("body")
    about = _AboutPapers.of(keys)
    with translation.override("de"):
        yield from (_paper(paper, about) for paper in rows.only(*PAPER_FIELDS))


@dataclass(frozen=True)
class _AboutPapers:
    """What hangs at papers, by their keys. Plain values: rows of models would cost more than the index itself."""

    sections: dict[int, Any]
    organizations: dict[int, list[Any]]
    districts: dict[int, list[Any]]
    files: dict[int, list[Any]]

    @classmethod
    def of(cls, keys: Sequence[int]) -> _AboutPapers:
        """Four statements."""
        organizations = PaperOrganization.objects.filter(visibility(path="organization__"), paper__in=keys)
        links = FileLink.objects.filter(visibility(path="file__"), paper__in=keys).exclude(file__name="")
        return cls(
            dict(PaperText.objects.filter(paper__in=keys).values_list("paper_id", "sections")),
            _grouped(organizations.order_by("organization_id").values_list("paper_id", "organization_id").distinct()),
            _grouped(PaperPlace.objects.filter(paper__in=keys).values_list("paper_id", "district__slug")),
            _grouped(links.order_by("position", "pk").values_list("paper_id", "file__name")),
        )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _paper(paper: Paper, about: _AboutPapers) -> Document:
    sections = about.sections.get(paper.pk) or []
    texts = [f"{section.get('heading') or ''}\n{section.get('text') or ''}" for section in sections]
    applicants = ", ".join(map(str, paper.applicants or []))
    attached = _attached(about.files.get(paper.pk, ()), paper)
    outcome = [] if paper.outcome == Outcome.NONE else [("outcome", str(paper.outcome))]
    organizations = [("organization", str(key)) for key in about.organizations.get(paper.pk, ())]
    districts = [("district", slug) for slug in about.districts.get(paper.pk, ())]
    return Document(
        kind="paper",
        pk=paper.pk,
        url=address(paper),
        title=paper.name or paper.reference,
        numbers=(paper.reference,) if paper.reference else (),
        body="\n".join(part for part in (*texts, applicants, attached) if part.strip()),
        context=" · ".join(part for part in (paper.paper_type or paper.get_kind_display(), applicants) if part)[:300],
        date=paper.date,
        facets=(*_year(paper.year, paper.date), *_body(paper.body), *outcome, *organizations, *districts),
    )


def _attached(names: Iterable[str], paper: Paper) -> str:
    """The files by their names, without what only repeats the paper: "Beschlussvorlage (Neubau …)"."""
    bare = (name.replace(paper.name or "\n", "").removeprefix(paper.paper_type).strip(" ()–-") for name in names)
    named = "; ".join(dict.fromkeys(name for name in bare if name))
    return gettext("Anlagen: %(names)s") % {"names": named} if named else ""


def files(keys: Sequence[int]) -> Iterator[Document]:
    """Files with their text, each naming the paper or meeting it belongs to."""
    links = FileLink.objects.select_related("paper__body", "meeting__body", "agenda_item__meeting__body").order_by(
        "position", "pk"
    )
    rows = visible_files().filter(pk__in=keys).prefetch_related(Prefetch("links", links))
    with translation.override("de"):
        yield from (_file(file) for file in rows.annotate(readable=Substr("text__text", 1, MAX_TEXT)))


def _file(file: Any) -> Document:
    parents = [parent for link in file.links.all() if (parent := _parent(link)) is not None]
    owner = parents[0]
    day = file.date or (owner.date if isinstance(owner, Paper) else _day(owner))
    return Document(
        kind="file",
        pk=file.pk,
        url=address(file),
        title=file.name or file.file_name or gettext("Datei ohne Namen"),
        body=file.readable or "",
        context=_belongs_to(owner),
        date=day,
        facets=(*_year(None, day), *_body(owner.body)),
    )


def _parent(link: FileLink) -> Paper | Meeting | None:
    """The public thing that a file hangs at."""
    if link.paper is not None and link.paper.is_public:
        return link.paper
    if link.meeting is not None and link.meeting.is_public:
        return link.meeting
    item = link.agenda_item
    return item.meeting if item is not None and item.is_public and item.meeting and item.meeting.is_public else None


def _belongs_to(owner: Paper | Meeting) -> str:
    if isinstance(owner, Paper):
        return gettext("Anlage zu %(number)s %(title)s") % {"number": owner.reference, "title": owner.name}
    return gettext("Anlage zur Sitzung: %(title)s") % {"title": owner.name}


def meetings(keys: Sequence[int]) -> Iterator[Document]:
    """Meetings with their agenda."""
    items = AgendaItem.objects.visible_to().order_by("order", "pk").only("meeting_id", "number", "name")
    rows = Meeting.objects.visible_to().filter(pk__in=keys).select_related("body", "location")
    bodies: Any = Organization.objects.visible_to().order_by("name", "pk").only("name")
    with translation.override("de"):
        named = rows.prefetch_related(Prefetch("organizations", bodies))
        yield from (_meeting(meeting) for meeting in named.prefetch_related(Prefetch("agenda_items", items)))


def _meeting(meeting: Meeting) -> Document:
    day = _day(meeting)
    organizations = list(meeting.organizations.all())
    names = ", ".join(organization.name for organization in organizations)
    agenda = "\n".join(f"{item.number} {item.name}".strip() for item in meeting.agenda_items.all())
    return Document(
        kind="meeting",
        pk=meeting.pk,
        url=address(meeting),
        title=meeting.name or names or gettext("Sitzung"),
        body=agenda,
        context=" · ".join(part for part in (_spoken(day), names, _place(meeting)) if part),
        date=day,
        facets=(*_year(None, day), *_body(meeting.body), *(("organization", str(o.pk)) for o in organizations)),
    )


def organizations(keys: Sequence[int]) -> Iterator[Document]:
    """Councils, committees, factions, offices by their names."""
    rows = Organization.objects.visible_to().filter(pk__in=keys).select_related("body")
    with translation.override("de"):
        for organization in rows:
            labels = (organization.short_name, organization.get_kind_display(), organization.classification)
            yield Document(
                kind="organization",
                pk=organization.pk,
                url=address(organization),
                title=organization.name or organization.short_name,
                context=" · ".join(dict.fromkeys(str(label) for label in labels if label)),
                facets=tuple(_body(organization.body)),
            )


def persons(keys: Sequence[int]) -> Iterator[Document]:
    """Persons by name and memberships; nothing else of them."""
    rows = (
        Membership.objects.visible_to()
        .filter(visibility(path="organization__"))
        .select_related("organization")
        .order_by("-start_date", "pk")
    )
    found = Person.objects.visible_to().filter(pk__in=keys).select_related("body")
    with translation.override("de"):
        for person in found.prefetch_related(Prefetch("memberships", rows)):
            roles = [_role(membership) for membership in person.memberships.all()]
            yield Document(
                kind="person",
                pk=person.pk,
                url=address(person),
                title=person.name or f"{person.given_name} {person.family_name}".strip(),
                body="\n".join(dict.fromkeys(roles)),
                facets=tuple(_body(person.body)),
            )


def _role(membership: Membership) -> str:
    organization = membership.organization.name if membership.organization else ""
    return f"{membership.role or _('Mitglied')}: {organization}"


def _day(meeting: Meeting) -> date | None:
    return timezone.localtime(meeting.start).date() if meeting.start else None


def _spoken(day: date | None) -> str:
    """The day in both forms in which people type it."""
    return f"{date_format(day, 'j. F Y')} ({day:%d.%m.%Y})" if day else ""


def _place(meeting: Meeting) -> str:
    return str(meeting.location) if meeting.location and meeting.location.is_public else ""


def _year(year: int | None, day: date | None) -> Pairs:
    year = year or (day.year if day else None)
    return [("year", str(year))] if year else []


def _body(body: Body | None) -> Pairs:
    return [("body", body.slug)] if body is not None and body.is_public else []
