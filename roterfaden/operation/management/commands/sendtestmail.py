"""`roterfaden sendtestmail ADDRESS`: does mail go out?"""

from __future__ import annotations

import smtplib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.forms import ValidationError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Send a test mail and say plainly what the mail server answered."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"]
        try:
            validate_email(address)
            send_mail(_("Testmail von %(city)s") % {"city": settings.CITY}, self._text(), None, [address])
        except ValidationError:
            raise CommandError(_("%(address)s ist keine Mailadresse.") % {"address": address}) from None
        except (OSError, smtplib.SMTPException) as error:
            sentence = _("Die Mail ging nicht hinaus: %(error)s. Prüfen Sie ROTERFADEN_MAIL_URL (docs/settings.md).")
            raise CommandError(sentence % {"error": f"{type(error).__name__}: {error}"}) from None
        self.stdout.write(self._done(address))

    def _text(self) -> str:
        return _("Das Portal %(url)s kann Mails verschicken.") % {"url": settings.SITE_URL}

    def _done(self, address: str) -> str:
        if "filebased" in settings.EMAIL_BACKEND:
            return _("Kein Mailserver ist eingestellt; die Mail liegt in %(folder)s.") % {
                "folder": settings.EMAIL_FILE_PATH
            }
        return _("Der Mailserver hat die Mail an %(address)s angenommen.") % {"address": address}
