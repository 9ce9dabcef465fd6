"""The mail to who types in an indicator's values: once a week while one of theirs is due, with all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roterfaden.accounts.models import User
from roterfaden.notices.personal import Words, mail_kind, mail_kinds, write
from roterfaden.strategy.indicators.actions import VALUES
from roterfaden.strategy.models import Indicator

REMINDER = "indicators.due"
#: So many are named in a mail; the page behind its button has all.
MOST = 40


def remind(today: date | None = None) -> int:
    """Write to each controller whose values are due. How many mails were written.

    The key is the person and the week: whoever was written to in this week is left in peace, also by a second worker.
    """
    day = today or timezone.localdate()
    monday = day - timedelta(days=day.weekday())
    owners = Indicator.objects.awaited(day).order_by().values("controller")
    people = User.objects.filter(pk__in=owners, is_active=True).exclude(email="").order_by("pk")
    count = 0
    for person in people.iterator(chunk_size=200):
        if person.has_perm(VALUES):
            count += write(person.email, f"{REMINDER}:{person.pk}:{monday}", REMINDER, {"user": person.pk}, "de")
    return count


def reminder(data: Mapping[str, Any]) -> Words | None:
    """The words: what is still due when the mail leaves. None where it was typed in meanwhile, or given to others."""
    today = timezone.localdate()
    mine = Indicator.objects.awaited(today).filter(controller=data.get("user"), controller__is_active=True)
    rows = list(mine.order_by("next_due_on", "title", "pk")[: MOST + 1])
    if not rows:
        return None
    number = mine.count()
    subject = ngettext("Ein Wert ist fällig", "{number} Werte sind fällig", number).format(number=number)
    lines = [_("Für diese Kennzahlen ist der nächste Wert fällig:"), *map(_line, rows[:MOST])]
    if number > MOST:
        lines.append(_("… und weitere; die Seite nennt alle."))
    why = _("Sie bekommen diese Mail einmal in der Woche, solange ein Wert aussteht, den Sie eintragen.")
    return Words(subject, tuple(lines), reverse("indicators_office:due"), _("Werte eintragen"), why=why)


def _line(row: Indicator) -> str:
    assert row.next_due_on is not None, "asked for"
    day = date_format(row.next_due_on, "SHORT_DATE_FORMAT")
    return _("{title} (fällig am {day})").format(title=row.title, day=day)


def register_mails() -> None:
    """Called once, when the app is ready."""
    if REMINDER not in mail_kinds:
        mail_kind(REMINDER, label=gettext_lazy("Erinnerung an fällige Werte"))(reminder)
