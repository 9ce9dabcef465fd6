"""When something was: a day, a month, a season or a year, as editors write it and as pages say it.

A station keeps the first day of its period and the precision; so imprecise dates sort among precise ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EARLIEST, LATEST = 1000, 2999
#: The first month of each season (meteorological); winter begins in December and is named after that year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SEASON_WORDS = {
    **dict.fromkeys(("frühjahr", "frühling", "fruehjahr", "fruehling", "spring"), "spring"),
    **dict.fromkeys(("sommer", "summer"), "summer"),
    **dict.fromkeys(("herbst", "autumn", "fall"), "autumn"),
    "winter": "winter",
}
MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        (
            ("januar", "jan", "january", "jänner"),
            ("februar", "feb", "february"),
            ("märz", "maerz", "mrz", "mär", "march", "mar"),
            ("april", "apr"),
            ("mai", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("dezember", "dez", "december", "dec"),
        ),
        start=1,
    )
    for word in words
}
YEAR = re.compile(r"([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
GERMAN_DAY = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
NAMED_DAY = re.compile(r"([0-9]{1,2})\.? ([^\W\d_]+)\.? ([0-9]{4})")
SLASHED_MONTH = re.compile(r"([0-9]{1,2})[/.] ?([0-9]{4})")
NAMED = re.compile(r"([^\W\d_]+)\.? ([0-9]{4})(?:/[0-9]{2,4})?")
LONGEST = 40


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", gettext_lazy("auf den Tag")
    MONTH = "month", gettext_lazy("auf den Monat")
    SEASON = "season", gettext_lazy("auf die Jahreszeit")
    YEAR = "year", gettext_lazy("auf das Jahr")


class NoPeriod(ValueError):
    """A text that names no day, month, season or year."""


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of time by its first day."""

    start: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """Its last day."""
        if self.precision == Precision.DAY:
            return self.start
        months = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12}[self.precision]
        return _months_later(self.start.replace(day=1), months) - timedelta(days=1)

    @property
    def iso(self) -> str:
        """As `<time datetime>` and data say it; a season by its first month."""
        text = self.start.isoformat()
        return {Precision.DAY: text, Precision.YEAR: text[:4]}.get(self.precision, text[:7])

    @property
    def words(self) -> str:
        """As people say it, in the language at hand."""
        year = f"{self.start.year:04}"
        if self.precision == Precision.YEAR:
            return year
        if self.precision == Precision.SEASON:
            return f"{season_name(self.start)} {year}"
        if self.precision == Precision.MONTH:
            return date_format(self.start, "F Y")
        return date_format(self.start, "DATE_FORMAT").replace(". ", ".\u00a0", 1)

    @property
    def typed(self) -> str:
        """As an editor would write it; `read` understands it again."""
        if self.precision == Precision.DAY:
            return f"{self.start.day}.{self.start.month}.{self.start.year:04}"
        if self.precision == Precision.MONTH:
            return f"{self.start.month:02}/{self.start.year:04}"
        return self.words


def of(day: date, precision: str) -> Period:
    """The period of that precision in which a day lies."""
    exact = Precision(precision)
    if exact == Precision.YEAR:
        return Period(day.replace(month=1, day=1), exact)
    if exact == Precision.MONTH:
        return Period(day.replace(day=1), exact)
    if exact == Precision.SEASON:
        return Period(_season_start(day), exact)
    return Period(day, exact)


def read(text: str) -> Period:
    """What "16.4.2018", "16. April 2018", "04/2018", "Sommer 2017", "2017" or ISO dates mean; raises NoPeriod."""
    words = " ".join(text.split())
    if not words or len(words) > LONGEST or not words.isprintable():
        raise NoPeriod(text[:LONGEST])
    try:
        period = _read(words.casefold())
    except ValueError:
        raise NoPeriod(words) from None
    if not EARLIEST <= period.start.year <= LATEST:
        raise NoPeriod(words)
    return period


def _read(words: str) -> Period:
    if found := ISO_DAY.fullmatch(words):
        return Period(date(*map(int, found.groups())))
    if found := GERMAN_DAY.fullmatch(words):
        return Period(date(int(found[3]), int(found[2]), int(found[1])))
    if found := NAMED_DAY.fullmatch(words):
        return Period(date(int(found[3]), _month(found[2]), int(found[1])))
    if found := ISO_MONTH.fullmatch(words):
        return Period(date(int(found[1]), int(found[2]), 1), Precision.MONTH)
    if found := SLASHED_MONTH.fullmatch(words):
        return Period(date(int(found[2]), int(found[1]), 1), Precision.MONTH)
    if found := YEAR.fullmatch(words):
        return Period(date(int(found[1]), 1, 1), Precision.YEAR)
    if (found := NAMED.fullmatch(words)) is None:
        raise NoPeriod(words)
    if season := SEASON_WORDS.get(found[1]):
        return Period(date(int(found[2]), SEASONS[season], 1), Precision.SEASON)
    return Period(date(int(found[2]), _month(found[1]), 1), Precision.MONTH)


def _month(word: str) -> int:
    if word not in MONTH_WORDS:
        raise NoPeriod(word)
    return MONTH_WORDS[word]


def _season_start(day: date) -> date:
    """January and February belong to the winter that began in December."""
    if day.month < 3:
        return date(max(day.year - 1, 1), 12, 1)
    return day.replace(month=day.month // 3 * 3, day=1)


def season_name(day: date) -> str:
    """The season in which a day lies."""
    return {3: _("Frühjahr"), 6: _("Sommer"), 9: _("Herbst"), 12: _("Winter")}[_season_start(day).month]


def _months_later(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
