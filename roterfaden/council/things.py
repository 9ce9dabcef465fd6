"""The council's public things, as threads, ledger and notices know them: by kind and key, in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from roterfaden.council import finding, querysets
from roterfaden.council.addresses import address
from roterfaden.council.districts import districts_of_councils
from roterfaden.council.models import AgendaItem, Meeting, Organization, Paper, PaperPlace, Person
from roterfaden.council.models.base import visibility
from roterfaden.council.models.result import Outcome
from roterfaden.council.sentences import day
from roterfaden.council.texts import texts_of_items, texts_of_meetings, texts_of_papers
from roterfaden.council.words import meeting_label
from roterfaden.kit.html import safe_text
from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.places.models import District

Found = Mapping[str, Thing]
ADOPTED = frozenset({Outcome.ADOPTED.value, Outcome.ADOPTED_CHANGED.value})
#: A title that is longer than this is cut where other rooms show it.
LONGEST_TITLE = 500


def register_things() -> None:
    """Make the kinds known; called once, when the app is ready."""
    _register("paper", gettext_lazy("Drucksache"), gettext_lazy("Drucksachen"), papers, texts=texts_of_papers)
    _register("meeting", gettext_lazy("Sitzung"), gettext_lazy("Sitzungen"), meetings, texts=texts_of_meetings)
    # Whoever wants to hear of an item follows its meeting or its paper.
    item, items = gettext_lazy("Tagesordnungspunkt"), gettext_lazy("Tagesordnungspunkte")
    _register("agendaitem", item, items, agenda_items, texts=texts_of_items, follow=False)
    _register("organization", gettext_lazy("Gremium"), gettext_lazy("Gremien"), organizations)
    # Nobody is made easier to watch than the council's own pages do.
    _register("person", gettext_lazy("Person"), gettext_lazy("Personen"), persons, follow=False)


def _register(kind: str, label: Any, plural: Any, load: Any, **more: Any) -> None:
    def find(text: str, user: Any) -> Sequence[Thing]:
        keys = [str(key) for key in finding.find(kind, text, user)]
        found = load(keys, user)
        return [found[key] for key in keys if key in found]

    register(Kind(kind, label, plural, load, find, **more))


def papers(keys: Sequence[str], user: Any) -> Found:
    """Papers with number, outcome and the districts that they name: two statements."""
    rows = Paper.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys))
    found = list(rows.select_related("body", "decided_by", "source").only(*querysets.PAPER_ROW))
    places = _places_of([paper.pk for paper in found])
    return {str(paper.pk): _paper(paper, places[paper.pk]) for paper in found}


def _places_of(papers_: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = PaperPlace.objects.filter(paper_id__in=papers_).order_by("district__number")
    for paper, slug in rows.values_list("paper_id", "district__slug"):
        found[paper].append(slug)
    return found


def _paper(paper: Paper, districts: Iterable[str]) -> Thing:
    return Thing(
        Ref("paper", str(paper.pk)),
        title_of(paper.name) if paper.name.strip() else _("Drucksache ohne Titel"),
        address(paper),
        label=safe_text(paper.kind_label),
        number=paper.reference,
        summary=paper_sentence(paper),
        date=paper.date,
        state=paper_state(paper),
        sample=paper.source.sample_data,
        districts=tuple(districts),
        stage="decision" if paper.outcome in ADOPTED and paper.decided_on else "",
    )


def paper_state(paper: Paper) -> str:
    """The outcome; without one, that it is on its way."""
    if paper.outcome != Outcome.NONE:
        return str(Outcome(paper.outcome).label)
    return _("in Beratung") if paper.next_date and paper.next_date >= querysets.today() else ""


def paper_sentence(paper: Paper) -> str:
    """What was decided when, or what is next; nothing where neither is known."""
    if paper.decided_on is not None and paper.outcome != Outcome.NONE:
        body = paper.decided_by.name if paper.decided_by is not None and paper.decided_by.is_public else ""
        said = _("{outcome} am {day}").format(outcome=Outcome(paper.outcome).label, day=day(paper.decided_on))
        said = f"{said[:1].upper()}{said[1:]}"
        return f"{said} ({title_of(body)})" if body else said
    if paper.next_date is not None and paper.next_date >= querysets.today():
        return _("Als Nächstes am {day} auf der Tagesordnung").format(day=day(paper.next_date))
    return ""


def meetings(keys: Sequence[str], user: Any) -> Found:
    """Meetings with the bodies that meet: two statements, a third for the districts of district councils."""
    rows = Meeting.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)).select_related("source")
    bodies: Any = Organization.objects.visible_to(user).order_by("name", "pk").only("name", "kind", "state")
    found = list(rows.prefetch_related(Prefetch("organizations", bodies)))
    districts = districts_of_councils(one for meeting in found for one in meeting.organizations.all())
    return {str(meeting.pk): _meeting(meeting, districts) for meeting in found}


def _meeting(meeting: Meeting, districts: Mapping[int, tuple[District, ...]]) -> Thing:
    when = meeting_day(meeting)
    named = [district.slug for one in meeting.organizations.all() for district in districts.get(one.pk, ())]
    return Thing(
        Ref("meeting", str(meeting.pk)),
        title_of(meeting_label(meeting)),
        address(meeting),
        label=gettext_lazy("Sitzung"),
        summary=_("Sitzung am {day}").format(day=day(when)) if when else "",
        date=when,
        state=pgettext("Sitzung", "abgesagt") if meeting.cancelled else "",
        sample=meeting.source.sample_data,
        districts=tuple(dict.fromkeys(named)),
    )


def agenda_items(keys: Sequence[str], user: Any) -> Found:
    """Items of public meetings' agendas: one statement."""
    rows = AgendaItem.objects.visible_to(user).filter(
        visibility(user, "meeting__"), meeting__isnull=False, pk__in=keys_as_numbers(keys)
    )
    fields = ("name", "number", "outcome", "state", "meeting__start", "meeting__name", "source__sample_data")
    return {str(item.pk): _item(item) for item in rows.select_related("meeting", "source").only(*fields)}


def _item(item: AgendaItem) -> Thing:
    meeting = item.meeting
    assert meeting is not None  # the query asks for it
    return Thing(
        Ref("agendaitem", str(item.pk)),
        title_of(item.name),
        f"{address(meeting)}#top-{item.pk}",
        label=gettext_lazy("Tagesordnungspunkt"),
        number=_("TOP {number}").format(number=item.number) if item.number else "",
        date=meeting_day(meeting),
        state="" if item.outcome == Outcome.NONE else str(Outcome(item.outcome).label),
        sample=item.source.sample_data,
    )


def organizations(keys: Sequence[str], user: Any) -> Found:
    """Councils, committees, factions, offices: one statement, a second for the districts of district councils."""
    rows = Organization.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)).select_related("source")
    found = list(rows.only("name", "kind", "state", "source__sample_data"))
    districts = districts_of_councils(found)
    return {str(row.pk): _organization(row, districts.get(row.pk, ())) for row in found}


def _organization(row: Organization, districts: tuple[District, ...]) -> Thing:
    return Thing(
        Ref("organization", str(row.pk)),
        title_of(row.name),
        address(row),
        label=row.get_kind_display(),
        sample=row.source.sample_data,
        districts=tuple(district.slug for district in districts),
    )


def persons(keys: Sequence[str], user: Any) -> Found:
    """Persons by name, and nothing else of them: one statement."""
    rows = Person.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)).select_related("source")
    return {str(row.pk): _person(row) for row in rows.only("name", "state", "source__sample_data")}


def _person(row: Person) -> Thing:
    ref = Ref("person", str(row.pk))
    return Thing(ref, title_of(row.name), address(row), gettext_lazy("Person"), sample=row.source.sample_data)


def title_of(text: str) -> str:
    """Foreign words as a title: one line, without characters that turn or hide others."""
    return " ".join(safe_text(text).split())[:LONGEST_TITLE] or _("ohne Titel")


def meeting_day(meeting: Meeting) -> date | None:
    """The day of a meeting in Berlin."""
    return localtime(meeting.start, querysets.BERLIN).date() if meeting.start else None
