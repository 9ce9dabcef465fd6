"""What moderation does to a contribution, and how exactly that is taken back. Who may, and why, says `moderation`.

Each takes the state that it expects as a condition: False means that somebody was faster, and nothing was changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from roterfaden.contributions import registry
from roterfaden.contributions.models import Contribution, Revision, State

#: What can be hidden: public words, and those that were held back or wait.
HIDEABLE = (State.PUBLIC, State.HELD, State.WAITING)


def hide(contribution: Contribution, expected: State) -> bool:
    """Take its words off every face. Supports, answers and dates stay in their rows for the day of reinstating."""
    with transaction.atomic():
        rows = Contribution.objects.filter(pk=contribution.pk, state=expected)
        if expected not in HIDEABLE or not rows.update(state=State.HIDDEN):
            return False
        contribution.refresh_from_db()
        if expected == State.PUBLIC:
            _count_reply(contribution, -1)
            _tell(registry.unpublished, contribution)
    return True


def unhide(contribution: Contribution, back_to: State) -> bool:
    """Put it back where it was before `hide`."""
    with transaction.atomic():
        rows = Contribution.objects.filter(pk=contribution.pk, state=State.HIDDEN)
        if back_to not in HIDEABLE or not rows.update(state=back_to):
            return False
        contribution.refresh_from_db()
        if back_to == State.PUBLIC:
            _count_reply(contribution, 1)
            _tell(registry.published, contribution)
    return True


def hold_again(contribution: Contribution, back_to: State) -> bool:
    """Take back a release: it waits again, as if it had never been public."""
    with transaction.atomic():
        rows = Contribution.objects.filter(pk=contribution.pk, state=State.PUBLIC)
        if not rows.update(state=back_to, published_at=None, answer_due=None):
            return False
        contribution.refresh_from_db()
        _count_reply(contribution, -1)
        _tell(registry.unpublished, contribution)
    return True


def set_locked(contribution: Contribution, locked: bool) -> bool:
    """Close it for answers, or open it again."""
    done = Contribution.objects.filter(pk=contribution.pk, locked=not locked).update(locked=locked)
    contribution.refresh_from_db()
    return bool(done)


def replace_words(contribution: Contribution, title: str, text: str, was: tuple[str, str]) -> bool:
    """Other words in place of (title, text) `was`; search and feeds hear of it."""
    with transaction.atomic():
        rows = Contribution.objects.filter(pk=contribution.pk, title=was[0], text=was[1])
        if not rows.update(title=title, text=text):
            return False
        contribution.refresh_from_db()
        if contribution.is_public:
            _tell(registry.published, contribution)
    return True


def withhold_history(contribution: Contribution, additions: bool) -> dict[int, str]:
    """Former wordings may hold what was cut out: nobody sees them any more; additions go only where they are meant.

    Gives what each was, for reinstating.
    """
    going = [Revision.Kind.EDIT, Revision.Kind.ADDITION] if additions else [Revision.Kind.EDIT]
    rows = Revision.objects.filter(contribution=contribution, kind__in=going)
    kinds = dict(rows.values_list("pk", "kind"))
    rows.update(kind=Revision.Kind.SHORTENED)
    return kinds


def return_history(kinds: Iterable[tuple[int, str]]) -> None:
    """The opposite."""
    for pk, kind in kinds:
        Revision.objects.filter(pk=pk).update(kind=kind)


def _count_reply(contribution: Contribution, by: int) -> None:
    if contribution.parent_id:
        Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") + by)


def _tell(listeners: Iterable[registry.Listener], contribution: Contribution) -> None:
    for listener in listeners:
        listener(contribution)
