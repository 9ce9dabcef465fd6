"""What goes with a person here: places and pictures with the words, ratings while they can still be changed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import State
from roterfaden.operation.erasing import Erasure, eraser
from roterfaden.participation.modules.ideas.images.keeping import drop
from roterfaden.participation.modules.ideas.models import Idea, Image, Rating

NOWHERE = {"place": "", "latitude": None, "longitude": None, "district": None}


@eraser("ideas.ideas", label=_("Orte und Bilder von Ideen, Bewertungen"))
def forget(erasure: Erasure) -> int:
    """Ratings of a phase that runs go; those of one that is over count on without a person, as its result is told.

    Where the words go (`erased_as`) or are gone, places and pictures go. A picture that waits for its form always goes.
    """
    person = _person(erasure)
    if person is None:
        return 0
    with transaction.atomic():
        over = Q(phase__end__lte=timezone.now())
        count = Rating.objects.filter(over, person=person).update(person=None)
        count += Rating.objects.filter(person=person).delete()[0]
        going = Q(contribution__author=person)
        if getattr(person, "erased_as", "go") != "go":
            going &= Q(contribution__state=State.WITHDRAWN)
        ideas = Idea.objects.filter(going)
        count += drop(Image.objects.filter(Q(idea__in=ideas) | Q(owner=person, idea=None)))
        Image.objects.filter(owner=person).update(owner=None)
        return count + ideas.update(**NOWHERE, changed_at=timezone.now())


def _person(erasure: Erasure) -> Person | None:
    if erasure.owner.kind != "person":
        return None
    return Person.objects.named(erasure.owner).first()
