"""Rate an idea: one person counts once for each idea of a phase, by a unique constraint, and may change their mind."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import Verdict
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.ideas.models import Rating
from roterfaden.participation.modules.ideas.rated import RatingSettings, rated_ideas
from roterfaden.participation.rules import may_vote


def rate(person: Person, phase: Phase, idea: Contribution, value: int) -> None:
    """Count a person's value, in place of an earlier one. Raises NotAllowed (also one tick after the closing second).

    Two at the same time meet at the unique constraint: the later one changes the row of the earlier.
    """
    from django.utils.translation import gettext as _

    with transaction.atomic():
        _ask(person, phase)
        found = RatingSettings.read(phase.settings)
        if value not in found.values or not rated_ideas(phase).filter(pk=idea.pk).exists():
            raise NotAllowed(Verdict(False, _("Diese Idee steht hier nicht zur Bewertung.")))
        Rating.objects.bulk_create(
            [Rating(phase=phase, idea_id=idea.pk, person=person, value=value, at=timezone.now())],
            update_conflicts=True,
            unique_fields=["phase", "person", "idea"],
            update_fields=["value", "at"],
        )


def withdraw_rating(person: Person, phase: Phase, idea: Contribution) -> bool:
    """Take it back, as long as the phase runs; False if there was none."""
    with transaction.atomic():
        _ask(person, phase)
        return bool(Rating.objects.filter(phase=phase, idea=idea.pk, person=person).delete()[0])


def _ask(person: Person, phase: Phase) -> None:
    if person.is_suspended:
        from roterfaden.contributions.rules import rules_of

        raise NotAllowed(rules_of(phase.process.ref, "idea", person).supports)
    verdict = may_vote(phase, person)
    if not verdict.ok:
        raise NotAllowed(verdict)
