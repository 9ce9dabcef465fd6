"""Support a contribution, and take it back. One person counts once, by a unique constraint."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions import registry
from roterfaden.contributions.actions.submitting import NotAllowed
from roterfaden.contributions.models import Channel, Contribution, State, Support
from roterfaden.contributions.registry import Verdict
from roterfaden.contributions.rules import rules_of


def support(person: Person, contribution: Contribution) -> bool:
    """Count a person; False if they count already. Raises NotAllowed (also one tick after the closing second)."""
    with transaction.atomic():
        rules = rules_of(contribution.area, contribution.kind, person)
        if not rules.supports.ok:
            raise NotAllowed(rules.supports)
        try:
            with transaction.atomic():
                Support.objects.create(contribution=contribution, person=person)
        except IntegrityError:
            return False
        rows = Contribution.objects.filter(pk=contribution.pk, state=State.PUBLIC)
        if not rows.update(support_count=F("support_count") + 1):
            raise NotAllowed(Verdict(False, _("Das können Sie nicht (mehr) unterstützen.")))
        _tell(contribution)
        _promise(contribution, rules.answer_days, rules.answer_from)
    return True


def count_signatures(contribution: Contribution, number: int, channel: Channel) -> None:
    """Count what was signed on paper or shown by hand, each a row without a person. Call it in a transaction."""
    rows = Contribution.objects.filter(pk=contribution.pk, state=State.PUBLIC)
    if not rows.update(support_count=F("support_count") + number):
        raise NotAllowed(Verdict(False, _("Das können Sie nicht (mehr) unterstützen.")))
    Support.objects.bulk_create([Support(contribution=contribution, channel=channel) for _each in range(number)])
    _tell(contribution)
    rules = rules_of(contribution.area, contribution.kind, None)
    _promise(contribution, rules.answer_days, rules.answer_from)


def withdraw_support(person: Person, contribution: Contribution) -> bool:
    """Take it back, at any time; False if there was none."""
    with transaction.atomic():
        count, _each = Support.objects.filter(contribution=contribution, person=person).delete()
        if count:
            Contribution.objects.filter(pk=contribution.pk).update(support_count=F("support_count") - 1)
            _tell(contribution)
    return bool(count)


def _tell(contribution: Contribution) -> None:
    for listener in registry.supported:
        listener(contribution)


def _promise(contribution: Contribution, days: int | None, needed: int) -> None:
    """With enough supports the office owes an answer; a promise that was given once stays."""
    if days is None or not needed:
        return
    rows = Contribution.objects.filter(pk=contribution.pk, answer_due=None, support_count__gte=needed)
    rows.update(answer_due=timezone.localdate() + timedelta(days=days))
