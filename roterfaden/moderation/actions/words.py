"""The word list."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from roterfaden.accounts.models import User
from roterfaden.kit.html import clean_line
from roterfaden.moderation.actions.common import WORDS, Refused, require
from roterfaden.moderation.checks.folding import phrase
from roterfaden.moderation.models import ListedWord

SHORTEST = 3


def add_word(user: User, word: str, gravity: int, note: str = "") -> ListedWord:
    """Put a word on the list. Raises Refused for what would hold back everything."""
    require(user, WORDS)
    cleaned = clean_line(word)
    bare = cleaned.rstrip("*").strip()
    if not phrase(bare) or len(bare) < SHORTEST or "*" in bare:
        raise Refused(_("Ein Wort hat mindestens drei Buchstaben; ein * steht nur am Ende."), "word")
    try:
        with transaction.atomic():
            row = ListedWord.objects.create(word=cleaned, gravity=gravity, note=clean_line(note), added_by=user)
            log(row, "moderation.word_added", user=user)
    except IntegrityError:
        raise Refused(_("Dieses Wort steht schon auf der Liste."), "word") from None
    return row


def end_word(user: User, row: ListedWord) -> None:
    """Take it off; the row stays, so that the versions of the list keep their meaning."""
    require(user, WORDS)
    if ListedWord.objects.filter(pk=row.pk, ended_at=None).update(ended_at=timezone.now()):
        log(row, "moderation.word_ended", user=user)
