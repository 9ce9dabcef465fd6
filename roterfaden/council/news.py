"""What followers hear of the council: papers on their way, and meetings.

A first reading of a source is no news, and neither is what is older than `NEWS_DAYS` when a source is caught up with.
The key of an event is made of the object and of what changed, so that reading again announces nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.council.models import AgendaItem, Meeting, PaperOrganization, PaperPlace, Source
from roterfaden.council.models.base import visibility
from roterfaden.council.models.result import Outcome
from roterfaden.council.sentences import day
from roterfaden.council.words import field_word
from roterfaden.kit.things import Ref, Thing, keys_as_numbers
from roterfaden.notices.actions import News, announce_many
from roterfaden.notices.registry import EventType, register, widen

Data = Mapping[str, Any]
#: Of a paper with hundreds of stations the followers of so many bodies hear.
MOST_BODIES = 30


def register_news() -> None:
    """Make the kinds of events known, and what hangs together; called once, when the app is ready."""
    for key, label, sentence in (
        ("paper.new", gettext_lazy("Neue Drucksache"), _new),
        ("paper.scheduled", gettext_lazy("Beratung angesetzt"), _scheduled),
        ("paper.decided", gettext_lazy("Ergebnis bekannt"), _decided),
        ("paper.revised", gettext_lazy("Still geändert"), _revised),
        ("paper.withdrawn", gettext_lazy("Nicht mehr veröffentlicht"), _withdrawn),
        ("meeting.scheduled", gettext_lazy("Neue Sitzung"), _meeting_scheduled),
        ("meeting.changed", gettext_lazy("Sitzung geändert"), _meeting_changed),
        ("meeting.agenda", gettext_lazy("Tagesordnung veröffentlicht"), _agenda),
    ):
        register(EventType(key, label, sentence))
    widen(papers_widely)
    widen(meetings_widely)


# -- what is announced ------------------------------------------------------------------------------------------------


def is_news(source: Source) -> bool:
    """Whether what comes from a source now is news: it was read completely before."""
    return source.last_complete_at is not None


def oldest_news(today: date) -> date:
    """What is dated before this day is none."""
    return today - timedelta(days=settings.COUNCIL_NEWS_DAYS)


def event(subject: Ref, what: str, content: str, data: Data, targets: Iterable[Ref] = ()) -> News:
    """An event whose key follows from the object and from `content`, what is new about it."""
    mark = f":{sha256(content.encode(errors='replace')).hexdigest()[:24]}" if content else ""
    return News(f"{subject}:{what}{mark}", subject, dict(data), tuple(targets))


def tell(kind: str, news: Iterable[News]) -> None:
    """To the followers, in the caller's transaction; nothing where there is nothing."""
    if rows := list(news):
        announce_many(kind, rows)


# -- who hears of it --------------------------------------------------------------------------------------------------


def papers_widely(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """Whoever follows a body that consulted, applied or directs: one statement. Districts are widened to by what a
    thing says of itself (`threads.widening_places`)."""
    wanted = {pk: Ref("paper", str(pk)) for pk in keys_as_numbers(ref.key for ref in refs if ref.kind == "paper")}
    return {wanted[pk]: found for pk, found in bodies_of_papers(wanted).items()}


def bodies_of_papers(papers: Iterable[int]) -> dict[int, list[Ref]]:
    """The public bodies of papers, by paper: one statement, or none."""
    keys, found = list(papers), defaultdict[int, list[Ref]](list)
    if not keys:
        return found
    bodies = PaperOrganization.objects.filter(visibility(path="organization__"), paper_id__in=keys)
    for paper, body in bodies.order_by("organization_id").values_list("paper_id", "organization_id").distinct():
        if len(found[paper]) < MOST_BODIES:
            found[paper].append(Ref("organization", str(body)))
    return found


def around_papers(papers: Iterable[int]) -> dict[int, list[Ref]]:
    """The public bodies and the districts of papers, by paper: two statements."""
    keys = list(papers)
    found = defaultdict[int, list[Ref]](list, bodies_of_papers(keys))
    places = PaperPlace.objects.filter(paper_id__in=keys).order_by("district_id")
    for paper, district in places.values_list("paper_id", "district_id"):
        found[paper].append(Ref("district", str(district)))
    return found


def meetings_widely(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """Whoever follows a body hears of its meetings: two statements. An item of an agenda concerns its meeting."""
    items = _items([ref for ref in refs if ref.kind == "agendaitem"])
    meetings = {ref for ref in refs if ref.kind == "meeting"}
    around = _around_meetings({ref.key for ref in [*meetings, *items.values()]})
    found: dict[Ref, Iterable[Ref]] = {ref: around.get(ref.key, []) for ref in meetings}
    return found | {item: [meeting, *around.get(meeting.key, [])] for item, meeting in items.items()}


def _items(refs: Sequence[Ref]) -> dict[Ref, Ref]:
    if not refs:
        return {}
    rows = AgendaItem.objects.filter(visibility(), pk__in=keys_as_numbers(ref.key for ref in refs))
    pairs = rows.exclude(meeting=None).values_list("pk", "meeting_id")
    return {Ref("agendaitem", str(pk)): Ref("meeting", str(meeting)) for pk, meeting in pairs}


def _around_meetings(keys: Iterable[str]) -> dict[str, list[Ref]]:
    numbers = keys_as_numbers(keys)
    if not numbers:
        return {}
    through = Meeting.organizations.through.objects.filter(visibility(path="organization__"), meeting_id__in=numbers)
    found: defaultdict[str, list[Ref]] = defaultdict(list)
    for meeting, body in through.order_by("organization_id").values_list("meeting_id", "organization_id"):
        found[str(meeting)].append(Ref("organization", str(body)))
    return found


# -- what the notices say ---------------------------------------------------------------------------------------------


def _new(_thing: Thing, data: Data) -> str:
    if coming := _day(data.get("next")):
        return _("Die Drucksache ist neu. Als Nächstes steht sie am {day} auf der Tagesordnung.").format(day=coming)
    return _("Die Drucksache ist neu.")


def _scheduled(_thing: Thing, data: Data) -> str:
    return _("Sie steht am {day} auf der Tagesordnung.").format(day=_day(data.get("day")))


def _decided(_thing: Thing, data: Data) -> str:
    value = data.get("outcome")
    label = str(Outcome(value).label) if value in Outcome.values else ""
    if when := _day(data.get("day")):
        return _("Das Ergebnis vom {day}: {outcome}.").format(day=when, outcome=label)
    return _("Das Ergebnis: {outcome}.").format(outcome=label)


def _revised(_thing: Thing, data: Data) -> str:
    text = _("Die Quelle hat etwas geändert, ohne es eine neue Fassung zu nennen: {fields}.")
    return text.format(fields=_fields(data))


def _withdrawn(_thing: Thing, data: Data) -> str:
    number = str(data.get("number") or "")
    if not number:
        return _("Die Quelle veröffentlicht die Drucksache nicht mehr.")
    return _("Die Quelle veröffentlicht die Drucksache {number} nicht mehr.").format(number=number)


def _meeting_scheduled(_thing: Thing, data: Data) -> str:
    return _("Neue Sitzung am {day}.").format(day=_day(data.get("day")))


def _meeting_changed(_thing: Thing, data: Data) -> str:
    if data.get("cancelled"):
        return _("Die Sitzung am {day} ist abgesagt.").format(day=_day(data.get("day")))
    return _("An der Sitzung am {day} hat sich etwas geändert: {fields}.").format(
        day=_day(data.get("day")), fields=_fields(data)
    )


def _agenda(_thing: Thing, data: Data) -> str:
    return _("Die Tagesordnung der Sitzung am {day} ist veröffentlicht.").format(day=_day(data.get("day")))


def _fields(data: Data) -> str:
    return ", ".join(dict.fromkeys(field_word(str(name)) for name in data.get("fields") or ()))


def _day(value: Any) -> str:
    try:
        return day(date.fromisoformat(str(value))) if value else ""
    except ValueError:
        return ""
