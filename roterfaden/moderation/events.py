"""What the ledger holds of moderation: acts, never persons, never words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.ledger.registry import EntryType, ledgered, register
from roterfaden.moderation.kinds import FoundBy, Kind
from roterfaden.moderation.models import Decision, HouseRule
from roterfaden.moderation.registry import label_of

ERASURE = lazy("Enthält nichts Persönliches: weder wer etwas schrieb, noch was, noch wer es meldete oder entschied.")
Content = Mapping[str, Any]


def register_entries() -> None:
    """Tell the ledger."""
    ledgered(Decision, "moderation.")
    ledgered(HouseRule, "moderation.")
    for key, label, sentence in (
        ("decided", lazy("Entscheidung der Moderation"), decided),
        ("undone", lazy("Entscheidung der Moderation zurückgenommen"), undone),
        ("objected", lazy("Widerspruch gegen die Moderation"), objected),
        ("objection_decided", lazy("Entscheidung über einen Widerspruch"), objection_decided),
        ("rule_written", lazy("Hausregel geschrieben"), rule_written),
        ("rule_ended", lazy("Hausregel aufgehoben"), rule_ended),
    ):
        register(EntryType(f"moderation.{key}", label, sentence, ERASURE))


def decided(content: Content) -> str:
    """What was decided, by which rule, found how."""
    return " ".join(part for part in (_act(content), _rule(content), _found(content)) if part)


def undone(content: Content) -> str:
    """The same, taken back."""
    return _("Zurückgenommen, kurz nachdem es entschieden war: {act}").format(act=_act(content))


def objected(content: Content) -> str:
    """Somebody asks for another look."""
    if content.get("side") == "reporter":
        return _("Wer gemeldet hat, widerspricht. {act}").format(act=_act(content))
    return _("Wer geschrieben hat, widerspricht. {act}").format(act=_act(content))


def objection_decided(content: Content) -> str:
    """What came of it."""
    if content.get("upheld"):
        return _("Widerspruch erfolgreich. Es ging um: {act}").format(act=_act(content))
    return _("Widerspruch abgelehnt. Es ging um: {act}").format(act=_act(content))


def rule_written(content: Content) -> str:
    """A new wording."""
    return _("Hausregel „{title}“, Fassung {version}").format(
        title=content.get("ruleTitle", ""), version=content.get("ruleVersion", "")
    )


def rule_ended(content: Content) -> str:
    """A rule does not hold any more."""
    return _("Hausregel „{title}“ gilt nicht mehr.").format(title=content.get("ruleTitle", ""))


def _act(content: Content) -> str:
    thing, act = label_of(str(content.get("thing", ""))), str(content.get("act", ""))
    if act == Kind.SUSPEND:
        return _("Eine Person auf Zeit vom Schreiben ausgeschlossen.")
    words = {
        Kind.HIDE: _("Ausgeblendet: {thing}."),
        Kind.SHORTEN: _("Gekürzt: {thing}."),
        Kind.LOCK: _("Für Antworten geschlossen: {thing}."),
        Kind.RELEASE: _("Freigegeben: {thing}."),
        Kind.KEEP: _("Geprüft und stehen gelassen: {thing}."),
    }
    return words[Kind(act)].format(thing=thing) if act in words else ""


def _rule(content: Content) -> str:
    if content.get("rule") == "area":
        return _("Regel: Spielregel der Beteiligung.")
    title = content.get("ruleTitle")
    return _("Regel: {title}.").format(title=title) if title else ""


def _found(content: Content) -> str:
    found = str(content.get("foundBy", ""))
    label = FoundBy(found).label if found in FoundBy.values else ""
    return _("Aufgefallen durch {what}.").format(what=label) if label else ""
