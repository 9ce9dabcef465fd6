"""Checks that need nothing but the text and who wrote it: links, contacts of others, capitals, newcomers' floods."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation.checks import Check, Found, Material, register
from roterfaden.moderation.checks.folding import is_shouted

MOST_LINKS = 3
MOST_FOREIGN_HOSTS = 2
NEW = timedelta(days=1)
#: More than so many contributions within an hour, on the first day, is a flood.
FLOOD = 6
LETTERS, SHARE = 20, 0.7
LINK = re.compile(r"(?:https?://|www\.)([^\s/<>\"'()\[\]]{3,253})", re.IGNORECASE)
BARE_HOST = re.compile(
    r"(?<![\w@.-])((?:[a-z0-9][a-z0-9-]{0,62}\.)+(?:com|net|org|info|biz|shop|online|site|xyz|top|ru|io|de|eu|at|ch))(?![\w-])",
    re.IGNORECASE,
)
MAIL = re.compile(r"[^\s<>()\[\]:;,\"']{1,64}@[^\s<>()\[\]:;,\"'@]{1,190}\.[a-z]{2,24}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?(?:\(0\)|[0-9])[0-9 /()\-]{5,20}[0-9](?![\w/-])")
#: The numbers of papers ("0123/2024", "15-0123/2024 N1") and dates are no telephone numbers.
PAPER = re.compile(r"(?:[0-9]{1,3}-)?[0-9]{1,5}/(?:19|20)[0-9]{2}")


def register_checks() -> None:
    """Tell the registry."""
    register(Check("links", "1", _("Links"), _("Ihr Text enthält mehrere Links oder Links auf fremde Seiten."), links))
    register(
        Check(
            "contacts",
            "1",
            _("Kontaktdaten"),
            _("Ihr Text enthält eine Telefonnummer oder E-Mail-Adresse; wir sehen nach, ob sie jemand anderem gehört."),
            contacts,
        )
    )
    register(Check("shouting", "1", _("Großbuchstaben"), _("Ihr Text steht fast ganz in Großbuchstaben."), shouting))
    register(
        Check(
            "newcomers",
            "1",
            _("viele Beiträge am ersten Tag"),
            _("Von Ihnen kamen am ersten Tag in kurzer Zeit sehr viele Beiträge."),
            newcomers,
        )
    )


def links(material: Material) -> Found | None:
    """Many links, several foreign hosts, or any foreign link of somebody new."""
    text = MAIL.sub(" ", material.text)
    hosts = [_host(found) for found in [*LINK.findall(text), *BARE_HOST.findall(LINK.sub(" ", text))]]
    foreign = {host for host in hosts if not _is_own(host)}
    is_new = _is_new(material.contribution.author)
    if len(hosts) > MOST_LINKS or len(foreign) > MOST_FOREIGN_HOSTS or (foreign and is_new):
        return Found(", ".join(sorted(foreign) or sorted(set(hosts)))[:300])
    return None


def _host(text: str) -> str:
    return text.split("@")[-1].split(":")[0].casefold().removeprefix("www.").rstrip(".,;!?")


def _is_own(host: str) -> bool:
    own = (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")
    return bool(own) and (host == own or host.endswith(f".{own}"))


def contacts(material: Material) -> Found | None:
    """Mail addresses that are not the author's own or the city's, and telephone numbers."""
    author = material.contribution.author
    known = {(author.address or "").casefold() if author else "", settings.CONTACT.casefold()}
    found = [mail for mail in MAIL.findall(material.text) if mail.casefold().rstrip(".") not in known]
    found += [number for number in PHONE.findall(MAIL.sub(" ", LINK.sub(" ", material.text))) if _is_phone(number)]
    return Found(", ".join(found)[:300], gravity=2) if found else None


def _is_phone(text: str) -> bool:
    digits = re.sub(r"[^0-9]", "", text)
    starts = text.lstrip(" (").startswith(("0", "+"))
    return starts and 7 <= len(digits) <= 15 and not PAPER.search(text)


def shouting(material: Material) -> Found | None:
    """Most letters are capitals."""
    return Found() if is_shouted(material.contribution.text, LETTERS, SHARE) else None


def newcomers(material: Material) -> Found | None:
    """Somebody new who writes a lot at once."""
    author = material.contribution.author
    if author is None or not _is_new(author):
        return None
    since = timezone.now() - timedelta(hours=1)
    rows = Contribution.objects.filter(author=author, created_at__gte=since)
    count = rows.exclude(pk=material.contribution.pk)[:FLOOD].count()
    return Found(str(count)) if count >= FLOOD else None


def _is_new(author: Person | None) -> bool:
    """Younger than a day, and nothing public that is older."""
    if author is None:
        return False
    return author.created_at > timezone.now() - NEW and not _has_old_words(author)


def _has_old_words(author: Person) -> bool:
    before = timezone.now() - NEW
    return Contribution.objects.filter(author=author, state=State.PUBLIC, published_at__lt=before).exists()
