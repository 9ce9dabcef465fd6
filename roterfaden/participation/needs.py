"""Which facts about people the rules of processes need: a login keeps no others."""

from __future__ import annotations

from django.db.models import Q

from roterfaden.accounts.broker.facts import needed_by
from roterfaden.participation.models import Eligibility, ProcessState


@needed_by
def needed_by_rules() -> frozenset[str]:
    """Those of any process that is public: one query."""
    rows = Eligibility.objects.filter(process__state=ProcessState.PUBLIC)
    asked = rows.filter(Q(resident=True) | ~Q(districts=[]) | ~Q(age_bands=[]))
    found: set[str] = set()
    for resident, districts, bands in asked.values_list("resident", "districts", "age_bands"):
        found |= {"resident"} if resident or districts else set()
        found |= {"district"} if districts else set()
        found |= {"age_band"} if bands else set()
    return frozenset(found)
