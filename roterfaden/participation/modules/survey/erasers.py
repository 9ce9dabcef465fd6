"""What surveys do when a person is erased: the person goes from the list of who took part, the answer still counts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.operation.erasing import Erasure, eraser
from roterfaden.participation.modules.survey.models import Participation


@eraser("surveys.participations", label=_("Teilnahmen an Umfragen"))
def forget_participations(erasure: Erasure) -> int:
    """The keyed mark stays until the survey's own end, so that the same address does not count twice (models/answers).

    Where answers could be changed, the way to the answer goes, too.
    """
    if erasure.owner.kind != "person":
        return 0
    rows = Participation.objects.filter(person__in=Person.objects.named(erasure.owner))
    return int(rows.update(person=None, ballot=None))
