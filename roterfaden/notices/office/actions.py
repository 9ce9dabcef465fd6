"""What operators do: send again what failed, erase a person on request. Each is logged, without addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.accounts.people import folded
from roterfaden.notices import following
from roterfaden.notices.models import Digest, Follower, Letter, Mailing, Notice, Outgoing, PersonalMail, State

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

SEE, RESEND, ERASE = "notices.view_notice", "notices.change_notice", "notices.delete_follower"
MODELS: dict[str, type[Mailing]] = {
    "meldung": Notice,
    "sammelmail": Digest,
    "brief": Letter,
    "persoenlich": PersonalMail,
}
#: So many are sent again with one click.
MOST = 5000


def send_again(user: User, row: Mailing) -> bool:
    """A failed mail gets all its attempts anew. False where it has not failed (any more)."""
    _require(user, RESEND)
    with transaction.atomic():
        done = type(row)._default_manager.filter(pk=row.pk, state=State.FAILED).update(**_anew())
        if done:
            if isinstance(row, Outgoing):
                _forgive([row.follower_id])
            log(instance=row, action="notices.send_again", user=user)
    return bool(done)


def send_all_again(user: User) -> int:
    """All that failed, after the mail server was mended. How many."""
    _require(user, RESEND)
    count = 0
    with transaction.atomic():
        for model in MODELS.values():
            failed = model._default_manager.filter(state=State.FAILED).order_by("-pk")
            keys = list(failed.values_list("pk", flat=True)[:MOST])
            count += model._default_manager.filter(pk__in=keys).update(**_anew())
            if issubclass(model, Outgoing):
                rows = model._default_manager.filter(pk__in=keys)
                _forgive(list(rows.values_list("follower_id", flat=True)))
        if count:
            log(instance=user, action="notices.send_all_again", user=user, data={"count": count})
    return count


def erase(user: User, follower: Follower) -> None:
    """Erase everything about a person who asked for it. The log keeps that it was done, not whom."""
    _require(user, ERASE)
    following.erase(follower)
    log(instance=user, action="notices.erase", user=user)


def find(user: User, address: str) -> Follower | None:
    """The follower with exactly this address."""
    _require(user, ERASE)
    return Follower.objects.filter(address=folded(address)).first()


def _anew() -> dict[str, object]:
    return {"state": State.WAITING, "attempts": 0, "next_attempt_at": timezone.now(), "last_error": ""}


def _forgive(followers: list[int]) -> None:
    """Sending again is worth nothing while the address is paused."""
    Follower.objects.filter(pk__in=followers).update(failures=0, paused_at=None)


def _require(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied(permission)
