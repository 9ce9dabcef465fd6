"""What all actions share: permissions, problems, and who is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import Personal, record
from roterfaden.notices.actions import News, announce
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions.stages import stage_of
from roterfaden.threads.events import NEWS
from roterfaden.threads.models import Station, Thread
from roterfaden.threads.search import KIND

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ADD, CHANGE, PUBLISH = "threads.add_thread", "threads.change_thread", "threads.publish_thread"
LONGEST_REASON = 300


class Conflict(Exception):
    """Somebody else saved in the meantime. `current` is what is saved now."""

    def __init__(self, current: Thread | Station) -> None:
        super().__init__(current.pk)
        self.current = current


class NotInThatState(ValueError):
    """The thread is not (any more) in a state in which this can be done."""


class NotPublic(ValueError):
    """A station can only rest on something public."""


class ReasonMissing(ValueError):
    """What was public is not taken away without a reason."""


class SlugTaken(ValueError):
    """The address belongs, or once belonged, to another thread."""


def require(user: User, permission: str) -> None:
    """PermissionDenied for whoever may not."""
    if not user.has_perm(permission):
        raise PermissionDenied(permission)


def reason_in_line(text: str) -> str:
    """A reason on one line; raises ReasonMissing."""
    words = clean_line(text)[:LONGEST_REASON]
    if not words:
        raise ReasonMissing
    return words


def ref_of(thread: Thread) -> Ref:
    """Its name among public things."""
    return Ref("thread", str(thread.pk))


def touch(thread: Thread) -> datetime:
    """The thread has changed: its date, and the stage that follows from its stations."""
    thread.changed_at, thread.stage = timezone.now(), stage_of(thread)
    Thread.objects.filter(pk=thread.pk).update(changed_at=thread.changed_at, stage=thread.stage)
    return thread.changed_at


def tell(
    user: User,
    thread: Thread,
    kind: str,
    content: Mapping[str, Any],
    once: str,
    wording: Mapping[str, Any] | None = None,
    targets: tuple[Ref, ...] = (),
) -> None:
    """Log it; where the thread is public, the ledger, followers and search hear of it. `once` makes the event's key."""
    log(instance=thread, action=kind.replace("thread.", "threads.", 1), user=user, data=dict(content))
    if thread.is_public:
        ref = ref_of(thread)
        record(kind, ref, content, _committed(ref, wording or {}))
        if kind in NEWS:
            announce(kind, News(f"{kind}:{once}", ref, content, targets))
        enqueue(KIND, [thread.pk])


def _committed(ref: Ref, wording: Mapping[str, Any]) -> list[Personal]:
    """The digest of the texts enters the ledger as a commitment: what is hidden later must not live on there."""
    if not wording:
        return []
    text = json.dumps(wording, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return [Personal("wording", hashlib.sha256(text.encode()).hexdigest(), ref)]


def about_station(station: Station) -> dict[str, Any]:
    """The public facts of a station, without any wording."""
    return {
        "station": str(station.pk),
        "stage": str(station.stage),
        "start": station.start.isoformat(),
        "precision": str(station.precision),
        "version": station.version,
    }
