"""Where rooms meet contributions: kinds, the rules that hold in an area, and who looks at a new text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django_stubs_ext import StrOrPromise

from roterfaden.kit.things import Ref

if TYPE_CHECKING:
    from roterfaden.accounts.models import Person
    from roterfaden.contributions.models import Contribution
    from roterfaden.design.navigation import Link


@dataclass(frozen=True)
class ContributionKind:
    """A kind of contributions. `path(contribution)` is where it can be read; `may_reply`: people may comment on it;
    `longest` letters of its text; `alike`: several say nearly the same by their nature (wordings for one paragraph), so
    that a repetition is nothing odd; `edit(contribution)`: where its author changes it, if there is more than words.
    """

    key: str
    label: StrOrPromise
    plural: StrOrPromise
    path: Callable[[Contribution], str]
    has_title: bool = False
    may_reply: bool = True
    longest: int = 5_000
    alike: bool = False
    edit: Callable[[Contribution], str] | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether something may be done; where not, `reason` says it to the visitor, `way` what they can do instead."""

    ok: bool
    reason: StrOrPromise = ""
    way: StrOrPromise = ""


@dataclass(frozen=True)
class Rules:
    """What holds in an area for one kind of contributions at this moment.

    `guests`: without an account, by a confirmed mail address. `before`: published only when somebody has released it.
    `answer_days`: within how many days the office promised to answer (None: no promise); `answer_from`: only from so
    many supports on (0: always). `supports`: people may support it. `office`: who answers.
    """

    write: Verdict
    supports: Verdict
    guests: bool = True
    before: bool = False
    answer_days: int | None = None
    answer_from: int = 0
    office: str = ""


T = TypeVar("T")

#: Gives the rules of an area for a kind of contribution and a person (None: a stranger or an unconfirmed guest).
#: Rules are asked again when a claim is confirmed, and inside the transaction of a vote: the closing second counts.
Ruler = Callable[[Ref, str, "Person | None"], Rules]

#: Holds a contribution back: gives the reasons, empty if there is none. Runs in the transaction of submitting.
Check = Callable[["Contribution"], Sequence[str]]
#: Called after a contribution became public, or stopped being so, in the same transaction.
Listener = Callable[["Contribution"], None]

#: What rulers have read for the page that is being shown; None while something is written: then they ask anew.
_read: ContextVar[dict[Any, Any] | None] = ContextVar("read", default=None)


@contextmanager
def showing(kept: dict[Any, Any]) -> Iterator[None]:
    """For display alone: rulers may keep in `kept` what several questions about one area read alike."""
    token = _read.set(kept)
    try:
        yield
    finally:
        _read.reset(token)


def read_once(key: Any, read: Callable[[], T]) -> T:
    """What `read` gives; while a page is shown, from the first time it was read for it."""
    kept = _read.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found


kinds: dict[str, ContributionKind] = {}
_rulers: dict[str, Ruler] = {}
checks: list[Check] = []
published: list[Listener] = []
#: Listeners that can do the same for many at once, with a few statements: used where many are entered together.
at_once: dict[Listener, Callable[[Sequence[Contribution]], None]] = {}
unpublished: list[Listener] = []
#: Called after somebody supported a contribution or took that back, in the same transaction.
supported: list[Listener] = []


def register_kind(kind: ContributionKind) -> None:
    """Make a kind known; a second registration is a mistake."""
    if kind.key in kinds:
        raise ValueError(f"{kind.key} is registered twice")
    kinds[kind.key] = kind


def register_rules(area_kind: str, ruler: Ruler) -> None:
    """Say who knows the rules of areas of a kind (`process`). For all others the city's own hold (`rules.py`)."""
    _rulers[area_kind] = ruler


def ruler_of(area_kind: str) -> Ruler | None:
    """Who knows the rules there; None: nobody in particular."""
    return _rulers.get(area_kind)


def check(function: Check) -> Check:
    """Register (as a decorator) something that may hold a contribution back."""
    if function not in checks:
        checks.append(function)
    return function


#: Called when a new contribution was held back or waits for release, in the same transaction.
waits: list[Listener] = []


@dataclass(frozen=True)
class Note:
    """What has to be said beside a contribution ("ausgeblendet, weil …"), and where more about it can be read."""

    sentence: str
    url: str = ""


#: Gives the link for something that everybody can do with a public contribution (report it); None: not here.
Act = Callable[["Contribution"], "Link | None"]
#: Gives notes by primary key, with a constant number of queries.
Explain = Callable[[Sequence["Contribution"]], Mapping[int, Note]]
#: Says why a suspended person may not write, and how to object; None: not this room's suspension.
Suspended = Callable[["Person"], "Verdict | None"]
_acts: list[Act] = []
_explainers: list[Explain] = []
suspensions: list[Suspended] = []


def register_action(act: Act) -> None:
    """Offer something to do with a contribution; its link stands below it."""
    if act not in _acts:
        _acts.append(act)


def actions_of(contribution: Contribution) -> list[Link]:
    """What everybody can do with a contribution, beside answering and supporting."""
    return [link for act in _acts if (link := act(contribution))]


def register_explainer(explain: Explain) -> None:
    """Let a room say why a contribution is hidden, shortened, closed or waits."""
    if explain not in _explainers:
        _explainers.append(explain)


def notes_of(contributions: Sequence[Contribution]) -> dict[int, Note]:
    """What has to be said beside these, by primary key."""
    found: dict[int, Note] = {}
    for explain in _explainers:
        found |= explain(contributions)
    return found


#: Called after an official answer was published, in the same transaction.
answered: list[Listener] = []
