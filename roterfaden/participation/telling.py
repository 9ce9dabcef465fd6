"""A process as its page tells it: the red line of its phases, what can be done now, what was said, who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.contributions.duty import Duty, duty_in
from roterfaden.kit.bilingual import Said, said
from roterfaden.kit.things import Thing, things
from roterfaden.participation import eligibility, moments
from roterfaden.participation.addresses import address
from roterfaden.participation.models import Action, Phase, Process, ProcessState
from roterfaden.participation.modules import Count, Module, Todo, modules

DONE, HERE, AHEAD = "done", "here", "ahead"


@dataclass(frozen=True)
class Step:
    """A phase on the red line: where it lies in time, and that in words."""

    phase: Phase
    name: Said
    text: Said
    time: str
    words: str

    @property
    def module(self) -> Module | None:
        """Its method; None: nothing is done online, or the method does not exist here."""
        return modules.get(self.phase.module)


@dataclass(frozen=True)
class Story:
    """All that the page shows."""

    process: Process
    steps: Sequence[Step]
    act: Todo | None
    todos: Sequence[Todo]
    left: str
    sections: Sequence[SafeString | str]
    counts: Sequence[Count]
    promise: Duty
    who: Sequence[tuple[str, str]]
    links: Sequence[Thing]

    @property
    def running(self) -> Sequence[Step]:
        """What is going on."""
        return [step for step in self.steps if step.time == HERE]

    @property
    def next(self) -> Step | None:
        """What comes next; None: nothing is planned."""
        return next((step for step in self.steps if step.time == AHEAD), None)


def steps_of(process: Process, phases: Sequence[Phase], now: datetime | None = None) -> list[Step]:
    """The red line, in the office's order."""
    moment = now or timezone.now()
    begun = [place for place, phase in enumerate(phases) if phase.start and phase.start <= moment]
    reached = max(begun, default=-1)
    return [_step(process, phase, place < reached, moment) for place, phase in enumerate(phases)]


def _step(process: Process, phase: Phase, passed: bool, now: datetime) -> Step:
    when, words = _when(process, phase, passed, now)
    return Step(phase, said(phase, "name"), said(phase, "text"), when, words)


def _when(process: Process, phase: Phase, passed: bool, now: datetime) -> tuple[str, str]:
    """Where it lies in time. A phase without dates is behind us once a later one has begun."""
    today = timezone.localdate(now)
    if phase.is_over(now) and phase.end:
        return DONE, _("erledigt am {day}").format(day=moments.day_words(moments.last_day(phase.end), today))
    if process.state == ProcessState.CLOSED or (phase.start is None and passed):
        return DONE, _("erledigt")
    if phase.is_open(now):
        until = moments.end_words(phase.end, today) if phase.end else ""
        return HERE, _("läuft bis {until}").format(until=until) if until else _("läuft")
    return AHEAD, _ahead(phase, now)


def _ahead(phase: Phase, now: datetime) -> str:
    today = timezone.localdate(now)
    if phase.start is None:
        until = moments.end_words(phase.end, today) if phase.end else ""
        return _("danach, bis {until}").format(until=until) if until else _("danach, noch ohne Termin")
    words = moments.start_words(phase.start, today)
    if phase.end is None:
        return _("ab {start}").format(start=words)
    return _("{start} bis {until}").format(start=words, until=moments.end_words(phase.end, today))


def tell(process: Process, request: HttpRequest, preview: bool = False) -> Story:
    """The whole page; a preview looks at the saved phases as the public page does."""
    phases = list(process.phases.all()) if process.pk else []
    steps = steps_of(process, phases)
    rules = eligibility.whos(process)
    todos = [] if process.state == ProcessState.CLOSED else [*_todos(steps, request), *_code(process, steps, rules)]
    act = next((todo for todo in todos if todo.main), None)
    return Story(
        process,
        steps,
        act,
        [todo for todo in todos if todo is not act],
        _left(steps),
        _sections(steps, request),
        counts_of(process, phases),
        duty_in(process.ref),
        _who(rules),
        links_of(process),
    )


def _todos(steps: Sequence[Step], request: HttpRequest) -> list[Todo]:
    return [
        todo for step in steps if step.time == HERE and step.module for todo in step.module.todos(step.phase, request)
    ]


def _code(process: Process, steps: Sequence[Step], rules: Mapping[str, eligibility.Who]) -> list[Todo]:
    """Typing the code from a letter, where one is asked for and something runs."""
    wanted = any(who.code for who in rules.values())
    if not wanted or not any(step.time == HERE and step.module for step in steps):
        return []
    note = _("Er öffnet diese Beteiligung für alle, die eingeladen sind.")
    return [Todo(_("Den Code aus dem Brief eingeben"), address(process, "code"), note)]


def _sections(steps: Sequence[Step], request: HttpRequest) -> list[SafeString | str]:
    """What runs stands before what is over; phases to come say nothing yet."""
    begun = [step for step in steps if step.time == HERE] + [step for step in steps if step.time == DONE][::-1]
    found = [step.module.section(step.phase, request) for step in begun if step.module]
    return [html for html in found if html]


def counts_of(process: Process, phases: Sequence[Phase]) -> list[Count]:
    """Figures of the methods in use, each method once."""
    used = dict.fromkeys(phase.module for phase in phases if phase.module in modules)
    return [count for key in used for count in modules[key].counts(process)]


def _left(steps: Sequence[Step]) -> str:
    """How long there still is to take part: "Noch 6 Tage, bis 28. November." """
    ends = [step.phase.end for step in steps if step.time == HERE and step.module and step.phase.end]
    if not ends:
        return ""
    end = min(ends)
    days, until = moments.days_left(end), moments.end_words(end)
    if days <= 1:
        return _("Heute ist der letzte Tag: bis {until}.").format(until=until)
    return ngettext("Noch {days} Tag, bis {until}.", "Noch {days} Tage, bis {until}.", days).format(
        days=days, until=until
    )


def _who(rules: Mapping[str, eligibility.Who]) -> list[tuple[str, str]]:
    """Who may do what, where that is not what holds everywhere."""
    return [
        (str(Action(action).label), eligibility.in_words(rules[action])) for action in Action.values if action in rules
    ]


def links_of(process: Process) -> list[Thing]:
    """The public things that a process is tied to, in the order in which they were tied."""
    refs = [link.thing for link in process.links.order_by("pk")[:50]] if process.pk else []
    known = things(refs)
    return [known[ref] for ref in refs if ref in known]
