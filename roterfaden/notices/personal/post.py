"""Turns personal mails into messages."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from roterfaden.notices import messages
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.personal.kinds import Words, mail_kinds
from roterfaden.notices.post import Drop
from roterfaden.notices.rendering import absolute

logger = logging.getLogger("roterfaden.notices")


def prepare_personal(rows: list[PersonalMail]) -> Mapping[int, EmailMessage | Drop | Exception]:
    """Each in its own language. One that cannot be made is no reason not to send the others."""
    ready: dict[int, EmailMessage | Drop | Exception] = {}
    for row in rows:
        with translation.override(row.language):
            try:
                ready[row.pk] = _prepared(row)
            except Exception as problem:
                logger.exception("mail_not_made")
                ready[row.pk] = problem
    return ready


def words_of(row: PersonalMail) -> Words | None:
    """What a mail says, in the language at hand; None where there is nothing to say any more."""
    kind = mail_kinds.get(row.kind)
    return kind.compose(row.data) if kind is not None else None


def _prepared(row: PersonalMail) -> EmailMessage | Drop:
    if row.person is not None and row.person.erased_at is not None:
        return Drop(_("gelöscht"))
    words = words_of(row)
    if words is None:
        return Drop(_("nichts mehr zu melden"))
    if not row.to_address:
        return Drop(_("keine Mailadresse: steht nur auf der Seite"))
    return _message(row, words)


def _message(row: PersonalMail, words: Words) -> EmailMultiAlternatives:
    link = absolute(words.path) if words.path else ""
    values = {"words": words, "link": link}
    ident = messages.message_id(f"personal\n{row.key}")
    return messages.letter_to(row.to_address, words.subject, "personal", values, ident)
