"""Where rooms tell what can be entered from paper, telephone and the hall beside comments and questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from roterfaden.contributions.drafts import Words
from roterfaden.contributions.forms import LineField
from roterfaden.contributions.models import Channel, Contribution, VoteSheet
from roterfaden.kit.things import Ref

if TYPE_CHECKING:
    from roterfaden.contributions.registry import Listener

#: Votes of one sheet: more than a hall holds is a slip of the finger.
MOST_VOTES = 1_000


class PaperForm(forms.Form):
    """One sheet: its number, the way it came, and what a room asks beside. `prepared` gives what is entered."""

    reference = LineField(60, label=_("Nummer des Bogens, der Karte oder des Anrufs"))
    channel = forms.ChoiceField(
        label=_("Wie kam es?"), choices=[choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
    )

    def prepared(self) -> tuple[Words, Listener | None]:
        """The words, and what writes the row beside them."""
        raise NotImplementedError

    @property
    def way(self) -> Channel:
        """How it came in."""
        return Channel(self.cleaned_data["channel"])


def _no_details(_contribution: Contribution) -> Sequence[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class PaperKind:
    """Something that can be entered about a thing. `form(ref, data)` is its form, None where it does not fit this
    thing (now); `details(contribution)` what the second person compares beside title and text.
    """

    key: str
    label: StrOrPromise
    form: Callable[[Ref, Any], PaperForm | None]
    details: Callable[[Contribution], Sequence[tuple[str, str]]] = _no_details


@dataclass(frozen=True)
class Poll:
    """One thing that votes can be entered for: `place` names it within its kind (the phase of a rating)."""

    place: str
    label: StrOrPromise
    values: Sequence[tuple[str, StrOrPromise]]


@dataclass(frozen=True)
class VoteKind:
    """A kind of votes about a contribution. `polls(contribution)`: what can be voted on; `count(sheet)`: make them
    count, in the transaction in which the second person confirms them.
    """

    key: str
    polls: Callable[[Contribution], Sequence[Poll]]
    count: Callable[[VoteSheet], None]


paper_kinds: dict[str, PaperKind] = {}
vote_kinds: dict[str, VoteKind] = {}


def register_paper(kind: PaperKind) -> None:
    """Let the office enter something; called once by the room that owns it."""
    paper_kinds[kind.key] = kind


def register_votes(kind: VoteKind) -> None:
    """Let the office enter votes of a kind; called once by the room that owns them."""
    vote_kinds[kind.key] = kind


def forms_for(ref: Ref) -> dict[str, PaperKind]:
    """What can be entered about a thing now."""
    return {key: kind for key, kind in paper_kinds.items() if kind.form(ref, None) is not None}


def polls_of(contribution: Contribution) -> dict[str, Poll]:
    """What votes can be entered for, by a name for addresses."""
    if not contribution.is_public:
        return {}
    found = [(kind.key, poll) for kind in vote_kinds.values() for poll in kind.polls(contribution)]
    return {f"{key}-{poll.place}" if poll.place else key: poll for key, poll in found}


class VotesForm(forms.Form):
    """How many voted how, on one sheet."""

    reference = PaperForm.base_fields["reference"]
    channel = PaperForm.base_fields["channel"]

    def __init__(self, data: Any, poll: Poll) -> None:
        super().__init__(data)
        self.values = [value for value, _word in poll.values]
        for place, (_value, word) in enumerate(poll.values):
            field = forms.IntegerField(label=word, min_value=0, max_value=MOST_VOTES, required=False, initial=0)
            self.fields[f"wert{place}"] = field

    def clean(self) -> dict[str, Any]:
        """At least one vote."""
        values = super().clean() or {}
        if not self.errors and not any(values.get(f"wert{place}") for place in range(len(self.values))):
            self.add_error("wert0", _("Bitte tragen Sie mindestens eine Stimme ein."))
        return values

    @property
    def counts(self) -> dict[str, int]:
        """Votes by value, those that nobody gave left out."""
        given = {value: self.cleaned_data.get(f"wert{place}") or 0 for place, value in enumerate(self.values)}
        return {value: number for value, number in given.items() if number}
