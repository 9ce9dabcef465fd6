"""Official answers: drafts, schedules, and that everybody is told exactly once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roterfaden.contributions import actions
from roterfaden.contributions.actions import AnswerDraft, Conflict, NotNow
from roterfaden.contributions.duty import duty_in, remind
from roterfaden.contributions.models import Answer, Assignment, Contribution, Outcome
from roterfaden.kit.things import Ref
from roterfaden.ledger.models import Pending
from roterfaden.notices.models import Event, PersonalMail
from roterfaden.notices.personal.post import words_of
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Any:
    return make_user("Desk", "Fachamt")


@pytest.fixture
def question() -> Contribution:
    ref = Ref("thread", str(make_thread().pk))
    now = timezone.now()
    return make_contribution(
        ref, "Wann?", kind="question", published_at=now - timedelta(days=9), answer_due=now.date() + timedelta(days=5)
    )


def save(
    user: Any, row: Contribution, text: str = "Im Mai.", at: Any = None, answer: Any = None, version: int = 0
) -> Answer:
    return actions.save_answer(user, row, AnswerDraft(text, "Tiefbau", at=at), answer, version)


def test_a_draft_is_seen_by_nobody_and_told_to_nobody(desk: Any, question: Contribution) -> None:
    save(desk, question)
    question.refresh_from_db()
    assert (question.answered_at, PersonalMail.objects.count(), Event.objects.count()) == (None, 0, 0)


def test_publishing_tells_the_author_followers_and_the_ledger_once(desk: Any, question: Contribution) -> None:
    answer = save(desk, question)
    answer = save(desk, question, at=timezone.now(), answer=answer, version=answer.version)
    actions.publish_due_answers()
    question.refresh_from_db()
    assert question.answered_at is not None
    mail = PersonalMail.objects.get()
    assert (mail.person, mail.kind) == (question.author, "contributions.outcome")
    words = words_of(mail)
    assert words is not None
    assert words.quote == "Im Mai."
    assert Event.objects.filter(kind="contribution.outcome").count() == 1
    assert Pending.objects.filter(kind="contribution.answered").count() == 1
    assert "Im Mai" not in repr(list(Pending.objects.values()))
    assert "Wann?" not in repr(list(Pending.objects.values()))


def test_a_second_answer_is_told_too(desk: Any, question: Contribution) -> None:
    for _time in range(2):
        save(desk, question, at=timezone.now())
    assert PersonalMail.objects.count() == 2
    assert Outcome.objects.filter(kind=Outcome.Kind.ANSWERED).count() == 2


def test_a_scheduled_one_is_published_by_the_job_exactly_once(desk: Any, question: Contribution) -> None:
    answer = save(desk, question, at=timezone.now() + timedelta(hours=1))
    assert actions.publish_due_answers() == 0
    Answer.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    assert actions.publish_due_answers() == 1
    assert actions.publish_due_answers() == 0
    answer.refresh_from_db()
    question.refresh_from_db()
    assert question.answered_at == answer.published_at
    assert PersonalMail.objects.count() == 1


def test_what_was_hidden_meanwhile_is_not_answered_in_public(desk: Any, question: Contribution) -> None:
    save(desk, question, at=timezone.now() + timedelta(hours=1))
    Answer.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    Contribution.objects.update(state="hidden")
    assert actions.publish_due_answers() == 0
    assert PersonalMail.objects.count() == 0


def test_of_two_who_save_the_second_is_told(desk: Any, question: Contribution) -> None:
    answer = save(desk, question)
    save(desk, question, "Im Juni.", answer=answer, version=1)
    with pytest.raises(Conflict) as problem:
        save(desk, question, "Im Juli.", answer=answer, version=1)
    assert problem.value.current.text == "Im Juni."


def test_a_published_answer_does_not_change_silently(desk: Any, question: Contribution) -> None:
    answer = save(desk, question, at=timezone.now())
    with pytest.raises(NotNow):
        save(desk, question, "anders", answer=answer, version=answer.version)
    with pytest.raises(NotNow):
        actions.discard_answer(desk, answer)
    answer.refresh_from_db()
    assert answer.text == "Im Mai."


def test_others_do_not_answer(question: Contribution) -> None:
    with pytest.raises(PermissionDenied):
        save(make_user("Other", "Redaktion"), question)
    assert not Answer.objects.exists()


def test_the_duty_is_counted_in_public(question: Contribution) -> None:
    now = timezone.now()
    today = now.date()
    area = question.area
    for days in (4, 9, 30):
        asked = now - timedelta(days=days)
        make_contribution(area, kind="question", published_at=asked, answered_at=now, answer_due=today)
    make_contribution(area, kind="question", answer_due=today - timedelta(days=3))
    make_contribution(area, kind="question", answer_due=today - timedelta(days=3), state="hidden")
    make_contribution(area)
    duty = duty_in(area)
    assert (duty.promised, duty.answered, duty.overdue, duty.median_days) == (5, 3, 1, 9)
    assert duty.sentence == "3 von 5 beantwortet, die Hälfte davon binnen 9 Tagen (Median)."


def test_those_who_owe_answers_are_reminded_once_a_day(desk: Any, question: Contribution) -> None:
    other = make_user("Other", "Fachamt")
    Contribution.objects.update(answer_due=timezone.localdate())
    Assignment.objects.create(source="owed", key=str(question.pk), user=desk)
    assert remind() == 1
    assert remind() == 0
    assert PersonalMail.objects.get().address == desk.email
    assert other.email not in repr(list(PersonalMail.objects.values()))
    assert remind(timezone.localdate() + timedelta(days=1)) == 1


def test_erased_authors_get_no_mail(desk: Any, question: Contribution) -> None:
    Contribution.objects.update(author=make_person("weg", erased_at=timezone.now()))
    question.refresh_from_db()
    save(desk, question, at=timezone.now())
    assert PersonalMail.objects.count() == 0
