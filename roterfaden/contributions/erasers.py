"""What goes with a person here. Every count stays right, in the middle of a process too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import ErasedAs, Person
from roterfaden.contributions.actions import withdraw_support
from roterfaden.contributions.actions.withdrawing import withdraw_words
from roterfaden.contributions.models import Contribution, State, Support
from roterfaden.operation.erasing import Erasure, eraser


@eraser("contributions.words", label=_("Beiträge und Unterstützungen"))
def forget_words(erasure: Erasure) -> int:
    """By oneself: supports are taken back, and words stay without a name or go. Expired guests: all stays, nameless.

    What was never public goes in any case.
    """
    person = _person(erasure)
    if person is None or not person.erased_as:
        return 0
    unseen = (State.UNCONFIRMED, State.WAITING, State.HELD)
    count = int(Contribution.objects.filter(author=person, state__in=unseen, children=None).delete()[0])
    if person.erased_as == ErasedAs.EXPIRED:
        return count
    for support in Support.objects.filter(person=person).select_related("contribution"):
        count += withdraw_support(person, support.contribution)
    if person.erased_as == ErasedAs.GO:
        for contribution in Contribution.objects.filter(author=person).exclude(state=State.WITHDRAWN).order_by("-pk"):
            count += withdraw_words(contribution)
    return count


def _person(erasure: Erasure) -> Person | None:
    if erasure.owner.kind != "person":
        return None
    return Person.objects.named(erasure.owner).first()
