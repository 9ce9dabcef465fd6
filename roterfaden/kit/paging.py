"""Paging that costs the same on page 1 and page 10,000: each page starts at a key, not at a number of rows.

Rows without a value come last, in both directions of reading and on every database: they are a stretch of their own
behind the others, so that each query is a plain range of an index.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.utils.formats import number_format
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)
LONGEST = 1000
BIGGEST = 2**63


class BadCursor(ValueError):
    """A cursor that this list never gave out."""


@dataclass(frozen=True)
class Cursor:
    """The row at which a page starts or ends, itself excluded. `back`: the page lies before it."""

    value: Any
    pk: int
    back: bool = False

    def encode(self) -> str:
        """As text for an address."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        value = str(value) if isinstance(value, Decimal) else value
        raw = json.dumps([value, self.pk, self.back], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of rows, with the cursors of its neighbours ("" where there is none)."""

    rows: Sequence[M]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Keyset(Generic[M]):
    """An order: by `field` (it may be empty in rows), then by primary key in the same direction."""

    field: str = "pk"
    descending: bool = False
    #: No row that is asked for lacks a value, although the column could: saves the question for those without.
    filled: bool = False

    def page(self, rows: QuerySet[M], cursor: str = "", size: int = 20) -> Page[M]:
        """The page at `cursor` ("": the first). Raises BadCursor."""
        start = self.decode(rows.model, cursor) if cursor else None
        back = start is not None and start.back
        found = self._rows(rows, start, back, size + 1)
        more, found = len(found) > size, found[:size]
        if back:
            found.reverse()
        after = self._at(found[-1], False) if found and (more or back) else ""
        before = self._at(found[0], True) if found and (more if back else start is not None) else ""
        return Page(found, after, before)

    def decode(self, model: type[M], text: str) -> Cursor:
        """The cursor that `text` spells; raises BadCursor."""
        try:
            if len(text) > LONGEST:
                raise ValueError
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            value, pk, back = json.loads(raw)
            if type(pk) is not int or not -BIGGEST <= pk < BIGGEST or type(back) is not bool:
                raise ValueError
            return Cursor(self._typed(model, value), pk, back)
        except (ValueError, TypeError, ValidationError, ArithmeticError, RecursionError, binascii.Error):
            raise BadCursor(text[:60]) from None

    def _typed(self, model: type[M], value: Any) -> Any:
        """The value as the model's field holds it; ValueError for one that no row can have."""
        if value is None or self.field == "pk":
            return None
        if isinstance(value, list | dict) or (isinstance(value, str) and ("\x00" in value or not _encodable(value))):
            raise ValueError
        typed = _field(model, self.field).to_python(value)
        wrong = (isinstance(typed, Decimal | float) and typed != typed) or (
            isinstance(typed, int) and not -BIGGEST <= typed < BIGGEST
        )
        if wrong or (isinstance(typed, datetime) and not is_aware(typed)):
            raise ValueError
        return typed

    def _at(self, row: M, back: bool) -> str:
        value = None if self.field == "pk" else getattr(row, self.field)
        return Cursor(value, int(row.pk), back).encode()

    def _rows(self, rows: QuerySet[M], start: Cursor | None, back: bool, limit: int) -> list[M]:
        """Up to `limit` rows in reading direction, from one stretch after the other."""
        found: list[M] = []
        for stretch in self._stretches(rows, start, back):
            found += stretch[: limit - len(found)]
            if len(found) >= limit:
                break
        return found

    def _stretches(self, rows: QuerySet[M], start: Cursor | None, back: bool) -> list[QuerySet[M]]:
        """The queries that follow each other: rows with a value, then those without; backwards the other way."""
        falling = self.descending != back
        sign, smaller = ("-", "lt") if falling else ("", "gt")
        if self.field == "pk":
            return [rows.filter(_beyond_pk(start, smaller)).order_by(f"{sign}pk")]
        filled = rows.filter(**{f"{self.field}__isnull": False}).order_by(f"{sign}{self.field}", f"{sign}pk")
        if self.filled or not _field(rows.model, self.field).null:
            return [filled.filter(self._beyond(start, smaller))]
        empty = rows.filter(**{f"{self.field}__isnull": True}).order_by(f"{sign}pk")
        if start is None:
            return [filled, empty]
        if start.value is None:
            rest = empty.filter(_beyond_pk(start, smaller))
            return [rest, filled] if back else [rest]
        rest = filled.filter(self._beyond(start, smaller))
        return [rest] if back else [rest, empty]

    def _beyond(self, start: Cursor | None, smaller: str) -> Q:
        """(value, pk) beyond the start. The first condition repeats the second so that an index can jump there."""
        if start is None:
            return Q()
        edge = Q(**{f"{self.field}__{smaller}e": start.value})
        return edge & (Q(**{f"{self.field}__{smaller}": start.value}) | _beyond_pk(start, smaller))


@dataclass(frozen=True)
class Count:
    """A number of rows, or "more than" it."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        text = number_format(self.number, force_grouping=True)
        return _("mehr als {number}").format(number=text) if self.more else text


def count_capped(rows: QuerySet[M], cap: int = 10_000) -> Count:
    """How many rows, but the database stops counting at `cap`."""
    number = rows.order_by()[: cap + 1].count()
    return Count(min(number, cap), number > cap)


def _beyond_pk(start: Cursor | None, smaller: str) -> Q:
    return Q() if start is None else Q(**{f"pk__{smaller}": start.pk})


def _field(model: type[M], name: str) -> Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(name)
    return field


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
