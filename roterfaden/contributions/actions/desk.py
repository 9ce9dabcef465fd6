"""What the office does with items of its inbox: assign, stand in, note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.contributions import inbox
from roterfaden.contributions.models import Assignment, Deputy, InternalNote
from roterfaden.contributions.texts import text_of

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

LONGEST_NOTE = 2_000


def assign(user: User, source: str, key: str, to: User | None) -> None:
    """Say who deals with an item (None: nobody in particular). Both must be able to see it."""
    _require(user, source, key)
    if to is None:
        Assignment.objects.filter(source=source, key=key).delete()
        return
    if inbox.source_of(to, source) is None:
        raise ValidationError(_("Diese Person darf das nicht bearbeiten."))
    values = {"user": to, "given_by": user, "given_at": timezone.now()}
    Assignment.objects.update_or_create(source=source, key=key, defaults=values)


def note(user: User, source: str, key: str, text: str) -> None:
    """A note for colleagues."""
    _require(user, source, key)
    words = text_of(text, LONGEST_NOTE)
    if not words:
        raise ValidationError(_("Die Notiz ist leer."))
    InternalNote.objects.create(source=source, key=key, text=words, written_by=user)


def deputise(user: User, deputy: User, start: date, end: date) -> Deputy:
    """Somebody stands in for the user, both days included."""
    if deputy.pk == user.pk or end < start:
        raise ValidationError(_("Eine Vertretung ist jemand anderes, und ihr Ende liegt nicht vor ihrem Anfang."))
    return Deputy.objects.create(user=user, deputy=deputy, start=start, end=end)


def end_deputy(user: User, pk: int) -> None:
    """Take back what one arranged oneself."""
    Deputy.objects.filter(pk=pk, user=user).delete()


def _require(user: User, source: str, key: str) -> None:
    found = inbox.source_of(user, source)
    if found is None or key not in found.load([key]):
        raise PermissionDenied(source)
