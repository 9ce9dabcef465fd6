"""Theses, drafts, questions and an event of the demonstration, made by the actions of their methods."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

from roterfaden.accounts.models import Person, User
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.actions.bulk import Said
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution
from roterfaden.demo.voices import content
from roterfaden.kit.things import Ref
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules.debate.actions import add_thesis
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.draft.actions.suggesting import Wording, suggest
from roterfaden.participation.modules.draft.actions.versions import (
    create_draft,
    publish_version,
    seen,
    write_text,
)
from roterfaden.participation.modules.draft.models import Draft
from roterfaden.participation.modules.events.actions.events import FIELDS, create_event, publish_event
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.questions.actions import Question, ask, session_of
from roterfaden.strategy.models import Plan

#: The process about the draft plan of the demonstration, and that plan.
ABOUT_PLAN, PLAN = "digitale-agenda", "digitale-agenda-entwurf"
REASON = ("Erste Fassung zur Beteiligung", "First version for participation")


def first_phase(process: Process, module: str) -> Phase | None:
    """The phase in which the method is used."""
    return process.phases.filter(module=module).order_by("order").first()


def fill_theses(user: User, process: Process) -> list[Thesis]:
    """What is debated."""
    phase = first_phase(process, "debate")
    rows = content.texts("texts")["debate"]["theses"] if phase else []
    return [add_thesis(user, phase, {"title": german, "title_en": english}) for german, english in rows if phase]


def argument(chance: Random, thesis: Thesis, area: Ref, author: Person, at: datetime, some: list[Person]) -> Said:
    """What somebody says for or against a thesis."""
    stance = chance.choice((1, 1, 0, -1, -1))
    words = Words("comment", thesis.ref, area, content.stand(chance, stance), stance=stance, sample=True)
    return Said(words, author, at, some)


def fill_draft(user: User, process: Process, people: list[Person], chance: Random) -> None:
    """The text, from the draft plan or from the texts beside this file, and suggestions for it."""
    phase = first_phase(process, "draft")
    if phase is None:
        return
    texts = content.texts("texts")["draft"]
    plan = Plan.objects.filter(slug=PLAN).first() if process.slug == ABOUT_PLAN else None
    if plan is not None:
        values = {"title": plan.title, "title_en": plan.title_en, "intro": process.summary, "intro_en": ""}
        draft = create_draft(user, phase, values, Ref("plan", str(plan.pk)))
    else:
        draft = create_draft(user, phase, {name: texts[name] for name in ("title", "title_en", "intro", "intro_en")})
        write_text(user, draft, seen(draft)[0], texts["text"])
    publish_version(user, draft, seen(draft)[0], *REASON)
    if plan is None:
        _suggest(draft, texts["suggestions"], people, chance)


def _suggest(draft: Draft, rows: list[Any], people: list[Person], chance: Random) -> None:
    """Suggestions are made while the phase runs, or not at all."""
    passages = seen(draft)[1]
    for number, text, why in rows:
        wording = Wording(passages[number].anchor, text, why, sample=True)
        try:
            suggest(chance.choice(people), draft, wording)
        except NotAllowed:
            return


def fill_questions(process: Process, people: list[Person], chance: Random) -> list[Contribution]:
    """Questions that were asked in advance."""
    phase = first_phase(process, "questions")
    found: list[Contribution] = []
    for text in content.texts("comments")["climate"] if phase else []:
        try:
            assert phase is not None
            found.append(ask(chance.choice(people), session_of(phase), Question(text, sample=True)))
        except NotAllowed:
            break
    return found


def fill_event(user: User, process: Process, start: datetime, end: datetime) -> None:
    """The evening on which questions are answered."""
    phase = first_phase(process, "events")
    if phase is None:
        return
    usual = {name: getattr(Event(), name) for name in FIELDS}
    values = {"start": start, "end": end, "registration": True, "capacity": 80, **content.texts("texts")["event"]}
    publish_event(user, create_event(user, phase, usual | values))
