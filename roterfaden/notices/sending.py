"""Sends what waits in the outbox. A mail leaves at least once: a row counts as sent only after the server took it.

Rows are taken in small chunks by a conditional update that moves `next_attempt_at` behind a lease. A worker that dies
leaves the rest of its chunk to be taken again when the lease is over; only the one mail in flight may leave twice, with
the same Message-ID, so that mail programs recognise it.
"""

from __future__ import annotations

import logging
import random
import re
import smtplib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.notices.digests import bundle
from roterfaden.notices.models import Digest, Follower, Letter, Mailing, Notice, Outgoing, PersonalMail, State
from roterfaden.notices.personal.post import prepare_personal
from roterfaden.notices.post import Drop, prepare_digests, prepare_letters, prepare_notices

logger = logging.getLogger("roterfaden.notices")
CHUNK = 20
#: Longer than a chunk takes even if the server lets each mail wait.
LEASE = timedelta(minutes=10)
#: The pause after the first failed attempt, the second …; after the last one it has failed, and operators see it.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 180, 480, 960))
#: Refusals for good, in a row, after which no more mail is tried to an address.
FAILURES = 3
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")
#: Replies that end the connection or say that we are not welcome: not this mail's fault.
_NOT_THE_MAILS_FAULT = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
)


class MailServerTrouble(Exception):
    """The mail server is away or does not want us: the job ends as failed and comes back after a growing pause."""


@dataclass(frozen=True)
class Tray:
    """One kind of mail: its rows, and how they become messages."""

    model: type[Mailing]
    prepare: Callable[[list[Any]], Mapping[int, EmailMessage | Drop | Exception]]


#: Letters and personal mails first: somebody is waiting for them.
TRAYS = (
    Tray(PersonalMail, prepare_personal),
    Tray(Letter, prepare_letters),
    Tray(Notice, prepare_notices),
    Tray(Digest, prepare_digests),
)


def is_waiting() -> bool:
    """Whether a mail is due."""
    now = timezone.now()
    return any(_due(tray.model, now).exists() for tray in TRAYS)


def send(seconds: float = 20.0, chunk: int = CHUNK) -> int:
    """Send what is due, for a while. How many mails. Raises MailServerTrouble."""
    until, count = time.monotonic() + seconds, 0
    bundle(timezone.now())
    for tray in TRAYS:
        while time.monotonic() < until and (rows := take(tray.model, chunk)):
            count += _send_chunk(tray, rows)
    return count


def take(model: type[Mailing], chunk: int = CHUNK, now: datetime | None = None) -> list[Any]:
    """Take the next due rows. No other worker has them until the lease is over.

    The end of the lease is unlike any other's, so that it tells which rows are ours.
    """
    now = now or timezone.now()
    lease = now + LEASE + timedelta(microseconds=random.randrange(1_000_000))  # noqa: S311 – no secret
    keys = list(_due(model, now).order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:chunk])
    if not keys:
        return []
    mine = model._default_manager.filter(pk__in=keys, state=State.WAITING, next_attempt_at__lte=now)
    mine.update(next_attempt_at=lease, attempts=F("attempts") + 1)
    owner = ("follower",) if issubclass(model, Outgoing) else ("person", "person__user")
    ours = model._default_manager.filter(pk__in=keys, state=State.WAITING, next_attempt_at=lease)
    return list(ours.select_related(*owner).order_by("pk"))


def _due(model: type[Mailing], now: datetime) -> Any:
    return model._default_manager.filter(state=State.WAITING, next_attempt_at__lte=now)


def _send_chunk(tray: Tray, rows: list[Any]) -> int:
    """Send the mails of a chunk over one connection. What was not tried when the server fails is given back."""
    ready = tray.prepare(rows)
    connection = get_connection()
    count, left = 0, list(rows)
    try:
        connection.open()
        while left:
            row = left.pop(0)
            count += _send_one(connection, row, ready[row.pk])
    except MailServerTrouble:
        _give_back(left)
        raise
    except (OSError, *_NOT_THE_MAILS_FAULT) as error:  # the server does not even open
        _give_back(left)
        raise MailServerTrouble(_describe(error)) from None
    finally:
        _close(connection)
    return count


def _send_one(connection: Any, row: Any, mail: EmailMessage | Drop | Exception) -> int:
    """One mail, if it is still wanted: 1 where it left."""
    if not _is_still_ours(row):
        return 0
    if isinstance(mail, Drop):
        _note(row, state=State.DROPPED, last_error=mail.why)
        _forget_secrets(row)
        return 0
    if isinstance(mail, Exception):
        _later(row, mail)
        return 0
    try:
        connection.send_messages([mail])
    except Exception as error:
        _refused(row, error)
        return 0
    _sent(row)
    return 1


def _is_still_ours(row: Any) -> bool:
    """Asked just before it leaves: not ended, not erased, the lease neither lost nor nearly over."""
    if row.next_attempt_at - timezone.now() < LEASE / 4:
        return False
    same = type(row)._default_manager.filter(pk=row.pk, state=State.WAITING, next_attempt_at=row.next_attempt_at)
    return bool(same.exists())


def _refused(row: Any, error: Exception) -> None:
    """Tell apart: our server is in trouble, this mail may be taken later, this mail will never be taken."""
    code = _code(error)
    logger.warning("mail_refused", extra={"mail": str(row), "error": type(error).__name__, "code": code})
    if isinstance(error, _NOT_THE_MAILS_FAULT) or code == 421 or _is_network(error):
        _later(row, error)
        raise MailServerTrouble(_describe(error)) from None
    if isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)) and code < 500:
        _later(row, error)
    elif isinstance(error, (smtplib.SMTPException, ValueError)):
        _never(row, error)
    else:
        _later(row, error)


def _is_network(error: Exception) -> bool:
    """SMTP errors are OSErrors too."""
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)


def _code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((int(reply[0]) for reply in error.recipients.values()), default=550)
    return int(getattr(error, "smtp_code", 0) or 0)


def _sent(row: Any) -> None:
    """Noted after each single mail, so that a kill repeats one at most."""
    now = timezone.now()
    with transaction.atomic():
        _note(row, state=State.SENT, sent_at=now, last_error="")
        if isinstance(row, Digest):
            row.notices.filter(state=State.GATHERED).update(state=State.SENT, sent_at=now)
        _forget_secrets(row)
        if isinstance(row, Outgoing) and row.follower.failures:
            Follower.objects.filter(pk=row.follower_id).update(failures=0)


def _later(row: Any, error: Exception) -> None:
    """Another attempt after a growing pause; after the last one it has failed."""
    if row.attempts > len(PAUSES):
        _note(row, state=State.FAILED, last_error=_describe(error))
        return
    pause = PAUSES[max(0, row.attempts - 1)]
    _note(row, next_attempt_at=timezone.now() + pause, last_error=_describe(error))


def _never(row: Any, error: Exception) -> None:
    """The other side refuses for good. After several in a row no more mail is tried to this address."""
    with transaction.atomic():
        _note(row, state=State.FAILED, last_error=_describe(error))
        if not isinstance(row, Outgoing):
            return
        Follower.objects.filter(pk=row.follower_id).update(failures=F("failures") + 1)
        tired = Follower.objects.filter(pk=row.follower_id, failures__gte=FAILURES, paused_at=None)
        if tired.update(paused_at=timezone.now()):
            waiting = Notice.objects.filter(follower=row.follower_id, state__in=[State.WAITING, State.GATHERED])
            waiting.update(state=State.SHOWN)


def _forget_secrets(row: Any) -> None:
    """A typed address, and links that open something, are kept no longer than until they have left."""
    if isinstance(row, PersonalMail) and row.address:
        PersonalMail.objects.filter(pk=row.pk).update(address="", data={})


def _note(row: Any, **values: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk, state=State.WAITING).update(**values)


def _give_back(rows: list[Any]) -> None:
    """Rows that were taken but not tried are due again, as if nothing had been."""
    for row in rows:
        same = type(row)._default_manager.filter(pk=row.pk, next_attempt_at=row.next_attempt_at)
        same.update(next_attempt_at=timezone.now(), attempts=F("attempts") - 1)


def _describe(error: Exception) -> str:
    """What went wrong, in a line without addresses: operators see it, and it must not outlive an erasure."""
    reply = getattr(error, "smtp_error", b"")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        reply = next((said for _number, said in error.recipients.values()), b"")
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    said = said or (str(error) if isinstance(error, (OSError, smtplib.SMTPException)) else "")
    line = " ".join(f"{type(error).__name__} {_code(error) or ''} {said}".split())
    return _ADDRESS.sub(_("[Adresse]"), line)[:300]


def _close(connection: Any) -> None:
    try:
        connection.close()
    except Exception:  # the mails have left; a server that hangs up rudely is no news
        logger.info("mail_connection_closed_rudely")
