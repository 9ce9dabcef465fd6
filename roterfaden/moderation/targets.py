"""Contributions of all kinds as targets of moderation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from roterfaden.contributions import registry as contributions
from roterfaden.contributions.actions import hiding, publish
from roterfaden.contributions.models import Contribution, Revision, Signed, State
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.registry import Cut, Target, TargetKind, register

KEY = "contribution"
WAITING = (State.HELD, State.WAITING)
AROUND = 2


def register_contributions() -> None:
    """Tell the registry."""
    register(TargetKind(KEY, load, apply, revert, labels))


def ref_of(contribution: Contribution) -> Ref:
    """A contribution's name among targets."""
    return Ref(KEY, str(contribution.pk))


def labels() -> Mapping[str, StrOrPromise]:
    """Kinds of contributions."""
    return {key: kind.label for key, kind in contributions.kinds.items()}


def load(keys: Sequence[str]) -> Mapping[str, Target]:
    """Contributions with their authors and what they answer: one query."""
    rows = Contribution.objects.filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): _target(row) for row in rows.select_related("author__user", "organisation", "parent__author")}


def _target(row: Contribution) -> Target:
    kind = contributions.kinds.get(row.kind)
    parent = row.parent
    return Target(
        ref=ref_of(row),
        thing_kind=row.kind,
        label=kind.label if kind else _("Beitrag"),
        title=row.title,
        text=row.text,
        area=row.area,
        url=kind.path(row) if kind and row.is_public else "",
        state=str(State(row.state).label),
        is_public=row.is_public,
        waits=row.state in WAITING,
        author=row.author,
        author_name=name_of(row),
        said_at=row.published_at or row.created_at,
        sample=row.sample_data,
        can=_possible(row),
        around=((name_of(parent), parent.text),) if parent is not None else (),
    )


def name_of(row: Contribution) -> str:
    """Under which name it stands."""
    if row.author is None:
        return _("ohne Konto")
    if row.signed == Signed.ORGANISATION and row.organisation:
        return row.organisation.name
    name = row.author.name if row.signed == Signed.NAME else row.author.pseudonym
    return name or _("ohne Namen")


def _possible(row: Contribution) -> frozenset[Kind]:
    can: set[Kind] = set()
    if row.state == State.PUBLIC:
        can = {Kind.HIDE, Kind.SHORTEN, Kind.KEEP}
        can |= set() if row.locked else {Kind.LOCK}
    elif row.state in WAITING:
        can = {Kind.RELEASE, Kind.HIDE, Kind.SHORTEN}
    else:
        can = {Kind.KEEP}
    return frozenset(can | ({Kind.SUSPEND} if row.author_id and row.state == State.PUBLIC else set()))


def apply(target: Target, kind: Kind, cut: Cut | None) -> dict[str, Any] | None:
    """Do what was decided, if the contribution still is what the moderator saw."""
    row = Contribution.objects.get(pk=target.ref.key)
    if (row.title, row.text) != (target.title, target.text) or kind not in _possible(row):
        return None
    if kind == Kind.HIDE:
        state = State(row.state)
        return {"state": str(state)} if hiding.hide(row, state) else None
    if kind == Kind.RELEASE:
        return _release(row)
    if kind == Kind.LOCK:
        return {} if hiding.set_locked(row, True) else None
    if kind == Kind.SHORTEN and cut is not None:
        return _shorten(row, cut)
    return {} if kind in (Kind.KEEP, Kind.SUSPEND) else None


def _release(row: Contribution) -> dict[str, Any] | None:
    state = str(row.state)
    publish(row)
    row.refresh_from_db()
    return {"state": state} if row.is_public else None


def _shorten(row: Contribution, cut: Cut) -> dict[str, Any] | None:
    """The full text goes into the history that nobody sees. What waits is released with the shorter text."""
    full = Revision.objects.create(contribution=row, kind=Revision.Kind.SHORTENED, title=row.title, text=row.text)
    history = hiding.withhold_history(row, cut.additions)
    before: dict[str, Any] = {
        "revision": full.pk,
        "history": [[pk, kind] for pk, kind in history.items()],
        "state": str(row.state),
    }
    if not hiding.replace_words(row, cut.title, cut.text, (row.title, row.text)):
        return None
    if row.state in WAITING and _release(row) is None:
        return None
    return before


def revert(ref: Ref, kind: Kind, before: Mapping[str, Any]) -> bool:
    """Put back exactly what was there."""
    row = Contribution.objects.filter(pk__in=keys_as_numbers([ref.key])).first()
    if row is None:
        return False
    with transaction.atomic():
        if kind == Kind.HIDE:
            return hiding.unhide(row, State(before.get("state", State.PUBLIC)))
        if kind == Kind.RELEASE:
            return hiding.hold_again(row, State(before.get("state", State.HELD)))
        if kind == Kind.LOCK:
            return hiding.set_locked(row, False)
        return _restore_words(row, before) if kind == Kind.SHORTEN else True


def _restore_words(row: Contribution, before: Mapping[str, Any]) -> bool:
    full = Revision.objects.filter(pk=before.get("revision", 0), contribution=row).first()
    if full is None or not hiding.replace_words(row, full.title, full.text, (row.title, row.text)):
        return False
    hiding.return_history((int(pk), str(kind)) for pk, kind in before.get("history", ()))
    full.delete()
    state = State(before.get("state", State.PUBLIC))
    return hiding.hold_again(row, state) if state in WAITING and row.is_public else True
