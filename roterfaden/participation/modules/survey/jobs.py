"""What the job worker does for surveys: keys, mixing, evaluation, forgetting."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _something_waits() -> bool:
    from roterfaden.participation.modules.survey.due import is_work_waiting

    return is_work_waiting()


@scheduled(
    "surveys.work",
    label=_("Umfragen: Schlüssel anlegen, Antworten mischen"),
    every=timedelta(seconds=30),
    when=_something_waits,
    record=False,
)
def work() -> str:
    """Keys where the web process may not make them; batches of answers."""
    from roterfaden.participation.modules.survey.due import make_keys, mix_all

    made, mixed = make_keys(), mix_all()
    words = ngettext("{number} Antwort gemischt", "{number} Antworten gemischt", mixed).format(number=mixed)
    return f"{words}, {made}"


@scheduled("surveys.evaluate", label=_("Umfragen auswerten"), every=timedelta(minutes=5))
def evaluate() -> str:
    """Results of what is over."""
    from roterfaden.participation.modules.survey.due import evaluate_due

    number = evaluate_due()
    return ngettext("{number} Umfrage ausgewertet", "{number} Umfragen ausgewertet", number).format(number=number)


@scheduled("surveys.live", label=_("Zwischenstände von Umfragen zeigen"), every=timedelta(hours=1))
def live() -> str:
    """What may be shown of those that run."""
    from roterfaden.participation.modules.survey.due import publish_due

    number = publish_due()
    return ngettext("{number} Zwischenstand", "{number} Zwischenstände", number).format(number=number)


@scheduled("surveys.forget", label=_("Schlüssel und Antworten von Umfragen löschen"), every=timedelta(hours=6))
def forget() -> str:
    """Keys, answers and lists of who took part, when their time is over."""
    from roterfaden.participation.modules.survey.due import forget_due

    number = forget_due()
    return ngettext("{number} Umfrage gelöscht", "{number} Umfragen gelöscht", number).format(number=number)
