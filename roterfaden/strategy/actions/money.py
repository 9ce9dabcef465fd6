"""What changes budgets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.strategy.actions.common import (
    MEASURES,
    changes,
    cleaned,
    create,
    fresh,
    measure_ref,
    note,
    paper_values,
    reason_in,
    refresh_measures,
    require,
    write,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import BudgetLine, Measure

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

BIGGEST = Decimal(10) ** 12


@transaction.atomic
def add_budget(user: User, measure: Measure, values: Mapping[str, Any], paper: Ref | None = None) -> BudgetLine:
    """A new line. A second one for the same year and source is refused."""
    require(user, MEASURES)
    current, fields = fresh(measure), _checked(values)
    sentence = _("Für dieses Jahr und diese Quelle gibt es schon eine Zeile.")
    line = create(BudgetLine, sentence, measure=current, **fields, **paper_values(paper))
    refresh_measures([current.pk])
    empty = BudgetLine(measure=current)
    _tell(current, line, changes(empty, fields))
    note(user, current, "budget_added", line=str(line))
    return line


@transaction.atomic
def change_budget(
    user: User, line: BudgetLine, version: int, values: Mapping[str, Any], paper: Ref | None = None
) -> BudgetLine:
    """Other amounts, source or year."""
    require(user, MEASURES)
    current = fresh(line.measure)
    apply_budget(user, current, line, version, {**_checked(values, line), **paper_values(paper)})
    return line


def apply_budget(user: User, measure: Measure, line: BudgetLine, version: int, fields: Mapping[str, Any]) -> None:
    """The same for callers that asked for the permission already and hold the measure's row."""
    year, source = fields.get("year", line.year), fields.get("source", line.source)
    if BudgetLine.objects.filter(measure=measure, year=year, source=source).exclude(pk=line.pk).exists():
        raise Refused(_("Für dieses Jahr und diese Quelle gibt es schon eine Zeile."), "year")
    found = changes(line, fields)
    write(line, version, fields)
    refresh_measures([measure.pk])
    if found:
        _tell(measure, line, found)
    note(user, measure, "budget_changed", line=str(line), fields=[change["field"] for change in found])


@transaction.atomic
def remove_budget(user: User, line: BudgetLine, reason: str) -> None:
    """Take a line out; the ledger keeps what stood there and why it went."""
    require(user, MEASURES)
    words, current = reason_in(reason), fresh(line.measure)
    gone = {"year": line.year, "source": line.source, "planned": _said(line.planned), "actual": _said(line.actual)}
    line.delete()
    refresh_measures([current.pk])
    if current.public:
        record("measure.budget", measure_ref(current), {"title": current.title, "removed": gone, "reason": words})
    note(user, current, "budget_removed", reason=words)


def amount(text: str) -> Decimal | None:
    """An amount as people type it in Germany: 1.234,56 or 1234.56; None where there is none."""
    bare = text.replace("€", "").replace("\u00a0", "").replace(" ", "").strip()
    if not bare:
        return None
    if "," in bare:
        bare = bare.replace(".", "").replace(",", ".")
    elif bare.count(".") > 1 or (bare.count(".") == 1 and len(bare.rsplit(".", 1)[1]) == 3):
        bare = bare.replace(".", "")
    try:
        value = Decimal(bare)
    except ArithmeticError:
        raise Refused(_("„{text}“ ist kein Betrag.").format(text=text[:40]), "amount") from None
    return _valid(value, "amount")


def _checked(values: Mapping[str, Any], line: BudgetLine | None = None) -> dict[str, Any]:
    fields = cleaned(BudgetLine, values)
    if not fields.get("source", line.source if line else ""):
        raise Refused(_("Bitte nennen Sie, woher das Geld kommt."), "source")
    year = fields.get("year", line.year if line else 0)
    if not 1950 <= year <= 2150:
        raise Refused(_("Dieses Jahr ist nicht möglich."), "year")
    for name in ("planned", "actual"):
        if fields.get(name) is not None:
            fields[name] = _valid(Decimal(fields[name]), name)
    if (fields.get("planned") or 0) < 0:
        raise Refused(_("Geplant wird kein negativer Betrag."), "planned")
    return fields


def _valid(value: Decimal, field: str) -> Decimal:
    if not value.is_finite() or abs(value) >= BIGGEST:
        raise Refused(_("Dieser Betrag ist nicht möglich."), field)
    return value.quantize(Decimal("0.01"))


def _said(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _tell(measure: Measure, line: BudgetLine, found: list[dict[str, Any]]) -> None:
    if measure.public:
        content = {"title": measure.title, "year": line.year, "source": line.source, "changes": found}
        record("measure.budget", measure_ref(measure), content)
