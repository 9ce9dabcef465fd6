"""Atom of a conversation: comments, questions and official answers, the newest first; the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.contributions.kinds import TALK, path_of
from roterfaden.contributions.models import Answer, Contribution
from roterfaden.contributions.signatures import signature_of
from roterfaden.kit.things import Ref, Thing
from roterfaden.kit.things import kinds as thing_kinds
from roterfaden.notices.rendering import absolute, shorten
from roterfaden.threads.feeds import Entry, atom

ENTRIES = 50


def entries_of(ref: Ref, most: int = ENTRIES) -> list[Entry]:
    """The newest: two queries."""
    about = Q(on_kind=ref.kind, on_key=ref.key, kind__in=TALK)
    rows = Contribution.objects.visible_to().filter(about).select_related("author", "organisation")
    said = [_said(row) for row in rows.order_by("-published_at", "-pk")[:most]]
    answers = Answer.objects.filter(
        contribution__on_kind=ref.kind,
        contribution__on_key=ref.key,
        contribution__state="public",
        published_at__lte=timezone.now(),
    )
    given = [_answer(answer) for answer in answers.select_related("contribution").order_by("-published_at")[:most]]
    return sorted([*said, *given], key=lambda entry: entry.updated, reverse=True)[:most]


def _said(row: Contribution) -> Entry:
    label = thing_kinds[row.kind].label
    title = _("{kind} von {name}").format(kind=label, name=signature_of(row))
    return Entry(title, absolute(path_of(row)), row.published_at or row.created_at, shorten(row.text, 1_000))


def _answer(answer: Answer) -> Entry:
    link = f"{absolute(path_of(answer.contribution))}#antwort-{answer.pk}"
    title = _("Antwort: {office}").format(office=answer.office or _("Verwaltung"))
    return Entry(title, link, answer.published_at or answer.created_at, shorten(answer.text, 1_000))


def feed_of(thing: Thing) -> HttpResponse:
    """The feed as an answer."""
    entries: Sequence[Entry] = entries_of(thing.ref)
    page = absolute(reverse("contributions:conversation", args=[thing.ref.kind, thing.ref.key]))
    here = absolute(reverse("contributions:feed", args=[thing.ref.kind, thing.ref.key]))
    updated: datetime = entries[0].updated if entries else timezone.now()
    title = _("Fragen und Kommentare: {title}").format(title=thing.title)
    return atom(title, page, here, entries, updated=updated)
