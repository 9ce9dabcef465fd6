"""Paper and telephone: marked, counted once, four eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from roterfaden.contributions import actions
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution, Sheet, State
from roterfaden.kit.things import Ref
from tests.accounts.factories import make_user
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> Words:
    ref = Ref("thread", str(make_thread().pk))
    return Words("comment", ref, ref, "Mehr Bänke.", channel=Channel.PAPER)


def staff(name: str) -> Any:
    return make_user(name, "Beteiligungsbüro")


def test_it_counts_when_somebody_else_has_compared_it(words: Words, client: Any) -> None:
    row = actions.enter(staff("Anna"), words, "K-17")
    assert row.state == State.UNCONFIRMED
    actions.check(staff("Bert"), row.sheet)
    row.refresh_from_db()
    assert (row.state, row.channel, row.author) == (State.PUBLIC, "paper", None)
    assert "auf Papier" in client.get(f"/beitraege/{row.pk}/").content.decode()


def test_the_same_eyes_do_not_count_twice(words: Words) -> None:
    anna, bert = staff("Anna"), staff("Bert")
    row = actions.enter(anna, words, "K-17")
    with pytest.raises(actions.SameEyes):
        actions.check(anna, row.sheet)
    actions.check(bert, row.sheet)
    with pytest.raises(actions.SameEyes):
        actions.check(bert, row.sheet)
    with pytest.raises(actions.SameEyes):
        actions.discard(anna, row.sheet)


def test_a_sheet_is_counted_once(words: Words) -> None:
    actions.enter(staff("Anna"), words, "K-17")
    with pytest.raises(actions.CountedAlready):
        actions.enter(staff("Bert"), words, "K-17")
    assert (Contribution.objects.count(), Sheet.objects.count()) == (1, 1)


def test_what_was_typed_wrongly_goes_and_frees_its_number(words: Words) -> None:
    anna = staff("Anna")
    actions.discard(anna, actions.enter(anna, words, "K-17").sheet)
    assert not Contribution.objects.exists()
    actions.enter(anna, words, "K-17")


def test_others_enter_nothing(words: Words) -> None:
    with pytest.raises(PermissionDenied):
        actions.enter(make_user("Other", "Fachamt"), words, "K-17")
