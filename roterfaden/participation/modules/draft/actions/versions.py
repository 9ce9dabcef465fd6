"""The text itself: begin it, write on it, publish a version of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit import documents
from roterfaden.kit.documents import Paragraph
from roterfaden.kit.html import clean_line, clean_text
from roterfaden.kit.json import canonical
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.draft.actions.common import lock, working
from roterfaden.participation.modules.draft.models import Draft, Suggestion, Version
from roterfaden.participation.modules.draft.passages import Passage, TooLong, named, typed, written
from roterfaden.participation.modules.refusing import EDIT, PUBLISH, Conflict, Refused, require
from roterfaden.search.actions import enqueue

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

LINES, TEXTS = ("title", "title_en"), ("intro", "intro_en")
LONGEST_LINE, LONGEST_TEXT = 200, 2_000


@dataclass(frozen=True)
class Seen:
    """What somebody had before their eyes: the number of the version in the making, and how often it was saved."""

    number: int
    version: int


def seen(draft: Draft) -> tuple[Seen, list[Passage]]:
    """The text in the making as an editor sees it; before the first change it is the newest version, to be numbered
    anew. Changes nothing.
    """
    newest = draft.versions.order_by("-number").first()
    if newest is None:
        return Seen(1, 1), []
    if newest.published_at is None:
        return Seen(newest.number, newest.version), newest.parts
    return Seen(newest.number + 1, 1), newest.parts


def create_draft(user: User, phase: Phase, values: Mapping[str, str], source: Ref | None = None) -> Draft:
    """Begin the text of a phase, empty or with a text from elsewhere. Refused where the phase has one."""
    require(user, EDIT)
    found = _cleaned(values)
    with transaction.atomic():
        try:
            with transaction.atomic():
                draft = Draft.objects.create(
                    phase=phase, **found, **({"source_kind": source.kind, "source_key": source.key} if source else {})
                )
        except IntegrityError:
            raise Refused(_("Zu dieser Phase gibt es schon einen Text.")) from None
        working(draft)
        if source is not None:
            take_over(user, draft)
    return draft


def change_draft(user: User, draft: Draft, version: int, values: Mapping[str, str]) -> None:
    """Title and introduction; Conflict where somebody was faster."""
    require(user, EDIT)
    rows = Draft.objects.filter(pk=draft.pk, version=version)
    with transaction.atomic():
        if not rows.update(**_cleaned(values), version=F("version") + 1):
            raise Conflict(Draft.objects.get(pk=draft.pk))
        enqueue("draft", [draft.pk])


def write_text(user: User, draft: Draft, seen: Seen, text: str) -> Version:
    """Save the text in the making as it was typed; Conflict where it is not what was `seen` any more."""
    require(user, EDIT)
    if draft.source is not None:
        raise Refused(_("Dieser Text wird dort geändert, wo er herkommt. Holen Sie dann die neue Fassung."))
    return _save(draft, seen, _typed(text))


def take_over(user: User, draft: Draft) -> Version:
    """Take the text in the making anew from where it comes from; names go with the paragraphs that are alike."""
    require(user, EDIT)
    source = documents.document(draft.source) if draft.source else None
    if source is None:
        raise Refused(_("Den Text, aus dem dieser stammt, gibt es nicht (mehr) öffentlich."))
    return _save(draft, None, source.paragraphs)


def publish_version(user: User, draft: Draft, seen: Seen, reason: str, reason_en: str = "") -> Version:
    """The version in the making becomes public for ever. Open suggestions stay with their passages by name.

    Refused without a text or a reason, or where nothing is different; Conflict where it was changed meanwhile.
    """
    require(user, PUBLISH)
    words = clean_text(reason)
    if not words:
        raise Refused(_("Bitte sagen Sie, was anders ist und warum. Das steht öffentlich dabei."), "reason")
    with transaction.atomic():
        row = working(lock(draft))
        if (row.number, row.version) != (seen.number, seen.version):
            raise Conflict(row)
        _refuse_empty(draft, row)
        digest = hashlib.sha256(canonical(row.passages)).hexdigest()
        rows = Version.objects.filter(pk=row.pk, number=seen.number, version=seen.version, published_at=None)
        values = {"reason": words, "reason_en": clean_text(reason_en), "digest": digest, "published_by": user}
        if not rows.update(**values, published_at=timezone.now(), version=F("version") + 1):
            raise Conflict(Version.objects.get(pk=row.pk))
        row.refresh_from_db()
        Suggestion.objects.filter(draft=draft, landed=None).exclude(decision="").update(landed=row)
        _tell(draft, row)
    return row


def _save(draft: Draft, seen: Seen | None, paragraphs: Sequence[Paragraph]) -> Version:
    """Write paragraphs into the version in the making; its passages keep their names."""
    with transaction.atomic():
        found = lock(draft)
        row = working(found)
        if seen is not None and (row.number, row.version) != (seen.number, seen.version):
            raise Conflict(row)
        try:
            parts, last = named(row.parts, paragraphs, found.last_anchor)
        except TooLong:
            raise Refused(_("Der Text hat zu viele Absätze. Bitte teilen Sie ihn auf."), "text") from None
        rows = Version.objects.filter(pk=row.pk, version=row.version, published_at=None)
        if not rows.update(passages=written(parts), version=F("version") + 1):
            raise Conflict(Version.objects.get(pk=row.pk))
        Draft.objects.filter(pk=draft.pk).update(last_anchor=last)
    return Version.objects.get(pk=row.pk)


def _typed(text: str) -> list[Paragraph]:
    try:
        return typed(text)
    except TooLong:
        raise Refused(_("Der Text ist zu lang. Ihr Text steht noch da; bitte teilen Sie ihn auf."), "text") from None


def _refuse_empty(draft: Draft, row: Version) -> None:
    if not row.passages:
        raise Refused(_("Der Text ist noch leer."))
    before = draft.versions.published().order_by("-number").first()
    if before is not None and before.passages == row.passages:
        raise Refused(_("Seit der letzten Fassung hat sich nichts geändert."))


def _tell(draft: Draft, row: Version) -> None:
    """Ledger, followers of the text and of its process, search."""
    content: dict[str, Any] = {"title": draft.title, "number": row.number, "reason": row.reason, "digest": row.digest}
    record("draft.version", draft.ref, content)
    process = draft.phase.process.ref
    announce("draft.version", News(f"draft.version:{row.pk}", draft.ref, {"number": row.number}, (process,)))
    enqueue("draft", [draft.pk])


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for names, clean, longest in ((LINES, clean_line, LONGEST_LINE), (TEXTS, clean_text, LONGEST_TEXT)):
        for name in names:
            found[name] = clean(values.get(name, ""))
            if len(found[name]) > longest:
                raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=longest), name)
    if not found["title"]:
        raise Refused(_("Bitte geben Sie dem Text einen Titel."), "title")
    return found
