"""Say something, confirm it, publish it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions import registry
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Claim, Contribution, State
from roterfaden.contributions.registry import Verdict
from roterfaden.contributions.rules import rules_of
from roterfaden.kit.things import Ref

#: From here one may become public for the first time; what was hidden or withdrawn comes back by no accident.
NOT_YET_PUBLIC = (State.UNCONFIRMED, State.WAITING, State.HELD)


class NotAllowed(PermissionError):
    """The rules of the area say no. `verdict` says why, and what can be done instead."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict


def submit(
    person: Person | None,
    words: Words,
    claim: Claim | None = None,
    also: Callable[[Contribution], None] | None = None,
) -> Contribution:
    """Somebody says something: a person, or a guest whose address waits for confirmation (`claim`).

    It becomes public at once where nothing speaks against it; `also` writes what a room keeps beside it before that.
    Raises NotAllowed.
    """
    if person is None and claim is None and words.entered_by is None:
        raise ValueError("a contribution needs an author, a claim, or somebody who entered it")
    with transaction.atomic():
        _ask(words.area, words.kind, person, guest=claim is not None)
        _ask_parent(words.parent.pk if words.parent else None)
        contribution = Contribution.objects.create(
            kind=words.kind,
            on_kind=words.on.kind,
            on_key=words.on.key,
            area_kind=words.area.kind,
            area_key=words.area.key,
            parent=words.parent,
            passage=words.passage,
            author=person,
            claim=claim,
            signed=words.signed,
            organisation=words.organisation,
            channel=words.channel,
            entered_by=words.entered_by,
            title=words.title,
            text=words.text,
            language=words.language,
            stance=words.stance,
            sample_data=words.sample,
            state=State.UNCONFIRMED,
        )
        if also is not None:
            also(contribution)
        if claim is None:
            settle(contribution)
    return contribution


def confirm(contribution: Contribution, person: Person) -> None:
    """The address is confirmed: it is the person's. Raises NotAllowed if the time is over. A second time: nothing."""
    with transaction.atomic():
        _ask(contribution.area, contribution.kind, person)
        _ask_parent(contribution.parent_id)
        rows = Contribution.objects.filter(pk=contribution.pk, state=State.UNCONFIRMED)
        if rows.update(author=person, claim=None):
            contribution.refresh_from_db()
            settle(contribution)


def settle(contribution: Contribution) -> None:
    """Decide where a new one stands: held back by a check, waiting for release, or public."""
    held = [reason for check in registry.checks for reason in check(contribution)]
    rules = rules_of(contribution.area, contribution.kind, contribution.author)
    if held or rules.before:
        contribution.state = State.HELD if held else State.WAITING
        contribution.save(update_fields=["state"])
        for listener in registry.waits:
            listener(contribution)
        return
    publish(contribution)


def publish(contribution: Contribution) -> None:
    """Make it public, once; the promise of an answer begins to run."""
    now = timezone.now()
    rules = rules_of(contribution.area, contribution.kind, contribution.author)
    promised = rules.answer_days is not None and rules.answer_from == 0
    due = timezone.localdate(now) + timedelta(days=rules.answer_days or 0) if promised else None
    with transaction.atomic():
        rows = Contribution.objects.filter(pk=contribution.pk, state__in=NOT_YET_PUBLIC)
        if not rows.update(state=State.PUBLIC, published_at=contribution.published_at or now, answer_due=due):
            return
        contribution.refresh_from_db()
        if contribution.parent_id:
            Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") + 1)
        for listener in registry.published:
            listener(contribution)


def _ask(area: Ref, kind: str, person: Person | None, guest: bool = False) -> None:
    rules = rules_of(area, kind, person)
    if not rules.write.ok:
        raise NotAllowed(rules.write)
    if guest and not rules.guests:
        raise NotAllowed(only_accounts())


def _ask_parent(parent: int | None) -> None:
    """Nobody answers what moderation closed or hid, also not who began to write before."""
    if parent is None:
        return
    open_ones = Contribution.objects.filter(pk=parent, locked=False, state=State.PUBLIC)
    if not open_ones.exists():
        raise NotAllowed(Verdict(False, _("Darauf kann niemand mehr antworten.")))


def only_accounts() -> Verdict:
    """What guests are told where they may not take part."""
    return Verdict(False, _("Hier schreiben nur Menschen mit Konto."), _("Bitte melden Sie sich an."))
