"""Erasing a person from moderation: no decision leads to them any more; what they reported goes by their address."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.moderation.models import Decision, Objection, Report, Trace
from roterfaden.moderation.models.decisions import new_nonce
from roterfaden.operation.erasing import Erasure, eraser

STRUCK = "[gelöscht]"


@eraser("moderation.person", label=_("Entscheidungen der Moderation, Meldungen, Widersprüche"))
def forget(erasure: Erasure) -> int:
    """Facts and objections are about the person's words: they go; that something was decided stays. Links are void."""
    count = _forget_person(erasure) if erasure.owner.kind == "person" else 0
    wanted = Q(pk__in=[])
    for text in erasure.texts:
        wanted |= Q(address__iexact=text)
    return count + Report.objects.filter(wanted).update(address="", words="", passage="")


def _forget_person(erasure: Erasure) -> int:
    person = Person.objects.named(erasure.owner).first()
    return forget_person(person) if person is not None else 0


def forget_person(person: Person) -> int:
    """Everything of theirs here; their own erasure calls it too."""
    count = 0
    for decision in Decision.objects.filter(person=person):
        Objection.objects.filter(decision=decision, side="author").exclude(text="").update(text=STRUCK)
        Trace.objects.filter(target_kind=decision.target_kind, target_key=decision.target_key).delete()
        facts = STRUCK if decision.facts else ""
        Decision.objects.filter(pk=decision.pk).update(person=None, facts=facts, nonce=new_nonce())
        count += 1
    if person.address:
        count += Report.objects.filter(address__iexact=person.address).update(address="", words="", passage="")
    return count
