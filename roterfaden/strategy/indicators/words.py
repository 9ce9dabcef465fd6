"""What the numbers of an indicator say, in words: the finding, the paces, the calculation step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.methods.progress import Direction, Lack, Progress, Rating, Reading, Way
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.models import Indicator

PERCENT = ("%", "Prozent", "percent")
#: A space that does not break.
NARROW = "\u00a0"
#: A pace is written with one digit more than the values.
MORE = 1


@dataclass(frozen=True)
class Light:
    """The rating as shape and word, as all lights of the portal."""

    shape: str
    word: str
    mood: str = ""


LIGHTS = {
    "achieved": ("✓", "good"),
    "on_track": ("●", "good"),
    "moderate": ("▲", "late"),
    "insufficient": ("▲", "late"),
    "worsening": ("▼", "late"),
    "unknown": ("○", ""),
}


def light_of(rating: str) -> Light:
    """The light of a rating."""
    shape, mood = LIGHTS[rating]
    return Light(shape, str(Indicator.Rating(rating).label), mood)


def amount(indicator: Indicator, value: Decimal | None, decimals: int | None = None) -> str:
    """A value with its unit: "38 %", "1.234 Tonnen"."""
    if value is None:
        return "–"
    number = number_words(value, indicator.decimals if decimals is None else decimals)
    unit = "%" if indicator.unit in PERCENT else indicator.said_unit
    return f"{number}{NARROW}{unit}" if unit else number


def pace(indicator: Indicator, value: Decimal, short: bool = False) -> str:
    """A change a year, without its sign: "2 Prozentpunkte". A percentage changes by points."""
    plain = round(abs(value), indicator.decimals + MORE).normalize() + 0
    number = number_words(plain)
    if short:
        return number
    unit = indicator.said_unit
    if indicator.unit in PERCENT:
        unit = ngettext("Prozentpunkt", "Prozentpunkte", 1 if plain == 1 else 2)
    return f"{number}{NARROW}{unit}" if unit else number


def headline(progress: Progress) -> str:
    """The finding, in one sentence."""
    better = _("aufwärts") if progress.direction is Direction.UP else _("in die richtige Richtung")
    if progress.direction is Direction.KEEP:
        return _kept(progress.rating)
    if progress.missed:
        return _("Die Frist ist um, das Ziel ist nicht erreicht")
    slow = progress.fast_enough is False
    backwards = _is_backwards(progress)
    sentences = {
        Rating.ACHIEVED: _("Das Ziel ist erreicht"),
        Rating.ON_TRACK: _("Es geht {better}, schnell genug"),
        Rating.MODERATE: _("Es geht {better}, aber zu langsam"),
        Rating.INSUFFICIENT: _("Es geht kaum voran"),
        Rating.WORSENING: _("Es geht in die falsche Richtung"),
        Rating.UNKNOWN: _("Ob es vorangeht, lässt sich noch nicht sagen"),
    }
    sentence = sentences[progress.rating]
    if progress.rating is Rating.ON_TRACK and progress.target is None:
        sentence = _("Es geht {better}")
    elif progress.rating is Rating.ON_TRACK and backwards:
        sentence = _("Auf Kurs, doch zuletzt ging es zurück")
    elif progress.rating is Rating.ON_TRACK and slow:
        sentence = _("Auf Kurs, doch zuletzt zu langsam")
    elif progress.rating is Rating.MODERATE and progress.target is None:
        sentence = _("Es geht {better}, aber langsam")
    return sentence.format(better=better)


def _kept(rating: Rating) -> str:
    return {
        Rating.ACHIEVED: _("Es bleibt, wie es soll"),
        Rating.ON_TRACK: _("Es bleibt, wie es soll"),
        Rating.MODERATE: _("Es weicht etwas ab"),
        Rating.INSUFFICIENT: _("Es weicht deutlich ab"),
        Rating.WORSENING: _("Es ist weit weg von dem, was bleiben soll"),
        Rating.UNKNOWN: _("Ob es so bleibt, lässt sich noch nicht sagen"),
    }[rating]


def _is_backwards(progress: Progress) -> bool:
    if progress.recent_pace is None:
        return False
    return progress.recent_pace * (1 if progress.direction is Direction.UP else -1) < 0


def pace_sentence(indicator: Indicator, progress: Progress) -> str:
    """How fast it went of late, and how fast it would have to go."""
    recent, needed = progress.recent_pace, progress.needed_pace
    if recent is None or progress.direction is Direction.KEEP:
        return ""
    if recent == 0:
        told = _("Zuletzt hat sich nichts verändert")
    elif recent > 0:
        told = _("Zuletzt kamen {pace} im Jahr dazu").format(pace=pace(indicator, recent))
    else:
        told = _("Zuletzt ging es um {pace} im Jahr zurück").format(pace=pace(indicator, recent))
    if needed is None or progress.rating is Rating.ACHIEVED:
        return f"{told}."
    if recent != 0 and (recent > 0) == (needed > 0):
        return _("{told}; bis zum Ziel wären {pace} nötig.").format(told=told, pace=pace(indicator, needed, short=True))
    change = _("mehr") if needed > 0 else _("weniger")
    return _("{told}; bis zum Ziel wären {pace} im Jahr {change} nötig.").format(
        told=told, pace=pace(indicator, needed), change=change
    )


def state_sentence(indicator: Indicator) -> str:
    """Where it stands: value, period, target."""
    if indicator.latest_value is None:
        return _("Noch kein Wert.")
    period = parse_period(indicator.latest_period).words
    now = amount(indicator, indicator.latest_value)
    if indicator.target_value is None:
        return _("{value} waren es {period}. Ein Zielwert ist nicht festgelegt.").format(value=now, period=period)
    until = parse_period(indicator.target_period).words
    return _("{value} waren es {period}; {target} sollen es {until} sein.").format(
        value=now, period=period, target=amount(indicator, indicator.target_value), until=until
    )


# -- the calculation ---------------------------------------------------------------------------------------------------


def steps(indicator: Indicator, progress: Progress, names: dict[Decimal, str]) -> Sequence[str]:
    """The calculation in words, one step a line. `names` are the periods' names by their time."""
    if progress.rating is Rating.UNKNOWN:
        return [_lack(progress.lack)]
    assert progress.baseline is not None, "rated"
    assert progress.latest is not None, "rated"
    first, last = (_at(indicator, reading, names) for reading in (progress.baseline, progress.latest))
    years = _years(progress.years or Decimal(0))
    told = [
        _("Ausgangswert: {first}. Letzter Wert: {last}. Dazwischen: {years}.").format(
            first=first, last=last, years=years
        )
    ]
    if progress.way is Way.DISTANCE:
        return [*told, *_distance(indicator, progress, names)]
    told.append(_observed(indicator, progress))
    if progress.target is None:
        return [*told, _("Ohne Zielwert gilt: ab 1,5 % im Jahr auf Kurs, ab 0,5 % zu langsam, ab 0 % kaum voran.")]
    return [*told, *_against_target(indicator, progress, names)]


def _observed(indicator: Indicator, progress: Progress) -> str:
    assert progress.observed is not None, "rated"
    if progress.way is Way.GROWTH:
        return _("Veränderung im Jahr, im Mittel: {rate}.").format(rate=_rate(progress.observed))
    if progress.target is None:
        return _("Veränderung im Jahr: {rate} des Ausgangswerts.").format(rate=_rate(progress.observed))
    value = amount(indicator, progress.observed, indicator.decimals + 2)
    return _("Weil Ausgangswert oder Ziel nicht über null liegen, gilt der gerade Weg: {value} im Jahr.").format(
        value=value
    )


def _against_target(indicator: Indicator, progress: Progress, names: dict[Decimal, str]) -> list[str]:
    assert progress.target is not None, "asked for"
    assert progress.required is not None, "goes with the target"
    target = _at(indicator, progress.target, names)
    growing = progress.way is Way.GROWTH
    need = _rate(progress.required) if growing else amount(indicator, progress.required, indicator.decimals + 2)
    told = [
        _("Ziel: {target}. Vom Ausgangswert aus nötig: {rate} im Jahr, {years} lang.").format(
            target=target, rate=need, years=_years(progress.years_to_target or Decimal(0))
        )
    ]
    if progress.rating is Rating.ACHIEVED:
        return [*told, _("Der letzte Wert erreicht das Ziel.")]
    if progress.ratio is not None:
        share = number_words(round(progress.ratio * 100, 0), 0)
        told.append(_("Verhältnis von erreicht zu nötig: {share} %.").format(share=share))
    return [*told, _("Ab 95 % auf Kurs, ab 60 % zu langsam, ab 0 % kaum voran, darunter in die falsche Richtung.")]


def _distance(indicator: Indicator, progress: Progress, names: dict[Decimal, str]) -> list[str]:
    reference = _at(indicator, progress.target or progress.baseline or Reading(Decimal(0), Decimal(0)), names)
    share = _rate(progress.observed or Decimal(0))
    return [
        _("So soll es bleiben: {reference}. Abstand des letzten Werts: {share}.").format(
            reference=reference, share=share
        ),
        _("Bis 5 % auf Kurs, bis 10 % etwas, bis 20 % deutlich daneben."),
    ]


def _at(indicator: Indicator, reading: Reading, names: dict[Decimal, str]) -> str:
    return f"{amount(indicator, reading.value)} ({names.get(reading.time, str(int(reading.time)))})"


def _rate(share: Decimal) -> str:
    return f"{number_words(round(share * 100, 2), 2)}{NARROW}%"


def _years(years: Decimal) -> str:
    plain = round(years, 2).normalize() + 0
    return ngettext("%(count)s Jahr", "%(count)s Jahre", 1 if plain == 1 else 2) % {"count": number_words(plain)}


def _lack(lack: Lack) -> str:
    return {
        Lack.NO_BASELINE: _("Es gibt noch keinen Wert."),
        Lack.NO_VALUE: _("Nach dem Ausgangswert gibt es noch keinen weiteren Wert."),
        Lack.TARGET_BEFORE_BASELINE: _("Der Zielwert liegt nicht nach dem Ausgangswert."),
        Lack.ZERO_BASELINE: _("Der Ausgangswert ist null und ein Ziel fehlt: Daraus lässt sich keine Rate bilden."),
        Lack.OUT_OF_RANGE: _("Die Zahlen sind zu groß, um mit ihnen zu rechnen."),
        Lack.NOTHING: "",
    }[lack]


def overdue_sentence(indicator: Indicator, today: date) -> str:
    """That the next value is missing, and since when; empty where it is not."""
    due = indicator.next_due_on
    if due is None or due >= today or indicator.state == Indicator.State.ENDED:
        return ""
    days = (today - due).days
    return ngettext("überfällig seit %(count)s Tag", "überfällig seit %(count)s Tagen", days) % {"count": days}
