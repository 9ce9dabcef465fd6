"""What all actions share: permission, problems, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roterfaden.contributions.models import Contribution
from roterfaden.kit.html import clean_line
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Whoever may change processes organises the ideas in them.
ORGANISE = "participation.change_process"
LONGEST_SENTENCE = 500


class NotInThatState(ValueError):
    """The ideas are not (any more) in a state in which this can be done: somebody was faster."""


class ReasonMissing(ValueError):
    """Authors are told why; so somebody has to say it."""


def require(user: User) -> None:
    """PermissionDenied for whoever may not."""
    if not user.has_perm(ORGANISE):
        raise PermissionDenied(ORGANISE)


def sentence_of(text: str) -> str:
    """A sentence on one line; raises ReasonMissing."""
    words = clean_line(text)[:LONGEST_SENTENCE]
    if not words:
        raise ReasonMissing
    return words


def locked(keys: Iterable[int]) -> dict[int, Contribution]:
    """The rows, held until the end of the transaction, in the order of their keys (nobody then waits in a circle)."""
    rows = Contribution.objects.select_for_update().filter(pk__in=set(keys), kind="idea").order_by("pk")
    return {row.pk: row for row in rows}


def tell(kind: str, subject: Contribution, content: Mapping[str, Any], *others: Contribution) -> None:
    """Ledger and followers; those of the `others` hear of it, too."""
    record(kind, subject.ref, content)
    key = f"{kind}:{subject.pk}:{timezone.now().isoformat()}"
    announce(kind, News(key, subject.ref, content, tuple(other.ref for other in others)))
