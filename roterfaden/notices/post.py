"""Turns rows of the outbox into messages, many at once: a constant number of queries for a chunk."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref, Thing, things
from roterfaden.notices import messages
from roterfaden.notices.models import Digest, Letter, Notice, State
from roterfaden.notices.rendering import Told, tell

logger = logging.getLogger("roterfaden.notices")


@dataclass(frozen=True)
class Drop:
    """This mail is not sent, and why."""

    why: str


Prepared = Mapping[int, EmailMessage | Drop | Exception]


def prepare_notices(rows: list[Notice]) -> Prepared:
    """Notices: told in each follower's language."""
    prefetch_related_objects(rows, "event", "following")
    ready: dict[int, EmailMessage | Drop | Exception] = {}
    for language, several in _by_language(rows, lambda row: row.follower.language).items():
        with translation.override(language):
            told = tell(row.event for row in several)
            followed = things(row.following.ref for row in several if row.following)
            ready |= {row.pk: _guarded(partial(_notice, row, told, followed)) for row in several}
    return ready


def prepare_letters(rows: list[Letter]) -> Prepared:
    """Letters: what one wanted to follow must still be public."""
    prefetch_related_objects(rows, "following")
    ready: dict[int, EmailMessage | Drop | Exception] = {}
    for language, several in _by_language(rows, lambda row: row.language).items():
        with translation.override(language):
            found = things(row.following.ref for row in several if row.following)
            ready |= {row.pk: _guarded(partial(_letter, row, found)) for row in several}
    return ready


def prepare_digests(rows: list[Digest]) -> Prepared:
    """Digests: their notices, those that can still be told."""
    notices: defaultdict[int, list[Notice]] = defaultdict(list)
    gathered = Notice.objects.filter(digest__in=[row.pk for row in rows], state=State.GATHERED)
    for notice in gathered.select_related("event").order_by("-pk"):
        notices[notice.digest_id or 0].append(notice)
    ready: dict[int, EmailMessage | Drop | Exception] = {}
    for language, several in _by_language(rows, lambda row: row.follower.language).items():
        with translation.override(language):
            told = tell(notice.event for row in several for notice in notices[row.pk])
            ready |= {row.pk: _guarded(partial(_digest, row, notices[row.pk], told)) for row in several}
    return ready


def _notice(row: Notice, told: Mapping[int, Told], followed: Mapping[Ref, Thing]) -> EmailMessage | Drop:
    if not row.follower.gets_mail:
        return Drop(_("keine Mail gewünscht"))
    if row.following is None:
        return Drop(_("wird nicht mehr verfolgt"))
    if row.event_id not in told:
        return Drop(_("nicht mehr öffentlich"))
    row.following.follower = row.follower
    return messages.notice_mail(row, told[row.event_id], followed.get(row.following.ref))


def _letter(row: Letter, found: Mapping[Ref, Thing]) -> EmailMessage | Drop:
    thing = found.get(row.following.ref) if row.following else None
    if row.following is not None:
        row.following.follower = row.follower
        if thing is None:
            return Drop(_("nicht mehr öffentlich"))
    return messages.letter_mail(row, thing)


def _digest(row: Digest, notices: list[Notice], told: Mapping[int, Told]) -> EmailMessage | Drop:
    public = [told[notice.event_id] for notice in notices if notice.event_id in told]
    if not row.follower.gets_mail or not public:
        return Drop(_("nichts mehr zu melden"))
    return messages.digest_mail(row, public[: messages.MOST_IN_ONE], max(0, len(public) - messages.MOST_IN_ONE))


def _guarded(make: Callable[[], EmailMessage | Drop]) -> EmailMessage | Drop | Exception:
    """One mail that cannot be made is no reason not to send the others."""
    try:
        return make()
    except Exception as problem:
        logger.exception("mail_not_made")
        return problem


def _by_language(rows: list[Any], language: Callable[[Any], str]) -> dict[str, list[Any]]:
    several: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        several[language(row)].append(row)
    return several
