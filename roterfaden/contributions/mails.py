"""Mails to authors: what became of what they said. A class of its own, not a "follow": each step, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.contributions.actions.outcomes import TO_AUTHOR, TO_SUPPORTER
from roterfaden.contributions.duty import REMINDER, reminder
from roterfaden.contributions.kinds import path_of
from roterfaden.contributions.models import Answer, Outcome
from roterfaden.kit.things import thing as load
from roterfaden.notices.personal import Words, mail_kind, mail_kinds
from roterfaden.notices.rendering import shorten

LONGEST_QUOTE = 1_500


def register_mails() -> None:
    """Called once, when the app is ready."""
    if TO_AUTHOR not in mail_kinds:
        mail_kind(TO_AUTHOR, label=gettext_lazy("Was aus einem Beitrag wurde"))(to_author)
        mail_kind(REMINDER, label=gettext_lazy("Erinnerung an fällige Antworten"))(reminder)
        mail_kind(TO_SUPPORTER, label=gettext_lazy("Was aus einem unterstützten Beitrag wurde"))(to_supporter)


def to_author(data: Mapping[str, Any]) -> Words | None:
    """To whoever wrote it."""
    why = _("Sie bekommen diese Mail, weil Sie den Beitrag geschrieben haben; zu jedem Schritt eine.")
    return _words(data, _("Ihr Beitrag: {step}"), why)


def to_supporter(data: Mapping[str, Any]) -> Words | None:
    """To whoever supports it."""
    why = _("Sie bekommen diese Mail, weil Sie den Beitrag unterstützen. Zurücknehmen können Sie das auf seiner Seite.")
    return _words(data, _("Von Ihnen unterstützt: {step}"), why)


def _words(data: Mapping[str, Any], subject: str, why: str) -> Words | None:
    """None where the contribution is not public any more, or the answer was taken back."""
    outcome = Outcome.objects.filter(key=data.get("outcome")).select_related("contribution").first()
    if outcome is None or not (outcome.contribution.is_public or outcome.contribution.state == "merged"):
        return None
    row = outcome.contribution
    where = load(outcome.thing) if outcome.thing else None
    lines = [_("Sie schrieben: „{title}“").format(title=shorten(row.title or row.text, 200)), said(outcome)]
    if where is not None:
        lines.append(f"{where.label}: {where.title}")
    if outcome.sentence:
        lines.append(outcome.sentence)
    return Words(
        subject.format(step=outcome.get_kind_display()),
        tuple(lines),
        path_of(row),
        _("Ansehen"),
        quote=_answer_of(outcome),
        why=why,
    )


def _answer_of(outcome: Outcome) -> str:
    if outcome.kind != Outcome.Kind.ANSWERED:
        return ""
    number = outcome.key.removeprefix("answer:")
    answer = (
        Answer.objects.filter(pk=int(number), contribution=outcome.contribution).first() if number.isdigit() else None
    )
    return shorten(answer.text, LONGEST_QUOTE) if answer is not None else ""


def said(outcome: Outcome) -> str:
    """A step in one plain sentence."""
    kinds = Outcome.Kind
    sentences = {
        kinds.ANSWERED: _("Die Verwaltung hat öffentlich geantwortet."),
        kinds.MERGED: _("Ihr Beitrag wurde mit einem anderen zusammengeführt; beide bleiben lesbar."),
        kinds.SPLIT: _("Der Beitrag wurde in mehrere geteilt."),
        kinds.THREADED: _("Er ist jetzt eine Station in einem Faden: Dort steht, wie es weitergeht."),
        kinds.FORWARDED: _("Er wurde an den Rat weitergegeben."),
        kinds.DECIDED: _("Darüber wurde entschieden."),
        kinds.CARRIED_OUT: _("Das Vorhaben ist umgesetzt."),
        kinds.ACCEPTED: _("Er wurde angenommen."),
        kinds.ADAPTED: _("Er wurde in anderer Form übernommen."),
        kinds.DECLINED: _("Er wurde nicht übernommen."),
    }
    return sentences[kinds(outcome.kind)]
