"""The thread on the start page's red line: a few stations that tell it from its beginning to what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from roterfaden.kit.bilingual import Said, said
from roterfaden.pages.start import STATIONS, Step, joined
from roterfaden.threads.addresses import address
from roterfaden.threads.models import Thread
from roterfaden.threads.reading import stations_of
from roterfaden.threads.telling import AHEAD, tell
from roterfaden.threads.telling import Step as Station

#: A line needs so many stations to be worth telling.
FEWEST = 3


@dataclass(frozen=True)
class ThreadLine:
    """A thread as the start page draws it."""

    title: Said
    summary: Said
    url: str
    sample: bool
    stage: str
    steps: tuple[Step, ...]


def featured_thread(chosen: str = "") -> ThreadLine | None:
    """The public thread with the address `chosen`; without one, the public thread with the newest change."""
    threads = Thread.objects.visible_to(None)
    if chosen:
        found = threads.filter(slug=chosen.strip()).first()
    else:
        several = threads.filter(state="public").annotate(number=Count("stations")).filter(number__gte=FEWEST)
        found = several.order_by("sample_data", "-changed_at", "-pk").first()
    return line_of(found) if found else None


def line_of(thread: Thread) -> ThreadLine | None:
    """The thread's line; None where too little of it is public."""
    story = tell(thread, stations_of(thread))
    shown = [step for step in story.steps if not step.hidden]
    if len(shown) < FEWEST:
        return None
    comes = bool(thread.next_step) and all(station.time != AHEAD for station in shown)
    steps = [_step(station) for station in chosen_stations(shown, STATIONS - comes)]
    if comes:
        steps.append(Step(str(said(thread, "next_step")), _("steht bevor"), thread.next_step_on, ahead=True))
    words = str(story.here.label) if story.here else ""
    return ThreadLine(
        said(thread, "title"),
        said(thread, "summary"),
        address(thread),
        thread.sample_data,
        words,
        joined(steps, ends_open=thread.state == "public"),
    )


def chosen_stations(steps: Sequence[Station], most: int = STATIONS) -> list[Station]:
    """At most `most` in order: the first, the next one ahead, the newest, then first and last decisions."""
    past = [step for step in steps if step.time != AHEAD]
    ahead = [step for step in steps if step.time == AHEAD]
    decisions = [step for step in past if step.is_decision]
    wanted = [*past[:1], *ahead[:1], *past[-1:], *decisions[:1], *decisions[-1:], *past[1:]]
    kept = list({step.pk: step for step in wanted}.values())[:most]
    return sorted(kept, key=lambda step: step.number)


def _step(station: Station) -> Step:
    return Step(
        name=str(station.heading),
        note=f"{station.stage.label}, {station.words}",
        decides=station.is_decision,
        ahead=station.time == AHEAD,
    )
