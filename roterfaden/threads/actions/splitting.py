"""A thread that is two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roterfaden.kit.html import clean_line
from roterfaden.threads.actions.common import PUBLISH, NotInThatState, reason_in_line, ref_of, require, tell, touch
from roterfaden.threads.actions.threads import free_slug
from roterfaden.threads.drafts import LINKS, ThreadDraft
from roterfaden.threads.models import Happening, Station, Thread

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


class NothingLeft(ValueError):
    """Both threads need a station."""


def split(user: User, thread: Thread, stations: Collection[int], title: str, reason: str, title_en: str = "") -> Thread:
    """Some stations become a thread of their own, with the same districts and topics; both say so."""
    require(user, PUBLISH)
    words = reason_in_line(reason)
    draft = replace(ThreadDraft.of(thread), title=clean_line(title), title_en=clean_line(title_en))
    draft = replace(draft, summary="", summary_en="", easy="", next_step="", next_step_en="", next_step_on=None)
    values = draft.values()
    with transaction.atomic():
        locked = Thread.objects.select_for_update().get(pk=thread.pk)
        if not locked.is_public:
            raise NotInThatState
        chosen = Station.objects.filter(thread=thread, pk__in=list(stations))
        number = chosen.count()
        if not 0 < number < Station.objects.filter(thread=thread).count():
            raise NothingLeft
        new = Thread.objects.create(
            slug=free_slug(values["title"]), state=locked.state, published_at=timezone.now(), **values
        )
        for name in LINKS:
            getattr(new, name).set(getattr(draft, name))
        chosen.update(thread=new)
        touch(thread)
        touch(new)
        off = _say(thread, new, number, words)
        content = {"into": ref_of(new).key, "from": ref_of(thread).key, "stations": number}
        tell(user, new, "thread.published", content, f"{new.pk}:{off.pk}", {"title": new.title})
        tell(user, thread, "thread.split", content, str(off.pk), {"reason": words}, targets=(ref_of(new),))
    return new


def _say(thread: Thread, new: Thread, number: int, reason: str) -> Happening:
    kinds = Happening.Kind
    Happening.objects.create(thread=new, kind=kinds.SPLIT_FROM, other=thread, data={"number": number}, reason=reason)
    return Happening.objects.create(
        thread=thread, kind=kinds.SPLIT_OFF, other=new, data={"number": number}, reason=reason
    )
