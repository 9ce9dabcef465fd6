"""A conversation below a thing: threads of two levels, a page at a time, with a constant number of queries.

What is hidden keeps its place and says that it is hidden; so do the replies below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count as SqlCount
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.current import person_of
from roterfaden.contributions.asking import look_up_supports, rules_here
from roterfaden.contributions.kinds import COMMENT, QUESTION, TALK
from roterfaden.contributions.models import Answer, Contribution, Revision
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.contributions.registry import Note, notes_of
from roterfaden.contributions.signatures import Signature, signature_of
from roterfaden.kit.paging import BadCursor, Keyset, Page
from roterfaden.kit.things import Ref

PAGE_SIZE = 20
#: Replies shown below a contribution in a list; the rest stands on its own page.
REPLIES = 5
ORDERS: Mapping[str, tuple[Any, Keyset[Contribution]]] = {
    "neu": (_("die neuesten"), Keyset("published_at", descending=True, filled=True)),
    "alt": (_("die ältesten"), Keyset("published_at", filled=True)),
    "unterstuetzt": (_("die meistunterstützten"), Keyset("support_count", descending=True)),
}
ONLY: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("Fragen und Kommentare"), TALK),
    "fragen": (_("nur Fragen"), (QUESTION,)),
    "kommentare": (_("nur Kommentare"), (COMMENT,)),
}
ORDER, KINDS, CURSOR = "reihenfolge", "beitraege", "ab"


class WrongChoice(ValueError):
    """An order, a kind or a page that does not exist."""


@dataclass(frozen=True)
class Wanted:
    """What an address asks for; texts as in the address."""

    order: str = "neu"
    only: str = ""
    cursor: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str], strict: bool = False) -> Wanted:
        """From an address. What does not exist is the first choice, or WrongChoice where `strict`."""
        asked = cls(query.get(ORDER) or "neu", query.get(KINDS, ""), query.get(CURSOR, ""))
        fine = asked.order in ORDERS and asked.only in ONLY
        if strict and not fine:
            raise WrongChoice
        return asked if fine else cls()

    @property
    def query(self) -> str:
        """As in the address, without the page."""
        pairs = {ORDER: self.order if self.order != "neu" else "", KINDS: self.only}
        return urlencode({name: value for name, value in pairs.items() if value})

    def at(self, cursor: str) -> str:
        """The address' query for another page; empty where there is none."""
        return "&".join(part for part in (self.query, urlencode({CURSOR: cursor})) if part) if cursor else ""


@dataclass(frozen=True)
class Voice:
    """One contribution as it is shown, with what belongs to it."""

    contribution: Contribution
    signature: Signature
    answers: Sequence[Answer] = ()
    additions: Sequence[Revision] = ()
    replies: Sequence[Voice] = ()
    #: Why it is hidden, shortened or closed.
    note: Note | None = None
    #: The one above it is hidden.
    orphaned: bool = False
    #: Of its page, with a slash at the end.
    path: str = ""
    #: A stranger looks at it and may support it, by mail.
    by_stranger: bool = False

    @property
    def number(self) -> str:
        """Its key as text, which templates need not format."""
        return str(self.contribution.pk)

    @property
    def hidden(self) -> bool:
        """Whether only its place is shown."""
        return not self.contribution.is_public

    @property
    def more(self) -> int:
        """Replies that are not shown here."""
        return max(0, self.contribution.reply_count - len([one for one in self.replies if not one.hidden]))


@dataclass(frozen=True)
class Conversation:
    """A page of a conversation about a thing."""

    ref: Ref
    area: Ref
    wanted: Wanted
    voices: Sequence[Voice] = ()
    next: str = ""
    previous: str = ""
    comments: int = 0
    questions: int = 0
    orders: Sequence[tuple[str, Any]] = field(
        default_factory=lambda: [(key, label) for key, (label, _k) in ORDERS.items()]
    )
    kinds: Sequence[tuple[str, Any]] = field(
        default_factory=lambda: [(key, label) for key, (label, _k) in ONLY.items()]
    )

    @property
    def total(self) -> int:
        """Everything that was said, replies included."""
        return self.comments + self.questions


def threads_about(ref: Ref, only: str = "") -> ContributionQuerySet:
    """Comments and questions about a thing, top level, with what their signature needs."""
    rows = Contribution.objects.filter(on_kind=ref.kind, on_key=ref.key, parent=None, kind__in=ONLY[only][1])
    return rows.standing().select_related("author", "organisation")


def conversation(request: HttpRequest, ref: Ref, area: Ref, wanted: Wanted, size: int = PAGE_SIZE) -> Conversation:
    """A page of it. A cursor that no list gave out is the first page."""
    page, wanted = page_of(ref, wanted, size)
    counts = counted(ref)
    return Conversation(
        ref,
        area,
        wanted,
        voices_of(request, page.rows, ref),
        wanted.at(page.next),
        wanted.at(page.previous),
        counts[COMMENT],
        counts[QUESTION],
    )


def page_of(ref: Ref, wanted: Wanted, size: int = PAGE_SIZE) -> tuple[Page[Contribution], Wanted]:
    """The threads of a page."""
    order = ORDERS[wanted.order][1]
    rows = threads_about(ref, wanted.only)
    try:
        return order.page(rows, wanted.cursor, size), wanted
    except BadCursor:
        first = replace(wanted, cursor="")
        return order.page(rows, "", size), first


def counted(ref: Ref) -> dict[str, int]:
    """How many public comments and questions there are about a thing, replies included: one query."""
    rows = Contribution.objects.visible_to().filter(on_kind=ref.kind, on_key=ref.key, kind__in=TALK)
    found = dict(rows.order_by().values_list("kind").annotate(SqlCount("pk")))
    return {kind: found.get(kind, 0) for kind in TALK}


def voices_of(request: HttpRequest, rows: Sequence[Contribution], ref: Ref | None, most: int = REPLIES) -> list[Voice]:
    """Contributions with answers, additions and replies: at most five queries for any number."""
    replies = replies_of(rows, most)
    every = [*rows, *(reply for below in replies.values() for reply in below)]
    answers, additions, notes = answers_of(every), additions_of(every), notes_of(_remarkable(every))
    look_up_supports(request, every)
    # Made once: a page shows up to a hundred of them.
    address = reverse("contributions:contribution", args=[0])
    stranger = person_of(request) is None

    def voice(row: Contribution, above: Contribution | None = None) -> Voice:
        below = tuple(voice(reply, row) for reply in replies.get(row.pk, ()))
        orphaned = above is not None and not above.is_public
        return Voice(
            row,
            signature_of(row),
            answers[row.pk],
            additions[row.pk],
            below,
            notes.get(row.pk),
            orphaned,
            address.replace("/0/", f"/{row.pk}/"),
            stranger and rules_here(request, row.area, row.kind).supports.ok,
        )

    return [voice(row) for row in rows]


#: The sign that moderation leaves where it cut something out.
GAP = "[…]"


def _remarkable(rows: Sequence[Contribution]) -> list[Contribution]:
    """Those beside which something may have to be said: hidden, shortened or closed."""
    return [row for row in rows if not row.is_public or row.locked or GAP in row.text or GAP in row.title]


def replies_of(rows: Sequence[Contribution], most: int = REPLIES) -> dict[int, list[Contribution]]:
    """The first replies below each, oldest first: one query. Hidden ones keep their place."""
    keys = [row.pk for row in rows]
    found: defaultdict[int, list[Contribution]] = defaultdict(list)
    if keys:
        place = Window(RowNumber(), partition_by=F("parent"), order_by=[F("published_at"), F("pk")])
        below = Contribution.objects.filter(parent__in=keys).standing().annotate(place=place).filter(place__lte=most)
        for row in below.select_related("author", "organisation").order_by("parent", "published_at", "pk"):
            found[row.parent_id].append(row)
    return found


def answers_of(rows: Iterable[Contribution]) -> defaultdict[int, list[Answer]]:
    """Published answers by contribution: one query, none where nothing is answered."""
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    known = {row.pk: row for row in rows if row.answered_at is not None and row.is_public}
    if known:
        for answer in Answer.objects.filter(contribution__in=known, published_at__lte=timezone.now()):
            answer.contribution = known[answer.contribution_id]
            found[answer.contribution_id].append(answer)
    return found


def additions_of(rows: Iterable[Contribution]) -> defaultdict[int, list[Revision]]:
    """What was added later, by contribution: one query, none where nothing was."""
    found: defaultdict[int, list[Revision]] = defaultdict(list)
    keys = [row.pk for row in rows if row.edited_at is not None and row.is_public]
    if keys:
        wanted = Q(contribution__in=keys, kind=Revision.Kind.ADDITION)
        for revision in Revision.objects.filter(wanted):
            found[revision.contribution_id].append(revision)
    return found
