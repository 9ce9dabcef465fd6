"""Which surveys are due for what, and doing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from roterfaden.participation.models import ProcessState
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.actions.forgetting import forget, is_due
from roterfaden.participation.modules.survey.actions.mixing import mix
from roterfaden.participation.modules.survey.models import Sheet, Survey, Waiting
from roterfaden.participation.modules.survey.querysets import SurveyQuerySet
from roterfaden.participation.modules.survey.results.evaluating import evaluate, publish_live

#: An answer that came in the closing second may still be on its way into the database.
GRACE = timedelta(minutes=2)


def is_work_waiting() -> bool:
    """A cheap question before anything is written."""
    return Waiting.objects.exists() or _without_key().exists()


def _without_key() -> SurveyQuerySet:
    return Survey.objects.filter(public_key=b"", evaluated_on=None)


def make_keys() -> int:
    """Keys of surveys that have none: where the web process cannot write them, the worker can."""
    return sum(keys.make(survey) for survey in _without_key())


def mix_all() -> int:
    """Batches of all surveys."""
    waiting = Survey.objects.filter(pk__in=Waiting.objects.values("survey"))
    return sum(mix(survey) for survey in waiting)


def is_over(survey: Survey, now: datetime | None = None) -> bool:
    """Whether nothing can come in any more: its time, the days for paper, and the last sheet's second pair of eyes."""
    moment = now or timezone.now()
    end = survey.phase.end
    if survey.phase.process.state == ProcessState.CLOSED:
        end = min(filter(None, (end, survey.phase.process.closed_at)), default=None)
    if end is None or end + timedelta(days=survey.paper_days) + GRACE > moment:
        return False
    return not Sheet.objects.filter(survey=survey, counted=False).exists()


def evaluate_due() -> int:
    """Evaluate what is over and needs no password. One that fails stops no other, and the job tells of it."""
    number, problems = 0, []
    for survey in _open_ones():
        if not is_over(survey) or survey.locked:
            continue
        try:
            number += evaluate(survey) is not None
        except Exception as problem:
            problems.append(problem)
    if problems:
        raise problems[0]
    return number


def publish_due() -> int:
    """Show more of what runs and may be shown."""
    running = [survey for survey in _open_ones() if survey.live and not survey.locked and not is_over(survey)]
    return sum(publish_live(survey) for survey in running)


def forget_due() -> int:
    """Destroy keys and answers whose time is over."""
    rows = Survey.objects.filter(forgotten_on=None).exclude(evaluated_on=None)
    return sum(forget(survey) for survey in rows.select_related("phase__process") if is_due(survey))


def _open_ones() -> Iterator[Survey]:
    rows = Survey.objects.filter(evaluated_on=None).exclude(public_key=b"")
    yield from rows.select_related("phase__process")
