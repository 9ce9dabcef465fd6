"""What the job worker does for contributions."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.operation.jobs import scheduled


@scheduled(
    "contributions.expire_claims",
    label=gettext_lazy("Unbestätigte Beiträge und ihre Mailadressen löschen"),
    every=timedelta(hours=1),
)
def expire() -> str:
    """Delete what guests did not confirm within seven days."""
    from roterfaden.contributions.guests import expire_claims

    count = expire_claims()
    return _("%(count)s gelöscht") % {"count": count} if count else ""


def _scheduled_answers() -> bool:
    from django.utils import timezone

    from roterfaden.contributions.models import Answer

    return Answer.objects.filter(told_at=None, published_at__lte=timezone.now()).exists()


@scheduled(
    "contributions.publish_answers",
    label=gettext_lazy("Antworten zur gewählten Zeit veröffentlichen"),
    every=timedelta(seconds=30),
    when=_scheduled_answers,
    record=False,
)
def publish_answers() -> None:
    """Publish official answers whose moment has come, each once."""
    from roterfaden.contributions.actions import publish_due_answers

    publish_due_answers()


def _chain_goes_on() -> bool:
    from roterfaden.contributions.chain import is_waiting

    return is_waiting()


@scheduled(
    "contributions.follow_chain",
    label=gettext_lazy("Was aus Beiträgen wurde: Drucksachen, Beschlüsse, Maßnahmen"),
    every=timedelta(minutes=1),
    when=_chain_goes_on,
    record=False,
)
def follow_chain() -> None:
    """Tell authors when the council decides and measures are carried out."""
    from roterfaden.contributions.chain import follow

    follow()


@scheduled(
    "contributions.daily_news", label=gettext_lazy("Neue Kommentare melden, einmal am Tag"), every=timedelta(hours=3)
)
def daily_news() -> str:
    """Followers hear of yesterday's comments and questions."""
    from roterfaden.contributions.daily import announce_yesterday

    count = announce_yesterday()
    return _("%(count)s gemeldet") % {"count": count} if count else ""


@scheduled(
    "contributions.remind_of_answers", label=gettext_lazy("An fällige Antworten erinnern"), every=timedelta(hours=4)
)
def remind_of_answers() -> str:
    """One mail a day to those who owe answers."""
    from roterfaden.contributions.duty import remind

    count = remind()
    return _("%(count)s Mails") % {"count": count} if count else ""
