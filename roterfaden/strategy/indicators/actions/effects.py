"""What measures do to indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.ledger.actions import record
from roterfaden.strategy.actions.common import (
    cleaned,
    note,
    refresh_measures,
    require,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators.actions.common import CHANGE, ref
from roterfaden.strategy.models import (
    Effect,
    Indicator,
    Measure,
)

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


@transaction.atomic
def set_effect(user: User, measure: Measure, indicator: Indicator, values: Mapping[str, Any]) -> Effect:
    """What a measure does to an indicator: direction, confidence, and a sentence that says why."""
    require(user, CHANGE)
    fields = cleaned(Effect, values)
    if not fields.get("sentence"):
        raise Refused(_("Bitte sagen Sie in einem Satz, wie die Maßnahme wirkt."), "sentence")
    if fields.get("direction", "raises") not in Effect.Direction.values:
        raise Refused(_("Unbekannte Wirkung."), "direction")
    if fields.get("confidence", "low") not in Effect.Confidence.values:
        raise Refused(_("Unbekannte Sicherheit."), "confidence")
    row, _new = Effect.objects.update_or_create(measure=measure, indicator=indicator, defaults=fields)
    _tell_effect(row, removed=False)
    note(user, indicator, "effect_set", measure=measure.title)
    return row


@transaction.atomic
def remove_effect(user: User, effect: Effect) -> None:
    """It was a mistake; the ledger keeps what was said."""
    require(user, CHANGE)
    _tell_effect(effect, removed=True)
    note(user, effect.indicator, "effect_removed", measure=effect.measure.title)
    measure = effect.measure_id
    effect.delete()
    refresh_measures([measure])


def _tell_effect(effect: Effect, removed: bool) -> None:
    if effect.indicator.is_public and effect.measure.public:
        content = {
            "title": effect.indicator.title,
            "measure": effect.measure.title,
            "direction": effect.direction,
            "confidence": effect.confidence,
            "sentence": effect.sentence,
            "removed": removed,
        }
        record("indicator.effect", ref(effect.indicator), content)
    refresh_measures([effect.measure_id])
