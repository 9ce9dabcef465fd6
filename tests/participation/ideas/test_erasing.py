"""What goes with a person: places and pictures with the words, ratings while they can still be changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from roterfaden.operation.erasing import Erasure
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.ideas.actions import rate
from roterfaden.participation.modules.ideas.erasers import forget
from roterfaden.participation.modules.ideas.models import Image, Rating
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase
from tests.participation.ideas.factories import make_collection, make_district, make_idea

pytestmark = pytest.mark.django_db


def test_place_and_picture_go_with_the_words_and_others_stay(
    settings: object, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    process, person = make_collection(), make_person("boris")
    own = {"district": make_district(), "latitude": 52.0, "longitude": 9.0, "place": "Meine Straße 3"}
    mine, other = make_idea(process, author=person, **own), make_idea(process, place="Ufer")
    if hasattr(person, "erased_as"):
        person.erased_as = "go"
        person.save()
    path = default_storage.save("ideen/test/x.jpg", ContentFile(b"x"))
    Image.objects.create(idea=mine.idea, file=path, alt="x", width=1, height=1, size=1)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        forget(Erasure(person.ref))
        forget(Erasure(person.ref))
    mine.idea.refresh_from_db()
    other.idea.refresh_from_db()
    assert (mine.idea.place, mine.idea.district, mine.idea.latitude, other.idea.place) == ("", None, None, "Ufer")
    assert not Image.objects.exists()
    assert not default_storage.exists(path)


def test_ratings_of_a_running_phase_go_and_those_of_one_that_is_over_count_without_a_person() -> None:
    process, person = make_collection(), make_person("boris")
    idea = make_idea(process)
    running, over = make_phase(process, "rating"), make_phase(process, "rating")
    for phase in (running, over):
        rate(person, phase, idea, 1)
    ended = timezone.now()
    Phase.objects.filter(pk=over.pk).update(start=ended - timedelta(days=2), end=ended)
    forget(Erasure(person.ref))
    assert list(Rating.objects.values_list("phase", "person", "value")) == [(over.pk, None, 1)]


def test_an_owner_of_another_kind_is_none_of_ours() -> None:
    from roterfaden.kit.things import Ref

    assert forget(Erasure(Ref("follower", "3"))) == 0
