"""What changes something in this room."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from roterfaden.pages.models import Feedback

logger = logging.getLogger(__name__)
#: How long a message stays after it was dealt with; the page on data protection says so.
KEPT = timedelta(days=365)


def take_feedback(feedback: Feedback, language: str) -> Feedback:
    """Store a message; tell the operator by mail, if there is an address. The row counts, the mail is a courtesy."""
    feedback.language = language
    feedback.save()
    if settings.CONTACT:
        _tell(feedback)
    return feedback


def settle(feedback: Feedback, state: str, note: str) -> Feedback:
    """Staff say how a message stands; the day it was dealt with starts the time until it is erased."""
    done = state == Feedback.State.DONE
    feedback.state, feedback.note = state, note
    feedback.done_at = (feedback.done_at or timezone.now()) if done else None
    feedback.save(update_fields=["state", "note", "done_at"])
    return feedback


def erase_old_feedback() -> int:
    """Erase messages that were dealt with a year ago, with all personal data in them; says how many."""
    _all, each = Feedback.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
    return each.get(Feedback._meta.label, 0)


def _tell(feedback: Feedback) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Rückmeldung zum Portal: %(kind)s") % {"kind": feedback.get_kind_display()}
        lines = [_("Seite: %(page)s") % {"page": feedback.page or "–"}, "", feedback.message, ""]
        lines.append(_("Antworten und als erledigt vermerken: %(url)s") % {"url": f"{settings.SITE_URL}/verwaltung/"})
    mail = EmailMessage(subject, "\n".join(lines), to=[settings.CONTACT])
    if feedback.email:
        mail.reply_to = [feedback.email]
    try:
        mail.send()
    except OSError:  # SMTP errors are OSErrors; the visitor's message is safe in the database
        logger.exception("feedback_mail_failed")
