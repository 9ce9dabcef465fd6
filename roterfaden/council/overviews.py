"""What the council has to say about a district: what is decided next, and which papers are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.council import querysets
from roterfaden.council.districts import councils_of
from roterfaden.council.filters import PaperFilter, Sort
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Meeting, Paper, PaperPlace
from roterfaden.council.models.base import visibility
from roterfaden.council.things import meetings, papers
from roterfaden.kit.overviews import Scope, Section, register
from roterfaden.kit.things import Thing
from roterfaden.places import counts
from roterfaden.places.models import District


def register_overviews() -> None:
    """Tell the pages of districts; called once, when the app is ready."""
    register(Section("council.next", _("Was hier als Nächstes entschieden wird"), 10, coming, coming_list))
    register(Section("council.new", _("Neue Drucksachen"), 30, newest, newest_list))
    counts.register(counts.Counter("council.next", 10, count_coming, say_coming))


def coming(scope: Scope, user: Any, limit: int) -> Sequence[Thing]:
    """Meetings of the district council and papers that name the district, the soonest first."""
    district = _district(scope)
    if district is None:
        return []
    found = [*_meetings(district, user, limit), *_papers(district, user, limit)]
    return sorted(found, key=lambda thing: (thing.date or date.max, thing.ref.kind, thing.title))[:limit]


def _district(scope: Scope) -> District | None:
    if scope.kind != "district":
        return None
    return District.objects.filter(slug=scope.slug).only("name", "slug", "other_names").first()


def _meetings(district: District, user: Any, limit: int) -> list[Thing]:
    bodies = councils_of(district)
    if not bodies:
        return []
    rows = Meeting.objects.visible_to(user).filter(
        organizations__in=bodies, start__gte=querysets.midnight(querysets.today()), cancelled=False
    )
    keys = [str(pk) for pk in rows.order_by("start", "pk").values_list("pk", flat=True).distinct()[:limit]]
    found = meetings(keys, user)
    return [found[key] for key in keys if key in found]


def _papers(district: District, user: Any, limit: int) -> list[Thing]:
    wanted = PaperFilter(district=district.slug, sort=Sort.NEXT)
    keys = PaperListing(wanted, district=district.pk, user=user).page_keys(0, limit)
    days = dict(Paper.objects.filter(pk__in=keys, next_date__gte=querysets.today()).values_list("pk", "next_date"))
    found = papers([str(key) for key in keys if key in days], user)
    return [replace(thing, date=days[int(key)]) for key, thing in found.items()]


def coming_list(scope: Scope) -> str:
    """All papers that name the district and are on an agenda."""
    return _list(PaperFilter(district=scope.slug, sort=Sort.NEXT))


def newest(scope: Scope, user: Any, limit: int) -> Sequence[Thing]:
    """The latest papers that name the district."""
    district = _district(scope)
    if district is None:
        return []
    wanted = PaperFilter(district=district.slug)
    keys = PaperListing(wanted, district=district.pk, user=user).page_keys(0, limit)
    found = papers([str(key) for key in keys], user)
    return [found[str(key)] for key in keys if str(key) in found]


def newest_list(scope: Scope) -> str:
    """All papers that name the district."""
    return _list(PaperFilter(district=scope.slug))


def _list(wanted: PaperFilter) -> str:
    return f"{reverse('council:papers')}?{wanted.query}"


def count_coming(user: Any) -> Mapping[str, int]:
    """How many papers that name each district are on an agenda: one statement."""
    rows = PaperPlace.objects.filter(visibility(user, "paper__"), paper__next_date__gte=querysets.today())
    named = rows.order_by().values_list("district__slug").annotate(number=Count("pk"))
    return dict(named)


def say_coming(number: int) -> str:
    """In words."""
    return ngettext("{number} Beratung steht an", "{number} Beratungen stehen an", number).format(number=number)
