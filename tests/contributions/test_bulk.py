"""Entering many contributions at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roterfaden.contributions import registry
from roterfaden.contributions.actions.bulk import Said, publish_many
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def said(text: str = "Mehr Schatten.", parent: Contribution | None = None, **values: object) -> Said:
    words = Words("comment", PAPER, PAPER, text, parent=parent, sample=True)
    given = {"author": make_person(), "at": timezone.now() - timedelta(days=3)}
    return Said(words, **(given | values))  # type: ignore[arg-type]


def test_they_are_public_with_their_moments_and_supporters_and_replies_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(registry, "published", [lambda row: heard.append(row.pk)])
    user, moment = make_user("ada", superuser=True), timezone.now() - timedelta(days=9)
    people = [make_person(), make_person("boris")]
    (first, second) = publish_many(user, [said(at=moment, supporters=people, answer_days=4), said("Weniger Autos.")])
    replies = publish_many(user, [said("Ja.", first), said("Nein.", first)])
    first.refresh_from_db()
    assert (first.is_public, first.published_at, first.support_count, first.reply_count) == (True, moment, 2, 2)
    assert first.answer_due == (timezone.localdate(moment) + timedelta(days=4))
    assert isinstance(moment, datetime)
    assert heard == [row.pk for row in (first, second, *replies)]


def test_many_cost_no_more_statements_each(django_assert_max_num_queries: object) -> None:
    user, rows = make_user("ada", superuser=True), [said(str(number)) for number in range(150)]
    registered, registry.published[:] = list(registry.published), []
    try:
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            publish_many(user, rows)
    finally:
        registry.published[:] = registered


def test_only_who_may_enter_contributions_may() -> None:
    with pytest.raises(PermissionDenied):
        publish_many(make_user("bob", "Redaktion"), [said()])
    assert not Contribution.objects.exists()
