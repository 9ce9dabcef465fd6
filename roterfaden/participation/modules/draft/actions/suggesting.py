"""Somebody suggests another wording for a passage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.contributions.actions import NotAllowed, submit
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution, Signed
from roterfaden.contributions.registry import Verdict
from roterfaden.kit.html import clean_line, clean_text
from roterfaden.methods.anchoring import normal
from roterfaden.participation.modules.draft.models import Draft, Suggestion, Version
from roterfaden.participation.modules.draft.passages import Passage
from roterfaden.participation.modules.refusing import Refused

if TYPE_CHECKING:
    from roterfaden.accounts.models import Organisation, Person, User
    from roterfaden.contributions.models import Claim

LONGEST, LONGEST_WHY = 5_000, 200
KIND = "suggestion"


@dataclass(frozen=True)
class Wording:
    """What somebody suggests for a passage of a version that they read. `strike`: it shall go."""

    anchor: str
    text: str
    why: str = ""
    strike: bool = False
    signed: Signed = Signed.PSEUDONYM
    organisation: Organisation | None = None
    language: str = "de"
    channel: Channel = Channel.ONLINE
    entered_by: User | None = None
    sample: bool = False


def suggest(person: Person | None, draft: Draft, wording: Wording, claim: Claim | None = None) -> Contribution:
    """Take a suggestion. Raises NotAllowed (also one tick after the closing second), Refused for empty words."""
    with transaction.atomic():
        words, also = prepared(draft, wording)
        return submit(person, words, claim, also)


def prepared(draft: Draft, wording: Wording) -> tuple[Words, Callable[[Contribution], None]]:
    """The words of a suggestion, and what writes the row beside them. Call it in the transaction of handing in."""
    if wording.channel == Channel.ONLINE and not draft.phase.is_open():
        raise NotAllowed(Verdict(False, _("Die Zeit für Vorschläge zu diesem Text läuft nicht.")))
    version, passage = current(draft, wording.anchor)
    text, why = _checked(wording, passage)

    def also(contribution: Contribution) -> None:
        Suggestion.objects.create(
            contribution=contribution,
            draft=draft,
            anchor=passage.anchor,
            base=version,
            base_text=passage.text,
            strike=wording.strike,
        )

    return _words(draft, wording, text, why), also


def current(draft: Draft, anchor: str) -> tuple[Version, Passage]:
    """The newest published version and its passage of that name; Refused where it has none (any more)."""
    version = draft.versions.filter(published_at__isnull=False).order_by("-number").first()
    passage = version.by_anchor.get(anchor) if version else None
    if version is None or passage is None:
        raise Refused(_("Diesen Absatz gibt es in der neuesten Fassung nicht mehr."), "text")
    return version, passage


def _words(draft: Draft, wording: Wording, text: str, why: str) -> Words:
    return Words(
        KIND,
        draft.ref,
        draft.phase.process.ref,
        text,
        title=why,
        passage=wording.anchor,
        signed=wording.signed,
        organisation=wording.organisation,
        language=wording.language,
        channel=wording.channel,
        entered_by=wording.entered_by,
        sample=wording.sample,
    )


def _checked(wording: Wording, passage: Passage) -> tuple[str, str]:
    """The wording and the reason, cleaned; Refused with what is wrong."""
    text, why = clean_text(wording.text), clean_line(wording.why)
    if wording.strike:
        text = _("Diesen Absatz streichen.")
    if not text:
        raise Refused(_("Bitte schreiben Sie, wie der Absatz lauten soll."), "text")
    if len(text) > LONGEST:
        raise Refused(_("Bitte höchstens {number} Zeichen. Ihr Text steht noch da.").format(number=LONGEST), "text")
    if len(why) > LONGEST_WHY:
        raise Refused(_("Bitte höchstens {number} Zeichen. Ihr Text steht noch da.").format(number=LONGEST_WHY), "why")
    if normal(text) == normal(passage.text):
        raise Refused(_("Das ist der Wortlaut, der schon da steht. Was soll anders sein?"), "text")
    return text, why
