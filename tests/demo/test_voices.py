"""What invented people say: enough of it, all different, the same every time."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution
from roterfaden.demo.places import fill_places
from roterfaden.demo.voices import content, filling, moderation
from roterfaden.demo.voices.emptying import empty_voices
from roterfaden.moderation import statistics
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Case, Decision, Objection, ObjectionState
from roterfaden.participation import formats
from roterfaden.participation.models import Process
from tests.accounts.factories import make_user


def test_people_have_different_pseudonyms_and_the_same_ones_every_time() -> None:
    assert len(set(content.pseudonyms())) == content.PEOPLE
    assert content.pseudonyms() == content.pseudonyms()


@pytest.mark.parametrize("process", ["gruen-am-wasser", "sicher-zur-schule", "sitzen-und-trinken"])
def test_there_are_a_hundred_different_ideas_of_a_process_about_places(process: str) -> None:
    ideas = content.ideas(process, 110)
    assert len({idea.title for idea in ideas}) == 110
    assert all("{" not in idea.title + idea.text for idea in ideas)
    assert all(idea.street in idea.title and idea.district for idea in ideas)
    assert ideas == content.ideas(process, 110)


def test_texts_without_places_give_what_they_have() -> None:
    assert 40 <= len(content.ideas("digital-zuerst", 500)) < 60


def test_every_idea_belongs_to_a_process_that_is_there() -> None:
    known = {row["slug"] for row in content.texts("processes")["process"]}
    assert set(content.texts("ideas")) <= known
    assert len(known) == 10


def test_comments_are_many_and_not_the_same() -> None:
    chance = Random(1)
    said = [content.comment(chance) for _ in range(1_000)]
    assert len(set(said)) > 800
    assert all(20 < len(words) < 300 for words in said)
    assert {content.reply(chance) for _ in range(50)}
    assert content.stand(chance, 1) != content.stand(chance, -1)
    assert content.question(chance).endswith("?")


@pytest.mark.django_db
@pytest.mark.timeout(300)
@pytest.mark.one_database
def test_participation_is_filled_once_labelled_and_taken_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "IDEAS_EACH", 12)
    monkeypatch.setattr(filling, "COMMENTS_OF_DEBATE", 8)
    fill_places()
    make_user("admin", superuser=True)
    make_user(moderation.FIRST, "Moderation")
    make_user(moderation.SECOND, "Widerspruchsstelle")
    filling.fill_voices(date.today())
    offered = {one.key for one in formats.offered()}
    wanted = {row["slug"] for row in content.texts("processes")["process"] if row["format"] in offered}
    assert set(Process.objects.values_list("slug", flat=True)) == wanted
    assert not Process.objects.filter(sample_data=False).exists()
    assert not Contribution.objects.filter(sample_data=False).exists()
    assert not Person.objects.exclude(address=None).exists()
    _moderated()
    count, decisions = Contribution.objects.count(), Decision.objects.count()
    assert count > 60
    filling.fill_voices(date.today())
    assert (Contribution.objects.count(), Decision.objects.count()) == (count, decisions)
    empty_voices()
    assert not Contribution.objects.exists()
    assert not Person.objects.exists()
    assert not Process.objects.exists()
    assert not Case.objects.exists()


def _moderated() -> None:
    """The public log has something to show: each kind of decision, objections that another person decided."""
    shown = set(Decision.objects.values_list("kind", flat=True))
    assert {Kind.HIDE, Kind.SHORTEN, Kind.RELEASE, Kind.KEEP} <= shown
    assert not Decision.objects.exclude(area_kind="process").exists()
    objections = list(Objection.objects.all())
    assert {row.state for row in objections} == {ObjectionState.UPHELD, ObjectionState.REJECTED}
    assert all(row.decided_key != row.against_key for row in objections)
    assert Case.objects.open().exists()
    figures = statistics.figures()
    assert figures.reports >= 6
    assert figures.held >= 3
