"""Check-ups of accounts: staff without a second factor, nobody who could administer."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.accounts.staff import staff, staff_without_second_factor
from roterfaden.operation.findings import Finding, checkup, good, warning


@checkup("accounts")
def look_at_accounts() -> Iterator[Finding]:
    """Every account with access to the back office has a second factor, and somebody can give roles."""
    if bare := staff_without_second_factor().count():
        text = _("%(count)s Konten der Verwaltung haben keinen zweiten Faktor.") % {"count": bare}
        yield warning(text, _("Die Personen richten ihn bei der nächsten Anmeldung ein."))
    else:
        yield good(_("Alle Konten der Verwaltung haben einen zweiten Faktor"))
    if not staff().filter(Q(is_superuser=True) | Q(groups__name="Konten")).exists():
        yield warning(_("Niemand kann Konten verwalten."), "roterfaden createsuperuser")
