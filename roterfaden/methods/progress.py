"""How an indicator progresses towards its target: a published method, with the whole calculation in its result.

The method is that of Open SDG (Statistics Canada, after Eurostat): the compound annual growth rate since the baseline
is compared with the rate that leads from the baseline to the target in time.
https://open-sdg.readthedocs.io/en/latest/progress-methodology/

    R = observed rate / required rate        R ≥ 95 % on track · ≥ 60 % moderate · ≥ 0 % insufficient · < 0 % worsening
    without a target, the observed rate      ≥ 1.5 % on track · ≥ 0.5 % moderate · ≥ 0 % insufficient · < 0 % worsening

What the method leaves open is decided here, and said in `docs/indicators.md`:

- A growth rate needs a baseline (and a target) above zero. Where one is zero or negative, the straight path counts
  instead: change a year over required change a year, with the same thresholds. Without a target the change a year is
  taken in shares of the baseline's size; from a baseline of zero no share can be taken, and nothing is rated.
- Values that shall stay as they are ("keep") are rated by their distance from the target (or else the baseline):
  up to 5 % on track, 10 % moderate, 20 % insufficient.

All is computed with decimals; a value scaled by any factor (euros, thousands of euros) is rated the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from enum import StrEnum

#: Digits that count when a rate meets a threshold; what lies beyond is noise of the arithmetic.
EXACT = Decimal("1e-12")
PRECISION = 40
ON_TRACK, MODERATE, NO_CHANGE = Decimal("0.95"), Decimal("0.6"), Decimal(0)
RATE_ON_TRACK, RATE_MODERATE = Decimal("0.015"), Decimal("0.005")
NEAR, APART, FAR = Decimal("0.05"), Decimal("0.1"), Decimal("0.2")
#: The calculation ends where numbers stop to be any indicator's.
BIGGEST = Decimal("1e24")


class Direction(StrEnum):
    """What is wanted."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Rating(StrEnum):
    """How it goes."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    MODERATE = "moderate"
    INSUFFICIENT = "insufficient"
    WORSENING = "worsening"
    UNKNOWN = "unknown"


#: From best to worst; UNKNOWN is no rank.
RANKS = (Rating.ACHIEVED, Rating.ON_TRACK, Rating.MODERATE, Rating.INSUFFICIENT, Rating.WORSENING)


class Way(StrEnum):
    """How the rating was found."""

    GROWTH = "growth"
    LINEAR = "linear"
    DISTANCE = "distance"
    NONE = "none"


class Lack(StrEnum):
    """Why nothing could be rated."""

    NOTHING = ""
    NO_BASELINE = "no_baseline"
    NO_VALUE = "no_value"
    TARGET_BEFORE_BASELINE = "target_before_baseline"
    ZERO_BASELINE = "zero_baseline"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, order=True)
class Reading:
    """A value at a time. Time is counted in years: the middle of 2024 is 2024.5 if 2024-01-01 is 2024."""

    time: Decimal
    value: Decimal


@dataclass(frozen=True)
class Progress:
    """The rating and everything that led to it. Rates are shares a year (0.02 is 2 %), paces are units a year.

    `recent_pace` is the change a year since the reading a year (or more) before the latest; `needed_pace` is what is
    needed a year from the latest reading to the target. These two explain, they do not rate.
    """

    rating: Rating
    way: Way = Way.NONE
    lack: Lack = Lack.NOTHING
    direction: Direction = Direction.UP
    baseline: Reading | None = None
    latest: Reading | None = None
    target: Reading | None = None
    years: Decimal | None = None
    years_to_target: Decimal | None = None
    observed: Decimal | None = None
    required: Decimal | None = None
    ratio: Decimal | None = None
    recent_pace: Decimal | None = None
    needed_pace: Decimal | None = None

    @property
    def missed(self) -> bool:
        """The target's time is over and it was not reached."""
        done = self.rating is Rating.ACHIEVED
        return bool(self.target and self.latest and not done and self.latest.time >= self.target.time)

    @property
    def fast_enough(self) -> bool | None:
        """Whether the latest pace would reach the target in time; None where that cannot be said."""
        if self.recent_pace is None or self.needed_pace is None:
            return None
        return abs(self.recent_pace) >= abs(self.needed_pace) and self.recent_pace * self.needed_pace >= 0


def rate(
    direction: Direction, baseline: Reading | None, readings: Sequence[Reading], target: Reading | None = None
) -> Progress:
    """Rate an indicator by its baseline, its readings (in any order) and its target.

    Readings at or before the baseline do not count. An indicator without a baseline begins with its first reading.
    """
    ordered = sorted(readings)
    start = baseline or (ordered[0] if ordered else None)
    if start is None:
        return Progress(Rating.UNKNOWN, lack=Lack.NO_BASELINE, direction=direction, target=target)
    later = [reading for reading in ordered if reading.time > start.time]
    if not later:
        return Progress(Rating.UNKNOWN, lack=Lack.NO_VALUE, direction=direction, baseline=start, target=target)
    with localcontext(Context(prec=PRECISION)):
        return _rated(direction, start, [start, *later], target)


def _rated(direction: Direction, start: Reading, path: Sequence[Reading], target: Reading | None) -> Progress:
    known = Progress(
        Rating.UNKNOWN,
        direction=direction,
        baseline=start,
        latest=path[-1],
        target=target,
        years=path[-1].time - start.time,
        years_to_target=target.time - start.time if target else None,
        recent_pace=_recent_pace(path),
        needed_pace=_needed_pace(path[-1], target),
    )
    if any(abs(reading.value) > BIGGEST for reading in (*path, *([target] if target else []))):
        return _with(known, lack=Lack.OUT_OF_RANGE)
    if direction is Direction.KEEP:
        return _by_distance(known)
    if target is None:
        return _without_target(known)
    if target.time <= start.time:
        return _with(known, lack=Lack.TARGET_BEFORE_BASELINE)
    return _with_target(known)


def _with_target(known: Progress) -> Progress:
    start, latest, target, years, whole = _parts(known)
    assert target is not None, "asked for"
    assert whole is not None, "goes with the target"
    sign = 1 if known.direction is Direction.UP else -1
    if start.value > 0 and target.value > 0:
        way, observed = Way.GROWTH, growth(start.value, latest.value, years)
        required = growth(start.value, target.value, whole)
    else:
        way, observed = Way.LINEAR, (latest.value - start.value) / years
        required = (target.value - start.value) / whole
    # As in the source of the method: the size of the required rate, in the wanted direction.
    ratio = None if required == 0 else sign * observed / abs(required)
    found = _with(known, way=way, observed=observed, required=required, ratio=ratio)
    if sign * latest.value >= sign * target.value:
        return _with(found, rating=Rating.ACHIEVED)
    if sign * latest.value < sign * start.value or ratio is None:
        return _with(found, rating=Rating.WORSENING)
    return _with(found, rating=_ranked(ratio, ON_TRACK, MODERATE))


def _without_target(known: Progress) -> Progress:
    start, latest, _target, years, _whole = _parts(known)
    sign = 1 if known.direction is Direction.UP else -1
    if start.value == 0:
        return _with(known, lack=Lack.ZERO_BASELINE)
    if start.value > 0:
        way, observed = Way.GROWTH, growth(start.value, latest.value, years)
    else:
        way, observed = Way.LINEAR, (latest.value - start.value) / years / abs(start.value)
    found = _with(known, way=way, observed=observed)
    if sign * latest.value < sign * start.value:
        return _with(found, rating=Rating.WORSENING)
    return _with(found, rating=_ranked(sign * observed, RATE_ON_TRACK, RATE_MODERATE))


def _by_distance(known: Progress) -> Progress:
    start, latest, target, _years, _whole = _parts(known)
    reference = (target or start).value
    if reference == 0:
        kept = latest.value == 0
        return _with(known, way=Way.DISTANCE, rating=Rating.ON_TRACK) if kept else _with(known, lack=Lack.ZERO_BASELINE)
    distance = abs(latest.value - reference) / abs(reference)
    steps = ((NEAR, Rating.ON_TRACK), (APART, Rating.MODERATE), (FAR, Rating.INSUFFICIENT))
    rating = next((rating for most, rating in steps if distance <= most + EXACT), Rating.WORSENING)
    return _with(known, way=Way.DISTANCE, observed=distance, rating=rating)


def growth(first: Decimal, last: Decimal, years: Decimal) -> Decimal:
    """The compound annual growth rate from a value above zero; one that fell to zero or below lost all of it."""
    if last <= 0:
        return Decimal(-1)
    with localcontext(Context(prec=PRECISION)):
        return (last / first) ** (1 / years) - 1


def required_path(baseline: Reading, target: Reading, times: Sequence[Decimal], way: Way) -> list[Reading]:
    """Where the indicator should stand at these times to reach the target: for the dotted line of a chart."""
    with localcontext(Context(prec=PRECISION)):
        whole = target.time - baseline.time
        if whole <= 0:
            return []
        if way is Way.GROWTH and baseline.value > 0 and target.value > 0:
            factor = target.value / baseline.value
            return [Reading(time, baseline.value * factor ** ((time - baseline.time) / whole)) for time in times]
        slope = (target.value - baseline.value) / whole
        return [Reading(time, baseline.value + slope * (time - baseline.time)) for time in times]


def _ranked(number: Decimal, on_track: Decimal, moderate: Decimal) -> Rating:
    """The rank of a number that is not below zero."""
    if number >= on_track - EXACT:
        return Rating.ON_TRACK
    return Rating.MODERATE if number >= moderate - EXACT else Rating.INSUFFICIENT


def _recent_pace(path: Sequence[Reading]) -> Decimal | None:
    latest = path[-1]
    earlier = [reading for reading in path[:-1] if latest.time - reading.time >= 1] or list(path[:1])
    span = latest.time - earlier[-1].time
    return (latest.value - earlier[-1].value) / span if span > 0 else None


def _needed_pace(latest: Reading, target: Reading | None) -> Decimal | None:
    if target is None or target.time <= latest.time:
        return None
    return (target.value - latest.value) / (target.time - latest.time)


def _parts(known: Progress) -> tuple[Reading, Reading, Reading | None, Decimal, Decimal | None]:
    assert known.baseline is not None, "filled before"
    assert known.latest is not None, "filled before"
    assert known.years is not None, "filled before"
    return known.baseline, known.latest, known.target, known.years, known.years_to_target


def _with(progress: Progress, **changes: object) -> Progress:
    return replace(progress, **changes)  # type: ignore[arg-type]
