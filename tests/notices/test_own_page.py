"""The own page: what was heard, what is followed; change, end, erase. And one click that ends it from a mail."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roterfaden.notices import following, tokens
from roterfaden.notices.models import Digest, Follower, Following, Letter, Notice, Rhythm, State
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from tests.accounts.factories import make_user
from tests.notices.factories import World, make_event, make_follower, make_following, make_notice

pytestmark = pytest.mark.django_db


def page_of(follower: Follower, view: str = "manage") -> str:
    """The secret address."""
    purpose = tokens.FEED if view == "own_feed" else tokens.MANAGE
    return reverse(f"notices:{view}", args=[tokens.of_follower(purpose, follower)])


def end_of(row: Following) -> str:
    """The address of one click."""
    return reverse("notices:end", args=[tokens.of_following(tokens.END, row)])


def test_notices_stand_day_by_day(client: Client, world: World) -> None:
    ref, follower = world.add("1", "Radweg"), make_follower()
    for number in range(3):
        event = make_notice(ref, follower, key=str(number)).event
        type(event).objects.filter(pk=event.pk).update(
            data={"said": f"Schritt {number}."}, happened_at=timezone.now() - timedelta(days=number)
        )
    page = client.get(page_of(follower)).content.decode()
    assert page.count('<section class="day">') == 3
    assert page.index("Schritt 0.") < page.index("Schritt 1.") < page.index("Schritt 2.")


@pytest.mark.parametrize("number", [3, 120])
def test_the_page_takes_few_queries(
    client: Client, world: World, number: int, django_assert_max_num_queries: Any
) -> None:
    follower = make_follower()
    for place in range(number):
        make_notice(world.add(str(place)), follower, key=str(place))
    with django_assert_max_num_queries(8):
        assert client.get(page_of(follower)).status_code == 200


def test_older_notices_are_on_further_pages(client: Client, world: World) -> None:
    ref, follower = world.add("1"), make_follower()
    for place in range(70):
        notice = make_notice(ref, follower, key=str(place))
        type(notice.event).objects.filter(pk=notice.event_id).update(data={"said": f"Nummer {place}."})
    seen, address = "", page_of(follower)
    for _page in range(3):
        answer = client.get(address).content.decode()
        seen += answer
        address = page_of(follower) + answer.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert all(f"Nummer {place}." in seen for place in range(70))


@pytest.mark.parametrize("query", ["?ab=x", "?ab=%00", "?ab=" + "9" * 4000])
def test_a_wrong_page_is_told_plainly(client: Client, world: World, query: str) -> None:
    assert client.get(page_of(make_follower()) + query).status_code == 400


@pytest.mark.parametrize("query", ["?seite=x", "?seite=-1", "?seite=99999999999999999999", "?neu=%00<b>"])
def test_odd_parameters_harm_nothing(client: Client, world: World, query: str) -> None:
    answer = client.get(page_of(make_follower()) + query)
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().split("Was gibt es Neues")[1].split("Dem folgen Sie")[0]


def test_what_is_hidden_leaves_no_title(client: Client, world: World) -> None:
    ref, follower = world.add("1", "Geheimer Radweg"), make_follower()
    make_notice(ref, follower)
    world.hide(ref)
    for address in (page_of(follower), page_of(follower, "own_feed")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Geheim" not in answer.content.decode()
    assert "nicht mehr öffentlich" in client.get(page_of(follower)).content.decode()


def test_dropped_notices_are_not_shown(client: Client, world: World) -> None:
    follower = make_notice(world.add("1", "Radweg"), state=State.DROPPED).follower
    assert 'class="day"' not in client.get(page_of(follower)).content.decode()


def test_the_rhythm_can_be_changed(client: Client, world: World) -> None:
    follower = make_follower()
    for rhythm in ("week", "site", "now"):
        client.post(page_of(follower, "change"), {"wish": "rhythm", "rhythm": rhythm})
        follower.refresh_from_db()
        assert follower.rhythm == rhythm


@pytest.mark.parametrize("data", [{}, {"wish": "x"}, {"wish": "rhythm"}, {"wish": "rhythm", "rhythm": "never"}])
def test_wishes_that_do_not_exist_are_refused(client: Client, world: World, data: dict[str, str]) -> None:
    assert client.post(page_of(make_follower(), "change"), data).status_code == 400


def test_only_one_s_own_can_be_ended(client: Client, world: World) -> None:
    ref, kim, lou = world.add("1"), make_follower("kim@example.org"), make_follower("lou@example.org")
    mine, other = make_following(ref, kim), make_following(ref, lou)
    for number in (str(other.pk), str(mine.pk), str(mine.pk), "x", "9" * 40, "", "²"):
        assert client.post(page_of(kim, "change"), {"wish": "end", "following": number}).status_code == 302
    assert list(Following.objects.all()) == [other]


def test_everything_can_be_ended(client: Client, world: World) -> None:
    follower = make_follower()
    for key in "123":
        make_following(world.add(key), follower)
    client.post(page_of(follower, "change"), {"wish": "end_all"})
    assert not follower.followings.exists()
    follower.refresh_from_db()
    assert follower.idle_since is not None


def test_renewed_addresses_make_the_former_ones_void(client: Client, world: World) -> None:
    follower = make_follower()
    old, feed = page_of(follower), page_of(follower, "own_feed")
    answer = client.post(page_of(follower, "change"), {"wish": "renew"})
    assert client.get(old).status_code == 404
    assert client.get(feed).status_code == 404
    assert client.get(answer.headers["Location"]).status_code == 200


def test_paused_mails_can_be_wanted_again(client: Client, world: World) -> None:
    follower = make_follower(paused_at=timezone.now(), failures=3)
    assert "abgelehnt" in client.get(page_of(follower)).content.decode()
    client.post(page_of(follower, "change"), {"wish": "resume"})
    follower.refresh_from_db()
    assert follower.gets_mail


def test_changes_need_the_csrf_token(world: World) -> None:
    follower = make_follower()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page_of(follower, "change"), {"wish": "end_all"}).status_code == 403
    assert strict.post(page_of(follower, "erase")).status_code == 403
    assert strict.post(reverse("notices:mine"), {"address": "kim@example.org"}).status_code == 403


@pytest.mark.parametrize("view", ["change", "erase"])
def test_a_stranger_changes_nothing(client: Client, world: World, view: str) -> None:
    make_following(world.add("1"))
    client.force_login(make_user())
    for address in (reverse(f"notices:{view}", args=["1.x"]), reverse(f"notices:{view}_mine")):
        assert client.post(address, {"wish": "end_all"}).status_code == 404
    assert Following.objects.count() == 1
    assert client.get(reverse("notices:change", args=["1.x"])).status_code == 405


class TestOneClick:
    """The link in every mail."""

    def test_looking_ends_nothing(self, client: Client, world: World) -> None:
        row = make_following(world.add("1", "Radweg"))
        assert "Radweg" in client.get(end_of(row)).content.decode()
        assert client.head(end_of(row)).status_code == 200
        assert Following.objects.exists()

    def test_a_mail_program_ends_it_without_cookie(self, world: World) -> None:
        make_notice(world.add("1"))
        send()
        sent: Any = mail.outbox[0]
        address = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(portal.SITE_URL)
        strict = Client(enforce_csrf_checks=True)
        body = {"List-Unsubscribe": "One-Click"}
        assert strict.post(address, body).status_code == 200
        assert not Following.objects.exists()
        assert strict.post(address, body).status_code == 200
        assert "schon beendet" in strict.get(address).content.decode()

    def test_only_that_one_thing_is_ended(self, client: Client, world: World) -> None:
        follower = make_follower()
        one, two = make_following(world.add("1"), follower), make_following(world.add("2"), follower)
        client.post(end_of(one))
        assert list(Following.objects.all()) == [two]

    def test_from_a_digest_everything_is_ended(self, client: Client, world: World) -> None:
        follower = make_follower()
        make_following(world.add("1"), follower)
        make_notice(world.add("2"), follower)
        address = reverse("notices:end", args=[tokens.of_follower(tokens.END, follower)])
        assert client.get(address).status_code == 200
        assert Following.objects.count() == 2
        assert client.post(address).status_code == 200
        assert not Following.objects.exists()
        assert client.post(address).status_code == 200
        assert Notice.objects.get().state == State.DROPPED

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client: Client, world: World, method: str) -> None:
        row = make_following(world.add("1"))
        assert getattr(client, method)(end_of(row)).status_code == 405
        assert Following.objects.exists()

    def test_a_link_outlives_a_merge(self, client: Client, world: World) -> None:
        from roterfaden.notices.actions import move_followers

        row, new = make_following(world.add("1")), world.add("2")
        move_followers(row.ref, new)
        client.post(end_of(row))
        assert not Following.objects.exists()


class TestErasing:
    """Nothing is left."""

    def test_every_row_goes(self, client: Client, world: World) -> None:
        follower = make_notice(world.add("1")).follower
        Digest.objects.create(follower=follower, key="2026-W47")
        following.ask_to_follow(follower.address or "", world.add("2"), Rhythm.NOW)
        assert "Ja, alles löschen" in client.get(page_of(follower, "erase")).content.decode()
        assert Follower.objects.exists()
        assert client.post(page_of(follower, "erase")).headers["Location"] == reverse("notices:erased")
        for model in (Follower, Following, Notice, Digest, Letter):
            assert not model._default_manager.exists()
        assert client.get(reverse("notices:erased")).status_code == 200
        assert client.get(page_of(follower)).status_code == 404
        assert client.post(page_of(follower, "erase")).status_code == 404

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.skipif(connection.vendor != "sqlite", reason="pages of SQLite's file")
    def test_the_files_of_the_database_forget_the_address(self, world: World) -> None:
        canary = "canary-7f3a9c@example.org"
        follower = make_follower(canary)
        make_notice(world.add("1"), follower)
        following.ask_to_follow(canary, world.add("2"), Rhythm.NOW)
        send()
        path = Path(str(connection.settings_dict["NAME"]))
        files = [path, path.with_name(f"{path.name}-wal")]
        assert any(canary.encode() in file.read_bytes() for file in files if file.exists())
        following.erase(follower)
        assert not any(canary.encode() in file.read_bytes() for file in files if file.exists())


class TestLostLink:
    """Who has no mail at hand can have the link sent; nobody learns who follows."""

    def test_it_goes_to_the_address_alone(self, client: Client, world: World) -> None:
        make_following(world.add("1"), make_follower("kim@example.org"))
        known = client.post(reverse("notices:mine"), {"address": "Kim@Example.org"})
        unknown = client.post(reverse("notices:mine"), {"address": "lou@example.org"})
        assert known.headers["Location"] == unknown.headers["Location"] == reverse("notices:link_sent")
        assert client.get(reverse("notices:link_sent")).status_code == 200
        send()
        assert [sent.to for sent in mail.outbox] == [["kim@example.org"]]
        assert "/meldungen/" in mail.outbox[0].body

    def test_wrong_input_is_told(self, client: Client) -> None:
        assert client.get(reverse("notices:mine")).status_code == 200
        assert client.post(reverse("notices:mine"), {"address": "kim"}).status_code == 422

    def test_a_machine_in_the_trap_gets_nothing_sent(self, client: Client) -> None:
        make_follower("kim@example.org")
        client.post(reverse("notices:mine"), {"address": "kim@example.org", "website": "x"})
        assert not Letter.objects.exists()


class TestAccounts:
    """People who are logged in."""

    def test_the_own_page_without_a_secret(self, client: Client, world: World) -> None:
        user, ref = make_user(), world.add("1", "Radweg")
        client.force_login(user)
        assert "verfolgen Sie noch nichts" in client.get(reverse("notices:mine")).content.decode()
        row = following.follow_by_account(user, ref).followings.get()
        assert "Radweg" in client.get(reverse("notices:mine")).content.decode()
        client.post(reverse("notices:change_mine"), {"wish": "end", "following": row.pk})
        assert not Following.objects.exists()
        assert client.get(reverse("notices:erase_mine")).status_code == 200
        client.post(reverse("notices:erase_mine"))
        assert not Follower.objects.exists()

    def test_account_and_address_become_one(self, client: Client, world: World) -> None:
        user, both, own = make_user(), world.add("1"), world.add("2")
        following.follow_by_account(user, both)
        following.follow_by_account(user, own)
        by_mail = make_follower("kim@example.org")
        make_following(both, by_mail)
        make_event(own)
        make_event(both, "both")
        spread()
        client.force_login(user)
        assert "Mit meinem Konto verbinden" in client.get(page_of(by_mail)).content.decode()
        client.post(page_of(by_mail, "change"), {"wish": "join"})
        follower = Follower.objects.get()
        assert (follower.user, follower.address) == (user, "kim@example.org")
        assert {row.ref for row in follower.followings.all()} == {both, own}
        assert follower.notices.count() == 2

    def test_an_address_is_joined_with_one_account_only(self, client: Client, world: World) -> None:
        by_mail = make_follower("kim@example.org", user=make_user("anna"))
        following.join_account(make_user("bela"), by_mail)
        by_mail.refresh_from_db()
        assert by_mail.user is not None
        assert by_mail.user.username == "anna"

    def test_nobody_joins_without_logging_in(self, client: Client, world: World) -> None:
        assert client.post(page_of(make_follower(), "change"), {"wish": "join"}).status_code == 400

    def test_erasing_an_account_erases_what_it_followed(self, world: World) -> None:
        user = make_user()
        following.follow_by_account(user, world.add("1"))
        user.delete()
        assert not Follower.objects.exists()
