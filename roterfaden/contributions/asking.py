"""What a visitor may do here and now: rules and supports of one request, each asked once."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from roterfaden.accounts.current import person_of
from roterfaden.contributions.models import Contribution, Support
from roterfaden.contributions.registry import Rules, showing
from roterfaden.contributions.rules import rules_of
from roterfaden.kit.things import Ref

_RULES, _READ, _MINE = "_roterfaden_rules", "_roterfaden_read", "_roterfaden_supported"


def rules_here(request: HttpRequest, area: Ref, kind: str) -> Rules:
    """The rules for this visitor; asked once a request, for display alone. Actions ask again, in their transaction."""
    kept: dict[tuple[Ref, str], Rules] = request.__dict__.setdefault(_RULES, {})
    if (area, kind) not in kept:
        with showing(request.__dict__.setdefault(_READ, {})):
            kept[area, kind] = rules_of(area, kind, person_of(request))
    return kept[area, kind]


def look_up_supports(request: HttpRequest, contributions: Iterable[Contribution]) -> None:
    """Find out for many at once which of them this visitor supports: one query, none for a stranger.

    Lists call it once; `{% support_button %}` then asks nothing.
    """
    kept: dict[int, bool] = request.__dict__.setdefault(_MINE, {})
    keys = [row.pk for row in contributions if row.pk not in kept]
    person = person_of(request) if keys else None
    found: set[int] = set()
    if person is not None:
        found = set(Support.objects.filter(person=person, contribution__in=keys).values_list("contribution", flat=True))
    kept.update({key: key in found for key in keys})


def supports(request: HttpRequest, contribution: Contribution) -> bool:
    """Whether this visitor supports it."""
    look_up_supports(request, [contribution])
    return bool(request.__dict__[_MINE][contribution.pk])
