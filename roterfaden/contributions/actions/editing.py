"""Changing one's own words: for fifteen minutes with a public history, later only by adding; withdrawing."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions import registry
from roterfaden.contributions.actions.submitting import NotAllowed
from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.contributions.registry import Verdict

#: Typing errors may go; what others have answered to stays what it was.
EDITABLE_FOR = timedelta(minutes=15)
#: So many additions: a diary is another thing.
MOST_ADDITIONS = 10


def may_edit(person: Person | None, contribution: Contribution) -> bool:
    """Whether the author may still change the words."""
    since = contribution.published_at
    fresh = since is not None and timezone.now() < since + EDITABLE_FOR
    own = is_own(person, contribution) and contribution.is_public and not contribution.locked
    return fresh and own and not _was_shortened(contribution)


def _was_shortened(contribution: Contribution) -> bool:
    """What moderation cut out does not come back by an edit; the way for that is the objection."""
    return contribution.revisions.filter(kind=Revision.Kind.SHORTENED).exists()


def is_own(person: Person | None, contribution: Contribution) -> bool:
    """Whether they wrote it."""
    return person is not None and contribution.author_id == person.pk


def edit(person: Person, contribution: Contribution, text: str, title: str = "", beside: str = "") -> None:
    """Other words in place of the old ones, which stay in the history. Checks look at the new ones like at any other.

    `beside`: what else changes with them (a place), as it was, in words; the history keeps it below the old text.
    Raises NotAllowed for a stranger, and when the time is over.
    """
    with transaction.atomic():
        row = _locked(contribution)
        if not may_edit(person, row):
            raise NotAllowed(Verdict(False, _("Das lässt sich nicht mehr ändern."), _("Sie können etwas ergänzen.")))
        if (row.text, row.title) == (text, title or row.title) and not beside:
            return
        before = "\n\n".join(part for part in (row.text, beside) if part)
        Revision.objects.create(contribution=row, kind=Revision.Kind.EDIT, title=row.title, text=before)
        row.text, row.title, row.edited_at = text, title or row.title, timezone.now()
        row.save(update_fields=["text", "title", "edited_at"])
        _look_again(row)
    contribution.refresh_from_db()


def add(person: Person, contribution: Contribution, text: str) -> None:
    """Words that are added below, with their date."""
    with transaction.atomic():
        row = _locked(contribution)
        if not is_own(person, row) or not row.is_public or row.locked or person.is_suspended:
            raise NotAllowed(Verdict(False, _("Das können nur die Menschen ergänzen, die es geschrieben haben.")))
        added = Revision.objects.filter(contribution=row, kind=Revision.Kind.ADDITION)
        if added.count() >= MOST_ADDITIONS:
            raise NotAllowed(
                Verdict(False, _("Mehr Ergänzungen passen hier nicht."), _("Schreiben Sie einen neuen Beitrag."))
            )
        Revision.objects.create(contribution=row, kind=Revision.Kind.ADDITION, text=text)
        row.edited_at = timezone.now()
        row.save(update_fields=["edited_at"])
        _look_again(row, text)
    contribution.refresh_from_db()


def withdraw(person: Person, contribution: Contribution) -> bool:
    """Take one's own words back; False if that was done before. Replies stay and say what they answered."""
    if not is_own(person, contribution):
        raise NotAllowed(Verdict(False, _("Zurückziehen kann das nur, wer es geschrieben hat.")))
    with transaction.atomic():
        was_public = contribution.state == State.PUBLIC
        open_states = [State.PUBLIC, State.WAITING, State.HELD, State.UNCONFIRMED]
        rows = Contribution.objects.filter(pk=contribution.pk, state=contribution.state)
        if contribution.state not in open_states or not rows.update(state=State.WITHDRAWN):
            return False
        contribution.refresh_from_db()
        if was_public:
            if contribution.parent_id:
                Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") - 1)
            for listener in registry.unpublished:
                listener(contribution)
    return True


def _locked(contribution: Contribution) -> Contribution:
    """The row as it is now, kept until the end of the transaction."""
    row: Contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    return row


def _look_again(row: Contribution, added: str = "") -> None:
    """New words pass the same checks: what was harmless for a minute must not become an advertisement."""
    looked_at = row
    if added:
        looked_at = Contribution.objects.get(pk=row.pk)
        looked_at.text = added
    held = [reason for check in registry.checks for reason in check(looked_at)]
    if not held:
        for listener in registry.published:
            listener(row)
        return
    row.state = State.HELD
    row.save(update_fields=["state"])
    if row.parent_id:
        Contribution.objects.filter(pk=row.parent_id).update(reply_count=F("reply_count") - 1)
    for listener in [*registry.unpublished, *registry.waits]:
        listener(row)
