"""What became of a thread, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.kit.bilingual import said
from roterfaden.threads import periods
from roterfaden.threads.models import Happening
from roterfaden.threads.reading import Change
from roterfaden.threads.stages import Stage


def change_sentence(change: Change) -> str:
    """The sentence; other threads are named only where they are public."""
    return _sentence(change).format(
        other=_("„{title}“").format(title=said(change.other, "title")) if change.other else _("einen anderen Faden"),
        number=_number(change.happening),
        stage=_stage(change.happening),
        when=_when(change.happening),
    )


def _sentence(change: Change) -> str:
    kinds = Happening.Kind
    number = _number(change.happening)
    sentences = {
        kinds.RENAMED: _("Der Faden wurde umbenannt. Die frühere Adresse führt weiter hierher."),
        kinds.MERGED_INTO: _("Der Faden ging in {other} auf.")
        if change.other
        else _("Der Faden ging in einem anderen auf."),
        kinds.TOOK_IN: ngettext(
            "Der Faden nahm {other} mit {number} Station auf.",
            "Der Faden nahm {other} mit {number} Stationen auf.",
            number,
        ),
        kinds.SPLIT_OFF: ngettext(
            "{number} Station ging an {other} über.", "{number} Stationen gingen an {other} über.", number
        ),
        kinds.SPLIT_FROM: ngettext(
            "Der Faden entstand mit {number} Station aus {other}.",
            "Der Faden entstand mit {number} Stationen aus {other}.",
            number,
        )
        if change.other
        else _("Der Faden entstand aus einem anderen."),
        kinds.STATION_REMOVED: _("Eine Station wurde entfernt: {stage}, {when}."),
        kinds.CLOSED: _("Der Faden wurde abgeschlossen."),
        kinds.REOPENED: _("Der Faden wurde wieder aufgenommen."),
    }
    return sentences[kinds(change.kind)]


def _number(happening: Happening) -> int:
    value = happening.data.get("number", 0)
    return value if isinstance(value, int) else 0


def _when(happening: Happening) -> str:
    """The period of a station that was removed."""
    try:
        start = date.fromisoformat(str(happening.data.get("start")))
        return periods.of(start, str(happening.data.get("precision"))).words
    except ValueError:
        return _("ohne Datum")


def _stage(happening: Happening) -> str:
    value = happening.data.get("stage", "")
    return str(Stage(value).label) if value in Stage.values else ""
