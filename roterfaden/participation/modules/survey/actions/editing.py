"""Write the questions of a survey. Once answers exist their meaning stays; typing errors may be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max, ProtectedError
from wagtail.log_actions import log

from roterfaden.ledger.actions import record
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.correcting import is_typo
from roterfaden.participation.modules.survey.drafts import FIELDS, WORDS, QuestionDraft, Wording
from roterfaden.participation.modules.survey.models import Axis, Correction, Kind, Option, Question, Survey

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

CHANGE = "participation.change_process"
SETTINGS = ("intro", "intro_en", "changeable", "live", "by_district", "by_age", "paper_days", "keep_days")
#: What may be changed of a survey that people have answered: nothing that they were promised.
LATER = ("intro_en", "paper_days")


class Frozen(ValueError):
    """Answers exist: the meaning of questions stays as it is."""


class NoTypo(Frozen):
    """A correction that changes more than letters. `text`: which."""

    def __init__(self, text: str) -> None:
        super().__init__(text[:60])
        self.text = text


class InUse(ValueError):
    """Other questions hang on it."""


def require(user: User) -> None:
    """PermissionDenied for whoever may not."""
    if not user.has_perm(CHANGE):
        raise PermissionDenied(CHANGE)


def create(user: User, phase: Phase, password: str = "") -> Survey:
    """The survey of a phase, once, with its key."""
    require(user)
    with transaction.atomic():
        survey, is_new = Survey.objects.get_or_create(phase=phase)
        if is_new:
            log(instance=phase.process, action="surveys.created", user=user)
    keys.make(survey, password)
    return survey


def change_settings(user: User, survey: Survey, values: Mapping[str, Any]) -> None:
    """How it is answered and shown. Of a frozen one only what breaks no promise."""
    require(user)
    with transaction.atomic():
        allowed = LATER if _locked(survey).frozen else SETTINGS
        for name in allowed:
            setattr(survey, name, values[name])
        survey.save(update_fields=allowed)
        log(instance=survey.phase.process, action="surveys.changed", user=user)


def save_question(user: User, survey: Survey, draft: QuestionDraft, question: Question | None = None) -> Question:
    """Add a question at the end, or change one. Raises Frozen, NoTypo, InUse."""
    require(user)
    with transaction.atomic():
        if _locked(survey).frozen:
            if question is None:
                raise Frozen
            return _correct(user, survey, question, draft)
        last = survey.questions.aggregate(last=Max("order"))["last"]
        question = question or Question(survey=survey, order=0 if last is None else last + 1)
        for name in FIELDS:
            setattr(question, name, getattr(draft, name))
        question.if_question_id, question.if_values = draft.after, list(draft.values)
        question.save()
        for axis in Axis.values:
            _set_options(question, axis, draft.of_axis(axis))
        _check_branches(survey)
        _changed(user, survey)
    return question


def move(user: User, question: Question, up: bool) -> None:
    """One place up or down. Raises Frozen, InUse (a question stays behind the one that it hangs on)."""
    require(user)
    with transaction.atomic():
        survey = question.survey
        if _locked(survey).frozen:
            raise Frozen
        rows = list(survey.questions.all())
        place = [row.pk for row in rows].index(question.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        _number(rows)
        _check_branches(survey)
        _changed(user, survey)


def remove(user: User, question: Question) -> None:
    """Take a question out. Raises Frozen, InUse."""
    require(user)
    with transaction.atomic():
        if _locked(question.survey).frozen:
            raise Frozen
        try:
            question.delete()
        except ProtectedError:
            raise InUse from None
        _changed(user, question.survey)


def copy(user: User, source: Survey, target: Survey) -> int:
    """Put the questions of another survey behind those that are there; how many. Raises Frozen."""
    require(user)
    made: dict[int, Question] = {}
    options: dict[int, int] = {}
    with transaction.atomic():
        for question in source.questions.prefetch_related("options"):
            draft = QuestionDraft.of(question)
            after = made.get(draft.after) if draft.after else None
            is_scale = after is not None and after.kind == Kind.SCALE
            values = [value if is_scale else options[value] for value in draft.values]
            told = {name: getattr(draft, name) for name in FIELDS}
            new = QuestionDraft(
                **told, options=draft.options, rows=draft.rows, after=after.pk if after else None, values=tuple(values)
            )
            made[question.pk] = save_question(user, target, new)
            both = zip(question.options.all(), made[question.pk].options.all(), strict=True)
            options |= {old.pk: fresh.pk for old, fresh in both}
    return len(made)


def copy_phase(user: User, old: Phase, new: Phase) -> None:
    """The survey of a phase for the same phase of a copied process: questions and settings, a key of its own."""
    source = Survey.objects.filter(phase=old).first()
    if source is None:
        return
    target = create(user, new)
    for name in SETTINGS:
        setattr(target, name, getattr(source, name))
    target.save(update_fields=SETTINGS)
    copy(user, source, target)


def _locked(survey: Survey) -> Survey:
    """Its row, held until the end of the transaction: the first answer waits, or we see that it came."""
    found: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    return found


def _changed(user: User, survey: Survey) -> None:
    """Whoever has opened the form before is asked to look again."""
    if not Survey.objects.filter(pk=survey.pk, frozen=False).update(version=F("version") + 1):
        raise Frozen
    survey.refresh_from_db(fields=["version"])
    log(instance=survey.phase.process, action="surveys.questions", user=user)


def _number(rows: Iterable[Question]) -> None:
    for order, row in enumerate(rows):
        Question.objects.filter(pk=row.pk).update(order=order)


def _set_options(question: Question, axis: str, wordings: tuple[Wording, ...]) -> None:
    """Those with the same German text keep their key, so that what hangs on them still does."""
    old = {option.text: option for option in question.options.filter(axis=axis)}
    kept = {wording.text for wording in wordings}
    question.options.filter(axis=axis).exclude(text__in=kept).delete()
    for order, wording in enumerate(wordings):
        option = old.get(wording.text) or Option(question=question, axis=axis, text=wording.text)
        option.order, option.text_en = order, wording.text_en
        option.save()


def _check_branches(survey: Survey) -> None:
    """Every condition names an earlier question and values that it has. Raises InUse."""
    earlier: dict[int, set[int]] = {}
    for question in survey.questions.prefetch_related("options"):
        if question.if_question_id is not None:
            possible = earlier.get(question.if_question_id, set())
            if not question.if_values or not set(question.if_values) <= possible:
                raise InUse
        is_scale = question.kind == Kind.SCALE
        earlier[question.pk] = set(question.steps) if is_scale else {option.pk for option in question.choices()}


def _correct(user: User, survey: Survey, question: Question, draft: QuestionDraft) -> Question:
    """Letters alone; a translation that was missing may be added."""
    told = QuestionDraft.of(question)
    options = list(question.options.all())
    drafts = [*draft.options, *draft.rows]
    if any(len(draft.of_axis(axis)) != len(told.of_axis(axis)) for axis in Axis.values):
        raise Frozen
    pairs = [(question, name, getattr(draft, name)) for name in WORDS]
    fitting = zip(options, drafts, strict=True)
    changes: list[tuple[Question | Option, str, str]] = [*pairs]
    for option, wording in fitting:
        changes += [(option, "text", wording.text), (option, "text_en", wording.text_en)]
    for row, name, after in changes:
        _correct_one(user, survey, row, name, after)
    return question


def _correct_one(user: User, survey: Survey, row: Question | Option, name: str, after: str) -> None:
    before = getattr(row, name)
    if before == after:
        return
    is_new_translation = name.endswith("_en") and not before
    if not is_new_translation and not is_typo(before, after):
        raise NoTypo(after)
    setattr(row, name, after)
    row.save(update_fields=[name])
    if not is_new_translation:
        Correction.objects.create(survey=survey, before=before, after=after, by=user)
        record("survey.corrected", survey.phase.process.ref, {"survey": str(survey.uid)})
    log(instance=survey.phase.process, action="surveys.corrected", user=user, data={"before": before, "after": after})
