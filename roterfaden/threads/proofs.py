"""The line that proves a station, as HTML: made here and not in a template, for a page has hundreds of them."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from roterfaden.kit.things import Thing
from roterfaden.threads.periods import Period
from roterfaden.threads.telling import Step

SAMPLE = '<span class="sample">{}</span>'
OUTSIDE = '<a href="{}" rel="external nofollow noopener">{}</a>'
LONGEST = 120


def weblink(value: str) -> str:
    """A foreign address if it leads into the web, else nothing."""
    text = value.strip()
    return text if text.lower().startswith(("https://", "http://")) and text.isprintable() else ""


def proof(step: Step) -> SafeString:
    """Relation, the thing or the source outside, since when it is archived, whether somebody checked it."""
    parts = [part for part in (_thing(step.thing), _source(step)) if part]
    if not parts:
        return format_html('<p class="source none">{}</p>', _("Beleg: nicht angegeben"))
    if step.confirmed_on is None:
        parts.append(format_html("{}", _("noch nicht geprüft")))
    relation = f"{step.relation_words}: " if step.relation_words else ""
    line = format_html_join(" · ", "{}", ((part,) for part in parts))
    return format_html('<p class="source">{}{}</p>', relation, line)


def _thing(thing: Thing | None) -> SafeString | str:
    if thing is None:
        return ""
    name = thing.number or Truncator(thing.title).chars(LONGEST)
    line = format_html('{} <a href="{}">{}</a>', thing.label, thing.url, name)
    if thing.state:
        line = format_html("{}, {}", line, thing.state)
    return format_html("{} " + SAMPLE, line, _("Beispieldaten")) if thing.sample else line


def _source(step: Step) -> SafeString | str:
    link = weblink(step.source_url)
    name = step.source_label or Truncator(link).chars(LONGEST)
    if not name:
        return ""
    line = format_html(OUTSIDE, link, name) if link else format_html("{}", name)
    if step.archived_on is None:
        return line
    words = _("archiviert am {day}").format(day=Period(step.archived_on).words)
    archive = weblink(step.archive_url)
    return format_html("{}, {}", line, format_html(OUTSIDE, archive, words) if archive else words)
