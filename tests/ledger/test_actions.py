"""Facts enter the ledger in the transaction of the change, and only such as everybody can check later."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import BATCH, Fact, Personal, TooLarge, record, record_many
from roterfaden.ledger.models import Pending
from roterfaden.methods.canonical import NotCanonical
from tests.ledger.factories import ANNA, CHANGED, make_fact, make_thing

pytestmark = pytest.mark.django_db


def test_a_fact_waits_for_its_number() -> None:
    record(CHANGED.key, make_thing("7"), {"title": "Rathaus", "n": 2})
    row = Pending.objects.get()
    assert (row.kind, row.subject_kind, row.subject_key) == ("probe.changed", "probe", "7")
    assert row.content == '{"n":2,"title":"Rathaus"}'


def test_a_fact_of_a_failed_change_does_not_exist() -> None:
    def change() -> None:
        with transaction.atomic():
            record(CHANGED.key, make_thing(), {"title": "x"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert not Pending.objects.exists()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        record("probe.unknown", make_thing(), {})


@pytest.mark.parametrize("content", [{"x": 1.5}, {"x": "\ud800"}, {"x": 2**60}, {"x": object()}])
def test_what_has_no_one_spelling_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(NotCanonical):
        record(CHANGED.key, make_thing(), content)


def test_too_long_a_content_is_refused() -> None:
    with pytest.raises(TooLarge):
        record(CHANGED.key, make_thing(), {"x": "ä" * 33_000})
    with pytest.raises(TooLarge):
        record(CHANGED.key, make_thing(), {}, [Personal("name", "x" * 5_000, ANNA)])


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x00b", "\ud800"])
def test_a_key_that_no_thing_can_have_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 – several kinds of it
        record(CHANGED.key, Ref("probe", key), {})


def test_two_personal_facts_of_the_same_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        record(CHANGED.key, make_thing(), {}, [Personal("name", "a", ANNA), Personal("name", "b", ANNA)])


def test_personal_facts_wait_with_their_entry() -> None:
    record(CHANGED.key, make_thing(), {}, [Personal("name", "Anna", ANNA)])
    assert json.loads(Pending.objects.get().personal) == [["name", "Anna", "person", "3"]]


def test_many_facts_take_few_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    facts = [make_fact(str(number)) for number in range(2 * BATCH)]
    with django_assert_max_num_queries(24):
        record_many(CHANGED.key, facts)
    keys = Pending.objects.order_by("pk").values_list("subject_key", flat=True)
    assert list(keys) == [str(number) for number in range(2 * BATCH)]


def test_no_facts_are_no_statements(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        record_many(CHANGED.key, list[Fact]())
