"""Check-ups of accounts: staff without a second factor, nobody who could administer."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from roterfaden.accounts.models import User
from roterfaden.operation.findings import Finding, checkup, good, warning


@checkup("accounts")
def look_at_accounts() -> Iterator[Finding]:
    """Every account with access to the back office has a second factor, and somebody can give roles."""
    staff = User.objects.filter(is_active=True, is_staff=True)
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    if bare := staff.exclude(Exists(second)).count():
        text = _("%(count)s Konten der Verwaltung haben keinen zweiten Faktor.") % {"count": bare}
        yield warning(text, _("Die Personen richten ihn bei der nächsten Anmeldung ein."))
    else:
        yield good(_("Alle Konten der Verwaltung haben einen zweiten Faktor"))
    if not staff.filter(is_superuser=True).exists() and not staff.filter(groups__name="Konten").exists():
        yield warning(_("Niemand kann Konten verwalten."), "roterfaden createsuperuser")
