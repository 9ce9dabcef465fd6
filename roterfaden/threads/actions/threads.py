"""Create, change and rename."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from roterfaden.kit.html import clean_line
from roterfaden.threads.actions import suggestions
from roterfaden.threads.actions.common import ADD, CHANGE, Conflict, NotInThatState, SlugTaken, ref_of, require, tell
from roterfaden.threads.drafts import LINKS, ThreadDraft, slug_of
from roterfaden.threads.models import Happening, State, Thread, ThreadAddress

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def create(user: User, draft: ThreadDraft, slug: str = "") -> Thread:
    """A new thread, a draft at first. Without `slug` its address follows from the title."""
    require(user, ADD)
    values = draft.values()
    with transaction.atomic():
        thread = _new_thread(values, slug)
        _set_links(thread, draft)
        tell(user, thread, "thread.created", {"slug": thread.slug}, str(thread.pk))
    return thread


def change(user: User, thread: Thread, version: int, draft: ThreadDraft) -> Thread:
    """Change a thread's own fields; Conflict if it was saved since `version`. A new title keeps the address."""
    require(user, CHANGE)
    values = draft.values()
    with transaction.atomic():
        before = ThreadDraft.of(thread)
        _write(thread, version, values)
        _set_links(thread, draft)
        after = {**values, **{name: getattr(draft, name) for name in LINKS}}
        names = sorted(name for name, value in after.items() if getattr(before, name) != value)
        if names:
            tell(user, thread, "thread.changed", {"fields": names}, f"{thread.pk}:{thread.version}", values)
            suggestions.scan_later("thread", [str(thread.pk)])
    return thread


def rename(user: User, thread: Thread, version: int, title: str, slug: str, title_en: str = "") -> Thread:
    """Another title and another address; the old address leads on for ever."""
    require(user, CHANGE)
    values = {"title": clean_line(title), "title_en": clean_line(title_en), "slug": slug_of(slug or title)}
    if not values["title"] or max(len(values["title"]), len(values["title_en"])) > 200:
        raise ValidationError({"title": "title"})
    with transaction.atomic():
        old = thread.slug
        if values["slug"] != old:
            _free(values["slug"], thread)
        _write(thread, version, values)
        if values["slug"] != old and thread.published_at is not None:
            ThreadAddress.objects.get_or_create(slug=old, defaults={"thread": thread})
            Happening.objects.create(thread=thread, kind=Happening.Kind.RENAMED)
        tell(user, thread, "thread.renamed", {"version": thread.version}, f"{thread.pk}:{thread.version}", values)
    return thread


def free_slug(title: str) -> str:
    """An address that no thread has or had: that of the title, or with a number behind it."""
    base = slug_of(title)
    taken = {
        *Thread.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *ThreadAddress.objects.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _new_thread(values: dict[str, Any], slug: str) -> Thread:
    wanted = slug_of(slug) if slug else free_slug(values["title"])
    if slug:
        _free(wanted, None)
    try:
        with transaction.atomic():
            return Thread.objects.create(slug=wanted, **values)
    except IntegrityError:  # somebody was faster
        raise SlugTaken(wanted) from None


def _free(slug: str, thread: Thread | None) -> None:
    """SlugTaken where the address belongs or belonged to another thread; one's own old address can come back."""
    own = thread.pk if thread else None
    if Thread.objects.filter(slug=slug).exclude(pk=own).exists():
        raise SlugTaken(slug)
    old = ThreadAddress.objects.filter(slug=slug).first()
    if old is not None and old.thread_id != own:
        raise SlugTaken(slug)
    if old is not None:
        old.delete()


def _write(thread: Thread, version: int, values: dict[str, Any]) -> None:
    """A conditional update: of two people who save on the same version, the second is told."""
    rows = Thread.objects.filter(pk=thread.pk, version=version)
    now = timezone.now()
    if not rows.exclude(state=State.MERGED).update(**values, version=F("version") + 1, changed_at=now):
        current = Thread.objects.get(pk=thread.pk)
        if current.state == State.MERGED:
            raise NotInThatState
        raise Conflict(current)
    thread.refresh_from_db()


def _set_links(thread: Thread, draft: ThreadDraft) -> None:
    for name in LINKS:
        getattr(thread, name).set(getattr(draft, name))


__all__ = ["change", "create", "free_slug", "ref_of", "rename"]
