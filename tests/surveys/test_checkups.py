"""The doctor notices a survey that cannot be evaluated, before its end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone

from roterfaden.operation.findings import Level
from roterfaden.operation.keeping import kept_apart
from roterfaden.participation.modules.survey import checkups, keys
from roterfaden.participation.modules.survey.models import Survey
from tests.surveys.factories import make_survey

pytestmark = pytest.mark.django_db


def levels() -> list[Level]:
    return [finding.level for finding in checkups.look_at_keys()]


def test_without_surveys_there_is_nothing_to_say() -> None:
    assert levels() == []


def test_a_survey_with_its_key_is_well() -> None:
    make_survey()
    assert levels() == [Level.GOOD]


def test_a_lost_key_is_an_error_that_names_survey_and_file() -> None:
    make_survey()
    lost = make_survey(process={"title": "Wie kommen Sie durch die Stadt?", "slug": "wege"})
    keys.destroy(lost)
    [finding] = checkups.look_at_keys()
    assert finding.level == Level.ERROR
    assert "Wie kommen Sie durch die Stadt?" in finding.text
    assert str(keys.path_of(lost)) in finding.text


def test_an_evaluated_survey_needs_no_key() -> None:
    survey = make_survey()
    keys.destroy(survey)
    Survey.objects.update(evaluated_on=timezone.localdate())
    assert levels() == []


def test_a_key_that_others_read_is_an_error() -> None:
    survey = make_survey()
    keys.path_of(survey).chmod(0o644)
    assert Level.ERROR in levels()


def test_a_folder_of_the_worker_alone_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    keys.destroy(make_survey())
    monkeypatch.setattr(checkups.os, "access", lambda path, mode: Path(path) != keys.folder())
    assert levels() == [Level.NOTE]


def test_keys_are_named_as_kept_apart_from_backups() -> None:
    make_survey()
    assert os.fspath(keys.folder()) in [os.fspath(one.path()) for one in kept_apart()]
