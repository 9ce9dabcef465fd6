"""A phase whose survey has answers keeps them; those who answered count among those who take part."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.models import User
from roterfaden.participation import actions
from roterfaden.participation.drafts import PhaseDraft
from roterfaden.participation.models import Phase, Process, ProcessState
from roterfaden.participation.modules.survey.models import Participation, Survey
from roterfaden.participation.statistics import participants
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process
from tests.participation.ideas.factories import make_idea
from tests.surveys.factories import answer, end, keys_of, make_question, make_survey

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def answered(**process: Any) -> Survey:
    survey = make_survey(process=process or None)
    question = make_question(survey)
    answer(survey, **{f"q{question.pk}": keys_of(question)[0]})
    return survey


def office() -> User:
    return User.objects.filter(username="buero").first() or make_user("buero", "Beteiligungsbüro")


def moved(phase: Phase, **values: Any) -> None:
    draft = PhaseDraft(**({**vars(PhaseDraft.of(phase))} | values))
    actions.change_phase(office(), phase, Process.objects.get(pk=phase.process_id).version, draft)


LATER: dict[str, dict[str, datetime | str | None]] = {
    "start in the future": {"start": timezone.now() + DAY, "end": timezone.now() + 9 * DAY},
    "no start": {"start": None, "end": None},
    "another method": {"module": "debate"},
}


@pytest.mark.parametrize("values", list(LATER.values()), ids=list(LATER))
@pytest.mark.parametrize("state", [ProcessState.PUBLIC, ProcessState.HIDDEN, ProcessState.DRAFT])
def test_a_phase_with_answers_is_not_unmade(values: dict[str, Any], state: ProcessState) -> None:
    phase = answered().phase
    Process.objects.update(state=state, published_at=None if state == ProcessState.DRAFT else timezone.now())
    phase.refresh_from_db()
    with pytest.raises(actions.NotInThatState):
        moved(phase, **values)
    fresh = Phase.objects.get(pk=phase.pk)
    assert (fresh.start, fresh.module) == (phase.start, phase.module)


def test_nor_is_it_removed_whatever_state_its_process_is_in() -> None:
    phase = answered().phase
    Process.objects.update(state=ProcessState.DRAFT, published_at=None)
    with pytest.raises(actions.MethodObjects):
        actions.remove_phase(office(), Phase.objects.select_related("process").get(pk=phase.pk), 1)
    assert Participation.objects.count() == 1


def test_its_end_can_be_moved_and_a_name_changed() -> None:
    phase = answered().phase
    moved(phase, end=phase.end + DAY, name="Anders")
    assert Phase.objects.get(pk=phase.pk).name == "Anders"


def test_an_evaluated_survey_is_not_opened_again() -> None:
    survey = answered()
    end(survey.phase)
    Survey.objects.update(evaluated_on=timezone.localdate())
    with pytest.raises(actions.MethodObjects):
        moved(survey.phase, end=timezone.now() + DAY)


def test_without_answers_all_of_it_can_be_done() -> None:
    phase = make_survey().phase
    moved(phase, start=timezone.now() + DAY, end=timezone.now() + 2 * DAY)
    phase.refresh_from_db()
    actions.remove_phase(office(), phase, Process.objects.get().version)
    assert not Phase.objects.exists()


def test_ratings_are_not_unmade_either() -> None:
    from roterfaden.participation.modules.ideas.actions import rate

    process = make_process()
    phase = make_phase(process, "rating")
    rate(make_person(), phase, make_idea(process), 1)
    with pytest.raises(actions.MethodObjects):
        moved(phase, start=timezone.now() + DAY)
    Process.objects.update(published_at=None)
    with pytest.raises(actions.MethodObjects):
        actions.remove_phase(office(), Phase.objects.select_related("process").get(pk=phase.pk), 1)


def test_the_office_is_told_why(client: Client, settings: Any) -> None:
    settings.STAFF_MFA = False
    phase = answered().phase
    client.force_login(office())
    address = f"/verwaltung/beteiligung/{phase.process_id}/phasen/{phase.pk}/"
    page = client.get(address)
    assert page.status_code == 200
    values = {"name": "Umfrage", "module": "survey", "order": 0, "version": 1}
    later = (timezone.localdate() + DAY).isoformat()
    answer = client.post(address, values | {"first_day": later, "last_day": later})
    assert answer.status_code == 422
    assert "lässt sich nicht in die Zukunft verschieben" in answer.content.decode()


# Who takes part


def test_whoever_answered_or_rated_takes_part_and_counts_once() -> None:
    from roterfaden.participation.modules.ideas.actions import rate

    survey = answered()
    process = survey.phase.process
    person = Participation.objects.get().person
    assert person is not None
    assert [row.pk for row in participants(process.ref)] == [person.pk]
    rate(person, make_phase(process, "rating"), make_idea(process, author=person), 1)
    other = make_person("dana")
    rate(other, process.phases.get(module="rating"), make_idea(process, author=person), 1)
    assert {row.pk for row in participants(process.ref)} == {person.pk, other.pk}
    assert participants(make_process().ref).count() == 0
    assert participants().count() == 2


def test_before_a_day_those_of_surveys_that_had_ended_count() -> None:
    survey = answered()
    assert participants(None, timezone.now()).count() == 0
    end(survey.phase)
    assert participants(None, timezone.now()).count() == 1
