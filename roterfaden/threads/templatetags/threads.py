"""Template tags of threads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.kit.bilingual import Said
from roterfaden.kit.bilingual import said as in_language
from roterfaden.kit.things import Thing
from roterfaden.threads import addresses, membership, proofs
from roterfaden.threads.models import Thread, Topic
from roterfaden.threads.periods import Period
from roterfaden.threads.reading import Change
from roterfaden.threads.sentences import change_sentence
from roterfaden.threads.telling import Gap, Now, Row, Step

register = template.Library()


@register.simple_tag
def threads_of(kind: str, key: Any) -> list[Thing]:
    """The public threads that a thing is a station of: one query; for `threads/parts/part_of.html`."""
    return membership.threads_of(kind, key)


@register.simple_tag
def threads_of_many(kind: str, keys: Any) -> dict[str, list[Thing]]:
    """The same for a list of keys, by key: one query whatever their number; look up with `|at:key`."""
    return membership.threads_of_many(kind, [str(key) for key in keys])


@register.filter
def at(found: dict[str, list[Thing]], key: Any) -> list[Thing]:
    """What `threads_of_many` found for a key."""
    return found.get(str(key), [])


@register.filter
def said(thing: Any, field: str) -> Said:
    """A field in the language at hand, with its own language where that is another."""
    return in_language(thing, field)


@register.filter
def thread_address(thread: Thread, face: str = "thread") -> str:
    """The path of a thread's page, or of another face of it."""
    return addresses.address(thread, face)


@register.filter
def topic_address(topic: Topic) -> str:
    """The path of a topic's page."""
    return addresses.topic_address(topic)


@register.filter
def row_kind(row: Row) -> str:
    """What a row of the line is: step, gap or now."""
    return "gap" if isinstance(row, Gap) else "now" if isinstance(row, Now) else "step"


@register.filter
def sentence(change: Change) -> str:
    """What happened to a thread, in words."""
    return change_sentence(change)


@register.filter
def period(value: Period) -> SafeString:
    """A period as a <time> element."""
    return format_html('<time datetime="{}">{}</time>', value.iso, value.words)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in words, as a <time> element that does not break."""
    if value is None:
        return _("ohne Datum")
    local = localtime(value).date() if isinstance(value, datetime) else value
    return period(Period(local))


@register.filter
def overdue(days: int) -> str:
    """For how long something is overdue."""
    return ngettext("überfällig seit {number} Tag", "überfällig seit {number} Tagen", days).format(number=days)


@register.filter
def proof(step: Step) -> SafeString:
    """The line that proves a station."""
    return proofs.proof(step)
