"""Tags and filters of the council's templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format, number_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from roterfaden.council import addresses, words
from roterfaden.council.models import Meeting, Paper, Revision
from roterfaden.council.paging import MOST
from roterfaden.council.views import machine
from roterfaden.kit.html import clean_html, safe_text

register = template.Library()
NARROW = "\u00a0"


@register.filter
def address(thing: Any) -> str:
    """The path of an object's page."""
    return addresses.address(thing)


@register.filter
def api_address(thing: Any) -> str:
    """The path of an object in the interface below /api/v1/."""
    return machine.api_address(thing)


@register.filter
def own_address(paper: Paper) -> str:
    """The path of a paper that no other shares, for the choice between several."""
    return addresses.paper_address(paper, slug=addresses.own_slug(paper))


@register.filter
def face(paper: Paper, name: str) -> str:
    """The path of another face of a paper: paper_feed, paper_data, paper_revisions."""
    return addresses.paper_address(paper, name)


@register.simple_tag
def compare_address(new: Paper, old: Paper) -> str:
    """The path of the comparison of two papers, each under an address that it shares with no other."""
    return addresses.paper_address(new, "paper_compare", slug=addresses.own_slug(new), other=addresses.own_slug(old))


@register.filter
def paper_label(paper: Paper) -> str:
    """Number and title."""
    return words.paper_label(paper)


@register.filter
def meeting_label(meeting: Meeting) -> str:
    """The bodies that meet."""
    return words.meeting_label(meeting)


@register.filter
def change_label(revision: Revision) -> str:
    """Which fields of what changed, in words."""
    return words.change_label(revision)


@register.filter
def field_word(name: str) -> str:
    """A field in words."""
    return words.field_word(name)


@register.filter
def title(thing: Any) -> str:
    """A title on one line, never empty."""
    return " ".join(safe_text(str(thing.name)).split()) or _("ohne Titel")


@register.filter
def said(value: Any) -> str:
    """Foreign words on a page: without characters that turn or hide others."""
    return safe_text(str(value))


@register.filter
def names(values: Any, most: int = 20) -> str:
    """Foreign names as one list; what is beyond `most` is counted."""
    listed = [safe_text(str(value)) for value in values or ()]
    text = ", ".join(listed[:most])
    rest = len(listed) - most
    return text if rest <= 0 else _("{names} und {number} weitere").format(names=text, number=rest)


@register.filter
def cleaned(value: Any) -> SafeString:
    """Foreign HTML, made harmless once more at the last moment: what is stored is not trusted."""
    return mark_safe(clean_html(str(value)))  # noqa: S308


@register.filter
def weblink(value: Any) -> str:
    """A foreign address if it leads into the web, else nothing (`javascript:` and the like)."""
    text = str(value or "").strip()
    return text if text.lower().startswith(("https://", "http://")) and text.isprintable() else ""


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in words, as a <time> element that does not break."""
    if value is None:
        return _("ohne Datum")
    local = localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), _in_words(local))


def _in_words(value: date) -> str:
    """A day whose number stays with its month."""
    return date_format(value, "DATE_FORMAT").replace(". ", f".{NARROW}", 1)


@register.filter
def short_day(value: date | datetime | None) -> SafeString | str:
    """A day in digits, for lists."""
    if value is None:
        return "–"
    local = localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "SHORT_DATE_FORMAT"))


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A day with its time."""
    if value is None:
        return "–"
    local = localtime(value)
    text = f"{_in_words(local)}, {time_format(local, 'TIME_FORMAT')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.filter
def meeting_time(meeting: Meeting) -> SafeString | str:
    """When a meeting begins: the day, and the time where the source gives one."""
    if meeting.start is None:
        return _("ohne Termin")
    return moment(meeting.start) if meeting.has_time else day(meeting.start)


@register.filter
def hour(meeting: Meeting) -> str:
    """The time at which a meeting begins, or nothing."""
    if meeting.start is None or not meeting.has_time:
        return ""
    return time_format(localtime(meeting.start), "TIME_FORMAT")


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount with a real minus sign; cents only where there are any."""
    if amount is None:
        return _("keine Angabe")
    places = 0 if amount == amount.to_integral_value() else 2
    text = number_format(abs(amount), decimal_pos=places, use_l10n=True, force_grouping=True)
    priced = _("{amount} €").format(amount=text).replace(" ", NARROW)
    return f"{'−' if amount < 0 else ''}{priced}"


@register.filter
def effect(amount: Decimal | None) -> str:
    """What a balance means for the budget, in words."""
    if amount is None:
        return _("keine Angabe")
    if amount == 0:
        return _("keine Auswirkung")
    sentence = _("{amount} Entlastung") if amount > 0 else _("{amount} Belastung")
    return sentence.format(amount=euro(abs(amount)))


@register.filter
def size(number: int | None) -> str:
    """A number of bytes for people."""
    if not number:
        return ""
    for unit in ("Byte", "KB", "MB"):
        if number < 1000:
            return f"{number}{NARROW}{unit}"
        number = round(number / 1000)
    return f"{number}{NARROW}GB"


@register.filter
def counted(total: int, noun: str) -> str:
    """A capped count with its noun: `{{ page.total|counted:"papers" }}`."""
    nouns = {
        "papers": npgettext("Anzahl", "Drucksache", "Drucksachen", total),
        "meetings": npgettext("Anzahl", "Sitzung", "Sitzungen", total),
        "persons": npgettext("Anzahl", "Person", "Personen", total),
        "members": npgettext("Anzahl", "Mitgliedschaft", "Mitgliedschaften", total),
        "changes": npgettext("Anzahl", "stille Änderung", "stille Änderungen", total),
        "runs": npgettext("Anzahl", "Lauf", "Läufe", total),
    }
    if total > MOST:
        return _("mehr als {number} {noun}").format(number=number_format(MOST, force_grouping=True), noun=nouns[noun])
    return f"{number_format(total, force_grouping=True)}{NARROW}{nouns[noun]}"


@register.filter
def finding_word(code: str) -> str:
    """A finding of an import in words; an unknown code stays as it is."""
    return words.finding_word(code)


@register.filter
def votes_sentence(votes: Any) -> str:
    """A count of votes in words."""
    parts = [
        ngettext("{number} Stimme dafür", "{number} Stimmen dafür", votes.yes).format(number=votes.yes)
        if votes.yes is not None
        else "",
        _("{number} dagegen").format(number=votes.no) if votes.no is not None else "",
        ngettext("{number} Enthaltung", "{number} Enthaltungen", votes.abstentions).format(number=votes.abstentions)
        if votes.abstentions is not None
        else "",
    ]
    return ", ".join(part for part in parts if part) or (_("einstimmig") if votes.unanimous else "")
