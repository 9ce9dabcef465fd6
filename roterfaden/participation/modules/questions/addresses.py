"""Addresses of question times: below their process, in the language at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from roterfaden.participation.modules.questions.models import Session


def session_address(session: Session) -> str:
    """A question time's page. Needs `session.phase.process`."""
    return reverse("questiontime:session", args=[session.phase.process.slug, session.pk])


def screen_address(session: Session) -> str:
    """The presenter's screen."""
    return reverse("questiontime:screen_of", args=[session.phase.process.slug, session.pk])


def question_address(session: Session, key: int) -> str:
    """The page of a question."""
    return reverse("questiontime:question", args=[session.phase.process.slug, session.pk, key])
