"""What the office can enter about a thing: comments and questions, what rooms take, and votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from roterfaden.contributions import actions
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.kinds import area_of, may_stand_on, path_of
from roterfaden.contributions.models import Channel, Contribution, VoteSheet
from roterfaden.contributions.office.forms import SheetForm
from roterfaden.contributions.paper import PaperForm, Poll, VotesForm, forms_for, paper_kinds, polls_of
from roterfaden.contributions.registry import kinds
from roterfaden.contributions.things import heading_of
from roterfaden.kit.things import Ref, Thing, keys_as_numbers, thing

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def about(ref: Ref) -> Thing | None:
    """The public thing that a sheet speaks of: what people may comment on, and any contribution there."""
    if not may_stand_on(ref.kind):
        return None
    found = thing(ref)
    if found is not None or ref.kind not in kinds:
        return found
    row = Contribution.objects.visible_to().filter(pk__in=keys_as_numbers([ref.key]), kind=ref.kind).first()
    if row is None or thing(row.on) is None:
        return None
    return Thing(row.ref, heading_of(row), path_of(row), kinds[ref.kind].label)


@dataclass(frozen=True)
class Ways:
    """What can be entered about a thing now; a way is named as in the address, the first has no name."""

    about: Thing
    contribution: Contribution | None
    polls: dict[str, Poll]

    @classmethod
    def of(cls, about: Thing) -> Ways:
        """Of a public thing."""
        row = None
        if about.ref.kind in kinds:
            found = Contribution.objects.visible_to().filter(pk__in=keys_as_numbers([about.ref.key]))
            row = found.filter(kind=about.ref.kind).first()
        return cls(about, row, polls_of(row) if row else {})

    def choices(self, wish: str) -> list[tuple[str, StrOrPromise, bool]]:
        """Name, words, whether it is the one at hand."""
        found: list[tuple[str, StrOrPromise]] = [("", _("Kommentar oder Frage"))]
        found += [(key, kind.label) for key, kind in forms_for(self.about.ref).items()]
        found += [(name, poll.label) for name, poll in self.polls.items()]
        return [(name, label, name == wish) for name, label in found]

    def form(self, wish: str, data: Any) -> forms.Form | None:
        """The form of a way; None where there is none of that name."""
        if not wish:
            return SheetForm(data)
        if wish in self.polls:
            return VotesForm(data, self.polls[wish])
        return paper_kinds[wish].form(self.about.ref, data) if wish in paper_kinds else None

    def enter(self, user: User, wish: str, form: forms.Form) -> None:
        """Enter what the form holds. Raises CountedAlready, NotVotedOn."""
        values = form.cleaned_data
        channel, reference = Channel(values["channel"]), values["reference"]
        if isinstance(form, VotesForm):
            if self.contribution is None:
                raise actions.NotVotedOn(wish)
            actions.enter_votes(user, self.contribution, wish, form.counts, channel, reference)
        elif isinstance(form, PaperForm):
            words, also = form.prepared()
            actions.enter(user, words, reference, also)
        else:
            ref = self.about.ref
            actions.enter(user, Words(values["kind"], ref, area_of(ref), values["text"], channel=channel), reference)


def lines_of(sheet: VoteSheet) -> Sequence[tuple[StrOrPromise, int]]:
    """What was typed, in words."""
    name = f"{sheet.kind}-{sheet.place}" if sheet.place else sheet.kind
    poll = polls_of(sheet.contribution).get(name)
    words = dict(poll.values) if poll else {}
    return [(words.get(value, value), number) for value, number in sheet.counts.items()]
