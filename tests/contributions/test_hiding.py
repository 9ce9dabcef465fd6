"""What moderation does to a contribution, and that it can be taken back exactly."""

from __future__ import annotations

import pytest

from roterfaden.contributions import registry
from roterfaden.contributions.actions import hiding
from roterfaden.contributions.actions.submitting import publish
from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.kit.things import Ref
from tests.contributions.factories import make_contribution

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def test_hiding_takes_it_out_of_the_count_of_its_parent_and_unhiding_puts_it_back() -> None:
    parent = make_contribution(PAPER, reply_count=1)
    child = make_contribution(PAPER, parent=parent, support_count=4)
    assert hiding.hide(child, State.PUBLIC)
    parent.refresh_from_db()
    assert (child.state, parent.reply_count) == (State.HIDDEN, 0)
    assert hiding.unhide(child, State.PUBLIC)
    parent.refresh_from_db()
    assert (child.state, child.support_count, parent.reply_count) == (State.PUBLIC, 4, 1)


def test_a_second_time_changes_nothing() -> None:
    parent = make_contribution(PAPER, reply_count=1)
    child = make_contribution(PAPER, parent=parent)
    assert hiding.hide(child, State.PUBLIC)
    assert not hiding.hide(child, State.PUBLIC)
    parent.refresh_from_db()
    assert parent.reply_count == 0


def test_what_is_hidden_is_not_published_by_accident() -> None:
    contribution = make_contribution(PAPER, state=State.HIDDEN)
    publish(contribution)
    assert Contribution.objects.get(pk=contribution.pk).state == State.HIDDEN


def test_listeners_hear_of_both(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(registry, "published", [lambda _one: heard.append("published")])
    monkeypatch.setattr(registry, "unpublished", [lambda _one: heard.append("unpublished")])
    contribution = make_contribution(PAPER)
    hiding.hide(contribution, State.PUBLIC)
    hiding.unhide(contribution, State.PUBLIC)
    assert heard == ["unpublished", "published"]


def test_words_are_replaced_only_where_they_are_still_those() -> None:
    contribution = make_contribution(PAPER, "Alt und neu.")
    assert not hiding.replace_words(contribution, "", "[…]", ("", "Etwas anderes."))
    assert hiding.replace_words(contribution, "", "Alt […]", ("", "Alt und neu."))
    assert contribution.text == "Alt […]"


def test_history_is_withheld_and_returned() -> None:
    contribution = make_contribution(PAPER)
    edit = Revision.objects.create(contribution=contribution, kind="edit", text="früher")
    addition = Revision.objects.create(contribution=contribution, kind="addition", text="dazu")
    kinds = hiding.withhold_history(contribution, additions=False)
    assert kinds == {edit.pk: "edit"}
    edit.refresh_from_db()
    addition.refresh_from_db()
    assert (edit.kind, addition.kind) == ("shortened", "addition")
    hiding.return_history(kinds.items())
    edit.refresh_from_db()
    assert edit.kind == "edit"
