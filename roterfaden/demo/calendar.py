"""When the bodies of the demonstration city meet: everything is counted from the day on which the city was made."""

from __future__ import annotations

from datetime import date, timedelta

from roterfaden.demo.world import BODIES, EXECUTIVE, DemoBody

PAST = timedelta(days=545)
#: Far enough for a city that ages for eight weeks and still looks three months ahead.
AHEAD = timedelta(days=165)
#: The invitation with the agenda appears so long before the meeting.
INVITED = timedelta(days=21)
#: In holidays nobody meets: (month, day) from, to.
HOLIDAYS = (((7, 4), (8, 9)), ((12, 19), (12, 31)), ((1, 1), (1, 7)))


def meetings_of(body: DemoBody, anchor: date) -> list[date]:
    """All days on which a body meets, from 18 months before `anchor` on."""
    monday = anchor - timedelta(days=anchor.weekday())
    first = monday - PAST + timedelta(days=body.weekday, weeks=body.shift)
    first += timedelta(days=(body.weekday - first.weekday()) % 7)
    days = []
    day = first
    while day <= anchor + AHEAD:
        if not is_holiday(day):
            days.append(day)
        day += timedelta(weeks=body.weeks)
    return days


def is_holiday(day: date) -> bool:
    """Whether a day lies in a break."""
    return any(start <= (day.month, day.day) <= end for start, end in HOLIDAYS)


def calendar(anchor: date) -> dict[str, list[date]]:
    """Body code → days of its meetings."""
    return {code: meetings_of(body, anchor) for code, body in BODIES.items()}


def published(days: dict[str, list[date]]) -> dict[str, list[date]]:
    """The meetings that have a page."""
    return {code: found for code, found in days.items() if code != EXECUTIVE.code}
