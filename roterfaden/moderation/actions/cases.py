"""Cases are opened by reports, checks and the moderators themselves, and taken over."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from roterfaden.accounts.models import User
from roterfaden.moderation.actions.common import DECIDE, Conflict, require
from roterfaden.moderation.kinds import FoundBy
from roterfaden.moderation.models import Case, CaseState
from roterfaden.moderation.registry import Target


def open_case(target: Target, cause: FoundBy, gravity: int) -> Case:
    """The open case about something; a new one where there is none. It only gets graver, never lighter.

    How many people report does not matter for its place in the queue: a hundred reports weigh as much as one.
    """
    found = Case.objects.open().about(target.ref).first()
    if found is None:
        found = _new(target, cause, gravity)
    if found.gravity < gravity:
        found.placed(gravity)
        rows = Case.objects.filter(pk=found.pk, gravity__lt=gravity)
        rows.update(gravity=gravity, rank=found.rank, due_at=found.due_at, version=F("version") + 1)
        found.refresh_from_db()
    return found


def _new(target: Target, cause: FoundBy, gravity: int) -> Case:
    case = Case(
        target_kind=target.ref.kind,
        target_key=target.ref.key,
        area_kind=target.area.kind,
        area_key=target.area.key,
        thing_kind=target.thing_kind,
        cause=cause,
    )
    case.placed(gravity)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:  # somebody else opened it in this moment
        return Case.objects.open().about(target.ref).get()
    return case


def assign(user: User, case: Case, version: int, to: User | None) -> None:
    """Give a case to somebody, or back to all. Raises Conflict."""
    require(user, DECIDE)
    rows = Case.objects.filter(pk=case.pk, version=version, state=CaseState.OPEN)
    if not rows.update(assigned_to=to, version=F("version") + 1):
        raise Conflict
    case.refresh_from_db()
