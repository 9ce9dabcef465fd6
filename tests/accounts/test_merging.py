"""One human being, two rows: what hangs on the old one moves to the new one, once, and no vote counts twice."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from roterfaden.accounts import consents
from roterfaden.accounts.merging import join_account, merge
from roterfaden.accounts.models import Consent, Organisation, Person, Speaker
from roterfaden.contributions.actions import support
from roterfaden.contributions.models import Contribution, Support
from roterfaden.kit.things import Ref
from roterfaden.notices.personal import write
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def test_words_supports_mails_and_consents_move() -> None:
    guest, account = make_person(), make_person("boris")
    said, liked, both = make_contribution(PAPER, author=guest), make_contribution(PAPER), make_contribution(PAPER)
    support(guest, liked)
    support(guest, both)
    support(account, both)
    consents.give(guest, "publish", Consent.How.MAIL)
    write(guest, "a:1", "contributions.claim")
    assert merge(guest, account)
    said.refresh_from_db()
    liked.refresh_from_db()
    both.refresh_from_db()
    assert said.author == account
    assert (liked.support_count, both.support_count) == (1, 1)
    assert Support.objects.filter(person=account).count() == 2
    assert not Support.objects.filter(person=guest).exists()
    assert account.mails.count() == 1
    assert consents.has_consented(account, "publish")


def test_a_second_time_changes_nothing() -> None:
    guest, account = make_person(), make_person("boris")
    both = make_contribution(PAPER)
    support(guest, both)
    support(account, both)
    assert merge(guest, account)
    assert not merge(guest, account)
    assert not merge(account, account)
    both.refresh_from_db()
    assert both.support_count == 1


def test_two_accounts_are_never_made_one() -> None:
    one = Person.objects.create(user=make_user("one"), address="one@example.org")
    two = Person.objects.create(user=make_user("two"), address="two@example.org")
    assert not merge(one, two)
    with pytest.raises(ValueError, match="another account"):
        join_account(make_user("three"), "one@example.org")


def test_a_suspension_is_not_shaken_off() -> None:
    until = timezone.now() + timedelta(days=3)
    guest, account = make_person(suspended_until=until), make_person("boris")
    merge(guest, account)
    account.refresh_from_db()
    assert account.is_suspended


def test_a_chain_stays_short_and_the_right_to_speak_is_kept_once() -> None:
    first, second, third = make_person(), make_person("boris"), make_person("cem")
    club = Organisation.objects.create(name="Ihme e. V.", slug="ihme")
    Speaker.objects.create(organisation=club, person=second)
    Speaker.objects.create(organisation=club, person=third)
    merge(first, second)
    merge(second, third)
    first.refresh_from_db()
    assert first.present == third
    assert Speaker.objects.get().person == third


@pytest.mark.django_db(transaction=True)
def test_a_guest_who_converts_twice_at_the_same_time_converts_once(transactional_db: None) -> None:
    guest, account = make_person(), make_person("boris")
    liked = make_contribution(PAPER)
    support(guest, liked)
    support(account, liked)
    start, done = Barrier(4), []

    def convert() -> None:
        start.wait()
        try:
            done.append(merge(guest, account))
        finally:
            connection.close()

    threads = [Thread(target=convert) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, False, False, True]
    liked.refresh_from_db()
    assert liked.support_count == Support.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_address_that_is_confirmed_twice_at_the_same_time_is_one_person(transactional_db: None) -> None:
    user = make_user("kim")
    guest = make_person(address="kim@example.org")
    make_contribution(PAPER, author=guest)
    start, found = Barrier(3), []

    def confirm() -> None:
        start.wait()
        try:
            found.append(join_account(user, "Kim@example.org").pk)
        finally:
            connection.close()

    threads = [Thread(target=confirm) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {guest.pk}
    assert len(found) == 3
    assert Contribution.objects.get().author_id == guest.pk
