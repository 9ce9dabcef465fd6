"""The two kinds of contributions that any public thing can bear: comments and questions, and where they may stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import ContributionKind, kinds, register_kind
from roterfaden.kit.things import Ref, keys_as_numbers

COMMENT, QUESTION = "comment", "question"
#: What a conversation below a thing is made of.
TALK = (COMMENT, QUESTION)


def _never(_ref: Ref) -> bool:
    return False


def _itself(ref: Ref) -> Ref:
    return ref


@dataclass(frozen=True)
class Place:
    """A kind of things that people may comment on and ask about. `area(ref)` is whose rules hold there; `stance(ref)`:
    whether people are asked if they are for or against it.
    """

    kind: str
    area: Callable[[Ref], Ref] = _itself
    stance: Callable[[Ref], bool] = _never


_places: dict[str, Place] = {}


def register_place(place: Place) -> None:
    """Let people comment on things of a kind; called by the room that owns it."""
    _places[place.kind] = place


def is_place(kind: str) -> bool:
    """Whether such things are no contributions themselves and bear a conversation."""
    return kind in _places


def may_stand_on(kind: str) -> bool:
    """Whether comments and questions about such things exist at all."""
    return kind in _places or (kind in kinds and kinds[kind].may_reply and kind not in TALK)


def asks_stance(ref: Ref) -> bool:
    """Whether people are asked if they are for or against it."""
    return ref.kind in _places and _places[ref.kind].stance(ref)


def area_of(ref: Ref) -> Ref:
    """Whose rules hold for what is said about a thing: never taken from a form. A contribution has that of its own."""
    if ref.kind in _places:
        return _places[ref.kind].area(ref)
    row = Contribution.objects.filter(pk__in=keys_as_numbers([ref.key]), kind=ref.kind).first()
    return row.area if row else ref


def path_of(contribution: Contribution) -> str:
    """Where a contribution can be read; a reply stands on the page of the one that it answers."""
    if contribution.kind in kinds and contribution.kind not in TALK:
        return kinds[contribution.kind].path(contribution)
    return reverse("contributions:contribution", args=[contribution.pk])


def register_kinds() -> None:
    """Tell the registry; called once, when the app is ready."""
    if COMMENT not in kinds:
        register_kind(ContributionKind(COMMENT, _("Kommentar"), _("Kommentare"), path_of))
        register_kind(ContributionKind(QUESTION, _("Frage"), _("Fragen"), path_of))
    for kind in ("thread",):
        register_place(Place(kind))
