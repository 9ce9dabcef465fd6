"""Which questions are asked, given the answers to earlier ones. The same rule for form, paper, and evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roterfaden.participation.modules.survey.models import Kind, Question

#: Kinds whose answers can decide on later questions.
DECIDING = (Kind.CHOICE, Kind.SEVERAL, Kind.SCALE)


def is_asked(question: Question, values: Mapping[str, Any]) -> bool:
    """Whether it is asked; `values` are the answers to earlier questions by key (a hidden one has none)."""
    if question.if_question_id is None:
        return True
    given = values.get(str(question.if_question_id))
    chosen = given if isinstance(given, list) else [given]
    return any(value in question.if_values for value in chosen if value is not None)
