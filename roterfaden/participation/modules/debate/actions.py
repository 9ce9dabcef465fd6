"""What changes theses: permission, write, ledger and search in one transaction each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.ledger.actions import record
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.refusing import EDIT, Conflict, Refused, require
from roterfaden.search.actions import enqueue

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

LINES, TEXTS = ("title", "title_en"), ("text", "text_en")
LONGEST_LINE, LONGEST_TEXT = 200, 5_000
#: Theses of one debate: more are no debate but a list.
MOST = 50


def add_thesis(user: User, phase: Phase, values: Mapping[str, str], order: int | None = None) -> Thesis:
    """A new thesis, behind the others."""
    require(user, EDIT)
    found = _cleaned(values)
    with transaction.atomic():
        number = phase.theses.count()
        if number >= MOST:
            raise Refused(_("Mehr als {number} Thesen hat eine Debatte nicht.").format(number=MOST))
        thesis = Thesis.objects.create(phase=phase, order=number if order is None else order, **found)
        _tell("thesis.added", thesis)
    return thesis


def change_thesis(user: User, thesis: Thesis, version: int, values: Mapping[str, str], order: int) -> None:
    """Its words and place; Conflict where somebody was faster."""
    require(user, EDIT)
    rows = Thesis.objects.filter(pk=thesis.pk, version=version)
    with transaction.atomic():
        if not rows.update(**_cleaned(values), order=order, version=F("version") + 1):
            raise Conflict(Thesis.objects.get(pk=thesis.pk))
        _tell("thesis.changed", Thesis.objects.select_related("phase__process").get(pk=thesis.pk))


def withdraw_thesis(user: User, thesis: Thesis, reason: str) -> bool:
    """Take it back; what was said stays kept, but is not shown. False where that was done before."""
    require(user, EDIT)
    words = clean_text(reason)
    if not words or len(words) > LONGEST_TEXT:
        raise Refused(_("Bitte nennen Sie den Grund, in wenigen Sätzen. Er steht öffentlich dabei."), "reason")
    with transaction.atomic():
        if not Thesis.objects.filter(pk=thesis.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            return False
        record("thesis.withdrawn", thesis.ref, {"title": thesis.title, "reason": words})
        enqueue("thesis", [thesis.pk], hidden=True)
    return True


def _tell(kind: str, thesis: Thesis) -> None:
    """Ledger and search; of what is not public yet the ledger says nothing."""
    if thesis.phase.process.is_public:
        record(kind, thesis.ref, {"title": thesis.title})
        enqueue("thesis", [thesis.pk])


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for names, clean, longest in ((LINES, clean_line, LONGEST_LINE), (TEXTS, clean_text, LONGEST_TEXT)):
        for name in names:
            found[name] = clean(values.get(name, ""))
            if len(found[name]) > longest:
                raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=longest), name)
    if not found["title"]:
        raise Refused(_("Bitte schreiben Sie die These oder Frage."), "title")
    return found
