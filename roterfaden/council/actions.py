"""What changes the council by hand: hide and show again, correct and take back, read a source soon.

Each action checks the permission, writes in one transaction what pages, search and OParl follow, and leaves an entry in
the log of the back office. Imports never overwrite what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.council import entries
from roterfaden.council.corrections import TITLE, checked
from roterfaden.council.derive import derive_items, derive_papers
from roterfaden.council.models import (
    AgendaItem,
    Consultation,
    Correction,
    Meeting,
    Paper,
    PendingDerivation,
    RawObject,
    Source,
    State,
)
from roterfaden.council.models.base import PUBLIC_STATES, CouncilObject
from roterfaden.council.sync.values import prose
from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions import scan_later

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Kinds of the search index by OParl type; an agenda item is found by its meeting.
SEARCH_KINDS = {
    "Paper": "paper",
    "Meeting": "meeting",
    "Organization": "organization",
    "Person": "person",
    "File": "file",
}
HIDEABLE = (*SEARCH_KINDS, "AgendaItem")


class ReasonMissing(ValueError):
    """Nothing is hidden or corrected without a reason."""


class NotInThatState(ValueError):
    """Only what is public can be hidden, and only what is hidden shown again."""


def hide(user: User, thing: CouncilObject, reason: str) -> None:
    """Take an object out of the public view at once; its address answers 410 with the reason."""
    _require(user, "council.add_correction")
    now, words = timezone.now(), _reason(reason)
    values = {"state": State.HIDDEN, "gone_at": now, "gone_reason": words[:200], "changed_at": now}
    with transaction.atomic():
        _set_state(thing, PUBLIC_STATES, values)
        _tell(thing, hidden=True)
        if isinstance(thing, Paper):
            entries.write("paper.hidden", [entries.hidden(thing.pk, thing.reference, words)])
        log(instance=thing, action="council.hide", user=user, data={"reason": words})


def show_again(user: User, thing: CouncilObject) -> None:
    """Make a hidden object public again. What its source took away meanwhile goes with the next full run."""
    _require(user, "council.add_correction")
    values = {"state": State.PRESENT, "gone_at": None, "gone_reason": "", "changed_at": timezone.now()}
    with transaction.atomic():
        _set_state(thing, (State.HIDDEN,), values)
        _tell(thing, hidden=False)
        if isinstance(thing, Paper):
            entries.write("paper.shown", [entries.shown(thing.pk, thing.reference)])
        log(instance=thing, action="council.show", user=user)


def correct(user: User, thing: CouncilObject, values: Mapping[str, Any], reason: str) -> list[Correction]:
    """Lay values over what was read of a paper, station or agenda item. Raises ValueError for a senseless value."""
    _require(user, "council.add_correction")
    words, fields = _reason(reason), checked(thing, values)
    with transaction.atomic():
        rows = [_overlay(user, thing, field, value, words) for field, value in fields.items()]
        if TITLE in fields:
            _retitle(thing, fields[TITLE])
        subject, number = _told_as(thing)
        what = thing.oparl_type
        facts = [entries.corrected(subject, number, what, field, value, words) for field, value in fields.items()]
        entries.write("paper.corrected", facts)
        _derive_again(thing)
        log(instance=thing, action="council.correct", user=user, data={"fields": list(fields), "reason": words})
    return rows


def take_back(user: User, correction: Correction) -> None:
    """Remove a correction: what was read counts again."""
    _require(user, "council.delete_correction")
    with transaction.atomic():
        thing = corrected_object(correction)
        field = correction.field
        correction.delete()
        if thing is not None:
            if field == TITLE:
                _retitle(thing, _title_of_source(thing))
            subject, number = _told_as(thing)
            entries.write("paper.correction_taken_back", [entries.taken_back(subject, number, thing.oparl_type, field)])
            _derive_again(thing)
            log(instance=thing, action="council.take_back", user=user, data={"fields": [field]})


def read_soon(user: User, source: Source) -> bool:
    """Let the job worker read a source next. False where the source is switched off."""
    _require(user, "council.change_source")
    done = Source.objects.filter(pk=source.pk, enabled=True).update(next_run_at=timezone.now())
    if done:
        log(instance=source, action="council.read_soon", user=user)
    return bool(done)


def corrected_object(correction: Correction) -> Paper | Consultation | AgendaItem | None:
    """The object that a correction lies over."""
    models = {model.oparl_type: model for model in (Paper, Consultation, AgendaItem)}
    model = models.get(correction.oparl_type)
    if model is None:
        return None
    found: Any = model.objects.filter(source=correction.source_id, key=correction.key).first()
    return found  # type: ignore[no-any-return]


def _require(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied(permission)


def _reason(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise ReasonMissing
    return words


def _set_state(thing: CouncilObject, states: Iterable[str], values: dict[str, Any]) -> None:
    """A conditional update: of two people at once, one changes it and the other is told."""
    if not type(thing).objects.filter(pk=thing.pk, state__in=list(states)).update(**values):
        raise NotInThatState
    for name, value in values.items():
        setattr(thing, name, value)


def _tell(thing: CouncilObject, hidden: bool) -> None:
    """Everybody who repeats what the object says: search, the parent's date, papers that follow from an item."""
    if isinstance(thing, AgendaItem):
        if thing.meeting_id is not None:
            Meeting.objects.filter(pk=thing.meeting_id).update(changed_at=thing.changed_at)
            enqueue("meeting", [thing.meeting_id])
        _derive_again(thing)
    else:
        enqueue(SEARCH_KINDS[thing.oparl_type], [thing.pk], hidden=hidden)


def _overlay(user: User, thing: CouncilObject, field: str, value: Any, reason: str) -> Correction:
    values = {"oparl_type": thing.oparl_type, "value": value, "reason": reason, "author": user}
    row, _created = Correction.objects.update_or_create(
        source=thing.source, key=thing.key, field=field, defaults=values
    )
    return row


def _retitle(thing: Any, title: str) -> None:
    """Write the title into its column, and tell everybody who repeats it."""
    now = timezone.now()
    type(thing).objects.filter(pk=thing.pk).update(name=title, changed_at=now)
    thing.name, thing.changed_at = title, now
    if isinstance(thing, AgendaItem):
        if thing.meeting_id is not None:
            Meeting.objects.filter(pk=thing.meeting_id).update(changed_at=now)
            enqueue("meeting", [thing.meeting_id])
            scan_later("meeting", [str(thing.meeting_id)])
    else:
        enqueue("paper", [thing.pk])
        scan_later("paper", [str(thing.pk)])


def _title_of_source(thing: CouncilObject) -> str:
    """The title as the source sent it last; the present one where nothing was kept."""
    raw = RawObject.objects.filter(source=thing.source_id, key=thing.key).values_list("body", flat=True).first()
    if not isinstance(raw, dict) or TITLE not in raw:
        return str(thing)
    return str(prose(raw[TITLE], lambda *_told: None) or "")


def _told_as(thing: CouncilObject) -> tuple[Ref, str]:
    """The thing in whose ledger a correction stands, with the number of the paper: its paper, else itself."""
    papers = _papers_of(thing)
    if papers and (found := Paper.objects.filter(pk=papers[0]).values_list("pk", "reference").first()):
        return entries.paper_ref(found[0]), found[1]
    return Ref(thing.oparl_type.lower(), str(thing.pk)), ""


def _derive_again(thing: CouncilObject) -> None:
    """Compute at once what follows, and note it as well, so that a crash between loses nothing."""
    papers = _papers_of(thing)
    PendingDerivation.objects.bulk_create([PendingDerivation(paper_id=pk) for pk in papers], ignore_conflicts=True)
    derive_papers(papers)
    if isinstance(thing, AgendaItem) and not papers:
        derive_items([thing.pk])


def _papers_of(thing: CouncilObject) -> list[int]:
    if isinstance(thing, Paper):
        return [thing.pk]
    if isinstance(thing, Consultation):
        return [thing.paper_id] if thing.paper_id else []
    rows = Consultation.objects.filter(agenda_item=thing.pk, paper__isnull=False)
    return sorted({pk for pk in rows.values_list("paper_id", flat=True) if pk})
