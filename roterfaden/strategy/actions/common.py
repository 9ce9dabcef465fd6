"""What all actions of the room share: permission, writing for two at once, logging on every face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.kit.things import Ref, things
from roterfaden.ledger.actions import Fact, record_many
from roterfaden.notices.actions import News, announce_many
from roterfaden.search.actions import enqueue
from roterfaden.strategy import figures
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import Measure, Plan
from roterfaden.threads.actions import scan_later

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

M = TypeVar("M", bound=models.Model)
PLANS, NODES, MEASURES, PUBLISH_PLAN, PUBLISH = (
    "strategy.change_plan",
    "strategy.change_node",
    "strategy.change_measure",
    "strategy.publish_plan",
    "strategy.publish_measure",
)


class Conflict(Exception):
    """Somebody else saved first. `stored` is what stands there now; nothing of either is lost."""

    def __init__(self, stored: models.Model) -> None:
        super().__init__(str(stored.pk))
        self.stored = stored


def require(user: User, *permissions: str) -> None:
    """Whoever may not, gets PermissionDenied."""
    for permission in permissions:
        if not user.has_perm(permission):
            raise PermissionDenied(permission)


def write(row: Any, version: int, values: Mapping[str, Any]) -> None:
    """Save `values` onto a row that is still at `version`; Conflict where somebody was faster."""
    now = timezone.now()
    extra = {"changed_at": now} if hasattr(row, "changed_at") else {}
    rows = type(row)._base_manager.filter(pk=row.pk, version=version)
    if not rows.update(**values, **extra, version=F("version") + 1):
        raise Conflict(type(row)._base_manager.get(pk=row.pk))
    for name, value in {**values, **extra, "version": version + 1}.items():
        setattr(row, name, value)


def create(model: type[M], sentence: str, **values: Any) -> M:
    """A new row; Refused with `sentence` where a unique constraint or a check says no."""
    try:
        with transaction.atomic():
            row: M = model._base_manager.create(**values)
            return row
    except IntegrityError:
        raise Refused(sentence) from None


def cleaned(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without markup and without characters that no page can hold; the rest as it is. KeyError for no field."""
    found = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(value, str) and isinstance(field, models.TextField):
            value = clean_text(value)
        elif isinstance(value, str):
            value = clean_line(value)
            if isinstance(field, models.CharField) and field.max_length and len(value) > field.max_length:
                sentence = _("{field}: höchstens {number} Zeichen.")
                raise Refused(sentence.format(field=field.verbose_name, number=field.max_length), name)
        found[name] = value
    return found


def reason_in(text: str, field: str = "reason") -> str:
    """A reason, never empty."""
    words = clean_text(text)
    if not words:
        raise Refused(_("Bitte nennen Sie den Grund. Er steht öffentlich dabei."), field)
    return words


def changes(row: models.Model, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What would change: [{"field", "old", "new"}] in plain JSON, for the ledger and the log."""
    return [
        {"field": name, "old": plain(getattr(row, name)), "new": plain(value)}
        for name, value in values.items()
        if getattr(row, name) != value
    ]


def plain(value: Any) -> Any:
    """A value as JSON without floats."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def paper_values(paper: Ref | None) -> dict[str, str]:
    """The columns of a deciding paper; Refused where it is not public."""
    if paper is None:
        return {"paper_kind": "", "paper_key": ""}
    if paper not in things([paper]):
        raise Refused(_("Diesen Beleg gibt es nicht, oder er ist nicht öffentlich."), "paper")
    return {"paper_kind": paper.kind, "paper_key": paper.key}


def said_paper(paper: Ref | None) -> str | None:
    """A deciding paper as the ledger names it."""
    return str(paper) if paper else None


def note(user: User, row: models.Model, action: str, **data: Any) -> None:
    """An entry in the log of the back office."""
    log(instance=row, action=f"strategy.{action}", user=user, data={k: plain(v) for k, v in data.items()})


def find_again(kind: str, keys: Iterable[int], hidden: bool = False) -> None:
    """Search follows; what the texts name may belong to threads."""
    found = list(keys)
    enqueue(kind, found, hidden=hidden)
    if not hidden:
        scan_later(kind, [str(key) for key in found])


def refresh_measures(keys: Iterable[int]) -> None:
    """Figures and search of measures that a change concerns. What becomes public by it is told here, once."""
    found = sorted(set(keys))
    before = _public(found)
    figures.refresh(found)
    public = _public(found)
    find_again("measure", [key for key in found if key in public])
    find_again("measure", [key for key in found if key not in public], hidden=True)
    if public - before:
        _tell_published(public - before)


def _public(keys: list[int]) -> set[int]:
    return set(Measure.objects.visible_to().filter(pk__in=keys).values_list("pk", flat=True))


def _tell_published(keys: set[int]) -> None:
    rows = list(Measure.objects.filter(pk__in=keys).order_by("pk"))
    facts = [
        Fact(
            measure_ref(row),
            {"title": row.title, "what": row.what, "why": row.why, "lead": row.lead, "state": row.state},
        )
        for row in rows
    ]
    record_many("measure.published", facts)
    news = [News(f"measure.published:{row.pk}:{row.version}", measure_ref(row)) for row in rows]
    announce_many("measure.published", news)


def fresh(measure: Measure) -> Measure:
    """The measure as it is now, under lock until the transaction ends."""
    return Measure.objects.select_for_update().get(pk=measure.pk)


def lock(plan: Plan) -> Plan:
    """The plan's row, so that its tree changes for one person at a time."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def measure_ref(measure: Measure) -> Ref:
    """A measure's name."""
    return Ref("measure", str(measure.pk))
