"""What a list may be asked for (section 2.5), read strictly: a misspelt filter must not look like an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.council.oparl.values import BERLIN

PER_PAGE = 100
#: Parameter → condition on its column. `created` and `modified` are ours: first seen, last changed here.
SINCE_UNTIL = {
    "created_since": "first_seen__gte",
    "created_until": "first_seen__lt",
    "modified_since": "changed_at__gte",
    "modified_until": "changed_at__lt",
}
KNOWN = (*SINCE_UNTIL, "limit", "omit_internal", "cursor")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[Zz]|[+\- ]\d\d:?\d\d)?)?", re.ASCII)
TRUTH = {"true": True, "1": True, "false": False, "0": False}


class WrongParameter(ValueError):
    """A parameter that this interface does not take. `str()` is a sentence."""


@dataclass(frozen=True)
class Query:
    """A question to a list."""

    filters: tuple[tuple[str, datetime], ...] = ()
    limit: int = PER_PAGE
    asked_limit: bool = False
    omit_internal: bool = False
    cursor: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Query:
        """From the query of an address, or WrongParameter."""
        for name in given:
            if name not in KNOWN:
                raise WrongParameter(_("Unbekannter Parameter. Bekannt sind: {names}.").format(names=", ".join(KNOWN)))
        return cls(
            tuple((name, read_moment(name, given[name])) for name in SINCE_UNTIL if name in given),
            read_limit(given["limit"]) if "limit" in given else PER_PAGE,
            "limit" in given,
            read_truth(given.get("omit_internal", "false")),
            given.get("cursor", ""),
        )

    @property
    def by_change(self) -> bool:
        """Whether the list runs along the time of change, so that nothing is missed that changes on the way."""
        return any(name.startswith("modified") for name, _moment in self.filters)

    @property
    def shows_deleted(self) -> bool:
        """Deleted objects are shown only to those who ask what changed (section 2.8)."""
        return any(name == "modified_since" for name, _moment in self.filters)

    def condition(self) -> Q:
        """As a condition on rows. Times are served in whole seconds: "until" includes that whole second."""
        found = Q()
        for name, moment in self.filters:
            second = timedelta(seconds=1) if name.endswith("until") and not moment.microsecond else timedelta()
            found &= Q(**{SINCE_UNTIL[name]: moment + second})
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters in their canonical form and order, without the cursor (section 2.3)."""
        yield from ((name, moment.astimezone(BERLIN).isoformat()) for name, moment in self.filters)
        if self.asked_limit:
            yield "limit", str(self.limit)
        if self.omit_internal:
            yield "omit_internal", "true"

    def url(self, base: str, cursor: str = "") -> str:
        """The address of a page."""
        pairs = [*self.pairs(), *([("cursor", cursor)] if cursor else [])]
        return f"{base}?{urlencode(pairs)}" if pairs else base


def read_moment(name: str, value: str) -> datetime:
    """A moment. Without offset local time is meant; `+` that became a space is taken back."""
    try:
        if not MOMENT.fullmatch(value):
            raise ValueError
        head, tail = value[:11], value[11:]
        found = datetime.fromisoformat(head.replace(" ", "T") + tail.replace(" ", "+"))
        found = (found if found.tzinfo else found.replace(tzinfo=BERLIN)).astimezone(UTC)
        if not 2 <= found.year <= 9997:
            raise ValueError
    except (ValueError, OverflowError):
        wanted = _("{name} erwartet einen Zeitpunkt wie 2026-06-22T15:00:00+02:00.")
        raise WrongParameter(wanted.format(name=name)) from None
    return found


def read_limit(value: str) -> int:
    """The number of objects on a page; more than we give means as many as we give."""
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise WrongParameter(_("limit erwartet eine Zahl ab 1."))
    return min(int(value), PER_PAGE)


def read_truth(value: str) -> bool:
    """true or false."""
    if value.lower() not in TRUTH:
        raise WrongParameter(_("omit_internal erwartet true oder false."))
    return TRUTH[value.lower()]
