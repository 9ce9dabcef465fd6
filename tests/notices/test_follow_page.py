"""Beginning to follow: the page, the letter, the button. Strangers learn nothing and can fill nobody's mailbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roterfaden.accounts import limits
from roterfaden.accounts.models import DailySalt, Tally
from roterfaden.kit.things import Ref
from roterfaden.notices import tokens
from roterfaden.notices.actions import move_followers
from roterfaden.notices.following import UNCONFIRMED, erase_stale
from roterfaden.notices.models import Follower, Following, Letter, Notice, Rhythm, State
from roterfaden.notices.rendering import follow_path
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from tests.accounts.factories import make_user
from tests.notices.factories import World, make_event, make_follower, make_following

pytestmark = pytest.mark.django_db


def ask(client: Client, ref: Ref, address: str = "kim@example.org", **fields: Any) -> Any:
    """Send the form."""
    return client.post(follow_path(ref), {"address": address, "rhythm": "now", **fields})


def link_in(text: str, part: str) -> str:
    """The path of the first link of a mail that holds `part`."""
    found = next(line for line in text.split() if part in line)
    return "/" + found.split("/", 3)[3]


def test_the_page_says_what_one_would_have_heard(client: Client, world: World) -> None:
    ref = world.add("1", "Radweg am Kanal")
    make_event(ref, said="Der Rat hat zugestimmt.")
    spread()
    page = client.get(follow_path(ref)).content.decode()
    assert "Radweg am Kanal" in page
    assert "Der Rat hat zugestimmt." in page
    assert follow_path(ref, "feed") in page
    assert "Geändert" in page


@pytest.mark.parametrize("events", [1, 40])
def test_the_page_takes_few_queries(
    client: Client, world: World, events: int, django_assert_max_num_queries: Any
) -> None:
    ref = world.add("1")
    for number in range(events):
        make_event(ref, key=str(number))
    spread()
    with django_assert_max_num_queries(7):
        assert client.get(follow_path(ref)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/folgen/tale/unheard",
        "/folgen/unheard/1",
        "/folgen/secret/1",
        "/folgen/tale/" + "9" * 300,
        "/folgen/tale/a%00b",
        "/folgen/tale/%ED%A0%80",
        "/folgen/tale/a/b/../c",
        "/folgen/tale/1%0d%0aSet-Cookie:a=b",
        "/en/folgen/tale/unheard",
    ],
)
@pytest.mark.parametrize("end", ["", ".atom"])
def test_what_is_hidden_or_unknown_or_not_to_be_followed_is_not_found(
    client: Client, world: World, address: str, end: str
) -> None:
    world.add("1", kind="secret")
    assert client.get(address + end).status_code == 404
    if not end:
        assert client.post(address, {"address": "kim@example.org", "rhythm": "now"}).status_code == 404
    assert not Follower.objects.exists()


def test_double_opt_in(client: Client, world: World) -> None:
    ref = world.add("1", "Radweg am Kanal")
    assert ask(client, ref, "  Kim@Example.ORG ", rhythm="week").headers["Location"] == reverse("notices:asked")
    assert client.get(reverse("notices:asked")).status_code == 200
    assert Follower.objects.get().address == "kim@example.org"
    send()
    letter = mail.outbox[0]
    assert letter.to == ["kim@example.org"]
    assert "Radweg am Kanal" in letter.subject
    assert "List-Unsubscribe" not in letter.extra_headers
    link = link_in(letter.body, "/bestaetigen/")

    assert "Radweg am Kanal" in client.get(link).content.decode()
    assert client.head(link).status_code == 200
    assert not Following.objects.confirmed().exists(), "programs follow links; only the button counts"

    answer = client.post(link, follow=True)
    assert "Es geht los" in answer.content.decode()
    follower = Follower.objects.get()
    assert follower.gets_mail
    assert follower.rhythm == Rhythm.WEEK
    assert Following.objects.confirmed().get().ref == ref


def test_the_button_a_second_time_changes_nothing(client: Client, world: World) -> None:
    ref = world.add("1")
    ask(client, ref)
    send()
    link = link_in(mail.outbox[0].body, "/bestaetigen/")
    client.post(link)
    Follower.objects.update(rhythm=Rhythm.WEEK)
    before = Following.objects.get().confirmed_at
    assert client.post(link).status_code == 302
    assert Following.objects.get().confirmed_at == before
    assert Follower.objects.get().rhythm == Rhythm.WEEK


def test_the_answer_is_the_same_whether_the_address_is_known(client: Client, world: World) -> None:
    one, two = world.add("1"), world.add("2")
    make_following(one, make_follower("kim@example.org"))
    known, unknown, twice = (
        ask(client, two, "kim@example.org"),
        ask(client, two, "lou@example.org"),
        ask(client, one, "kim@example.org"),
    )
    assert {(answer.status_code, answer.headers["Location"]) for answer in (known, unknown, twice)} == {
        (302, reverse("notices:asked"))
    }
    assert Letter.objects.count() == 3


def test_a_stranger_cannot_make_somebody_follow(client: Client, world: World) -> None:
    one, two = world.add("1"), world.add("2")
    victim = make_follower("kim@example.org", rhythm=Rhythm.WEEK)
    make_following(one, victim)
    ask(client, two, "kim@example.org", rhythm="now")
    make_event(two)
    spread()
    assert not Notice.objects.exists()
    victim.refresh_from_db()
    assert victim.rhythm == Rhythm.WEEK


def test_who_follows_already_gets_the_link_to_the_own_page(client: Client, world: World) -> None:
    ref = world.add("1", "Radweg am Kanal")
    make_following(ref, make_follower("kim@example.org"))
    ask(client, ref)
    send()
    assert "folgen Sie schon" in mail.outbox[0].body
    assert client.get(link_in(mail.outbox[0].body, "/meldungen/")).status_code == 200


def test_nobodys_mailbox_is_filled(client: Client, world: World) -> None:
    for number in range(20):
        ask(client, world.add(str(number)), "kim@example.org")
        send()
    assert len(mail.outbox) == limits.A_DAY_TO_ONE_ADDRESS


def test_a_letter_that_waits_is_not_written_again(client: Client, world: World) -> None:
    ref = world.add("1")
    ask(client, ref)
    ask(client, ref)
    assert Letter.objects.count() == 1


def test_a_network_that_asks_too_often_has_to_wait(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "A_DAY_FROM_ONE_NETWORK", 3)
    ref = world.add("1")
    answers = [ask(client, ref, f"kim{number}@example.org").status_code for number in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert Follower.objects.count() == 3
    other = client.post(follow_path(ref), {"address": "lou@example.org", "rhythm": "now"}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_no_network_and_no_address_is_kept_by_the_limits(client: Client, world: World) -> None:
    client.post(
        follow_path(world.add("1")), {"address": "kim@example.org", "rhythm": "now"}, REMOTE_ADDR="198.51.100.7"
    )
    kept = repr([*Tally.objects.values(), *DailySalt.objects.values()])
    assert Tally.objects.count() == 2
    assert "198.51" not in kept
    assert "kim" not in kept


def test_a_household_with_ipv6_is_one_network(rf: Any) -> None:
    one = limits.network_of(rf.get("/", REMOTE_ADDR="2001:db8:1:2::1"))
    two = limits.network_of(rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9"))
    assert one == two == "2001:db8:1:2::/64"
    assert limits.network_of(rf.get("/", REMOTE_ADDR="")) == "unknown"


def test_the_salt_goes_with_its_day_and_the_counters_after_a_week() -> None:
    today = timezone.localdate()
    for days in (0, 1, 7, 8):
        DailySalt.objects.create(day=today - timedelta(days=days), salt="s")
        Tally.objects.create(day=today - timedelta(days=days), digest=str(days))
    assert limits.forget() == 1
    assert [row.day for row in DailySalt.objects.all()] == [today]
    assert Tally.objects.count() == 3


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kim",
        "kim@",
        "kim@example.org\nBcc: all@example.org",
        "kim@example.org%0aBcc:x@example.org",
        "kim@example.org, lou@example.org",
        "<kim@example.org>",
        "kim\x00@example.org",
        "k" * 300 + "@example.org",
        "kim@exa\u202emple.org",
        "kim\u200b@example.org",
    ],
)
def test_what_is_no_single_address_is_refused(client: Client, world: World, address: str) -> None:
    answer = ask(client, world.add("1"), address)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()
    assert not Follower.objects.exists()


def test_a_machine_in_the_trap_is_thanked_and_forgotten(client: Client, world: World) -> None:
    assert ask(client, world.add("1"), website="http://spam.example").status_code == 302
    assert not Follower.objects.exists()


def test_a_rhythm_that_does_not_exist_is_refused(client: Client, world: World) -> None:
    assert ask(client, world.add("1"), rhythm="hourly").status_code == 422
    assert ask(client, world.add("1"), rhythm="site").status_code == 422


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, world: World, method: str) -> None:
    assert getattr(client, method)(follow_path(world.add("1"))).status_code == 405
    assert getattr(client, method)("/folgen/bestaetigen/1-1-x.abc").status_code == 405


def test_the_form_needs_the_csrf_token(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert ask(strict, world.add("1")).status_code == 403


WRONG_TOKENS = ["1", "1-1-now.x", "x" * 400, "1-1-now", "²-1-now.a", "-1.a", "..", "1-99999999999999999999-x.a"]


@pytest.mark.parametrize("token", WRONG_TOKENS)
def test_a_token_that_was_never_given_out_opens_nothing(client: Client, token: str) -> None:
    for address in (f"/folgen/bestaetigen/{token}", f"/folgen/ende/{token}", f"/meldungen/{token}/"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert client.post(address).status_code in {404, 405}


def test_a_token_opens_only_what_it_was_made_for(client: Client, world: World) -> None:
    following = make_following(world.add("1"), confirmed_at=None)
    follower = following.follower
    confirm = tokens.of_following(tokens.CONFIRM, following, "now")
    end = tokens.of_following(tokens.END, following)
    manage, feed = (tokens.of_follower(purpose, follower) for purpose in (tokens.MANAGE, tokens.FEED))
    assert len({confirm, end, manage, feed}) == 4
    assert tokens.following_of(tokens.END, confirm) is None
    assert tokens.following_of(tokens.CONFIRM, end) is None
    assert tokens.follower_of(tokens.MANAGE, feed) is None
    assert tokens.follower_of(tokens.FEED, manage) is None
    assert tokens.follower_of(tokens.END, manage) is None
    assert tokens.following_of(tokens.CONFIRM, confirm.replace("-now.", "-week.")) is None
    assert tokens.following_of(tokens.CONFIRM, confirm) == (following, "now")


def test_what_was_never_confirmed_goes_after_a_week(world: World) -> None:
    ref = world.add("1")
    old = timezone.now() - UNCONFIRMED - timedelta(minutes=1)
    stays = make_following(ref, make_follower("lou@example.org", confirmed_at=None), confirmed_at=None)
    goes = make_following(ref, make_follower("kim@example.org", confirmed_at=None), confirmed_at=None)
    Following.objects.filter(pk=goes.pk).update(created_at=old)
    Follower.objects.filter(pk=goes.follower_id).update(created_at=old)
    erase_stale()
    assert list(Follower.objects.values_list("pk", flat=True)) == [stays.follower_id]
    assert Following.objects.get() == stays


def test_what_was_hidden_meanwhile_is_neither_written_nor_shown(client: Client, world: World) -> None:
    ref = world.add("1", "Geheimer Radweg")
    ask(client, ref)
    row = Following.objects.select_related("follower").get()
    world.hide(ref)
    send()
    assert mail.outbox == []
    assert Letter.objects.get().state == State.DROPPED
    page = client.get(reverse("notices:confirm", args=[tokens.of_following(tokens.CONFIRM, row, "now")]))
    assert page.status_code == 200
    assert "Geheimer" not in page.content.decode()


def test_a_merged_thing_leads_to_the_other(client: Client, world: World) -> None:
    old, new = world.add("old"), world.add("new")
    move_followers(old, new)
    assert client.get(follow_path(old)).headers["Location"] == follow_path(new)
    assert client.get(follow_path(old, "feed")).headers["Location"] == follow_path(new, "feed")


def test_with_an_account_one_follows_on_the_site(client: Client, world: World) -> None:
    ref, user = world.add("1"), make_user()
    client.force_login(user)
    assert "Auf dieser Seite folgen" in client.get(follow_path(ref)).content.decode()
    client.post(follow_path(ref), {"site": "1"})
    client.post(follow_path(ref), {"site": "1"})
    assert Following.objects.get().follower.user == user
    assert "Sie folgen hier schon" in client.get(follow_path(ref)).content.decode()
    make_event(ref, said="Fertig gebaut.")
    spread()
    assert "Fertig gebaut." in client.get(reverse("notices:mine")).content.decode()
    send()
    assert mail.outbox == []


def test_without_an_account_the_button_of_accounts_does_nothing(client: Client, world: World) -> None:
    assert client.post(follow_path(world.add("1")), {"site": "1"}).status_code == 422
    assert not Follower.objects.exists()


def test_secret_pages_are_kept_by_nobody(client: Client, world: World) -> None:
    token = tokens.of_follower(tokens.MANAGE, make_following(world.add("1")).follower)
    answer = client.get(reverse("notices:manage", args=[token]))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_english_readers_get_english_addresses(client: Client, world: World) -> None:
    path = f"/en{follow_path(world.add('1'))}"
    assert client.get(path).status_code == 200
    client.post(path, {"address": "kim@example.org", "rhythm": "now"})
    send()
    assert "/en/folgen/bestaetigen/" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Content-Language"] == "en"
