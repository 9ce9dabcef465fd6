"""Take an answer: one person counts once, until the closing second, and nothing ties the answer to the person."""

from __future__ import annotations

import hashlib
import hmac

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.registry import Verdict
from roterfaden.participation.modules.survey.models import Ballot, Participation, Survey, Waiting
from roterfaden.participation.rules import may_vote


class Changed(NotAllowed):
    """The questions were changed between opening the form and sending it."""

    def __init__(self) -> None:
        words = _("Die Fragen wurden inzwischen geändert. Bitte sehen Sie sie noch einmal durch.")
        super().__init__(Verdict(False, words))


def take(person: Person, survey: Survey, version: int, box: bytes) -> None:
    """Count a sealed answer. Raises NotAllowed (also one tick after the end, and the second time), Changed."""
    with transaction.atomic():
        ask(survey, person)
        freeze(survey, version)
        if survey.changeable:
            _replace(person, survey, box)
            return
        participate(survey, person)
        Waiting.objects.create(survey=survey, box=box)


def ask(survey: Survey, person: Person | None) -> None:
    """Raise NotAllowed unless this person may answer at this moment."""
    verdict = may_vote(survey.phase, person)
    if not verdict.ok:
        raise NotAllowed(verdict)
    if not Survey.objects.filter(pk=survey.pk, evaluated_on=None).exclude(public_key=b"").exists():
        raise NotAllowed(Verdict(False, _("Diese Umfrage nimmt zurzeit keine Antworten an.")))


def freeze(survey: Survey, version: int) -> None:
    """From now on the meaning of the questions stays. Raises Changed if it is another than that which was answered."""
    rows = Survey.objects.filter(pk=survey.pk, version=version)
    if survey.frozen and survey.version == version:
        return
    if not rows.update(frozen=True):
        raise Changed
    survey.frozen, survey.version = True, version


def participate(survey: Survey, person: Person, ballot: int | None = None) -> None:
    """Note that somebody answered; raises NotAllowed the second time."""
    try:
        with transaction.atomic():
            Participation.objects.create(survey=survey, person=person, mark=mark_of(survey, person), ballot=ballot)
    except IntegrityError:
        raise NotAllowed(already()) from None


def already() -> Verdict:
    """What somebody hears who has answered."""
    return Verdict(
        False,
        _("Sie haben schon geantwortet, und Ihre Antwort zählt."),
        _("Sie ist nicht mit Ihrem Namen verbunden; deshalb lässt sie sich nicht mehr finden und nicht ändern."),
    )


def mark_of(survey: Survey, person: Person) -> str | None:
    """The same for an address whoever holds it (guest, account, account anew after an erasure), useless elsewhere."""
    known = person.address or person.pairwise
    return hmac.new(bytes(survey.salt), known.encode(), hashlib.sha256).hexdigest() if known else None


def has_answered(survey: Survey, person: Person | None) -> bool:
    """Whether somebody has."""
    return person is not None and Participation.objects.filter(survey=survey, person=person).exists()


def _replace(person: Person, survey: Survey, box: bytes) -> None:
    """Where answers may be changed: the new one takes the place of the old one."""
    ballot = Ballot.objects.create(survey=survey, box=box)
    try:
        participate(survey, person, ballot.pk)
    except NotAllowed:
        _swap(person, survey, ballot)


def _swap(person: Person, survey: Survey, ballot: Ballot) -> None:
    own = Participation.objects.select_for_update().filter(survey=survey, person=person).first()
    if own is None or own.ballot is None:  # the address has answered under another account
        raise NotAllowed(already())
    Ballot.objects.filter(pk=own.ballot, survey=survey).delete()
    Participation.objects.filter(pk=own.pk).update(ballot=ballot.pk)
