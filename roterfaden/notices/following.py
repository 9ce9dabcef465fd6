"""What people do who follow: ask, confirm, change, end, erase. Each is one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from roterfaden.accounts import limits
from roterfaden.accounts.people import folded
from roterfaden.kit.things import Ref
from roterfaden.notices.models import Follower, Following, Letter, Notice, Rhythm, State
from roterfaden.notices.models.followers import new_nonce

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: What was never confirmed goes after this time.
UNCONFIRMED = timedelta(days=7)
#: Who follows nothing any more can still come back for this time; then everything is erased.
IDLE = timedelta(days=30)


def ask_to_follow(address: str, ref: Ref, rhythm: str) -> None:
    """Somebody typed an address: it gets a letter with a button, and nothing else happens before that is pressed.

    Says nothing about whether the address was known, and does as much work in both cases. Too many letters to one
    address in a day are silently not sent.
    """
    now = timezone.now()
    with transaction.atomic():
        follower, _new = Follower.objects.get_or_create(
            address=folded(address), defaults={"rhythm": rhythm, "language": _language()}
        )
        following, _new = Following.objects.get_or_create(follower=follower, kind=ref.kind, key=ref.key)
        if following.confirmed_at is None:
            Following.objects.filter(pk=following.pk).update(created_at=now)
        _write(follower, Letter.Kind.CONFIRM, following, rhythm)


def ask_for_link(address: str) -> None:
    """Somebody wants the link to the own page: the address gets it, if there is anybody. The caller learns nothing."""
    with transaction.atomic():
        follower = Follower.objects.filter(address=folded(address), confirmed_at__isnull=False).first()
        if follower is not None:
            _write(follower, Letter.Kind.MANAGE, None, "")


def confirm(following: Following, rhythm: str) -> None:
    """The button in the letter was pressed: the address is theirs. A second time changes nothing."""
    now = timezone.now()
    with transaction.atomic():
        done = Following.objects.filter(pk=following.pk, confirmed_at=None).update(confirmed_at=now)
        follower = Follower.objects.get(pk=following.follower_id)
        first = follower.confirmed_at is None
        values: dict[str, object] = {"idle_since": None, "paused_at": None, "failures": 0}
        if first:
            values["confirmed_at"] = now
        if (done or first) and rhythm in Rhythm.values:
            values["rhythm"] = rhythm
        Follower.objects.filter(pk=follower.pk).update(**values)


def follow_by_account(user: User, ref: Ref) -> Follower:
    """Somebody who is logged in follows on the site; no mail, unless the account is joined with an address."""
    now = timezone.now()
    with transaction.atomic():
        follower, _new = Follower.objects.get_or_create(
            user=user, defaults={"rhythm": Rhythm.SITE, "language": _language()}
        )
        following, _new = Following.objects.get_or_create(
            follower=follower, kind=ref.kind, key=ref.key, defaults={"confirmed_at": now}
        )
        Following.objects.filter(pk=following.pk, confirmed_at=None).update(confirmed_at=now)
        Follower.objects.filter(pk=follower.pk).update(idle_since=None)
    return follower


def follow_again(follower: Follower, ref: Ref) -> None:
    """Undo an ending, from the page that ended it."""
    with transaction.atomic():
        Following.objects.get_or_create(
            follower=follower, kind=ref.kind, key=ref.key, defaults={"confirmed_at": timezone.now()}
        )
        Follower.objects.filter(pk=follower.pk).update(idle_since=None)


def end(following: Following) -> None:
    """One thing is not followed any more. Its notices that wait are not sent."""
    with transaction.atomic():
        waiting = Notice.objects.filter(following=following.pk, state__in=[State.WAITING, State.GATHERED])
        waiting.update(state=State.DROPPED)
        Following.objects.filter(pk=following.pk).delete()
        _note_idle(following.follower_id)


def end_all(follower: Follower) -> None:
    """Nothing is followed any more, nothing that waits is sent."""
    with transaction.atomic():
        follower.notices.filter(state__in=[State.WAITING, State.GATHERED]).update(state=State.DROPPED)
        follower.digests.filter(state=State.WAITING).update(state=State.DROPPED)
        follower.followings.all().delete()
        _note_idle(follower.pk)


def set_rhythm(follower: Follower, rhythm: str) -> None:
    """Hear at once, weekly, or only on the site. What is gathered already goes out with the next weekly mail."""
    if rhythm not in Rhythm.values:
        raise ValueError(rhythm)
    with transaction.atomic():
        Follower.objects.filter(pk=follower.pk).update(rhythm=rhythm)
        if rhythm == Rhythm.SITE:
            follower.notices.filter(state__in=[State.WAITING, State.GATHERED]).update(state=State.SHOWN)


def resume(follower: Follower) -> None:
    """Mails were paused after refusals; they are wanted again."""
    Follower.objects.filter(pk=follower.pk).update(paused_at=None, failures=0)


def renew_addresses(follower: Follower) -> Follower:
    """New secret addresses: all former ones (manage, feed, end) are void."""
    Follower.objects.filter(pk=follower.pk).update(nonce=new_nonce())
    follower.refresh_from_db()
    return follower


def join_account(user: User, follower: Follower) -> Follower:
    """An account and an address become one follower. It takes the secret link of the address."""
    with transaction.atomic():
        if follower.user_id is not None and follower.user_id != user.pk:
            return follower
        mine = Follower.objects.filter(user=user).exclude(pk=follower.pk).first()
        if mine is not None and mine.address is not None:
            return follower
        if mine is not None:
            _hand_over(mine, follower)
        Follower.objects.filter(pk=follower.pk).update(user=user)
    follower.refresh_from_db()
    return follower


def erase(follower: Follower) -> None:
    """Everything about a person goes, at once and for good: address, what was followed, notices, letters.

    On SQLite the freed pages are overwritten, and the write-ahead log is emptied, so that no copy stays in the files.
    """
    sqlite = connection.vendor == "sqlite"
    if sqlite and not connection.in_atomic_block:
        _pragma("secure_delete=ON")
    with transaction.atomic():
        Follower.objects.filter(pk=follower.pk).delete()
    if sqlite and not connection.in_atomic_block:
        _pragma("wal_checkpoint(TRUNCATE)")


def erase_stale() -> int:
    """Erase requests that were never confirmed, and people who have followed nothing for a month. How many rows."""
    now = timezone.now()
    with transaction.atomic():
        old = Following.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED)
        followings, _each = old.delete()
    left = Follower.objects.exclude(Exists(Following.objects.filter(follower=OuterRef("pk"))))
    never = Q(confirmed_at=None, address__isnull=False, user=None, created_at__lt=now - UNCONFIRMED)
    gone = left.filter(never | Q(idle_since__lt=now - IDLE))
    followers = 0
    for follower in gone[:1000]:
        erase(follower)
        followers += 1
    return followings + followers


def _language() -> str:
    return (get_language() or "de")[:10]


def _note_idle(follower: int) -> None:
    if not Following.objects.filter(follower=follower).exists():
        Follower.objects.filter(pk=follower).update(idle_since=timezone.now())


def _write(follower: Follower, kind: str, following: Following | None, rhythm: str) -> None:
    """Put a letter into the outbox, unless the same one waits there, or the address has had enough for today."""
    same = Letter.objects.filter(follower=follower, kind=kind, following=following, state=State.WAITING)
    within = limits.is_within_limit("address", follower.address or "", limits.A_DAY_TO_ONE_ADDRESS)
    if within and not same.exists():
        Letter.objects.create(follower=follower, kind=kind, following=following, rhythm=rhythm, language=_language())


def _hand_over(old: Follower, new: Follower) -> None:
    """What an account followed and heard becomes the other follower's; what both have stays once."""
    known = {following.ref for following in new.followings.all()}
    for following in old.followings.all():
        if following.ref not in known:
            Following.objects.filter(pk=following.pk).update(follower=new)
    heard = new.notices.values("event")
    old.notices.exclude(event__in=heard).update(follower=new)
    old.delete()


def _pragma(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
