"""The office decides about suggestions: accept, adapt, decline, always with a reason that everybody reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.contributions.actions import add_outcome
from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.kit.html import clean_text
from roterfaden.ledger.actions import Fact, record_many
from roterfaden.methods.anchoring import normal
from roterfaden.participation.modules.draft.actions.common import lock, working
from roterfaden.participation.modules.draft.models import Decision, Draft, Suggestion, Version
from roterfaden.participation.modules.draft.passages import TooLong, replaced, written
from roterfaden.participation.modules.refusing import EDIT, Conflict, Refused, require

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

LONGEST_REASON = 2_000
#: More are not decided at once: each tells somebody.
MOST = 200
#: Letters of a reason that go with the outcome to the author; the whole one stands on the suggestion's page.
TOLD = 500


def decide(
    user: User, draft: Draft, keys: Collection[int], decision: Decision, reason: str, text: str = ""
) -> list[Suggestion]:
    """Decide about one suggestion, or several that want the same. `text` is the wording for ADAPTED.

    What is taken goes into the version in the making (a text from elsewhere is changed there, by its owners). Raises
    Refused, and Conflict where somebody decided first or has changed the passage meanwhile.
    """
    require(user, EDIT)
    words, taken = _reason(reason), clean_text(text)
    if decision == Decision.ADAPTED and not taken:
        raise Refused(_("Bitte schreiben Sie die Fassung, die Sie übernehmen."), "text")
    with transaction.atomic():
        found = lock(draft)
        rows = _chosen(found, keys, decision)
        if decision != Decision.DECLINED and found.source is None:
            _apply(found, rows[0], taken if decision == Decision.ADAPTED else rows[0].contribution.text, decision)
        _write(user, rows, decision, words, taken if decision == Decision.ADAPTED else "")
        _tell(found, rows, decision, words)
    return rows


def _reason(reason: str) -> str:
    words = clean_text(reason)
    if not words:
        raise Refused(_("Bitte nennen Sie den Grund. Er steht öffentlich dabei."), "reason")
    if len(words) > LONGEST_REASON:
        raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=LONGEST_REASON), "reason")
    return words


def _chosen(draft: Draft, keys: Collection[int], decision: Decision) -> list[Suggestion]:
    """The suggestions; they are public and about one passage, and equal where they are accepted."""
    if not 0 < len(keys) <= MOST:
        raise Refused(_("Bitte wählen Sie zwischen einem und {number} Vorschlägen aus.").format(number=MOST))
    rows = list(draft.suggestions.standing().filter(pk__in=keys).select_related("contribution").order_by("pk"))
    if len(rows) != len(set(keys)):
        raise Refused(_("Einen dieser Vorschläge gibt es nicht (mehr)."))
    if decision != Decision.DECLINED and len({row.anchor for row in rows}) > 1:
        raise Refused(_("Zusammen übernehmen lassen sich nur Vorschläge zum selben Absatz."))
    wanted = {(row.strike, normal(row.contribution.text)) for row in rows}
    if decision == Decision.ACCEPTED and len(wanted) > 1:
        raise Refused(_("Zusammen annehmen lassen sich nur Vorschläge, die dasselbe wollen."))
    return rows


def _apply(draft: Draft, row: Suggestion, text: str, decision: Decision) -> Version:
    """Put the wording into the version in the making; Conflict where its passage is not what was suggested upon."""
    version = working(draft)
    passage = version.by_anchor.get(row.anchor)
    if passage is None:
        raise Refused(_("Diesen Absatz gibt es in der Arbeitsfassung nicht mehr. Sie können ihn dort von Hand ändern."))
    if decision == Decision.ACCEPTED and normal(passage.text) != normal(row.base_text):
        raise Refused(
            _("Der Absatz lautet in der Arbeitsfassung inzwischen anders. Bitte übernehmen Sie ihn in anderer Form."),
            "text",
        )
    wording = "" if row.strike and decision == Decision.ACCEPTED else text
    try:
        parts, last = replaced(version.parts, row.anchor, wording, draft.last_anchor)
    except TooLong:
        raise Refused(_("Der Text würde zu lang."), "text") from None
    rows = Version.objects.filter(pk=version.pk, version=version.version, published_at=None)
    if not rows.update(passages=written(parts), version=F("version") + 1):
        raise Conflict(Version.objects.get(pk=version.pk))
    Draft.objects.filter(pk=draft.pk).update(last_anchor=last)
    return version


def _write(user: User, rows: Sequence[Suggestion], decision: Decision, reason: str, adapted: str) -> None:
    now, keys = timezone.now(), [row.pk for row in rows]
    open_ones = Suggestion.objects.open().filter(pk__in=keys)
    values = {"decision": decision, "reason": reason, "adapted": adapted, "decided_at": now, "decided_by": user}
    if open_ones.update(**values) != len(keys):
        raise Conflict(Suggestion.objects.filter(pk__in=keys).exclude(decision="").order_by("decided_at")[0])
    Contribution.objects.filter(pk__in=keys, answered_at=None).update(answered_at=now)


def _tell(draft: Draft, rows: Sequence[Suggestion], decision: Decision, reason: str) -> None:
    """Each author, the ledger."""
    short = reason if len(reason) <= TOLD else f"{reason[: TOLD - 1]}…"
    for row in rows:
        kind = Outcome.Kind(decision.value)
        add_outcome(row.contribution, kind, f"suggestion:{row.pk}:decided", short, draft.passage_ref(row.anchor))
    content = {"title": draft.title, "decision": decision.value, "reason": reason}
    facts = [Fact(row.contribution.ref, content | {"passage": _number(row)}) for row in rows]
    record_many("suggestion.decided", facts)


def _number(row: Suggestion) -> str:
    passage = row.base.by_anchor.get(row.anchor)
    return passage.number if passage else ""
