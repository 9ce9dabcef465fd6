"""Mails, as they are sent: a plain text and the same as HTML, in the follower's language, with stable ids."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.kit.things import Thing
from roterfaden.notices import tokens
from roterfaden.notices.models import Digest, Follower, Following, Letter, Notice
from roterfaden.notices.rendering import Told, absolute, shorten, title_of

LONGEST_SUBJECT = 140
#: So many notices stand in one mail; the rest is on the follower's page.
MOST_IN_ONE = 60
#: Style sheets of pages do not reach mails, and pages' templates may hold none: it is written here.
STYLE: SafeString = mark_safe(
    "<style>"
    "body{margin:0;padding:24px 16px;background:#fff;color:#131525;"
    "font:17px/1.55 'Fira Sans',system-ui,-apple-system,'Segoe UI',sans-serif}"
    ".mail{max-width:36rem;margin:0 auto}"
    ".line{border-left:6px solid #c1121f;padding:2px 0 2px 20px;margin:0 0 28px}"
    "h1{font-size:22px;line-height:1.3;margin:0 0 8px}h1+.line{margin-top:20px}"
    "h2{font-size:18px;line-height:1.35;margin:0 0 4px}"
    "p{margin:0 0 10px}.when{color:#52566f;font-size:15px;margin:0 0 2px}a{color:#2044aa}"
    ".act{display:inline-block;margin:10px 0 18px;padding:11px 20px;background:#2044aa;color:#fff;font-weight:600;"
    "text-decoration:none;border-radius:4px}"
    ".foot{border-top:1px solid #d5d7df;margin-top:32px;padding-top:14px;font-size:15px;color:#52566f}"
    "@media (prefers-color-scheme:dark){body{background:#131525;color:#f3f4f7}a{color:#97afe1}"
    ".line{border-color:#ff6b6e}.when,.foot{color:#b4b7c7}.foot{border-color:#383c54}.act{background:#97afe1;"
    "color:#131525}}"
    "</style>"
)


@dataclass(frozen=True)
class Group:
    """What a digest says about one thing."""

    thing: Thing
    title: str
    link: str
    told: Sequence[Told]


def notice_mail(notice: Notice, told: Told, followed: Thing | None) -> EmailMultiAlternatives:
    """One event for one follower."""
    follower, following = notice.follower, notice.following
    end = tokens.of_following(tokens.END, following) if following else tokens.of_follower(tokens.END, follower)
    with translation.override(follower.language):
        subject = told.sentence if told.title in told.sentence else f"{told.title}: {told.sentence}"
        values = {
            "told": told,
            "link": absolute(told.url),
            "followed": title_of(followed) if followed is not None else "",
        }
        return _mail(follower, subject, "notice", values, end, message_id(f"notice\n{notice.event.key}\n{follower.pk}"))


def digest_mail(digest: Digest, told: Sequence[Told], more: int) -> EmailMultiAlternatives:
    """Several events for one follower, grouped by thing; the thing with the newest event comes first."""
    follower = digest.follower
    with translation.override(follower.language):
        groups = _groups(told)
        names = ", ".join(shorten(group.title, 50) for group in groups[:2])
        subject = ngettext("{n} Neuigkeit: {names}", "{n} Neuigkeiten: {names}", len(told) + more)
        values = {"groups": groups, "more": more, "weekly": "-W" in digest.key, "number": len(told) + more}
        return _mail(
            follower,
            subject.format(n=len(told) + more, names=names),
            "digest",
            values,
            tokens.of_follower(tokens.END, follower),
            message_id(f"digest\n{digest.key}\n{follower.pk}"),
        )


def letter_mail(letter: Letter, thing: Thing | None) -> EmailMultiAlternatives:
    """Please confirm; or, to somebody who follows already or lost the link: here is your page."""
    follower, following = letter.follower, letter.following
    with translation.override(letter.language):
        link, title, kind = "", title_of(thing) if thing is not None else "", "manage"
        subject = _("Ihre Seite: dem folgen Sie")
        if following is not None and following.confirmed_at is None:
            kind, link = "confirm", absolute(_path("confirm", _confirming(following, letter)))
            subject = _("Bitte bestätigen: {title}").format(title=title)
        values = {"link": link, "title": title, "already": following is not None and kind == "manage"}
        return _mail(follower, subject, kind, values, "", message_id(f"letter\n{letter.pk}\n{follower.pk}"))


def message_id(text: str) -> str:
    """The id of a mail, always the same for the same event and follower, and telling neither of them."""
    key = hashlib.sha256(f"roterfaden.notices.message-id{settings.SECRET_KEY}".encode()).digest()
    digest = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:40]
    return f"<{digest}@{domain()}>"


def domain() -> str:
    """The domain of our mails: that of the sender, else of the portal."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return sender or urlsplit(settings.SITE_URL).hostname or "localhost"


def manage_address(follower: Follower) -> str:
    """The whole address of a follower's page."""
    return absolute(_path("manage", tokens.of_follower(tokens.MANAGE, follower)))


def _confirming(following: Following, letter: Letter) -> str:
    return tokens.of_following(tokens.CONFIRM, following, letter.rhythm or "x")


def _groups(told: Sequence[Told]) -> list[Group]:
    newest = sorted(told, key=lambda one: one.happened_at, reverse=True)
    order = {ref: place for place, ref in reversed(list(enumerate(one.thing.ref for one in newest)))}
    found = []
    for _place, several in groupby(sorted(newest, key=lambda one: order[one.thing.ref]), lambda one: one.thing.ref):
        group = list(several)
        found.append(Group(group[0].thing, group[0].title, absolute(group[0].url), group))
    return found


def _path(view: str, token: str) -> str:
    return reverse(f"notices:{view}", kwargs={"token": token})


def _mail(
    follower: Follower, subject: str, template: str, values: dict[str, Any], end: str, ident: str
) -> EmailMultiAlternatives:
    """The mail of a template pair. `end` is the token of the one click that ends it, empty for letters."""
    ending = absolute(_path("end", end)) if end else ""
    known = {**values, "manage": manage_address(follower)}
    return letter_to(follower.address or "", subject, template, known, ident, ending)


def letter_to(
    address: str, subject: str, template: str, values: dict[str, Any], ident: str, ending: str = ""
) -> EmailMultiAlternatives:
    """A mail of a template pair to an address, in the language at hand. `ending`: the whole address that ends it."""
    known = {"city": settings.CITY, "site": settings.SITE_URL, "end": ending}
    context = {**values, **known, "subject": subject, "style": STYLE, "language": translation.get_language()}
    text = render_to_string(f"notices/mail/{template}.txt", context).strip() + "\n"
    mail = EmailMultiAlternatives(
        shorten(subject, LONGEST_SUBJECT), text, to=[address], headers=_headers(ident, ending)
    )
    mail.attach_alternative(render_to_string(f"notices/mail/{template}.html", context), "text/html")
    if settings.CONTACT:
        mail.reply_to = [settings.CONTACT]
    return mail


def _headers(ident: str, ending: str) -> dict[str, str]:
    """RFC 5322 id, RFC 3834 (no answers of machines, please), RFC 2369 and 8058 (one click to end it)."""
    headers = {
        "Message-ID": ident,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": translation.get_language() or "de",
    }
    if ending:
        headers |= {
            "List-Unsubscribe": f"<{ending}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-ID": f"Roter Faden <folgen.{domain()}>",
        }
    return headers
