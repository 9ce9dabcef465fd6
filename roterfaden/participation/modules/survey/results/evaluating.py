"""The evaluation: the private key opens all answers at once, in memory; safe tables and nothing else are written."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.utils import timezone

from roterfaden.ledger.actions import record
from roterfaden.methods.suppression import K
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.actions.mixing import mix
from roterfaden.participation.modules.survey.boxes import Answers, opened
from roterfaden.participation.modules.survey.models import (
    Ballot,
    FreeText,
    Participation,
    Publication,
    Survey,
    Waiting,
)
from roterfaden.participation.modules.survey.results.counting import Counted, count
from roterfaden.participation.modules.survey.results.safe import Before, live, safe, shown_before

#: Rows that are opened at a time.
CHUNK = 500


class Unreadable(Exception):
    """Answers that the key does not open: nothing is published before somebody has looked."""


@dataclass(frozen=True)
class Evaluation:
    """What one evaluation found."""

    people: int
    texts: int


def evaluate(survey: Survey, password: str = "") -> Evaluation | None:
    """Publish the final tables, once; None where that was done. Raises NoKey, Unreadable."""
    mix(survey, everything=True)
    answers = _all(survey, keys.load(survey, password))
    counted = [count(question, answers, _by(survey)) for question in _questions(survey)]
    content = {"people": len(answers), "questions": safe(counted, _before(survey)) if len(answers) >= K else []}
    with transaction.atomic():
        today = timezone.localdate()
        rows = Survey.objects.filter(pk=survey.pk, evaluated_on=None)
        if not rows.update(evaluated_on=today, frozen=True):
            return None
        survey.evaluated_on = today
        _publish(survey, content, len(answers), final=True)
        texts = _keep_texts(counted)
        Participation.objects.filter(survey=survey).update(ballot=None)
        record("survey.evaluated", survey.phase.process.ref, {"survey": str(survey.uid), "answers": len(answers)})
    return Evaluation(len(answers), texts)


def publish_live(survey: Survey) -> bool:
    """Show more while the survey runs, if there is enough that is new. Raises NoKey, Unreadable."""
    last = Publication.objects.filter(survey=survey).first()
    if Ballot.objects.filter(survey=survey).count() < (last.people if last else 0) + K:
        return False
    answers = _all(survey, keys.load(survey), mixed=True)
    counted = [count(question, answers) for question in _questions(survey)]
    content = {"people": len(answers), "questions": live(counted, _before(survey), secrets.randbelow)}
    _publish(survey, content, len(answers), final=False)
    return True


def _questions(survey: Survey) -> Iterable[Any]:
    return survey.questions.prefetch_related("options").select_related("survey")


def _by(survey: Survey) -> Sequence[str]:
    return [name for name, wanted in (("district", survey.by_district), ("age", survey.by_age)) if wanted]


def _before(survey: Survey) -> Before:
    last = Publication.objects.filter(survey=survey, final=False).first()
    return shown_before(last.content) if last else {}


def _all(survey: Survey, private: X25519PrivateKey, mixed: bool = False) -> list[Answers]:
    """All answers. `mixed`: those that were mixed already, while others still come in."""
    if not mixed and Waiting.objects.filter(survey=survey).exists():
        raise Unreadable("answers are still coming in")
    found = []
    for box in Ballot.objects.filter(survey=survey).values_list("box", flat=True).iterator(CHUNK):
        answer = opened(survey, private, bytes(box))
        if answer is None:
            raise Unreadable(f"an answer of survey {survey.uid} does not open: the key or the row was changed")
        found.append(answer)
    return found


def _publish(survey: Survey, content: dict[str, Any], people: int, final: bool) -> None:
    last = Publication.objects.filter(survey=survey).first()
    number = last.number + 1 if last else 1
    Publication.objects.create(survey=survey, number=number, content=content, people=people, final=final)


def _keep_texts(counted: Sequence[Counted]) -> int:
    """Texts, parted from everything else, where enough people wrote one; the office releases them one by one."""
    rows = [FreeText(question=one.question, text=text) for one in counted if len(one.texts) >= K for text in one.texts]
    secrets.SystemRandom().shuffle(rows)
    FreeText.objects.bulk_create(rows, batch_size=200)
    return len(rows)
