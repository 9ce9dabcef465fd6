"""What the job worker does for people."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.operation.jobs import scheduled


def _is_open() -> bool:
    from roterfaden.accounts.erasing import is_open

    return is_open()


@scheduled(
    "accounts.finish_erasures",
    label=gettext_lazy("Löschungen zu Ende bringen"),
    every=timedelta(minutes=5),
    when=_is_open,
)
def finish_erasures() -> str:
    """Erasures that stopped in the middle."""
    from roterfaden.accounts.erasing import finish

    return _("%(count)s gelöscht") % {"count": finish()}


@scheduled(
    "accounts.expire_guests",
    label=gettext_lazy("Daten von Gästen löschen, die lange nicht da waren"),
    every=timedelta(hours=12),
)
def expire_guests() -> str:
    """Guests without a sign of life."""
    from roterfaden.accounts.erasing import expire_guests

    count = expire_guests()
    return _("%(count)s gelöscht") % {"count": count} if count else ""
