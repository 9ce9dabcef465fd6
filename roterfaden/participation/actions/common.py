"""What all actions share: permissions, problems, and who is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.kit.html import clean_line
from roterfaden.ledger.actions import Personal, record
from roterfaden.notices.actions import News, announce
from roterfaden.participation.events import NEWS
from roterfaden.participation.models import Process
from roterfaden.participation.search import KIND
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions.suggestions import scan_later

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ADD, CHANGE, PUBLISH, STATISTICS = (
    "participation.add_process",
    "participation.change_process",
    "participation.publish_process",
    "participation.view_statistics",
)
LONGEST_REASON = 300


class Conflict(Exception):
    """Somebody else saved in the meantime. `current` is what is saved now."""

    def __init__(self, current: Process) -> None:
        super().__init__(current.pk)
        self.current = current


class NotInThatState(ValueError):
    """The process is not (any more) in a state in which this can be done."""


class MethodObjects(NotInThatState):
    """A phase cannot be changed so, or removed, because of what people did in it. `reason` says it to the office."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReasonMissing(ValueError):
    """What was public is not taken away without a reason."""


class SlugTaken(ValueError):
    """The address belongs to another process."""


class NotReady(ValueError):
    """Something that everybody must know is missing before it can be shown; `missing` are the names of fields."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def require(user: User | None, permission: str) -> None:
    """PermissionDenied for whoever may not. None is the server itself (a publication that was scheduled)."""
    if user is not None and not user.has_perm(permission):
        raise PermissionDenied(permission)


def reason_in_line(text: str) -> str:
    """A reason on one line; raises ReasonMissing."""
    words = clean_line(text)[:LONGEST_REASON]
    if not words:
        raise ReasonMissing
    return words


def touch(process: Process, version: int | None = None, **values: Any) -> None:
    """Raise the version, and write; Conflict where it was saved since `version`."""
    rows = Process.objects.filter(pk=process.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(**values, version=F("version") + 1, changed_at=timezone.now()):
        raise Conflict(Process.objects.get(pk=process.pk))
    process.refresh_from_db()


def tell(
    user: User | None,
    process: Process,
    kind: str,
    content: Mapping[str, Any],
    once: str,
    wording: Mapping[str, Any] | None = None,
) -> None:
    """Log it; where it is public, the ledger, followers and search hear of it. `once` makes the event's key."""
    log(instance=process, action=kind.replace("process.", "participation.", 1), user=user, data=dict(content))
    if process.is_public and not process.is_template:
        record(kind, process.ref, content, committed(process, wording or {}))
        if kind in NEWS:
            announce(kind, News(f"{kind}:{once}", process.ref, content))
        enqueue(KIND, [process.pk])
        scan_later("process", [str(process.pk)])


def committed(process: Process, wording: Mapping[str, Any]) -> list[Personal]:
    """The digest of the texts enters the ledger as a commitment: what is hidden later must not live on there."""
    if not wording:
        return []
    text = json.dumps(wording, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return [Personal("wording", hashlib.sha256(text.encode()).hexdigest(), process.ref)]
