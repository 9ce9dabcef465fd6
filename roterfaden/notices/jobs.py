"""What the job worker does for followers."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.operation.jobs import scheduled


def _is_news() -> bool:
    from roterfaden.notices.spreading import is_waiting

    return is_waiting()


@scheduled(
    "notices.spread",
    label=gettext_lazy("Meldungen verteilen"),
    every=timedelta(seconds=2),
    lane="notices",
    when=_is_news,
    record=False,
)
def spread_news() -> str:
    """Make notices of what happened, for a while."""
    from roterfaden.notices.spreading import spread

    return f"{spread()} batches"


def _is_mail() -> bool:
    from roterfaden.notices.sending import is_waiting

    return is_waiting()


@scheduled(
    "notices.send",
    label=gettext_lazy("Meldungen senden"),
    every=timedelta(seconds=5),
    lane="mail",
    when=_is_mail,
    limit=timedelta(minutes=30),
    record=False,
)
def send_mail() -> str:
    """Send what waits in the outbox, for a while. A mail server that is away makes this fail, visibly."""
    from roterfaden.notices.sending import send

    return f"{send()} mails"


def _is_digest() -> bool:
    from roterfaden.notices.digests import is_due

    return is_due()


@scheduled(
    "notices.digests",
    label=gettext_lazy("Wochenmails zusammenstellen"),
    every=timedelta(minutes=5),
    lane="notices",
    when=_is_digest,
    record=False,
)
def gather_digests() -> str:
    """Make the weekly mails once their moment has come."""
    from roterfaden.notices.digests import gather

    return f"{gather()} digests"


def _is_search() -> bool:
    from roterfaden.notices.searches import is_due

    return is_due()


@scheduled(
    "notices.searches",
    label=gettext_lazy("Verfolgte Suchen wiederholen"),
    every=timedelta(minutes=2),
    lane="notices",
    when=_is_search,
    record=False,
)
def ask_searches() -> str:
    """Ask followed searches again, each at most once an hour."""
    from roterfaden.notices.searches import check

    return f"{check()} searches"


@scheduled("notices.erase", label=gettext_lazy("Alte Meldungen und Anfragen löschen"), every=timedelta(hours=6))
def erase_old() -> str:
    """Erase what has had its time."""
    from roterfaden.notices.retention import erase_old

    count = erase_old()
    return _("%(count)s gelöscht") % {"count": count} if count else ""
